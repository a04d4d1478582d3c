"""Plays a year of past mail in a minute: the clock is set by the mail itself, and the diary is asked each
day in between.

Nothing leaves the machine: letters are written into a record of their own and handed to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mailroom.clock import LONDON, SetClock
from mailroom.gates.archive import Archived
from mailroom.gates.nowhere import NoPost
from mailroom.house import House
from mailroom.jobs.diary import diary
from mailroom.jobs.dispatch import dispatch
from mailroom.jobs.handle import handle
from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from parsers.message import read_clues, read_message
from store import inbox

# When the day's diary is asked: before offices open.
MORNING = time(6, 0)
MAILBOX = "replay"
# Letters go nowhere, so that none can be in doubt: their results are noted together.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class PastMail:
    """A message of the archive with the time that counts for it; `dated` is False where it bore none at all."""

    name: str
    raw: bytes
    received_at: datetime
    dated: bool


def in_order(archive: Iterable[Archived]) -> list[PastMail]:
    """The archive by time of receipt: the topmost Received:, else Date:; one without either goes with the
    one before.
    """
    mails: list[PastMail] = []
    last: datetime | None = None
    for one in archive:
        at = read_clues(one.raw).received_at or read_message(one.raw).sent_at
        mails.append(
            PastMail(
                one.name, one.raw, at or last or datetime.min.replace(tzinfo=LONDON), at is not None
            )
        )
        last = at or last
    first = min((mail.received_at for mail in mails if mail.received_at.year > 1), default=None)
    if first is not None:
        mails = [
            mail if mail.received_at.year > 1 else PastMail(mail.name, mail.raw, first, False)
            for mail in mails
        ]
    return sorted(mails, key=lambda mail: mail.received_at)


Handling = Callable[[House, Reader], None]


def _as_ever(house: House, reader: Reader) -> None:
    while handle(house, reader).put_back:
        pass  # an attempt failed: the next one, up to the last


def play(
    house: House,
    clock: SetClock,
    mails: Sequence[PastMail],
    until: date,
    reader: Reader,
    on_mail: Callable[[int], None] = lambda _: None,
    *,
    as_it_came: Callable[[PastMail], PastMail] = lambda mail: mail,
    handled_by: Handling = _as_ever,
) -> None:
    """Play the mail in order, and what falls due, to the end of `until`; a message's UID is its position from 1.

    `as_it_came` is asked for each message when its time has come: a reply to a letter can only be filled in then.
    """
    post = NoPost()
    day = local_date(mails[0].received_at) if mails else until
    for position, mail in enumerate(mails, start=1):
        _keep_diary(house, clock, post, _mornings(day, mail.received_at))
        day = local_date(mail.received_at)
        clock.advance_to(mail.received_at)
        _receive(house, as_it_came(mail), position)
        handled_by(house, reader)
        dispatch(house, post, at_once=AT_ONCE, throttled=False)
        on_mail(position)
    end = datetime.combine(until, time(23, 59), LONDON)
    _keep_diary(house, clock, post, _mornings(day, end))
    clock.advance_to(end)


def _mornings(day: date, at: datetime) -> Iterator[datetime]:
    """The mornings after `day` and up to an instant."""
    while True:
        day += timedelta(days=1)
        morning = datetime.combine(day, MORNING, LONDON)
        if morning > at:
            return
        yield morning


def _keep_diary(house: House, clock: SetClock, post: NoPost, mornings: Iterable[datetime]) -> None:
    for morning in mornings:
        clock.advance_to(morning)
        if diary(house).written:
            dispatch(house, post, at_once=AT_ONCE, throttled=False)


def _receive(house: House, mail: PastMail, uid: int) -> None:
    with house.record.write() as conn:
        inbox.keep(
            conn, [inbox.NewIncoming(MAILBOX, 1, uid, mail.raw, mail.received_at)], mail.received_at
        )
