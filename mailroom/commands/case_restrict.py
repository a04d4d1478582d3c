"""`mailroom case restrict` and what belongs to it: a warning, a decision, the log, looking at it again."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from mailroom.commands.by_whom import by_whom
from mailroom.commands.case_page import day, restriction_lines
from mailroom.commands.days import DAY
from mailroom.commands.opening import house_of, told
from mailroom.jobs import by_hand_restrict
from mailroom.rules.restrictions import Asked
from store import restrictions as record


@click.command()
@click.argument("reference")
@click.option("--warn", "step", flag_value="warn", help="Only warn them: nothing is restricted.")
@click.option(
    "--grant", "step", flag_value="grant", help="Contact is restricted, and they are told."
)
@click.option(
    "--not-granted", "step", flag_value="not", help="Keep the request, and why nothing came of it."
)
@click.option("--reasons", default="", help="Why, as the person will read it.")
@click.option(
    "--behaviour", "behaviours", multiple=True, help="What they do, as the letter lists it."
)
@click.option(
    "--measure", "measures", multiple=True, metavar="CODE[=DETAIL]", help="What is restricted."
)
@click.option(
    "--confirm",
    "confirmed",
    multiple=True,
    metavar="N=EVIDENCE",
    help="A condition of the policy, and what shows it.",
)
@click.option("--warned", type=DAY, help="When they were warned.")
@click.option("--no-warning", default="", metavar="WHY", help="Why they were not.")
@click.option("--equality", default="", help="What was considered under the Equality Act.")
@click.option(
    "--decided",
    multiple=True,
    metavar="ROLE=NAME",
    help="Who decided, for each that the policy names.",
)
@click.option(
    "--review-on", type=DAY, help="When it is looked at again; else the last day that is allowed."
)
@click.option("--spoc", default="", metavar="EMAIL", help="The one person to write to.")
@click.option(
    "--target",
    type=click.Choice(["person", "organisation", "matter"]),
    default="person",
    show_default=True,
)
@click.option("--requested-by", default="", metavar="NAME", help="Who asked for it.")
@click.pass_context
def restrict(ctx: click.Context, /, reference: str, step: str | None, **said: Any) -> None:
    """Restrict contact with the complainant of a case; where it lacks anything the policy wants, all of it is told."""
    asked = _asked(said)
    by = by_whom()
    with house_of(ctx) as house, told():
        if step == "warn":
            click.echo(f"{by_hand_restrict.warn(house, reference, by, asked)} is warned.")
            return
        if step is None:
            raise click.UsageError("Say --warn, --grant or --not-granted.")
        requested_by = said["requested_by"] or by
        one = by_hand_restrict.restrict(
            house, reference, by, asked, requested_by, granted=step == "grant"
        )
    if one.granted:
        click.echo(f"Restriction {one.id}: to be looked at again by {day(one.review_on)}.")
    else:
        click.echo(f"Request {one.id} is kept; nothing is restricted.")


def _asked(said: dict[str, Any]) -> Asked:
    confirmed = {}
    for number, words in _pairs(said["confirmed"], "--confirm"):
        if not number.isdigit():
            raise click.UsageError(
                f"--confirm {number}: write the number of the condition, as in 1=EVIDENCE."
            )
        confirmed[int(number)] = words
    return Asked(
        target=said["target"],
        behaviours=said["behaviours"],
        reasons=said["reasons"],
        measures=tuple(_split(one) for one in said["measures"]),
        confirmed=confirmed,
        warned_on=said["warned"],
        no_warning_why=said["no_warning"],
        equality=said["equality"],
        decided=dict(_pairs(said["decided"], "--decided")),
        review_on=said["review_on"],
        spoc_email=said["spoc"].strip().lower(),
    )


def _split(words: str) -> tuple[str, str]:
    key, _, value = words.partition("=")
    return key.strip(), value.strip()


def _pairs(many: tuple[str, ...], option: str) -> list[tuple[str, str]]:
    found = [_split(one) for one in many]
    if any(not value for _, value in found):
        raise click.UsageError(f'{option}: write it as "KEY=WORDS".')
    return found


@click.command()
@click.pass_context
def restrictions(ctx: click.Context) -> None:
    """The log of restricted contact: every request, granted or not, and each time it was looked at again."""
    with house_of(ctx) as house, house.record.read() as conn:
        found = record.restrictions(conn)
    for one in found:
        for line in restriction_lines(one):
            click.echo(line)
    if not found:
        click.echo("Contact with nobody is, or was, restricted.")


@click.command(name="restriction-review")
@click.argument("number", type=int)
@click.argument("came_of_it", type=click.Choice(["lift", "continue"]))
@click.option(
    "--why",
    default="",
    help="The reasons, as the person will read them.",
)
@click.option("--next", "next_on", type=DAY, help="When it is looked at again.")
@click.option(
    "--decided-by", default="", metavar="NAME", help="Who looked at it, as the policy has it."
)
@click.pass_context
def review(
    ctx: click.Context,
    number: int,
    came_of_it: str,
    why: str,
    next_on: date | None,
    decided_by: str,
) -> None:
    """Look at a restriction again: it is lifted unless there are grounds to go on. The person is told."""
    with house_of(ctx) as house, told():
        done = by_hand_restrict.review(
            house, number, by_whom(), came_of_it, why, next_on, decided_by
        )
    click.echo(
        f"Restriction {number} of {done.person}: {'lifted' if came_of_it == 'lift' else 'goes on'}."
    )
    if done.warning:
        click.echo(f"Note: {done.warning}", err=True)


COMMANDS = (restrict, restrictions, review)
