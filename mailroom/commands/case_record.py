"""`mailroom case`: what came of an answer, what was promised and learnt, what is owed and done."""

from __future__ import annotations

from collections.abc import Sequence

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.jobs import by_hand_case, by_hand_record


@click.command()
@click.argument("reference")
@click.argument("result", type=click.Choice(["upheld", "partly", "not"]))
@click.option(
    "--remedy",
    multiple=True,
    help='"an apology", "£50 allowed by Jo Hill"; "none" where nothing is owed.',
)
@click.option(
    "--action", multiple=True, help='What will be done: "new bin, by 3 March 2026, Kit Roe".'
)
@click.option("--learning", default="", help="What the council takes from it.")
@click.pass_context
def outcome(
    ctx: click.Context,
    reference: str,
    result: str,
    remedy: tuple[str, ...],
    action: tuple[str, ...],
    learning: str,
) -> None:
    """Record what came of the last stage. It is recorded whatever else lacks, and what lacks is told."""
    with house_of(ctx) as house, told():
        wanted = by_hand_record.record_outcome(
            house, reference, by_whom(), result, remedy, action, learning
        )
    click.echo(f"{reference.upper()}: {result}.")
    _say_wanted(wanted)


def _say_wanted(wanted: Sequence[str]) -> None:
    for one in wanted:
        click.echo(f"  still wanted: {one}")


@click.command()
@click.argument("reference")
@click.argument("answers", nargs=-1, required=True, metavar="KEY=WORDS…")
@click.option("--form", "is_form", is_flag=True, help="The whole learning form came back.")
@click.pass_context
def learning(ctx: click.Context, reference: str, answers: tuple[str, ...], is_form: bool) -> None:
    """Record what was learnt, under the policy's own questions or as learning=WORDS."""
    found = {}
    for one in answers:
        key, sign, words = one.partition("=")
        found[key.strip() if sign else "learning"] = words.strip() if sign else one
    with house_of(ctx) as house, told():
        wanted = by_hand_record.record_learning(house, reference, by_whom(), found, is_form=is_form)
    click.echo(f"{reference.upper()}: recorded.")
    _say_wanted(wanted)


@click.group()
def remedy() -> None:
    """What was promised to a resident: done, or dropped with a word to them."""


@remedy.command(name="done")
@click.argument("reference")
@click.argument("number", type=int)
@click.pass_context
def remedy_done(ctx: click.Context, reference: str, number: int) -> None:
    """It was done. The number stands in `case show`."""
    with house_of(ctx) as house, told():
        what = by_hand_record.finish_remedy(house, reference, by_whom(), number)
    click.echo(f"Done: {what}.")


@remedy.command(name="drop")
@click.argument("reference")
@click.argument("number", type=int)
@click.option("--why", required=True, help="Why it cannot be done: the resident reads it.")
@click.option(
    "--instead", default="", help='What there is in its place: "a new bin, by 3 March 2026".'
)
@click.pass_context
def remedy_drop(ctx: click.Context, reference: str, number: int, why: str, instead: str) -> None:
    """It cannot be done: the resident is told why and what there is instead, where the policy wants that."""
    with house_of(ctx) as house, told():
        to = by_hand_record.drop_remedy(house, reference, by_whom(), number, why, instead)
    click.echo(f"Dropped; {to} is told." if to else "Dropped; nobody is told.")


@click.group()
def duty() -> None:
    """What somebody owes beside the answer."""


@duty.command(name="done")
@click.argument("number", type=int)
@click.option("--note", default="", help="What the policy wants noted with it.")
@click.pass_context
def duty_done(ctx: click.Context, number: int, note: str) -> None:
    """It is done. The number stands in `case show` and in `case duties`."""
    with house_of(ctx) as house, told():
        words = by_hand_case.finish_duty(house, number, by_whom(), note)
    click.echo(f"Done: {words}")


COMMANDS: tuple[click.Command, ...] = (outcome, learning, remedy, duty)
