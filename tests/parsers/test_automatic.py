"""Machines' mail is told from people's, and a report says which letter failed, for whom, and whether for good."""

from __future__ import annotations

import pytest

from parsers.automatic import Automatic
from parsers.message import read_message
from tests.parsers.mails import MARKER, mail

OFFICE = (
    "Automatic reply: Your complaint FB-1042",
    "Out of Office: bins",
    "Out of office",
    "Out of Office AutoReply: bins",
    "Pat Smith is out of the office.",
    "AutoReply: bins",
    "Auto: I am away from the office",
    "Automatische Antwort: bins",
)
HUMAN = (
    "Re: Pat Smith is out of the office",
    "RE: Automatic reply: bins",
    "Out of hours noise",
    "Out of office hours nobody answers",
    "Automatic gate broken",
    "Auto repairs in my street",
    "Complaint about undelivered mail",
    "Mail not delivered to my house",
    "Delivery failure of my new bin",
    "Bounced cheque",
    "My letter was returned to sender",
    "",
)


def automatic(raw: bytes) -> Automatic | None:
    return read_message(raw).automatic


# What besides the subject speaks for a machine.
SIGNS = (
    {"X_Auto_Response_Suppress": "All"},
    {"Precedence": "junk"},
    {"Return_Path": "<>"},
)
# Subjects of people who write of machines and of absence.
ABOUT_ABSENCE = (
    "My son is on sick leave because of your damp - complaint",
    "Automated response is not good enough - complaint",
    "John Smith is out of the office every time I ring",
    "I am on annual leave because your builders keep me awake",
    "Out of office message is all I ever get",
    "Out of office - again!",
    "Auto-reply: stop sending me these",
    "Automatic response to everything",
)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: next(iter(sign)))
@pytest.mark.parametrize("subject", OFFICE)
def test_a_programs_subject_and_a_machines_header_are_automatic(
    subject: str, sign: dict[str, str]
) -> None:
    found = automatic(mail("Nobody reads this.", subject=subject, **sign))
    assert found is not None
    assert found.kind in ("out_of_office", "auto_reply")
    assert found.by_header


@pytest.mark.parametrize("thread", ["In_Reply_To", "References"])
@pytest.mark.parametrize("subject", [one for one in OFFICE if "Pat Smith" not in one])
def test_an_answer_with_a_programs_subject_is_automatic_by_its_words(
    subject: str, thread: str
) -> None:
    found = automatic(mail("Gone.", subject=subject, **{thread: "<letter7@council.example>"}))
    assert found is not None
    assert found.kind in ("out_of_office", "auto_reply")
    assert not found.by_header


@pytest.mark.parametrize("subject", [*OFFICE, *ABOUT_ABSENCE])
def test_words_of_a_subject_alone_make_nobody_a_machine(subject: str) -> None:
    assert automatic(mail("Your bins were not collected.", subject=subject)) is None


@pytest.mark.parametrize("subject", [one for one in ABOUT_ABSENCE if not one.startswith("Auto-r")])
def test_an_answer_about_absence_is_a_persons(subject: str) -> None:
    text = "I am off sick because of you."
    assert automatic(mail(text, subject=subject, In_Reply_To="<letter7@council.example>")) is None


def test_an_absence_note_without_any_header_is_one_by_its_words() -> None:
    text = "Thank you for your message. I am currently out of the office until Monday."
    found = automatic(mail(text, subject="Out of Office reply"))
    assert found is not None
    assert (found.kind, found.by_header) == ("out_of_office", False)


@pytest.mark.parametrize("subject", HUMAN)
def test_subjects_that_people_write_are_not(subject: str) -> None:
    assert (
        automatic(mail("My mailbox is full of undelivered letters, 550 of them.", subject=subject))
        is None
    )


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("Auto_Submitted", "auto-replied", "auto_reply"),
        ("Auto_Submitted", "Auto-Replied (vacation)", "auto_reply"),
        ("Auto_Submitted", "auto-generated", "auto_reply"),
        ("Auto_Submitted", "no", None),
        ("Auto_Submitted", "auto-forwarded", None),
        ("X_Auto_Response_Suppress", "All", None),
        ("X_Autoreply", "yes", "auto_reply"),
        ("X_Autorespond", "no", None),
        ("Precedence", "auto_reply", "auto_reply"),
        ("Precedence", "bulk", "list"),
        ("Precedence", "first-class", None),
        ("List_Id", "<residents.home.example>", "list"),
        ("Return_Path", "<>", "auto_reply"),
        ("Delivered_To", "jo@home.example", "loop"),
        ("X_Loop", "feedback@council.example", None),
        ("Disposition_Notification_To", "jo@home.example", None),
    ],
)
def test_fields_tell_what_wrote(field: str, value: str, kind: str | None) -> None:
    found = automatic(mail("Hello", **{field: value}))
    assert (found.kind if found else None) == kind
    assert found is None or found.by_header


def test_an_auto_reply_with_office_words_is_out_of_office() -> None:
    found = automatic(mail("I am on annual leave until Monday.", Auto_Submitted="auto-replied"))
    assert found is not None
    assert found.kind == "out_of_office"


def report(status: str, returned: str = "message/rfc822", kind: str = "delivery-status") -> bytes:
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.council.example>\nTo: feedback@council.example\n"
        "Return-Path: <>\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n"
        f"Content-Type: multipart/report; report-type={kind}; boundary=x\n\n"
        "--x\n\nI'm sorry, your message could not be delivered.\n"
        f"--x\nContent-Type: message/{kind}\n\n{status}\n"
        f"--x\nContent-Type: {returned}\n\nMessage-ID: <letter7@council.example>\n"
        f"From: feedback@council.example\nSubject: Your complaint\n\n{MARKER}\nDear Jo\n--x--\n"
    ).encode()


@pytest.mark.parametrize(
    ("fields", "status", "permanent"),
    [
        ("Action: failed\nStatus: 5.1.1", "5.1.1", True),
        ("Action: failed\nStatus: 4.2.2", "4.2.2", False),
        ("Action: delayed\nStatus: 4.4.1", "4.4.1", False),
        ("Action: failed\nDiagnostic-Code: smtp; 550 5.1.10 not found", "5.1.10", True),
        ("Action: failed", "", True),
        ("Action: delayed", "", False),
    ],
)
def test_a_delivery_report_says_what_failed(fields: str, status: str, permanent: bool) -> None:
    head = "Reporting-MTA: dns; mx.council.example\n\nFinal-Recipient: rfc822; Jo@Home.example\n"
    message = read_message(report(head + fields))
    found = message.automatic
    assert found is not None
    assert (found.kind, found.recipient, found.status, found.permanent, found.original_message_id) == (
        "delivery_report", "jo@home.example", status, permanent, "letter7@council.example"
    )  # fmt: skip
    assert "could not be delivered" in message.body.text
    assert "Dear Jo" not in message.body.text
    assert message.body.forwarded == ""


def test_of_two_recipients_the_failed_one_is_told() -> None:
    status = (
        "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@home.example\nAction: delivered\nStatus: 2.0.0\n\n"
        "Final-Recipient: rfc822; b@home.example\nAction: failed\nStatus: 5.2.1"
    )
    found = automatic(report(status, "text/rfc822-headers"))
    assert found is not None
    assert (found.recipient, found.status, found.permanent) == ("b@home.example", "5.2.1", True)
    assert found.original_message_id == "letter7@council.example"


def test_a_report_in_words_alone_is_read() -> None:
    raw = mail(
        "Delivery to the following recipient failed permanently:\n\n     jo@home.example\n\n"
        "550 5.1.1 The email account that you tried to reach does "
        "not exist.\n\nMessage-ID: <letter7@council.example>\n",
        subject="Delivery Status Notification (Failure)",
        From="Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        X_Failed_Recipients="jo@home.example",
    )
    found = automatic(raw)
    assert found is not None
    assert (found.kind, found.recipient, found.status, found.permanent) == (
        "delivery_report", "jo@home.example", "5.1.1", True
    )  # fmt: skip
    assert found.original_message_id == "letter7@council.example"
    assert found.by_header


def test_a_report_that_only_its_words_tell_says_so() -> None:
    raw = mail(
        "Delivery to the following recipient failed permanently:\n\n     jo@home.example\n\n550 5.1.1 unknown\n",
        subject="Delivery Status Notification (Failure)",
        From="Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
    )
    found = automatic(raw)
    assert found is not None
    assert (found.kind, found.by_header) == ("delivery_report", False)


def test_a_read_receipt_is_one() -> None:
    status = (
        "Final-Recipient: rfc822;jo@home.example\nOriginal-Message-ID: <letter7@council.example>\n"
        "Disposition: manual-action/MDN-sent-manually; displayed"
    )
    found = automatic(report(status, "text/rfc822-headers", "disposition-notification"))
    assert found is not None
    assert (found.kind, found.original_message_id) == ("read_receipt", "letter7@council.example")


WAS_READ = (
    "Your message\n\n   To: Jo Hale\n   Subject: Your complaint CMP/26/7\n   Sent: 11 May 2026 09:01\n\n"
    " was read on 11 May 2026 09:44.\n"
)


def test_a_read_receipt_that_comes_as_ordinary_mail_is_one_where_it_says_no_more() -> None:
    found = automatic(mail(WAS_READ, subject="Read: Your complaint", Auto_Submitted="auto-replied"))
    assert found is not None
    assert (found.kind, found.by_header) == ("read_receipt", True)
    more = f"{WAS_READ}\nI have read it, and it is not what happened. Nobody came."
    found = automatic(mail(more, subject="Read: Your complaint", Auto_Submitted="auto-replied"))
    assert found is not None
    assert found.kind == "auto_reply"
    # No person's mail is a receipt by its words alone.
    assert automatic(mail(WAS_READ, subject="Read: Your complaint")) is None


def test_a_complaint_that_quotes_a_report_is_a_complaint() -> None:
    text = "Your mail server refused me:\n\n550 5.1.1 <feedback@council.example> user unknown\n\nI am cross."
    assert automatic(mail(text, subject="Re: Undelivered Mail Returned to Sender")) is None
    assert automatic(mail(text, subject="Fwd: Undelivered Mail Returned to Sender")) is None
