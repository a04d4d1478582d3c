"""The town that bad weather comes over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_weather.town import Town, found_town


@pytest.fixture
def town(tmp_path: Path, migrated_file: Path) -> Iterator[Town]:
    town = found_town(tmp_path, migrated_file)
    yield town
    town.leave()
