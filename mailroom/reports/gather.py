"""Reads what a report is reckoned from, for all of its blocks at once. The only module here that asks the record."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from mailroom.clock import LONDON
from mailroom.config import Config
from mailroom.errors import ConfigFault, PolicyFault
from mailroom.house import House, policies_named
from mailroom.reports.seen import Seen, Statistic, cases_of
from mailroom.rules.policy import Policy
from mailroom.rules.report_periods import Period
from mailroom.rules.unusual import month_edges
from store import figures, restrictions
from store.session import Connection

_DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """The instant at which a day of the council begins."""
    return datetime.combine(day, time(), LONDON)


def gather(
    house: House,
    conn: Connection,
    period: Period,
    today: date,
    *,
    anonymous: bool = True,
    statistics: Mapping[str, Statistic] | None = None,
) -> Seen:
    """Everything of a period, of all policies and services; in residents' words only where it is not anonymous."""
    in_use = [house.policy(name) for name in sorted(policies_named(house.config))]
    seen = Seen(
        period,
        today,
        house.config,
        house.calendar,
        {policy.digest: policy for policy in in_use},
        tuple(in_use),
        anonymous,
        statistics=statistics,
        restrictions=tuple(restrictions.restrictions(conn)),
    )
    full = _with_rows(seen, conn)
    return replace(_with_people(full, conn), policies=_policies(house, full))


def _with_rows(seen: Seen, conn: Connection) -> Seen:
    period, before = seen.period, seen.period.before
    first, end = midnight(period.from_on), midnight(period.to_on + _DAY)
    # What was open or late is told of the last day that can be spoken of.
    over = midnight(seen.last_on + _DAY)
    learnt = figures.learnt(conn, first, end)
    return replace(
        seen,
        received=tuple(figures.received(conn, first, end)),
        before=tuple(figures.received(conn, midnight(before.from_on), first)),
        closed=tuple(figures.closed(conn, first, end)),
        stages=tuple(figures.stages_between(conn, first, end)),
        open=tuple(figures.open_at(conn, over)),
        due=tuple(figures.due(conn, period.from_on, period.to_on)),
        remedies=tuple(figures.remedies_between(conn, first, end, period.from_on, period.to_on)),
        overdue=tuple(figures.overdue_at(conn, _late_before(seen), over)),
        actions=tuple(figures.remedies_of_cases(conn, {row.case.id for row in learnt})),
        learnt=tuple(learnt),
        surveyed=tuple(figures.surveyed(conn, first, end)),
        refused=tuple(figures.refused(conn, first, end)),
        counted=tuple(_counted(seen, conn)),
    )


def _late_before(seen: Seen) -> date:
    """Promised for a day before this one is late: a day is late once it is over."""
    return min(seen.period.to_on + _DAY, seen.today)


def _counted(seen: Seen, conn: Connection) -> Iterable[tuple[str, str, str, int, int]]:
    if all(policy.unusual is None for policy in seen.in_use):
        return []
    edges = [midnight(day) for day in month_edges(seen.last_on)]
    return figures.counts_between(conn, edges)


def _with_people(seen: Seen, conn: Connection) -> Seen:
    """With the kinds that cases grew out of, and either residents' words or whom to leave out of officers'."""
    parents = figures.kinds_of(conn, (one.parent_id for one in seen.received if one.parent_id))
    if not seen.anonymous:
        quoted = (one.id for one in seen.received if one.kind in _QUOTED)
        return replace(seen, parents=parents, texts=figures.texts(conn, quoted))
    told = {case.id for case in cases_of(seen.learnt, seen.overdue)}
    return replace(seen, parents=parents, people=figures.named_in(conn, told))


_QUOTED = frozenset(("comment", "compliment", "nomination"))


def _policies(house: House, seen: Seen) -> dict[str, Policy]:
    """The policies of every case that is told of, by digest; one whose text is lost is left out."""
    known = dict(seen.policies)
    rows = (
        seen.received,
        seen.stages,
        seen.open,
        seen.due,
        seen.remedies,
        seen.learnt,
        seen.surveyed,
    )
    wanted = {(case.policy, case.policy_digest) for case in cases_of(*rows)}
    wanted |= {(one.policy, one.policy_digest) for one in seen.restrictions}
    for name, digest in sorted(wanted):
        if digest not in known:
            try:
                known[digest] = house.kept_policy(name, digest)
            except (ConfigFault, PolicyFault):
                continue
    return known


def own_statistics(config: Config) -> dict[str, Statistic] | None:
    """How large each service is, as the configuration's own file says; None where it names none."""
    path = config.reports.statistics
    return read_statistics(path, config) if path else None


def read_statistics(path: Path, config: Config) -> dict[str, Statistic]:
    """How large each service is, from a TOML file; ConfigFault lists what is wrong with it.

    A table for each service by its id: `of` (what is counted, in words) and `number`.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigFault(f"{path} cannot be read as TOML: {error}.") from error
    faults = [fault for name, one in read.items() if (fault := _wrong(name, one, config))]
    if faults:
        raise ConfigFault(f"{path}: {'; '.join(faults)}.")
    return {name: Statistic(one["of"], one["number"]) for name, one in read.items()}


def _wrong(name: str, one: Any, config: Config) -> str:
    if config.find_service(name) is None:
        return f"there is no service {name}"
    match one:
        case {"of": str(), "number": int(number)} if len(one) == 2 and number > 0:
            return ""
        case _:
            return f'[{name}] needs of = "words" and number = a whole number above nought'
