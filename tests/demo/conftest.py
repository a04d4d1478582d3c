"""A council that was played once, for all tests of this folder to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroom.clock import SetClock
from mailroom.demo.account import Account, read_account
from mailroom.demo.piece import Piece
from mailroom.demo.play import Stand, pieces, play
from mailroom.demo.stage import set_stage
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from parsers.documents import Reader
from store.session import Record

# A Wednesday without a bank holiday in the weeks before it.
NOW = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Played:
    """The house after the play, its account, and which pieces were left out with why."""

    house: House
    folder: Path
    account: Account
    laid: tuple[Piece, ...]
    left_out: dict[str, str]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """All pieces played on a set clock."""
    folder = tmp_path_factory.mktemp("demo")
    config = set_stage(folder, lambda: b"a secret of the test's own, 32 b")
    record = Record(config.record.url)
    clock = SetClock(pieces()[0].comes.before(NOW))
    nonces = iter(range(10_000))
    house = open_house(config, record, clock, lambda: f"{next(nonces):016d}", instance="demo")
    post, boxes = open_post(config), tuple(open_mailboxes(config))
    with Reader(seconds=20, memory_bytes=512 << 20) as reader:
        done = list(play(Stand(house, clock, boxes, post, reader, folder), NOW))
    with record.read() as conn:
        account = read_account(conn, config)
    yield Played(
        replace(house, clock=clock),
        folder,
        account,
        tuple(one.piece for one in done if not one.left_out),
        {one.piece.key: one.left_out for one in done if one.left_out},
    )
    record.close()
