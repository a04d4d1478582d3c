"""An expression taken apart into the ways in which it can match, each by itself. Pure.

A wording of twenty ways costs every one of them at every letter of a text; most texts hold the letters of one or two,
and these alone are quickly looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A sign by itself with its backslash, a class, whatever has no meaning here.
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)
_GROUP = "(?:"
_REPEATED = ("?", "*", "+", "{")


def branches(expression: str) -> Iterator[tuple[str, ...]]:
    """The ways in which an expression can match, in its order, each in parts that follow one another.

    `(?:my|our) bins?|rubbish` is `my bins?`, `our bins?` and `rubbish`. Whatever matches first of all that the ways
    match, and of two that begin at one place the earlier way's, is what the expression matches.
    """
    for one in _choices(expression):
        choice, rest = _begins_with(one)
        if not choice:
            yield (one,)
        for way in branches(choice) if choice else ():
            yield (*way, rest) if rest else way


def _choices(expression: str) -> list[str]:
    """What stands between the bars that are in no brackets."""
    choices, depth = [""], 0
    for piece in _PIECE.findall(expression):
        if piece == "|" and not depth:
            choices.append("")
            continue
        depth += (piece == "(") - (piece == ")")
        choices[-1] += piece
    return choices


def _begins_with(expression: str) -> tuple[str, str]:
    """What is in the brackets that an expression begins with, and what comes after; '' where it begins otherwise, or
    they may stand there more or less than once.
    """
    depth = 0
    for piece in _PIECE.finditer(expression) if expression.startswith(_GROUP) else ():
        depth += (piece.group() == "(") - (piece.group() == ")")
        if not depth:
            rest = expression[piece.end() :]
            inside = expression[len(_GROUP) : piece.start()]
            return ("", expression) if rest.startswith(_REPEATED) else (inside, rest)
    return "", expression
