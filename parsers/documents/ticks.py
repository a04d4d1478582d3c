"""Boxes to tick, whatever draws them: which options there were and which were chosen."""

from __future__ import annotations

import re

from parsers.documents.document import Pair

TICKED, UNTICKED = "☒", "☐"
SIGNS_TICKED = "☒☑✓✔✗✘🗹🗷◉⦿"
SIGNS_UNTICKED = "☐□▢○◯"
SIGN = re.compile(f"[{SIGNS_TICKED}{SIGNS_UNTICKED}]")
TYPED_TICK = re.compile(r"\[\s?[xX✓✔]\s?\]|\(\s?[xX✓✔]\s?\)")
TYPED_BOX = re.compile(r"\[\s{0,3}\]|\(\s{1,3}\)|\[_{1,3}\]")
QUESTION_END = re.compile(r"(?s)(.*[?:])(.*)")
YES = "yes"


def plain_boxes(text: str) -> str:
    """The text with '[x]', '( )' and other typed or drawn boxes as the two signs ☒ and ☐."""
    text = TYPED_BOX.sub(UNTICKED, TYPED_TICK.sub(TICKED, text))
    return SIGN.sub(lambda sign: TICKED if sign[0] in SIGNS_TICKED else UNTICKED, text)


def has_boxes(text: str) -> bool:
    """True where there is something to tick in the text."""
    return TICKED in text or UNTICKED in text


def tick_pairs(label: str, text: str) -> list[Pair]:
    """What was ticked in `text`: the chosen options of a question, or each option by itself.

    'How shall we reply? ☒ Email ☐ Letter' gives ('How shall we reply?', 'Email'); a box with no
    question before it gives (its own words, 'yes' or '').
    """
    heading, options, _ = read_options(text)
    question = label or heading
    if not question:
        return [(words, YES if ticked else "") for words, ticked in options if words]
    chosen = [words or YES for words, ticked in options if ticked]
    return [(question, "; ".join(chosen))]


def left_over(text: str) -> str:
    """The lines under the options: 'If yes, who? Mrs Clay'."""
    return read_options(text)[2]


def read_options(text: str) -> tuple[str, list[tuple[str, bool]], str]:
    """The question before the boxes, the options with their ticks, and the lines under them."""
    pieces = re.split(f"([{TICKED}{UNTICKED}])", text)
    words, signs = pieces[0::2], pieces[1::2]
    if words[0].strip() and not words[-1].strip():  # 'Yes ☐ No ☒': the box stands behind
        heading, first = _split_question(words[0])
        behind = [first, *words[1:-1]]
        return heading, _options(behind, signs), ""
    last, _, rest = words[-1].partition("\n")
    before = [*words[1:-1], last]
    return _tidy(words[0]).rstrip(":"), _options(before, signs), rest.strip()


def _options(words: list[str], signs: list[str]) -> list[tuple[str, bool]]:
    return [(_tidy(option), sign == TICKED) for option, sign in zip(words, signs, strict=True)]


def _split_question(words: str) -> tuple[str, str]:
    found = QUESTION_END.match(words)
    return (_tidy(found[1]).rstrip(":"), found[2]) if found else ("", words)


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,;/|")
