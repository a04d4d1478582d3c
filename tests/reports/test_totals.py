"""What holds of every record: parts add up to the whole, no share is more than all, nothing divides by nought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from mailroom.reports.as_text import WIDTH, as_text
from mailroom.reports.counts import SORTS
from mailroom.reports.figures import Cell, Share
from mailroom.reports.report import BLOCKS, figures_of, make
from mailroom.reports.seen import Seen, narrowed
from mailroom.reports.words import sections
from mailroom.rules.policy import find_policies, load_policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.report_periods import Period
from tests.reports.conftest import QUARTER, Reported, council, rows, value
from tests.reports.lot import by_lot

SERVICES = ("waste", "planning", "housing_repairs", "council_tax", "gone")
EMPTY = Period(date(2001, 1, 1), date(2001, 3, 31))


@pytest.fixture(scope="module", params=range(3))
def filled(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    migrated_file: Path,
) -> Iterator[Reported]:
    with council(tmp_path_factory.mktemp("lot"), migrated_file) as one:
        one.fill(lambda seed: (seed.by_hand(), by_lot(seed, Random(request.param), 150)))
        yield one


def numbers(cells: list[tuple[Cell, ...]]) -> list[int]:
    """Each column of whole numbers, and the two numbers of each share, added up."""
    added: list[int] = []
    for column in zip(*cells, strict=True):
        if all(isinstance(cell, int) for cell in column):
            added.append(sum(cell for cell in column if isinstance(cell, int)))
        shares = [cell for cell in column if isinstance(cell, Share)]
        if shares:
            added += [sum(one.count for one in shares), sum(one.of for one in shares)]
    return added


# What a service has none of is the council's: people without a case, restricted contact.
COUNCILS_OWN = {"refused", "restricted_contact", "escalations"}


def figures(seen: Seen) -> dict[tuple[str, str], tuple[int, ...]]:
    """Every count, and both numbers of every share."""
    found = {}
    blocks = [name for name in BLOCKS if name not in {"self_assessment", *COUNCILS_OWN}]
    for section in figures_of(seen, blocks).parts[0].sections:
        for figure in section.figures:
            if isinstance(figure.value, Share):
                found[section.block, figure.name] = (figure.value.count, figure.value.of)
            elif isinstance(figure.value, int):
                found[section.block, figure.name] = (figure.value,)
    return found


def test_the_services_add_up_to_the_whole(filled: Reported) -> None:
    seen = filled.seen()
    whole = figures(seen)
    parts = [figures(narrowed(seen, services=(one,))) for one in SERVICES]
    added = {name: tuple(map(sum, zip(*(p[name] for p in parts), strict=True))) for name in whole}
    assert added == whole


def test_the_policies_add_up_to_the_whole(filled: Reported) -> None:
    seen = filled.seen()
    whole = figures(seen)
    parts = [figures(narrowed(seen, policy=one)) for one in seen.in_use]
    assert len(parts) == 2
    added = {name: tuple(map(sum, zip(*(p[name] for p in parts), strict=True))) for name in whole}
    # What the policies have no time for says so in words under one of them.
    assert {name: n for name, n in added.items() if n != whole[name]} == {}


def test_months_and_tables_add_up_to_the_figures(filled: Reported) -> None:
    report = filled.figures()
    (*sorts, total) = numbers(rows(report, "volume", "by_month"))
    assert sorts == [value(report, "volume", name) for name in SORTS]
    assert total == sum(sorts) == value(report, "volume", "total")
    answered = value(report, "timeliness", "answered_in_time")
    assert isinstance(answered, Share)
    for block, table in (
        ("by_service", "services"),
        ("by_area", "areas"),
        ("by_category", "categories"),
    ):
        complaints, anonymous, answers, in_time, due, *_ = numbers(rows(report, block, table))
        assert complaints == sorts[0] + sorts[1]
        assert anonymous == sorts[1]
        assert (in_time, due) == (answered.count, answered.of)
        assert answers == sum(row[-1] for row in rows(report, "outcomes", "by_stage"))  # type: ignore[misc]


def test_three_months_add_up_to_the_quarter(filled: Reported) -> None:
    quarter = filled.figures(QUARTER, "volume", "timeliness", "outcomes")
    months = [filled.figures(one, "volume", "timeliness", "outcomes") for one in QUARTER.by_month()]
    for block, name in (
        ("volume", "total"),
        ("volume", "complaints"),
        ("outcomes", "not_recorded"),
    ):
        assert sum(value(one, block, name) for one in months) == value(quarter, block, name)  # type: ignore[misc]
    of = [value(one, "timeliness", "answered_in_time") for one in (*months, quarter)]
    counts = [(one.count, one.of) for one in of if isinstance(one, Share)]
    assert tuple(map(sum, zip(*counts[:3], strict=True))) == counts[3]


def test_no_share_is_more_than_all(filled: Reported) -> None:
    for section in filled.figures().parts[0].sections:
        cells = [cell for table in section.tables for row in table.rows for cell in row]
        shares = [
            one for one in (*cells, *(f.value for f in section.figures)) if isinstance(one, Share)
        ]
        assert all(0 <= one.count <= one.of for one in shares)


def test_no_line_is_wider_than_a_terminal(filled: Reported) -> None:
    for anonymous in (True, False):
        told = as_text(filled.figures(anonymous=anonymous))
        assert max(map(len, told.split("\n"))) <= WIDTH


def test_a_time_in_which_nothing_happened_is_told_in_words(reported: Reported) -> None:
    report = reported.figures(EMPTY)
    told = as_text(report)
    assert "No case was due." in told
    assert "Nothing was answered." in told
    assert "0 of 0" not in told
    answered = value(report, "timeliness", "answered_in_time")
    assert isinstance(answered, Share)
    assert answered.part is None


def test_a_policy_without_a_time_for_acknowledging_has_no_share_of_it(reported: Reported) -> None:
    """A003-04: an automatic receipt is sent, there is no target, and no rate is reported."""
    policy = load_policy(find_policies()["south-cambs-2021"])
    rule = next(one for one in policy.reports if "timeliness" in one.blocks)
    told = " ".join(as_text(make(reported.seen(), policy, rule)).split())
    assert "The policy sets no time for acknowledging a complaint." in told


def test_a_report_by_service_has_a_part_for_each_that_has_anything(filled: Reported) -> None:
    seen = filled.seen()
    corporate = next(one for one in seen.in_use if one.name == "south-cambs-corporate")
    rule = ReportRule(
        name="all", title="All", cadence="quarterly", readers=(), blocks=("volume",), per="service"
    )
    report = make(seen, corporate, rule)
    # Housing is under another policy.
    assert [part.name for part in report.parts] == ["waste", "planning", "council_tax", "gone"]
    by_area = make(seen, corporate, rule.model_copy(update={"per": "area"}))
    assert [part.title for part in by_area.parts] == ["Environment", "Homes", "No area named"]


def test_numbers_are_neither_praised_nor_blamed() -> None:
    """CODE-13."""
    words = re.compile(
        r"\b(fail\w*|poor\w*|bad|good|worse|better|success\w*|miss\w*|breach\w*)\b", re.I
    )
    assert words.findall(str(sections())) == []
