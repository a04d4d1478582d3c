"""Settings that are wrong, or that changed while cases were open: told by file and line, and never at a case's cost."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from mailroom.rules.policy import find_policies
from tests.bad_weather.town import Town
from tests.commands.conftest import mail_from

MANAGER = 'manager = { name = "Sam Lee", email = "sam.lee@ashford.example" }'
OTHER = 'manager = { name = "Ali Penn", email = "ali.penn@ashford.example" }'
PARKS = """
[[services]]
id = "parks"
name = "Parks"
words = ["park", "playground"]
manager = { name = "Lee Ash", email = "lee.ash@ashford.example" }
head = { name = "Kit Roe", email = "kit.roe@ashford.example" }

[[coordinators]]"""


def letter_to(town: Town, who: str) -> EmailMessage:
    """The first letter somebody has had."""
    found = [email.message_from_bytes(raw, policy=email.policy.default) for raw in town.letters()]
    return next(one for one in found if who in str(one["To"]))  # type: ignore[return-value]


def answer(letter: EmailMessage, who: str, text: str, *, threaded: bool = True) -> bytes:
    """A reply to a letter, as a mail program writes it."""
    mail = mail_from(who, f"Re: {letter['Subject']}", text).decode()
    mail = mail.replace("To: feedback@ashford.example", f"To: {letter['Reply-To']}", 1)
    thread = f"In-Reply-To: {letter['Message-ID']}\n" if threaded else ""
    return (thread + mail).encode()


# Policies ------------------------------------------------------------------------------------


def own_policy(town: Town, text: str) -> None:
    (town.folder / "policies").mkdir(exist_ok=True)
    (town.folder / "policies" / "own.toml").write_text(text)


def test_a_wrong_unit_in_a_policy_is_told_by_its_line_and_nothing_starts(town: Town) -> None:
    good = find_policies()["south-cambs-2021"].read_text()
    own_policy(town, good.replace('within = "10 working days"', 'within = "10 working weeks"', 1))
    town.change(('default = "south-cambs-2021"', 'default = "own"\nfolder = "policies"'))
    file = town.folder / "policies" / "own.toml"
    line = file.read_text()[: file.read_text().index("working weeks")].count("\n") + 1
    checked = town.run("policy", "check", str(file), code=1).output
    assert f"line {line}, stages.1.response.within" in checked
    assert "working weeks" in checked
    town.complain("una")
    for command in ("round", "run", "check"):
        said = town.run(command, code=1).output
        assert f"line {line}, stages.1.response.within" in said
        assert "Traceback" not in said
    own_policy(town, good)
    assert "1 new, 1 handled" in town.round()


def test_a_policy_that_is_gone_is_named_and_its_cases_keep_it(town: Town) -> None:
    own_policy(town, find_policies()["south-cambs-2021"].read_text())
    town.change(('default = "south-cambs-2021"', 'default = "own"\nfolder = "policies"'))
    town.complain("una")
    town.round()
    (town.folder / "policies" / "own.toml").unlink()
    town.complain("bob")
    assert "policy.default: there is no policy 'own'" in town.run("round", code=1).output
    # The configuration is changed over; Una's case goes on under the policy it was opened under.
    town.change(('default = "own"', 'default = "south-cambs-2021"'))
    more = answer(letter_to(town, "una@"), "una@home.example", "It is the green bin, too.")
    town.drop(more, "more")
    assert "2 new, 2 handled, 0 failed" in town.round()
    assert "Nothing waits" in town.queue()
    assert town.letters_to("bob") == 1
    assert any(b"the green bin, too" in letter for letter in town.letters())


# Letters -------------------------------------------------------------------------------------


def test_a_slip_in_a_letter_of_their_own_is_told_by_line_and_costs_no_mail(town: Town) -> None:
    own = town.folder / "letters" / "acknowledgement" / "body.txt"
    own.parent.mkdir()
    own.write_text("Dear {{ recipient.name }},\n\nThank you.\n{% if case %}\n")
    checked = town.run("check", code=1).output
    assert "WRONG letters: " in checked
    assert "acknowledgement/body.txt:" in checked
    town.complain("una")
    thanks = "A big thank you to the bin crew, who were brilliant and so kind. Well done."
    town.drop(mail_from("bob@home.example", "Well done", thanks), "bob")
    said = [town.round() for _ in range(4)]
    assert "1 handled" in said[0]
    assert town.letters_to("bob") == 1
    assert sum("handled, 1 failed" in one for one in said) == 1
    waiting = town.queue()
    assert "could not be handled in 3 attempts" in waiting
    assert "acknowledgement" in waiting
    assert "body.txt:" in waiting
    assert town.letters_to("una") == 0
    own.unlink()
    number = re.search(r"^ +(\d+)  .*una@", waiting, re.MULTILINE)
    assert number
    town.run("queue", "again", number[1])
    town.round()
    assert town.letters_to("una") == 1
    assert "is no message 99" in town.run("queue", "again", "99", code=1).output


# People and services -------------------------------------------------------------------------


def test_a_case_outlives_its_service(town: Town) -> None:
    town.complain("una")
    town.round()
    letter = letter_to(town, "una@")
    file = town.folder / "mailroom.toml"
    before, _, after = file.read_text().partition("[[services]]")
    file.write_text(before + PARKS.strip() + after.partition("[[coordinators]]")[2])
    town.drop(answer(letter, "una@home.example", "It is the green bin, too."), "more")
    park = (
        "Formal complaint: the swings in the playground in the park have been broken since May. I reported it to the"
        " parks team three times and nobody came to mend them, and now a chain hangs loose."
    )
    town.drop(mail_from("bob@home.example", "Complaint: playground", park), "bob")
    assert "2 new, 2 handled, 0 failed" in town.round()
    assert "Nothing waits" in town.queue()
    assert town.letters_to("bob") == 1
    forwarded = [raw for raw in town.letters() if b"To: Sam Lee" in raw]
    assert any(b"the green bin, too" in raw for raw in forwarded)
    town.drop(
        answer(letter_to(town, "sam.lee@"), "sam.lee@ashford.example", "ANSWER\n\nSorry.\n\nSam"),
        "answer",
    )
    town.round()
    assert "in no directory" in town.queue() or "not in" in town.queue()
    assert town.letters_to("una") == 1


def test_an_owner_who_left_is_no_longer_believed_and_the_successor_is(town: Town) -> None:
    town.complain("una")
    town.round()
    letter = letter_to(town, "sam.lee@")
    town.change((MANAGER, OTHER))
    said = "ANSWER\n\nWe are sorry. The crew has been told.\n\nSam"
    town.drop(answer(letter, "sam.lee@ashford.example", said), "sam")
    town.complain("bob")
    assert "2 new, 2 handled, 0 failed" in town.round()
    assert "an officer's reply that cannot be acted on" in town.queue()
    assert town.letters_to("una") == 1
    assert any(b"To: Ali Penn" in raw for raw in town.letters())


# The key -------------------------------------------------------------------------------------


def test_with_another_key_old_addresses_sign_nothing_and_nothing_is_lost(town: Town) -> None:
    town.complain("una")
    town.round()
    letter = letter_to(town, "sam.lee@")
    assert "+" in str(letter["Reply-To"])
    (town.folder / "signing-key").write_text("n" * 64)
    said = "ANSWER\n\nWe are sorry. The crew has been told.\n\nSam"
    town.drop(answer(letter, "sam.lee@ashford.example", said, threaded=False), "sam")
    town.complain("bob")
    assert "2 new, 2 handled, 0 failed" in town.round()
    assert "sam.lee@ashford.example" in town.queue()
    assert "held: " in town.queue()
    assert town.letters_to("una") == 1, "an answer was sent on a key that is no longer ours"
    assert town.letters_to("bob") == 1


def test_a_key_that_is_none_is_told_and_nothing_starts(town: Town) -> None:
    for wrong in ("", "short"):
        (town.folder / "signing-key").write_text(wrong)
        assert "secrets.signing_key_file: " in town.run("round", code=1).output
    (town.folder / "signing-key").unlink()
    assert "there is no file" in town.run("round", code=1).output
