"""`mailroom case`: the people of a case, what was agreed with them, what was said to them."""

from __future__ import annotations

from datetime import date

import click

from mailroom.acts.reaching import Way
from mailroom.commands.by_whom import by_whom
from mailroom.commands.days import DAY
from mailroom.commands.opening import house_of, told
from mailroom.jobs import by_hand_case, by_hand_reach
from mailroom.jobs.instructed_said import CHANNELS

SPOKEN = ("telephone", "meeting", "visit")


@click.command()
@click.argument("reference")
@click.option("--given/--ended", default=True, help="Permission is there, or is there no longer.")
@click.option("--why", required=True, help='What shows it: "signed form of 3 March".')
@click.option("--message", type=int, help="The number of the mail that brought it.")
@click.pass_context
def consent(ctx: click.Context, reference: str, given: bool, why: str, message: int | None) -> None:
    """Whether somebody may act for the complainant. Until they may, they are told nothing of the case."""
    with house_of(ctx) as house, told():
        by_hand_case.give_permission(
            house, reference, by_whom(), given=given, why=why, message=message
        )
    click.echo(f"{reference.upper()}: permission {'given' if given else 'ended'}.")


@click.command()
@click.argument("reference")
@click.option("--principal", type=click.Choice(["yes", "no"]), required=True)
@click.pass_context
def member(ctx: click.Context, reference: str, principal: str) -> None:
    """Whether letters go to the elected member who wrote, in the resident's place."""
    with house_of(ctx) as house, told():
        name = by_hand_case.make_principal(
            house, reference, by_whom(), principal=principal == "yes"
        )
    who = name if principal == "yes" else "the resident"
    click.echo(f"{reference.upper()}: letters go to {who}.")


@click.command()
@click.argument("reference")
@click.argument("what")
@click.option(
    "--discussed", type=DAY, required=True, help="When it was agreed with them: 2026-03-04."
)
@click.pass_context
def adjust(ctx: click.Context, reference: str, what: str, discussed: date) -> None:
    """How somebody needs us to write or speak to them: "large print". Whoever writes to them sees it."""
    with house_of(ctx) as house, told():
        by_hand_case.note_adjustment(house, reference, by_whom(), what, discussed)
    click.echo(f"{reference.upper()}: {what}.")


@click.command()
@click.argument("reference")
@click.argument("characteristic")
@click.pass_context
def discrimination(ctx: click.Context, reference: str, characteristic: str) -> None:
    """The resident says that they were discriminated against, for their age, disability, race…"""
    with house_of(ctx) as house, told():
        by_hand_case.note_discrimination(house, reference, by_whom(), characteristic)
    click.echo(f"{reference.upper()}: noted.")


@click.command()
@click.argument("reference")
@click.argument("names", nargs=-1, required=True, metavar="FLAG…")
@click.option("--why", required=True, help="What shows it, for the record.")
@click.pass_context
def flag(ctx: click.Context, reference: str, names: tuple[str, ...], why: str) -> None:
    """What a complaint was found to be about, in the words of the policy's clauses: misconduct, names_staff.

    Whoever owes something for it is told, and whoever answers has the complaint anew with what the policy says of it.
    """
    with house_of(ctx) as house, told():
        to_tell = by_hand_case.mark(house, reference, by_whom(), names, why)
    click.echo(f"{reference.upper()}: {', '.join(names)}.")
    if to_tell:
        click.echo("The acknowledgement has gone. Tell the resident (mailroom case update):")
        for words in to_tell:
            click.echo(f"  {words}")


@click.command()
@click.argument("reference")
@click.argument("how", type=click.Choice(CHANNELS))
@click.option("--assisted-by", default="", help="Who took it down for the resident.")
@click.pass_context
def channel(ctx: click.Context, reference: str, how: str, assisted_by: str) -> None:
    """How the complaint came to the council, if not by mail."""
    columns = {"channel": how, **({"assisted_by": assisted_by} if assisted_by else {})}
    with house_of(ctx) as house, told():
        by_hand_case.note_columns(house, reference, by_whom(), "channel", **columns)
    click.echo(f"{reference.upper()}: came by {how}.")


@click.command(name="update-every")
@click.argument("reference")
@click.argument("days", type=click.IntRange(0, 60))
@click.pass_context
def update_every(ctx: click.Context, reference: str, days: int) -> None:
    """After how many working days we write again, as agreed with the resident; 0: no longer."""
    with house_of(ctx) as house, told():
        by_hand_case.note_columns(
            house, reference, by_whom(), "updates agreed", update_days=days or None
        )
    click.echo(f"{reference.upper()}: {f'every {days} working days' if days else 'no updates'}.")


@click.command()
@click.argument("reference")
@click.argument("words")
@click.option(
    "--channel",
    "how",
    type=click.Choice(SPOKEN),
    help="How you spoke to the resident: it counts as contact with them.",
)
@click.pass_context
def note(ctx: click.Context, reference: str, words: str, how: str | None) -> None:
    """A note for the file; nobody is written to."""
    with house_of(ctx) as house, told():
        by_hand_case.note_words(house, reference, by_whom(), words, how or "")
    click.echo(f"{reference.upper()}: noted.")


@click.command()
@click.argument("reference")
@click.argument("words")
@click.option("--name", required=True, help="Your name, as the resident reads it.")
@click.pass_context
def update(ctx: click.Context, reference: str, words: str, name: str) -> None:
    """Write a few words to the resident about how it stands."""
    with house_of(ctx) as house, told():
        to = by_hand_case.write_update(house, reference, by_whom(), words, name)
    click.echo(f"{reference.upper()}: written to {to}.")


@click.command(name="write-by")
@click.argument("reference")
@click.argument("how", type=click.Choice(["post", "email"]))
@click.option("--why", required=True, help='Who asked for it, and when: "she rang on 3 March".')
@click.option("--address", default="", help='Where they live: "14 Pound Close, Fenbridge FB4 7QT".')
@click.option("--email", default="", help="Their address for email, where it is another one.")
@click.option("--needs", default="", help='In which form: "large print, 20 point", "plain text".')
@click.pass_context
def write_by(
    ctx: click.Context, reference: str, how: str, why: str, address: str, email: str, needs: str
) -> None:
    """How whoever is written to has their letters from now on. What has not gone yet follows; what came back, or was
    refused, at this stage is written again.
    """
    way = Way(by_post=how == "post", email=email, address=address, needs=needs)
    with house_of(ctx) as house, told():
        said = by_hand_reach.write_by(house, reference, by_whom(), way, why)
    click.echo(f"{reference.upper()}: {said}.")


COMMANDS = (
    write_by,
    consent,
    member,
    adjust,
    discrimination,
    flag,
    channel,
    update_every,
    note,
    update,
)
