"""`mailroom queue`: what waits for a person, its bytes, and a person's decision, until there is a desk.

The acts are those of the rules with a person deciding instead; each decision is kept beside what the rules proposed.
"""

from __future__ import annotations

import sys
from textwrap import fill

import click

from mailroom.acts.enclosed import is_withheld
from mailroom.clock import LONDON
from mailroom.commands.by_whom import by_whom
from mailroom.commands.offers import offer
from mailroom.commands.opening import house_of, told
from mailroom.commands.queue_page import WIDTH, page_of
from mailroom.commands.queue_refuse import decline, refuse, transfer
from mailroom.commands.queue_register import accept, register
from mailroom.commands.queue_settle import settle
from mailroom.commands.work import reader_of
from mailroom.jobs import by_hand, by_hand_confirm, by_hand_groups, by_hand_officers
from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.jobs.by_hand_look import look
from mailroom.rules.disposition import Act
from store import inbox
from store.rows import NoSuchRow
from store.states import IncomingState


@click.group(name="queue")
def queue_group() -> None:
    """Mail that waits for a person: list it, look at it, decide."""


@queue_group.command(name="list")
@click.option("--after", default=0, help="Only messages with a higher number.")
@click.pass_context
def list_queue(ctx: click.Context, after: int) -> None:
    """Each message held or failed: number, when, from whom, about what, and why."""
    with house_of(ctx) as house, house.record.read() as conn:
        waiting = inbox.queue(conn, (IncomingState.HELD, IncomingState.FAILED), 200, after)
    if not waiting:
        click.echo("Nothing waits for a person.")
    for one in waiting:
        when = f"{one.received_at.astimezone(LONDON):%a %-d %b %H:%M}"
        click.echo(f"{one.id:>6}  {when}  {one.sender}  {one.subject[:60]}")
        why = f"{one.state.value.lower()}: {one.reason}"
        click.echo(fill(why, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8))


@queue_group.command()
@click.argument("number", type=int)
@click.pass_context
def show(ctx: click.Context, number: int) -> None:
    """A message on one screen: what it says, what the rules made of it and why, what the policy says of such mail."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        found = look(house, reader, number)
        for line in page_of(house, found):
            click.echo(line)


@queue_group.command()
@click.argument("number", type=int)
@click.option(
    "--even-infected",
    is_flag=True,
    help="Though a virus was found in what came with it, or nothing could look for one.",
)
@click.pass_context
def raw(ctx: click.Context, number: int, even_infected: bool) -> None:
    """Write a message's bytes, exactly as received, to standard output."""
    with house_of(ctx) as house, house.record.read() as conn:
        try:
            content = inbox.raw_of(conn, number)
        except NoSuchRow as error:
            raise click.ClickException(f"There is no message {number}.") from error
        why = is_withheld(conn, number)
    if why and not even_infected:
        raise click.ClickException(
            f"Message {number} is not given whole. {why}.\n"
            "Whoever looks into it, where no program opens files by itself, can say --even-infected."
        )
    sys.stdout.buffer.write(content)


@queue_group.command()
@click.argument("number", type=int)
@click.pass_context
def again(ctx: click.Context, number: int) -> None:
    """Send a message round again, with all its attempts: after a fault was mended, or a setting changed."""
    with house_of(ctx) as house, told():
        by_hand.send_round_again(house, number, by_whom())
    click.echo(f"Message {number} is handled in the next round.")


ATTACHED = {
    "addition": Act.UPDATE,
    "next-stage": Act.ESCALATE,
    "reopening": Act.REOPEN,
    "withdrawal": Act.WITHDRAW,
    "permission": Act.CONSENT,
    "ombudsman": Act.EXTERNAL,
}


@queue_group.command()
@click.argument("number", type=int)
@click.argument("reference")
@click.option(
    "--as",
    "what",
    type=click.Choice([*ATTACHED, "report-for-all", "officer"]),
    default="addition",
    show_default=True,
    help="report-for-all: the mail is the answer to everybody whose complaints were put together. officer: do what the"
    " officer asks for in it, as it was read: the letter goes out, the case is passed on.",
)
@click.option(
    "--words",
    default="",
    help="With --as officer: what the resident is to read in place of the officer's own words.",
)
@click.option(
    "--why",
    default="",
    help="Why a stage that was asked for too late is opened; what is new in a reopening; how it is known whose wish"
    " or notice it is, where the address does not say.",
)
@click.pass_context
def attach(
    ctx: click.Context, number: int, reference: str, what: str, words: str, why: str
) -> None:
    """Put a message on a case: an addition, the next stage, a reopening, what an Ombudsman sent, a permission."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        if what == "report-for-all":
            done = by_hand_groups.answer_all(house, reader, number, by_whom(), reference)
            click.echo(done)
            return
        if what == "officer":
            who = by_whom()
            click.echo(by_hand_officers.carry_out(house, reader, number, who, reference, words))
            return
        by_hand.put_on_case(house, reader, number, by_whom(), reference, ATTACHED[what], why)
    click.echo(f"Message {number} is on {reference.upper()}.")


@queue_group.command(name="file")
@click.argument("number", type=int)
@click.option("--why", required=True, help="For the journal.")
@click.option(
    "--checked",
    default="",
    metavar="WORDS",
    help="Of somebody whose contact is restricted: what you found when you looked for anything new.",
)
@click.option(
    "--as",
    "what",
    type=click.Choice(["annual-letter"]),
    help="annual-letter: what an Ombudsman writes once a year; somebody is to look at it.",
)
@click.pass_context
def file_away(ctx: click.Context, number: int, why: str, checked: str, what: str | None) -> None:
    """Keep a message and write to nobody: advertising, or dealt with elsewhere."""
    with house_of(ctx) as house, reader_of(house) as reader, told():
        if what:
            who = by_hand_confirm.keep_annual_letter(house, reader, number, by_whom(), why)
            click.echo(f"Message {number} is kept; {who} is to look at it.")
            return
        by_hand.file_away(house, reader, number, by_whom(), why, checked)
    click.echo(f"Message {number} is filed.")


@queue_group.command()
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


for command in (register, accept, refuse, transfer, decline, offer, settle):
    queue_group.add_command(command)
