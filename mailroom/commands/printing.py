"""`mailroom print`: the letters for residents without email, in one PDF for whoever fills the envelopes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mailroom.clock import LONDON
from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.house import House
from mailroom.jobs import printing
from store import cases, prints
from store.outbox import Outgoing

# Batches that are listed.
_LAST = 5
_SHOWN = 50


@click.command(name="print")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Make one PDF of all that waits, in this folder, and mark it as printed.",
)
@click.option(
    "--again",
    type=int,
    metavar="BATCH",
    help="Make the PDF of an earlier batch once more (with --out).",
)
@click.option(
    "--letter",
    type=int,
    metavar="NUMBER",
    help="One letter to a resident as a document, whatever became of it (with --out).",
)
@click.option("--as", "kind", type=click.Choice(["pdf", "docx"]), default="pdf", show_default=True)
@click.pass_context
def print_letters(
    ctx: click.Context, out: Path | None, again: int | None, letter: int | None, kind: str
) -> None:
    """List the letters that wait to be printed, or print them with --out."""
    with house_of(ctx) as house, told():
        if out is not None and letter is not None:
            click.echo(f"{printing.one_letter(house, out, letter, kind)}")
            return
        if out is None:
            if again is not None or letter is not None:
                raise click.UsageError("That needs --out FOLDER as well.")
            click.echo("\n".join(_listed(house)))
            return
        if again is not None:
            made: printing.Made | None = printing.print_again(house, out, by_whom(), again)
        else:
            made = printing.print_batch(house, out, by_whom())
    click.echo("\n".join(_told(made)) if made else "No letter waits to be printed.")


def _told(made: printing.Made) -> Iterator[str]:
    yield f"{made.file}: batch {made.batch.id}, {_many(made.batch.letters)}, {made.pages} pages."
    yield "Print it on A4 at full size (no scaling), on one side, and check the envelopes' windows."
    for file in made.apart:
        yield f"To be enclosed, from its own file: {file}"


def _listed(house: House) -> Iterator[str]:
    found = printing.waits(house, _SHOWN)
    if found.unmade is not None:
        yield (
            f"Batch {found.unmade.id} was begun by {found.unmade.begun_by} and never finished;"
            " --out makes it again, the same letters under the same name."
        )
    if found.since is None:
        yield "No letter waits to be printed."
    else:
        since = f"{found.since.astimezone(LONDON):%A %-d %B %Y, %H:%M}"
        verb = "waits" if found.count == 1 else "wait"
        yield f"{_many(found.count)} {verb} to be printed, the oldest since {since}:"
        yield from _lines(house, found.letters)
        yield "To print: mailroom print --out FOLDER"
    with house.record.read() as conn:
        for batch in prints.latest(conn, _LAST):
            if batch.made_at is not None:
                day = f"{batch.made_at.astimezone(LONDON):%-d %b %Y %H:%M}"
                yield f"Batch {batch.id}: {_many(batch.letters)}, {day}, by {batch.begun_by}: {batch.filename}"


def _lines(house: House, letters: tuple[Outgoing, ...]) -> Iterator[str]:
    with house.record.read() as conn:
        files = cases.case_files(conn, {one.case_id for one in letters if one.case_id})
    for one in letters:
        file = files.get(one.case_id or 0)
        about = f"{file.case.reference}  " if file else ""
        day = f"{one.written_at.astimezone(LONDON):%-d %b %Y}"
        yield f"{one.id:>6}  {day:<12}  {about}{one.letter.replace('_', ' ')} to {one.recipient}"


def _many(count: int) -> str:
    return "1 letter" if count == 1 else f"{count} letters"
