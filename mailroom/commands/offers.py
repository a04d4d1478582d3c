"""`mailroom queue offer`: somebody who is dissatisfied is asked whether to make it a complaint."""

from __future__ import annotations

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.jobs.by_hand_offer import offer_for_mail


@click.command(name="offer")
@click.argument("number", type=int)
@click.option("--say", default="", metavar="WORDS", help="Words of yours in the letter.")
@click.pass_context
def offer(ctx: click.Context, number: int, say: str) -> None:
    """Ask whoever wrote whether to make it a complaint; the message goes on waiting."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        to = offer_for_mail(house, reader, number, by_whom(), say)
    click.echo(f"{to} is asked; if they say yes it is registered as a complaint.")
