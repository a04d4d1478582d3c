"""Fixtures: a council under whatever policy a test names, with or without a complaint in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from parsers.documents import Reader
from tests.acts.conftest import reader, under
from tests.acts.council import Council, town_with
from tests.jobs.town import START
from tests.requirements.south_cambs import town_of

__all__ = ["reader", "under"]

Empty = Callable[..., Council]


@pytest.fixture
def empty(tmp_path: Path, reader: Reader) -> Iterator[Empty]:
    """Makes a council under a policy, with nothing in it yet; `change` edits the policy's text first."""
    made: list[Council] = []

    def make(policy: str, change: Callable[[str], str] | None = None) -> Council:
        council = town_with(tmp_path, reader, policy, change)
        made.append(council)
        return council

    yield make
    for one in made:
        one.town.record.close()


@pytest.fixture
def south_cambs(tmp_path: Path, reader: Reader) -> Iterator[Empty]:
    """Makes South Cambridgeshire under one of its policies, from a day on, with nothing in it yet."""
    made: list[Council] = []

    def make(
        policy: str, start: datetime = START, change: Callable[[str], str] | None = None
    ) -> Council:
        council = town_of(tmp_path, reader, policy, start, change)
        made.append(council)
        return council

    yield make
    for one in made:
        one.town.record.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each of these plays a council's day: left out of `make check`, but for the page itself."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.name != "test_page.py":
            item.add_marker(pytest.mark.slow)
