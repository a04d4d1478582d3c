"""Plays the council's mail: each piece is laid into the mailbox at its hour and handled by the house's own jobs.

The clock is set forward from piece to piece, so that letters, journal and reminders bear the days they would have had.
Decides nothing of what becomes of a piece.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from mailroom.clock import LONDON, SetClock
from mailroom.demo import answers, first_mail, form_mail, other_mail
from mailroom.demo.piece import Piece, Scene
from mailroom.demo.stage import MAILBOX, POST
from mailroom.gates.mailbox import Mailbox
from mailroom.gates.post import Post
from mailroom.house import House
from mailroom.jobs.round import go_round
from parsers.documents import Reader

# A mail is handled so long after it was received.
_HANDLED_AFTER = timedelta(seconds=20)
# When the house looks at its diary on a day without mail.
_MORNING = time(8, 0)


@dataclass(frozen=True, slots=True)
class Stand:
    """What a play needs at hand: the house with a clock that can be set, its doors, and its folder."""

    house: House
    clock: SetClock
    boxes: tuple[Mailbox, ...]
    post: Post
    reader: Reader
    folder: Path


def pieces() -> tuple[Piece, ...]:
    """Every piece of mail, in order of receipt."""
    every = (*first_mail.PIECES, *form_mail.PIECES, *other_mail.PIECES, *answers.PIECES)
    return tuple(sorted(every, key=lambda piece: (-piece.comes.days_ago, piece.comes.clock)))


@dataclass(frozen=True, slots=True)
class Played:
    """A piece that was handled, or `left_out` tells why there was nothing to write."""

    piece: Piece
    left_out: str = ""


def play(stand: Stand, now: datetime) -> Iterator[Played]:
    """Each piece once it has been handled; the last round of the house is at `now`."""
    earlier: dict[str, bytes] = {}
    for number, piece in enumerate(pieces(), 1):
        at = piece.comes.before(now)
        _pass_days(stand, at)
        try:
            raw = piece.write(Scene(at, now, stand.folder / POST, earlier))
        except LookupError as missing:
            # The house did not write the letter that this piece answers: so nobody answers.
            yield Played(piece, str(missing))
            continue
        earlier[piece.key] = raw
        name = f"{number:02d}-{piece.key.replace(' ', '-')}.eml"
        lay(raw, stand.folder / MAILBOX, name, at)
        _round_at(stand, at + _HANDLED_AFTER)
        yield Played(piece)
    _pass_days(stand, now)
    _round_at(stand, now)


def lay(raw: bytes, mailbox: Path, name: str, at: datetime) -> None:
    """Lay a mail into a Maildir as a server does: written aside, dated, then named."""
    draft = mailbox / "tmp" / name
    draft.write_bytes(raw)
    os.utime(draft, (at.timestamp(), at.timestamp()))
    draft.rename(mailbox / "new" / name)


def _pass_days(stand: Stand, until: datetime) -> None:
    """The mornings between the last mail and the next: reminders fall due on their days."""
    day = stand.clock.now().astimezone(LONDON).date() + timedelta(days=1)
    while (morning := datetime.combine(day, _MORNING, LONDON)) < until:
        _round_at(stand, morning)
        day += timedelta(days=1)


def _round_at(stand: Stand, at: datetime) -> None:
    stand.clock.advance_to(at)
    go_round(stand.house, stand.boxes, stand.post, stand.reader)
