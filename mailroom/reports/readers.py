"""Who reads a report that a policy promises: the people whom the configuration has behind the policy's words. Pure.

Only people of the directory: an address that nobody there has is told of and gets nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mailroom.config import Config, Person
from mailroom.config_reports import COORDINATORS
from mailroom.rules.policy_after import ReportRule

# Roles that every service has somebody for, if need be whoever stands in.
_OF_SERVICES = ("manager", "head", "director")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets a report, and of which services; None of all."""

    person: Person
    services: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of one report; the policy's words that nobody stands behind, and addresses that nobody has."""

    found: tuple[Reader, ...]
    unnamed: tuple[str, ...]
    unknown: tuple[str, ...]


def readers_of(config: Config, rule: ReportRule) -> Readers:
    """Each reader once; whoever reads all of it is not sent a part besides."""
    whole: dict[str, Person] = {}
    parts: dict[str, tuple[Person, dict[str, None]]] = {}
    unknown: list[str] = []
    for reader in rule.readers:
        for each in config.reports.people_of(reader):
            behind = [*_behind(config, each)]
            unknown += [] if behind else [each]
            for person, service in behind:
                if service is None or rule.per == "council":
                    whole[person.email] = person
                else:
                    parts.setdefault(person.email, (person, {}))[1][service] = None
    found = [Reader(person) for person in whole.values()]
    found += [
        Reader(person, tuple(services))
        for email, (person, services) in parts.items()
        if email not in whole
    ]
    unnamed = tuple(one for one in rule.readers if not config.reports.people_of(one))
    return Readers(tuple(found), unnamed, tuple(dict.fromkeys(unknown)))


def _behind(config: Config, each: str) -> Iterator[tuple[Person, str | None]]:
    """The people behind an address or a role, each with the service that they have the role in."""
    if "@" in each:
        entry = config.directory.get(each)
        if entry is not None:
            yield entry.person, None
    elif each == COORDINATORS:
        yield from ((one, None) for one in config.coordinators)
    else:
        if each in config.roles:
            yield config.roles[each], None
        for service in config.services:
            if each in _OF_SERVICES:
                yield config.office(service.id, each)[0], service.id
            elif each in service.roles:
                yield service.roles[each], service.id
