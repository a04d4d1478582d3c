"""The rest of what officers ask for from their programs: documents, promises, forms; and no verb in other hands."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from weasyprint import HTML

from mailroom.rules.workdays import Calendar
from store import duties, remedies
from store.states import CaseStatus
from tests.acts.papers import WORD, learning_form, remarked
from tests.acts.papers import letter as word_letter
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import Arrived, only
from tests.end_to_end.council import COORDINATOR, HEAD, MANAGER, Council
from tests.end_to_end.people import HILARY, complain
from tests.end_to_end.programs import PROGRAMS, answer_in, reply_in

pytestmark = [pytest.mark.server, pytest.mark.slow]

MORGAN = f"Morgan Hill <{MANAGER}>"
ROBIN = f"Robin Vale <{HEAD}>"
RUTH = f"Ruth Amadi <{COORDINATOR}>"
PARKS = "Lee Ash <lee.ash@fenbridge.example>"
LINES = (
    "Dear Ms Stannard",
    "I am sorry that your bin was missed. The crew had an old list, which was put right today.",
    "I uphold your complaint.",
    "Yours sincerely",
    "Morgan Hill",
)
BODY = "The crew had an old list"
INSIDE = "serial complainer"


def _sends(
    council: Council,
    program: str,
    letter: Arrived,
    text: str,
    paper: tuple[str, bytes],
    sender: str,
) -> list[Arrived]:
    """An officer replies with a document."""
    raw = reply_in(program, sender, letter, text, council.clock.now())
    mail = message_from_bytes(raw, policy=SMTP.clone(max_line_length=200))
    assert isinstance(mail, EmailMessage)
    name, content = paper
    kind = "application/pdf" if name.endswith(".pdf") else WORD
    main, _, sub = kind.partition("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    council.deliver(mail.as_bytes(), to=letter.answers_to)
    return council.letters()


def _pdf() -> bytes:
    page = "".join(f"<p>{one}</p>" for one in LINES)
    made: bytes = HTML(string=f"<title>{INSIDE}</title>{page}").write_pdf()
    return made


PAPERS = {"word": ("Reply.docx", word_letter(*LINES)), "pdf": ("Reply.pdf", _pdf())}
NOTES = {
    "by the word": f"ANSWER upheld\n\nReply attached, please send. She is a {INSIDE}.\n\nMorgan",
    "in plain words": "Reply to Ms Stannard attached, please send.\n\nMorgan",
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_letter_that_is_attached_is_the_answer_and_the_note_stays_inside(
    new_council: NewCouncil, paper: tuple[str, bytes], note: str, program: str
) -> None:
    council = new_council()
    assignment = only(complain(council), "assignment")
    sent = _sends(council, program, assignment, note, paper, MORGAN)
    answer = only(sent, "response", HILARY)
    assert BODY in " ".join(answer.text.split())
    assert INSIDE.encode() not in answer.raw
    assert "please send" not in answer.text
    assert council.case().stages[0].outcome == "upheld"


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_document_with_a_remark_in_its_margin_is_no_answer(
    new_council: NewCouncil, program: str
) -> None:
    council = new_council()
    assignment = only(complain(council), "assignment")
    council.day(days=1)
    council.letters()
    before = council.case()
    paper = ("Reply.docx", remarked(INSIDE, *LINES))
    sent = _sends(council, program, assignment, NOTES["by the word"], paper, MORGAN)
    assert [one for one in sent if one.to == HILARY] == []
    assert "remarks in the margin" in only(sent, "officer_receipt").text
    assert council.case() == before


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_was_promised_is_done_or_dropped_and_the_form_closes_the_case(
    new_council: NewCouncil, program: str
) -> None:
    council = new_council(policy="south-cambs-corporate")
    assignment = only(complain(council), "assignment")
    council.day(days=1)
    due = council.case().stages[0].respond_by
    assert due is not None
    later = f"{Calendar().after(due, 3):%-d %B %Y}"
    promises = f"Action: a new bin, by {later}, Robin Vale\nAction: a visit, by {later}, Robin Vale"
    letter = "\n\n".join((*LINES[:-1], "Robin Vale"))
    text = f"ANSWER partly upheld\n{promises}\nLearning: none\n\n{letter}"
    sent = answer_in(council, program, assignment, text, sender=ROBIN)
    assert "partly upheld" in only(sent, "response", HILARY).text
    assert council.case().stages[0].outcome == "partly"

    def asks(words: str) -> str:
        sent = answer_in(council, program, assignment, words, sender=ROBIN)
        return " ".join(only(sent, "officer_receipt", HEAD).text.split()).lower()

    assert "not clear" in asks("DONE")  # two are owed: which is it?
    assert "marked as done: a new bin" in asks("DONE: the new bin")
    assert "no reason was given" in asks("DROP: the visit")
    council.day(days=1)
    assert "a visit" in asks("DROP: the visit\nWhy: she has moved.\nInstead: a call")
    with council.record.read() as conn:
        kept = remedies.remedies_of(conn, 1)
        owed = [one.name for one in duties.duties_of(conn, 1) if one.done_at is None]
    assert [bool(one.done_at) for one in kept if one.what == "a new bin"] == [True]
    assert [bool(one.dropped_at) for one in kept if one.what == "a visit"] == [True]
    assert "learning_form" in owed

    assert "the form" in asks("LEARNING\n\nSee below.")
    paper = ("Learning form.docx", learning_form(("Lessons learnt", INSIDE), ("Actions", "none")))
    sent = _sends(council, program, assignment, "Form attached.\n\nRobin", paper, ROBIN)
    assert "closed the case" in only(sent, "officer_receipt", HEAD).text
    assert [one for one in sent if one.to == HILARY and INSIDE.encode() in one.raw] == []
    assert council.case().case.status is CaseStatus.CLOSED


# Each verb of the mail, as whoever does not deal with the case would try it with a link that was sent on to them.
VERBS = (
    "ACCEPT",
    f"ANSWER upheld\n\n{chr(10).join(LINES)}",
    "HOLDING\n\nLater.",
    "EXTEND TO 3 July 2026\nWe wait.",
    "ASK\n\nWhich bin was it?",
    "UPDATE\n\nThe van comes.",
    "PASS ON TO Lee Ash",
    "STAND-IN Lee Ash",
    "ASK COLLEAGUE Robin Vale\nWas it?",
    "OUT OF SCOPE\nIt is not ours.",
    "LEARNING\n\nLessons: none\nActions: none",
    "DONE: 1",
    "DROP: 1\nWhy: no\nInstead: none",
    "CLOSE",
    "CONCERN\nI worry.",
    "NOTE: CALL\nRang her.",
    "MEETING\nMet her.",
    "OUTCOME: upheld",
    "Please move this to Robin.",
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_verb_of_somebody_who_does_not_deal_with_it_changes_anything(
    new_council: NewCouncil, program: str
) -> None:
    council = new_council(policy="cambridge-city")
    assignment = only(complain(council), "assignment")
    before = council.case()
    told: list[str] = []
    for text in VERBS:
        sent = answer_in(council, program, assignment, text, sender=PARKS)
        assert [one for one in sent if one.to == HILARY] == []
        told += [one.name for one in sent if one.to == "lee.ash@fenbridge.example"]
    assert council.case() == before
    assert len(council.queue()) == len(VERBS)
    assert all("was written to somebody else" in one for one in council.reasons())
    # They hear of it once, and nothing of the case.
    assert told == ["mail_not_believed"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_coordinator_passes_it_to_another_service_and_closes_it(
    new_council: NewCouncil, program: str
) -> None:
    council = new_council(policy="south-cambs-2021")
    assignment = only(complain(council), "assignment")
    sent = answer_in(council, program, assignment, "OUT OF SCOPE\nIt is a tree.", sender=MORGAN)
    proposal = next(one for one in sent if one.to == COORDINATOR)
    sent = answer_in(council, program, proposal, "PASS ON TO Parks", sender=RUTH)
    assert "passed it on" in " ".join(only(sent, "officer_receipt", COORDINATOR).text.split())
    assert council.case().stages[0].owner_email == "lee.ash@fenbridge.example"
    assert [one for one in sent if one.to == HILARY] == []
    before = council.case()
    given = only(sent, "assignment", "lee.ash@fenbridge.example")
    sent = answer_in(council, program, given, "CLOSE: withdrawn", sender=PARKS)
    assert "Nothing has been changed" in only(sent, "officer_receipt").text
    assert council.case() == before
    answer_in(council, program, proposal, "CLOSE: withdrawn, on the telephone today", sender=RUTH)
    assert council.case().case.status is CaseStatus.CLOSED
