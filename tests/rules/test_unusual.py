"""More complaints than usual are told of; a quiet service, a young record and a small number are not."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.rules.policy_after import Unusual
from mailroom.rules.report_periods import read_period
from mailroom.rules.unusual import MONTHS, Spike, month_edges, span, spikes


def rule(within: str = "1 month", times: int = 2, least: int = 5) -> Unusual:
    words = {"times": times, "least": least, "within": within, "words": "Look."}
    return Unusual.model_validate(words)


def monthly(last: int, usual: int, known: int = 12) -> list[int]:
    return [0] * (MONTHS - 1 - known) + [usual] * known + [last]


@pytest.mark.parametrize(
    ("last", "usual", "told"),
    [
        (10, 5, True),  # twice as many
        (9, 5, False),
        (5, 0, True),  # never before, and enough
        (4, 0, False),  # fewer than so many
        (4, 1, False),
        (5, 5, False),
    ],
)
def test_a_spike_is_told_from_so_many_on(last: int, usual: int, told: bool) -> None:
    others = [0] * (MONTHS - 13) + [1] * 13  # so that the record is known to be old enough
    found = spikes(rule(), {"waste": monthly(last, usual), "parks": others})
    assert found == ((Spike("waste", last, usual),) if told else ())


def test_usual_is_the_mean_of_the_months_that_the_record_has() -> None:
    (found,) = spikes(rule(), {"waste": monthly(9, 4, known=3)})
    assert found.usual == 4


def test_a_record_that_has_just_begun_tells_of_nothing() -> None:
    assert spikes(rule(), {"waste": monthly(50, 0)}) == ()
    assert spikes(rule(), {}) == ()


def test_longer_spans_are_compared_with_spans_as_long() -> None:
    quarterly = [0] * 8 + [2, 2, 2] * 4 + [0] + [4, 4, 4]
    (found,) = spikes(rule("3 months"), {"waste": quarterly[-MONTHS:]})
    assert found.count == 12
    assert len(month_edges(date(2026, 3, 31))) == MONTHS + 1
    assert span(rule("3 months"), date(2026, 3, 31)) == read_period("2026-Q1")
    assert span(rule(), date(2026, 3, 15)).from_on == date(2026, 2, 16)
