"""Mail in folders of files: read without being disturbed, written without being doubled."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroom.errors import MailboxUnavailable, PostUnavailable
from mailroom.gates.mailbox import AfterStoring, Fetched, TooLarge
from mailroom.gates.maildir import (
    MaildirMailbox,
    MaildirPost,
    MaildirSettings,
    make_maildir,
)
from mailroom.gates.post import Accepted, Later
from tests.gates.conftest import letter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty Maildir."""
    return make_maildir(tmp_path / "in")


def deliver(folder: Path, name: str, raw: bytes = b"A: b\r\n\r\nc", at: int = 0) -> Path:
    """Put a message there as a delivery agent does, with the time it came."""
    draft = folder / "tmp" / name
    draft.write_bytes(raw)
    if at:
        os.utime(draft, (at, at))
    return draft.rename(folder / "new" / name)


def mailbox_at(folder: Path, after: AfterStoring = AfterStoring.LEAVE) -> MaildirMailbox:
    """A mailbox that reads this folder."""
    return MaildirMailbox(MaildirSettings("feedback", folder, after, move_to="../stored"))


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_bytes_come_as_they_lie_there_with_the_time_of_the_file(folder: Path, end: bytes) -> None:
    raw = end.join([b"Subject: x", b"", b"caf\xe9", b"."])
    deliver(folder, "1.x", raw, at=1_780_000_000)
    mailbox = mailbox_at(folder)
    assert mailbox.open() == 1
    (uid,) = mailbox.uids()
    at = datetime.fromtimestamp(1_780_000_000, UTC)
    assert list(mailbox.fetch([uid])) == [Fetched(uid, raw, at)]


def test_a_backlog_of_three_hundred_comes_oldest_first(folder: Path) -> None:
    for number in range(300):
        deliver(folder, f"{number * 7919 % 300}.x", letter(number), at=1_780_000_000 + number)
    mailbox = mailbox_at(folder)
    fetched = list(mailbox.fetch(sorted(mailbox.uids())))  # as the record names them
    assert [item.raw for item in fetched if isinstance(item, Fetched)] == [
        letter(number) for number in range(300)
    ]


def test_files_still_being_written_and_hidden_files_are_not_mail(folder: Path) -> None:
    (folder / "tmp" / "2.x").write_bytes(b"half")
    (folder / "new" / ".lock").write_bytes(b"")
    (folder / "cur" / "sub").mkdir()
    assert mailbox_at(folder).uids() == []


def test_a_message_keeps_its_number_when_another_reader_marks_it(folder: Path) -> None:
    file = deliver(folder, "1.x")
    mailbox = mailbox_at(folder)
    (uid,) = mailbox.uids()
    assert 0 < uid < 2**63
    file.rename(folder / "cur" / "1.x:2,RS")
    assert len(list(mailbox.fetch([uid]))) == 1
    assert mailbox_at(folder).uids() == [uid]


def test_a_huge_message_is_told_of(folder: Path) -> None:
    deliver(folder, "1.x", b"Subject: x\n\n" + b"y" * 1000)
    mailbox = MaildirMailbox(MaildirSettings("feedback", folder, max_message_bytes=500))
    (huge,) = mailbox.fetch(mailbox.uids())
    assert isinstance(huge, TooLarge)
    assert (huge.size, huge.header) == (1012, b"Subject: x\n\n")


def test_what_has_vanished_is_passed_over(folder: Path) -> None:
    deliver(folder, "1.x")
    gone = deliver(folder, "2.x")
    mailbox = mailbox_at(folder)
    uids = mailbox.uids()
    gone.unlink()
    assert len(list(mailbox.fetch(uids))) == 1
    assert list(mailbox.fetch([4711])) == []


@pytest.mark.parametrize(
    ("after", "left", "stored"),
    [
        (AfterStoring.LEAVE, ["cur/1.x:2,S", "new/2.x"], []),
        (AfterStoring.MOVE, ["new/2.x"], ["cur/1.x:2,S"]),
        (AfterStoring.DELETE, ["new/2.x"], []),
    ],
    ids=str,
)
def test_only_the_named_messages_are_treated_and_a_repetition_is_harmless(
    folder: Path, after: AfterStoring, left: list[str], stored: list[str]
) -> None:
    deliver(folder, "1.x", at=1_780_000_000)
    deliver(folder, "2.x", at=1_780_000_001)
    mailbox = mailbox_at(folder, after)
    first, _ = mailbox.uids()
    mailbox.treat([first])
    mailbox.treat([first])
    mailbox_at(folder, after).treat([first])
    target = folder.parent / "stored"
    found = [sorted(str(f.relative_to(d)) for f in d.glob("*/*")) for d in (folder, target)]
    assert found == [left, stored]


def test_waiting_ends_when_mail_comes_and_not_for_our_own_moves(folder: Path) -> None:
    deliver(folder, "1.x")
    mailbox = mailbox_at(folder)
    mailbox.treat(mailbox.uids())
    assert mailbox.wait(0.05) is False
    timer = threading.Timer(0.2, deliver, [folder, "2.x"])
    timer.start()
    started = time.monotonic()
    assert mailbox.wait(10) is True
    assert time.monotonic() - started < 1.5
    timer.join()


def test_mail_that_came_between_looking_and_waiting_is_noticed_at_once(folder: Path) -> None:
    mailbox = mailbox_at(folder)
    mailbox.uids()
    deliver(folder, "1.x")
    started = time.monotonic()
    assert mailbox.wait(10) is True
    assert time.monotonic() - started < 0.5


def test_a_wake_ends_the_wait_early(folder: Path) -> None:
    wake = threading.Event()
    mailbox = MaildirMailbox(MaildirSettings("feedback", folder), wake=wake)
    mailbox.uids()
    wake.set()
    assert mailbox.wait(10) is False


def test_a_missing_folder_is_told_in_words(tmp_path: Path) -> None:
    mailbox = mailbox_at(tmp_path / "nowhere")
    for ask in (mailbox.open, mailbox.uids, mailbox.check):
        with pytest.raises(MailboxUnavailable, match="there is no folder"):
            ask()
    assert mailbox.wait(0.1) is False, "it was asked again at once, for ever"


def test_a_letter_is_written_once_however_often_it_is_sent(tmp_path: Path) -> None:
    post = MaildirPost(tmp_path / "out")
    outcomes = {post.send(letter(1), "us@x.example", ["r@x.example"]) for _ in range(3)}
    assert len(outcomes) == 1
    (file,) = (tmp_path / "out" / "new").iterdir()
    assert file.read_bytes() == letter(1)
    file.rename(tmp_path / "out" / "cur" / f"{file.name}:2,S")  # somebody read it
    assert isinstance(post.send(letter(1), "us@x.example", ["r@x.example"]), Accepted)
    assert list((tmp_path / "out" / "new").iterdir()) == []
    post.send(letter(1), "us@x.example", ["other@x.example"])
    post.send(letter(2), "us@x.example", ["r@x.example"])
    assert len(list((tmp_path / "out" / "new").iterdir())) == 2
    assert list((tmp_path / "out" / "tmp").iterdir()) == []


def test_a_folder_that_cannot_be_written_puts_letters_off(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way")
    post = MaildirPost(tmp_path / "out")
    outcome = post.send(letter(), "us@x.example", ["r@x.example"])
    assert isinstance(outcome, Later)
    assert outcome.unavailable
    with pytest.raises(PostUnavailable):
        post.check()
