"""What keeps a complaint open, for each condition that a policy can have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.rules.closing import ClosingFacts, Promised, lacks, needs_of, wanted
from mailroom.rules.policy import Policy, built_in_folder, load_policy

POLICY = load_policy(built_in_folder() / "complaint-handling-code.toml")
FULL = ClosingFacts(
    answered=True,
    channel="written",
    told=True,
    copied=True,
    outcome="upheld",
    promised=(Promised("a bin", dated=True, settled=False),),
    contacted=True,
    learnt=frozenset(("learning", "cause", "recommendation")),
    form_returned=True,
)
SPOKEN = replace(FULL, channel="telephone", noted=True)


def with_needs(*needs: str, **more: object) -> Policy:
    """The Code's policy with such conditions."""
    closure = POLICY.closure.model_copy(
        update={"needs": needs, "when": "response", "learning_form": "none", **more}
    )
    return POLICY.model_copy(update={"closure": closure})


@pytest.mark.parametrize(
    ("need", "facts", "why"),
    [
        ("answer", replace(FULL, answered=False), "has not been answered"),
        ("written_answer", SPOKEN, "no answer in writing"),
        ("written_answer", replace(SPOKEN, reachable=False), ""),
        ("written_answer", replace(FULL, channel=""), ""),
        ("note_of_call", replace(SPOKEN, noted=False), "no note"),
        ("note_of_call", replace(FULL, noted=False), ""),
        ("right_told", replace(SPOKEN, told=False), "still dissatisfied"),
        ("right_told", replace(FULL, told=False, reachable=False), ""),
        ("copy", replace(FULL, copied=False), "no copy"),
        ("outcome", replace(FULL, outcome=""), "whether the complaint was upheld"),
        ("outcome", replace(FULL, outcome="not"), ""),
        ("remedy", replace(FULL, promised=()), "put it right"),
        ("remedy", replace(FULL, promised=(), outcome="partly"), "put it right"),
        ("remedy", replace(FULL, promised=(), outcome="not"), ""),
        ("remedy", replace(FULL, promised=(), nothing_to_put_right=True), ""),
        (
            "dated_action",
            replace(FULL, promised=(Promised("a bin", dated=False, settled=False),)),
            "is to be done: a bin",
        ),
        (
            "dated_action",
            replace(FULL, promised=(Promised("sorry", dated=False, settled=True),)),
            "",
        ),
        ("dated_action", replace(FULL, promised=()), "put it right"),
        ("contact_date", replace(FULL, contacted=False, told=False), "which day"),
        ("contact_date", replace(FULL, contacted=False), ""),
        ("contact_date", replace(SPOKEN, contacted=False, told=False), ""),
        ("contact_date", replace(FULL, contacted=False, told=False, reachable=False), ""),
        ("action", replace(FULL, promised=()), "what action was agreed"),
        ("action", replace(FULL, promised=(), nothing_to_put_right=True), ""),
        (
            "learning",
            replace(FULL, learnt=frozenset(), form_returned=False),
            "nothing to learn",
        ),
        ("learning", replace(FULL, learnt=frozenset()), ""),
        (
            "cause_and_recommendation",
            replace(FULL, learnt=frozenset(("cause",))),
            "recorded the recommendation",
        ),
        (
            "cause_and_recommendation",
            replace(FULL, learnt=frozenset()),
            "the cause and the recommendation",
        ),
        ("learning_form", replace(FULL, form_returned=False), "learning form has not come"),
        ("learning_form", replace(FULL, form_returned=False, form_wanted=False), ""),
        ("duties", replace(FULL, duties=("ring her",)), "done first: ring her"),
    ],
)
def test_each_condition_is_asked_where_the_policy_has_it_and_nowhere_else(
    need: str, facts: ClosingFacts, why: str
) -> None:
    found = lacks(with_needs(need), facts)
    assert len(found) == (1 if why else 0)
    assert all(why in words for words in found)
    assert lacks(with_needs(need), FULL) == ()
    if need not in ("answer", "duties"):
        assert lacks(with_needs(), facts) == ()


def test_a_policy_silent_on_it_wants_the_answer_and_no_duty_open() -> None:
    assert needs_of(with_needs()) == ("answer", "duties")


def test_a_gate_and_a_recorded_outcome_are_conditions_too() -> None:
    assert "learning_form" in needs_of(with_needs(learning_form="gate"))
    assert "learning_form" not in needs_of(with_needs(learning_form="task"))
    assert "outcome" in needs_of(with_needs(when="outcome_recorded"))


def test_after_an_answer_the_outcome_is_asked_for_though_it_keeps_nothing_open() -> None:
    facts = replace(FULL, outcome="")
    assert lacks(with_needs(), facts) == ()
    assert len(wanted(with_needs(), facts)) == 1


def test_every_built_in_policy_can_be_met() -> None:
    for file in built_in_folder().glob("*.toml"):
        assert lacks(load_policy(file), FULL) == ()
