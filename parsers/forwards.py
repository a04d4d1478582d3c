"""The mails inside a mail: their words are not the writer's, so they stand apart. Outlook's wrappings are opened."""

from __future__ import annotations

from parsers.body import read_body
from parsers.contents import Contents, Text, sort_parts
from parsers.headers import decode_words, read_head
from parsers.outlook import Unwrapped, unwrap
from parsers.parts import read_parts

# Mails inside one mail that are read; a digest may hold hundreds, which stay files.
_MAX_MESSAGES = 20


def open_wrappings(contents: Contents) -> str:
    """Add what winmail.dat and .msg files hold to the contents; the words of the .msg ones, which are mails inside."""
    words = []
    for file in list(contents.files):
        held = unwrap(file, len(contents.files))
        if held is None:
            continue
        contents.files += held.files
        if file.sniffed_type == "application/vnd.ms-outlook":
            words.append(_told(held.subject, _words_of(held)))
        elif not any(text.content.strip() for text in contents.texts):
            contents.texts += _texts_of(held)
    return "\n\n".join(words)


def _texts_of(held: Unwrapped) -> list[Text]:
    if held.text.strip():
        return [Text(held.text, False, False)]
    return [Text(held.html, True, False)] if held.html.strip() else []


def _words_of(held: Unwrapped) -> str:
    return read_body(Contents(texts=_texts_of(held))).text


def read_forwarded(contents: Contents) -> str:
    """The subject and words of each attached mail, in order (RFC 2046 5.2.1)."""
    words = []
    for raw in contents.messages[:_MAX_MESSAGES]:
        head = read_head(raw)
        root, _ = read_parts(head)
        subject = " ".join(decode_words(head.first("subject") or "").split())
        words.append(_told(subject, read_body(sort_parts(root)).text))
    return "\n\n".join(word for word in words if word)


def _told(subject: str, text: str) -> str:
    return f"Subject: {subject}\n\n{text}".strip() if subject else text
