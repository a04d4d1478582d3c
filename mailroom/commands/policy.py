"""`mailroom policy`: the policies there are, one as a page, two compared, a file's faults, a file of dates.

Reads policy files and prints; it needs no configuration, no mailbox and no record.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click

from mailroom.errors import PolicyFault
from mailroom.rules.policy import (
    Policy,
    built_in_folder,
    check_policy,
    find_policies,
    load_policy,
)
from mailroom.rules.policy_diff import diff_page, differences
from mailroom.rules.policy_lint import lint_page
from mailroom.rules.policy_page import page
from mailroom.rules.worked_case import CaseFault
from mailroom.rules.worked_dates import compute, unknown_keys

_FOLDER = click.option(
    "--policies",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the council's own policy files; they win over built-in ones of their name.",
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def policy() -> None:
    """Read, check and try out policy files."""


@policy.command("list")
@_FOLDER
def list_policies(folder: Path | None) -> None:
    """Name every policy that can be used, and where it comes from."""
    for name, path in sorted(_found(folder).items()):
        origin = "built in" if path.parent == built_in_folder() else str(path)
        read, faults = check_policy(path)
        said = f"{read.council}: {read.title}" if read else f"has {len(faults)} faults"
        click.echo(f"{name}\t{said}\t{origin}")


@policy.command()
@click.argument("name")
@_FOLDER
def show(name: str, folder: Path | None) -> None:
    """Print a policy, by name or file, as a page to read."""
    try:
        click.echo(page(_named_or_file(_by_name(folder), name)))
    except PolicyFault as fault:
        raise click.ClickException(str(fault)) from fault


@policy.command()
@click.argument("before")
@click.argument("after")
@_FOLDER
def diff(before: str, after: str, folder: Path | None) -> None:
    """Tell what changes for people from policy BEFORE to AFTER: names, or files.

    Exit 0 where there is no difference, 1 where there is one, 2 where a policy cannot be read.
    """
    named = _by_name(folder)
    try:
        one, other = (_named_or_file(named, words) for words in (before, after))
    except PolicyFault as fault:
        click.echo(f"Error: {fault}", err=True)
        sys.exit(2)
    click.echo(diff_page(one, other))
    sys.exit(1 if differences(one, other) else 0)


@policy.command()
@click.argument("name")
@_FOLDER
def lint(name: str, folder: Path | None) -> None:
    """Tell where a policy, by name or file, departs from the Ombudsmen's Codes of 2024: advice, never a fault."""
    try:
        click.echo(lint_page(_named_or_file(_by_name(folder), name)))
    except PolicyFault as fault:
        raise click.ClickException(str(fault)) from fault


def _named_or_file(named: Callable[[str], Policy], words: str) -> Policy:
    """The policy of a name, else the one in a file."""
    path = Path(words)
    return load_policy(path) if path.suffix == ".toml" or path.is_file() else named(words)


@policy.command()
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Tell every fault of a policy file, with its place; exit 1 where there is any."""
    _, faults = check_policy(file)
    for fault in faults:
        click.echo(f"{file}: {fault}")
    if faults:
        sys.exit(1)
    click.echo(f"{file}: no faults")


@policy.command()
@click.argument("file", type=_FILE)
@_FOLDER
def dates(file: Path, folder: Path | None) -> None:
    """Compute the worked cases in FILE, a JSON list; exit 1 where one cannot be computed."""
    cases = list(_read_cases(file))
    policies = _by_name(folder)
    failed, differing = 0, []
    for case in cases:
        line = _line(case, policies)
        failed += "fault" in line
        click.echo(json.dumps(line, ensure_ascii=False))
        if case.get("expected") is not None and line.get("computed") != case["expected"]:
            differing.append(str(line["id"]))
    said = f"; not as expected: {', '.join(differing)}" if differing else ""
    click.echo(f"{len(cases)} cases, {failed} not computed{said}", err=True)
    if failed:
        sys.exit(1)


def _line(case: Mapping[str, Any], policies: Callable[[str], Policy]) -> dict[str, object]:
    try:
        computed = compute(case, policies)
    except (CaseFault, PolicyFault, ValueError, OverflowError) as fault:
        return {"id": case.get("id"), "fault": str(fault)}
    if unknown := unknown_keys(case, computed):
        click.echo(f"{case.get('id')}: no such date here: {', '.join(unknown)}", err=True)
    return {"id": case.get("id"), "computed": computed}


def _read_cases(file: Path) -> Iterator[Mapping[str, Any]]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise click.ClickException(f"{file} is no JSON text: {fault}") from fault
    if not isinstance(content, list) or not all(isinstance(case, dict) for case in content):
        raise click.ClickException(f"{file} is no list of worked cases")
    yield from content


def _found(folder: Path | None) -> dict[str, Path]:
    return find_policies(*([folder] if folder else []))


def _by_name(folder: Path | None) -> Callable[[str], Policy]:
    """A policy by name, each file read once."""
    found = _found(folder)

    @cache
    def named(name: str) -> Policy:
        if name not in found:
            known = ", ".join(sorted(found))
            raise PolicyFault(f"There is no policy {name!r}; there are {known}.")
        return load_policy(found[name])

    return named
