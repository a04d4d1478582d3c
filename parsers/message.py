"""One mail as a value: bytes in, `Message` out, whatever the bytes; nothing here raises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from parsers.addresses import Address, read_addresses
from parsers.attachments import Attachment
from parsers.authentication import Authentication, read_authentication
from parsers.automatic import Automatic, AutomaticKind, read_automatic
from parsers.body import Body, read_body
from parsers.charsets import decode_unlabelled
from parsers.contents import Contents, sort_parts
from parsers.defects import Defect
from parsers.fingerprint import fingerprint
from parsers.forwards import open_wrappings, read_forwarded
from parsers.headers import Head, decode_words, read_head, read_ids
from parsers.parts import Part, read_parts
from parsers.plain import even_out
from parsers.reports import read_report
from parsers.secondopinion import ask_mail_parser

__all__ = ["Address", "Clues", "Defect", "Message", "read_clues", "read_message"]

_RECIPIENT_FIELDS = (
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "x-delivered-to",
    "x-real-to",
)

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# mail-parser reads it the same (a test holds them equal), only slower.
_PLAIN_DATE = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-3]?\d) ({'|'.join(_MONTHS)}) ((?:19|20)\d\d)"
    r" ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) ([+-])(\d\d)([0-5]\d)(?: \([A-Z]+\))?",
    re.A,
)


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as received. Ids are without <>; addresses lower-cased; instants aware and in UTC."""

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Address | None
    envelope_sender: str | None  # Return-Path; '' = the null sender, None = no such field
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    body: Body
    automatic: Automatic | None
    authentication: Authentication
    attachments: tuple[Attachment, ...]
    fingerprint: str
    header_fields: tuple[tuple[str, str], ...]  # decoded, in order
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Clues:
    """What matching needs of a mail before it is read whole."""

    message_id: str
    sender: str
    references: tuple[str, ...]
    subject: str
    fingerprint: str
    received_at: datetime | None


def read_clues(raw: bytes) -> Clues:
    """The clues of a mail's head, quickly; they say what `read_message` says."""
    head = read_head(raw)
    sender = _read_sender(head)
    return Clues(
        _read_id(head),
        sender.email if sender else "",
        read_ids(head.all("references")),
        _read_subject(head),
        fingerprint(head),
        _read_received(head),
    )


def read_message(raw: bytes, *, trusted_authserv: Sequence[str] = ()) -> Message:
    """Read a mail whole; what is wrong with it is among its defects."""
    head = read_head(raw)
    inside = _read_inside(raw, head)
    return Message(
        message_id=_read_id(head),
        in_reply_to=read_ids(head.all("in-reply-to")),
        references=read_ids(head.all("references")),
        sender=_read_sender(head),
        envelope_sender=_read_return_path(head),
        reply_to=_addresses(head, "reply-to"),
        to=_addresses(head, "to"),
        cc=_addresses(head, "cc"),
        delivered_to=_read_delivered_to(head),
        subject=_read_subject(head),
        sent_at=_read_date(head.first("date") or ""),
        received_at=_read_received(head),
        body=inside.body,
        automatic=inside.automatic,
        authentication=read_authentication(head.fields, trusted_authserv, _from_domain(head)),
        attachments=inside.attachments,
        fingerprint=fingerprint(head),
        header_fields=tuple((name, decode_words(value)) for name, value in head.fields),
        defects=(*head.defects, *_head_defects(head), *inside.defects, *inside.body.defects),
    )


@dataclass(frozen=True, slots=True)
class _Inside:
    """What lies below a head."""

    body: Body
    automatic: Automatic | None = None
    attachments: tuple[Attachment, ...] = ()
    defects: tuple[Defect, ...] = ()


def _read_inside(raw: bytes, head: Head) -> _Inside:
    """The body, the files and what wrote them; the bare text of the source should all reading fail."""
    try:
        return _read_parts_and_body(raw, head)
    except Exception as fault:  # a fault of ours must not cost a resident's words
        text = even_out(decode_unlabelled(head.body))
        return _Inside(
            Body(text, text, "", None), defects=(Defect("unread", type(fault).__name__),)
        )


def _read_parts_and_body(raw: bytes, head: Head) -> _Inside:
    root, defects = read_parts(head)
    contents = sort_parts(root)
    forwarded = open_wrappings(contents)
    body = read_body(contents, _read_subject(head))
    if not body.text.strip() and head.body.strip() and not (contents.files or contents.reports):
        text = even_out(ask_mail_parser(raw))
        body = replace(body, text=text, newest=text)
    automatic = _read_automatic(raw, head, root, contents, body)
    if automatic is None or automatic.kind is not AutomaticKind.DELIVERY_REPORT:
        told = (body.forwarded, forwarded, read_forwarded(contents))
        body = replace(body, forwarded="\n\n".join(one for one in told if one))
    return _Inside(body, automatic, tuple(contents.files), tuple(defects))


def _head_defects(head: Head) -> list[Defect]:
    """What a rule should know of the sender's fields: none, or more than one."""
    senders = _addresses(head, "from")
    if len(senders) > 1:
        return [Defect("several-from", ", ".join(one.email for one in senders[:5]))]
    if not senders or not senders[0].email:
        return [Defect("no-from", "The From gives no address.")]
    return []


def _read_id(head: Head) -> str:
    return next(iter(read_ids(head.all("message-id"))), "")


def _read_subject(head: Head) -> str:
    return " ".join(decode_words(head.first("subject") or "").split())


def _read_sender(head: Head) -> Address | None:
    """The first From; where it gives no address, Sender and Reply-To may (never for authentication)."""
    found = read_addresses(head.first("from") or "")
    if found and found[0].email:
        return found[0]
    for name in ("sender", "reply-to"):
        other = read_addresses(head.first(name) or "")
        if other and other[0].email:
            return Address(found[0].name if found else other[0].name, other[0].email)
    return found[0] if found else None


def _from_domain(head: Head) -> str:
    """The domain of the From; '' where several senders are named, for then nobody is authenticated."""
    senders = _addresses(head, "from")
    return senders[0].email.rpartition("@")[2] if len(senders) == 1 else ""


def _read_automatic(
    raw: bytes, head: Head, root: Part, contents: Contents, body: Body
) -> Automatic | None:
    sender = _read_sender(head)
    email, subject = sender.email if sender else "", _read_subject(head)
    return read_report(raw, head, root, contents, subject, email) or read_automatic(
        head,
        subject,
        body.text,
        own_addresses=_read_delivered_to(head),
        sender=email,
        null_sender=_read_return_path(head) == "",
    )


def _addresses(head: Head, name: str) -> tuple[Address, ...]:
    return tuple(address for value in head.all(name) for address in read_addresses(value))


def _read_return_path(head: Head) -> str | None:
    value = head.first("return-path")
    return None if value is None else value.strip().strip("<>").strip().lower()


def _read_delivered_to(head: Head) -> tuple[str, ...]:
    values = [value for name, value in head.fields if name.lower() in _RECIPIENT_FIELDS]
    found = (
        address.email for value in values for address in read_addresses(value) if address.email
    )
    return tuple(dict.fromkeys(found))


def _read_date(value: str) -> datetime | None:
    return _plain_date(value) or _any_date(value)


def _plain_date(value: str) -> datetime | None:
    """A date as nearly every program writes it; None for any other, and for a day that is none."""
    found = _PLAIN_DATE.fullmatch(value.strip(" "))
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        on = date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
    return datetime.combine(on, time(int(hour), int(minute), int(second)), UTC) - ahead


def _any_date(value: str) -> datetime | None:
    from mailparser.dates import parse_mail_date  # loaded with the first mail

    try:
        found = parse_mail_date(value).value or _date_by_stdlib(value)
        return found.astimezone(UTC) if found else None
    except Exception:  # years that no calendar has, and what else the libraries raise
        return None


def _date_by_stdlib(value: str) -> datetime | None:
    """The standard library reads what mail-parser rightly calls no date, such as one without its zone: taken as UTC."""
    if not value.strip():
        return None
    found = parsedate_to_datetime(decode_words(value)[:200])
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _read_received(head: Head) -> datetime | None:
    value = head.first("received") or ""
    return _read_date(re.sub(r"\s+", " ", value.rpartition(";")[2]))
