"""Counts what came in: volume, stages, areas, services, categories. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from mailroom.reports.figures import Column, Section, Share, most_first
from mailroom.reports.seen import (
    OfCase,
    Seen,
    answered_in,
    is_anonymous,
    is_complaint,
    is_informal,
    is_waiting,
    opened_in,
)
from mailroom.reports.timing import RESPONSE, due_in, tally
from mailroom.reports.words import Figures, Listed, Noted, Row, Tables, section
from mailroom.rules.workdays import local_date
from store.figure_rows import CaseRow, StageRow

R = TypeVar("R", bound=OfCase)


def _of(*kinds: str) -> Callable[[CaseRow], bool]:
    return lambda case: case.kind in kinds


# What is counted by itself, by its name: each case is of the first that fits, the last takes the rest.
_SORTS: tuple[tuple[str, Callable[[CaseRow], bool]], ...] = (
    ("informal", lambda case: case.kind == "complaint" and is_informal(case)),
    ("anonymous", lambda case: case.kind == "complaint" and is_anonymous(case)),
    ("complaints", _of("complaint")),
    ("comments", _of("comment")),
    ("compliments", _of("compliment", "nomination")),
    ("service_requests", _of("service_request")),
    ("feedback", _of("feedback", "anonymous_feedback")),
    ("other", lambda case: True),
)
# The order in which a reader wants them.
SORTS = (
    *("complaints", "anonymous", "informal"),
    *("comments", "compliments", "service_requests", "feedback", "other"),
)


def sort_of(case: CaseRow) -> str:
    """What a case is counted as."""
    return next(name for name, is_of in _SORTS if is_of(case))


def volume(seen: Seen) -> Section:
    """What came in, by what it was, by month and by how it came."""
    counts = Counter(map(sort_of, seen.received))
    before = sum(sort_of(case) == "complaints" for case in seen.before)
    figures: Figures = {
        **{name: counts[name] for name in SORTS},
        "total": len(seen.received),
        "complaints_before": Noted(before, f"Of {seen.period.before}."),
    }
    channels = Counter(case.channel or "email" for case in seen.received if is_complaint(case))
    tables: Tables = {
        "by_month": _by_month(seen),
        "by_channel": most_first(channels.items()),
        "stages_by_month": _stages_by_month(seen),
    }
    return section("volume", figures, tables)


def _by_month(seen: Seen) -> list[Row]:
    counts = Counter((_month(case), sort_of(case)) for case in seen.received)
    rows: list[Row] = []
    for month in seen.period.by_month():
        found = [counts[f"{month.from_on:%Y-%m}", name] for name in SORTS]
        rows.append((f"{month.from_on:%b %Y}", *found, sum(found)))
    return rows


def _month(case: CaseRow) -> str:
    return f"{local_date(case.received_at):%Y-%m}"


def _all_opened(seen: Seen) -> list[StageRow]:
    return [*opened_in(seen), *opened_in(seen, external=True)]


def _stages_by_month(seen: Seen) -> Listed:
    opened = _all_opened(seen)
    numbers = sorted({row.number for row in opened})
    counts = Counter((f"{local_date(row.opened_at):%Y-%m}", row.number) for row in opened)
    rows: list[Row] = [
        (f"{one.from_on:%b %Y}", *(counts[f"{one.from_on:%Y-%m}", number] for number in numbers))
        for one in seen.period.by_month()
    ]
    more = tuple(Column(f"stage_{number}", seen.stage_name(number)) for number in numbers)
    return Listed(rows if numbers else (), more=more)


def by_stage(seen: Seen) -> Section:
    """How many stages were opened and answered, and how many are open."""
    opened = Counter(row.number for row in _all_opened(seen))
    answered = Counter(
        row.number for row in (*answered_in(seen), *answered_in(seen, external=True))
    )
    waiting = Counter(
        row.number for row in seen.open if is_complaint(row) and is_waiting(seen, row)
    )
    known = {number for policy in seen.in_use for number in policy.stages}
    rows: list[Row] = [
        (seen.stage_name(number), number, opened[number], answered[number], waiting[number])
        for number in sorted(known | set(opened) | set(answered) | set(waiting))
    ]
    return section("by_stage", tables={"stages": rows})


def by_area(seen: Seen) -> Section:
    """The same figures for each area of the council."""
    return section("by_area", tables={"areas": _standing(seen, lambda c: seen.area_of(c.service))})


def by_service(seen: Seen) -> Section:
    """The same figures for each service, and beside how large it is where the council has said so."""
    rows = _standing(seen, lambda case: seen.service_name(case.service))
    beside = {"beside_statistics": _beside(seen)} if seen.statistics else {}
    tables: Tables = {"services": rows, "other_contacts": _others(seen), **beside}
    return section("by_service", tables=tables)


def by_category(seen: Seen) -> Section:
    """The same figures for what complaints are about, as they were registered."""
    return section("by_category", tables={"categories": _standing(seen, category_of)})


def category_of(case: CaseRow) -> str:
    """What a complaint is about, in the policy's words; in ours where nobody said."""
    return case.category or "Not recorded"


def _standing(seen: Seen, of: Callable[[CaseRow], str]) -> list[Row]:
    received = grouped((one for one in seen.received if is_complaint(one)), of)
    answered = grouped(answered_in(seen), of)
    due = grouped(due_in(seen, RESPONSE), of)
    rows: list[Row] = []
    for key in sorted(received.keys() | answered.keys() | due.keys()):
        came, done = received.get(key, []), answered.get(key, [])
        row = (
            key,
            len(came),
            sum(is_anonymous(case) for case in came),
            len(done),
            tally(seen, due.get(key, [])).share,
            upheld(done),
            put_off(done),
        )
        rows.append(row)
    return rows


def upheld(rows: Iterable[StageRow]) -> Share:
    """The answers that upheld a complaint wholly or partly, of those with an outcome on record."""
    told = [row.outcome for row in rows if row.outcome]
    right = sum(outcome in ("upheld", "partly") for outcome in told)
    return Share(right, len(told), "No outcome was recorded.")


def put_off(rows: Sequence[StageRow]) -> Share:
    """The answers whose day had been moved."""
    return Share(sum(row.extensions > 0 for row in rows), len(rows), "Nothing was answered.")


def grouped(rows: Iterable[R], of: Callable[[CaseRow], str]) -> dict[str, list[R]]:
    """Rows by something that their case says, in the order of its words."""
    found: dict[str, list[R]] = {}
    for row in rows:
        if row.case is not None:
            found.setdefault(of(row.case), []).append(row)
    return dict(sorted(found.items()))


_OTHERS = ("comments", "compliments", "service_requests", "feedback", "informal")


def _others(seen: Seen) -> list[Row]:
    counts = Counter((seen.service_name(case.service), sort_of(case)) for case in seen.received)
    services = sorted({service for service, sort in counts if sort in _OTHERS})
    return [(one, *(counts[one, name] for name in _OTHERS)) for one in services]


def _beside(seen: Seen) -> list[Row]:
    counts = Counter(case.service for case in seen.received if is_complaint(case))
    return [
        (
            seen.service_name(service),
            counts[service],
            f"{one.number:,} {one.of}",
            round(counts[service] * 1000 / one.number, 2) if one.number else None,
        )
        for service, one in sorted((seen.statistics or {}).items())
        if seen.services is None or service in seen.services
    ]
