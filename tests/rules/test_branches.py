"""An expression's ways together find what the expression finds, and each is found by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rules.branches import branches
from mailroom.rules.vocabulary import Sign, first_of, signs
from mailroom.rules.vocabulary_acts import ACTS
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_flags import FLAGS
from mailroom.rules.vocabulary_following import FOLLOWING
from mailroom.rules.vocabulary_kinds import EVIDENCE

SIGNS = (*EVIDENCE, *ACTS, *EXCLUSIONS, *FLAGS, *FOLLOWING)


@pytest.mark.parametrize(
    ("expression", "ways"),
    [
        ("bins?", ["bins?"]),
        ("a bin|rubbish", ["a bin", "rubbish"]),
        (r"(?:my|our) bins?\b|tip", [r"my bins?\b", r"our bins?\b", "tip"]),
        ("(?:(?:my|our) (?:bin|tip)|it) stinks", ["my (?:bin|tip) stinks", "our (?:bin|tip) stinks", "it stinks"]),
        ("(?:my |our )?bin", ["(?:my |our )?bin"]),
        ("(?:a|b){2}", ["(?:a|b){2}"]),
        (r"[|(]x|\||\(", [r"[|(]x", r"\|", r"\("]),
        (r"[]|]x|[^]|]y", ["[]|]x", "[^]|]y"]),
        ("(?!no)(?:a|b)|c", ["(?!no)(?:a|b)", "c"]),
        ("(?<=x)y|(z)", ["(?<=x)y", "(z)"]),
        ("a|", ["a", ""]),
        ("(?:)x", ["(?:)x"]),
    ],
)  # fmt: skip
def test_an_expression_is_taken_apart(expression: str, ways: list[str]) -> None:
    assert ["".join(parts) for parts in branches(expression)] == ways


# A text in which the ways lie over each other.
LETTERS = st.text("ab cd", max_size=12)
EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "ab", "b?", "c+", "(?<!a)b", r"\b", "[ab]d", "d*?"]),
    lambda one: st.one_of(
        st.builds("".join, st.lists(one, min_size=1, max_size=3)),
        st.lists(one, min_size=1, max_size=4).map(lambda parts: f"(?:{'|'.join(parts)})"),
    ),
    max_leaves=12,
)


@given(EXPRESSIONS, LETTERS)
def test_the_ways_find_first_what_the_expression_finds_first(expression: str, text: str) -> None:
    for sign in (Sign("", 1.0, expression), *signs("", 1.0, expression)):
        hit = re.search(sign.expression, text)
        assert first_of(sign.ways, text) == (hit.span() if hit else None)


def test_no_wording_speaks_of_its_own_groups_by_number() -> None:
    # The second group of an expression may be the first of its way.
    assert not [sign for sign in SIGNS if re.search(r"\\\d|\(\?P|\(\?\(", sign.expression)]
