"""`mailroom case`: what becomes of a case and its stages: decided, closed, opened again, refused, handed on."""

from __future__ import annotations

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.jobs import by_hand_case, by_hand_decide, by_hand_refuse
from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.jobs.by_hand_refuse import Words


@click.command()
@click.argument("reference")
@click.argument("ruling", type=click.Choice(["investigate", "refer-back", "decline"]))
@click.option("--why", required=True, help="The grounds, in full: the resident reads them.")
@click.option(
    "--reason", default="", help="To decline: one of the policy's, by number, code or words."
)
@click.option(
    "--to", default="", metavar="NAME", help="To refer back: to whom, if not to who answered."
)
@click.option(
    "--recommend", default="", help="To refer back: what they are asked to do; both read it."
)
@click.pass_context
def decide(
    ctx: click.Context, reference: str, ruling: str, why: str, reason: str, to: str, recommend: str
) -> None:
    """What is made of the wish to go further. A decision is told to the resident at once."""
    with house_of(ctx) as house, told():
        by_hand_decide.decide(
            house,
            reference,
            by_whom(),
            ruling.replace("-", "_"),
            why,
            reason=reason,
            to=to,
            recommend=recommend,
        )
    click.echo(f"{reference.upper()}: {ruling}. The resident is told with the next round.")


@click.command()
@click.argument("reference")
@click.option("--why", default="", help="Why, if not because it was answered.")
@click.pass_context
def close(ctx: click.Context, reference: str, why: str) -> None:
    """Close a case. One that was answered needs all that the policy wants; what lacks is told."""
    with house_of(ctx) as house, told():
        by_hand_case.close(house, reference, by_whom(), why)
    click.echo(f"{reference.upper()} is closed.")


@click.command()
@click.argument("reference")
@click.pass_context
def withdraw(ctx: click.Context, reference: str) -> None:
    """Close a case because the resident wants no more of it; they have it confirmed."""
    with house_of(ctx) as house, told():
        by_hand_case.withdraw(house, reference, by_whom())
    click.echo(f"{reference.upper()} is closed as withdrawn.")


@click.command()
@click.argument("reference")
@click.option("--why", required=True, help="What is new.")
@click.pass_context
def reopen(ctx: click.Context, reference: str, why: str) -> None:
    """Begin the last stage again with today, where the policy's time for it is not over."""
    with house_of(ctx) as house, told():
        by_hand_case.reopen(house, reference, by_whom(), why)
    click.echo(f"{reference.upper()} is open again.")


@click.command()
@click.argument("reference")
@click.option(
    "--exclusion",
    required=True,
    metavar="CODE",
    help="The policy's ground; a wrong one lists them.",
)
@click.option("--why", required=True, help="Your reason, for the record.")
@click.option("--evidence", default="", help="What shows it, for the record.")
@click.option(
    "--say", default="", metavar="WORDS", help="Words of yours that the letter has besides."
)
@click.option("--contact", default="", help="How to reach whoever deals with it.")
@click.pass_context
def refuse(
    ctx: click.Context,
    reference: str,
    exclusion: str,
    why: str,
    evidence: str,
    say: str,
    contact: str,
) -> None:
    """Refuse a complaint that was registered before it was clear that it is for elsewhere."""
    words = Words(why, evidence, say, "", contact)
    with house_of(ctx) as house, told():
        by_hand_refuse.refuse_case(house, reference, by_whom(), exclusion, words)
    click.echo(f"{reference.upper()} is refused. The letter goes out with the next round.")


@click.command(name="take-up")
@click.argument("reference")
@click.option(
    "--in-spite-of", default="", metavar="CODE", help="The ground for which it was refused."
)
@click.option("--allowed-by", default="", metavar="NAME", help="Who allowed the exception.")
@click.option("--returned", is_flag=True, help="The Ombudsman sent it back.")
@click.option("--why", required=True, help="Why it is taken up after all.")
@click.pass_context
def take_up(
    ctx: click.Context, reference: str, in_spite_of: str, allowed_by: str, returned: bool, why: str
) -> None:
    """Look into a refused matter after all: an exception, or the Ombudsman sent it back."""
    if returned == bool(in_spite_of):
        raise click.UsageError(
            "Say either --in-spite-of CODE with --allowed-by NAME, or --returned."
        )
    with house_of(ctx) as house, told():
        by_hand_refuse.take_up(house, reference, by_whom(), in_spite_of, allowed_by, why)
    click.echo(f"{reference.upper()} is taken up; its days begin today.")


@click.command()
@click.argument("reference")
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
    ctx: click.Context, reference: str, why: str, authority: str, contact: str, forward: bool
) -> None:
    """Another council deals with it: the resident is told, and it is closed here."""
    with house_of(ctx) as house, told():
        done = by_hand_refuse.transfer_case(
            house, reference, by_whom(), (authority, contact), why, forward=forward
        )
    click.echo(f"{reference.upper()}: {done}.")


@click.command()
@click.argument("reference")
@click.argument("email")
@click.option(
    "--agreed",
    default="",
    metavar="WORDS",
    help="Of a contractor: with whom it was agreed that they answer.",
)
@click.pass_context
def assign(ctx: click.Context, reference: str, email: str, agreed: str) -> None:
    """Give a case's open stage to somebody named in the configuration, who is written to."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        name = assign_stage(house, reader, reference, email, by_whom(), agreed)
    click.echo(f"{reference.upper()} is {name}'s now.")


@click.command()
@click.argument("reference")
@click.argument("came_of_it", type=click.Choice(["settled", "formal"]))
@click.option(
    "--why", required=True, help="What was agreed (the resident reads it), or why it did not do."
)
@click.pass_context
def informal(ctx: click.Context, reference: str, came_of_it: str, why: str) -> None:
    """What came of the try to settle it at once: settled, or the formal procedure begins."""
    with house_of(ctx) as house, told():
        by_hand_case.settle_informal(
            house, reference, by_whom(), why, settled=came_of_it == "settled"
        )
    click.echo(f"{reference.upper()}: {came_of_it}.")


@click.command()
@click.argument("reference")
@click.argument("other")
@click.pass_context
def join(ctx: click.Context, reference: str, other: str) -> None:
    """Look into two complaints about one matter together; each complainant is told, and of nobody else's name."""
    with house_of(ctx) as house, told():
        by_hand_case.join(house, reference, other, by_whom())
    click.echo(f"{reference.upper()} and {other.upper()} are looked into together.")


COMMANDS = (
    decide,
    close,
    withdraw,
    reopen,
    refuse,
    take_up,
    transfer,
    assign,
    informal,
    join,
)
