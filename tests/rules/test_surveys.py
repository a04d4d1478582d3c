"""Replies to a survey, as residents write them."""

from __future__ import annotations

import pytest

from mailroom.rules.surveys import read_reply


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("4, 3, 5, 2", (4, 3, 5, 2)),
        ("4 3 5 2, thank you", (4, 3, 5, 2)),
        ("(4/3/5/2)", (4, 3, 5, 2)),
        ("1. 4\n2. 3\n3. 5\n4. 2\nThanks", (4, 3, 5, 2)),
        ("1) handling: 4\n2) informed: 3 (a call)\n3) process - 5\n4) speed: 2", (4, 3, 5, 2)),
        ("Handling: 4\nInformed: 3\nThe process: 5\nSpeed: 2\n\nHe rang at 3.", (4, 3, 5, 2)),
        ("4\n3\n5\n2", (4, 3, 5, 2)),
        ("4 out of 5\n3/5\n5\n2.", (4, 3, 5, 2)),
        ("4, 3, 5", ()),
        ("4, 3, 5, 2, 1", ()),
        ("All good.", ()),
        ("I rang 4 times in 3 weeks and was told 5 things by 2 people", ()),
        ("Handling: 10\nInformed: 3\nThe process: 5\nSpeed: 2", ()),
        ("", ()),
    ],
)
def test_scores_are_read_only_where_there_is_one_for_each_question(
    text: str, scores: tuple[int, ...]
) -> None:
    assert read_reply(text, 4).scores == scores


@pytest.mark.parametrize(
    ("text", "unhappy"),
    [
        ("4, 3, 5, 3", False),
        ("4, 3, 5, 2", True),
        ("5, 5, 5, 5\nI do not complain", False),
        ("I am still not happy with it", True),
        ("Very good, thank you", False),
    ],
)
def test_who_is_dissatisfied_is_told_by_scores_or_else_by_words(text: str, unhappy: bool) -> None:
    assert read_reply(text, 4).is_dissatisfied is unhappy
