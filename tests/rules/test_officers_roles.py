"""Who may sign an answer and to whom it may be passed, as the policies have it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.rules.officers_roles import Signer, may_pass_on, may_sign
from mailroom.rules.policy import built_in_folder, load_policy
from mailroom.rules.policy_stages import Stage

CORPORATE = load_policy(built_in_folder() / "south-cambs-corporate.toml")
STAGE_1, STAGE_2, STAGE_3 = (CORPORATE.stages[number] for number in (1, 2, 3))
SAM = Signer("Sam", frozenset(("manager",)))


@pytest.mark.parametrize(
    ("rules", "signer", "allowed"),
    [
        (STAGE_1, replace(SAM, roles=frozenset(("head",))), True),
        (STAGE_1, replace(SAM, roles=frozenset(("director",))), True),
        (STAGE_1, SAM, False),
        (STAGE_1, replace(SAM, in_absence=True), True),
        (STAGE_1, replace(SAM, has_the_office=True), True),
        (STAGE_1, replace(SAM, roles=frozenset(("coordinator",)), in_absence=True), False),
        (STAGE_2, replace(SAM, roles=frozenset(("head",)), in_absence=True), False),
        (STAGE_2, replace(SAM, roles=frozenset(("director",))), True),
        (STAGE_3, replace(SAM, roles=frozenset(("director",))), False),
        (STAGE_3, replace(SAM, roles=frozenset(("director",)), in_absence=True), True),
        (STAGE_3, replace(SAM, roles=frozenset(("chief_executive",))), True),
        (STAGE_1.model_copy(update={"signatory_role": None}), SAM, True),
    ],
)
def test_who_signs_is_the_policys(rules: Stage, signer: Signer, allowed: bool) -> None:
    said = may_sign(rules, signer, "Kit Roe")
    assert (said == "") is allowed
    if said:
        assert "Kit Roe" in said
        assert ("in the absence" in said) is (
            not signer.in_absence and rules is not STAGE_2 and "coordinator" not in signer.roles
        )


def test_a_coordinator_who_does_not_answer_names_who_does() -> None:
    rules = STAGE_1.model_copy(update={"coordinator_answers": False, "signatory_role": None})
    jo = Signer("Jo", frozenset(("coordinator",)))
    assert "a coordinator does not answer" in may_sign(rules, jo, "Kit Roe")
    assert may_sign(rules, replace(jo, owns_it=True), "Kit Roe") == ""
    assert may_sign(rules, SAM, "Kit Roe") == ""


@pytest.mark.parametrize(
    ("roles", "by_coordinator", "why"),
    [
        (("manager",), False, ""),
        (("head",), False, "to a manager"),
        ((), False, "to a manager"),
        ((), True, ""),
    ],
)
def test_an_owner_passes_it_to_whom_the_policy_names(
    roles: tuple[str, ...], by_coordinator: bool, why: str
) -> None:
    said = may_pass_on(STAGE_1, roles, by_coordinator=by_coordinator)
    assert (why in said) if why else said == ""


def test_without_delegates_a_coordinator_alone_passes_it_on() -> None:
    rules = STAGE_1.model_copy(update={"delegates": ()})
    assert "only a coordinator" in may_pass_on(rules, ("manager",), by_coordinator=False)
    assert may_pass_on(None, (), by_coordinator=False) == ""
