"""Three hundred mails of a busy morning: complaints, the same again, replies, the same mail by two roads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.end_to_end.correspondence import message_id, write
from tests.end_to_end.council import received
from tests.servers.dovecot import Account

COMPLAINTS = 150
RESENDS = 50
REPLIES = 50
TWICE = 50

_PLACES = ("Mill Lane", "High Street", "Church Road", "Station Road", "The Green", "Orchard Way")
_BINS = ("brown", "green", "black", "blue", "recycling")
_WRONG = (
    "has been missed for the third time",
    "was left full although I put it out at six",
    "was broken by the crew and nobody has replaced it",
    "has not been emptied for five weeks",
)


@dataclass(frozen=True)
class Mail:
    """A mail, when our server took it in, and by which mailboxes it comes."""

    raw: bytes
    at: datetime
    boxes: tuple[str, ...]


def mailbag(boxes: tuple[str, str] = ("feedback", "complaints")) -> list[Mail]:
    """The mails in the order of their arrival; always the same ones but for their Message-IDs and times."""
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
    clock = (begins + timedelta(seconds=20 * n) for n in range(10_000))
    first = [_complaint(number, next(clock)) for number in range(COMPLAINTS)]
    bag: list[Mail] = []
    for number, raw in enumerate(first):
        at = next(clock)
        home = boxes[number % 2]
        bag.append(Mail(raw, at, boxes if number < TWICE else (home,)))
        # What depends on an earlier mail comes later, by the same mailbox.
        if number >= 10:
            bag.extend(_later(first, number - 10, next(clock), boxes))
    for number in range(COMPLAINTS - 10, COMPLAINTS):
        bag.extend(_later(first, number, next(clock), boxes))
    return bag


def _later(first: list[bytes], number: int, at: datetime, boxes: tuple[str, str]) -> Iterator[Mail]:
    home = boxes[number % 2]
    if number % 3 == 0:
        yield Mail(_complaint(number, at), at, (home,))
    elif number % 3 == 1:
        yield Mail(_reply(first[number], number, at), at, (home,))


def _sender(number: int) -> str:
    return f"Resident {number} <resident{number}@saltmarsh.example>"


def _complaint(number: int, at: datetime) -> bytes:
    text = (
        f"I wish to make a formal complaint. Our {_BINS[number % 5]} bin at {number + 1} {_PLACES[number % 6]} "
        f"{_WRONG[number % 4]}. I have reported it twice, on reference {number * 7919}, and nobody came. "
        f"The bags are piling up at the gate. It is unacceptable.\n\nResident {number}"
    )
    return write(_sender(number), f"Complaint {number}: bin", text, at=at)


def _reply(raw: bytes, number: int, at: datetime) -> bytes:
    names = {"In-Reply-To": message_id(raw), "References": message_id(raw)}
    text = f"I forgot to say: it is number {number + 1}, and the lid is off."
    return write(_sender(number), f"Re: Complaint {number}: bin", text, at=at, headers=names)


def post(mail: Mail, accounts: dict[str, Account]) -> None:
    """Deliver a mail to its mailboxes, each with the headers and the time that our server gives it."""
    for box in mail.boxes:
        account = accounts[box]
        to = f"{box}@fenbridge.example"
        name = f"{int(mail.at.timestamp())}.{message_id(mail.raw)[1:].partition('@')[0]}.{box}"
        account.deliver(received(mail.raw, mail.at, to), name=name)
        os.utime(account.maildir / "new" / name, (mail.at.timestamp(),) * 2)
