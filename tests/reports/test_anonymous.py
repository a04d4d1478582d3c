"""A report that names nobody names nobody, wherever a name was planted; one that may, says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.reports.as_json import as_json
from mailroom.reports.as_text import as_text
from mailroom.reports.redaction import LEFT_OUT, redacted
from mailroom.reports.report import BLOCKS, make
from mailroom.rules.policy import find_policies, load_policy
from tests.reports.conftest import Reported, council
from tests.reports.seed import PLANTS, Seed

UNA = (
    "Ms Una Firth",
    "una.firth@home.example",
    "07700 900123",
    "3 Hill Road, Ashford Moor",
    "AB1 2CD",
    "",
)


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Reported]:
    with council(tmp_path_factory.mktemp("quarter"), migrated_file) as one:
        one.fill(Seed.by_hand)
        yield one


def found_in(told: str) -> list[str]:
    flat = " ".join(told.split())
    return [one for one in PLANTS if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", flat, re.I)]


@pytest.mark.parametrize("block", BLOCKS)
def test_no_section_of_an_anonymous_report_names_a_resident(quarter: Reported, block: str) -> None:
    report = quarter.figures(quarter.seen().period, block)
    assert found_in(as_text(report)) == []
    assert found_in(json.dumps(as_json(report), ensure_ascii=False)) == []


@pytest.mark.parametrize("name", sorted(find_policies()))
def test_every_report_that_every_policy_promises_can_be_made(quarter: Reported, name: str) -> None:
    policy = load_policy(find_policies()[name])
    assert policy.reports
    for rule in policy.reports:
        seen = quarter.seen(anonymous=rule.anonymous)
        report = make(seen, policy, rule)
        assert as_text(report)
        if rule.anonymous:
            assert found_in(as_text(report)) == []


@pytest.mark.parametrize("block", ["compliments", "restricted_contact", "survey", "learning"])
def test_a_report_that_may_name_people_has_their_words(quarter: Reported, block: str) -> None:
    report = quarter.figures(quarter.seen().period, block, anonymous=False)
    assert "Una Firth" in " ".join(as_text(report).split())


def test_what_is_kept_confidential_is_counted_and_not_told(reported: Reported) -> None:
    def lay(seed: Seed) -> None:
        ids = seed.by_hand()
        seed.conn.exec_driver_sql(f"update cases set confidential = 1 where id = {ids['plain']}")
        seed.conn.exec_driver_sql(f"update cases set confidential = 1 where id = {ids['late']}")

    reported.fill(lay)
    report = reported.figures(reported.seen().period, "learning", "open_cases", anonymous=False)
    told = as_text(report)
    assert "(kept confidential)" in told
    assert "AMC-26-00004" not in told
    assert re.search(r"Open complaints +5\n", told)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Una's bin was left.", "[left out]'s bin was left."),
        ("UNA FIRTH rang.", "[left out] rang."),
        ("Mrs Firth, of 3 Hill Road, rang.", "Mrs [left out], of [left out], rang."),
        ("Write to una.firth@home.example.", "Write to [left out]."),
        ("Rang 07700900123 and (07700) 900 123.", "Rang [left out] and ([left out]."),
        ("Near ab12cd.", "Near [left out]."),
        # Known by their form alone: somebody else's.
        ("Their neighbour is bo@else.example, AB3 4EF, 01223 457000.", "Their neighbour is [left out]."),
        ("We paid £150 in 2026 for order 12345.", "We paid £150 in 2026 for order 12345."),
        ("Unanimous; the Firthing trust.", "Unanimous; the Firthing trust."),
    ],
)  # fmt: skip
def test_what_would_tell_who_somebody_is_is_left_out(said: str, left: str) -> None:
    assert redacted(said, [UNA]) == left


def test_somebody_of_whom_nothing_is_known_takes_nothing_out() -> None:
    assert (
        redacted("The rounds were changed.", [("", "", "", "", "", "")])
        == "The rounds were changed."
    )
    assert LEFT_OUT not in redacted("a b c", [("A", "", "", "", "", "")])
