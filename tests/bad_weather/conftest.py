"""The town that bad weather comes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_weather.town import Town, found_town


@pytest.fixture
def town(tmp_path: Path, migrated_file: Path) -> Town:
    return found_town(tmp_path, migrated_file)
