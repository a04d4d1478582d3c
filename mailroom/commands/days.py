"""A day as a command takes it: 2026-03-04."""

from __future__ import annotations

from datetime import date

import click


class Day(click.ParamType[date]):
    """A day written as 2026-03-04."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day, or a word on how to write it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2026-03-04.", param, ctx)


DAY = Day()
