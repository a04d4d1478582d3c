"""Residents without email: registered by hand, written to on paper, printed once and safely."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfplumber
import pytest

from mailroom.acts import prints
from mailroom.acts.ledger import Ledger
from mailroom.clock import SystemClock
from mailroom.config import load_config
from mailroom.house import open_house
from mailroom.jobs import printing
from store.session import Record
from tests.commands.conftest import Council, mail_from

TOLD = (
    "Rang at 10: Mrs Ivy Moss wants to make a formal complaint. Her bin was not emptied on 6, 13 and 20 January"
    " and nobody came back to her."
)
MM = 72 / 25.4


def on_paper(council: Council, address: str = "14 Pound Close, Fenbridge FB4 7QT") -> str:
    """Mrs Moss's complaint, taken down on the telephone by a colleague; its reference."""
    council.run("migrate")
    council.drop(mail_from("desk@ashford.example", "Telephone note", TOLD), "1")
    council.run("round")
    told = ("--channel", "telephone", "--name", "Ivy Moss", "--address", address)
    said = council.run("queue", "register", "1", "--service", "waste", *told).output
    found = re.search(r"AMC-\d{4}-\d{5}-\w", said)
    assert found
    return found.group()


def file_of(council: Council) -> Path:
    return council.folder / "paper" / "print-batch-0001.pdf"


def printed(council: Council, *words: str, code: int = 0) -> str:
    return council.run("print", "--out", str(council.folder / "paper"), *words, code=code).output


def test_a_letter_to_somebody_without_email_waits_to_be_printed(council: Council) -> None:
    reference = on_paper(council)
    council.run("round")
    sent = b"".join(council.letters())
    assert b"To: Ivy Moss" not in sent
    assert b"desk@ashford.example" not in sent
    listed = council.run("print").output
    assert "1 letter waits to be printed, the oldest since" in listed
    assert f"{reference}  acknowledgement to 14 Pound Close, Fenbridge FB4 7QT" in listed
    # Its case counts it as gone: the stage is acknowledged on the day that the letter bears.
    assert "to be printed: acknowledgement" in council.run("journal", "show", reference).output
    assert "1 to be printed" in council.run("status").output


def test_it_is_printed_once_and_again_only_when_asked(council: Council) -> None:
    reference = on_paper(council)
    said = printed(council)
    assert "batch 1, 1 letter, " in said
    with pdfplumber.open(file_of(council)) as made:
        separator, first = (made.pages[n].extract_text() for n in (0, 1))
        assert "This sheet only separates" in separator
        assert "Ivy Moss" in separator
        assert f"Our reference: {reference}" in first
        assert "Dear Ivy Moss," in first
        assert "Thank you for speaking to us on" in first
        everything = "\n".join(page.extract_text() for page in made.pages)
    assert "reply to this email" not in everything
    assert "Please write your reply above this line" not in everything
    assert "You can always write to us." in everything
    assert file_of(council).stat().st_mode & 0o077 == 0
    assert (
        "printed: acknowledgement: in batch 1" in council.run("journal", "show", reference).output
    )
    assert printed(council) == "No letter waits to be printed.\n"
    file_of(council).unlink()
    assert "batch 1, 1 letter" in printed(council, "--again", "1")
    assert file_of(council).is_file()
    assert "printed again" in council.run("journal", "show", reference).output
    assert "There is no print batch 7" in printed(council, "--again", "7", code=1)


@pytest.mark.parametrize(
    "address",
    [
        "14 Pound Close, Fenbridge FB4 7QT",
        "Flat 2, The Old Maltings, 114 to 120 Upper Market Street, Lower Saltmarsh, Fenbridge, Fenshire, FB4 7QT",
    ],
)
def test_the_address_is_seen_in_the_window_wherever_the_sheet_slides(
    council: Council, address: str
) -> None:
    on_paper(council, address)
    printed(council)
    with pdfplumber.open(file_of(council)) as made:
        page = made.pages[1]
        # What the window of a DL envelope can ever show of a sheet folded in three …
        seen = page.crop((10 * MM, 46 * MM, 110 * MM, 92 * MM)).extract_text()
        # … and what it always shows.
        always = page.crop((20 * MM, 57 * MM, 100 * MM, 81.5 * MM)).extract_text()
    assert seen == always
    assert seen.startswith("Ivy Moss\n")
    assert seen.endswith("FB4 7QT")


@pytest.mark.parametrize("written", [False, True], ids=["before the file", "after the file"])
def test_stopped_before_it_is_marked_the_same_batch_is_made_again(
    council: Council, *, written: bool
) -> None:
    reference = on_paper(council)
    config = load_config(council.folder / "mailroom.toml")
    record = Record(config.record.url)
    house = open_house(config, record, SystemClock(), lambda: "0")
    with record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="somebody (command)")
        batch = prints.begin(ledger, 500)
        assert batch is not None
        ledger.flush()
    if written:
        printing._make(house, batch, file_of(council).parent)
    record.close()
    assert (
        "Batch 1 was begun by somebody (command) and never finished" in council.run("print").output
    )
    assert "batch 1, 1 letter" in printed(council)
    assert [one.name for one in file_of(council).parent.iterdir()] == ["print-batch-0001.pdf"]
    assert council.run("journal", "show", reference).output.count(": in batch 1") == 1


def test_where_the_file_cannot_be_written_nothing_is_marked(council: Council) -> None:
    on_paper(council)
    file_of(council).mkdir(parents=True)
    assert "cannot be written" in printed(council, code=1)
    assert "1 letter waits to be printed" in council.run("print").output
    file_of(council).rmdir()
    assert "batch 1, 1 letter" in printed(council)


def test_an_answer_on_paper_takes_its_enclosures_along() -> None:
    from datetime import UTC, date, datetime

    from letters.batch import Posted, bind
    from letters.compose import Letter
    from letters.document import Head, Sheet, as_pdf
    from letters.envelope import Enclosure

    letter = Letter("response", "Our answer", "", "<p>Dear Mrs Moss,</p><p>We are sorry.</p>")
    sheet = Sheet(letter, Head("Ashford Moor Council"), ("Ivy Moss", "Hill"), date(2026, 1, 5))
    papers = (
        Enclosure("report.pdf", "application/pdf", as_pdf(sheet)),
        Enclosure("plan.docx", "application/msword", b"words"),
        Enclosure("broken.pdf", "application/pdf", b"%PDF-1.4 and no more"),
    )
    bound = bind("Batch 1", datetime(2026, 1, 5, tzinfo=UTC), [Posted(7, sheet, papers)])
    assert bound.pages == 3
    assert [one.filename for one in bound.apart] == ["letter-7-plan.docx", "letter-7-broken.pdf"]
    with pdfplumber.open(io.BytesIO(bound.pdf)) as made:
        assert "letter-7-plan.docx" in made.pages[0].extract_text()
