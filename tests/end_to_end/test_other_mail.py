"""Mail that is neither a new complaint nor a reply to one: strangers, machines, the same again."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest

from store.states import IncomingState
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import Arrived, message_id, names, only, reply, write
from tests.end_to_end.council import COORDINATOR, MANAGER, Council
from tests.end_to_end.people import ANSWER, HILARY, RESIDENT, STORY, STRANGER, answer, complain

pytestmark = pytest.mark.server


@pytest.mark.parametrize("where", ["subject", "text"])
def test_a_stranger_who_quotes_the_reference_is_held(council: Council, where: str) -> None:
    complain(council)
    reference = council.case().case.reference
    subject = f"Re: {reference}" if where == "subject" else "About my neighbour"
    text = f"Please tell me what was decided about {reference}, I live next door and the bins are mine too."
    council.deliver(write(STRANGER, subject, text, at=council.clock.now()))
    assert council.letters() == []
    assert council.reasons()[0].startswith("HELD")
    assert council.case_count() == 1


def test_a_stranger_who_answers_our_letter_learns_nothing(council: Council) -> None:
    """Certain but no party: on the file, its owner told, and not a word back."""
    acknowledgement = only(complain(council), "acknowledgement")
    sent = answer(council, acknowledgement, "I am her son and live there too.", sender=STRANGER)
    assert "nosy@elsewhere.example" not in {one.to for one in sent}
    assert council.case_count() == 1


def bounce(letter: Arrived, status: str = "5.1.1") -> bytes:
    """A delivery report as Postfix writes it (RFC 3464), with the head of our letter enclosed."""
    report = EmailMessage()
    report["From"] = "MAILER-DAEMON@mail.saltmarsh.example (Mail Delivery System)"
    report["To"] = "feedback@fenbridge.example"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Auto-Submitted"] = "auto-replied"
    report["Message-ID"] = "<20260608083112.1A2B3C@mail.saltmarsh.example>"
    head = letter.raw.partition(b"\r\n\r\n")[0].decode()
    parts = [
        (
            "text/plain; charset=us-ascii",
            f"<{letter.to}>: host mail said: 550 {status} no such user",
        ),
        (
            "message/delivery-status",
            f"Reporting-MTA: dns; mail.saltmarsh.example\n\nFinal-Recipient: rfc822; {letter.to}\n"
            f"Action: failed\nStatus: {status}\nDiagnostic-Code: smtp; 550 {status} no such user\n",
        ),
        ("text/rfc822-headers", head),
    ]
    body = "".join(f"--XYZ\r\nContent-Type: {kind}\r\n\r\n{text}\r\n" for kind, text in parts)
    body = body.replace("\r\n", "\n").replace("\n", "\r\n")
    lines = [f"{name}: {value}" for name, value in report.items()]
    lines.append('Content-Type: multipart/report; report-type=delivery-status; boundary="XYZ"')
    return ("\r\n".join(lines) + "\r\nMIME-Version: 1.0\r\n\r\n" + body + "--XYZ--\r\n").encode()


def test_a_bounce_of_the_acknowledgement_alerts_the_coordinator(council: Council) -> None:
    acknowledgement = only(complain(council), "acknowledgement")
    council.deliver(bounce(acknowledgement), vouched="")
    sent = council.letters()
    assert names(sent) == [("bounce_alert", COORDINATOR)]
    assert HILARY in sent[0].text
    assert council.case().case.reference in sent[0].text
    council.deliver(bounce(acknowledgement), vouched="")
    assert council.letters() == [], "the same report again"


def test_an_out_of_office_reply_is_filed_and_never_answered(council: Council) -> None:
    acknowledgement, assignment = complain(council)
    for letter, sender in ((acknowledgement, RESIDENT), (assignment, f"Morgan Hill <{MANAGER}>")):
        raw = write(
            sender, f"Automatic reply: {letter.message['Subject']}", "I am away until 29 June and read no mail.",
            at=council.clock.now(),
            headers={
                "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All",
                "In-Reply-To": letter.message_id, "References": letter.message_id,
            },
        )  # fmt: skip
        council.deliver(raw)
        # Of an owner who is away the coordinators hear, once; nobody answers a machine.
        told = [(one.name, one.to) for one in council.letters()]
        assert told == ([("house_alert", COORDINATOR)] if letter is assignment else [])
    assert council.queue() == []
    assert council.case_count() == 1


def test_our_own_letter_that_comes_back_is_filed(council: Council) -> None:
    acknowledgement = only(complain(council), "acknowledgement")
    council.deliver(acknowledgement.raw)
    assert council.letters() == []
    assert council.case_count() == 1


def test_the_same_complaint_again_gets_one_letter_and_no_second_case(council: Council) -> None:
    complain(council)
    council.clock.advance_to(council.clock.now() + timedelta(minutes=40))
    assert names(complain(council)) == [("duplicate_open", HILARY)]
    council.clock.advance_to(council.clock.now() + timedelta(minutes=1))
    assert names(complain(council)) == [], "a second one within the day"
    assert council.case_count() == 1


def test_the_same_complaint_after_its_answer_is_a_repeat(council: Council) -> None:
    assignment = only(complain(council), "assignment")
    answer(council, assignment, ANSWER)
    council.day(days=20)
    assert names(complain(council)) == [("repeat_closed_stage1", HILARY)]
    assert council.case_count() == 1


def test_one_mail_by_two_mailboxes_is_one_case(new_council: NewCouncil) -> None:
    council = new_council(boxes={"feedback": "", "complaints": ""})
    raw = write(RESIDENT, "Missed bin", STORY, at=council.clock.now())
    council.deliver(raw)
    council.deliver(raw, to="complaints@fenbridge.example", box="complaints")
    assert names(council.letters()) == [("acknowledgement", HILARY), ("assignment", MANAGER)]
    assert council.case_count() == 1
    assert council.mail(2).copy_of == 1
    council.deliver(raw, to="complaints@fenbridge.example", box="complaints")
    assert council.letters() == []


def test_a_reply_that_comes_before_what_it_answers_is_handled(new_council: NewCouncil) -> None:
    """The resident writes twice; the second mail is collected first, from the other mailbox."""
    council = new_council(boxes={"feedback": "", "complaints": ""})
    first = write(RESIDENT, "Missed bin", STORY, at=council.clock.now())
    first_id = message_id(first)
    council.deliver(first, box="complaints")
    council.clock.advance_to(council.clock.now() + timedelta(minutes=5))
    more = write(
        RESIDENT, "Re: Missed bin", "I forgot: it was the brown one.", at=council.clock.now(),
        headers={"In-Reply-To": first_id, "References": first_id},
    )  # fmt: skip
    council.deliver(more)
    sent = council.letters()
    assert council.case_count() == 1, council.reasons()
    assert names(sent) == [
        ("acknowledgement", HILARY),
        ("assignment", MANAGER),
        ("update_forwarded", MANAGER),
    ]


def test_thanks_for_the_answer_open_nothing(council: Council) -> None:
    assignment = only(complain(council), "assignment")
    response = only(answer(council, assignment, ANSWER), "response", HILARY)
    answer(council, response, "Thank you very much, that was quick.", sender=RESIDENT)
    assert len(council.case().stages) == 1
    assert council.case_count() == 1
    assert council.queue() == []


def test_a_read_receipt_is_filed(council: Council) -> None:
    acknowledgement = only(complain(council), "acknowledgement")
    raw = reply(RESIDENT, acknowledgement, "This is a receipt.", at=council.clock.now())
    head, _, _ = raw.partition(b"Content-Type")
    body = (
        'Content-Type: multipart/report; report-type=disposition-notification; boundary="R"\r\n\r\n'
        "--R\r\nContent-Type: text/plain\r\n\r\nYour message was displayed.\r\n"
        "--R\r\nContent-Type: message/disposition-notification\r\n\r\n"
        f"Final-Recipient: rfc822;{HILARY}\r\nOriginal-Message-ID: {acknowledgement.message_id}\r\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--R--\r\n"
    )
    council.deliver(head + body.encode())
    assert council.letters() == []
    assert council.mail(2).state is IncomingState.HANDLED
