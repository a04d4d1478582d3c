"""The MIME tree of a mail (RFC 2046), split by our own hand: in linear time, with caps, never losing a byte.

Each part keeps its own fields and its content as sent. A boundary that is missing, wrong or never closed
is repaired; what cannot be split stays one part, whose text is still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.defects import Defect
from parsers.headers import Head, read_head
from parsers.mimefields import read_parameters
from parsers.transfer import decode_transfer

# Levels: real mail seldom passes 8; deeper nesting is an attack on recursive readers.
MAX_DEPTH = 30
# Parts of one mail: a digest has some hundred; what comes after stays in the last part, unsplit.
MAX_PARTS = 1_000

_GUESSED_BOUNDARY = re.compile(
    rb"(?:^|\n)--([^\s\r\n][^\r\n]{0,199}?)[ \t]*\r?\n(?=(?:Content-|MIME-)[\w-]+:)", re.I
)
_NAMED_ID = re.compile(
    r"([\w-]{1,60}\.(?:jpe?g|png|gif|bmp|tiff?|pdf|docx?|txt|heic|webp))(?:@|$)", re.I
)


class Part:
    """One node of the tree: a container with children, or a leaf with content; what is asked of it is read once."""

    def __init__(self, head: Head, *, within_alternative: bool = False) -> None:
        self.head = head
        self.within_alternative = within_alternative
        self.children: list[Part] = []
        self.preamble = b""
        self.epilogue = b""

    @cached_property
    def _typed(self) -> tuple[str, dict[str, str]]:
        return read_parameters(self.head.first("content-type") or "")

    @cached_property
    def _disposed(self) -> tuple[str, dict[str, str]]:
        return read_parameters(self.head.first("content-disposition") or "")

    @cached_property
    def type(self) -> str:
        """The declared type, lower case; text/plain where none or nonsense is declared (RFC 2045 5.2)."""
        declared = self._typed[0]
        if declared in ("text", "html"):
            return {"text": "text/plain", "html": "text/html"}[declared]
        return declared if re.fullmatch(r"[\w.+-]+/[\w.+-]+", declared) else "text/plain"

    @property
    def charset(self) -> str:
        """The declared charset, '' where none is."""
        return self._typed[1].get("charset", "")

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of Content-Type."""
        return self._typed[1]

    @property
    def disposition(self) -> str:
        """'attachment', 'inline', another word, or '' (RFC 2183)."""
        return self._disposed[0]

    @cached_property
    def filename(self) -> str:
        """The declared file name, decoded but not yet made safe; '' where none is."""
        return self._disposed[1].get("filename", "") or self._typed[1].get("name", "")

    @property
    def fallback_name(self) -> str:
        """A name for a nameless file: Content-IDs such as image001.jpg@01CDB132 bear one."""
        found = _NAMED_ID.match(self.content_id)
        return found.group(1) if found else ""

    @cached_property
    def content_id(self) -> str:
        """Content-ID without its brackets."""
        return (self.head.first("content-id") or "").strip().strip("<>").strip()

    @cached_property
    def content(self) -> bytes:
        """The leaf's octets, transfer encoding undone."""
        return decode_transfer(self.head.body, self.head.first("content-transfer-encoding") or "")

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in the order of the mail; not into attached messages."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


class _Budget:
    """How many more parts one mail may have, and what was wrong so far."""

    def __init__(self) -> None:
        self.parts = MAX_PARTS
        self.defects: list[Defect] = []


def read_parts(head: Head) -> tuple[Part, list[Defect]]:
    """The tree below a mail's head, and what was wrong with it."""
    budget = _Budget()
    root = Part(head)
    waiting = [(root, 1)]
    while waiting:
        part, depth = waiting.pop()
        if not part.type.startswith("multipart/"):
            continue
        if depth > MAX_DEPTH or budget.parts <= 0:
            budget.defects.append(
                Defect(
                    "too-nested", f"Nested deeper than {MAX_DEPTH} or more than {MAX_PARTS} parts."
                )
            )
            continue
        _split(part, budget)
        waiting.extend((child, depth + 1) for child in reversed(part.children))
    return root, budget.defects


def _split(part: Part, budget: _Budget) -> None:
    content = part.head.body
    pieces = _pieces(content, part.parameters.get("boundary", ""), budget)
    if pieces is None and part.head.first("content-transfer-encoding"):
        content = part.content
        pieces = _pieces(content, part.parameters.get("boundary", ""), budget)
    if pieces is None:
        guessed = _GUESSED_BOUNDARY.search(content)
        pieces = _pieces(content, guessed.group(1).decode("latin-1"), budget) if guessed else None
        budget.defects.append(
            Defect("wrong-boundary", "The boundary of a multipart was missing or wrong.")
        )
    if pieces is None:
        return
    part.preamble, *bodies, part.epilogue = pieces
    alternative = part.type == "multipart/alternative" or part.within_alternative
    for piece in bodies:
        child = Part(_read_part_head(piece), within_alternative=alternative)
        if part.type == "multipart/digest" and not child.head.first("content-type"):
            child.head = Head(
                [*child.head.fields, ("Content-Type", "message/rfc822")], child.head.body
            )
        part.children.append(child)


def _read_part_head(piece: bytes) -> Head:
    """A part's fields; a part that begins with an empty line has none, and one without any is all text."""
    if piece[:1] in (b"\n", b"\r"):
        return Head([], piece[2:] if piece.startswith(b"\r\n") else piece[1:])
    return read_head(piece)


def _pieces(content: bytes, boundary: str, budget: _Budget) -> list[bytes] | None:
    """The preamble, each part, and the epilogue after the closing line; None where there is no delimiter line."""
    if not boundary:
        return None
    pieces, start = [], 0
    closed = False
    for begin, end, closing in _delimiters(
        content, b"--" + boundary.encode("utf-8", "surrogateescape")
    ):
        if not closed:
            pieces.append(content[start:begin])
        start, closed = end, closing
        budget.parts -= 1
        if budget.parts <= 0:
            break
    pieces.append(content[start:])
    if not closed:
        pieces.append(b"")
        if start:
            budget.defects.append(Defect("never-closed", "A multipart has no closing boundary."))
    return pieces if start else None


def _delimiters(content: bytes, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Each delimiter line: where the line end before it begins, where the next line begins, and if it closes."""
    at = content.find(mark)
    while at >= 0:
        after = at + len(mark)
        closing = content[after : after + 2] == b"--"
        line_end = content.find(b"\n", after)
        rest = content[after + 2 * closing : line_end if line_end >= 0 else len(content)]
        if (at == 0 or content[at - 1 : at] in b"\r\n") and len(rest) < 500 and not rest.strip():
            begin = at - 2 if content[max(at - 2, 0) : at] == b"\r\n" else max(at - 1, 0)
            yield begin, line_end + 1 if line_end >= 0 else len(content), closing
        at = content.find(mark, after)
