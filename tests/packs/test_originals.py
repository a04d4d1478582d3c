"""The ZIP beside a pack: every original byte for byte, under names that no system takes for a path."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import stat
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from mailroom.jobs.pack import Pack
from mailroom.jobs.pack_lines import DOCUMENT, Line
from mailroom.jobs.pack_originals import CHRONOLOGY, MANIFEST, name_of, write_zip
from mailroom.jobs.pack_papers import Original
from parsers.message import read_message
from store import caselists, inbox, outbox
from tests.jobs.town import START
from tests.requirements.district import District


def inside(made: Pack) -> dict[str, bytes]:
    """What is in the ZIP, by name without the folder around it."""
    with zipfile.ZipFile(made.originals) as package:
        assert package.testzip() is None
        return {
            name.removeprefix(f"{made.reference}/"): package.read(name)
            for name in package.namelist()
        }


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.slow
def test_mails_and_letters_are_byte_for_byte_what_came_and_went(
    on_file: District, made: Pack
) -> None:
    kept = inside(made)
    with on_file.town.house.record.read() as conn:
        mails = [inbox.raw_of(conn, one.id) for one in caselists.mails_of(conn, 1)]
        letters = [outbox.raw_of(conn, one.id) for one in outbox.letters_of(conn, 1)]
    assert [one for name, one in sorted(kept.items()) if name.startswith("mails/")] == mails
    assert {one for name, one in kept.items() if name.startswith("letters/")} == set(letters)


@pytest.mark.slow
def test_documents_are_byte_for_byte_what_was_enclosed(on_file: District, made: Pack) -> None:
    kept = inside(made)
    with on_file.town.house.record.read() as conn:
        first = caselists.mails_of(conn, 1)[0]
        enclosed = read_message(inbox.raw_of(conn, first.id)).attachments
    found = [one for name, one in sorted(kept.items()) if name.startswith("documents/")]
    assert found == [one.content for one in enclosed]
    assert len(found) == 6


@pytest.mark.slow
def test_the_list_has_the_hash_and_the_page_of_each(made: Pack) -> None:
    kept = inside(made)
    listed = rows(kept[MANIFEST])
    named = {one["file"]: one for one in listed if one["file"]}
    assert set(named) == {name for name in kept if "/" in name}
    for name, one in named.items():
        assert one["sha256"] == hashlib.sha256(kept[name]).hexdigest()
        assert 1 < int(one["page"]) <= made.pages
    assert named["documents/0002 report.pdf"]["pages"] == "3"
    assert "Mail: Missed bin" in kept[CHRONOLOGY].decode()


@pytest.mark.slow
def test_only_its_maker_can_read_it(made: Pack) -> None:
    for file in (made.pdf, made.originals):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in made.pdf.parent.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..\\..\\windows\\system.ini",
        "/absolute/path.txt",
        "C:\\evil.exe",
        "CON.txt",
        "a\x00b.txt",
        "invoice\u202efdp.exe",
        "=cmd|' /C calc'!A0.csv",
        ".",
        "",
        "x" * 400 + ".pdf",
        "naïve – résumé.docx",
        "end. ",
        'a:b*c?d<e>f|g"h.txt',
    ],
)
def test_no_name_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    file = tmp_path / "original-7"
    file.write_bytes(b"words")
    line = Line(7, DOCUMENT, 1, START, f"Document: {name}", filename=name, size=5)
    one = Original(line, file, DOCUMENT, "", "0" * 64, 5)
    shown = name_of(one)
    assert re.fullmatch(r"documents/0007 [\w .,()@+-]+", shown, re.ASCII)
    assert ".." not in PurePosixPath(shown).parts
    assert not shown.endswith((" ", "."))
    assert len(PureWindowsPath(shown).parts) == 2
    write_zip(tmp_path / "zip", "AMC-1", [one], (), {}, ())
    out = tmp_path / "out"
    with zipfile.ZipFile(tmp_path / "zip") as package:
        assert f"AMC-1/{shown}" in package.namelist()
        package.extractall(out)
        told = rows(package.read(f"AMC-1/{MANIFEST}"))
    assert all(one.resolve().is_relative_to(out) for one in out.rglob("*"))
    assert not told[0]["name as it came"].startswith(("=", "+", "-", "@"))
