"""People from a CSV file: in the places of the configuration, away and stood in for, and every fault told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mailroom.config import Config, load_config
from mailroom.errors import ConfigFault
from tests.config.conftest import SMALL

HEAD = "email,name,title,role,service,away_from,away_to,stand_in\n"
KIT = "kit@examplebury.example,Kit Roe,Head of Waste,manager,waste,2026-12-21,2027-01-04,lee@examplebury.example\n"
LEE = "lee@examplebury.example,Lee Marsh,,,,,,\n"


def with_csv(small: Path, *lines: str, head: str = HEAD) -> Config:
    """The small council with these people in a file."""
    (small / "people.csv").write_text(head + "".join(lines), encoding="utf-8-sig")
    file = small / "mailroom.toml"
    if "[directory]" not in file.read_text():
        file.write_text(file.read_text() + '\n[directory]\ncsv = "people.csv"\n')
    return load_config(file)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "key").write_text("0" * 64)
    for name in ("in", "out", "policies"):
        (tmp_path / name).mkdir()
    built_in = Path("mailroom/policies/south-cambs-2021.toml").read_text()
    (tmp_path / "policies" / "plain.toml").write_text(built_in)
    (tmp_path / "mailroom.toml").write_text(SMALL)
    return tmp_path


def test_the_files_people_go_before_the_configurations(place: Path) -> None:
    config = with_csv(place, KIT, LEE)
    assert config.owner("waste", "manager").name == "Kit Roe"
    assert config.owner("waste", "manager").title == "Head of Waste"
    # Whoever has no role is known all the same: their mail is believed.
    assert config.directory["lee@examplebury.example"].is_a("officer")
    assert "morgan@examplebury.example" not in config.directory


def test_somebody_away_is_stood_in_for_on_those_days_only(place: Path) -> None:
    config = with_csv(place, KIT, LEE)
    kit, lee = "kit@examplebury.example", "lee@examplebury.example"
    for day, away in ((date(2026, 12, 20), False), (date(2026, 12, 21), True)):
        assert (config.away(kit, day) is not None) is away
        assert (config.stand_in(kit, day) is not None) is away
    assert config.stand_in(kit, date(2027, 1, 5)) is None
    named = config.stand_in(kit)
    assert named is not None
    assert named.email == lee


def test_a_stand_in_who_is_away_too_stands_in_for_nobody(place: Path) -> None:
    config = with_csv(place, KIT, "lee@examplebury.example,Lee Marsh,,,,2026-12-22,2026-12-23,\n")
    assert config.stand_in("kit@examplebury.example", date(2026, 12, 22)) is None
    assert config.stand_in("kit@examplebury.example", date(2026, 12, 24)) is not None


def test_it_is_read_anew_when_asked(place: Path) -> None:
    config = with_csv(place, KIT, LEE)
    (place / "people.csv").write_text(HEAD + KIT.replace("Kit Roe", "Kit Rowe") + LEE)
    assert config.read_anew().owner("waste", "manager").name == "Kit Rowe"
    assert config.owner("waste", "manager").name == "Kit Roe"


def test_a_spreadsheet_with_semicolons_and_old_letters_is_read(place: Path) -> None:
    config = with_csv(place, LEE)
    (place / "people.csv").write_bytes(
        "Email;Name;Role;Service\nzoe@examplebury.example;Zo\u00eb Ash;manager;waste\n".encode(
            "cp1252"
        )
    )
    assert config.read_anew().owner("waste", "manager").name == "Zo\u00eb Ash"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([KIT], "line 2: nobody in the file has the address lee@examplebury.example"),
        ([LEE, LEE.replace("Lee Marsh", "L. Marsh")], "line 3: lee@examplebury.example is called Lee Marsh before"),
        ([LEE.replace("Marsh,,,", "Marsh,,head,parks")], "line 2: there is no service 'parks'"),
        ([LEE.replace("Marsh,,,", "Marsh,,head,")], "line 2: a head needs a service"),
        ([LEE, KIT.replace("2026-12-21", "21/12/2026")], "line 3: away_from is '21/12/2026'"),
        ([LEE, KIT.replace("2027-01-04", "2026-01-04")], "line 3: away_to is before away_from"),
        ([LEE, KIT, KIT.replace("kit@", "kim@").replace("Kit", "Kim")], "line 4: line 3 has the manager of waste"),
        ([LEE.replace("lee@examplebury.example", "lee")], "must be an email address"),
    ],
)  # fmt: skip
def test_every_fault_of_the_file_is_told(place: Path, lines: list[str], told: str) -> None:
    with pytest.raises(ConfigFault) as fault:
        with_csv(place, *lines)
    assert told in str(fault.value)


def test_a_column_that_is_misspelt_is_told(place: Path) -> None:
    with pytest.raises(ConfigFault, match="no such column as sevice"):
        with_csv(place, LEE, head=HEAD.replace("service", "sevice"))
    with pytest.raises(ConfigFault, match="no column name"):
        with_csv(place, "a@examplebury.example\n", head="email\n")
