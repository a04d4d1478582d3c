"""A word for colleagues alone, in every place of a case's life where colleagues write one: no resident reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage

from mailroom.acts.reaching import Way
from mailroom.jobs import by_hand_case
from mailroom.jobs.by_hand_reach import write_by
from store import journal, outbox
from tests.acts.conftest import Under
from tests.acts.council import ANSWER, CONFIG, JO, KIT, SAM, UNA, Council
from tests.acts.papers import WORD, learning_form

SECRET = "zweifelhaft"
BY = f"Jo Park, {SECRET} desk"
# Whoever has nothing to do with the case, and what the council calls them.
DIRECTORY = CONFIG.replace(
    'title = "Chief Executive"', f'title = "{SECRET} Chief Executive"'
).replace('name = "Hal Orr"', f'name = "Hal {SECRET}"')


def everything_to(council: Council, email: str) -> Iterator[tuple[str, bytes]]:
    """The subject of each letter to somebody, and all that stands in it, unpacked."""
    for letter in council.got:
        if email in str(letter["To"]):
            yield str(letter["Subject"]), b"\n".join([letter.as_bytes(), *_parts(letter)])


def _parts(letter: EmailMessage) -> Iterator[bytes]:
    for part in letter.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content
            if content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as package:
                    yield from (package.read(name) for name in package.namelist())


def _coordinators_notes(council: Council, reference: str) -> None:
    house = council.town.house
    by_hand_case.note_words(house, reference, BY, f"She is {SECRET}.", "")
    by_hand_case.note_words(house, reference, BY, f"Told her that she is {SECRET}.", "telephone")
    by_hand_case.mark(house, reference, BY, ("names_staff",), f"{SECRET} words about Sam")
    by_hand_case.note_columns(house, reference, BY, "channel", assisted_by=SECRET)
    by_hand_case.note_adjustment(
        house, reference, BY, f"large print; {SECRET} on the telephone", council.today
    )
    write_by(house, reference, BY, Way(by_post=False), f"{SECRET} asked for it")


def _officers_notes(council: Council) -> None:
    for text in (
        f"NOTE: CALL\nShe is {SECRET}.",
        f"Between us: {SECRET}.",
        f"CONCERN\nShe is {SECRET}.",
        f"OUT OF SCOPE\nShe is {SECRET}.",
        f"ACCEPT\nPoints:\n{SECRET}",
        f"ASK COLLEAGUE Sam Lee\nWas she {SECRET} to you?",
        f"EXTEND TO some day\n{SECRET}",
    ):
        council.says(KIT, text)
    council.says(SAM, f"Yes, {SECRET}.", paper=(f"{SECRET}.docx", learning_form(), WORD))


def test_a_resident_reads_no_word_for_colleagues_in_the_whole_life_of_a_case(under: Under) -> None:
    council = under("south-cambs-corporate")
    council.town.open(DIRECTORY.format(policy="south-cambs-corporate"))
    reference = council.file.case.reference
    _coordinators_notes(council, reference)
    _officers_notes(council)
    council.town.mail(UNA, f"Re: {reference}", "Have you any news of my complaint, please?")
    council.work()
    council.says(KIT, "UPDATE\n\nThe van comes on Friday.")
    council.says(KIT, "ASK\n\nWhich of the two bins was it?")
    council.town.mail(UNA, f"Re: {reference}", "It was the green one.")
    council.work()
    inside = f"Cause: {SECRET}\nRecommendation: {SECRET} course, by 3 April 2026, Sam Lee"
    council.says(
        KIT, f"ANSWER upheld\nRemedy: an apology\nLearning: {SECRET}\n{inside}\n\n{ANSWER}"
    )
    form = learning_form(("Lessons learnt", SECRET), ("Actions", SECRET))
    council.says(KIT, f"Here is the form, {SECRET} case.", paper=("Form.docx", form, WORD))
    for duty in council.owed():
        if not duty.bars:
            by_hand_case.finish_duty(council.town.house, duty.id, BY, f"{SECRET} is done")
    council.town.mail(UNA, f"Re: {reference}", "I am not satisfied. I ask for stage 2, please.")
    council.work()
    council.town.days_pass(3)
    council.work()

    read = list(everything_to(council, UNA))
    kinds = {one.letter for one in _written(council)}
    assert {"acknowledgement", "update_notice", "information_request", "response"} <= kinds
    assert len(read) >= 6
    assert [subject for subject, whole in read if SECRET.encode() in whole] == []
    # It was planted: the journal and the colleagues have it.
    told = council.town.read(lambda conn: journal.entries_of(conn, 1))
    assert sum(SECRET in one.why or SECRET in one.by for one in told) >= 6
    assert any(
        SECRET.encode() in whole
        for email in (KIT, SAM, JO)
        for _, whole in everything_to(council, email)
    )


def _written(council: Council) -> list[outbox.Outgoing]:
    return [
        one
        for one in council.town.read(lambda conn: outbox.letters_of(conn, 1))
        if one.recipient == UNA
    ]
