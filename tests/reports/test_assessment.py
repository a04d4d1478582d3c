"""The self-assessment: every paragraph once, answered where policy or figures answer it, else left to a person."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from mailroom.reports.assessment import PERSON, Answer, assess, paragraphs
from mailroom.reports.assessment_checks import CHECKS, NO, PARTLY, YES
from mailroom.reports.seen import narrowed
from mailroom.rules.policy import Policy, find_policies, load_policy
from mailroom.rules.policy_duties import Part
from mailroom.rules.policy_lint import lint
from mailroom.rules.policy_lint_words import CODES
from tests.reports.conftest import Reported
from tests.reports.seed import Seed

NAMES = sorted(find_policies())


def policy(name: str) -> Policy:
    return load_policy(find_policies()[name])


def answers(reported: Reported, name: str) -> dict[str, Answer]:
    one = policy(name)
    return {
        found.paragraph.row: found for found in assess(one, narrowed(reported.seen(), policy=one))
    }


def test_every_paragraph_of_the_codes_is_there_once() -> None:
    """CODE-63 and on are the Ombudsmen's schemes and manuals, no paragraphs of the Codes."""
    assert [one.row for one in paragraphs()] == [f"CODE-{n:02d}" for n in range(1, 63)]


def test_every_paragraph_is_answered_by_something() -> None:
    for one in paragraphs():
        assert one.lint or one.letter or one.check or one.role or one.person, one.row
        assert not one.letter or set(one.parts) <= set(get_args(Part)), one.row
        assert not one.lint or one.row in CODES, one.row
    assert {one.check for one in paragraphs() if one.check} == set(CHECKS)


@pytest.mark.parametrize("name", NAMES)
def test_every_policy_can_be_assessed_on_an_empty_record(reported: Reported, name: str) -> None:
    found = answers(reported, name)
    assert {one.answer for one in found.values()} <= {YES, PARTLY, NO, PERSON}
    assert all(one.evidence for one in found.values())
    # What `policy lint` finds is never told as kept.
    for departure in lint(policy(name)).departures:
        for row in (departure.row, *departure.also):
            if row in found:
                assert found[row].answer in (PARTLY, NO), row


def test_the_codes_own_policy_departs_from_nothing_of_its_own(reported: Reported) -> None:
    found = answers(reported, "complaint-handling-code")
    departing = {row: one.evidence for row, one in found.items() if one.answer == NO}
    assert departing == {}


@pytest.mark.parametrize(
    ("name", "row", "answer", "said"),
    [
        ("south-cambs-corporate", "CODE-19", YES, "keeps"),
        ("south-cambs-corporate", "CODE-18", NO, "informal step"),
        ("south-cambs-corporate", "CODE-34", NO, "Ombudsman's details"),
        ("south-cambs-2021", "CODE-31", NO, "no time for the acknowledgement"),
        ("brighton-hove", "CODE-41", NO, "to say why"),
        ("cambridge-city", "CODE-55", YES, "restructure"),
        ("brighton-hove", "CODE-12", PERSON, "staff"),
    ],
)
def test_a_paragraph_is_answered_from_the_policy(
    reported: Reported, name: str, row: str, answer: str, said: str
) -> None:
    found = answers(reported, name)[row]
    assert (found.answer, said in found.evidence) == (answer, True), found.evidence


def test_what_was_not_done_in_time_makes_it_partly_kept(reported: Reported) -> None:
    name = "south-cambs-corporate"
    assert answers(reported, name)["CODE-31"].answer == YES
    reported.fill(Seed.by_hand)
    found = answers(reported, name)["CODE-31"]
    assert found.answer == PARTLY
    # Of plain, further (after its day), late, new, still and withdrawn.
    assert "83% (5 of 6)" in found.evidence
    assert "acknowledged at stage 1: 83% (5 of 6)" in found.figures


def test_a_report_has_the_answers_counted(reported: Reported) -> None:
    report = reported.figures(reported.seen().period, "self_assessment")
    (section,) = report.parts[0].sections
    rows = section.tables[0].rows
    counted = Counter(row[3] for row in rows)
    assert [one.value for one in section.figures] == [counted[name] for name in (YES, PARTLY, NO, PERSON)]  # fmt: skip
    assert len(rows) == 2 * 62
