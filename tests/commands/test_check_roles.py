"""`mailroom check` tells which roles a policy counts on and nobody has: a note, for the house can do without."""

from __future__ import annotations

from mailroom.config import load_config
from tests.commands.conftest import CONFIG, Council


def _roles(council: Council, more: str = "") -> list[str]:
    config = CONFIG.replace('default = "south-cambs-2021"', 'default = "cambridge-city"') + more
    (council.folder / "mailroom.toml").write_text(config)
    lines = council.run("check").output.splitlines()
    return [line for line in lines if line.startswith("note roles.")]


def test_a_role_of_nobody_is_told_with_what_it_is_for_and_who_stands_in(council: Council) -> None:
    council.run("migrate")
    (told,) = [one for one in _roles(council) if "roles.monitoring_officer:" in one]
    assert "complaints about councillors" in told
    assert "Jo Park stands in" in told


def test_a_role_that_somebody_has_is_not_told(council: Council) -> None:
    council.run("migrate")
    more = '\n[roles]\nmonitoring_officer = { name = "Mo Ode", email = "mo@ashford.example" }\n'
    assert not [one for one in _roles(council, more) if "roles.monitoring_officer:" in one]


def test_the_first_coordinator_stands_in_and_a_contractor_is_the_services_own(
    council: Council,
) -> None:
    config = load_config(council.folder / "mailroom.toml")
    assert config.holder("waste", "legal_services")[1] == "coordinator"
    assert config.holder("waste", "head")[0].name == "Kit Roe"
    assert config.holder("waste", "director") == config.holder("waste", "head")


def test_a_stand_in_of_nobody_and_an_address_with_two_names_are_wrong(council: Council) -> None:
    council.run("migrate")
    more = (
        '\n[[directory.away]]\nemail = "sam.lee@ashford.example"\nstand_in = "no.one@ashford.example"\n'
        '\n[roles]\nmonitoring_officer = { name = "Samuel Lee", email = "sam.lee@ashford.example" }\n'
    )
    (council.folder / "mailroom.toml").write_text(CONFIG + more)
    told = council.run("check", code=1).output
    assert "has the address no.one@ashford.example" in told
    assert (
        "sam.lee@ashford.example is called Samuel Lee in one place and Sam Lee in another" in told
    )


def test_the_letterhead_is_tried_and_its_faults_are_told(council: Council) -> None:
    council.run("migrate")
    assert "ok   documents: letterhead: the built-in one" in council.run("check").output
    letters = '[letters]\nfolder = "letters"\n'
    more = 'letterhead = "own.docx"\nattach = ["respones"]\n'
    (council.folder / "mailroom.toml").write_text(CONFIG.replace(letters, letters + more))
    told = council.run("check", code=1).output
    assert f"WRONG documents: {council.folder / 'own.docx'}: there is no such file" in told
    assert "there is no letter 'respones'; did you mean response?" in told


def _owners(council: Council, config: str) -> list[str]:
    (council.folder / "mailroom.toml").write_text(config)
    lines = council.run("check", code=1).output.splitlines()
    return [line for line in lines if line.startswith("WRONG owners:")]


def test_a_second_stage_of_whoever_answered_the_first_is_wrong(council: Council) -> None:
    council.run("migrate")
    head = 'head = { name = "Kit Roe", email = "kit.roe@ashford.example" }'
    assert head in CONFIG
    same = head.replace("Kit Roe", "Sam Lee").replace("kit.roe", "sam.lee")
    for config in (CONFIG.replace(head, ""), CONFIG.replace(head, same)):
        (told,) = _owners(council, config)
        assert told.startswith("WRONG owners: Waste: Sam Lee would answer ")
        assert told.endswith("of a case they answered before")


def test_a_service_that_nobody_answers_for_is_told(council: Council) -> None:
    manager = 'manager = { name = "Sam Lee", email = "sam.lee@ashford.example" }'
    assert manager in CONFIG
    (council.folder / "mailroom.toml").write_text(CONFIG.replace(manager, ""))
    told = council.run("check", code=1).output
    assert "services[0].manager: must be given" in told
