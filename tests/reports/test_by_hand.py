"""Each figure of a quarter with fifteen cases, counted by hand from `Seed.by_hand`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mailroom.reports.figures import Report, Share
from tests.reports.conftest import council, rows, value
from tests.reports.seed import Seed


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Report:
    with council(tmp_path_factory.mktemp("quarter"), migrated_file) as one:
        one.fill(Seed.by_hand)
        return one.figures()


def pair(found: object) -> tuple[int, int]:
    assert isinstance(found, Share)
    return found.count, found.of


@pytest.mark.parametrize(
    ("block", "name", "expected"),
    [
        # plain, further, late, new, still, withdrawn, refused, grown
        ("volume", "complaints", 8),
        ("volume", "anonymous", 1),
        ("volume", "informal", 1),
        ("volume", "comments", 1),
        ("volume", "compliments", 1),
        ("volume", "service_requests", 1),
        ("volume", "feedback", 1),
        ("volume", "other", 0),
        ("volume", "total", 14),
        ("volume", "complaints_before", 1),
        ("timeliness", "in_time_extended", 1),  # further
        ("timeliness", "answered_after", 2),  # further at stage 2, before
        ("timeliness", "still_owed", 1),  # late
        ("timeliness", "not_counted", 2),  # still, withdrawn
        # 10 plain, 20 and 22 further, 9 anonymous, 10 grown, 9 before (25, 26 December and 1 January are holidays)
        ("days_taken", "average", 13.3),
        ("days_taken", "median", 10.0),
        ("extensions", "times", 1),
        ("outcomes", "not_recorded", 1),  # before
        ("escalations", "declined", 1),
        ("refused", "refused", 2),
        ("refused", "exceptions", 1),
        ("remedies", "promised", 3),
        ("remedies", "dropped", 0),
        ("overdue_actions", "overdue", 1),  # the tap of grown
        ("learning", "returned", 2),
        ("recommendations", "recommendations", 1),
        ("compliments", "compliments", 1),
        ("compliments", "nominations", 1),
        ("comments", "asked", 1),
        ("service_requests", "became_complaints", 1),  # grown
        ("discrimination", "complaints", 1),
        ("ombudsman", "notices", 1),
        ("survey", "sent", 2),
        ("anonymous", "complaints", 1),
        ("anonymous", "looked_into", 1),
        ("anonymous", "feedback", 1),
        ("feedback", "unsigned", 1),
        ("restricted_contact", "requests", 2),
        ("restricted_contact", "granted", 1),
        ("restricted_contact", "in_force", 1),
        ("restricted_contact", "to_review", 0),
        # further, late, new, still, grown
        ("open_cases", "open", 5),
        # late; in still the clock stands still
        ("open_cases", "late", 1),
    ],
)  # fmt: skip
def test_a_figure_is_what_is_counted_by_hand(
    report: Report, block: str, name: str, expected: float
) -> None:
    assert value(report, block, name) == expected


@pytest.mark.parametrize(
    ("block", "name", "expected"),
    [
        # All but further at stage 1; anonymous, refused and informal are not among them.
        ("timeliness", "acknowledged_in_time", (7, 8)),
        # plain, further at stage 1, anonymous, grown; not: further at stage 2, before, late.
        ("timeliness", "answered_in_time", (4, 7)),
        ("extensions", "extended", (1, 6)),
        ("escalations", "escalated", (2, 5)),  # further, and grown, which went to the Ombudsman
        ("outcomes", "upheld", (3, 5)),
        ("remedies", "kept", (1, 2)),
        ("recommendations", "carried_out", (1, 1)),
        ("comments", "replied_in_time", (1, 1)),
        ("ombudsman", "answered_in_time", (1, 1)),
        ("survey", "returned", (1, 2)),
    ],
)
def test_a_share_is_what_is_counted_by_hand(
    report: Report, block: str, name: str, expected: tuple[int, int]
) -> None:
    assert pair(value(report, block, name)) == expected


def test_the_months_are_told_apart(report: Report) -> None:
    # complaints, anonymous, informal, comments, compliments, requests, feedback, other, total
    assert rows(report, "volume", "by_month") == [
        ("Jan 2026", 3, 0, 0, 1, 1, 1, 0, 0, 6),
        ("Feb 2026", 2, 1, 0, 0, 0, 0, 1, 0, 4),
        ("Mar 2026", 3, 0, 1, 0, 0, 0, 0, 0, 4),
    ]
    assert rows(report, "volume", "stages_by_month") == [
        ("Jan 2026", 3, 0, 0),
        ("Feb 2026", 3, 1, 0),
        ("Mar 2026", 3, 0, 1),
    ]
    assert rows(report, "volume", "by_channel") == [("email", 8), ("telephone", 1)]


def test_the_stages_are_told_apart(report: Report) -> None:
    # number, opened, answered, not answered at the end of the period
    assert [row[1:] for row in rows(report, "by_stage", "stages")] == [
        (1, 9, 5, 3),
        (2, 1, 1, 0),
        (3, 1, 1, 0),
    ]
    answers = [(row[1], pair(row[2]), *row[3:]) for row in rows(report, "timeliness", "answers")]
    # due, in time, of them extended, after, owed
    assert answers == [(6, (4, 6), 1, 1, 1), (1, (0, 1), 0, 1, 0)]
    assert rows(report, "outcomes", "by_stage")[0][1:] == (2, 1, 1, 1, 5)


def test_services_areas_and_categories_are_told_apart(report: Report) -> None:
    services = rows(report, "by_service", "services")
    # complaints, of them anonymous, answers
    assert [row[:4] for row in services] == [
        ("Housing repairs", 2, 1, 2),
        ("Planning", 3, 0, 0),
        ("Waste", 4, 0, 4),
    ]
    # In time: anonymous and grown of two; none of one; plain and further of four.
    assert [pair(row[4]) for row in services] == [(2, 2), (0, 1), (2, 4)]
    assert [pair(row[5]) for row in services] == [(1, 2), (0, 0), (2, 3)]
    areas = {row[0]: row[1] for row in rows(report, "by_area", "areas")}
    assert areas == {"Environment": 7, "Homes": 2}
    about = {row[0]: row[1] for row in rows(report, "by_category", "categories")}
    assert about == {"Delay": 1, "Missed collection": 1, "Not recorded": 7}


def test_themes_stand_beside_the_time_before(report: Report) -> None:
    assert ("Waste", 4, 1) in rows(report, "themes", "services")
    assert ("Staff behaviour", 1, 0) in rows(report, "themes", "marks")


def test_refusals_are_counted_by_ground(report: Report) -> None:
    assert rows(report, "refused", "by_code") == [
        ("court", "Court", 1, 0, 0),
        ("nothing_new", "Nothing new", 0, 1, 0),
        ("too_old", "Too old", 1, 0, 1),
    ]
    assert ("Refused", 1) in rows(report, "outcomes", "closed")
    assert ("Settled on the spot", 1) in rows(report, "outcomes", "closed")


def test_remedies_are_counted_by_code_and_what_is_late_is_listed(report: Report) -> None:
    assert [row[1:] for row in rows(report, "remedies", "by_kind")] == [
        ("", 1, 1, 0),
        ("apology", 1, 1, 0),
        ("repair", 1, 0, 0),
    ]
    (late,) = rows(report, "overdue_actions", "list")
    assert (late[0], late[2], late[4]) == (date(2026, 3, 20), "Housing repairs", "Max Dean")


def test_a_recommendation_is_as_far_as_the_dated_actions_of_its_case(report: Report) -> None:
    (row,) = rows(report, "recommendations", "recommendations")
    assert row[-1] == "carried out"


def test_scores_are_told_by_question(report: Report) -> None:
    scores = rows(report, "survey", "scores")
    assert [(row[0], row[3]) for row in scores] == [(1, 4.0), (2, 3.0), (3, 5.0), (4, 2.0)]
    assert "quickly" in str(scores[3][1])


def test_the_ombudsmans_case_is_told_with_their_reference_and_our_day(report: Report) -> None:
    (row,) = rows(report, "ombudsman", "cases")
    assert row[1] == "HO 77"
    assert row[4:7] == (date(2026, 3, 10), date(2026, 3, 24), date(2026, 3, 20))


def test_the_log_of_restrictions_has_requests_that_were_not_granted(report: Report) -> None:
    assert [row[3] for row in rows(report, "restricted_contact", "log")] == ["granted", "not granted"]  # fmt: skip


def test_open_complaints_stand_under_who_answers_for_them(report: Report) -> None:
    assert rows(report, "open_cases", "by_service") == [
        ("Housing repairs", "Max Dean", 1, 0),
        ("Planning", "Pat Low", 2, 1),
        ("Waste", "Kit Roe", 2, 0),
    ]
    standing = [row[6] for row in rows(report, "open_cases", "list")]
    waits = "waits for the complainant"
    assert standing == ["answered, not closed", "late", "in time", "answered, not closed", waits]
