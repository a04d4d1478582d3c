"""Whether two texts are the same text. Likeness never joins two people's mail: it is asked only among one
person's cases.

Measured on pairs of council mail, the same text sent again scores 91 and more, another incident of the same
kind at most 93: the words alone cannot tell them apart, who, where and when can.
"""

from __future__ import annotations

import hashlib
import re

from rapidfuzz import fuzz

SAME_WORDS_SCORE = 92.0
# Shorter than this, two different complaints read alike ("Please find my form attached").
SHORTEST_CHARACTERS = 60

_NO_WORD = re.compile(r"[\W_]+")


def fingerprint_of(text: str) -> str:
    """A digest of the words alone, by which the same text is found at once; '' for a text too short to tell."""
    words = _NO_WORD.sub(" ", text.casefold()).strip()
    if len(words) < SHORTEST_CHARACTERS:
        return ""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts are (nearly) one: a greeting changed, a word corrected."""
    if min(len(one), len(other)) < SHORTEST_CHARACTERS:
        return False
    return fuzz.ratio(one, other, score_cutoff=SAME_WORDS_SCORE) > 0
