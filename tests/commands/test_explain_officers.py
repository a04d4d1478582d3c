"""`explain` of colleagues' mail: who, which case, what it is read as, the decision; no kind of a resident's."""

from __future__ import annotations

import email
from email import policy

from tests.commands.conftest import COMPLAINT, Council, mail_from
from tests.commands.test_explain import explain

OFFICER = "sam.lee@ashford.example"
ANSWER = """Dear Ms Firth

Thank you for your complaint. I have looked into it with the crew. They had an old list, and your
road was not on it. I am sorry. I uphold your complaint. If you are dissatisfied with this reply
you may ask for the next stage.

Sam Lee
"""
RESIDENTS_KINDS = ("because (", "how sure", "taken by itself", "Copied out", "kind ")


def to_the_officer(council: Council) -> tuple[str, str, str]:
    """A complaint is registered; the address, the Message-ID and the subject of the letter to its officer."""
    council.run("migrate")
    council.drop(mail_from("una@home.example", "Complaint: my bin", COMPLAINT), "1")
    council.run("round")
    letters = (email.message_from_bytes(one, policy=policy.default) for one in council.letters())
    letter = next(one for one in letters if OFFICER in one["To"] and "answer" in one["Subject"])
    return str(letter["Reply-To"]), str(letter["Message-ID"]), str(letter["Subject"])


def reply(council: Council, text: str, sender: str = OFFICER) -> bytes:
    """A reply to the letter that the officer had."""
    address, message_id, subject = to_the_officer(council)
    raw = mail_from(sender, f"RE: {subject}", text).decode()
    raw = raw.replace("To: feedback@ashford.example", f"To: {address}\nIn-Reply-To: {message_id}")
    return raw.encode()


def test_an_answer_is_read_as_one(council: Council) -> None:
    said = explain(council, reply(council, ANSWER))
    assert "is acted on (the answer to the resident, complaint upheld), if the policy" in said
    assert "read as the answer to the resident, complaint upheld" in said
    assert "; the sender deals with this case." in said
    assert "replies to our letter (certain) AMC-2026-00001-W: our letter of " in said
    assert "to the officer" in said
    assert "The letter in it | Dear Ms Firth" in said
    assert said.count("They had an old list") == 1
    assert not [one for one in RESIDENTS_KINDS if one in said]


def test_what_waits_is_told_to_the_officer_and_the_page_says_so(council: Council) -> None:
    said = explain(council, reply(council, f"{ANSWER}Waste manager\n"))
    assert "It waits for a person" in said
    assert said.count("words stand below the signature") == 1
    assert f"Written to at once: the officer who wrote ({OFFICER}), why it waits." in said


def test_a_residents_mail_has_no_officers_section(council: Council) -> None:
    to_the_officer(council)
    said = explain(council, mail_from("una@home.example", "AMC-2026-00001-W", ANSWER))
    assert "What the officer wants" not in said
    assert "read as" not in said


def test_what_bears_an_officers_name_and_is_not_theirs_is_read_as_nothing(council: Council) -> None:
    raw = reply(council, ANSWER).replace(b"dmarc=pass", b"dmarc=fail")
    said = explain(council, raw)
    assert "Sam Lee, at their address in the directory, why it was not acted on" in said
    assert "What the officer wants" not in said
    assert "deals with this case" not in said
    assert not [one for one in RESIDENTS_KINDS if one in said]


def test_another_colleague_does_not_deal_with_the_case(council: Council) -> None:
    said = explain(council, reply(council, ANSWER, "jo.park@ashford.example"))
    assert f"the sender does not deal with it, {OFFICER} does." in said


def test_the_queue_says_what_an_officers_mail_is_read_as(council: Council) -> None:
    council.drop(reply(council, f"{ANSWER}Waste manager\n"), "2")
    council.run("round")
    shown = " ".join(council.run("queue", "show", "2").output.split())
    assert (
        "The officer's mail is read as: the answer to the resident, complaint upheld, by" in shown
    )
    assert "The rules take it for" not in shown
    assert "because" not in shown
