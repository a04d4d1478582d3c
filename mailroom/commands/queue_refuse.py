"""`mailroom queue refuse`, `transfer` and `decline`: what is not taken up here, explained to the resident by letter."""

from __future__ import annotations

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.jobs import by_hand_decide, by_hand_refuse
from mailroom.jobs.by_hand_refuse import Words


@click.command()
@click.argument("number", type=int)
@click.option(
    "--exclusion",
    required=True,
    metavar="CODE",
    help="The policy's ground; a wrong one lists them.",
)
@click.option(
    "--why", required=True, help="Your reason, for the record. The resident reads the policy's own."
)
@click.option("--evidence", default="", help="What shows it, for the record.")
@click.option(
    "--say", default="", metavar="WORDS", help="Words of yours that the letter has besides."
)
@click.option(
    "--part",
    default="",
    metavar="WORDS",
    help="What is looked into all the same, as they will read it.",
)
@click.option(
    "--contact", default="", help="How to reach whoever deals with it, if not as the policy says."
)
@click.option("--service", default="", help="The service's id, if not the one that was proposed.")
@click.pass_context
def refuse(
    ctx: click.Context,
    number: int,
    exclusion: str,
    why: str,
    evidence: str,
    say: str,
    part: str,
    contact: str,
    service: str,
) -> None:
    """Do not take a matter up: the resident is told why, where to go, and what they can do if you are wrong."""
    words = Words(why, evidence, say, part, contact)
    with house_of(ctx) as house, reader_of(house) as reader, told():
        reference = by_hand_refuse.refuse(
            house, reader, number, by_whom(), exclusion, service, words
        )
    if part:
        click.echo(f"A part was refused; the rest is registered as {reference}.")
        return
    click.echo(f"Refused; on the register as {reference}. The letter goes out with the next round.")


@click.command()
@click.argument("number", type=int)
@click.option("--service", required=True, help="The shared service's id in the configuration.")
@click.option("--why", required=True, help="For the journal.")
@click.option(
    "--to", "authority", default="", help="The other council's name, if not as configured."
)
@click.option("--contact", default="", help="How a resident reaches it, if not as configured.")
@click.option(
    "--forward",
    is_flag=True,
    help="Send it what the resident wrote; else nothing leaves the council.",
)
@click.pass_context
def transfer(
    ctx: click.Context,
    number: int,
    service: str,
    why: str,
    authority: str,
    contact: str,
    forward: bool,
) -> None:
    """Another council deals with it: the resident is told, and it is closed here."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        reference, done = by_hand_refuse.transfer(
            house,
            reader,
            number,
            by_whom(),
            service,
            (authority, contact),
            why,
            forward=forward,
        )
    click.echo(f"{reference}: {done}.")


@click.command()
@click.argument("number", type=int)
@click.argument("reference")
@click.option(
    "--reason",
    default="",
    help="One of the policy's, by number, code or words; `late` where it is.",
)
@click.option("--why", required=True, help="The explanation, in full: the resident reads it.")
@click.pass_context
def decline(ctx: click.Context, number: int, reference: str, reason: str, why: str) -> None:
    """Do not open the further stage that a message asks for."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        by_hand_decide.decline_mail(house, reader, number, by_whom(), reference, reason, why)
    click.echo(f"Declined: {reference.upper()} stays as it is, and the letter says why.")
