"""The account as a table for a terminal: aligned, wrapped, and stacked where the terminal is too narrow for columns.

Prints nothing; what strangers wrote loses every character that could steer a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from mailroom.clock import LONDON
from mailroom.demo.account import Account, LetterTold, PieceTold
from store.states import OutgoingState

# Wider than this a table is no easier to read; narrower than that it has no room for columns.
WIDEST = 100
NARROWEST_TABLE = 76
# A letter that goes to every coordinator every day: told in one line.
DAILY = "daily_word"
# The columns' shares of the width, after the number and the gaps.
_SHARES = (19, 25, 21, 27)
_GAP = "  "
_HEADS = (
    "Received\nFrom",
    "Subject\nTaken for",
    "What was done\nCase",
    "Letters written,\nor why a person has to look",
)


def table(account: Account, width: int) -> str:
    """The whole account, fitted to a width in characters."""
    width = min(width, WIDEST)
    told = [_block(piece, width) for piece in account.pieces]
    if width < NARROWEST_TABLE:
        return "\n\n".join(told)
    columns = _columns(width)
    rule = _GAP.join("-" * column for column in columns)
    head = _side_by_side(["No", *_HEADS], columns)
    return "\n".join([head, rule, *(f"{one}\n" for one in told)]).rstrip("\n")


def line(piece: PieceTold, width: int) -> str:
    """One piece's account, for a mail that came while the demo runs."""
    return _block(piece, min(width, WIDEST))


def unasked(letters: Sequence[LetterTold], width: int) -> str:
    """The letters that no mail brought: reminders, and news of a letter that came back."""
    daily = [one for one in letters if one.name == DAILY]
    told = [one.dated for one in letters if one.name != DAILY]
    if daily:
        first, last = (
            f"{one.written_at.astimezone(LONDON):%-d %b}" for one in (daily[0], daily[-1])
        )
        told.append(
            f"{len(daily)} times a daily word to the coordinators on what waits, {first} to {last}"
        )
    rows = [wrapped(f"- {clean(one)}", min(width, WIDEST) - 4) for one in told]
    return "\n".join("  " + row.replace("\n", "\n    ") for row in map("\n".join, rows))


def summary(account: Account) -> str:
    """The sums in a sentence each."""
    sent = account.letters[OutgoingState.SENT]
    others = sum(account.letters.values()) - sent
    return (
        f"{len(account.pieces)} pieces of mail: {account.cases} cases, "
        f"and {account.waiting_for_people} pieces wait for a person.\n"
        f"{sent} letters lie in the post{f', {others} are not sent' if others else ''}."
    )


def _columns(width: int) -> list[int]:
    room = width - 3 - len(_GAP) * len(_SHARES)
    columns = [room * share // sum(_SHARES) for share in _SHARES]
    columns[-1] += room - sum(columns)
    return [3, *columns]


def _block(piece: PieceTold, width: int) -> str:
    cells = [
        str(piece.id),
        f"{piece.received}\n{clean(piece.sender)}",
        f"{clean(piece.subject)}\n{clean(piece.taken_for)}".strip(),
        f"{piece.done}\n{piece.reference}".strip(),
        _last(piece),
    ]
    if width >= NARROWEST_TABLE:
        return _side_by_side(cells, _columns(width))
    return "\n".join(_stacked(cells, width))


def _last(piece: PieceTold) -> str:
    """The letters, one a line; or, where somebody has to look, why."""
    letters = [clean(one.words) for one in piece.letters]
    if piece.needs_a_person or not letters:
        return "\n".join([clean(piece.reason), *letters])
    return "\n".join(letters)


def _stacked(cells: Sequence[str], width: int) -> Iterable[str]:
    number, *rest = cells
    yield f"{number}."
    for cell in rest:
        for row in wrapped(cell, max(width - 3, 12)):
            yield f"   {row}"


def _side_by_side(cells: Sequence[str], columns: Sequence[int]) -> str:
    stacks = [wrapped(cell, column) for cell, column in zip(cells, columns, strict=True)]
    height = max(map(len, stacks))
    rows = []
    for at in range(height):
        row = [
            _padded(stack[at] if at < len(stack) else "", column)
            for stack, column in zip(stacks, columns, strict=True)
        ]
        rows.append(_GAP.join(row).rstrip())
    return "\n".join(rows)


def clean(text: str) -> str:
    """Text on one line, without what steers a terminal (escape sequences, direction marks)."""
    shown = (c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join("".join(shown).split())


def wrapped(text: str, width: int) -> list[str]:
    """Lines that take up at most so many columns, wide characters counted twice; a line's rest is indented by one."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        row = ""
        for word in paragraph.split(" "):
            joined = f"{row} {word}" if row else word
            if columns_of(joined) <= width:
                row = joined
                continue
            if row:
                rows.append(row)
            row = f" {word}"
            while columns_of(row) > width:
                cut = _fitting(row, width)
                rows.append(row[:cut])
                row = f" {row[cut:]}"
        rows.append(row)
    return rows


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes up."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _fitting(text: str, width: int) -> int:
    """How many characters of a text fit into so many columns, at least two."""
    return next((at for at in range(len(text), 2, -1) if columns_of(text[:at]) <= width), 2)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))
