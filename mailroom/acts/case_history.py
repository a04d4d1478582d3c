"""What came before in a case, for whoever looks at it again: all that was written, in order, and the first documents.

One plain text that opens on any machine, with the documents of the first mail beside it; letters inside the council
are left out. The originals stay in the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from letters.envelope import MARKER, Enclosure
from letters.words import letter_words, moment
from mailroom.acts import stages
from mailroom.acts.ledger import Ledger
from mailroom.rules.reading import Reading
from parsers.message import Message, read_message
from store import caselists, cases, inbox, outbox
from store.states import Audience

# Attachments above so many octets in all stay behind: many servers take no letter above 25 MB, a third more as sent.
MOST_OCTETS = 12_000_000
_PUBLIC = (Audience.RESIDENT, Audience.THIRD_PARTY)
_RULE = "-" * 72


@dataclass(frozen=True, slots=True)
class _Piece:
    """One thing written in a case."""

    at: datetime
    head: str
    text: str


def enclosures(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading | None
) -> tuple[Enclosure, ...]:
    """The case so far, where the policy wants the owner of this stage to have it; nothing at a first stage."""
    policy = stages.policy_of(ledger.house, file.case)
    rules = policy.stage(stage.number)
    wanted = rules is not None and rules.sends_case_file and file.case.kind == "complaint"
    if not wanted or not any(one.id != stage.id for one in file.stages):
        return ()
    current = reading.incoming_id if reading else None
    first = _first_mail(ledger, file, current)
    text = "\n\n".join(_printed(one) for one in _pieces(ledger, file, current))
    head = f"{file.case.reference}: {file.case.subject}\nEverything written so far, the earliest first.\n"
    name = f"Case file {file.case.reference}.txt"
    whole = Enclosure(name, "text/plain; charset=utf-8", f"{head}\n{text}\n".encode())
    return (whole, *_documents(first))


def _first_mail(ledger: Ledger, file: cases.CaseFile, current: int | None) -> Message | None:
    opened_by = file.case.opened_by
    if opened_by is None or opened_by == current:
        return None
    return read_message(inbox.raw_of(ledger.conn, opened_by))


def _documents(first: Message | None) -> Iterator[Enclosure]:
    """The documents of the first mail, as long as they fit."""
    room = MOST_OCTETS
    for one in first.attachments if first else ():
        if one.inline or one.size > room:
            continue
        room -= one.size
        yield Enclosure(one.filename, one.sniffed_type, one.content)


def _pieces(ledger: Ledger, file: cases.CaseFile, current: int | None) -> list[_Piece]:
    """What residents and officers wrote, and what went to the resident; not the mail that comes with the letter."""
    found = [*_came(ledger, file, current), *_went(ledger, file)]
    return sorted(found, key=lambda one: one.at)


def _came(ledger: Ledger, file: cases.CaseFile, current: int | None) -> Iterator[_Piece]:
    for mail in caselists.mails_of(ledger.conn, file.case.id):
        if mail.id == current:
            continue
        message = read_message(inbox.raw_of(ledger.conn, mail.id))
        who = f"{message.sender.name} <{message.sender.email}>".strip() if message.sender else "?"
        text = (message.body.newest or message.body.text).strip()
        names = [one.filename for one in message.attachments if not one.inline]
        yield _Piece(mail.received_at, f"From {who}: {message.subject}", _with(text, names))


def _went(ledger: Ledger, file: cases.CaseFile) -> Iterator[_Piece]:
    for letter in outbox.letters_of(ledger.conn, file.case.id):
        if letter.role not in _PUBLIC or letter.written_at == ledger.at:
            continue
        message = read_message(outbox.raw_of(ledger.conn, letter.id))
        text = message.body.text.replace(MARKER, "").strip()
        names = [one.filename for one in message.attachments if not one.inline]
        head = f"Our {letter_words(letter.letter)} to {letter.recipient}: {letter.subject}"
        yield _Piece(letter.written_at, head, _with(text, names))


def _with(text: str, names: list[str]) -> str:
    return f"{text}\n\nWith it: {', '.join(names)}" if names else text


def _printed(piece: _Piece) -> str:
    return f"{_RULE}\n{moment(piece.at)}\n{piece.head}\n{_RULE}\n\n{piece.text}"
