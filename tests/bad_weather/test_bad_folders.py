"""Folders that vanish, cannot be read or written: said in words, and all goes on when they are back."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable

import pytest

from mailroom.gates.maildir import MaildirMailbox, MaildirSettings, make_maildir
from tests.bad_weather.rights import as_anybody
from tests.bad_weather.town import Town


def at_last(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def bound(town: Town, *words: str, code: int = 0) -> str:
    """A command by somebody whom file permissions bind."""
    with as_anybody():
        return town.run(*words, code=code).output


def test_one_file_that_may_not_be_read_keeps_no_other_back(town: Town) -> None:
    town.complain("ann", "una", "zoe")
    shut = town.folder / "mailbox" / "new" / "una"
    shut.chmod(0o000)
    said = bound(town, "round", code=1)
    assert "2 new, 2 handled" in said
    assert "Not done: feedback: The mailbox 'feedback' cannot be read" in said
    assert f"{shut}: Permission denied" in said
    assert "Check the folder and the rights of mailroom's user." in said
    assert town.letters_to("ann") == town.letters_to("zoe") == 1
    assert "NOT READABLE since" in town.run("status").output
    shut.chmod(0o600)
    assert "1 new, 1 handled" in bound(town, "round")
    assert town.letters_to("una") == 1
    assert "NOT READABLE" not in town.run("status").output


def test_a_mailbox_that_may_not_be_entered_is_said_in_words(town: Town) -> None:
    town.complain("una")
    box = town.folder / "mailbox" / "new"
    box.chmod(0o000)
    said = bound(town, "round", code=1)
    assert f"{box}: Permission denied" in said
    assert "Mail stays in the folder" in said
    box.chmod(0o700)
    assert "1 new, 1 handled" in bound(town, "round")


def letters_waiting(town: Town) -> int:
    """How many letters `mailroom status` says wait to be sent."""
    found = re.search(r"(\d+) waiting", town.run("status").output)
    assert found
    return int(found[1])


def test_letters_wait_until_the_post_may_be_written(town: Town) -> None:
    town.complain("una")
    for name in ("new", "tmp"):
        (town.folder / "post" / name).chmod(0o500)
    said = bound(town, "round", code=1)
    assert "1 new, 1 handled" in said
    assert "Not done: post: The letter cannot be written." in said
    assert "Permission denied" in said
    # Of a working day the coordinators' word is one letter more.
    waiting = letters_waiting(town)
    assert waiting >= 4
    for name in ("new", "tmp"):
        (town.folder / "post" / name).chmod(0o700)
    # The first letter was put off for some minutes; the others were never tried.
    bound(town, "round")
    assert f"{waiting - 1} sent, 1 waiting" in town.run("status").output


def test_a_post_that_is_no_folder_is_said_in_words(town: Town) -> None:
    shutil.rmtree(town.folder / "post")
    (town.folder / "post").write_text("")
    town.complain("una")
    assert "Not done: post: The letter cannot be written." in town.said_by_round()
    assert "WRONG post" in town.run("check", code=1).output
    waiting = letters_waiting(town)
    (town.folder / "post").unlink()
    town.round()
    assert f"{waiting - 1} sent, 1 waiting" in town.run("status").output


def test_a_file_that_vanishes_between_listing_and_reading_is_passed_over(town: Town) -> None:
    town.complain("ann", "una", "zoe")
    box = MaildirMailbox(MaildirSettings("feedback", town.folder / "mailbox"))
    uids = box.uids()
    (town.folder / "mailbox" / "new" / "una").unlink()
    assert len(list(box.fetch(uids))) == 2
    box.treat(uids)
    assert "2 new, 2 handled" in town.round()


def test_a_mailbox_that_is_no_longer_there_is_said_in_words(town: Town) -> None:
    shutil.rmtree(town.folder / "mailbox")
    said = town.said_by_round()
    assert f"there is no folder {town.folder / 'mailbox' / 'new'}" in said
    assert "a Maildir has cur, new and tmp" in said
    assert "NOT READABLE since" in town.run("status").output
    make_maildir(town.folder / "mailbox")
    town.complain("una")
    assert "1 new, 1 handled" in town.round()


@pytest.fixture
def daemon(town: Town) -> subprocess.Popen[str]:
    """`mailroom run` at work."""
    town.change(('path = "mailbox"', 'path = "mailbox"\npoll_seconds = 1'))
    return town.start("run")


@pytest.mark.slow
def test_a_folder_deleted_under_the_daemon_and_made_again_costs_nothing(
    town: Town, daemon: subprocess.Popen[str]
) -> None:
    town.complain("ann")
    assert at_last(lambda: town.letters_to("ann") == 1)
    shutil.rmtree(town.folder / "mailbox")
    # A running daemon keeps to the configuration it has read.
    (town.folder / "mailroom.toml").rename(town.folder / "kept.toml")
    time.sleep(3)
    (town.folder / "kept.toml").rename(town.folder / "mailroom.toml")
    assert "NOT READABLE since" in town.run("status").output
    make_maildir(town.folder / "mailbox")
    town.complain("una")
    assert at_last(lambda: town.letters_to("una") == 1)
    daemon.send_signal(signal.SIGTERM)
    said = town.end(daemon)
    assert "in mailroom itself" not in said
    assert 1 <= said.count("there is no folder") <= 5
