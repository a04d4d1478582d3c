"""In which form somebody asked to have their letters: large print and its size, or plain.

Reads what stands on record of the adjustments agreed with them, in their words or a coordinator's.
Whatever else they need (a language, Braille, a call) is a person's to see to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Clear print guidance: large print is 16 points at least; 18 where nobody said a size.
LARGE_PRINT = 18
_SMALLEST, _LARGEST = 14, 32

_LARGE = re.compile(
    r"\b(?:large|larger|big|bigger|enlarged|giant|clear)[\s-]*(?:print|type|text|font|letters|lettering|writing)\b"
    r"|\bfont\s+(?:size\s+)?\d\d\b|\b\d\d[\s-]*(?:pt|point)s?\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\b(\d\d)[\s-]*(?:pt|points?)\b|\b(?:font\s+size|size|font)\s+(?:of\s+)?(\d\d)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\bplain[\s-]*(?:text|format|layout|document|version)\b|\btext[\s-]only\b|\bscreen[\s-]*reader\b"
    r"|\b(?:no|without)\s+(?:tables|columns|pictures|images)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no longer|never|n't|don’t|without)\b[^.;,]{0,30}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LetterForm:
    """How letters to somebody should look; `points` is None where any size will do."""

    points: int | None = None
    plain: bool = False

    @property
    def is_special(self) -> bool:
        """Whether an ordinary letter does not do."""
        return self.points is not None or self.plain


def form_of(adjustments: Iterable[str]) -> LetterForm:
    """What the adjustments on record ask of a letter's form."""
    points: int | None = None
    plain = False
    for words in adjustments:
        if _asks(_LARGE, words):
            points = max(points or 0, _size(words))
        plain = plain or _asks(_PLAIN, words)
    return LetterForm(points, plain)


def _asks(pattern: re.Pattern[str], words: str) -> bool:
    return any(not _NOT.search(words[: found.start()]) for found in pattern.finditer(words))


def _size(words: str) -> int:
    """The size that was named, where it is one that can be printed."""
    found = _SIZE.search(words)
    size = int(found.group(1) or found.group(2)) if found else LARGE_PRINT
    return size if _SMALLEST <= size <= _LARGEST else LARGE_PRINT
