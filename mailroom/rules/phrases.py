"""Phrases found in a text by their words: a lexicon looked up word by word, the longest phrase first. Pure.

A text is cut into words once; each word is looked up in a table by first words. That costs the same for ten phrases
as for two thousand, where an expression of as many branches costs each of them at every letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# Words that end in s and are no plurals.
_NO_PLURAL = ("ss", "us", "is")

# The words of a text, small and singular, and where each begins and ends.
Cut = tuple[list[str], list[tuple[int, int]]]


def cut(text: str) -> Cut:
    """A text cut into its words."""
    low = text.lower()
    spans = [one.span() for one in _WORD.finditer(low)]
    return [singular(low[start:end]) for start, end in spans], spans


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A word without the ending of a plural or of a genitive; rough, but the same on both sides."""
    word = word.removesuffix("'s")
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


class Lexicon(Generic[T]):
    """Phrases and what each stands for."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """A phrase that stands for two things keeps both."""
        by_words: dict[tuple[str, ...], list[T]] = {}
        for phrase, meaning in phrases:
            words = tuple(cut(phrase)[0])
            if words:
                by_words.setdefault(words, []).append(meaning)
        # By the first two words; what is one word alone has no second.
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[T, ...]]]]] = {}
        for words, meanings in sorted(by_words.items(), key=lambda one: -len(one[0])):
            unique = tuple(dict.fromkeys(meanings))
            second = words[1] if len(words) > 1 else ""
            by_second = self._by_first.setdefault(words[0], {})
            by_second.setdefault(second, []).append((words, unique))

    def find(self, text: Cut) -> Iterator[tuple[T, int, int]]:
        """Every phrase in the text in order, the longest at each place, with where it begins and ends; what is in
        one is not looked at again.
        """
        words, spans = text
        beyond = 0
        for at, word in enumerate(words):
            known = self._by_first.get(word)
            if known is None or at < beyond:
                continue
            following = known.get(words[at + 1], ()) if at + 1 < len(words) else ()
            for phrase, meanings in (*following, *known.get("", ())):
                if len(phrase) <= 2 or tuple(words[at : at + len(phrase)]) == phrase:
                    beyond = at + len(phrase)
                    for meaning in meanings:
                        yield meaning, spans[at][0], spans[beyond - 1][1]
                    break
