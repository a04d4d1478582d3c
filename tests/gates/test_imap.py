"""Collecting from a real Dovecot: what is read, in which order, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from imapclient import IMAPClient

from mailroom.errors import MailboxUnavailable
from mailroom.gates.imap import ImapMailbox
from mailroom.gates.imap_fetch import batches
from mailroom.gates.mailbox import AfterStoring, Fetched, TooLarge
from tests.gates.conftest import letter
from tests.servers.dovecot import Account, Dovecot

pytestmark = pytest.mark.server

NewMailbox = Callable[..., ImapMailbox]


def subjects(client: IMAPClient, folder: str) -> list[int]:
    """The numbers of the messages in a folder, in order."""
    client.select_folder(folder, readonly=True)
    found = client.fetch(client.search(["ALL"]), ["BODY.PEEK[HEADER.FIELDS (SUBJECT)]"])
    return [int(item[b"BODY[HEADER.FIELDS (SUBJECT)]"].split()[-1]) for item in found.values()]


def test_a_message_comes_byte_for_byte_with_the_instant_the_server_took_it(
    account: Account, new_mailbox: NewMailbox, other_client: IMAPClient
) -> None:
    raw = b"Subject: caf\xe9 \x80\r\n\r\n8-bit \xff\xfe bytes,\r\n.dots and no end of line"
    at = datetime(2026, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    other_client.append("INBOX", raw, msg_time=at)
    mailbox = new_mailbox(account)
    mailbox.open()
    assert list(mailbox.fetch(mailbox.uids())) == [
        Fetched(1, raw, datetime(2026, 6, 1, 8, 30, tzinfo=UTC))
    ]


@pytest.mark.parametrize("after", [AfterStoring.LEAVE, AfterStoring.MOVE])
def test_reading_marks_nothing_as_seen(
    account: Account, new_mailbox: NewMailbox, other_client: IMAPClient, after: AfterStoring
) -> None:
    account.deliver(letter())
    mailbox = new_mailbox(account, after_storing=after, move_to="Stored")
    mailbox.open()
    assert len(list(mailbox.fetch(mailbox.uids()))) == 1
    other_client.select_folder("INBOX")
    assert other_client.search(["UNSEEN"]) == [1]


def test_a_backlog_of_three_hundred_comes_oldest_first(
    account: Account, new_mailbox: NewMailbox
) -> None:
    for number in range(300):
        account.deliver(letter(number), name=f"{1_700_000_000 + number}.backlog")
    mailbox = new_mailbox(account)
    mailbox.open()
    uids = mailbox.uids()
    fetched = list(mailbox.fetch(uids))
    assert [item.uid for item in fetched] == uids == sorted(uids)
    assert [item.raw for item in fetched if isinstance(item, Fetched)] == [
        letter(number) for number in range(300)
    ]


def test_a_huge_message_is_told_of_and_its_neighbours_are_read(
    account: Account, new_mailbox: NewMailbox
) -> None:
    for number, size in enumerate([0, 200_000, 0], start=1):
        account.deliver(letter(number, size=size), name=f"170000000{number}.x")
    mailbox = new_mailbox(account, max_message_bytes=100_000)
    mailbox.open()
    first, huge, last = mailbox.fetch(mailbox.uids())
    assert isinstance(first, Fetched)
    assert isinstance(last, Fetched)
    assert isinstance(huge, TooLarge)
    assert huge.size == len(letter(2, size=200_000))
    assert huge.header == letter(2).partition(b"Message 2")[0]
    assert "100,000" in huge.why


def test_a_message_that_vanished_is_passed_over(
    account: Account, new_mailbox: NewMailbox, other_client: IMAPClient
) -> None:
    for number in (1, 2, 3):
        account.deliver(letter(number), name=f"170000000{number}.x")
    mailbox = new_mailbox(account)
    mailbox.open()
    uids = mailbox.uids()
    other_client.select_folder("INBOX")
    other_client.delete_messages([2])
    other_client.uid_expunge([2])
    assert [item.uid for item in mailbox.fetch([*uids, 4711])] == [1, 3]


@pytest.mark.parametrize("bare", [False, True], ids=["MOVE", "COPY without MOVE and UIDPLUS"])
def test_only_the_named_messages_are_moved_and_a_repetition_is_harmless(
    dovecot: Dovecot, new_mailbox: NewMailbox, bare: bool
) -> None:
    account = dovecot.new_account(bare=bare)
    for number in (1, 2, 3, 4):
        account.deliver(letter(number), name=f"170000000{number}.x")
    mailbox = new_mailbox(account, after_storing=AfterStoring.MOVE, move_to="Stored/2026")
    mailbox.open()
    assert mailbox.uids() == [1, 2, 3, 4]
    mailbox.treat([1, 3])
    mailbox.treat([1, 3])
    with IMAPClient("localhost", port=dovecot.port, ssl=False) as client:
        client.login(account.username, account.password)
        assert subjects(client, "Stored/2026") == [1, 3]
        # Without UIDPLUS the two are marked and stay: an EXPUNGE could take others along.
        assert subjects(client, "INBOX") == ([1, 2, 3, 4] if bare else [2, 4])
        client.select_folder("INBOX")
        assert client.search(["DELETED"]) == ([1, 3] if bare else [])


def test_only_the_named_messages_are_deleted_and_not_what_others_marked(
    account: Account, new_mailbox: NewMailbox, other_client: IMAPClient
) -> None:
    for number in (1, 2, 3):
        account.deliver(letter(number), name=f"170000000{number}.x")
    other_client.select_folder("INBOX")
    other_client.delete_messages([3])
    mailbox = new_mailbox(account, after_storing=AfterStoring.DELETE)
    mailbox.open()
    mailbox.treat([1])
    mailbox.treat([1])
    assert subjects(other_client, "INBOX") == [2, 3]


def test_leaving_changes_nothing_on_the_server(
    account: Account, new_mailbox: NewMailbox, other_client: IMAPClient
) -> None:
    account.deliver(letter())
    mailbox = new_mailbox(account)
    mailbox.open()
    mailbox.treat(mailbox.uids())
    other_client.select_folder("INBOX")
    assert other_client.search(["UNSEEN", "UNDELETED"]) == [1]


def test_another_uidvalidity_is_told_when_the_folder_was_made_anew(
    account: Account, new_mailbox: NewMailbox, other_client: IMAPClient
) -> None:
    other_client.create_folder("Feedback")
    mailbox = new_mailbox(account, folder="Feedback")
    before = mailbox.open()
    assert mailbox.open() == before
    other_client.delete_folder("Feedback")
    other_client.create_folder("Feedback")
    assert mailbox.open() != before


def test_a_mailbox_that_is_not_open_is_not_reopened_in_silence(
    account: Account, new_mailbox: NewMailbox
) -> None:
    with pytest.raises(MailboxUnavailable, match="not open"):
        new_mailbox(account).uids()


def test_check_says_what_will_be_done(dovecot: Dovecot, new_mailbox: NewMailbox) -> None:
    rich, poor = dovecot.new_account(), dovecot.new_account(bare=True)
    moving = {"after_storing": AfterStoring.MOVE, "move_to": "Stored"}
    said = " ".join(new_mailbox(rich, **moving).check())
    assert "IDLE" in said
    assert "moved to Stored (to be made)" in said
    said = " ".join(new_mailbox(poor, after_storing=AfterStoring.DELETE).check())
    assert "every 60 seconds" in said
    assert "only marked deleted" in said


def test_batches_keep_the_order_and_the_limits() -> None:
    sizes = dict.fromkeys(range(1, 31), 900) | {31: 5000} | {32: 10}
    cut = list(batches(sizes, limit=4000))
    assert [uid for batch in cut for uid in batch] == list(sizes)
    assert [31] in cut
    assert all(sum(sizes[uid] for uid in batch) <= 4000 for batch in cut if batch != [31])
