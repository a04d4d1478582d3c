"""`mailroom report`: what the policies promise to report, each report, any figures, the self-assessment. Reads only."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from letters.faults import LetterFault
from mailroom.commands.opening import house_of, told
from mailroom.config import Config
from mailroom.errors import ConfigFault
from mailroom.house import House, policies_named
from mailroom.reports.as_json import as_json
from mailroom.reports.as_text import as_text
from mailroom.reports.figures import Report
from mailroom.reports.files import IN_WORDS, Counted, Form, counted, file_name, make_file
from mailroom.reports.gather import gather, own_statistics, read_statistics
from mailroom.reports.readers import readers_of
from mailroom.reports.report import BLOCKS, assessment_of, figures_of, make
from mailroom.reports.seen import Statistic
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.report_periods import Period, due, last_ended, read_period

_PERIOD = click.option(
    "--period",
    "written",
    help="2026-Q1, 2026-03, 2026, 2025-26 (April to March), 2026-W05 or 2026-01-01..2026-03-31.",
)
_JSON = click.option("--json", "plain", is_flag=True, help="JSON, as docs/reports.md tells it.")
_AS = click.option(
    "--as",
    "form",
    type=click.Choice([str(one) for one in Form]),
    help="A PDF to read, a Word document to edit or an Excel workbook for counts, written to --out.",
)
_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file, or a folder for it; without, a file of a name of its own beside you.",
)
_POLICY = click.option("--policy", "policy_name", help="The policy, where several promise it.")
_SERVICE = click.option("--service", help="Only this service, by its id.")
_AREA = click.option("--area", help="Only the services of this area.")
_STATISTICS = click.option(
    "--statistics",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file with how large each service is, to stand beside its complaints.",
)


@click.group()
def report() -> None:
    """Reports and figures of any time, as tables or JSON; nothing in the record is changed."""


@report.command(name="list")
@click.pass_context
def list_reports(ctx: click.Context) -> None:
    """What the policies in use promise: name, how often, the last whole period, when the next is over, for whom."""
    with house_of(ctx) as house:
        for policy in _in_use(house):
            click.echo(f"{policy.name}: {policy.title}")
            for one in due(policy, house.today()):
                click.echo(
                    f"  {one.rule.name:<22} {one.rule.cadence:<11} {_when(one.last, one.next_on)}"
                )
                click.echo(f"    {one.rule.title}{_marks(one.rule)}")
                click.echo(f"    for {', '.join(one.rule.readers)}")
                if words := _mailed(house.config, one.rule):
                    click.echo(f"    {words}")


def _when(last: Period | None, next_on: date | None) -> str:
    if last is None or next_on is None:
        return "for any period"
    return f"last whole period: {last}; next from {next_on:%-d %B %Y}"


def _mailed(config: Config, rule: ReportRule) -> str:
    """To whom it is mailed by itself, once its period is over; '' where it is to nobody."""
    if rule.cadence == "on request":
        return ""
    readers = readers_of(config, rule)
    names = dict.fromkeys(one.person.email for one in readers.found)
    left = f"; for {', '.join(readers.unnamed)} by hand" if readers.unnamed else ""
    return f"mailed to {', '.join(names)}{left}" if names else ""


def _marks(rule: ReportRule) -> str:
    marks = [f"by {rule.per}"] if rule.per != "council" else []
    marks += ["names residents"] if not rule.anonymous else []
    marks += ["published"] if rule.published else []
    return f" ({', '.join(marks)})" if marks else ""


@report.command()
@click.argument("name")
@_PERIOD
@_JSON
@_AS
@_OUT
@_POLICY
@_SERVICE
@_AREA
@_STATISTICS
@click.pass_context
def show(
    ctx: click.Context,
    name: str,
    written: str | None,
    plain: bool,
    form: str | None,
    out: Path | None,
    policy_name: str | None,
    service: str | None,
    area: str | None,
    statistics: Path | None,
) -> None:
    """A report that a policy promises; without --period of the last whole one of its cadence."""
    with house_of(ctx) as house, told():
        policy, rule = _find(house, name, policy_name)
        period = _period(house, rule.cadence, written)
        sizes = _sizes(house.config, statistics)
        with house.record.read() as conn:
            seen = gather(
                house, conn, period, house.today(), anonymous=_is_anonymous(rule), statistics=sizes
            )
        services = _services(house.config, service, area)
        made = counted(make(seen, policy, rule, services), seen, services)
        _give(house, made, Wanted(plain, form, out))


@report.command()
@_PERIOD
@click.option(
    "--block",
    "blocks",
    multiple=True,
    type=click.Choice(sorted(BLOCKS)),
    help="Only this; may be repeated.",
)
@_JSON
@_AS
@_OUT
@_SERVICE
@_AREA
@_STATISTICS
@click.pass_context
def figures(
    ctx: click.Context,
    written: str | None,
    blocks: tuple[str, ...],
    plain: bool,
    form: str | None,
    out: Path | None,
    service: str | None,
    area: str | None,
    statistics: Path | None,
) -> None:
    """All figures of a period, of every policy together, naming no resident; without --period of the last quarter."""
    with house_of(ctx) as house, told():
        period = _period(house, "quarterly", written)
        sizes = _sizes(house.config, statistics)
        with house.record.read() as conn:
            seen = gather(house, conn, period, house.today(), statistics=sizes)
        named = blocks or tuple(name for name in BLOCKS if name != "self_assessment")
        services = _services(house.config, service, area)
        made = counted(figures_of(seen, named, services), seen, services, all_policies=True)
        _give(house, made, Wanted(plain, form, out))


@report.command(name="self-assessment")
@_PERIOD
@_JSON
@_AS
@_OUT
@_POLICY
@click.option(
    "--why", default="", help="What it is made for beside the yearly one, as after a merger."
)
@click.pass_context
def self_assessment(
    ctx: click.Context,
    written: str | None,
    plain: bool,
    form: str | None,
    out: Path | None,
    policy_name: str | None,
    why: str,
) -> None:
    """The policies in use against the Ombudsmen's Codes, dated, with figures; without --period the last year's."""
    with house_of(ctx) as house, told():
        period = _period(house, "annual", written)
        policies = [_named(house, policy_name)] if policy_name else _in_use(house)
        with house.record.read() as conn:
            seen = gather(house, conn, period, house.today())
        made = assessment_of(replace(seen, in_use=tuple(policies)), why)
        _give(house, Counted(made), Wanted(plain, form, out))


def _in_use(house: House) -> list[Policy]:
    return [house.policy(name) for name in sorted(policies_named(house.config))]


def _named(house: House, name: str) -> Policy:
    if name not in policies_named(house.config):
        raise ConfigFault(
            f"The policy {name} is not in use.",
            do=f"In use: {', '.join(p.name for p in _in_use(house))}.",
        )
    return house.policy(name)


def _find(house: House, name: str, policy_name: str | None) -> tuple[Policy, ReportRule]:
    """The report of that name; ConfigFault where none, or more than one policy, promises it."""
    policies = [_named(house, policy_name)] if policy_name else _in_use(house)
    found = [(one, rule) for one in policies for rule in one.reports if rule.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(policy.name for policy, _ in found)
        raise ConfigFault(
            f"Several policies promise a report {name}: {several}.", do="Say which with --policy."
        )
    known = ", ".join(sorted({rule.name for one in policies for rule in one.reports})) or "none"
    raise ConfigFault(f"No policy in use promises a report {name}.", do=f"There are: {known}.")


def _period(house: House, cadence: str, written: str | None) -> Period:
    if written is not None:
        try:
            return read_period(written)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--period") from error
    found = last_ended(cadence, house.today())
    if found is None:
        raise click.UsageError("This report is made on request: say of what time with --period.")
    return found


def _sizes(config: Config, file: Path | None) -> dict[str, Statistic] | None:
    """How large each service is, from the file named here or else in the configuration."""
    return read_statistics(file, config) if file else own_statistics(config)


def _is_anonymous(rule: ReportRule) -> bool:
    """What is published names nobody, whatever else the policy says of it."""
    return rule.anonymous or rule.published


def _services(config: Config, service: str | None, area: str | None) -> tuple[str, ...] | None:
    if service is not None and config.find_service(service) is None:
        known = ", ".join(one.id for one in config.services)
        raise ConfigFault(f"There is no service {service}.", do=f"There are: {known}.")
    if area is not None and area not in {one.area for one in config.services}:
        known = ", ".join(sorted({one.area for one in config.services if one.area})) or "none"
        raise ConfigFault(f"There is no area {area}.", do=f"There are: {known}.")
    if service is None and area is None:
        return None
    return tuple(
        one.id for one in config.services if service in (None, one.id) and area in (None, one.area)
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """In which shape a report was asked for: JSON, a file, or else text."""

    plain: bool
    form: str | None
    out: Path | None


def _give(house: House, made: Counted, wanted: Wanted) -> None:
    """The report, told or written to a file; ConfigFault where the file cannot be written."""
    ending = wanted.out.suffix.lstrip(".") if wanted.out else ""
    form = wanted.form or ending
    if not form and wanted.out is None:
        _tell(made.report, plain=wanted.plain)
        return
    if form not in [*Form]:
        raise click.UsageError("Say as what it is to be written: --as pdf, docx or xlsx.")
    file = wanted.out or Path()
    if wanted.out is None or file.is_dir():
        file = file / file_name(made.report, Form(form))
    try:
        file.write_bytes(make_file(house, made, Form(form)))
    except LetterFault as fault:
        raise ConfigFault(str(fault)) from fault
    except OSError as error:
        raise ConfigFault(f"{file} cannot be written ({error.strerror}).") from error
    click.echo(f"{file}: {IN_WORDS[Form(form)]}")


def _tell(made: Report, *, plain: bool) -> None:
    click.echo(json.dumps(as_json(made), ensure_ascii=False, indent=1) if plain else as_text(made))
