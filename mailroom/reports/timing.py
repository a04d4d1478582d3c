"""Whether what fell due in the period was done in time. Pure.

A share is of what was due on a day of the period and had either been done, or had not been done when its day was
over. What is due today is not late yet; what stands still, or ended before its day, is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mailroom.reports.figures import Share
from mailroom.reports.seen import Seen, is_anonymous, is_taken_up
from mailroom.rules.workdays import local_date
from store.figure_rows import DueRow

ACKNOWLEDGEMENT, RESPONSE = "acknowledgement", "response"


class Verdict(StrEnum):
    """What became of something that was due."""

    IN_TIME = "in time"
    AFTER = "after its day"
    OWED = "its day is over and it is still owed"
    NOT_YET = "its day is not over"
    STILL = "the clock stands still"
    ENDED = "the case ended before its day"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of what was due came to what."""

    in_time: int = 0
    extended: int = 0  # of those in time
    after: int = 0
    owed: int = 0
    not_yet: int = 0
    still: int = 0
    ended: int = 0

    @property
    def due(self) -> int:
        """What a share is taken of."""
        return self.in_time + self.after + self.owed

    @property
    def share(self) -> Share:
        """What was done in time, of what was due."""
        return Share(self.in_time, self.due, "No case was due.")


def verdict(seen: Seen, row: DueRow) -> Verdict:
    """What became of it, as far as it is known on the day of the report."""
    if row.met_at is not None:
        return Verdict.IN_TIME if local_date(row.met_at) <= row.due_on else Verdict.AFTER
    if row.case.closed_at is not None and local_date(row.case.closed_at) <= row.due_on:
        return Verdict.ENDED
    if row.stands_still:
        return Verdict.STILL
    return Verdict.NOT_YET if row.due_on >= seen.today else Verdict.OWED


def tally(seen: Seen, rows: Iterable[DueRow]) -> Tally:
    """The count of each verdict."""
    found = [(verdict(seen, row), row.extensions > 0) for row in rows]
    said = [one for one, _ in found]
    return Tally(
        in_time=said.count(Verdict.IN_TIME),
        extended=found.count((Verdict.IN_TIME, True)),
        after=said.count(Verdict.AFTER),
        owed=said.count(Verdict.OWED),
        not_yet=said.count(Verdict.NOT_YET),
        still=said.count(Verdict.STILL),
        ended=said.count(Verdict.ENDED),
    )


def due_in(seen: Seen, name: str, *, external: bool = False) -> list[DueRow]:
    """The acknowledgements or answers of complaints that fell due; those nobody could acknowledge are left out."""
    return [
        row
        for row in seen.due
        if row.name == name
        and is_taken_up(row)
        and seen.is_external(row.case, row.number) is external
        and not (name == ACKNOWLEDGEMENT and is_anonymous(row.case))
    ]


def has_target(seen: Seen) -> bool:
    """Whether any of the policies sets a time for acknowledging a complaint (A003-04)."""
    return any(
        stage.acknowledgement is not None and stage.acknowledgement.within is not None
        for policy in seen.in_use
        for stage in policy.stages.values()
        if not stage.external
    )
