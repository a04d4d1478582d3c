"""Two rounds on one record at the same time, and a round beside a daemon: each message handled once."""

from __future__ import annotations

import signal
import socket

import pytest

from store.session import Record
from tests.bad_weather.test_bad_disk import count
from tests.bad_weather.test_bad_folders import at_last
from tests.bad_weather.town import Town

PEOPLE = tuple(f"{first}{last}" for first in "abcdefgh" for last in ("nn", "ob", "eth"))


def each_was_answered_once(town: Town) -> None:
    assert count(town.record, "cases") == len(PEOPLE)
    assert count(town.record, "incoming WHERE state = 'HANDLED'") == len(PEOPLE)
    assert count(town.record, "entries WHERE act = 'sent again'") == 0
    assert {town.letters_to(who) for who in PEOPLE} == {1}
    assert "whole" in town.run("journal", "verify").output


@pytest.mark.slow
def test_rounds_at_the_same_time_handle_each_message_once(town: Town) -> None:
    town.complain(*PEOPLE)
    rounds = [town.start("round") for _ in range(2)]
    said = [town.end(one) for one in rounds]
    assert f"{len(PEOPLE)} handled" in "".join(said)
    town.round()
    each_was_answered_once(town)


def test_a_round_says_that_another_is_at_work(town: Town) -> None:
    town.complain("una")
    record = Record(f"sqlite:///{town.record}")
    with record.hold(f"round-{socket.gethostname()}:round") as ours:
        assert ours
        assert "Another round is at work on this record" in town.round()
    assert "1 new, 1 handled" in town.round()
    record.close()


@pytest.mark.slow
def test_a_round_beside_a_daemon_doubles_nothing(town: Town) -> None:
    town.change(('path = "mailbox"', 'path = "mailbox"\npoll_seconds = 1'))
    daemon = town.start("run")
    town.complain(*PEOPLE)
    assert at_last(lambda: town.letters_to(PEOPLE[0]) == 1)
    beside = [town.start("round"), town.start("run")]
    town.end(beside[0])
    refused = town.end(beside[1], code=1)
    assert "Another mailroom daemon is at work on this record." in refused
    assert at_last(lambda: sum(map(town.letters_to, PEOPLE)) == len(PEOPLE))
    daemon.send_signal(signal.SIGTERM)
    town.end(daemon)
    each_was_answered_once(town)
