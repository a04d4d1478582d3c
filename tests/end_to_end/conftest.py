"""Councils for the end-to-end tests: on a SQLite file unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.council import Council, Settings
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
