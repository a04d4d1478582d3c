"""While an Ombudsman waits: the day, how long there is, and the pack are named where a coordinator looks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mailroom.acts.enquiries import Enquiry, days_left, in_words
from parsers.documents import Reader
from tests.acts.council import JO
from tests.packs.casework import NOTICE
from tests.requirements.district import District, district, to

__all__ = ["Reader", "district"]

DUE = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (28, "28 days left"),
        (1, "1 day left"),
        (0, "due today"),
        (-1, "1 day late"),
        (-40, "40 days late"),
    ],
)
def test_how_long_there_is_is_said_in_days(days: int, words: str) -> None:
    assert days_left(DUE, DUE - timedelta(days=days)) == words


@pytest.mark.parametrize(
    ("due_on", "their_day", "words"),
    [
        (DUE, None, "due on Tuesday 3 March 2026: 12 days left."),
        (
            DUE,
            date(2026, 2, 27),
            "due on Friday 27 February 2026: 8 days left. That is the day that their letter",
        ),
        (
            DUE,
            date(2026, 3, 10),
            "12 days left. That is the policy's own day; their letter asks for it by Tuesday 10",
        ),
        (None, date(2026, 2, 27), "due on Friday 27 February 2026: 8 days left."),
        (None, None, "No day is set for the answer."),
    ],
)
def test_the_earlier_of_the_two_days_counts(
    due_on: date | None, their_day: date | None, words: str
) -> None:
    asked = Enquiry("Ombudsman", "25 1", date(2026, 2, 3), due_on, their_day, None, "Kit Roe")
    said = in_words(asked, date(2026, 2, 19))
    assert words in said
    assert said.startswith(
        "The Ombudsman asked about this on Tuesday 3 February 2026 (their reference 25 1)."
    )


def test_what_was_answered_is_owed_no_more() -> None:
    asked = Enquiry("Ombudsman", "", date(2026, 2, 3), DUE, None, date(2026, 2, 20), "Kit Roe")
    assert in_words(asked, DUE).endswith("We answered on Friday 20 February 2026.")


def test_the_coordinators_letter_and_their_daily_word_name_the_day_and_the_pack(
    district: District,
) -> None:
    district.complain()
    reference = district.reference()
    sent = district.writes("team@lgo.org.uk", f"About {reference}", NOTICE)
    notice = to(sent, JO, "Ombudsman")
    assert f"mailroom case pack {reference} --out FOLDER" in notice
    assert "mailroom case pack" not in to(sent, "kit.roe@ashford.example")
    # Something has waited since the day before, so that there is a daily word.
    district.writes("bo@home.example", "bins", "Bins again. I did tell somebody.")
    district.town.days_pass(1)
    word = to(district.work(), JO)
    assert f"{reference}: Kit Roe, by Tuesday 3 March 2026: 27 days left" in word
    assert f"mailroom case pack {reference} --out FOLDER" in word
