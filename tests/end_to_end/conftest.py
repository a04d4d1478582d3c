"""Councils for the end-to-end tests: on a SQLite file unless a test says otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.council import Council, Settings
from tests.end_to_end.mailbag import mailbag
from tests.end_to_end.outcome import Outcome, check_post, outcome_of
from tests.end_to_end.town import town
from tests.servers.certificate import Certificate
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

NewCouncil = Callable[..., Council]


@pytest.fixture
def new_council(
    dovecot: Dovecot, smtp_server: SmtpServer, sqlite_url: str, tmp_path: Path
) -> Iterator[NewCouncil]:
    """Sets up a council: new_council(policy=..., boxes=..., ...)."""
    with ExitStack() as opened:

        def set_up(**settings: Any) -> Council:
            council = Council(tmp_path, Settings(**settings), dovecot, smtp_server, sqlite_url)
            opened.callback(council.close)
            return council

        yield set_up


@pytest.fixture
def council(new_council: NewCouncil) -> Council:
    """A council under South Cambridgeshire's policy of 2021."""
    return new_council()


@pytest.fixture(scope="session")
def undisturbed(
    dovecot: Dovecot,
    certificate: Certificate,
    migrated_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Outcome:
    """What a daemon that nobody disturbs makes of the mailbag."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "record.db").write_bytes(migrated_file.read_bytes())
    smtp = SmtpServer(certificate)
    smtp.start()
    with town(folder, dovecot, smtp, f"sqlite:///{folder / 'record.db'}") as quiet:
        bag = mailbag()
        quiet.post(bag)
        began = time.monotonic()
        life = quiet.nursery.start()
        ready = time.monotonic() - began
        took = quiet.wait_until_settled(120)
        print(f"undisturbed: ready after {ready:.2f} s, {quiet.posted} messages in {took:.1f} s")
        life.stop()
        assert life.code == 0
        assert check_post(quiet.record, smtp.taken) == 0
        found = outcome_of(quiet.record)
    smtp.stop()
    return found
