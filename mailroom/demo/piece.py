"""One piece of mail: when it comes, who wrote what in which program, and what a careful clerk expects to become of it.

Mail that answers a letter of ours is written only once the letter lies in the post, with its address and ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from mailroom.clock import LONDON
from mailroom.demo.routes import Road, delivered
from mailroom.demo.shapes import Answered, Enclosed, Sheet, outlook
from parsers.message import Message, read_message

FEEDBACK = "feedback@ashwater.example"


class Expected(StrEnum):
    """What is to become of a piece; `account` tells what became of it in the same words."""

    REGISTERED = "registered"
    PERSON = "person"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    COPY = "copy"
    FILED = "filed"
    BOUNCED = "bounced"
    ANSWERED = "answered"
    EXTENDED = "extended"
    NOTED = "noted"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a piece comes: so many days before the demo is run, at a time of day where the council is."""

    days_ago: int
    clock: str

    def before(self, now: datetime) -> datetime:
        """The instant, counted back from `now`."""
        day = now.astimezone(LONDON).date() - timedelta(days=self.days_ago)
        return datetime.combine(day, time.fromisoformat(self.clock), LONDON)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter found in the post."""

    message: Message
    raw: bytes
    reference: str


@dataclass(frozen=True)
class Scene:
    """What the writer of a piece has at hand: the hour, the letters in the post, the mail that came before."""

    at: datetime
    now: datetime
    post: Path
    # By key: each earlier piece as it was delivered.
    earlier: Mapping[str, bytes] = field(default_factory=dict)

    def letter_to(self, email: str, reference: str = "") -> Letter:
        """The latest letter to somebody (about a case, where one is named); LookupError where none lies in the post."""
        found = [
            one for one in self._letters() if one.message.to and one.message.to[0].email == email
        ]
        found = [one for one in found if reference in ("", one.reference)]
        if not found:
            raise LookupError(f"there is no letter to {email} in the post {reference}".strip())
        return found[-1]

    def reference_of(self, email: str) -> str:
        """The reference in the first letter to a resident; LookupError where they had none."""
        for one in self._letters():
            if one.reference and one.message.to[0].email == email:
                return one.reference
        raise LookupError(f"there is no letter to {email} in the post")

    def _letters(self) -> Sequence[Letter]:
        files = sorted((self.post / "new").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        return [_read_letter(file.read_bytes()) for file in files]


def _read_letter(raw: bytes) -> Letter:
    message = read_message(raw)
    fields = dict(message.header_fields)
    return Letter(message, raw, fields.get("X-Case-Reference", ""))


Write = Callable[[Scene], bytes]
Shape = Callable[[Sheet], bytes]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of mail and what is expected to become of it."""

    key: str
    comes: Moment
    expected: Expected
    write: Write


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes; nobody of that name exists."""

    name: str
    email: str


def new(
    who: Person,
    subject: str,
    text: str,
    shape: Shape,
    enclosed: Callable[[], tuple[Enclosed, ...]] = tuple,
    again: str = "",
) -> Write:
    """Mail that answers nothing; `{reference of a@b.example}` in it becomes the reference they were given."""

    def write(scene: Scene) -> bytes:
        sheet = Sheet(
            who.name,
            who.email,
            _told(subject, scene),
            _told(text, scene),
            _minutes_before(scene.at),
            enclosed=enclosed(),
            again=again,
        )
        return delivered(shape(sheet), scene.at, Road(who.email))

    return write


def _told(words: str, scene: Scene) -> str:
    before, mark, rest = words.partition("{reference of ")
    if not mark:
        return words
    email, _, after = rest.partition("}")
    return before + scene.reference_of(email) + _told(after, scene)


def reply(
    who: Person, text: str, shape: Shape, enclosed: Callable[[], tuple[Enclosed, ...]] = tuple
) -> Write:
    """A resident's true reply to the latest letter they had."""

    def write(scene: Scene) -> bytes:
        return _reply(scene, who, text, shape, scene.letter_to(who.email), enclosed=enclosed())

    return write


def officer_reply(
    who: Person, resident: str, text: str | Callable[[Scene], str], *, confirmed: bool = True
) -> Write:
    """An officer's reply to the latest letter they had about a resident's case; not `confirmed` is forged."""

    def write(scene: Scene) -> bytes:
        letter = scene.letter_to(who.email, scene.reference_of(resident))
        words = text if isinstance(text, str) else text(scene)
        return _reply(scene, who, words, outlook, letter, confirmed=confirmed)

    return write


def _reply(
    scene: Scene,
    who: Person,
    text: str,
    shape: Shape,
    letter: Letter,
    *,
    enclosed: tuple[Enclosed, ...] = (),
    confirmed: bool = True,
) -> bytes:
    to = letter.message.reply_to[0].email if letter.message.reply_to else FEEDBACK
    sheet = Sheet(
        who.name,
        who.email,
        f"RE: {letter.message.subject}",
        text,
        _minutes_before(scene.at),
        to,
        answered(letter),
        enclosed,
    )
    return delivered(shape(sheet), scene.at, Road(who.email, confirmed, to))


def answered(letter: Letter) -> Answered:
    """A letter of ours as the reader's program quotes it."""
    message = letter.message
    assert message.sender is not None
    assert message.sent_at is not None
    return Answered(
        message.message_id,
        message.references,
        f"{message.sender.name} <{message.sender.email}>",
        message.sent_at.astimezone(LONDON),
        ", ".join(one.email for one in message.to),
        message.subject,
        message.body.text.replace("\r\n", "\n").strip(),
    )


def _minutes_before(at: datetime) -> datetime:
    # Written, then sent: the Date is a little before the Received.
    return at - timedelta(seconds=14)
