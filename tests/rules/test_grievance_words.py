"""The words of a grievance are heard where they say that something went wrong, and not where they deny it."""

from __future__ import annotations

import pytest

from mailroom.rules.hearing import EVIDENCE_HEARD, Words, hear, plain_words


def heard(text: str) -> dict[str, str]:
    return hear(EVIDENCE_HEARD, plain_words(Words("", text))).because


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("promised", "The mattress is by the garages and it's still there this evening."),
        ("promised", "If Thursday is better for you I can be in for you then."),
        ("promised", "I told the attendant which space I had used."),
        ("promised", "The owner of number nine was given planning permission in the spring."),
        ("unanswered", "The slab rocked but luckily nobody was hurt."),
        ("unanswered", "My aunt lives alone and she hasn't got a car."),
        ("unanswered", "I only want to be sure that it will not happen again."),
        ("remedy", "I do not expect the lines to be moved for my sake."),
        ("anger", "Two visits in a year, and I don't think that's unreasonable."),
        ("anger", "The charge is not unfair, I only ask how it is worked out."),
    ],
)
def test_what_is_not_said_is_not_heard(label: str, text: str) -> None:
    assert label not in heard(text)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("promised", "They then cancelled the visit by text."),
        ("promised", "You still insist that the parcel was delivered."),
        ("promised", "We were told that it would be Monday."),
        ("unanswered", "Nobody has been near the place."),
        ("unanswered", "My aunt is 90 and she hasn't got an answer from anyone."),
        ("remedy", "I expect the charge to be refunded and the lines moved."),
        ("anger", "I think that's outrageous."),
        ("anger", "It was heartbreaking to watch."),
    ],
)
def test_what_is_said_is_heard(label: str, text: str) -> None:
    assert label in heard(text)
