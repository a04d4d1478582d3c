"""`case pack`: what there is on a case with its numbers, and the PDF and ZIP of it."""

from __future__ import annotations

import re
import zipfile

import pdfplumber
import pytest

from tests.commands.conftest import COMPLAINT, Council, mail_from


@pytest.fixture
def reference(council: Council) -> str:
    council.run("migrate")
    council.drop(mail_from("una@home.example", "Complaint: my bin", COMPLAINT), "1")
    council.run("round")
    found = re.search(rb"AMC-2026-\d{5}-\w", b"".join(council.letters()))
    assert found
    return found.group().decode()


def test_without_a_folder_it_lists_and_makes_nothing(council: Council, reference: str) -> None:
    told = council.run("case", "pack", reference.lower()).output
    assert re.search(r"Doc \d +\d+ \w+ 2026 +Mail: Complaint: my bin", told)
    assert re.search(r"Letter: assignment to sam.lee@ashford.example +\(internal\)", told)
    assert f"To make it: mailroom case pack {reference} --out FOLDER" in told
    assert "pack made" not in council.run("journal", "show", reference).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("AMC-1",), "There is no case AMC-1"),
        (("{ref}", "--without", "99=x"), "There is no Doc 99"),
        (("{ref}", "--without", "1"), "say why it is withheld"),
        (("{ref}", "--with", "AMC-2026-00099-X"), "does not belong to the matter"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_made(
    council: Council, reference: str, words: tuple[str, ...], told: str
) -> None:
    out = council.folder / "out"
    said = [one.replace("{ref}", reference) for one in words]
    assert told in council.run("case", "pack", *said, "--out", str(out), code=1).output
    assert not list(out.iterdir()) if out.exists() else True


@pytest.mark.slow
def test_with_a_folder_it_makes_both_files_and_the_journal_has_their_hashes(
    council: Council, reference: str
) -> None:
    out = council.folder / "out"
    told = council.run(
        "case", "pack", reference, "--out", str(out), "--without", "policy=published"
    ).output
    hashes = re.findall(r"SHA-256 ([0-9a-f]{64})", told)
    assert len(hashes) == 2
    written = council.run("journal", "show", reference).output
    assert all(one in "".join(written.split()) for one in hashes)
    with pdfplumber.open(out / f"{reference}-pack.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Everything on the case" in text
    assert "My bin was not emptied" in text
    with zipfile.ZipFile(out / f"{reference}-originals.zip") as package:
        assert package.testzip() is None
    # Made again it has the place of the one before.
    council.run("case", "pack", reference, "--out", str(out), "--without", "policy=published")
    assert len(list(out.iterdir())) == 2
