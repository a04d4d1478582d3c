"""Whatever is not known, a letter never shows the hole: no 'None', no empty heading, no gap."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.compose import compose, letter_names
from letters.samples import bare_facts, sample_facts
from tests.letters.reading import Page, amiss, said

# What the house always knows: who it is, and what day it is.
ALWAYS = frozenset(("council.name", "council.signature", "today"))


def _paths(facts: dict[str, Any], before: str = "") -> list[str]:
    inner = [
        path
        for name, fact in facts.items()
        if isinstance(fact, dict)
        for path in _paths(fact, f"{before}{name}.")
    ]
    return [path for path in (f"{before}{name}" for name in facts) if path not in ALWAYS] + inner


def _without(facts: dict[str, Any], paths: set[str], before: str = "") -> dict[str, Any]:
    return {
        name: None
        if f"{before}{name}" in paths
        else _without(fact, paths, f"{before}{name}.")
        if isinstance(fact, dict)
        else fact
        for name, fact in facts.items()
    }


@pytest.mark.parametrize("name", letter_names())
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_letter_shows_no_hole_whatever_is_not_known(name: str, data: st.DataObject) -> None:
    facts = sample_facts(name)
    paths = [path for path in _paths(facts) if path != "council"]
    absent = data.draw(st.sets(st.sampled_from(paths)))
    letter = compose(name, _without(facts, absent))
    assert amiss(letter.text) == []
    assert amiss(f"{letter.subject}\n") == []
    page = Page(letter.html)
    assert page.faults == []
    assert page.headings_without_words == []


@pytest.mark.parametrize("name", letter_names())
def test_one_missing_fact_at_a_time_leaves_no_hole(name: str) -> None:
    facts = sample_facts(name)
    for path in _paths(facts):
        if path == "council":
            continue
        letter = compose(name, _without(facts, {path}))
        assert amiss(letter.text) == [], path
        assert Page(letter.html).headings_without_words == [], path


@pytest.mark.parametrize("name", letter_names())
def test_a_letter_of_which_nothing_is_known_is_still_a_letter(name: str) -> None:
    letter = compose(name, bare_facts(name))
    assert amiss(letter.text) == []
    assert letter.subject
    assert said(" ".join(Page(letter.html).words)) == said(letter.text)
