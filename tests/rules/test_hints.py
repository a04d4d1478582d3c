"""A hint never hides a wording: whatever an expression matches holds one of its hints."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailroom.rules import triage
from mailroom.rules.hints import Letters, folded, needs_of
from mailroom.rules.similarity import fingerprint_of
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Words, propose
from mailroom.rules.vocabulary import Sign, Way, Wordings, first_of, signs
from mailroom.rules.vocabulary_acts import ACTS
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_flags import FLAGS
from mailroom.rules.vocabulary_kinds import EVIDENCE

SIGNS = (*EVIDENCE, *ACTS, *EXCLUSIONS, *FLAGS)
# As many of each label as tell whether the reading of expressions holds: every one would take minutes.
SAMPLE = SIGNS[::6]
# An expression with look-aheads costs the generator of texts many tries.
HEALTH = (HealthCheck.too_slow, HealthCheck.filter_too_much)
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
    assert needs_of(expression)[:1] == ((hints,) if hints else ())


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        (r"nobody (?:has )?(?:rung|called)", (("nobody ",), ("called", "rung"))),
        (r"(?:a|b)x{2,}\d*fly.?tip", (("fly",), ("tip",))),
        (r"(?:no|not any)? reply", ((" reply",),)),
        (r"(?:the cat|a dog|\w+)", ()),
        (r"f\*+", (("f*",),)),
    ],
)
def test_what_an_expression_needs_is_some_of_each(
    expression: str, needs: tuple[tuple[str, ...], ...]
) -> None:
    assert needs_of(expression) == needs


def perhaps_in(sign: Sign, text: str) -> bool:
    wordings = Wordings([sign])
    held = Letters(wordings.hints).held_in(folded(text))
    return [one for one, _ in wordings.perhaps_in(held)] == [sign]


def test_no_wording_is_looked_for_that_lacks_one_of_what_it_needs() -> None:
    sign = Sign("waiting", 1.0, r"nobody (?:has )?(?:rung|called)")
    assert perhaps_in(sign, "Nobody has CALLED")
    assert not perhaps_in(sign, "nobody has answered")
    assert not perhaps_in(sign, "somebody has called")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("again and again", (0, 5)),
        ("bargain, again", (9, 14)),
        ("bargain_again against", (14, 19)),
        ("_again", None),
        ("\u00e9again 1again", None),
        ("-again", (1, 6)),
    ],
)
def test_a_wording_begins_where_a_word_does(text: str, at: tuple[int, int] | None) -> None:
    [sign] = signs("again", 1.0, "again?")
    assert first_of(sign.ways, text) == at
    assert (hit.span() if (hit := re.search(sign.expression, text)) else None) == at


def test_nearly_every_wording_has_hints_and_none_is_too_short_to_help() -> None:
    ways = [way for sign in SIGNS for way in sign.ways]
    assert sum(not way.needs for way in ways) <= 1
    hints = {hint for way in ways for need in way.needs[:1] for hint in need}
    assert sum(len(hint) < 4 for hint in hints) <= 0.15 * len(hints)


@settings(max_examples=40, deadline=None, suppress_health_check=HEALTH)
@given(st.data())
@pytest.mark.parametrize("sign", SAMPLE, ids=lambda sign: sign.label)
def test_whatever_a_wording_matches_holds_one_of_its_hints(sign: Sign, data: st.DataObject) -> None:
    pattern = re.compile(sign.expression)
    text = data.draw(st.from_regex(pattern))
    assert perhaps_in(sign, text)
    hit = pattern.search(text)
    assert hit
    assert first_of(sign.ways, text) == hit.span()


class Whole(Sign):
    """A sign that is searched for in every text, and not by its ways."""

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        return (Unhinted((self.expression,), anywhere=True),)


class Unhinted(Way):
    needs = ()


def unhinted(signs: tuple[Sign, ...]) -> Wordings:
    return Wordings(Whole(one.label, one.weight, one.expression) for one in signs)


@settings(max_examples=40, deadline=None, suppress_health_check=HEALTH)
@given(st.data())
def test_a_proposal_is_the_same_without_hints(data: st.DataObject) -> None:
    wordings = st.sampled_from(SAMPLE).flatmap(
        lambda sign: st.from_regex(re.compile(sign.expression))
    )
    services = st.sampled_from(["Wheelie Bins", "a bin\ncrew", "COUNCIL TAX", "band d's", "robin"])
    text = " ".join(data.draw(st.lists(st.one_of(wordings, services), max_size=6)))
    words = Words(data.draw(wordings), text, form_service=data.draw(services))
    proposed = propose(words, SERVICES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(triage, "EVIDENCE_HEARD", unhinted(EVIDENCE))
        patch.setattr(triage, "FLAGS_HEARD", unhinted(FLAGS))
        assert propose(words, SERVICES) == proposed


def test_an_expression_in_parts_needs_what_each_of_them_does() -> None:
    assert needs_of("nobody ", "(?:has )?(?:rung|called)") == (("nobody ",), ("called", "rung"))


def test_letters_that_an_expression_takes_for_the_same_are_the_same() -> None:
    text = "\u212a\u0131\u017f\u017f"  # the Kelvin sign, a dotless i, two long s
    assert re.search("kiss", text, re.IGNORECASE)
    assert perhaps_in(Sign("", 1.0, "kiss"), text)


@given(st.text())
def test_a_fingerprint_is_of_letters_and_digits_alone(text: str) -> None:
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    expected = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    assert fingerprint_of(text) == (expected if len(words) >= 60 else "")


# Where a hint says one letter again and again, the text has to say it as often.
HINTS = (
    "complain", "moan", "again ", "bin", "an", "f*", "\u00e9t\u00e9", "ing t", "x", "!!!", "oooooh", "ooooo", "oo",
)  # fmt: skip


@given(st.lists(st.sampled_from((*HINTS, " ", "ing", "gain", "!", "o", "n", "\ud83d", "\u00e9"))))
def test_the_letters_found_are_those_that_stand_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert Letters(HINTS).held_in(text) == {hint for hint in HINTS if hint in text}
