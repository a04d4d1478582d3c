"""Fixtures: one reader of documents, and a council under whatever policy a test names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parsers.documents import Reader
from tests.acts.council import Council, town_with

Under = Callable[..., Council]


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """One reader for all: its child takes a second to start."""
    with Reader(seconds=20) as one:
        yield one


@pytest.fixture
def under(tmp_path: Path, reader: Reader) -> Iterator[Under]:
    """Makes a council under a policy, with Una's complaint in it."""
    made: list[Council] = []

    def make(policy: str, change: Callable[[str], str] | None = None) -> Council:
        council = town_with(tmp_path, reader, policy, change)
        made.append(council)
        council.complain()
        return council

    yield make
    for one in made:
        one.town.record.close()
