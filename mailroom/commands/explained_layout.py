"""How a page of `mailroom explain` is laid out: headed paragraphs, rows of a name and what it is, days and people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date, datetime

from mailroom.clock import LONDON
from parsers.message import Address

WIDTH = 100


def section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A headed paragraph of rows; '' where none of them says anything."""
    found = [(name, " ".join(value.split())) for name, value in rows if value.split()]
    width = max((len(name) for name, _ in found), default=0)
    lines = [line for name, value in found for line in _row(f"  {name:<{width}}  ", value)]
    return "\n".join([title, *lines]) if lines else ""


def _row(head: str, value: str) -> list[str]:
    return textwrap.wrap(value, WIDTH, initial_indent=head, subsequent_indent=" " * len(head))


def indented(text: str) -> str:
    """Somebody's own words, a mark before each line."""
    return textwrap.indent(text.strip() or "(nothing)", "  | ", lambda _line: True)


def person(who: Address | None) -> str:
    """Who it is, as a mail names them."""
    if who is None or not (who.email or who.name):
        return "nobody"
    return f"{who.name} <{who.email}>" if who.name else who.email


def instant(at: datetime) -> str:
    """A day and an hour."""
    return f"{at.astimezone(LONDON):%A %-d %B %Y %H:%M}"


def day(on: date) -> str:
    """A day with its name."""
    return f"{on:%A %-d %B %Y}"
