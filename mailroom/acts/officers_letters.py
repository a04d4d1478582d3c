"""What an officer's command sends: the letter to the resident, and the short mail that says what was done.

Decides nothing. Each command ends as `Done`, or as `Wrong` with nothing changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from letters.envelope import Enclosure
from mailroom.acts import letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order, Thread
from mailroom.config import Person
from mailroom.rules.reading import Reading
from store import cases, outbox

# An officer's machine that answers our receipts without saying that it is one must come to an end.
RECEIPTS_A_DAY = 30


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, a sentence part each; `wanted` is what the policy still asks of the officer."""

    words: tuple[str, ...]
    wanted: tuple[str, ...] = ()
    # It was only put on the file: whoever meant it for the resident is told how to say so.
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why nothing was done, in words the officer can act on."""

    words: str


Outcome = Done | Wrong


@dataclass(frozen=True, slots=True)
class Matter:
    """What an officer's command is about: the case and stage as they are, and the mail it came in."""

    file: cases.CaseFile
    stage: cases.Stage
    reading: Reading

    @property
    def sender(self) -> str:
        """The officer's address; '' where the mail names none."""
        return self.reading.message.sender.email if self.reading.message.sender else ""


def done(*words: str, wanted: Sequence[str] = ()) -> Done:
    """What was done; empty words are left out."""
    return Done(tuple(one for one in words if one), tuple(wanted))


def officer_of(ledger: Ledger, matter: Matter) -> Person:
    """The officer, as the directory has them; as the mail has them where it does not."""
    entry = ledger.house.config.directory.get(matter.sender)
    if entry is not None:
        return entry.person
    sender = matter.reading.message.sender
    return Person(name=sender.name or sender.email, email=sender.email) if sender else _NOBODY


_NOBODY = Person(name="an officer", email="nobody@invalid.invalid")


def is_coordinator(ledger: Ledger, matter: Matter) -> bool:
    """Whether a coordinator wrote."""
    entry = ledger.house.config.directory.get(matter.sender)
    return entry is not None and entry.is_a("coordinator")


def anew(ledger: Ledger, matter: Matter) -> Matter:
    """The case and the stage as they are after a change."""
    fresh = cases.get_case(ledger.conn, matter.file.case.id)
    stage = next(one for one in fresh.stages if one.id == matter.stage.id)
    return replace(matter, file=fresh, stage=stage)


def to_resident(
    ledger: Ledger,
    matter: Matter,
    letter: str,
    extra: dict[str, object],
    *,
    enclosures: tuple[Enclosure, ...] = (),
    worded_as: str = "",
) -> str:
    """Write a letter of the officer's to the resident; their address, or '' where there is none."""
    resident = letters.complainant(matter.file)
    if resident is None:
        return ""
    letters.write(
        ledger,
        Order(
            letter,
            resident,
            f"{letter}:{matter.stage.id}:{matter.reading.incoming_id}",
            matter.file,
            matter.stage,
            matter.reading.incoming_id,
            letters.latest_thread(ledger, matter.file, resident.email),
            extra,
            enclosures,
            by_a_person=True,
            worded_as=worded_as,
        ),
    )
    return resident.reached_at


def receipt(
    ledger: Ledger, matter: Matter, outcome: Outcome, *, remedy: str = "", second: bool = False
) -> None:
    """Answer a command with one short mail: what was done, or what was wrong and how to put it right.

    A `second` one tells what a person has made of it, after the first told that it waits.
    """
    wrong = outcome.words if isinstance(outcome, Wrong) else ""
    if not matter.sender or not _may_be_told(ledger, matter.file.case.id, matter.sender, wrong):
        return
    officer = officer_of(ledger, matter)
    told = {
        "done": list(outcome.words) if isinstance(outcome, Done) else None,
        "wrong": [wrong] if wrong else None,
        "remedy": remedy or None,
        "words": None,
        "wanted": list(outcome.wanted) if isinstance(outcome, Done) else [],
        "kept": isinstance(outcome, Done) and outcome.kept and matter.stage.answered_at is None,
    }
    message_id = matter.reading.message.message_id
    letters.write(
        ledger,
        Order(
            "officer_receipt",
            Addressee(officer.name, matter.sender, "officer", officer.title),
            f"officer_receipt:{matter.reading.incoming_id}" + (":decided" if second else ""),
            matter.file,
            matter.stage,
            matter.reading.incoming_id,
            Thread(message_id, (message_id,) if message_id else ()),
            {"receipt": told},
        ),
    )


def _may_be_told(ledger: Ledger, case_id: int, email: str, wrong: str) -> bool:
    """Whether another receipt may go to an officer about a case today; what was wrong is always told."""
    day = ledger.at - timedelta(days=1)
    told = outbox.written_to(ledger.conn, case_id, email, "officer_receipt", day)
    return bool(wrong) or told < RECEIPTS_A_DAY
