"""Waiting for mail on a real Dovecot: prompt when it comes, and never fooled by a dead line."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from mailroom.errors import MailboxUnavailable
from mailroom.gates.idle import backoff_seconds
from mailroom.gates.imap import ImapMailbox
from tests.gates.conftest import letter
from tests.servers.dovecot import Account, Dovecot
from tests.servers.proxy import Proxy

pytestmark = pytest.mark.server

NewMailbox = Callable[..., ImapMailbox]


@contextmanager
def after(seconds: float, act: Callable[[], object]) -> Iterator[None]:
    """Do something a little later, while the test waits."""
    timer = threading.Timer(seconds, act)
    timer.start()
    yield
    timer.join()


def open_and_look(mailbox: ImapMailbox) -> list[int]:
    """What a round does before it waits."""
    mailbox.open()
    return mailbox.uids()


@pytest.mark.parametrize("delay", [0.3, 2.6], ids=["in the first IDLE", "in the second"])
def test_idle_wakes_within_a_second_of_delivery(
    account: Account, new_mailbox: NewMailbox, delay: float
) -> None:
    mailbox = new_mailbox(account)
    open_and_look(mailbox)
    started = time.monotonic()
    with after(delay, lambda: account.deliver(letter())):
        assert mailbox.wait(20) is True
    assert time.monotonic() - started - delay < 1
    assert mailbox.uids() == [1]


def test_mail_that_came_between_looking_and_waiting_is_noticed_at_once(
    account: Account, new_mailbox: NewMailbox
) -> None:
    account.deliver(letter(1), name="1700000001.x")
    mailbox = new_mailbox(account)
    uids = open_and_look(mailbox)
    account.deliver(letter(2), name="1700000002.x")
    # The server announces it in the answer to this FETCH, which nobody reads for it.
    assert len(list(mailbox.fetch(uids))) == 1
    started = time.monotonic()
    assert mailbox.wait(20) is True
    assert time.monotonic() - started < 1.5


def test_a_quiet_wait_ends_in_time(account: Account, new_mailbox: NewMailbox) -> None:
    account.deliver(letter())
    mailbox = new_mailbox(account)
    open_and_look(mailbox)
    started = time.monotonic()
    assert mailbox.wait(0.8) is False
    assert 0.8 <= time.monotonic() - started < 1.5


def test_a_server_without_idle_is_looked_at_now_and_then(
    dovecot: Dovecot, new_mailbox: NewMailbox
) -> None:
    account = dovecot.new_account(bare=True)
    mailbox = new_mailbox(account, poll_seconds=0.2)
    open_and_look(mailbox)
    assert mailbox.wait(0.5) is False
    with after(0.3, lambda: account.deliver(letter())):
        started = time.monotonic()
        assert mailbox.wait(20) is True
    assert time.monotonic() - started < 1


def test_a_wake_ends_the_wait_early(account: Account, new_mailbox: NewMailbox) -> None:
    wake = threading.Event()
    mailbox = new_mailbox(account, more={"wake": wake})
    open_and_look(mailbox)
    started = time.monotonic()
    with after(0.2, wake.set):
        assert mailbox.wait(20) is False
    assert time.monotonic() - started < 1.2


def test_a_cut_line_is_noticed_and_the_next_open_connects_anew(
    account: Account, new_mailbox: NewMailbox, proxy: Proxy
) -> None:
    mailbox = new_mailbox(account, port=proxy.port)
    open_and_look(mailbox)
    started = time.monotonic()
    with after(0.3, proxy.cut):
        assert mailbox.wait(30) is True
    assert time.monotonic() - started < 3
    account.deliver(letter())
    assert open_and_look(mailbox) == [1]
    assert proxy.calls == 2


def test_a_swallowed_line_is_noticed_when_the_idle_ends(
    account: Account, new_mailbox: NewMailbox, proxy: Proxy
) -> None:
    mailbox = new_mailbox(account, port=proxy.port, read_seconds=0.5, idle_seconds=0.5)
    open_and_look(mailbox)
    proxy.swallow()
    started = time.monotonic()
    assert mailbox.wait(30) is True
    assert time.monotonic() - started < 4
    proxy.restore()
    account.deliver(letter())
    assert open_and_look(mailbox) == [1]


def test_a_line_lost_between_two_rounds_is_no_news(
    account: Account, new_mailbox: NewMailbox, proxy: Proxy
) -> None:
    mailbox = new_mailbox(account, port=proxy.port)
    open_and_look(mailbox)
    proxy.cut()
    time.sleep(0.05)
    assert open_and_look(mailbox) == []


def test_a_line_lost_in_the_middle_of_a_fetch_is_told_in_words(
    account: Account, new_mailbox: NewMailbox, proxy: Proxy
) -> None:
    for number in range(60):
        account.deliver(letter(number), name=f"{1_700_000_000 + number}.x")
    mailbox = new_mailbox(account, port=proxy.port)
    fetching = mailbox.fetch(open_and_look(mailbox))
    next(fetching)
    proxy.cut()
    with pytest.raises(MailboxUnavailable, match="The line to localhost port") as told:
        list(fetching)
    assert "'feedback'" in str(told.value)
    assert "again by itself" in str(told.value)
    assert len(open_and_look(mailbox)) == 60


def test_a_server_that_hangs_up_again_and_again_is_left_alone_for_longer_and_longer(
    account: Account, new_mailbox: NewMailbox, proxy: Proxy
) -> None:
    mailbox = new_mailbox(account, port=proxy.port)
    proxy.refuse()
    pauses = []
    for _ in range(2):
        with pytest.raises(MailboxUnavailable):
            mailbox.open()
        started = time.monotonic()
        assert mailbox.wait(30) is True
        pauses.append(time.monotonic() - started)
    assert 0.9 < pauses[0] < 1.9 < pauses[1] < 3.9


def test_the_pause_doubles_to_five_minutes_and_chance_takes_up_to_half() -> None:
    assert [backoff_seconds(n, 0.0) for n in range(4)] == [1, 2, 4, 8]
    assert backoff_seconds(10_000, 0.0) == 300
    assert backoff_seconds(3, 1.0) == 4
