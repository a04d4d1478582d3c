"""`mailroom case offer`, `confirm` and `issue`: feedback that may be a complaint, a complaint that stands for more."""

from __future__ import annotations

from datetime import date

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.days import DAY
from mailroom.commands.opening import house_of, told
from mailroom.jobs import by_hand_confirm


@click.command()
@click.argument("reference")
@click.option("--say", "words", default="", help="Words of yours that the letter has besides.")
@click.pass_context
def offer(ctx: click.Context, reference: str, words: str) -> None:
    """Ask whoever gave feedback whether to make it a complaint; without a yes it stays feedback."""
    with house_of(ctx) as house, told():
        asked = by_hand_confirm.offer(house, reference, by_whom(), words)
    click.echo(f"{asked} is asked whether it is meant as a complaint.")


@click.command()
@click.argument("reference")
@click.option("--on", type=DAY, required=True, help="The day on which they said yes: 2026-03-04.")
@click.option("--how", required=True, help='How they said it, for the journal: "by telephone".')
@click.pass_context
def confirm(ctx: click.Context, reference: str, on: date, how: str) -> None:
    """They say that it is a complaint: from that day on it is one, with its owner and its dates."""
    with house_of(ctx) as house, told():
        by_hand_confirm.confirm(house, reference, by_whom(), on, how)
    click.echo(f"{reference.upper()} is a complaint from {on:%-d %B %Y} on.")


@click.command()
@click.argument("reference")
@click.option("--why", required=True, help="What the issue is, as they will read it.")
@click.pass_context
def issue(ctx: click.Context, reference: str, why: str) -> None:
    """Tell whoever the policy names of a major issue behind a complaint."""
    with house_of(ctx) as house, told():
        who = by_hand_confirm.tell_issue(house, reference, by_whom(), why)
    click.echo(f"Told: {', '.join(who)}.")


COMMANDS = (offer, confirm, issue)
