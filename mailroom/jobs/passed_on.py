"""Mail that a colleague sends on is the resident's: their words, their address, the day the council first had it.

Members and officers send what they get to the coordinator; the days count from when the first of them had it (A000-03).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from mailroom.clock import LONDON
from mailroom.house import House
from mailroom.jobs.clues import thread_ids
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from parsers.authentication import Verdict
from parsers.passed_on import read_enclosed, read_original

# A mail that is older than this was hardly only sent on: its day is not believed.
_OLDEST = timedelta(days=92)
# Of its day nobody knows the hour: when an office has just opened, before any cut-off.
_OPENING = time(9)


def opened(house: House, reading: Reading) -> Reading:
    """The reading of what a colleague sends on; the same where nobody does, or it answers a letter of ours."""
    message = reading.message
    sender = message.sender
    sent_on = message.body.forwarded or message.attachments
    if sender is None or not sent_on or not _is_a_colleagues(house, reading):
        return reading
    mail_on = local_date(reading.received_at)
    original = read_enclosed(message) or read_original(message.body.forwarded, mail_on)
    if original is None or _is_ours(house, original.sender.email):
        return reading
    received_at = reading.received_at
    if original.sent_on is not None and mail_on - _OLDEST <= original.sent_on < mail_on:
        received_at = datetime.combine(original.sent_on, _OPENING, LONDON)
    inner = replace(
        message,
        sender=original.sender,
        reply_to=(),
        subject=original.subject or message.subject,
        body=replace(message.body, newest=original.text, forwarded=""),
    )
    return replace(reading, message=inner, received_at=received_at, passed_on_by=sender.email)


def _is_a_colleagues(house: House, reading: Reading) -> bool:
    """Whether our own server vouches that a colleague sent it, and it is no answer to a letter of ours."""
    message = reading.message
    if message.authentication.verdict is not Verdict.PASS or message.sender is None:
        return False
    addresses = [one.email for one in (*message.to, *message.cc)] + list(message.delivered_to)
    answers = any(house.signer.read_address(one) for one in addresses if "+" in one)
    answers = answers or any(house.signer.read_message_id(one) for one in thread_ids(message))
    return not answers and message.sender.email in house.config.directory


def _is_ours(house: House, email: str) -> bool:
    config = house.config
    return config.is_own_address(email) or config.in_own_domain(email) or email in config.directory
