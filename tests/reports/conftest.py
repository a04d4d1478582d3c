"""A council with a record to be reported on, without mail or post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from mailroom.clock import SetClock
from mailroom.config import load_config
from mailroom.house import House, open_house
from mailroom.reports.figures import Cell, Report
from mailroom.reports.gather import gather
from mailroom.reports.report import BLOCKS, figures_of, make
from mailroom.reports.seen import Seen
from mailroom.rules.report_periods import Period
from store.session import Record
from tests.reports.lot import by_lot
from tests.reports.seed import CONFIG, TODAY, Seed, noon

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


@dataclass(frozen=True)
class Reported:
    """A house whose record is reported on."""

    house: House
    folder: Path

    def fill(self, lay: Callable[[Seed], object]) -> None:
        """Lay something into the record."""
        with self.house.record.write() as conn:
            lay(Seed(self.house, conn))

    def seen(
        self, period: Period = QUARTER, *, anonymous: bool = True, today: date = TODAY
    ) -> Seen:
        with self.house.record.read() as conn:
            return gather(self.house, conn, period, today, anonymous=anonymous)

    def figures(self, period: Period = QUARTER, *blocks: str, anonymous: bool = True) -> Report:
        return figures_of(self.seen(period, anonymous=anonymous), blocks or tuple(BLOCKS))


def value(report: Report, block: str, name: str) -> object:
    """A figure of the first part."""
    (section,) = (one for one in report.parts[0].sections if one.block == block)
    return next(one.value for one in section.figures if one.name == name)


def rows(report: Report, block: str, table: str) -> list[tuple[Cell, ...]]:
    """A table's rows of the first part."""
    (section,) = (one for one in report.parts[0].sections if one.block == block)
    return list(next(one.rows for one in section.tables if one.name == table))


@contextmanager
def council(folder: Path, migrated: Path) -> Iterator[Reported]:
    """A council in a folder, with nothing in its record."""
    (folder / "record.sqlite").write_bytes(migrated.read_bytes())
    key = folder / "signing-key"
    key.write_text("k" * 64)
    key.chmod(0o600)
    (folder / "mailroom.toml").write_text(CONFIG)
    config = load_config(folder / "mailroom.toml")
    record = Record(config.record.url)
    yield Reported(open_house(config, record, SetClock(noon(TODAY)), lambda: "x"), folder)
    record.close()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Reported]:
    """A council with a quarter of some size."""

    def lay(seed: Seed) -> None:
        seed.by_hand()
        by_lot(seed, Random(3), 120)

    with council(tmp_path_factory.mktemp("council"), migrated_file) as one:
        one.fill(lay)
        yield one


@pytest.fixture(scope="module")
def quarterly(told: Reported) -> Report:
    policy = told.house.policy("south-cambs-corporate")
    (rule,) = (one for one in policy.reports if one.name == "quarterly")
    return make(told.seen(), policy, rule)


@pytest.fixture
def reported(tmp_path: Path, migrated_file: Path) -> Iterator[Reported]:
    """Nothing in the record yet."""
    with council(tmp_path, migrated_file) as one:
        yield one
