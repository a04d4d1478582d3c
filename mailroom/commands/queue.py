"""`mailroom queue`: what waits for a person, its bytes, and a person's decision, until there is a desk.

The acts are those of the rules with a person deciding instead; each decision is kept beside what the rules proposed.
"""

from __future__ import annotations

import getpass
import sys

import click

from mailroom.clock import LONDON
from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.jobs import by_hand
from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.rules.disposition import Act
from store import inbox
from store.rows import NoSuchRow
from store.states import IncomingState

KINDS = ("complaint", "comment", "compliment", "service_request")


@click.group(name="queue")
def queue_group() -> None:
    """Mail that waits for a person: list it, look at it, decide."""


@queue_group.command(name="list")
@click.option("--after", default=0, help="Only messages with a higher number.")
@click.pass_context
def list_queue(ctx: click.Context, after: int) -> None:
    """Each message held or failed: number, when, from whom, about what, and why."""
    with house_of(ctx) as house, house.record.read() as conn:
        waiting = inbox.queue(conn, (IncomingState.HELD, IncomingState.FAILED), 200, after)
    if not waiting:
        click.echo("Nothing waits for a person.")
    for one in waiting:
        when = f"{one.received_at.astimezone(LONDON):%a %-d %b %H:%M}"
        click.echo(f"{one.id:>6}  {when}  {one.sender}  {one.subject[:60]}")
        click.echo(f"        {one.state.value.lower()}: {one.reason}")


@queue_group.command()
@click.argument("number", type=int)
@click.pass_context
def raw(ctx: click.Context, number: int) -> None:
    """Write a message's bytes, exactly as received, to standard output."""
    with house_of(ctx) as house, house.record.read() as conn:
        try:
            sys.stdout.buffer.write(inbox.raw_of(conn, number))
        except NoSuchRow as error:
            raise click.ClickException(f"There is no message {number}.") from error


@queue_group.command()
@click.argument("number", type=int)
@click.pass_context
def again(ctx: click.Context, number: int) -> None:
    """Send a message round again, with all its attempts: after a fault was mended, or a setting changed."""
    with house_of(ctx) as house, told():
        by_hand.send_round_again(house, number, _by())
    click.echo(f"Message {number} is handled in the next round.")


@queue_group.command()
@click.argument("number", type=int)
@click.option("--kind", type=click.Choice(KINDS), default="complaint", show_default=True)
@click.option("--service", required=True, help="The service's id in the configuration.")
@click.pass_context
def register(ctx: click.Context, number: int, kind: str, service: str) -> None:
    """Make a new case of a message."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        reference = by_hand.register(house, reader, number, _by(), kind, service)
    click.echo(f"Registered as {reference}.")


@queue_group.command()
@click.argument("number", type=int)
@click.argument("reference")
@click.option(
    "--as",
    "what",
    type=click.Choice(["addition", "next-stage", "reopening", "ombudsman"]),
    default="addition",
    show_default=True,
)
@click.pass_context
def attach(ctx: click.Context, number: int, reference: str, what: str) -> None:
    """Put a message on a case: as an addition, the next stage, a reopening, or an Ombudsman's notice."""
    acts = {
        "addition": Act.UPDATE,
        "next-stage": Act.ESCALATE,
        "reopening": Act.REOPEN,
        "ombudsman": Act.EXTERNAL,
    }
    with house_of(ctx) as house, reader_of(house) as reader, told():
        by_hand.put_on_case(house, reader, number, _by(), reference, acts[what])
    click.echo(f"Message {number} is on {reference.upper()}.")


@queue_group.command(name="file")
@click.argument("number", type=int)
@click.option("--why", required=True, help="For the journal.")
@click.pass_context
def file_away(ctx: click.Context, number: int, why: str) -> None:
    """Keep a message and write to nobody: advertising, or dealt with elsewhere."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        by_hand.file_away(house, reader, number, _by(), why)
    click.echo(f"Message {number} is filed.")


@queue_group.command()
@click.argument("reference")
@click.argument("email")
@click.pass_context
def assign(ctx: click.Context, reference: str, email: str) -> None:
    """Give a case's open stage to somebody named in the configuration, who is written to."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        name = assign_stage(house, reader, reference, email, _by())
    click.echo(f"{reference.upper()} is {name}'s now.")


def _by() -> str:
    # Whoever may run commands on the house's machine is known to that machine.
    return f"{getpass.getuser()} (command)"
