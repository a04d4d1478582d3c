"""Fixtures: the reader of documents, once; a town, anew for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parsers.documents import Reader
from tests.jobs.town import Town


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """One reader for all: its child takes a second to start."""
    with Reader(seconds=20) as one:
        yield one


@pytest.fixture
def town(tmp_path: Path, reader: Reader) -> Iterator[Town]:
    """A town before its first mail."""
    one = Town(tmp_path, reader)
    yield one
    one.record.close()
