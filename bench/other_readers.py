"""Three other ways to read a mail, as their documentation shows: what none of them meets is an oracle's own habit."""

from __future__ import annotations

import email
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.message import Message as Tree
from email.utils import parseaddr

from mailparser import MailParser

from parsers.html import read_html


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader made of a mail, in plain values."""

    subject: str = ""
    email: str = ""
    name: str = ""
    text: str = ""
    files: frozenset[str] = frozenset()


def _decoded(value: object) -> str:
    return str(make_header(decode_header(str(value or ""))))


def _text(plain: list[str], pages: list[str]) -> str:
    joined = "\n".join(plain)
    return joined if joined.strip() else "\n".join(read_html(page).text for page in pages)


def _leaves(tree: Tree) -> Iterator[Tree]:
    return (part for part in tree.walk() if not part.is_multipart())


def by_compat32(raw: bytes) -> Outcome:
    tree = email.message_from_bytes(raw)
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for part in _leaves(tree):
        if part.get_filename() is None and part.get_content_type() in texts:
            octets = part.get_payload(decode=True)
            charset = part.get_content_charset() or "utf-8"
            assert isinstance(octets, bytes)
            texts[part.get_content_type()].append(octets.decode(charset, "replace"))
    name, address = parseaddr(_decoded(tree.get("from")))
    files = frozenset(_decoded(found) for part in _leaves(tree) if (found := part.get_filename()))
    text = _text(texts["text/plain"], texts["text/html"])
    return Outcome(_decoded(tree.get("subject")), address.lower(), name, text, files)


def by_default_policy(raw: bytes) -> Outcome:
    tree = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(tree, EmailMessage)
    senders = tree["from"].addresses if tree["from"] else ()
    name, address = (senders[0].display_name, senders[0].addr_spec) if senders else ("", "")
    body = tree.get_body(("plain", "html"))
    text = body.get_content() if body else ""
    text = read_html(text).text if body and body.get_content_type() == "text/html" else text
    files = frozenset(found for part in tree.iter_attachments() if (found := part.get_filename()))
    return Outcome(str(tree["subject"] or ""), address.lower(), name, text, files)


def by_mail_parser(raw: bytes) -> Outcome:
    parsed = MailParser(email.message_from_bytes(raw))
    name, address = (parsed.from_ or [("", "")])[0]
    subject = parsed.subject if isinstance(parsed.subject, str) else "".join(parsed.subject[:1])
    files = frozenset(one["filename"] for one in parsed.attachments)
    return Outcome(
        subject, address.lower(), name, _text(parsed.text_plain, parsed.text_html), files
    )


READERS: tuple[Callable[[bytes], Outcome], ...] = (by_compat32, by_default_policy, by_mail_parser)


def outcomes(raw: bytes) -> Iterator[Outcome]:
    """What each reader makes of a mail; nothing of one that raises."""
    for reader in READERS:
        try:
            yield reader(raw)
        except (
            Exception
        ):  # they raise on some forty of these mails; that is why we read by ourselves
            continue
