"""Each thing an officer can ask for, as a reply from the programs that officers use: through Dovecot, out by SMTP."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from mailroom.rules.workdays import Calendar
from store import duties
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import Arrived, only
from tests.end_to_end.council import HEAD, MANAGER, Council
from tests.end_to_end.people import HILARY, complain
from tests.end_to_end.programs import PROGRAMS, answer_in

pytestmark = [pytest.mark.server, pytest.mark.slow]

CALENDAR = Calendar()
NAMES = {MANAGER: "Morgan Hill", HEAD: "Robin Vale"}
BODY = "I am sorry that your bin was missed. The crew had an old list, which was put right today."
# Never to be read by a resident, whatever stands around it.
INSIDE = "serial complainer"
PLAIN = f"Dear Ms Stannard\n\n{BODY} I uphold your complaint.\n\nYours sincerely\n\n%s"


@dataclass(frozen=True)
class Asked:
    """What an officer writes under a policy, and by which words it shows that it was done, or not."""

    policy: str
    text: str
    told: str
    to_resident: str = ""


def _later(council: Council, days: int) -> str:
    due = council.case().stages[0].respond_by
    assert due is not None
    return f"{CALENDAR.after(due, days):%-d %B %Y}"


def _owner(council: Council) -> str:
    return council.case().stages[-1].owner_email


def _asks(council: Council, program: str, letter: Arrived, text: str) -> list[Arrived]:
    """The owner replies; `<later>` is a day after the one on which the answer is due."""
    owner = _owner(council)
    said = text.replace("<later>", _later(council, 5)).replace("%s", NAMES[owner])
    sender = f"{NAMES[owner]} <{owner}>"
    return answer_in(council, program, letter, said, sender=sender)


ALLOWED = {
    "accept": Asked("south-cambs-2021", "ACCEPT\n", "you deal with it"),
    "answer": Asked(
        "south-cambs-2021",
        f"ANSWER upheld\n\nDear Ms Stannard\n\n{BODY}\n\n%s",
        "sent your answer",
        BODY,
    ),
    "plain answer": Asked("south-cambs-2021", PLAIN, "sent your answer", BODY),
    "plain answer, introduced": Asked(
        "south-cambs-2021",
        f"Hi both, she is a {INSIDE}. My reply for Ms Stannard:\n\n{PLAIN}",
        "sent your answer",
        BODY,
    ),
    "holding": Asked(
        "cambridge-city",
        "HOLDING\n\nThe crew's leader is away.",
        "sent your holding reply",
        "leader is away",
    ),
    "extend": Asked(
        "cambridge-city",
        "EXTEND TO <later>\nThe depot has to be searched.",
        "moved the date",
        "depot has to be searched",
    ),
    "question": Asked(
        "cambridge-city", "ASK\n\nWhich bin was it?", "sent your question", "Which bin was it?"
    ),
    "news": Asked(
        "cambridge-city",
        "UPDATE\n\nThe van comes on Friday.",
        "sent your news",
        "van comes on Friday",
    ),
    "telephone note": Asked(
        "cambridge-city", f"NOTE: CALL\nShe is a {INSIDE}.", "contact by telephone"
    ),
    "pass on": Asked(
        "south-cambs-corporate", f"PASS ON TO Morgan Hill\nShe is a {INSIDE}.", "passed it on"
    ),
    "plain pass on": Asked(
        "south-cambs-corporate", f"Please move this to Morgan, a {INSIDE}.", "passed it on"
    ),
    "stand-in": Asked(
        "south-cambs-corporate", f"STAND-IN Morgan Hill\nShe is a {INSIDE}.", "passed it on"
    ),
    "ask a colleague": Asked(
        "south-cambs-corporate",
        f"ASK COLLEAGUE Morgan Hill\nShe is a {INSIDE}. Was the depot searched?",
        "asked Morgan Hill",
    ),
    "out of scope": Asked("cambridge-city", f"OUT OF SCOPE\nShe is a {INSIDE}.", "coordinator"),
    "concern": Asked("cambridge-city", f"CONCERN\nShe is a {INSIDE}.", "your concern"),
    "note": Asked(
        "cambridge-city", f"She is a {INSIDE}, and I will ring the depot.", "on the file"
    ),
}

REFUSED = {
    "answer not theirs to sign": Asked(
        "south-cambs-2021",
        f"ANSWER\nSigned by: Nobody Known\n\nDear Ms Stannard\n\n{BODY}",
        "nobody in the",
    ),
    "answer by telephone": Asked(
        "south-cambs-corporate",
        f"ANSWER\nChannel: telephone\n\nTold her. {INSIDE}",
        "wants the answer in writing",
    ),
    "holding until a day gone by": Asked(
        "brighton-hove", "HOLDING UNTIL 1 May 2026\n\nLater.", "not after"
    ),
    "extend": Asked("brighton-hove", "EXTEND TO <later>\nThe depot is shut.", "knows no extension"),
    "question without words": Asked("cambridge-city", "ASK\n", "no text for the resident"),
    "pass on to nobody": Asked(
        "south-cambs-corporate", "PASS ON TO Bob Nobody", "nobody in the council's"
    ),
    "ask nobody": Asked(
        "south-cambs-corporate", "ASK COLLEAGUE Bob Nobody\nWas it?", "nobody in the council's"
    ),
    "pass on above": Asked("south-cambs-2021", "PASS ON TO Lee Ash", "pass it on"),
    "out of scope without a reason": Asked("cambridge-city", "OUT OF SCOPE", "no reason was given"),
    "done": Asked("cambridge-city", "DONE: 7", "not clear"),
    "learning form": Asked(
        "south-cambs-corporate", "LEARNING\nnothing here", "says nothing on this"
    ),
    "close": Asked("cambridge-city", "CLOSE", "cannot be closed yet"),
    "record": Asked("cambridge-city", "OUTCOME: upheld", "has not been answered yet"),
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("asked", ALLOWED.values(), ids=ALLOWED)
def test_what_is_allowed_is_done(new_council: NewCouncil, program: str, asked: Asked) -> None:
    council = new_council(policy=asked.policy)
    assignment = only(complain(council), "assignment")
    council.day(days=1)
    owner = _owner(council)
    sent = _asks(council, program, assignment, asked.text)
    receipt = only(sent, "officer_receipt", owner).text
    assert asked.told.lower() in " ".join(receipt.split()).lower()
    assert "Nothing has been changed" not in receipt
    read = [one for one in sent if one.to == HILARY]
    assert bool(read) == bool(asked.to_resident)
    for letter in read:
        assert asked.to_resident in " ".join(letter.text.split())
        assert INSIDE.encode() not in letter.raw
        assert "OFFICIAL" not in letter.text
        assert "confidential and intended" not in letter.text


@pytest.mark.parametrize("asked", REFUSED.values(), ids=REFUSED)
def test_what_is_not_allowed_changes_nothing(new_council: NewCouncil, asked: Asked) -> None:
    council = new_council(policy=asked.policy)
    assignment = only(complain(council), "assignment")
    council.day(days=1)
    council.letters()
    before = council.case()
    for program in PROGRAMS:
        sent = _asks(council, program, assignment, asked.text)
        assert [one for one in sent if one.to == HILARY] == []
        receipt = " ".join(only(sent, "officer_receipt", _owner(council)).text.split())
        assert asked.told.lower() in receipt.lower(), receipt
        assert "Nothing has been changed" in receipt
    assert council.case() == before
    assert [one for one in council.journal() if "not carried out" in one.act]


@pytest.mark.parametrize("program", PROGRAMS)
def test_after_the_answer_what_is_owed_is_done_and_the_case_closes(
    new_council: NewCouncil, program: str
) -> None:
    council = new_council(policy="south-cambs-corporate")
    assignment = only(complain(council), "assignment")
    council.day(days=1)
    remedy = f"Outcome: upheld\nAction: a new bin, by {_later(council, 3)}, Robin Vale"
    sent = _asks(council, program, assignment, f"{remedy}\n\n{PLAIN}")
    assert "a new bin" in only(sent, "response", HILARY).text
    council.day(days=1)
    sent = _asks(council, program, assignment, "DONE: the new bin")
    assert "marked as done: a new bin" in " ".join(only(sent, "officer_receipt").text.split())
    with council.record.read() as conn:
        owed = [one.name for one in duties.duties_of(conn, 1) if one.done_at is None]
    assert "learning_form" in owed
    sent = _asks(council, program, assignment, "CLOSE")
    assert "learning form" in only(sent, "officer_receipt").text
