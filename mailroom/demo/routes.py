"""What servers add on a mail's way: when it was received, and what our own server found of its sender.

Also what servers write themselves: the report of a letter that was not delivered (RFC 3464).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

# The demo council's own mail server: the one whose word the configuration trusts.
OUR_SERVER = "mail.ashwater.example"


@dataclass(frozen=True, slots=True)
class Road:
    """How a mail reached us: from which host, whether the sender was confirmed, and by which of our hosts."""

    sender: str
    confirmed: bool = True
    to: str = "feedback@ashwater.example"
    by: str = OUR_SERVER
    # A null sender (RFC 5321 section 4.5.5): what servers and programs send of themselves.
    null_sender: bool = False


def delivered(raw: bytes, at: datetime, road: Road) -> bytes:
    """The mail as it lies in our mailbox, received at an instant by a road."""
    domain = road.sender.rpartition("@")[2]
    mark = hashlib.sha256(raw + road.by.encode()).hexdigest()[:10].upper()
    host = f"out-{mark[:2].lower()}.{domain}"
    verdict = "pass" if road.confirmed else "fail"
    origin = domain if road.confirmed else "cheap-relay.example"
    head = (
        f"Return-Path: <{'' if road.null_sender else road.sender}>\r\n"
        f"Delivered-To: {road.to}\r\n"
        f"Received: from {host} ({host} [203.0.113.{int(mark[:2], 16)}])\r\n"
        f"\tby {road.by} (Postfix) with ESMTPS id {mark}\r\n"
        f"\tfor <{road.to}>; {format_datetime(at)}\r\n"
        f"Authentication-Results: {OUR_SERVER};\r\n"
        f"\tspf={verdict} smtp.mailfrom={origin};\r\n"
        f"\tdmarc={verdict} header.from={domain}\r\n"
    )
    return head.encode() + raw


def bounce(letter: bytes, to: str, at: datetime) -> bytes:
    """The report of a server whose user keeps too much mail, with the header of the letter it is about."""
    domain = to.rpartition("@")[2]
    mark = hashlib.sha256(letter).hexdigest()[:12].upper()
    header = letter.partition(b"\r\n\r\n")[0]
    words = (
        f"This is the mail system at host mx.{domain}.\r\n\r\n"
        "I'm sorry to have to inform you that your message could not\r\n"
        "be delivered to one or more recipients. It's attached below.\r\n\r\n"
        f"<{to}>: host mx.{domain}[198.51.100.7] said: 552 5.2.2 <{to}>:\r\n"
        "    Mailbox full: over quota (in reply to RCPT TO command)\r\n"
    )
    status = (
        f"Reporting-MTA: dns; mx.{domain}\r\nArrival-Date: {format_datetime(at)}\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nOriginal-Recipient: rfc822;{to}\r\nAction: failed\r\n"
        "Status: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full: over quota\r\n"
    )
    head = (
        f"Date: {format_datetime(at)}\r\n"
        f"From: MAILER-DAEMON@mx.{domain} (Mail Delivery System)\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        "To: feedback@ashwater.example\r\n"
        "Auto-Submitted: auto-replied\r\n"
        "MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="{mark}/mx"\r\n'
        f"Message-Id: <{mark}@mx.{domain}>\r\n"
    )
    parts = (
        ("text/plain; charset=us-ascii", words.encode()),
        ("message/delivery-status", status.encode()),
        ("text/rfc822-headers", header + b"\r\n"),
    )
    body = b"".join(
        f"--{mark}/mx\r\nContent-Type: {kind}\r\n\r\n".encode() + part + b"\r\n"
        for kind, part in parts
    )
    return head.encode() + b"\r\n" + body + f"--{mark}/mx--\r\n".encode()
