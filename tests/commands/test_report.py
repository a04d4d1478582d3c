"""`mailroom report` as people run it: what is promised, a report, figures, the self-assessment; wrong words told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailroom.cli import main
from tests.reports.conftest import council
from tests.reports.seed import Seed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    place = tmp_path_factory.mktemp("council")
    with council(place, migrated_file) as one:
        one.fill(Seed.by_hand)
    return place


def run(folder: Path, *words: str, code: int = 0) -> Result:
    config = str(folder / "mailroom.toml")
    result = CliRunner().invoke(main, ["--config", config, "report", *words])
    assert result.exit_code == code, result.output
    return result


def test_the_list_has_what_every_policy_in_use_promises(folder: Path) -> None:
    told = run(folder, "list").output
    assert "south-cambs-corporate: " in told
    assert "south-cambs-housing: " in told
    assert "lessons_for_the_newsletter" in told
    for words in ("next from", "for any period", "Portfolio Holder", "names residents"):
        assert words in told


def test_a_report_is_shown_as_tables_and_as_json(folder: Path) -> None:
    asked = ("show", "quarterly", "--policy", "south-cambs-corporate", "--period", "2026-Q1")
    told = run(folder, *asked).output
    assert "Complaints and compliments: how we did and what we learnt" in told
    assert "January to March 2026" in told
    made = json.loads(run(folder, *asked, "--json").output)
    assert made["policies"] == ["south-cambs-corporate"]
    blocks = [section["block"] for section in made["parts"][0]["sections"]]
    assert blocks[:2] == ["volume", "by_stage"]
    figures = {one["name"]: one["value"] for one in made["parts"][0]["sections"][0]["figures"]}
    assert (figures["complaints"], figures["anonymous"]) == (7, 0)  # housing is the other policy's


def test_a_report_can_be_of_a_service_or_an_area(folder: Path) -> None:
    asked = ("figures", "--period", "2026-Q1", "--block", "volume", "--json")
    for words, complaints in ((("--service", "planning"), 3), (("--area", "Homes"), 1)):
        made = json.loads(run(folder, *asked, *words).output)
        assert made["parts"][0]["sections"][0]["figures"][0]["value"] == complaints


def test_the_self_assessment_is_dated_and_says_what_it_was_made_for(folder: Path) -> None:
    made = json.loads(run(folder, "self-assessment", "--why", "after the merger", "--json").output)
    assert made["occasion"] == "after the merger"
    assert made["report"] == "self_assessment"
    one = run(folder, "self-assessment", "--policy", "south-cambs-housing").output
    assert "CODE-62" in one
    assert "south-cambs-corporate" not in one


def test_a_published_report_names_nobody(folder: Path) -> None:
    told = run(folder, "show", "compliments", "--period", "2026-Q1").output
    assert "AMC-26-00011" in told
    assert "Firth" not in told


def test_the_sizes_of_services_come_from_a_file(folder: Path) -> None:
    file = folder / "sizes.toml"
    file.write_text('[waste]\nof = "homes"\nnumber = 2000\n')
    asked = ("figures", "--period", "2026-Q1", "--block", "by_service", "--statistics", str(file))
    assert "2,000 homes" in run(folder, *asked).output
    file.write_text('[parks]\nof = "homes"\nnumber = 2000\n[waste]\nnumber = 0\n')
    told = run(folder, *asked, code=1).output
    assert "there is no service parks" in told
    assert "[waste] needs" in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show", "quarterly"), 1, "Several policies promise"),
        (("show", "nonsense"), 1, "No policy in use promises a report nonsense. There are:"),
        (("show", "compliments"), 2, "on request: say of what time"),
        (("show", "lessons", "--period", "spring"), 2, "is no period"),
        (("show", "lessons", "--policy", "brighton-hove"), 1, "is not in use"),
        (("figures", "--service", "parks"), 1, "There is no service parks."),
        (("figures", "--area", "Sea"), 1, "There is no area Sea."),
    ],
)
def test_what_cannot_be_is_told_in_words(
    folder: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in " ".join(run(folder, *words, code=code).output.split())


def test_a_report_changes_nothing(folder: Path) -> None:
    before = (folder / "record.sqlite").read_bytes()
    run(folder, "figures", "--period", "2026-Q1")
    run(folder, "self-assessment")
    assert (folder / "record.sqlite").read_bytes() == before


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_report_is_written_to_a_file(folder: Path, tmp_path: Path, form: str) -> None:
    asked = ("figures", "--period", "2026-Q1", "--block", "volume")
    file = tmp_path / f"own name.{form}"
    assert str(file) in run(folder, *asked, "--out", str(file)).output
    run(folder, *asked, "--as", form, "--out", str(tmp_path))
    begins = b"%PDF" if form == "pdf" else b"PK"
    assert file.read_bytes().startswith(begins)
    (other,) = tmp_path.glob(f"figures-2026-01-01-to-2026-03-31.{form}")
    assert other.read_bytes().startswith(begins)


def test_the_annual_report_and_the_self_assessment_are_files_too(
    folder: Path, tmp_path: Path
) -> None:
    annual = ("show", "annual_report", "--period", "2025-26", "--as", "docx")
    run(folder, *annual, "--out", str(tmp_path))
    told = ("self-assessment", "--policy", "south-cambs-housing", "--as", "xlsx")
    run(folder, *told, "--out", str(tmp_path))
    assert sorted(one.name.partition("-2")[0] for one in tmp_path.iterdir()) == [
        *("annual-report-south-cambs-housing", "self-assessment-south-cambs-housing"),
    ]


def test_a_file_of_no_known_kind_and_a_place_that_is_not_there_are_told(
    folder: Path, tmp_path: Path
) -> None:
    asked = ("figures", "--period", "2026-Q1", "--block", "volume")
    told = run(folder, *asked, "--out", str(tmp_path / "report.txt"), code=2).output
    assert "--as pdf, docx or xlsx" in told
    nowhere = str(tmp_path / "nowhere" / "report.xlsx")
    assert "cannot be written" in run(folder, *asked, "--out", nowhere, code=1).output


def test_the_list_says_to_whom_a_report_is_mailed(folder: Path) -> None:
    config = folder / "mailroom.toml"
    before = config.read_text()
    named = '\n[[reports.readers]]\nreader = "Lead member"\npeople = ["jo.park@ashford.example"]\n'
    try:
        config.write_text(before + named)
        told = run(folder, "list").output
    finally:
        config.write_text(before)
    assert "mailed to jo.park@ashford.example; for Executive Management Team, management" in told


def test_the_council_says_once_how_large_its_services_are(folder: Path) -> None:
    config = folder / "mailroom.toml"
    before = config.read_text()
    (folder / "sizes.toml").write_text('[waste]\nof = "homes with a bin"\nnumber = 20000\n')
    asked = ("figures", "--period", "2026-Q1", "--block", "by_service")
    try:
        config.write_text(before + '\n[reports]\nstatistics = "sizes.toml"\n')
        told = run(folder, *asked).output
        (folder / "sizes.toml").write_text("[waste]\nof = 3\n")
        wrong = run(folder, *asked, code=1).output
    finally:
        config.write_text(before)
    assert "20,000 homes with a bin" in told
    assert "[waste] needs of" in wrong
