"""`policy lint`: what policy_comparison.md, section 5, lists for each policy is told, and nothing of the Codes' own."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from mailroom.commands.policy import policy
from mailroom.rules.policy import find_policies, load_policy, read_policy
from mailroom.rules.policy_lint import lint, lint_page

# Each departure that the comparison lists, with the row and a word that tells it.
LISTED = [
    ("south-cambs-corporate", "CODE-18", "informal step"),
    ("south-cambs-corporate", "CODE-34, CODE-45", "Ombudsman's details"),
    ("south-cambs-corporate", "CODE-33", "how far the answer of Stage 1"),
    ("south-cambs-corporate", "CODE-44", "how far the answer of Stage 2"),
    ("south-cambs-corporate", "CODE-14", "sends everybody to the Local Government"),
    ("brighton-hove", "CODE-18", "24 hours"),
    ("brighton-hove", "CODE-41", "to say why"),
    ("brighton-hove", "CODE-19", "refer a request for stage 2 back"),
    ("brighton-hove", "CODE-07", "only intended"),
    ("brighton-hove", "CODE-29", "no day on which a restriction"),
    ("south-cambs-housing", "CODE-19", "designated person"),
    ("south-cambs-housing", "CODE-64", "designated person"),
    ("south-cambs-housing", "CODE-38", "at Stage 1 be given without writing"),
    ("south-cambs-2021", "CODE-31", "no time for the acknowledgement of Stage 1"),
    ("south-cambs-2021", "CODE-40", "no time for the acknowledgement of Stage 2"),
    ("south-cambs-2021", "CODE-01", "requires a response"),
    ("south-cambs-2021", "CODE-01", "without a name"),
    ("south-cambs-2021", "CODE-64", "designated person"),
    ("cambridge-city", "CODE-08", "the day the matter arose only"),
    ("cambridge-city", "CODE-67", "cannot investigate"),
]
# What complies, or is stricter, by the comparison.
NOT_SAID = [
    ("south-cambs-corporate", "CODE-31"),
    ("south-cambs-corporate", "CODE-32"),
    ("south-cambs-corporate", "CODE-43"),
    ("brighton-hove", "CODE-31"),
    ("cambridge-city", "CODE-43"),
    ("cambridge-city", "CODE-34"),
    ("cambridge-city", "CODE-18"),
    ("cambridge-city", "CODE-41"),
    ("south-cambs-2021", "CODE-18"),
    ("south-cambs-2021", "CODE-33"),
]


@pytest.mark.parametrize(("name", "rows", "words"), LISTED)
def test_what_the_comparison_lists_is_told(name: str, rows: str, words: str) -> None:
    found = lint(load_policy(find_policies()[name])).departures
    assert [one for one in found if one.rows == rows and words in one.policy]


@pytest.mark.parametrize(("name", "row"), NOT_SAID)
def test_what_complies_is_not_told(name: str, row: str) -> None:
    found = lint(load_policy(find_policies()[name])).departures
    assert not [one for one in found if row in one.rows]


def test_the_codes_do_not_depart_from_themselves() -> None:
    policy = load_policy(find_policies()["complaint-handling-code"])
    assert lint(policy).departures == ()
    assert "nothing departs" in lint_page(policy)


CODE = find_policies()["complaint-handling-code"].read_text()


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ('within = "5 working days"', 'within = "8 working days"', "CODE-31"),
        ('within = "10 working days"', 'within = "15 calendar days"', "CODE-32"),
        ('within = "20 working days"', 'within = "5 weeks"', "CODE-43"),
        ('max = "10 working days"', 'max = "3 weeks"', "CODE-33"),
        ('max = "20 working days"', 'max = "2 months"', "CODE-44"),
        ("ombudsman_details = true", "ombudsman_details = false", "CODE-45"),
        ('basis = "issue_or_awareness"', 'basis = "issue"', "CODE-08"),
    ],
)
def test_a_clock_that_is_longer_than_the_codes_is_told(old: str, new: str, row: str) -> None:
    assert old in CODE
    found = lint(read_policy(CODE.replace(old, new, 1).encode(), "own")).departures
    assert [one for one in found if row in one.rows]


def test_two_weeks_are_ten_working_days() -> None:
    text = CODE.replace('within = "10 working days"', 'within = "14 calendar days"', 1)
    found = lint(read_policy(text.encode(), "own")).departures
    assert not [one for one in found if one.row == "CODE-32"]


def test_the_command_prints_the_row_and_both_sayings() -> None:
    result = CliRunner().invoke(policy, ["lint", "brighton-hove"])
    assert result.exit_code == 0
    for words in (
        "CODE-41 (HO 6.12)",
        "The Code: nobody has to give",
        "This policy: it asks whoever",
    ):
        assert words in result.stdout
