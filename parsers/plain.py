"""Plain text evened out: line ends, flowed lines (RFC 3676), blank runs; no word is touched."""

from __future__ import annotations

import re

_BLANK_RUN = re.compile(r"\n{4,}")
# Some programs pad with hundreds of spaces, on which quote cutters hang.
_LONG_RUN = " " * 40
_SPACE_RUN = re.compile(r"[ \t]{40,}")
# Zero-width space, word joiner, byte order mark, soft hyphen: they split words for searches.
_INVISIBLE = "\u200b\u2060\ufeff\u00ad"
_QUOTE_DEPTH = re.compile(r">*")


def even_out(text: str) -> str:
    """A text with \\n line ends, ordinary spaces, no trailing space and no long blank runs."""
    text = "\n".join(text.splitlines())
    if not text.isascii():
        for mark in _INVISIBLE:
            text = text.replace(mark, "")
        text = text.replace("\xa0", " ")
    if _LONG_RUN in text or "\t\t\t" in text:
        text = _SPACE_RUN.sub("    ", text)
    if " \n" in text or "\t\n" in text:
        text = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    if "\n\n\n\n" in text:
        text = _BLANK_RUN.sub("\n\n\n", text)
    return text.strip("\n").rstrip()


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Flowed lines joined to paragraphs (RFC 3676 4.1); a signature mark and a change of quote depth end one."""
    joined: list[str] = []
    flowing, last_depth = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(_QUOTE_DEPTH.match(line).group())  # type: ignore[union-attr]
        content = line[depth:]
        stuffed = content.removeprefix(" ")
        if flowing and depth == last_depth and content != "-- ":
            joined[-1] += stuffed
        else:
            joined.append(f"{'>' * depth} {stuffed}" if depth else stuffed)
        flowing = stuffed.endswith(" ") and stuffed != "-- "
        if flowing and delete_space:
            joined[-1] = joined[-1][:-1]
        last_depth = depth
    return "\n".join(joined)
