"""The leaves of a mail sorted: the writer's texts, the files, and the mails inside, which are not the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.attachments import Attachment, make_attachment
from parsers.charsets import decode_labelled
from parsers.defects import Defect
from parsers.headers import decode_words, read_head
from parsers.parts import Part
from parsers.plain import unflow
from parsers.transfer import find_uuencoded

# Machine-readable halves of reports (RFC 3464, RFC 8098, RFC 5965): neither text nor files.
_REPORT_PARTS = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/global-disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
    }
)
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_CID = re.compile(r"cid:([^\s\"'<>)]{1,300})", re.I)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the writer's: plain or HTML, and whether it is one of several forms of the same."""

    content: str
    is_html: bool
    alternative: bool


class Contents:
    """What a mail holds, filled while it is sorted. `spare` are texts sent as files: read where there is no other."""

    def __init__(self, texts: Iterable[Text] = ()) -> None:
        self.texts = list(texts)
        self.spare: list[Text] = []
        self.stray: list[Text] = []
        self.files: list[Attachment] = []
        self.messages: list[bytes] = []
        self.reports: list[Part] = []
        self.defects: list[Defect] = []


def sort_parts(root: Part) -> Contents:
    """Sort the leaves of a tree, in the order of the mail."""
    contents = Contents()
    shown = _shown_inline(root)
    for part in root.walk():
        if part.children:
            _add_stray(part, contents)
            continue
        if part.type in _REPORT_PARTS:
            contents.reports.append(part)
        elif part.type in _MESSAGES:
            _add_message(part, contents)
        elif _is_text(part):
            _add_text(part, contents)
        else:
            _add_file(part, contents, shown)
    return contents


def _shown_inline(root: Part) -> frozenset[str]:
    """The Content-IDs that the HTML shows, so that a logo is told from an enclosure (RFC 2392)."""
    pages = (part.content.decode("latin-1") for part in root.walk() if part.type == "text/html")
    return frozenset(cid for page in pages if "cid:" in page for cid in _CID.findall(page))


def _is_text(part: Part) -> bool:
    if part.disposition == "attachment" or part.filename:
        return False
    if part.type.startswith("multipart/"):
        return True  # could not be split: better read as it lies than lost
    return part.type in (
        "text/plain",
        "text/html",
        "text/enriched",
        "text/richtext",
        "text/x-markdown",
    )


def _decode(part: Part, contents: Contents, octets: bytes) -> str:
    text, believed = decode_labelled(octets, part.charset)
    if not believed and not octets.isascii():
        contents.defects.append(Defect("charset", f"Labelled {part.charset or 'with no charset'}."))
    return text


def _add_text(part: Part, contents: Contents) -> None:
    octets = part.head.body if part.type.startswith("multipart/") else part.content
    if part.type != "text/html":
        octets, found = find_uuencoded(octets)
        for name, content in found:
            filename = decode_labelled(name, "")[0]
            contents.files.append(make_attachment(content, filename, "", place=_place(contents)))
    contents.texts.append(_make_text(part, _decode(part, contents, octets)))


def _make_text(part: Part, text: str) -> Text:
    if part.type != "text/html" and part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    is_html = part.type in ("text/html", "text/enriched", "text/richtext")
    return Text(text, is_html, part.within_alternative)


def _add_stray(part: Part, contents: Contents) -> None:
    """What lies before the first part or after the last: no text of a sound mail, but all there is of a broken one."""
    for octets in (part.preamble, part.epilogue):
        if octets.strip():
            contents.stray.append(Text(decode_labelled(octets, "")[0], False, False))


def _add_file(part: Part, contents: Contents, shown: frozenset[str]) -> None:
    content = part.content
    if not content and not part.filename:
        return
    inline = part.content_id in shown or (
        part.disposition == "inline" and part.type.startswith("image/")
    )
    place = _place(contents)
    contents.files.append(
        make_attachment(
            content,
            part.filename or part.fallback_name,
            part.type,
            place=place,
            inline=inline,
            content_id=part.content_id,
        )
    )
    if part.type in ("text/plain", "text/html"):
        contents.spare.append(_make_text(part, _decode(part, contents, content)))


def _add_message(part: Part, contents: Contents) -> None:
    """A mail inside: a file named after its subject, and a message to read apart."""
    content = part.content if part.head.first("content-transfer-encoding") else part.head.body
    contents.messages.append(content)
    name = part.filename or _described_name(part) or _subject_name(content)
    contents.files.append(make_attachment(content, name, part.type, place=_place(contents)))


def _described_name(part: Part) -> str:
    """`Undelivered Message` and its like (Content-Description), as a mail's file name."""
    described = decode_words(part.head.first("content-description") or "").strip()
    return f"{described[:80]}.eml" if described and "/" not in described else ""


def _subject_name(content: bytes) -> str:
    subject = decode_words(read_head(content[:20_000]).first("subject") or "")
    subject = re.sub(r"[/\\]", "-", subject).strip()[:80]
    return f"{subject}.eml" if subject else ""


def _place(contents: Contents) -> int:
    return len(contents.files) + 1
