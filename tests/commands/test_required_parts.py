"""`mailroom check` writes every letter for every kind of case of a policy, and tells what lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mailroom.commands.required_parts import lacking_parts
from mailroom.rules.policy import find_policies, load_policy, read_policy

TODAY = date(2026, 11, 23)
POLICIES = find_policies()


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_our_letters_say_what_each_of_our_policies_asks(name: str) -> None:
    policy = load_policy(POLICIES[name])
    assert policy.required
    assert lacking_parts(policy, None, TODAY) == []


def test_a_wording_that_drops_a_sentence_is_told_once_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "acknowledgement").mkdir()
    words = "{{ recipient|greeting }},\n\nThank you. We deal with it.\n"
    (tmp_path / "acknowledgement" / "body.txt").write_text(words, encoding="utf-8")
    found = lacking_parts(load_policy(POLICIES["brighton-hove"]), tmp_path, TODAY)
    assert "acknowledgement: does not say by when to expect the answer (S001-20)" in found
    assert len(found) == len(set(found))
    assert all(one.startswith("acknowledgement: ") for one in found)


def test_a_policy_can_ask_of_one_stage_what_it_does_not_of_another() -> None:
    raw = POLICIES["cambridge-city"].read_bytes()
    more = b'\n[[required]]\nletter = "response"\nstages = [1]\n[required.parts]\nfinal_answer = "House"\n'
    policy = read_policy(raw + more, "cambridge-city")
    assert lacking_parts(policy, None, TODAY) == [
        "response: does not say that this is the final answer (House)"
    ]
