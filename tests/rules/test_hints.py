"""A hint never hides a wording: whatever an expression matches holds one of its hints."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailroom.rules import triage
from mailroom.rules.hints import folded, grams_of, hints_of, keys_of, may_match
from mailroom.rules.similarity import fingerprint_of
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Words, propose
from mailroom.rules.vocabulary import Sign
from mailroom.rules.vocabulary_acts import ACTS
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_flags import FLAGS
from mailroom.rules.vocabulary_kinds import EVIDENCE

SIGNS = (*EVIDENCE, *ACTS, *EXCLUSIONS, *FLAGS)
# As many of each label as tell whether the reading of expressions holds: every one would take minutes.
SAMPLE = SIGNS[::6]
SERVICES = Services(
    (
        Offered("waste", words=("wheelie bin", "bin crew", "refuse")),
        Offered("tax", words=("council tax", "band d")),
        Offered("none"),
    )
)


@pytest.mark.parametrize(
    ("expression", "hints"),
    [
        (r"\b(?:formal(?:ly)? )?compla(?:int|ent)\b", ("compla",)),
        (r"(?:two|three|\d+) (?:time|week)s?", ("time", "week")),
        (r"\bwheelie\s+bin|bin\b", ("wheelie", "bin")),
        (r"(?:SEO|page 1)", ("page 1", "seo")),
        (r".", ()),
        (r"(?:a|\d)", ()),
        (r"x?y*", ()),
    ],
)
def test_hints_are_read_off_an_expression(expression: str, hints: tuple[str, ...]) -> None:
    assert hints_of(expression) == hints


def test_nearly_every_wording_has_hints_and_none_is_too_short_to_help() -> None:
    assert sum(not sign.hints for sign in SIGNS) <= 1
    assert sum(not sign.keys for sign in SIGNS) <= 0.05 * len(SIGNS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
@pytest.mark.parametrize("sign", SAMPLE, ids=lambda sign: sign.label)
def test_whatever_a_wording_matches_holds_one_of_its_hints(sign: Sign, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(sign.pattern))
    assert may_match(sign.hints, folded(text))
    assert not sign.keys or not sign.keys.isdisjoint(grams_of(folded(text)))


class Unhinted(Sign):
    """A sign that is searched for in every text."""

    hints = ()
    keys = frozenset()


def unhinted(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    return tuple(Unhinted(one.label, one.weight, one.expression) for one in signs)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_proposal_is_the_same_without_hints(data: st.DataObject) -> None:
    wordings = st.sampled_from(SAMPLE).flatmap(lambda sign: st.from_regex(sign.pattern))
    services = st.sampled_from(["Wheelie Bins", "a bin\ncrew", "COUNCIL TAX", "band d's", "robin"])
    text = " ".join(data.draw(st.lists(st.one_of(wordings, services), max_size=6)))
    words = Words(data.draw(wordings), text, form_service=data.draw(services))
    proposed = propose(words, SERVICES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(triage, "EVIDENCE", unhinted(EVIDENCE))
        patch.setattr(triage, "FLAGS", unhinted(FLAGS))
        assert propose(words, SERVICES) == proposed


def test_letters_that_an_expression_takes_for_the_same_are_the_same() -> None:
    text = "\u212a\u0131\u017f\u017f"  # the Kelvin sign, a dotless i, two long s
    assert re.search("kiss", text, re.IGNORECASE)
    assert may_match(hints_of("kiss"), folded(text))


@given(st.text())
def test_a_fingerprint_is_of_letters_and_digits_alone(text: str) -> None:
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    expected = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    assert fingerprint_of(text) == (expected if len(words) >= 60 else "")


def test_the_letters_looked_up_are_out_of_each_hint() -> None:
    assert keys_of(("complain", "moan")) == frozenset({"comp", "moan"})
    assert keys_of(("complain", "an")) == frozenset()
    assert keys_of(()) == frozenset()
