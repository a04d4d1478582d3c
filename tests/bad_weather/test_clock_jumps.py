"""A clock that jumps: a year ahead, or back. Late is still due, nothing is written twice, mail is handled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from mailroom.clock import SetClock
from mailroom.config import load_config
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.jobs.round import Round, go_round
from parsers.documents import Reader
from store.session import Record
from tests.bad_weather.test_bad_disk import count
from tests.bad_weather.town import Town

TUESDAY = datetime(2026, 2, 3, 10, 20, tzinfo=UTC)


class Clockwork:
    """A town whose rounds are at any instant, in any order."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.config = load_config(town.folder / "mailroom.toml")
        self.record = Record(self.config.record.url)
        self._nonces = iter(range(1, 10_000))

    def round_at(self, at: datetime) -> Round:
        house: House = open_house(
            self.config, self.record, SetClock(at), lambda: f"{next(self._nonces):020x}"
        )
        with Reader() as reader:
            done = go_round(house, open_mailboxes(self.config), open_post(self.config), reader)
        assert not done.faults
        return done


@pytest.fixture
def clockwork(town: Town) -> Iterator[Clockwork]:
    clockwork = Clockwork(town)
    yield clockwork
    clockwork.record.close()


def written(town: Town, letter: str) -> int:
    return count(town.record, f"outgoing WHERE letter = '{letter}'")


def test_a_year_ahead_only_the_latest_of_what_was_due_is_written(
    town: Town, clockwork: Clockwork
) -> None:
    town.complain("una")
    clockwork.round_at(TUESDAY)
    clockwork.round_at(TUESDAY + timedelta(days=365))
    assert written(town, "officer_overdue") == 2, "to the owner and to the coordinator"
    assert written(town, "officer_reminder") == 0, "overtaken"
    before = count(town.record, "outgoing")
    clockwork.round_at(TUESDAY + timedelta(days=365, minutes=1))
    assert count(town.record, "outgoing") == before


def test_set_back_nothing_is_written_twice_and_mail_is_handled(
    town: Town, clockwork: Clockwork
) -> None:
    town.complain("una")
    clockwork.round_at(TUESDAY + timedelta(days=40))
    before = count(town.record, "outgoing")
    assert written(town, "officer_overdue") == 2
    town.complain("bob")
    clockwork.round_at(TUESDAY)
    assert count(town.record, "outgoing") == before + 2
    assert town.letters_to("bob") == town.letters_to("una") == 1
    for days in (1, 5, 41):
        clockwork.round_at(TUESDAY + timedelta(days=days))
    assert written(town, "officer_overdue") == 4
    assert "whole" in town.run("journal", "verify").output


def test_a_mail_from_the_future_counts_from_when_it_came(town: Town, clockwork: Clockwork) -> None:
    town.complain("una")
    file = town.folder / "mailbox" / "new" / "una"
    file.write_bytes(file.read_bytes().replace(b"Tue, 03 Feb 2026", b"Fri, 01 Jan 2100", 1))
    assert clockwork.round_at(datetime.now(UTC)).settled == 1
    assert count(town.record, "stages WHERE received_at > '2099-01-01'") == 0
