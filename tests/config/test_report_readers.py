"""`[reports]`: who stands behind a policy's words, by address or role; what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailroom.config import load_config
from mailroom.errors import ConfigFault
from mailroom.reports.readers import readers_of
from mailroom.rules.policy_after import ReportRule
from tests.commands.conftest import CONFIG, Council, council

__all__ = ["council"]

MORE = """
[[services]]
id = "planning"
name = "Planning"
manager = { name = "Pat Low", email = "pat.low@ashford.example" }
roles = { champion = { name = "Cy Dow", email = "cy.dow@ashford.example" } }

[roles]
leader = { name = "Lea Fox", email = "lea.fox@ashford.example" }
"""
KIT, PAT, JO = (f"{one}@ashford.example" for one in ("kit.roe", "pat.low", "jo.park"))


def rule(per: str = "council") -> ReportRule:
    return ReportRule.model_validate(
        {
            "name": "x",
            "title": "X",
            "cadence": "quarterly",
            "readers": ["Lead Member", "Heads of Service", "the public"],
            "blocks": ["volume"],
            "per": per,
        }
    )


def readers(place: Path, people: str, per: str = "council", reader: str = "lead  MEMBER") -> object:
    file = place / "mailroom.toml"
    section = f'\n[[reports.readers]]\nreader = "{reader}"\npeople = {people}\n'
    file.write_text(CONFIG + MORE + section)
    return readers_of(load_config(file), rule(per))


def told(found: object) -> list[tuple[str, tuple[str, ...] | None]]:
    return [(one.person.email, one.services) for one in found.found]  # type: ignore[attr-defined]


def test_a_policys_words_are_found_whatever_their_capitals(council: Council) -> None:
    found = readers(council.folder, f'["{KIT.upper()}"]')
    assert told(found) == [(KIT, None)]
    assert found.unnamed == ("Heads of Service", "the public")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("role", "per", "expected"),
    [
        ("head", "service", [(KIT, ("waste",)), (PAT, ("planning",))]),
        ("head", "area", [(KIT, ("waste",)), (PAT, ("planning",))]),
        ("head", "council", [(KIT, None), (PAT, None)]),
        ("champion", "service", [("cy.dow@ashford.example", ("planning",))]),
        ("leader", "service", [("lea.fox@ashford.example", None)]),
        ("coordinators", "service", [(JO, None)]),
    ],
)
def test_whoever_has_a_role_reads_of_what_they_have_it_in(
    council: Council, role: str, per: str, expected: object
) -> None:
    assert told(readers(council.folder, f'["{role}"]', per)) == expected


def test_whoever_reads_the_whole_is_not_sent_a_part_besides(council: Council) -> None:
    assert told(readers(council.folder, f'["head", "{KIT}"]', "service")) == [
        *((KIT, None), (PAT, ("planning",))),
    ]


def test_whom_nobody_knows_is_sent_nothing_and_told_of(council: Council) -> None:
    found = readers(council.folder, '["stranger@elsewhere.example", "wizard"]')
    assert told(found) == []
    assert found.unknown == ("stranger@elsewhere.example", "wizard")  # type: ignore[attr-defined]
    council.run("migrate")
    notes = [
        line
        for line in council.run("check", code=1).output.splitlines()
        if "reports.readers" in line
    ]
    assert len(notes) == 1  # the policy of this council has no such reader at all
    assert "“lead  MEMBER”" in notes[0]


def test_check_tells_of_an_address_that_nobody_has(council: Council) -> None:
    readers(council.folder, '["stranger@elsewhere.example"]', reader="Leadership Team")
    council.run("migrate")
    (note,) = [
        one for one in council.run("check", code=1).output.splitlines() if "reports.readers" in one
    ]
    assert "has the address stranger@elsewhere.example" in note


@pytest.mark.parametrize("people", ['["a b@x"]', '["Head of Service"]', "[]"])
def test_what_is_neither_an_address_nor_a_role_is_told(council: Council, people: str) -> None:
    with pytest.raises(ConfigFault, match=r"reports\.readers"):
        readers(council.folder, people)
