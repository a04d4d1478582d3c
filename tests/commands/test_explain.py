"""`explain`: one mail told in words, from the sender to the dates, and nothing written."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import COMPLAINT, Council, mail_from


def explain(council: Council, raw: bytes, code: int = 0) -> str:
    """What the command says of a mail, its lines joined, so that a wrapped one is found."""
    file = council.folder / "one.eml"
    file.write_bytes(raw)
    said = council.run("explain", str(file), code=code).output
    return " ".join(said.split())


def complaint() -> bytes:
    return mail_from("una@home.example", "Complaint: my bin", COMPLAINT)


def test_a_new_complaint_is_told_without_a_record(council: Council) -> None:
    said = explain(council, complaint())
    assert "From una@home.example" in said
    assert "Believed pass: dmarc passed for home.example." in said
    assert "Received Tuesday 3 February 2026 10:15" in said
    assert "| I wish to make a formal complaint." in said
    assert "There is no record yet" in said
    assert "Nothing points to an older case." in said
    assert "kind complaint" in said
    assert "because (waste)" in said
    assert "no address: nothing to say" in said
    assert "register: a new complaint" in said
    assert "A new complaint about waste is registered." in said
    assert "(south-cambs-2021)" in said
    assert "Sam Lee <sam.lee@ashford.example>, manager" in said
    assert "to be answered by Tuesday 17 February 2026" in said
    assert not (council.folder / "record.sqlite").exists()
    assert not council.letters()


def test_an_answer_to_our_letter_is_told_with_its_case(council: Council) -> None:
    council.run("migrate")
    council.drop(complaint(), "1")
    council.run("round")
    before = (council.folder / "record.sqlite").read_bytes()
    again = mail_from("una@home.example", "Complaint: my bin, again", COMPLAINT)
    said = explain(council, again)
    assert "This mail is not in the record." in said
    assert "the same words from the same person (strong)" in said
    assert "to which the sender is a party" in said
    assert "sent again" in said
    assert "complaint, waste, open" in said
    assert "message 1, handled: a new complaint" in explain(council, complaint())
    assert (council.folder / "record.sqlite").read_bytes() == before


def test_what_was_cut_off_and_what_is_held_is_told(council: Council) -> None:
    raw = mail_from(
        "una@home.example", "Hello", "Any news?\n\nOn 2 Feb 2026 Jo Park wrote:\n> Dear Ms Firth\n"
    )
    said = explain(council, raw)
    assert "What was cut off as quoted" in said
    assert "| > Dear Ms Firth" in said or "| Dear Ms Firth" in said
    assert "asks after something sent before, which was not found on the record" in said
    assert "It waits for a person" in said


def test_a_file_that_is_no_single_mail_is_said_in_words(council: Council, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mbox"
    empty.write_bytes(b"From nobody\n\nFrom nobody\n\n")
    assert "give a file with one" in council.run("explain", str(empty), code=1).output
