"""Looks up which cases a message could belong to: the clues of the ladder, each a query by an index.

Chooses nothing; `rules.matching` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailroom.house import House
from mailroom.jobs.named import by_name, by_officer
from mailroom.jobs.taken_for import is_reply
from mailroom.rules.matching import Clue, Rung
from mailroom.rules.reading import Reading
from mailroom.rules.reference import find_references
from mailroom.rules.same_matter import Told, is_same_matter, shares_any, told_in
from mailroom.rules.similarity import is_same_text
from mailroom.rules.triage import goes_on
from mailroom.rules.workdays import local_date
from parsers.authentication import Verdict
from parsers.message import Message
from store import cases, inbox, outbox
from store.session import Connection


@dataclass(frozen=True, slots=True)
class Found:
    """The clues for a message, and the sender's own cases where they had to be asked for."""

    clues: tuple[Clue, ...]
    theirs: tuple[cases.Case, ...] = ()


def find_clues(
    conn: Connection,
    house: House,
    reading: Reading,
    fingerprint_text: str,
    *,
    has_cases: bool = True,
) -> Found:
    """Every clue that the record has for a message; the person's cases only where nothing stronger speaks.

    `has_cases` is False where the person is known to have none.
    """
    message = reading.message
    clues = [*_by_address(house, message), *_by_thread(conn, message)]
    clues += _by_reference(conn, house, reading)
    sender = reading.complainant
    if not clues and sender is not None and sender.email in house.config.directory:
        return Found(tuple(by_officer(conn, reading, sender.email)))
    if clues or sender is None or not sender.email:
        return Found(tuple(clues))
    theirs = tuple(cases.cases_of(conn, [sender.email])) if has_cases else ()
    by_person = tuple(_by_person(theirs, reading, fingerprint_text))
    return Found(by_person or tuple(by_name(conn, reading)), theirs)


def _by_address(house: House, message: Message) -> Iterable[Clue]:
    addresses = [one.email for one in (*message.to, *message.cc)] + list(message.delivered_to)
    for address in dict.fromkeys(addresses):
        token = house.signer.read_address(address) if "+" in address else None
        if token is not None and token.case_id:
            role = "resident" if token.verb == "reply" else "officer"
            yield Clue(
                Rung.ADDRESS, token.case_id, f"sent to {address}", role=role, stage=token.stage
            )


def thread_ids(message: Message) -> tuple[str, ...]:
    """The Message-IDs that a message says it belongs with: what it answers, and what a report is about."""
    report = message.automatic.original_message_id if message.automatic else ""
    ids = (report, *message.in_reply_to, *reversed(message.references))
    return tuple(dict.fromkeys(one for one in ids if one))


def _by_thread(conn: Connection, message: Message) -> Iterable[Clue]:
    ids = thread_ids(message)
    # What it answers goes before what that one went back to: the survey, and not the answer that it asks about.
    for hit in sorted(
        inbox.cases_of_messages(conn, ids), key=lambda hit: ids.index(hit.message_id)
    ):
        rung = Rung.LETTER if hit.ours else Rung.THREAD
        yield Clue(
            rung,
            hit.case_id,
            f"answers {hit.message_id}",
            hit.stage_id,
            letter=hit.letter,
            role=hit.role,
            recipient=hit.recipient,
        )


def _by_reference(conn: Connection, house: House, reading: Reading) -> Iterable[Clue]:
    prefix = house.config.council.reference_prefix
    named = {
        Rung.REFERENCE: _subject_of_their_own(conn, reading.message),
        Rung.QUOTED_REFERENCE: reading.story,
    }
    if reading.form:
        named[Rung.REFERENCE] += "\n" + reading.form.fields.get("reference_quoted", "")
    for rung, text in named.items():
        references = find_references(text, prefix)
        if references:
            for reference, case_id in cases.cases_by_reference(conn, references).items():
                yield Clue(rung, case_id, f"names {reference}")


def _subject_of_their_own(conn: Connection, message: Message) -> str:
    """The subject; '' where it is our own letter's: of a second case in a thread that names the first as well."""
    for one in message.in_reply_to:
        letter = outbox.find_by_message_id(conn, one)
        if letter is not None and message.subject.endswith(letter.subject):
            return ""
    return message.subject


def _by_person(
    theirs: Sequence[cases.Case], reading: Reading, fingerprint_text: str
) -> Iterable[Clue]:
    told = told_in(reading.story, local_date(reading.received_at)) if theirs else None
    for case in theirs:
        if repeats(case, reading.summary, fingerprint_text):
            yield Clue(Rung.SAME_WORDS, case.id, "the same words as the complaint in it")
        elif told and _tells_again(case, told):
            yield Clue(Rung.SAME_TOLD, case.id, "the same numbers, sums and days as in it")
    open_ones = [case for case in theirs if case.status == "OPEN"]
    rung = Rung.PARTY if len(open_ones) == 1 else Rung.SAME_MATTER
    for case in open_ones:
        shares = told is not None and shares_any(told, _told_in(case))
        yield Clue(rung, case.id, "the same person's open case", tells_one=shares)
    if not open_ones and theirs and (goes_on(reading.words) or is_reply(reading)):
        yield Clue(Rung.FORMER, theirs[0].id, "the same person's latest case")


def _tells_again(case: cases.Case, told: Told) -> bool:
    return is_same_matter(told, _told_in(case))


def _told_in(case: cases.Case) -> Told:
    return told_in(case.summary, local_date(case.received_at))


def repeats(case: cases.Case, summary: str, fingerprint_text: str) -> bool:
    """Whether a text is (nearly) the one that opened the case."""
    same_print = bool(fingerprint_text) and fingerprint_text == case.fingerprint_text
    return same_print or is_same_text(summary, case.summary)


def is_form_of(file: cases.CaseFile, reading: Reading) -> bool:
    """Whether the council's own page sent on what bears the address of a party: enough for what they told before."""
    believed = reading.message.authentication.verdict is Verdict.PASS
    known = {party.email for party in file.parties if party.email}
    return reading.web_form is not None and believed and reading.form_email in known


def is_party(file: cases.CaseFile, message: Message, *, certain: bool) -> bool:
    """Whether the sender is known to be a party: the address is theirs, and our own server vouches for it.

    Where the mail bears our signature (`certain`) it is enough that the server says nothing against them: whoever
    made it has had our letter to that party in hand.
    """
    sender = message.sender.email if message.sender else ""
    known = {party.email for party in file.parties if party.email}
    verdict = message.authentication.verdict
    return sender in known and (
        verdict is Verdict.PASS or (certain and verdict is not Verdict.FAIL)
    )
