"""What is not in a pack: what was withheld, what is infected, and whatever is another resident's."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from mailroom.jobs import by_hand_case
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.pack import MADE, Pack, contents
from mailroom.jobs.pack_originals import CHRONOLOGY, MANIFEST
from mailroom.rules.reading import VIRUS
from parsers.documents import Reader
from tests.acts.council import JO, UNA
from tests.packs.casework import casework, packed, pages_of
from tests.requirements.district import District

OTHER = "bea@other.example"
pytestmark = pytest.mark.slow
ADVICE = "legal advice"
WALL = (
    "I wish to make a formal complaint. The bin lorry broke my garden wall on 2 February, the crew drove off, and the"
    " depot says that it was somebody else. I want the wall mended."
)


def zipped(made: Pack) -> dict[str, bytes]:
    with zipfile.ZipFile(made.originals) as package:
        return {
            name.removeprefix(f"{made.reference}/"): package.read(name)
            for name in package.namelist()
        }


def listed(made: Pack) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(zipped(made)[MANIFEST].decode("utf-8-sig")))
    return {one["doc"]: one for one in rows}


def without(council: District, folder: Path, **wanted: str) -> Pack:
    return packed(
        council, folder, without={name.removeprefix("doc"): why for name, why in wanted.items()}
    )


def test_what_is_withheld_leaves_a_gap_that_says_so_and_no_bytes_of_it(
    fresh: District, tmp_path: Path
) -> None:
    made = without(fresh, tmp_path / "out", doc2=ADVICE)
    text = "\n".join(pages_of(made.pdf))
    assert "Withheld: Doc 2, legal advice." in text
    assert "The first of their pages" not in text
    assert "Doc 2: legal advice" in pages_of(made.pdf)[0]
    kept, told = zipped(made), listed(made)
    assert not any(name.startswith("documents/0002") for name in kept)
    assert told["Doc 2"]["note"] == "not here: withheld: legal advice"
    assert told["Doc 2"]["sha256"] == told["Doc 2"]["name as it came"] == ""
    # The mail and the letters that hold it cannot go byte for byte without it.
    for doc in ("Doc 1", "Doc 9", "Doc 10"):
        assert told[doc]["note"].startswith("not here: it holds Doc 2, which is withheld")
    assert not any(b"report.pdf" in one for name, one in kept.items() if name.endswith(".eml"))
    assert "withheld Doc 2: legal advice" in next(
        one.why for one in fresh.acts() if one.act == MADE
    )


def test_with_a_mail_goes_what_came_with_it_and_its_words_are_looked_for_elsewhere(
    fresh: District, tmp_path: Path
) -> None:
    made = without(fresh, tmp_path / "out", doc1=ADVICE, journal="not asked for")
    told = listed(made)
    for number in range(2, 8):
        assert "it came with Doc 1, which is withheld" in told[f"Doc {number}"]["note"]
    assert "Missed bin" not in told["Doc 1"]["what"]
    assert any("Doc 1 is withheld, and Doc 8" in one and "may quote it" in one for one in made.heed)
    happened = zipped(made)[CHRONOLOGY].decode()
    assert "Mail, withheld" in happened
    assert "Stage 3 opened" not in happened


@pytest.mark.parametrize(
    ("name", "why", "told"),
    [
        ("99", "x", "There is no Doc 99"),
        ("2", " ", "say why it is withheld"),
        ("all", "x", "There is no Doc all"),
    ],
)
def test_what_cannot_be_withheld_is_told_and_nothing_is_made(
    fresh: District, tmp_path: Path, name: str, why: str, told: str
) -> None:
    with pytest.raises(CannotBeDone, match=told):
        packed(fresh, tmp_path / "out", without={name: why})
    assert list((tmp_path / "out").iterdir()) == []
    assert not any(one.act == MADE for one in fresh.acts())


def test_an_infected_document_is_in_neither_and_nor_is_the_mail_that_holds_it(
    fresh: District, tmp_path: Path
) -> None:
    fresh.town.sql(
        f"UPDATE documents SET problem = '{VIRUS} (Eicar): it was not opened' WHERE position = 0"
    )
    made = packed(fresh, tmp_path / "out")
    told, kept = listed(made), zipped(made)
    assert "a virus was found" in told["Doc 2"]["note"]
    assert "it holds Doc 2" in told["Doc 1"]["note"]
    assert not any(b"report.pdf" in one for name, one in kept.items() if name.endswith(".eml"))
    assert not any(name.startswith("documents/0002") for name in kept)
    assert any(name.startswith("documents/0003") for name in kept)
    text = " ".join("\n".join(pages_of(made.pdf)).split())
    assert "Not shown, and not among the originals: a virus was found in it (Eicar)" in text
    assert "The first of their pages" not in text


def test_what_a_scanner_knows_by_now_counts_too(fresh: District, tmp_path: Path) -> None:
    made = packed(
        fresh,
        tmp_path / "out",
        refused=lambda content: f"{VIRUS} (New)" if content[:3] == b"\xff\xd8\xff" else "",
    )
    assert "a virus was found in it (New)" in listed(made)["Doc 3"]["note"]


def _also(council: District, sender: str, name: str) -> str:
    council.writes(sender, "Complaint: my wall", f"{WALL}\n\n{name}")
    if council.waits:
        council.register()
    return council.reference(2)


def test_another_residents_case_is_never_in_it(tmp_path: Path, reader: Reader) -> None:
    council = casework(tmp_path / "council", reader, asked=False)
    other = _also(council, OTHER, "Bea Lowe")
    by_hand_case.join(council.town.house, council.reference(), other, JO)
    (link,) = contents(council.town.house, council.reference()).linked
    assert (link.reference, link.same_person) == (other, False)
    with pytest.raises(CannotBeDone, match="another resident's case"):
        packed(council, tmp_path / "out", also=(other,))
    made = packed(council, tmp_path / "out")
    every = "\n".join(pages_of(made.pdf)) + repr(zipped(made))
    assert f"{other} (about the same matter): another person's case" in " ".join(
        pages_of(made.pdf)[0].split()
    )
    assert "Bea" not in every
    assert OTHER not in every
    council.town.record.close()


def test_an_earlier_case_of_their_own_is_in_it_when_it_is_asked_for(
    tmp_path: Path, reader: Reader
) -> None:
    council = casework(tmp_path / "council", reader, asked=False)
    own = _also(council, UNA, "Una Firth")
    made = packed(council, tmp_path / "out")
    assert f"{own} (the same person, the same service)" in " ".join(pages_of(made.pdf)[0].split())
    assert "broke my garden wall" not in "\n".join(pages_of(made.pdf))
    made = packed(council, tmp_path / "both", also=(own.lower(),))
    text = "\n".join(pages_of(made.pdf))
    assert "broke my garden wall" in text
    assert f"{own}: the complaint" in text
    council.town.record.close()


def test_a_case_that_has_nothing_to_do_with_it_cannot_be_put_in(
    fresh: District, tmp_path: Path
) -> None:
    with pytest.raises(CannotBeDone, match="does not belong"):
        packed(fresh, tmp_path / "out", also=("AMC-2026-00077-X",))
