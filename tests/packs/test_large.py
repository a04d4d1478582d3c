"""A very long case, files that are too much, a disk that is full: what can be shown is shown, the rest is told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mailroom.acts.ledger import Ledger
from mailroom.errors import PackFault
from mailroom.jobs import pack, pack_papers
from parsers.documents import Reader
from tests.acts.council import JO, UNA
from tests.packs.casework import NOTICE, casework, mail_with, packed, pages_of, report
from tests.requirements.district import District, district_of

ENTRIES = 500
pytestmark = pytest.mark.slow


@pytest.fixture
def small(tmp_path: Path, reader: Reader) -> District:
    """A case with one report on it."""
    council = district_of(tmp_path / "council", reader)
    said = f"{council.town.clock.now():%a, %d %b %Y %H:%M:%S +0000}"
    text = "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January.\n\nUna Firth"
    paper = ("report.pdf", report("Words of theirs"), "application/pdf")
    council.town.lay(mail_with(UNA, "Missed bin", text, paper, said=said))
    council.work()
    if council.waits:
        council.register()
    return council


def notes(council: District, count: int) -> None:
    """So many calls noted on the case."""
    house = council.town.house
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=JO)
        for number in range(count):
            ledger.note("contact", f"telephone: call number {number}, about the bin", case_id=1)
        ledger.flush()


@pytest.mark.timeout(600)
def test_a_case_of_five_hundred_entries_is_whole_and_each_has_its_line(
    small: District, tmp_path: Path
) -> None:
    notes(small, ENTRIES)
    for number in range(10):
        small.writes(
            UNA,
            f"Re: Missed bin ({small.reference()})",
            f"Still not emptied, day {number}. {NOTICE}",
        )
    made = packed(small, tmp_path / "out", without={"policy": "published"})
    pages = pages_of(made.pdf)
    text = "\n".join(pages)
    for number in range(ENTRIES):
        # Once in what happened when, once in the journal.
        assert text.count(f"call number {number},") == 2
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    with zipfile.ZipFile(made.originals) as package:
        (told,) = [one for one in package.namelist() if one.endswith("what happened when.csv")]
        assert package.read(told).decode().count("call number") == ENTRIES
    small.town.record.close()


def test_a_document_that_is_too_large_is_told_and_lies_among_the_originals(
    small: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_papers, "MOST_BYTES", 1000)
    made = packed(small, tmp_path / "out", without={"policy": "published"})
    text = " ".join("\n".join(pages_of(made.pdf)).split())
    assert "it is too large. It is among the originals." in text
    with zipfile.ZipFile(made.originals) as package:
        assert any(one.endswith("report.pdf") for one in package.namelist())
    assert any("too large" in one for one in made.heed)
    small.town.record.close()


def test_where_it_breaks_off_nothing_is_left_and_nothing_is_journalled(
    small: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So little memory that nothing can be laid out.
    monkeypatch.setattr(pack, "BINDING_BYTES", 64 << 20)
    with pytest.raises(PackFault, match="could not be put together"):
        packed(small, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    assert not any(one.act == pack.MADE for one in small.acts())
    small.town.record.close()


def test_a_folder_that_is_none_is_told(small: District, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(PackFault, match="nothing can be written there"):
        packed(small, tmp_path / "file")
    small.town.record.close()


def test_a_file_that_takes_too_long_costs_its_own_pages_alone(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = casework(tmp_path / "council", reader, asked=False)
    real = json.dumps

    def hasty(told: object, **more: Any) -> str:
        if isinstance(told, dict) and "limits" in told:
            told["limits"]["seconds"] = 0.0
        return real(told, **more)

    monkeypatch.setattr(pack.json, "dumps", hasty)
    made = packed(council, tmp_path / "out", without={"policy": "published"})
    assert "it took longer than 0 seconds to open" in "\n".join(pages_of(made.pdf))
    assert "I wish to make a formal complaint" in "\n".join(pages_of(made.pdf))
    council.town.record.close()
