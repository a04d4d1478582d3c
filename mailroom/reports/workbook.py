"""A workbook of sheets, each a table that Excel knows as one: real numbers and dates, and no cell that runs.

What a resident or an officer wrote is text whatever it begins with, and stays so when the sheet is saved as CSV and
opened again. The library is loaded when a workbook is begun; nothing is linked or fetched.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What a program takes for the beginning of a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")
# Excel's own limits.
_NAME_CHARACTERS, _CELL_CHARACTERS, _MOST_ROWS = 31, 32_767, 1_048_000
_NARROWEST, _WIDEST = 12, 60
# How wide the columns of the cover are, in characters; how high a line is, in points, and a row at most.
_COVER, _LINE, _HIGHEST = (34, 46, 70), 15.0, 400.0


@dataclass(frozen=True, slots=True)
class Percent:
    """A share between 0 and 1."""

    part: float


Value = str | int | float | date | Percent | None
# Control characters that no sheet can hold.
_NOT_FOR_SHEETS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f￾￿]")


class Workbook:
    """Sheets, put in one after the other."""

    def __init__(self, *, title: str, author: str, made_at: datetime, colour: str) -> None:
        import xlsxwriter

        self._out = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
        }
        self._book: Any = xlsxwriter.Workbook(self._out, options)
        self._book.set_properties({"title": title, "author": author, "created": made_at})
        head = {"bold": True, "bg_color": colour, "font_color": "#ffffff", "text_wrap": True}
        self._head: Format = self._book.add_format({**head, "valign": "top"})
        self._words: Format = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._quoted: Format = self._book.add_format(
            {"text_wrap": True, "valign": "top", "quote_prefix": True}
        )
        self._date: Format = self._book.add_format(
            {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}
        )
        self._share: Format = self._book.add_format({"num_format": "0.0%", "valign": "top"})
        self._number: Format = self._book.add_format({"valign": "top"})
        blue = {"font_color": "#0563c1", "underline": 1, "valign": "top"}
        self._link: Format = self._book.add_format(blue)
        self._bold: Format = self._book.add_format({"bold": True, "valign": "top"})
        self._title: Format = self._book.add_format({"bold": True, "font_size": 16})
        self._names: set[str] = set()

    def free_name(self, wanted: str) -> str:
        """A sheet's name as Excel takes it, not used yet; it is taken from now on."""
        plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", wanted).split()) or "Sheet"
        name, number = _cut(plain, _NAME_CHARACTERS), 1
        while name.lower() in self._names or name.lower() == "history":
            number += 1
            tail = f" {number}"
            name = f"{_cut(plain, _NAME_CHARACTERS - len(tail))}{tail}"
        self._names.add(name.lower())
        return name

    def cover(self, name: str, title: str, facts: Sequence[tuple[str, Value]]) -> Worksheet:
        """The first sheet: what the workbook is, a fact in each row; the row after is free."""
        sheet: Worksheet = self._book.add_worksheet(name)
        for at, width in enumerate(_COVER):
            sheet.set_column(at, at, width)
        sheet.write_string(0, 0, title, self._title)
        for at, (key, value) in enumerate(facts, start=2):
            sheet.set_row(at, _height((key, value), _COVER))
            sheet.write_string(at, 0, key, self._bold)
            self._write(sheet, at, 1, value)
        _for_paper(sheet)
        return sheet

    def links(self, sheet: Worksheet, first: int, listed: Sequence[tuple[str, str, str]]) -> None:
        """On the cover: each sheet as a link, what it has, and how that was counted."""
        for at, words in enumerate(("Sheet", "What it has", "How it was counted")):
            sheet.write_string(first, at, words, self._head)
        for at, (name, what, how) in enumerate(listed, start=first + 1):
            sheet.set_row(at, _height((name, what, how), _COVER))
            sheet.write_url(at, 0, f"internal:'{name}'!A1", self._link, string=name)
            self._write(sheet, at, 1, what)
            self._write(sheet, at, 2, how)

    def table(
        self, name: str, heads: Sequence[str], rows: Sequence[Sequence[Value]], empty: str
    ) -> None:
        """A sheet with one table, its head in the first row; `empty` is said where there are no rows."""
        sheet: Worksheet = self._book.add_worksheet(name)
        told = rows[:_MOST_ROWS]
        unique = _unique(heads)
        widths = [_width(head, [row[at] for row in told]) for at, head in enumerate(unique)]
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.set_row(0, 2 * _LINE)
        if told:
            columns = [{"header": head, "header_format": self._head} for head in unique]
            style = {"columns": columns, "style": "Table Style Light 1"}
            sheet.add_table(0, 0, len(told), len(heads) - 1, style)
        else:
            for at, head in enumerate(unique):
                sheet.write_string(0, at, head, self._head)
            sheet.write_string(1, 0, empty)
        for at, row in enumerate(told, start=1):
            sheet.set_row(at, _height(row, widths))
            for column, value in enumerate(row):
                self._write(sheet, at, column, value)
        sheet.freeze_panes(1, 1)
        _for_paper(sheet)
        sheet.repeat_rows(0)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        match value:
            case None | "":
                sheet.write_blank(row, column, None)
            case Percent(part):
                sheet.write_number(row, column, part, self._share)
            case int() | float():
                sheet.write_number(row, column, value, self._number)
            case date():
                sheet.write_datetime(row, column, value, self._date)
            case _:
                words = _NOT_FOR_SHEETS.sub(" ", value)[:_CELL_CHARACTERS]
                # The mark that Excel itself gives to text that somebody typed with an apostrophe before it.
                how = self._quoted if words.startswith(RISKY) else self._words
                sheet.write_string(row, column, words, how)

    def made(self) -> bytes:
        """The whole as a file; nothing can be put in afterwards."""
        self._book.close()
        return self._out.getvalue()


def _cut(words: str, most: int) -> str:
    """No longer than so many characters, and no word cut in two."""
    if len(words) <= most:
        return words
    return words[: most + 1].rpartition(" ")[0].rstrip(" ,:;") or words[:most]


def _unique(heads: Sequence[str]) -> list[str]:
    """Heads as a table wants them: none empty, no two alike."""
    found: list[str] = []
    for head in heads:
        name, number = head or "Column", 1
        while name.lower() in (one.lower() for one in found):
            number += 1
            name = f"{head} {number}"
        found.append(name)
    return found


def _width(head: str, cells: Sequence[Value]) -> int:
    longest = max((len(str(one)) for one in cells if isinstance(one, str)), default=0)
    # A head has a button beside it, and may go on two lines.
    words = max((len(one) for one in head.split()), default=0) + 4
    return min(_WIDEST, max(_NARROWEST, words, longest + 2))


def _height(cells: Sequence[Value], widths: Sequence[int]) -> float:
    """So high that words on several lines can be read: not every program finds that out by itself."""
    lines = [
        sum(math.ceil(len(line) / width) or 1 for line in words.splitlines())
        for words, width in zip(cells, widths, strict=False)
        if isinstance(words, str)
    ]
    return min(_HIGHEST, _LINE * max([1, *lines]))


def _for_paper(sheet: Worksheet) -> None:
    """A4 on its side, as wide as one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
