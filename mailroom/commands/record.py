"""The commands that look at the record: `status`, `journal`."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from mailroom.clock import LONDON
from mailroom.commands.check_documents import scanner_lines
from mailroom.commands.opening import house_of
from mailroom.house import House
from store import diary, inbox, journal, outbox, polls, prints
from store.session import Connection
from store.states import IncomingState, OutgoingState


@click.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """How the house stands, at a glance."""
    with house_of(ctx) as house, house.record.read() as conn:
        for line in (
            *_mailboxes(house, conn),
            *_mail(house, conn),
            *scanner_lines(house.config),
            *_letters(conn),
            *_deadlines(house, conn),
            *_owners(house, conn),
        ):
            click.echo(line)


def _local(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%a %-d %b %Y %H:%M}" if at else "never"


def _mailboxes(house: House, conn: Connection) -> list[str]:
    known = {poll.mailbox: poll for poll in polls.polls(conn)}
    lines = ["Mailboxes"]
    for box in house.config.mailboxes:
        poll = known.get(box.name)
        lines.append(f"  {box.name}: last read {_local(poll.last_ok_at if poll else None)}")
        if (
            poll
            and poll.last_error
            and (
                poll.last_ok_at is None or (poll.last_error_at or poll.last_ok_at) > poll.last_ok_at
            )
        ):
            lines.append(f"    NOT READABLE since {_local(poll.last_error_at)}: {poll.last_error}")
    return lines


def _mail(house: House, conn: Connection) -> list[str]:
    counts = inbox.counts(conn)
    oldest = inbox.oldest_received_at(conn)
    return [
        "Mail",
        f"  {counts[IncomingState.HANDLED]} handled, {counts[IncomingState.RECEIVED]} not yet handled"
        + (f" (the oldest of {_local(oldest)})" if oldest else ""),
        f"  {counts[IncomingState.HELD]} held for a person, {counts[IncomingState.FAILED]} that could not be handled"
        + (
            ": see `mailroom queue list`"
            if counts[IncomingState.HELD] + counts[IncomingState.FAILED]
            else ""
        ),
    ]


def _letters(conn: Connection) -> list[str]:
    counts = outbox.counts(conn)
    on_paper, since = prints.how_many_wait(conn)
    waiting = (
        counts[OutgoingState.QUEUED] + counts[OutgoingState.LATER] + counts[OutgoingState.SENDING]
    ) - on_paper
    lines = [
        "Letters",
        f"  {counts[OutgoingState.SENT]} sent, {waiting} waiting, {counts[OutgoingState.REFUSED]} refused",
    ]
    if on_paper:
        lines.append(
            f"  {on_paper} to be printed, the oldest since {_local(since)}: mailroom print"
        )
    lines.extend(
        f"    refused: letter {letter.id} ({letter.letter}): {letter.last_reply[:120]}"
        for letter in outbox.refused(conn, 5)
    )
    return lines


def _deadlines(house: House, conn: Connection) -> list[str]:
    today = house.today()
    # Far enough back that nothing overdue is left out: the record's first day.
    late = diary.due_between(conn, today - timedelta(days=3660), today - timedelta(days=1))
    soon = diary.due_between(conn, today, today + timedelta(days=7))
    return ["Deadlines", f"  {len(late)} overdue, {len(soon)} due in the next seven days"]


def _owners(house: House, conn: Connection) -> list[str]:
    """Open stages of people who are gone: their reminders reach nobody."""
    known = house.config.directory
    lost = {
        email: count
        for email, count in diary.owners_of_open_stages(conn).items()
        if email not in known
    }
    if not lost:
        return []
    many = sum(lost.values())
    stages = "1 open stage is" if many == 1 else f"{many} open stages are"
    return [
        "Owners",
        f"  {stages} with somebody who is no longer in the configuration: {', '.join(sorted(lost))}",
        "    give each to somebody else: mailroom queue assign REFERENCE EMAIL",
    ]


@click.group(name="journal")
def journal_group() -> None:
    """The record's diary of acts: append-only, each entry chained to the one before."""


@journal_group.command()
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Check that no entry was changed, removed or slipped in; exits 1 where one was."""
    with house_of(ctx) as house, house.record.read() as conn:
        broken = journal.verify(conn)
        head = journal.head(conn)
    if broken is None:
        click.echo(
            f"The journal is whole. Its last entry's hash is {head}: keep it elsewhere to prove the end, too."
        )
        return
    click.echo(f"The journal is broken at entry {broken.entry_id}: {broken.why}", err=True)
    ctx.exit(1)


@journal_group.command()
@click.argument("reference", required=False)
@click.pass_context
def show(ctx: click.Context, reference: str | None) -> None:
    """Print a case's entries, or the last hundred of all."""
    from store import cases  # only here

    with house_of(ctx) as house, house.record.read() as conn:
        if reference:
            found = cases.cases_by_reference(conn, [reference.upper()])
            if not found:
                raise click.ClickException(f"There is no case {reference}.")
            entries = journal.entries_of(conn, next(iter(found.values())))
        else:
            entries = journal.latest(conn, 100)
    for entry in entries:
        why = f": {entry.why}" if entry.why else ""
        click.echo(f"{_local(entry.at)}  {entry.by:<10}  {entry.act}{why}")
