"""One case and one pack of it for the tests that only look: making one takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.jobs.pack import Pack
from parsers.documents import Reader
from tests.packs.casework import casework, packed
from tests.requirements.district import District


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader(seconds=20) as one:
        yield one


@pytest.fixture(scope="session")
def on_file(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[District]:
    """Una's case, with all that there is on it."""
    one = casework(tmp_path_factory.mktemp("council"), reader)
    yield one
    one.town.record.close()


@pytest.fixture(scope="session")
def made(on_file: District, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of it."""
    return packed(on_file, tmp_path_factory.mktemp("made"))


@pytest.fixture
def fresh(tmp_path: Path, reader: Reader) -> Iterator[District]:
    """The same case in a council of its own, to be changed."""
    one = casework(tmp_path / "council", reader)
    yield one
    one.town.record.close()
