"""A mail asked part by part: what all of it says of a question, and what some part of it says otherwise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rules import certainty
from mailroom.rules.experience import ALWAYS, Answer, Experience
from mailroom.rules.second_look import NONE, in_a_part

SMALL = Experience(
    ("service:waste", "service:parking", "several:yes"),
    {ALWAYS: "10 0 0", "bin": "200 0 0", "permit": "0 200 0", "also": "0 0 100"},
)
FILLING = " ".join(["and"] * 30)
EACH = {"waste": "waste", "parking": "parking"}


def of_parts(low: str) -> list[str]:
    return [part.first for part in SMALL.ask_parts(low, "service")]


def test_each_part_is_asked_by_its_own_words() -> None:
    told = of_parts(f"bin bin {FILLING} permit permit")
    assert (told[0], told[-1]) == ("waste", "parking")
    # A note of a few words is one part, and of none there is none.
    assert of_parts("permit") == ["parking"]
    assert of_parts("") == []
    # Nothing is heard in what no word of tells anything, but what is heard in every mail.
    assert of_parts(FILLING) == ["waste", "waste"]


def test_parts_overlap_so_that_no_sentence_is_cut_by_all_of_them() -> None:
    for before in range(40):
        low = " ".join(["and"] * before + ["permit", "also"] + ["and"] * (40 - before))
        assert "parking" in of_parts(low)


def test_of_an_endless_mail_the_first_parts_are_asked() -> None:
    assert len(of_parts("and " * 100_000)) == len(of_parts("and " * 200_000))


def test_a_question_that_nobody_taught_has_no_answers() -> None:
    assert all(part.sums == {} for part in SMALL.ask_parts("bin", "kind"))


@given(st.text(max_size=400))
def test_any_text_has_parts_that_can_be_answered(text: str) -> None:
    for part in SMALL.ask_parts(text.lower(), "service"):
        assert sum(part.shares.values()) == pytest.approx(1.0)


def test_another_service_is_as_likely_as_in_the_part_that_speaks_loudest_for_it() -> None:
    whole = {"service": Answer({"waste": 2.0, "parking": 0.0, NONE: -3.0})}
    quiet, loud = Answer({"waste": 2.0, "parking": 0.0}), Answer({"waste": 0.0, "parking": 2.0})
    nobodys = Answer({"waste": 0.0, "parking": 0.0, NONE: 9.0})
    assert in_a_part(whole, [quiet, loud, nobodys], EACH) == loud.shares["parking"]
    assert in_a_part(whole, [], EACH) == 0.0
    one = {"waste": "streets", "parking": "streets"}
    assert in_a_part(whole, [quiet, loud], one) == 0.0


def test_two_services_are_the_likelier_the_more_speaks_for_them() -> None:
    shares = (0.0, 0.01, 0.2, 0.5, 0.9, 1.0)
    for fixed in shares:
        by_all = [certainty.of_several(one, fixed) for one in shares]
        by_a_part = [certainty.of_several(fixed, one) for one in shares]
        for low, high in (*pairwise(by_all), *pairwise(by_a_part)):
            assert 0.0 < low < high < 1.0
    assert certainty.of_several(0.01, 0.02) < 0.01
    assert certainty.of_several(0.5, 0.95) > 0.5 > certainty.of_several(0.02, 0.5)


def test_what_speaks_for_a_half_is_nothing() -> None:
    assert certainty.nats(0.5) == 0.0
    assert certainty.nats(0.0) == pytest.approx(-certainty.nats(1.0))
