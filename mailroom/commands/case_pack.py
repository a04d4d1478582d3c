"""`mailroom case pack`: everything on a case for an Ombudsman, as one PDF and a ZIP of the originals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mailroom.acts import enquiries
from mailroom.clock import LONDON
from mailroom.commands.by_whom import by_whom
from mailroom.commands.opening import house_of, told
from mailroom.house import House
from mailroom.jobs.pack import Contents, Pack, Wanted, contents, make
from mailroom.jobs.scanning import refusal


@click.command()
@click.argument("reference")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Make it in this folder; without, only list what there is, with its numbers.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="DOC=REASON",
    help='Withhold a paper, and say why in its place: "7=legal advice". Also "journal=…" and "policy=…".',
)
@click.option(
    "--with",
    "also",
    multiple=True,
    metavar="REFERENCE",
    help="Put in an earlier case of the same person and matter as well.",
)
@click.pass_context
def pack(
    ctx: click.Context,
    reference: str,
    out: Path | None,
    without: tuple[str, ...],
    also: tuple[str, ...],
) -> None:
    """Everything on a case as one PDF with contents and page numbers, and the originals as a ZIP.

    Nothing is kept of it but who made it, with its hash, in the journal: it is made anew whenever it is asked for.
    """
    held = dict(_withheld(one) for one in without)
    with house_of(ctx) as house, told():
        if out is None:
            click.echo("\n".join(_listed(house, contents(house, reference, also))))
            return
        wanted = Wanted(reference, also, held, refusal(house.config.documents.clamav))
        made = make(house, wanted, out, by_whom())
    click.echo("\n".join(_told(made)))


def _withheld(said: str) -> tuple[str, str]:
    name, _, reason = said.partition("=")
    return name, reason


def _listed(house: House, found: Contents) -> Iterator[str]:
    for one in found.lines:
        at = f"{one.at.astimezone(LONDON):%-d %b %Y}"
        marks = [
            "internal" if one.internal else "",
            f"the same as Doc {one.same_as}" if one.same_as else "",
            one.dangerous,
        ]
        told = "; ".join(mark for mark in marks if mark)
        yield f"Doc {one.number:<4} {at:<12} {one.title[:90]}" + (f"  ({told})" if told else "")
    for link in found.linked:
        whose = "" if link.same_person else "; another resident's: never in this pack"
        yield f"Also: {link.reference} ({link.how}{whose})"
    if found.enquiry is not None:
        yield enquiries.in_words(found.enquiry, house.today())
    yield f"To make it: mailroom case pack {found.reference} --out FOLDER"


def _told(made: Pack) -> Iterator[str]:
    yield f"{made.pdf}: {made.pages} pages, SHA-256 {made.pdf_sha256}"
    yield f"{made.originals}: SHA-256 {made.originals_sha256}"
    yield from (f"Please look: {one}" for one in made.heed)
    yield "Read it through before it goes: it has other people's names as they were written."


COMMANDS = (pack,)
