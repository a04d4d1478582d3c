"""`mailroom learn`: learn anew from what people decided; tell what was learnt; go back to the version before."""

from __future__ import annotations

import click

from mailroom.commands import learnt_page
from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.house import House
from mailroom.jobs import learn as job

_FORGET = "Every version of what was learnt goes, with every word in it. Go on?"


@click.command()
@click.option("--show", is_flag=True, help="Tell what was learnt and how well it does.")
@click.option("--undo", is_flag=True, help="Go back to the version before.")
@click.option(
    "--forget", is_flag=True, help="Take every version, with its words, out of the record."
)
@click.pass_context
def learn(ctx: click.Context, *, show: bool, undo: bool, forget: bool) -> None:
    """Learn anew from what coordinators decided; what is learnt is kept only if it does better."""
    if show + undo + forget > 1:
        raise click.UsageError("Give one of --show, --undo and --forget.")
    with house_of(ctx) as house, told():
        if show:
            click.echo("\n".join(learnt_page.page_of(house)))
        elif undo:
            click.echo(_undone(house))
        elif forget:
            click.confirm(_FORGET, abort=True)
            click.echo(f"{job.forget(house, by_whom())} versions were taken out of the record.")
        else:
            click.echo(_learnt(house))


def _learnt(house: House) -> str:
    with reader_of(house) as reader:
        outcome, number = job.learn(house, reader, by_whom())
    if number is None:
        return f"Nothing was changed: {outcome.why}."
    lines = [f"Version {number} is kept: {outcome.why}.", "To see it: mailroom learn --show"]
    if not house.config.triage.learns:
        lines.append("It is not heeded until the configuration has `learns = true` under [triage].")
    return "\n".join(lines)


def _undone(house: House) -> str:
    undone, before = job.undo(house, by_whom())
    if undone is None:
        return "Nothing that was learnt is in use."
    instead = f"version {before}" if before else "what the rules alone say"
    return f"Version {undone} is out of use; {instead} is in use again."
