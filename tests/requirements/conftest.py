"""Fixtures: a council under whatever policy a test names, with or without a complaint in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parsers.documents import Reader
from tests.acts.conftest import reader, under
from tests.acts.council import Council, town_with

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
