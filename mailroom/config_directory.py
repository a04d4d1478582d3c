"""People from a spreadsheet: who has which role, who is away and who stands in, a line of a CSV file each.

Its lines are put where the configuration's own would stand, before anything is checked, so that every fault is told
in the same way. Read again by whoever asks (`Config.read_anew`); keeps nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import field_validator, model_validator

from mailroom.config_kinds import Email, PathBeside, Person, Section, place
from mailroom.errors import ConfigFault

COLUMNS = ("email", "name", "title", "role", "service", "away_from", "away_to", "stand_in")
_NEEDED = ("email", "name")
# Roles that are keys of a service of their own; every other one stands under its `roles`.
_KEYS = frozenset(("manager", "head", "director", "contractor"))
_MOST_BYTES = 5_000_000


class Away(Section):
    """Who stands in for somebody; on which days they are away, where that is known beforehand."""

    email: Email
    stand_in: Email | None = None
    from_on: date | None = None
    to_on: date | None = None

    @field_validator("from_on", "to_on", "stand_in", mode="before")
    @classmethod
    def _nothing(cls, written: Any) -> Any:
        return written or None

    @model_validator(mode="after")
    def _in_order(self) -> Away:
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValueError("the last day away is before the first")
        return self

    def covers(self, on: date) -> bool:
        """Whether they are away on a day; with one end open, on every day from or until the other."""
        if self.from_on is None and self.to_on is None:
            return False
        return (self.from_on or on) <= on <= (self.to_on or on)


class DirectoryConfig(Section):
    """The file with the council's people, and who is away and who stands in."""

    csv: PathBeside | None = None
    away: tuple[Away, ...] = ()
    others: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, with its number."""

    number: int
    fields: Mapping[str, str]

    def person(self) -> dict[str, str]:
        """Whom it names, as the configuration writes people."""
        return {key: self.fields[key] for key in ("name", "email", "title") if self.fields[key]}


def with_people(values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The values with the people of their CSV file in their places; ConfigFault lists every fault of the file."""
    directory = values.get("directory")
    written = directory.get("csv") if isinstance(directory, Mapping) else None
    if not isinstance(written, str):
        return dict(values)
    file = place(folder, written)
    lines = _read(file)
    if faults := [f"{file}, {words}" for words in _faults(lines, values)]:
        raise ConfigFault("\n".join(faults))
    return _merged(values, lines)


def _read(file: Path) -> list[Line]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigFault(f"directory.csv: {file} cannot be read ({error.strerror}).") from error
    if len(content) > _MOST_BYTES:
        raise ConfigFault(f"directory.csv: {file} is longer than {_MOST_BYTES} bytes.")
    text = _decoded(content)
    dialect = (
        ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    )
    reader = csv.DictReader(io.StringIO(text), delimiter=dialect, restval="")
    named = [(one or "").strip().lower().replace(" ", "_") for one in reader.fieldnames or ()]
    wrong = [one for one in named if one and one not in COLUMNS]
    lacking = [one for one in _NEEDED if one not in named]
    if wrong or lacking:
        told = [f"no column {', '.join(lacking)}"] * bool(lacking) + [
            f"no such column as {', '.join(wrong)}"
        ] * bool(wrong)
        raise ConfigFault(
            f"directory.csv: {file}: {'; '.join(told)}; its first line names the columns, of {', '.join(COLUMNS)}."
        )
    reader.fieldnames = named
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise ConfigFault(f"directory.csv: {file}: {error}.") from error
    lines = [
        Line(number, {key: (row.get(key) or "").strip() for key in COLUMNS}) for number, row in rows
    ]
    return [line for line in lines if any(line.fields.values())]


def _decoded(content: bytes) -> str:
    """As spreadsheets save it: UTF-8 with or without its mark, or as Windows did before."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _faults(lines: list[Line], values: Mapping[str, Any]) -> list[str]:
    """What no single value shows: two names of one address, unknown services and stand-ins, one role twice."""
    services = {str(one.get("id")) for one in _tables(values.get("services"))}
    known = {line.fields["email"].lower() for line in lines}
    names: dict[str, str] = {}
    taken: dict[tuple[str, str], int] = {}
    found = []
    for line in lines:
        at, row = f"line {line.number}", line.fields
        email, role, service = row["email"].lower(), row["role"], row["service"]
        if names.setdefault(email, row["name"]) != row["name"]:
            found.append(f"{at}: {email} is called {names[email]} before, and {row['name']} here")
        if service and service not in services:
            found.append(
                f"{at}: there is no service '{service}'; there are {', '.join(sorted(services))}"
            )
        if row["stand_in"] and row["stand_in"].lower() not in known:
            found.append(
                f"{at}: nobody in the file has the address {row['stand_in']}, who is to stand in"
            )
        if row["stand_in"].lower() == email and email:
            found.append(f"{at}: {email} cannot stand in for themselves")
        if role in _KEYS and not service:
            found.append(f"{at}: a {role} needs a service")
        place_of_it = (role, service)
        if (
            role
            and role != "coordinator"
            and taken.setdefault(place_of_it, line.number) != line.number
        ):
            found.append(
                f"{at}: line {taken[place_of_it]} has the {role} of {service or 'the council'} already"
            )
        found += [f"{at}: {words}" for words in _bad_days(row)]
    return found


def _bad_days(row: Mapping[str, str]) -> list[str]:
    found, days = [], []
    for key in ("away_from", "away_to"):
        try:
            days.append(date.fromisoformat(row[key]) if row[key] else None)
        except ValueError:
            found.append(f"{key} is {row[key]!r}, which is no day: write it as 2026-12-29")
    if len(days) == 2 and days[0] and days[1] and days[1] < days[0]:
        found.append("away_to is before away_from")
    return found


def _tables(written: Any) -> list[Mapping[str, Any]]:
    many = written if isinstance(written, list | tuple) else ()
    return [one for one in many if isinstance(one, Mapping)]


def _merged(values: Mapping[str, Any], lines: list[Line]) -> dict[str, Any]:
    """The file's people go before those of the configuration who have the same role."""
    services = [dict(one) for one in _tables(values.get("services"))]
    by_id = {str(one.get("id")): one for one in services}
    roles, coordinators = dict(values.get("roles") or {}), list(values.get("coordinators") or ())
    away = list(values["directory"].get("away") or ())
    theirs = [one.person() for one in lines if one.fields["role"] == "coordinator"]
    for line in lines:
        row, person = line.fields, line.person()
        role, service = row["role"], by_id.get(row["service"])
        if role and service is not None and role in _KEYS:
            service[role] = person
        elif role and service is not None:
            service["roles"] = {**(service.get("roles") or {}), role: person}
        elif role and role != "coordinator":
            roles[role] = person
        if row["stand_in"] or row["away_from"] or row["away_to"]:
            days = {"from_on": row["away_from"], "to_on": row["away_to"]}
            away.append({"email": row["email"], "stand_in": row["stand_in"], **days})
    listed = {one["email"].lower() for one in theirs if "email" in one}
    kept = [one for one in coordinators if str(one.get("email", "")).lower() not in listed]
    others = [one.person() for one in lines if not one.fields["role"]]
    known = {"csv": values["directory"]["csv"], "away": away, "others": others}
    return {
        **values,
        "services": services,
        "roles": roles,
        "coordinators": [*theirs, *kept],
        "directory": known,
    }
