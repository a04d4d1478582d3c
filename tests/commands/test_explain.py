"""`explain`: one mail told in words, from the sender to the dates, and nothing written."""

from __future__ import annotations

import re
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
    assert "Vouched for Yes: the mail server vouches for home.example." in said
    assert "Received Tuesday 3 February 2026 10:15" in said
    assert "| I wish to make a formal complaint." in said
    assert "There is no record yet" in said
    assert "Nothing points to an older case." in said
    assert "kind complaint" in said
    assert "service Waste" in said
    assert "because (Waste)" in said
    assert "how sure sure enough (" in said
    assert "decided rule 34 of 34: a new case" in said
    assert "the 33 rules before it had nothing to say (--rules lists them)" in said
    assert "A new complaint about Waste is registered." in said
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
    assert "complaint, Waste, open" in said
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
    assert "how sure" not in said


def test_a_file_that_is_no_single_mail_is_said_in_words(council: Council, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mbox"
    empty.write_bytes(b"From nobody\n\nFrom nobody\n\n")
    assert "give a file with one" in council.run("explain", str(empty), code=1).output


def test_what_would_be_done_comes_first_and_nothing_stands_twice(council: Council) -> None:
    said = explain(council, complaint())
    assert said.startswith(
        "What would be done done A new complaint about Waste is registered. why "
    )
    assert "Nothing was cut off" not in said
    assert "nothing to say: " not in said
    # Nothing is told that there is not: no flag, no ground, no machine.
    assert not re.search(r"\b(?:marked|may not be for this procedure|Sent by a machine)\b", said)
    assert "Answers go to" not in said
    days = re.findall(r"\w+day \d+ \w+ \d{4}(?! \d\d:)", said)
    assert len(days) == len(set(days))


def test_a_signature_is_told_once(council: Council) -> None:
    text = COMPLAINT.replace(
        "Una Firth, 3 Hill Road", "Kind regards,\n\nUna Firth\n3 Hill Road\n01632 960141"
    )
    said = explain(council, mail_from("una@home.example", "Complaint: my bin", text))
    assert "A signature or a gateway's notice below it | Una Firth" in said
    assert said.count("| 01632 960141") == 1


def test_every_rule_is_listed_where_that_is_wanted(council: Council) -> None:
    file = council.folder / "one.eml"
    file.write_bytes(complaint())
    said = council.run("explain", "--rules", str(file)).output
    assert said.count("nothing to say") == 33
    assert re.search(r"26\. nobody to answer +nothing to say", said)
    assert re.search(r"34\. a new case +a new complaint", said)


def test_a_machines_mail_has_no_kind_of_a_residents(council: Council) -> None:
    text = "I am out of the office until Monday. My bin was not emptied, I wish to complain."
    raw = mail_from("una@home.example", "Automatic reply: your letter", text)
    raw = raw.replace(b"Subject:", b"Auto-Submitted: auto-replied\nSubject:", 1)
    said = explain(council, raw)
    assert "Sent by a machine an out-of-office note (its header says so)" in said
    assert "Auto-Submitted" not in said
    if "It is kept." in said:
        assert "What it seems to be kind a machine's mail Which rule" in said
    else:
        assert "It seems to be an out-of-office note" in said


def test_who_gives_no_name_is_not_called_elsewhere(council: Council) -> None:
    text = "I wish to remain anonymous. My complaint: the bin men throw bins about and never empty mine."
    said = explain(council, mail_from("una@home.example", "Complaint about bins", text))
    assert "why It bears no name: a person says whether it is looked into." in said
    assert "elsewhere" not in said
    assert "how sure" not in said


def test_a_danger_is_told_to_the_coordinators_at_once_and_the_page_says_so(
    council: Council,
) -> None:
    text = "My bin was missed again. I want to end my life."
    said = explain(council, mail_from("una@home.example", "Bins", text))
    assert "Written to at once: the coordinators." in said
    assert "Nobody is written to" not in said


def test_who_is_asked_whether_it_is_a_complaint_is_written_to(council: Council) -> None:
    toml = council.folder / "mailroom.toml"
    written = toml.read_text().replace("south-cambs-2021", "cambridge-city")
    toml.write_text(f"{written}\n[triage]\nthreshold = 1.0\n")
    text = "Rang twice about my bin. Still there, overflowing, if anyone's interested. Gave up."
    said = explain(council, mail_from("una@home.example", "My bin", text))
    assert "Written to at once: the writer, asked whether it is a complaint." in said
    assert "why Unhappy, but does not say that it is a complaint: the writer is asked" in said


def test_praise_is_closed_with_its_letter_and_the_page_says_so(council: Council) -> None:
    text = "Thank you so much to the bin crew on Hill Road, they are brilliant. Una Firth"
    said = explain(council, mail_from("una@home.example", "Thank you", text))
    assert "A new compliment about Waste is registered." in said
    assert "nothing is owed but the acknowledgement; the case is closed with it" in said


def test_a_sender_whom_nobody_vouches_for_is_told_in_words(council: Council) -> None:
    raw = complaint().replace(b"dmarc=pass", b"dmarc=fail")
    assert "Vouched for No: the mail server says that it is not from whom" in explain(council, raw)
