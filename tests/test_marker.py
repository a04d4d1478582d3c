"""The line above which people are asked to reply: letters print it, parsers cut at it, neither knows the other."""

from __future__ import annotations

from letters.envelope import MARKER as PRINTED
from parsers.quotes import MARKER as CUT_AT


def test_letters_and_parsers_mean_the_same_line() -> None:
    assert PRINTED == CUT_AT
