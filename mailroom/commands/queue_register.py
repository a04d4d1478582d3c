"""`mailroom queue register` and `accept`: a message becomes a case, with all that a person knows of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from mailroom.acts.parties import Behalf, Home
from mailroom.commands.by_whom import by_whom
from mailroom.commands.days import DAY
from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.jobs import by_hand_register
from mailroom.jobs.by_hand_register import Wishes
from mailroom.jobs.instructed_said import CHANNELS, NOT_BY_MAIL

# Fields of the case that are only written down, by the names of the options.
NOTED = (
    "channel",
    "assisted_by",
    "desired_outcome",
    "not_ours",
    "category",
    "complexity",
)


@click.command()
@click.argument("number", type=int)
@click.option(
    "--kind", default="complaint", show_default=True, help="A kind that the policy knows."
)
@click.option("--service", required=True, help="The service's id; of several the one that leads.")
@click.option("--other", "others", multiple=True, help="A further service that it concerns.")
@click.option(
    "--for", "for_whom", default="", help="The complainant, where somebody wrote for them."
)
@click.option("--for-email", default="", help="The complainant's own address, if it is known.")
@click.option(
    "--permission",
    default="",
    help='What shows that the writer may act: "signed form in the mail".',
)
@click.option("--name", default="", help="The complainant's name, if it is not the writer's.")
@click.option(
    "--address",
    default="",
    help='Their postal address: "14 Pound Close, Fenbridge FB4 7QT". With --channel telephone, counter or letter'
    " the mail is not theirs, and their letters go by post.",
)
@click.option("--member", is_flag=True, help="An elected member wrote.")
@click.option("--principal", is_flag=True, help="The letters go to the member.")
@click.option("--informal", is_flag=True, help="The service tries to settle it at once first.")
@click.option(
    "--same-matter", default="", metavar="REFERENCE", help="Looked into together with this case."
)
@click.option(
    "--grew-out-of", default="", metavar="REFERENCE", help="A new issue that came up in this case."
)
@click.option(
    "--stage",
    default=1,
    show_default=True,
    help="Begin at a later stage, where the policy lets it.",
)
@click.option("--returned", is_flag=True, help="The Ombudsman sent it back to be investigated.")
@click.option("--allowed-by", default="", metavar="NAME", help="Who allowed what is not as ever.")
@click.option("--why", default="", help="Why it is not dealt with as ever.")
@click.option(
    "--received", type=DAY, help="The day on which anybody of the council first had it: 2026-03-04."
)
@click.option("--channel", type=click.Choice(CHANNELS), help="How it came, if not by this mail.")
@click.option("--assisted-by", default="", help="Who took it down for the resident.")
@click.option("--outcome-sought", "desired_outcome", default="", help="What the resident asks for.")
@click.option("--not-ours", default="", help="What of it others have to answer, and who they are.")
@click.option("--category", default="", help="What it is about, in the policy's own list.")
@click.option("--complexity", type=click.Choice(["straightforward", "complex"]))
@click.option(
    "--flag",
    "flags",
    multiple=True,
    help="What the mail was not seen to be about: fluency_duty, names_staff.",
)
@click.pass_context
def register(ctx: click.Context, /, number: int, **said: Any) -> None:
    """Make a new case of a message."""
    _register(ctx, number, _wishes(said))


@click.command()
@click.argument("number", type=int)
@click.option("--service", required=True, help="The service's id in the configuration.")
@click.option("--in-spite-of", required=True, metavar="CODE", help="The ground to refuse it.")
@click.option("--allowed-by", required=True, metavar="NAME", help="Who allowed the exception.")
@click.option("--why", required=True, help="The reason for the exception.")
@click.pass_context
def accept(ctx: click.Context, /, number: int, **said: Any) -> None:
    """Register a complaint that the policy would not take up: an exception, allowed by whoever may."""
    _register(ctx, number, Wishes(**said))


def _register(ctx: click.Context, number: int, wishes: Wishes) -> None:
    with house_of(ctx) as house, reader_of(house) as reader, told():
        reference = by_hand_register.register(house, reader, number, by_whom(), wishes)
    click.echo(f"Registered as {reference}.")


def _wishes(said: dict[str, Any]) -> Wishes:
    behalf = None
    if said["for_whom"] or said["permission"] or said["member"]:
        behalf = Behalf(
            said["for_whom"],
            said["for_email"],
            said["permission"],
            member=said["member"],
            principal=said["principal"],
        )
    received: date | None = said["received"]
    home = None
    if said["address"]:
        home = Home(said["address"], said["name"], by_post=said["channel"] in NOT_BY_MAIL)
    return Wishes(
        kind=said["kind"],
        service=said["service"],
        others=said["others"],
        behalf=behalf,
        home=home,
        informal=said["informal"],
        same_matter=said["same_matter"],
        grew_out_of=said["grew_out_of"],
        stage=said["stage"],
        first_received_on=received,
        returned=said["returned"],
        allowed_by=said["allowed_by"],
        why=said["why"],
        flags=said["flags"],
        noted={name: said[name] for name in NOTED if said[name]},
    )
