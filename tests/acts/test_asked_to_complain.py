"""Somebody was asked whether to make it a complaint: one yes makes one, and what they write later is read as ever."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailroom.jobs.by_hand_confirm import offer
from mailroom.rules.offers import read_answer
from parsers.documents import Reader
from tests.acts.council import SAM, letters_to
from tests.acts.deciding import BEA, BY, Deciding, deciding
from tests.acts.replies import latest_to, replies


@pytest.fixture
def council(tmp_path: Path, reader: Reader) -> Iterator[Deciding]:
    """A council whose feedback becomes a complaint where its writer says so."""
    made = deciding(tmp_path, reader, "south-cambs-2021")
    yield made
    made.town.record.close()


def _asked(council: Deciding) -> EmailMessage:
    number = council.asks(BEA, "I was not happy with how long the queue was at the tip.")
    reference = council.register(number, kind="feedback")
    council.work()
    offer(council.town.house, reference, BY, "")
    council.work()
    return latest_to(council, BEA)


def _cases(council: Deciding) -> list[tuple[object, ...]]:
    return council.town.sql("select kind, parent_id from cases order by id")


def test_a_second_yes_makes_no_second_complaint(council: Deciding) -> None:
    question = _asked(council)
    replies(council, question, "Yes please.")
    council.town.days_pass(1)
    replies(council, question, "Yes please, as I said.")
    assert _cases(council) == [("complaint", None)]


@pytest.mark.parametrize(
    "text",
    [
        "No, nobody has rung me back. My bin is full and somebody has to come.",
        "Yes, that is right, thank you.",
    ],
)
def test_what_follows_in_the_same_thread_goes_to_whoever_deals_with_it(
    council: Deciding, text: str
) -> None:
    acknowledged = replies(council, _asked(council), "Yes please.")
    (letter,) = [one for one in acknowledged if BEA in str(one["To"])]
    council.town.days_pass(1)
    told = replies(council, letter, text)
    assert any(text.split(",")[1].strip()[:20] in one for one in letters_to(told, SAM))
    assert _cases(council) == [("complaint", None)]


def test_a_no_is_kept_and_one_that_wants_something_is_read_by_a_person(council: Deciding) -> None:
    question = _asked(council)
    replies(council, question, "No, but I still want somebody to ring me.")
    assert council.town.sql("select count(*) from incoming where state = 'HELD'") == [(1,)]
    replies(council, question, "No thank you.")
    assert council.town.sql("select count(*) from incoming where state = 'HELD'") == [(1,)]
    assert _cases(council) == [("feedback", None)]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("No thanks, I only thought that you should know.", "no"),
        ("No. When will somebody come?", ""),
        (f"No. {'It happened once more on Monday. ' * 9}", ""),
        ("Yes please", "yes"),
        ("Yes, but not now", ""),
    ],
)
def test_a_no_is_short_and_asks_for_nothing(text: str, answer: str) -> None:
    assert read_answer(text) == answer
