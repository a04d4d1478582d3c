"""`mailroom case designated` and `ombudsman`: what those outside the council do about a complaint, written down."""

from __future__ import annotations

from typing import Any, cast

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.jobs import by_hand_outside
from mailroom.rules.designated import Asked


@click.command()
@click.argument("reference")
@click.option("--person", default="", help="What they are, in words of the policy's own list.")
@click.option("--name", default="", help="Who it is.")
@click.option("--email", default="", help="Where they can be written to.")
@click.option("--home-in", default="", help="What shows that the home is in their district.")
@click.option(
    "--request", default="", help='The tenant\'s request in writing: "letter of 3 March 2014".'
)
@click.option("--outcome", default="", help="What came of it, once it did.")
@click.pass_context
def designated(ctx: click.Context, /, reference: str, **said: Any) -> None:
    """A tenant's designated person, while the law has such. Without the tenant's request in writing they are told
    nothing of the case.
    """
    asked = Asked(said["person"], said["home_in"], said["request"], said["outcome"])
    with house_of(ctx) as house, told():
        by_hand_outside.record_designated(
            house, reference, by_whom(), asked, said["name"], said["email"]
        )
    click.echo(f"{reference.upper()}: noted.")


@click.command()
@click.argument("reference")
@click.argument("what", type=click.Choice(["view", "decision"]))
@click.option("--why", "words", required=True, help="What it says, in a few words, with its day.")
@click.pass_context
def ombudsman(ctx: click.Context, reference: str, what: str, words: str) -> None:
    """An Ombudsman's provisional view or decision has come: whoever owes something for it is told."""
    with house_of(ctx) as house, told():
        said = cast("by_hand_outside.Said", what)
        by_hand_outside.note_ombudsman(house, reference, by_whom(), said, words)
    click.echo(f"{reference.upper()}: noted.")


COMMANDS = (designated, ombudsman)
