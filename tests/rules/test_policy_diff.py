"""What `policy diff` tells: each change in words, to whom it matters, both ways, and nothing where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailroom.commands.policy import policy
from mailroom.rules.policy import Policy, find_policies, load_policy, read_policy
from mailroom.rules.policy_diff import KEPT, Difference, diff_page, differences
from mailroom.rules.policy_diff_words import Audience

NAMES = sorted(find_policies())
TEXT = find_policies()["south-cambs-corporate"].read_text()


def changed(*pairs: tuple[str, str]) -> Policy:
    """The corporate policy with words replaced."""
    text = TEXT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    # As a kept text is read: one changed word need not agree with all others here.
    return read_policy(text.encode(), "south-cambs-corporate", kept=True)


def told(*pairs: tuple[str, str]) -> list[Difference]:
    return [*differences(changed(), changed(*pairs))]


@pytest.mark.parametrize(
    ("old", "new", "audience", "section", "line"),
    [
        ('anchor = "acknowledgement"  # S000-24', 'anchor = "receipt"', Audience.RESIDENTS, "Stage 1",
         "answer: 10 working days of the acknowledgement -> 10 working days of receipt"),
        ('within = "3 working days"   # S000-21', 'within = "2 working days"', Audience.RESIDENTS,
         "Stage 1", "acknowledgement: 3 working days of receipt -> 2 working days of receipt"),
        ('anonymous = "register"', 'anonymous = "decline"', Audience.RESIDENTS, "What is registered",
         "a complaint whose writer cannot be reached: registered -> declined"),
        ("ombudsman_details = false", "ombudsman_details = true", Audience.RESIDENTS,
         "When an answer is late",
         "the Ombudsman's details in every letter that moves a date: no -> yes"),
        ('owner_role = "head"                         # S000-22', 'owner_role = "manager"',
         Audience.OFFICERS, "Stage 1", "who answers (role): head -> manager"),
        ('before = ["2 working days"]', 'before = ["5 working days"]', Audience.OFFICERS, "Reminders",
         "before: 2 working days -> 5 working days"),
        ('review_within = "12 months"         # House, as A001-12', 'review_within = "6 months"',
         Audience.COORDINATORS, "Restricted contact", "looked at again within: 12 months -> 6 months"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_one_line_to_whom_it_matters(
    old: str, new: str, audience: Audience, section: str, line: str
) -> None:
    (one,) = [one for one in told((old, new)) if str(one) == line]
    assert (one.audience, one.section) == (audience, section)


def test_what_is_new_or_gone_is_told_by_name() -> None:
    text = TEXT.replace('code = "councillor_conduct"', 'code = "members_conduct"')
    found = [str(one) for one in differences(changed(), read_policy(text.encode(), "x"))]
    assert "councillor conduct: no longer: The conduct of a councillor" in found
    assert "members conduct: new: The conduct of a councillor" in found


def test_a_stage_that_goes_is_told_with_its_answer() -> None:
    start = TEXT.index("[stages.3]")
    text = TEXT[:start] + TEXT[TEXT.index("[reminders]") :]
    external = read_policy(text.encode(), "x", kept=True)
    (one,) = [one for one in differences(changed(), external) if one.section == "Stage 3"]
    assert one.after is None
    assert "28 calendar days of the notification" in str(one.before)


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_does_not_differ_from_itself(name: str) -> None:
    one = load_policy(find_policies()[name])
    assert differences(one, one) == ()
    assert diff_page(one, one) == "No difference."


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_both_ways_tell_the_same(name: str, other: str) -> None:
    one, two = (load_policy(find_policies()[each]) for each in (name, other))
    there = {(d.section, d.label, d.before, d.after) for d in differences(one, two)}
    back = {(d.section, d.label, d.after, d.before) for d in differences(two, one)}
    assert there == back
    assert bool(there) == (name != other)
    page = diff_page(one, two)
    for traces in ("Duration(", "None", "True", "False", "=<"):
        assert traces not in page


def test_the_page_says_that_open_cases_keep_their_policy() -> None:
    page = diff_page(changed(), changed(("10 working days", "12 working days")))
    assert " ".join(KEPT.split()) in " ".join(page.split())
    assert page.index("For residents") < page.index("Stage 1")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(policy, [str(word) for word in words])


def test_the_command_takes_names_and_files_and_exits_as_diff_does(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(TEXT.replace('"20 working days"', '"15 working days"'))
    same = run("diff", "cambridge-city", "cambridge-city")
    assert (same.exit_code, same.stdout) == (0, "No difference.\n")
    other = run("diff", "south-cambs-corporate", file)
    assert other.exit_code == 1
    assert "20 working days of the acknowledgement -> 15 working" in " ".join(other.stdout.split())
    file.write_text("title = 7\n")
    for wrong in ("nowhere", file):
        assert run("diff", "cambridge-city", wrong).exit_code == 2
