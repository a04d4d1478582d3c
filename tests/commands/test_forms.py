"""A form that a council teaches: looked through by `check`, read by `explain` and by the round."""

from __future__ import annotations

from email.message import EmailMessage

from tests.commands.conftest import Council

TAUGHT = """
title = "Have a word"
recognised_by = ["form HW/7"]

[labels]
"Who's asking?" = "name"
"What's up?" = "details"
"What now?" = "desired_outcome"
"""
FORM = """Have a word! Form HW/7
Who's asking? Ada Lovatt
What's up? My bin was not emptied on 4 May and again on 11 May, and I complained each time.
What now? Empty the bin
"""


def taught(council: Council, text: str) -> None:
    folder = council.folder / "forms"
    folder.mkdir(exist_ok=True)
    (folder / "word.toml").write_text(text)
    file = council.folder / "mailroom.toml"
    if "forms =" not in file.read_text():
        file.write_text(
            file.read_text().replace("[secrets]", '[documents]\nforms = "forms"\n\n[secrets]')
        )


def an_empty_mail_with_the_form() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Ada <ada@home.example>"
    mail["Subject"] = "form"
    mail["Date"] = "Tue, 12 May 2026 10:00:00 +0100"
    mail.set_content("\n")
    mail.add_attachment(FORM.encode(), maintype="text", subtype="plain", filename="form.txt")
    return mail.as_bytes()


def test_check_names_the_forms_taught_and_tells_their_faults(council: Council) -> None:
    council.run("migrate")
    taught(council, TAUGHT)
    assert "ok   documents: the form taught: Have a word" in council.run("check").output
    taught(council, TAUGHT.replace("details", "story"))
    said = council.run("check", code=1).output
    assert "WRONG documents: word.toml: labels.\"What's up?\": 'story' is none of" in said


def test_explain_shows_what_was_filled_in_and_what_was_made_of_it(council: Council) -> None:
    council.run("migrate")
    file = council.folder / "mail.eml"
    file.write_bytes(an_empty_mail_with_the_form())
    before = council.run("explain", str(file)).output
    assert "The form's fields" not in before
    taught(council, TAUGHT)
    said = council.run("explain", str(file)).output
    fields = said[said.index("The form's fields") :]
    assert "Empty the bin (beside “What now?”)" in fields
    assert "Ada Lovatt (beside “Who's asking?”)" in fields
    # What became a field is told once.
    assert "Filled in on form.txt" not in said
