"""Plain text evened out: line ends, flowed lines (RFC 3676), blank runs; no word is touched."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile(r"\r\n?|\x85|\u2028|\u2029|\x0c|\x0b")
_TRAILING = re.compile(r"[ \t]+$", re.M)
_BLANK_RUN = re.compile(r"\n{4,}")
_SPACE_RUN = re.compile(r"[ \t]{40,}")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u00ad]")
_QUOTE_DEPTH = re.compile(r">*")


def even_out(text: str) -> str:
    """A text with \\n line ends, ordinary spaces, no trailing space and no long blank runs."""
    if "\r" in text or not text.isascii():
        text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\xa0", " ")
    text = _TRAILING.sub("", _SPACE_RUN.sub("    ", text))
    return _BLANK_RUN.sub("\n\n\n", text).strip("\n")


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Flowed lines joined to paragraphs (RFC 3676 4.1); a signature mark and a change of quote depth end one."""
    joined: list[str] = []
    flowing, last_depth = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(_QUOTE_DEPTH.match(line).group())  # type: ignore[union-attr]
        content = line[depth:]
        stuffed = content[1:] if content.startswith(" ") else content
        if flowing and depth == last_depth and content != "-- ":
            joined[-1] += stuffed
        else:
            joined.append(f"{'>' * depth} {stuffed}" if depth else stuffed)
        flowing = stuffed.endswith(" ") and stuffed != "-- "
        if flowing and delete_space:
            joined[-1] = joined[-1][:-1]
        last_depth = depth
    return "\n".join(joined)
