"""When a mail was received: what its header says, within bounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailroom.jobs.reading import believed
from tests.commands.conftest import COMPLAINT
from tests.jobs.town import START, UNA, Town

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("header", "stored", "received"),
    [
        (START - HOUR, START, START - HOUR),
        (None, START - HOUR, START - HOUR),
        (START, START - HOUR, START - HOUR),
        (START + DAY, START + DAY, START),
        (None, START + DAY, START),
        (START - 365 * DAY, START, START - 365 * DAY),
        (START - 367 * DAY, START, START),
        (START - 367 * DAY, START + DAY, START),
    ],
)
def test_neither_after_now_nor_after_the_server_nor_a_year_before_it(
    header: datetime | None, stored: datetime, received: datetime
) -> None:
    assert believed(header, stored, START) == received


def test_mail_of_the_future_counts_from_today(town: Town) -> None:
    town.mail(UNA, "Complaint: my bin", COMPLAINT, at=datetime(2099, 2, 3, tzinfo=UTC))
    town.round()
    assert town.case().case.received_at == START
    assert town.case().case.reference.startswith("AMC-2026-")


def test_mail_of_the_past_is_registered_this_year(town: Town) -> None:
    old = "Mon, 03 Feb 2003 10:00:00 +0000"
    town.mail(UNA, "Complaint: my bin", COMPLAINT, said=old)
    late = "Mon, 29 Dec 2025 10:00:00 +0000"
    town.mail("ben@home.example", "Complaint: bin", COMPLAINT.replace("Una", "Ben"), said=late)
    town.round()
    assert {town.case(number).case.received_at.date().isoformat() for number in (1, 2)} == {
        "2026-02-03",
        "2025-12-29",
    }
    assert all(town.case(number).case.reference.startswith("AMC-2026-") for number in (1, 2))
