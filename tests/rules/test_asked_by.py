"""The day by which a letter asks for something."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.rules.officers_dates import find_deadline

TODAY = date(2026, 3, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Please let us have your comments by 30 April 2026.", date(2026, 4, 30)),
        ("Please reply by Thursday 30 April 2026", date(2026, 4, 30)),
        ("no later than the 1st May 2026", date(2026, 5, 1)),
        ("It was answered by 3 February 2026. Send the file before 30/04/2026.", date(2026, 4, 30)),
        ("Complained on 30 April 2026", None),
        ("by 31 February 2027", None),
        ("as soon as you can", None),
    ],
)
def test_the_day_that_a_letter_names(text: str, day: date | None) -> None:
    assert find_deadline(text, TODAY) == day
