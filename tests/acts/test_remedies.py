"""What was promised: reminded of before its day and after, done, or dropped with a word to the resident."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.acts import remedies
from mailroom.acts.ledger import Ledger
from mailroom.rules.workdays import Calendar
from store.states import CaseStatus
from tests.acts.conftest import Under
from tests.acts.council import ANSWER, JO, KIT, SAM, UNA, Council, letters_to, receipt

CALENDAR = Calendar()
BY = date(2026, 3, 3)
FORM = "LEARNING\n\nlessons: none\nactions: none"


def remind(council: Council) -> int:
    """The diary asks for what is due today."""
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.clock.now(), by="diary")
        written = remedies.remind_due(ledger, council.today)
        ledger.flush()
    return written


def promised(under: Under, policy: str = "south-cambs-corporate", owner: str = KIT) -> Council:
    """The answer promises a new bin."""
    council = under(policy)
    head = "ANSWER upheld\nRemedy: an apology\nAction: a new bin, by 3 March 2026, Sam Lee"
    council.says(owner, f"{head}\n\n{ANSWER}")
    return council


def test_it_is_reminded_of_before_its_day_and_once_more_when_late(under: Under) -> None:
    council = promised(under)
    council.says(KIT, FORM)
    # It outlives the case.
    assert council.file.case.status is CaseStatus.CLOSED
    on = []
    while council.today < date(2026, 3, 10):
        council.town.days_pass(1)
        if remind(council):
            on.append(council.today)
    assert on == [CALENDAR.before(BY, 2), date(2026, 3, 4)]
    told = [words for words in letters_to(council.work(), SAM) if "a new bin" in words]
    assert sorted("It was to be done by" in words for words in told) == [False, True]


def test_done_it_is_not_reminded_of(under: Under) -> None:
    council = promised(under)
    sent = council.says(KIT, "DONE: the new bin, delivered on 4 February")
    assert "marked as done: a new bin" in receipt(sent, KIT)
    assert [one.done_at is not None for one in council.promised] == [True, True]
    assert council.promised[1].done_by == KIT
    council.town.days_pass(40)
    assert remind(council) == 0
    assert letters_to(sent, UNA) == []


def test_of_several_things_the_one_meant_is_done(under: Under) -> None:
    council = promised(under)
    council.says(KIT, "Action: a letter to the crew, by 5 March 2026")
    before = council.as_it_is()
    told = receipt(council.says(KIT, "DONE"), KIT)
    assert "write its number after the word" in told
    assert "1: a new bin; 2: a letter to the crew" in told
    assert council.as_it_is() == before
    council.says(KIT, "DONE: 2")
    assert [(one.what, one.done_at is not None) for one in council.promised] == [
        ("an apology", True),
        ("a new bin", False),
        ("a letter to the crew", True),
    ]


def test_with_nothing_owed_nothing_is_done(under: Under) -> None:
    council = under("south-cambs-2021")
    before = council.as_it_is()
    assert "nothing is owed" in receipt(council.says(SAM, "DONE"), SAM)
    assert council.as_it_is() == before


def test_dropped_without_a_reason_it_stays_promised(under: Under) -> None:
    council = promised(under)
    before = council.as_it_is()
    sent = council.says(KIT, "DROP\na new bin")
    assert "no reason was given" in receipt(sent, KIT)
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


def telling(text: str) -> str:
    """The policy where residents are told of what is dropped."""
    return text.replace("[remedies]", "[remedies]\ntell_when_dropped = true", 1)


def test_dropped_the_resident_is_told_why_what_instead_and_of_the_ombudsman(under: Under) -> None:
    council = under("south-cambs-corporate", telling)
    head = "ANSWER upheld\nAction: a new bin, by 3 March 2026, Sam Lee"
    council.says(KIT, f"{head}\n\n{ANSWER}")
    text = "DROP\na new bin\nWhy: the maker has none\nInstead: sacks every week, by 10 March 2026, Sam Lee"
    sent = council.says(KIT, text)
    (to_una,) = letters_to(sent, UNA)
    for words in (
        "a new bin",
        "the maker has none",
        "sacks every week",
        "10 March 2026",
        "Ombudsman",
    ):
        assert words in to_una
    dropped, instead = council.promised
    assert (dropped.why, dropped.instead) == ("the maker has none", "sacks every week")
    assert (instead.by_on, instead.owner_email) == (date(2026, 3, 10), SAM)
    council.town.days_pass(35)
    assert remind(council) == 1
    assert [one.reminded_on is not None for one in council.promised] == [False, True]


def test_without_that_rule_of_the_policy_the_resident_is_not_written_to(under: Under) -> None:
    council = promised(under)
    sent = council.says(KIT, "DROP\na new bin\nWhy: the maker has none")
    assert letters_to(sent, UNA) == []
    assert council.promised[1].dropped_at is not None


@pytest.mark.parametrize("who", [SAM, JO])
def test_a_reminder_goes_to_the_owner_or_where_nobody_has_it_to_the_coordinators(
    under: Under, who: str
) -> None:
    council = promised(under)
    if who == JO:
        council.town.sql("update actions set owner_email = 'gone@ashford.example' where id = 2")
    council.town.days_pass(28)
    assert remind(council) == 1
    assert any("a new bin" in words for words in letters_to(council.work(), who))


def test_news_goes_to_the_resident_and_a_heading_does_not(under: Under) -> None:
    council = under("south-cambs-2021")
    assert letters_to(council.says(SAM, "Update\n\nShe rang again, sigh."), UNA) == []
    sent = council.says(SAM, "UPDATE\n\nThe crew will come on Friday.")
    (to_una,) = letters_to(sent, UNA)
    assert "The crew will come on Friday." in to_una
    assert "sent your news to una@home.example" in receipt(sent, SAM)
    assert council.stage.answered_at is None


def test_money_is_recorded_with_who_allowed_it(under: Under) -> None:
    council = under("brighton-hove")
    line = "Remedy: compensation of £50, by 3 March 2026, Sam Lee, allowed by Kit Roe"
    council.says(SAM, f"ANSWER upheld\n{line}\n\n{ANSWER}")
    (one,) = council.promised
    assert (one.amount, one.allowed_by, one.by_on) == ("£50", "Kit Roe", BY)
    assert one.kind == "compensation"
