"""What became of each piece of mail, from the record alone: its row, its case, the journal, its letters.

Reads the record and never the demo's own mail, so that it tells what is really there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailroom.clock import LONDON
from mailroom.config import Config
from parsers.message import read_message
from store import cases, inbox, journal, outbox
from store.session import Connection
from store.states import IncomingState, OutgoingState

# Rows read at once.
_PAGE = 200

# What the journal calls what an officer's reply did -> one word for it.
_OFFICER_WORDS = {
    "answer": "answered",
    "holding": "held off",
    "extend": "extended",
    "accept": "accepted",
    "note": "noted",
}
# What the rules decided -> one word for it.
_TAKEN_WORDS = {
    "register": "registered",
    "update": "updated",
    "duplicate": "duplicate",
    "repeat": "duplicate",
    "escalate": "escalated",
    "external": "escalated",
    "bounce": "bounced",
    "file": "filed",
    "hold": "person",
}
# The word -> how a table tells it.
DONE = {
    "registered": "a case opened",
    "updated": "put on the case's file",
    "duplicate": "told that we have it",
    "escalated": "next stage opened",
    "bounced": "coordinators told",
    "filed": "filed, nobody written to",
    "person": "waits for a person",
    "failed": "could not be handled",
    "copy": "the same mail again: no second case",
    "answered": "answer sent on",
    "extended": "date moved",
    "held off": "holding reply sent on",
    "accepted": "noted as accepted",
    "noted": "note put on the file",
    "not carried out": "not carried out",
    "waiting": "not handled yet",
}


@dataclass(frozen=True, slots=True)
class LetterTold:
    """A letter as the account tells it."""

    id: int
    name: str
    recipient: str
    role: str
    sent: bool
    written_at: datetime
    reference: str

    @property
    def words(self) -> str:
        """The letter and its reader in a few words."""
        state = "" if self.sent else " (not sent)"
        return f"{self.name.replace('_', ' ')} to {self.recipient}{state}"

    @property
    def dated(self) -> str:
        """The letter with its day and its case."""
        about = f" ({self.reference})" if self.reference else ""
        return f"{self.written_at.astimezone(LONDON):%a %-d %b}: {self.words}{about}"


@dataclass(frozen=True, slots=True)
class PieceTold:
    """What became of one piece of mail; `word` is one of those that `DONE` explains."""

    id: int
    received_at: datetime
    sender: str
    subject: str
    taken_for: str
    word: str
    reason: str
    reference: str
    letters: tuple[LetterTold, ...]

    @property
    def done(self) -> str:
        """What was done, for people."""
        return DONE[self.word]

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to look at it."""
        return self.word in ("person", "failed", "not carried out")

    @property
    def received(self) -> str:
        """When it was received, where the council is."""
        return f"{self.received_at.astimezone(LONDON):%a %-d %b %H:%M}"


@dataclass(frozen=True, slots=True)
class Account:
    """Every piece with what became of it, the letters that no piece brought but a day, and sums."""

    pieces: tuple[PieceTold, ...]
    by_the_day: tuple[LetterTold, ...]
    cases: int
    letters: Mapping[OutgoingState, int]
    waiting_for_people: int


@dataclass(frozen=True)
class _Shelf:
    """What is read once for all pieces."""

    config: Config
    files: Mapping[int, cases.CaseFile]
    acts: Mapping[int, Sequence[str]]
    letters: Mapping[int | None, Sequence[outbox.Outgoing]]


def read_account(conn: Connection, config: Config) -> Account:
    """The whole account, oldest piece first."""
    rows = _incoming(conn)
    shelf = _fetch(conn, config, rows)
    states = inbox.counts(conn)
    told = {one.id for row in rows for one in shelf.letters.get(row.id, ())}
    unasked = [one for many in shelf.letters.values() for one in many if one.id not in told]
    return Account(
        pieces=tuple(_piece(conn, shelf, row) for row in rows),
        by_the_day=tuple(_letter(shelf, one) for one in sorted(unasked, key=lambda one: one.id)),
        cases=len(shelf.files),
        letters=outbox.counts(conn),
        waiting_for_people=states[IncomingState.HELD] + states[IncomingState.FAILED],
    )


def _incoming(conn: Connection) -> list[inbox.Incoming]:
    rows: list[inbox.Incoming] = []
    while page := inbox.queue(conn, tuple(IncomingState), _PAGE, rows[-1].id if rows else 0):
        rows += page
    return sorted(rows, key=lambda row: (row.received_at, row.id))


def _fetch(conn: Connection, config: Config, rows: Sequence[inbox.Incoming]) -> _Shelf:
    files = cases.case_files(conn, {row.case_id for row in rows if row.case_id is not None})
    letters = {one.id: one for case_id in files for one in outbox.letters_of(conn, case_id)}
    acts: dict[int, list[str]] = {}
    after = 0
    while page := journal.entries(conn, after, _PAGE):
        after = page[-1].id
        for entry in page:
            if entry.incoming_id is not None:
                acts.setdefault(entry.incoming_id, []).append(entry.act)
            # A letter about no case is found by its sending.
            if entry.outgoing_id is not None and entry.outgoing_id not in letters:
                letters[entry.outgoing_id] = outbox.get(conn, entry.outgoing_id)
    by_piece: dict[int | None, list[outbox.Outgoing]] = {}
    for one in sorted(letters.values(), key=lambda letter: letter.id):
        by_piece.setdefault(one.incoming_id, []).append(one)
    return _Shelf(config, files, acts, by_piece)


def _piece(conn: Connection, shelf: _Shelf, row: inbox.Incoming) -> PieceTold:
    proposal: Mapping[str, Any] = row.proposal or {}
    # The subject as a person reads it stands in the mail; the row has it as it was looked for.
    message = read_message(inbox.raw_of(conn, row.id))
    sender = message.sender
    file = shelf.files.get(row.case_id) if row.case_id is not None else None
    return PieceTold(
        id=row.id,
        received_at=message.received_at or row.received_at,
        sender=(sender.name or sender.email) if sender else "(nobody named)",
        subject=message.subject or "(no subject)",
        taken_for=_taken_for(shelf.config, proposal),
        word=_word(row, proposal, shelf.acts.get(row.id, ())),
        reason=row.reason,
        reference=file.case.reference if file else "",
        letters=tuple(_letter(shelf, one) for one in shelf.letters.get(row.id, ())),
    )


def _taken_for(config: Config, proposal: Mapping[str, Any]) -> str:
    """Kind and service in words: 'complaint about Council Tax'."""
    words = [str(proposal.get(key) or "").replace("_", " ") for key in ("kind", "act")]
    kind = ": ".join(word for word in words if word)
    services = (config.find_service(str(one)) for one in proposal.get("services") or ())
    names = ", ".join(one.name for one in services if one)
    return f"{kind} about {names}" if names and kind else kind


def _word(row: inbox.Incoming, proposal: Mapping[str, Any], acts: Sequence[str]) -> str:
    if row.state == IncomingState.RECEIVED:
        return "waiting"
    if row.state == IncomingState.FAILED:
        return "failed"
    if row.copy_of is not None:
        return "copy"
    if any(act.endswith(" not carried out") for act in acts):
        return "not carried out"
    for act in acts:
        if act.startswith("officer: "):
            return _OFFICER_WORDS[act.removeprefix("officer: ")]
    return _TAKEN_WORDS[
        "hold" if row.state == IncomingState.HELD else str(proposal.get("taken", "file"))
    ]


def _letter(shelf: _Shelf, row: outbox.Outgoing) -> LetterTold:
    file = shelf.files.get(row.case_id) if row.case_id is not None else None
    known = shelf.config.directory.get(row.recipient)
    names = {party.email: party.name for party in file.parties} if file else {}
    name = known.person.name if known else names.get(row.recipient, "")
    return LetterTold(
        id=row.id,
        name=row.letter,
        recipient=name or row.recipient,
        role=str(row.role),
        sent=row.state == OutgoingState.SENT,
        written_at=row.written_at,
        reference=file.case.reference if file else "",
    )
