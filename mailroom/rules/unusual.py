"""Whether there are more complaints about something than usual. Somebody looks, nothing follows by itself. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mailroom.rules.policy_after import Unusual
from mailroom.rules.report_periods import Period
from mailroom.rules.workdays import add_months

_DAY = timedelta(days=1)
# What is usual is taken from so many months before; the span looked at is no longer than that.
_LOOKED_BACK = 12
MONTHS = 2 * _LOOKED_BACK


@dataclass(frozen=True, slots=True)
class Spike:
    """More about one thing than usual."""

    about: str
    count: int
    usual: float


def month_edges(to_on: date) -> tuple[date, ...]:
    """The first days of the `MONTHS` months that end with a day, counted back from it, and the day after it."""
    return tuple(add_months(to_on + _DAY, -back) for back in range(MONTHS, -1, -1))


def span(rule: Unusual, to_on: date) -> Period:
    """The time that is looked at."""
    return Period(add_months(to_on + _DAY, -_length(rule)), to_on)


def spikes(rule: Unusual, monthly: Mapping[str, Sequence[int]]) -> tuple[Spike, ...]:
    """Where the last span holds at least so many, and so many times what is usual.

    `monthly` are complaints by what they are about, in each of the months of `month_edges`. Usual is the mean of the
    spans before, from the first on in which anything was complained of; without one there is nothing to compare with.
    """
    spans = {about: _spans(rule, counts) for about, counts in monthly.items()}
    known = _spans_known(list(spans.values()))
    if not known:
        return ()
    found = (
        Spike(about, counts[-1], sum(counts[-1 - known : -1]) / known)
        for about, counts in sorted(spans.items())
    )
    return tuple(
        one for one in found if one.count >= rule.least and one.count >= rule.times * one.usual
    )


def _length(rule: Unusual) -> int:
    return min(rule.within.count, _LOOKED_BACK)


def _spans(rule: Unusual, monthly: Sequence[int]) -> list[int]:
    """The months taken together, counted from the last; as many spans before it as twelve months hold."""
    length = _length(rule)
    many = _LOOKED_BACK // length + 1
    starts = range(len(monthly) - many * length, len(monthly), length)
    return [sum(monthly[start : start + length]) for start in starts]


def _spans_known(spans: Sequence[Sequence[int]]) -> int:
    """How many spans before the last one lie after the first complaint of any kind, that span included."""
    totals = [sum(at_once) for at_once in zip(*spans, strict=True)][:-1]
    first = next((place for place, total in enumerate(totals) if total), len(totals))
    return len(totals) - first
