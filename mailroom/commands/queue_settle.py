"""`mailroom queue settle`: a message that was settled where it arose, and needs no formal procedure."""

from __future__ import annotations

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.jobs import by_hand_settle


@click.command()
@click.argument("number", type=int)
@click.option("--service", required=True, help="The service's id in the configuration.")
@click.option("--why", required=True, help="How it was settled; the resident reads it.")
@click.pass_context
def settle(ctx: click.Context, number: int, service: str, why: str) -> None:
    """Close a message as settled where it arose: no clock runs, and it is counted apart from complaints."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        reference = by_hand_settle.settle(house, reader, number, by_whom(), service, why)
    click.echo(f"Settled at source; on the register as {reference}. The resident is told.")
