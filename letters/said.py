"""A finished letter as words to look in: whether it has a name, a date, a sentence of some kind.

Line breaks, quotation marks at the head of lines and capitals make no difference. Reads the text
and nothing else; knows no part of a letter by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from letters.words import clean, shortdate

# As much of a long text as tells that it is there: letters cut what residents wrote.
_TELLING = 160
# What stands before a line that is quoted, or one of a list.
_MARKS = "> \t-*•"
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_SIGN_OFF = re.compile(r"(?im)^\s*yours\b.*$")


def plain(words: object) -> str:
    """Words on one line in small letters, with no marks of quotation or list."""
    return " ".join(_paragraphs(words))


def _paragraphs(words: object) -> list[str]:
    text = clean(words).casefold()
    if "\n" not in text:
        return [" ".join(text.lstrip(_MARKS).split())]
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        bare = line.lstrip(_MARKS)
        if bare:
            found[-1] += bare.split()
        elif found[-1]:
            found.append([])
    return [" ".join(one) for one in found if one]


class Said:
    """The words of one letter, subject first."""

    def __init__(self, subject: str, text: str) -> None:
        self._text = text
        self._paragraphs = _paragraphs(text)
        self.all = " ".join([plain(subject), ".", *self._paragraphs])

    @cached_property
    def _lines(self) -> str:
        """The letter's sentences, plain, one a line; a heading or a line of a list is one too."""
        return _SENTENCE_END.sub("\n", "\n".join(self._paragraphs))

    @cached_property
    def before_sign_off(self) -> str:
        """The letter without what stands below 'Yours sincerely', where every letter has addresses."""
        found = _SIGN_OFF.search(self._text)
        return plain(self._text[: found.start()] if found else self._text)

    def has(self, words: object) -> bool:
        """Whether these words stand in the letter; of a long text its beginning. No words: False."""
        wanted = plain(words)
        if len(wanted) > _TELLING:
            wanted = wanted[:_TELLING].rpartition(" ")[0]
        return bool(wanted) and wanted.rstrip(" .") in self.all

    def has_all(self, things: Iterable[object] | None) -> bool:
        """Whether each of these stands in the letter; nothing at all: False."""
        wanted = [one for one in things or () if plain(one)]
        return bool(wanted) and all(self.has(one) for one in wanted)

    def dated(self, day: object) -> bool:
        """Whether the letter names this very day, with its weekday or without."""
        if not isinstance(day, date):
            return False
        wanted = plain(shortdate(day))
        at = self.all.find(wanted)
        while at > 0 and self.all[at - 1].isdigit():  # the 27th is not the 7th
            at = self.all.find(wanted, at + 1)
        return at >= 0

    def speaks(self, pattern: re.Pattern[str]) -> bool:
        """Whether the letter has words of this kind anywhere."""
        return pattern.search(self.all) is not None

    def in_one_sentence(self, first: re.Pattern[str], *others: re.Pattern[str]) -> bool:
        """Whether one sentence has words of each kind."""
        lines = self._lines
        for found in first.finditer(lines):
            start, end = lines.rfind("\n", 0, found.start()) + 1, lines.find("\n", found.end())
            sentence = lines[start : end if end >= 0 else None]
            if all(one.search(sentence) for one in others):
                return True
        return False
