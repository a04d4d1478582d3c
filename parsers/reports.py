"""Delivery reports (RFC 3464) and read receipts (RFC 8098): which letter of ours, to whom, and whether for good.

The report's own machine-readable part first, for only it gives status and id; then flufl.bounce and the words that
servers write, but only for mail that looks like a report: a complaint about a bounced mail is a complaint.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from email import message_from_bytes

from parsers.automatic import Automatic, AutomaticKind
from parsers.contents import Contents
from parsers.headers import Head, decode_words, read_head, read_ids
from parsers.parts import Part

# It logs what it looks at, which is somebody's mail.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)

# Bytes of a report that are searched for words; what follows is the returned letter.
_MAX_SEARCHED = 60_000

_DAEMON = re.compile(
    r"(?:mailer|mail|mailerdaemon|email)[-_.]?(?:daemon|delivery|system|robot)|^postmaster|^mdaemon|^<>$|^mail-?delivery|^microsoftexchange",
    re.I,
)
_BOUNCE_SUBJECT = re.compile(
    r"undeliver|deliver\w* (?:status|fail|problem|error|notif|report|delay|incomplete)|(?:mail|message|e-?mail)\b.{0,20}(?:not delivered|"
    r"could not be|returned|delivery|undeliver|failure)|returned (?:mail|to sender|e-?mail)|failure notice|failed delivery|warning: (?:could not|message)"
    r"|non[- ]?deliver|unzustellbar|nicht zustellbar|delivery has failed|mail system error|^bounce|user unknown|rejected",
    re.I,
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_SMTP_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
_ADDRESS = re.compile(r"<?([\w.+=&'/-]+@[\w-]+(?:\.[\w-]+)+)>?")
_MESSAGE_ID = re.compile(r"^\s*>?\s*Message-ID:\s*<([^<>\s]+)>", re.I | re.M)
_FAILED = re.compile(
    r"(?:user|mailbox|recipient|account|address|host)\w*\b.{0,60}?(?:unknown|not found|does ?n[o']t exist|unavailable|disabled|full|rejected"
    r"|not exist|invalid|inactive)|over ?quota|permanent(?:ly)? (?:fatal )?(?:error|fail)|could ?n[o']t be delivered|not be delivered"
    r"|unable to (?:deliver|relay)|delivery (?:to the following|failed|has failed|problem)|did not reach|undeliverable|was not delivered"
    r"|550[ -]|554[ -]|no such (?:user|address|person|mailbox|recipient)",
    re.I,
)


def read_report(
    raw: bytes, head: Head, root: Part, contents: Contents, subject: str, sender: str
) -> Automatic | None:
    """The delivery report or read receipt that a mail is, or None."""
    for part in contents.reports:
        if "disposition-notification" in part.type:
            return _read_receipt(part, head)
    status = next((part for part in contents.reports if "delivery-status" in part.type), None)
    if status is not None:
        read = _read_status(status, head, contents)
        return read if read.recipient else _with_words(read, raw, head, contents, subject, sender)
    if root.parameters.get("report-type", "").lower() == "disposition-notification":
        return Automatic(AutomaticKind.READ_RECEIPT, "multipart/report", _answered(head))
    if not _looks_like_report(head, subject, sender):
        return None
    return _read_words(raw, head, contents, subject, sender)


def _with_words(
    read: Automatic, raw: bytes, head: Head, contents: Contents, subject: str, sender: str
) -> Automatic:
    """A report whose machine-readable part names nobody, completed by its words."""
    words = _read_words(raw, head, contents, subject, sender)
    if words is None:
        return read
    permanent = words.permanent if read.permanent is None else read.permanent
    return replace(
        read, recipient=words.recipient, permanent=permanent, status=read.status or words.status
    )


def _blocks(part: Part) -> list[Head]:
    """The groups of fields in a report's machine-readable part, empty lines between them."""
    content = part.content.replace(b"\r\n", b"\n")
    return [read_head(block) for block in re.split(rb"\n[ \t]*\n", content)[:200] if block.strip()]


def _value(blocks: list[Head], *names: str) -> str:
    """The first of some fields in any block, with `rfc822;` and its like taken off."""
    for name in names:
        for block in blocks:
            found = block.first(name)
            if found and found.strip():
                return found
    return ""


def _mailbox(value: str) -> str:
    found = _ADDRESS.search(value.rpartition(";")[2]) or _ADDRESS.search(value)
    return found.group(1).lower() if found else ""


def _read_receipt(part: Part, head: Head) -> Automatic:
    blocks = _blocks(part)
    original = next(iter(read_ids([_value(blocks, "original-message-id")])), "")
    said = _value(blocks, "disposition") or "disposition-notification"
    recipient = _mailbox(_value(blocks, "final-recipient", "original-recipient"))
    return Automatic(
        AutomaticKind.READ_RECEIPT,
        f"Disposition: {said[:80]}",
        original or _answered(head),
        recipient,
    )


def _read_status(part: Part, head: Head, contents: Contents) -> Automatic:
    blocks = _blocks(part)
    failed = [
        b for b in blocks if (b.first("action") or "").strip().lower().startswith("fail")
    ] or blocks
    action = _value(failed, "action").strip().lower()
    found = _STATUS.search(_value(failed, "status")) or _STATUS.search(
        _value(failed, "diagnostic-code")
    )
    status = found.group(1) if found else ""
    recipient = _mailbox(
        _value(failed, "original-recipient", "final-recipient", "x-actual-recipient")
    ) or _mailbox(head.first("x-failed-recipients") or "")
    permanent = _permanent(status, action)
    original = _original_id(
        head, contents, _value(blocks, "x-original-message-id", "original-message-id")
    )
    return Automatic(
        AutomaticKind.DELIVERY_REPORT,
        f"Action: {action or 'not given'}",
        original,
        recipient,
        permanent,
        status,
        _said(_value(failed, "diagnostic-code")),
    )


def _said(diagnostic: str) -> str:
    """The server's own words without their type (`smtp;`), on one line."""
    return " ".join(diagnostic.partition(";")[2].split())[:300]


def _permanent(status: str, action: str) -> bool | None:
    """The class of the status decides (RFC 3463 3.1); without one, what the report says was done."""
    if status[:1] in ("4", "5"):
        return status[0] == "5"
    if action.startswith("fail"):
        return True
    return False if action.startswith("delay") else None


def _original_id(head: Head, contents: Contents, said: str = "") -> str:
    """The Message-ID of the letter that came back: in the returned mail, in the report, in its threading fields."""
    for message in contents.messages:
        found = read_ids(read_head(message[:_MAX_SEARCHED]).all("message-id"))
        if found:
            return found[0]
    for part in contents.reports:
        if part.type == "text/rfc822-headers":
            found = read_ids(read_head(part.content).all("message-id"))
            if found:
                return found[0]
    return next(iter(read_ids([said])), "") or _answered(head)


def _answered(head: Head) -> str:
    ids = read_ids(head.all("in-reply-to")) or read_ids(head.all("references"))[-1:]
    return ids[0] if ids else ""


def _is_daemon(head: Head, sender: str) -> bool:
    shown = sender.partition("@")[0] or "<>"
    named = decode_words(head.first("from") or "")[:80]
    return bool(_DAEMON.search(shown) or _DAEMON.search(named)) or _is_from_nobody(head)


def _is_from_nobody(head: Head) -> bool:
    """Whether the envelope named no sender, as only a machine's does (RFC 5321 4.5.5)."""
    return (head.first("return-path") or "-").strip() == "<>"


def _looks_like_report(head: Head, subject: str, sender: str) -> bool:
    """A daemon's sender, no sender, or a report's subject from no list; a person's `Re:` is none."""
    if _is_daemon(head, sender):
        return True
    if head.first("list-id") or re.match(r"\s*(?:re|fwd?)\s*:", subject, re.I):
        return False
    report = "report" in (head.first("content-type") or "").lower()[:60]
    return report or bool(head.first("x-failed-recipients") or _BOUNCE_SUBJECT.search(subject))


def _read_words(
    raw: bytes, head: Head, contents: Contents, subject: str, sender: str
) -> Automatic | None:
    """A report without its machine-readable part: what flufl.bounce finds, then what the words say."""
    temporary, permanent = _ask_flufl(raw, sender)
    text = "\n".join(text.content for text in contents.texts)[:_MAX_SEARCHED]
    told = text.split("\nReceived:", 1)[0]
    named = _mailbox(head.first("x-failed-recipients") or "")
    recipient = named or next(iter(permanent + temporary), "")
    daemon = _is_daemon(head, sender)
    if not recipient and not (daemon and (_FAILED.search(told) or _BOUNCE_SUBJECT.search(subject))):
        return None
    if not recipient:
        recipient = _address_in(told)
    found = _STATUS.search(told)
    code = _SMTP_CODE.search(told)
    status = found.group(1) if found else ""
    lasting = _permanent(status, "") if status else (code.group(1) == "5" if code else None)
    if lasting is None and (permanent or temporary):
        lasting = bool(permanent)
    original = _original_id(head, contents) or _id_in(text)
    return Automatic(
        AutomaticKind.DELIVERY_REPORT,
        "the words of a delivery report",
        original,
        recipient,
        lasting,
        status,
        by_header=bool(named) or _is_from_nobody(head),
    )


def _address_in(text: str) -> str:
    """The first address that is not a postmaster's."""
    for found in _ADDRESS.finditer(text):
        if not _DAEMON.search(found.group(1)):
            return found.group(1).lower()
    return ""


def _id_in(text: str) -> str:
    found = _MESSAGE_ID.search(text)
    return found.group(1) if found else ""


def _ask_flufl(raw: bytes, sender: str) -> tuple[list[str], list[str]]:
    """The temporarily and the permanently failed addresses that flufl.bounce knows to find."""
    from flufl.bounce import all_failures  # loaded with the first mail that looks like a report

    try:
        message = message_from_bytes(raw[: _MAX_SEARCHED * 4])
        del message["from"]  # raw 8-bit and empty senders make its detectors raise
        message["from"] = sender or "unknown@sender.invalid"
        temporary, permanent = all_failures(message)
    except Exception:  # it raises on charsets with a NUL and on what else we have not met
        return [], []
    return _plain(temporary), _plain(permanent)


def _plain(addresses: object) -> list[str]:
    assert isinstance(addresses, (set, frozenset))
    found = (_mailbox(one.decode("ascii", "replace")) for one in addresses)
    return sorted(address for address in found if address)
