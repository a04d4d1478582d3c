"""`mailroom case`: a case on one screen, what is open, and what a coordinator does about it, until there is a desk."""

from __future__ import annotations

from textwrap import fill

import click

from mailroom.commands import (
    case_offer,
    case_outside,
    case_pack,
    case_people,
    case_record,
    case_restrict,
    case_stages,
)
from mailroom.commands.case_page import WIDTH, day, line_of, page_of
from mailroom.commands.opening import house_of, told
from mailroom.jobs.by_hand_page import page
from store import caselists, cases
from store import duties as duty_record

# As many as anybody reads at once.
MOST = 200


@click.group(name="case")
def case_group() -> None:
    """A case: show it, and decide what is a coordinator's to decide."""


@case_group.command()
@click.argument("reference")
@click.pass_context
def show(ctx: click.Context, reference: str) -> None:
    """Everything about a case on one screen."""
    with house_of(ctx) as house, told():
        for line in page_of(house, page(house, reference)):
            click.echo(line)


@case_group.command(name="list")
@click.pass_context
def list_cases(ctx: click.Context) -> None:
    """The open cases, those due first at the top."""
    with house_of(ctx) as house, house.record.read() as conn:
        ids = caselists.open_cases(conn, MOST)
        files = cases.case_files(conn, ids)
        for one in ids:
            click.echo(line_of(house, files[one]))
    if not ids:
        click.echo("No case is open.")


@case_group.command()
@click.option("--holder", default="", metavar="EMAIL", help="Only what this person owes.")
@click.pass_context
def duties(ctx: click.Context, holder: str) -> None:
    """What people owe beside the answers, those due first at the top."""
    with house_of(ctx) as house, house.record.read() as conn:
        owed = duty_record.open_duties(conn, holder_email=holder, limit=MOST)
        files = cases.case_files(conn, {one.case_id for one in owed if one.case_id})
    for one in owed:
        reference = files[one.case_id].case.reference if one.case_id in files else ""
        due = f"by {day(one.due_on)}" if one.due_on else "no day set"
        click.echo(f"{one.id:>6}  {due}  {one.holder_name}  {reference}")
        click.echo(fill(one.words, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8))
    if not owed:
        click.echo("Nobody owes anything.")


for module in (
    case_stages,
    case_record,
    case_people,
    case_restrict,
    case_offer,
    case_outside,
    case_pack,
):
    for command in module.COMMANDS:
        case_group.add_command(command)
