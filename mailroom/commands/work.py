"""The commands that do the work: `run`, `round`, `migrate`."""

from __future__ import annotations

import random
import threading

import click

from mailroom.commands.opening import house_of, read_configuration, told
from mailroom.daemon import Daemon, stop_on_signals, take_back_claims
from mailroom.house import House
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.jobs.reading import HouseReader
from mailroom.jobs.round import Round, go_round
from mailroom.jobs.scanning import refusal
from mailroom.rules.taught_forms import load_forms
from store.migrations import migrate as run_migrations


def reader_of(house: House) -> HouseReader:
    """The reader of documents with the limits of the configuration, behind the virus scanner that it names."""
    limits = house.config.documents
    reader = HouseReader(
        seconds=limits.seconds,
        memory_bytes=limits.memory_mb << 20,
        workers=limits.workers,
        refused=refusal(limits.clamav),
    )
    reader.taught = load_forms(limits.forms)
    return reader


@click.command()
@click.option(
    "--instance",
    default="daemon",
    show_default=True,
    help="This daemon's name, where several share a PostgreSQL.",
)
@click.pass_context
def run(ctx: click.Context, instance: str) -> None:
    """Watch the mailboxes and keep the deadlines, until stopped."""
    with house_of(ctx, instance=instance) as house, reader_of(house) as reader:
        wake = threading.Event()
        boxes = open_mailboxes(house.config, wake, random.SystemRandom().random)
        daemon = Daemon(house, boxes, open_post(house.config), reader, wake)
        stop_on_signals(daemon)
        for warning in house.config.warnings():
            click.echo(f"Note: {warning}", err=True)
        daemon.run()


@click.command(name="round")
@click.pass_context
def round_once(ctx: click.Context) -> None:
    """Do everything once and end, for cron. Exits 1 where a job could not do its work."""
    with (
        house_of(ctx, instance="round") as house,
        reader_of(house) as reader,
        house.record.hold(f"round-{house.holder}") as alone,
    ):
        if not alone:
            # Two would take each other's letters for lost, and send them twice.
            click.echo("Another round is at work on this record; it does what there is to do.")
            return
        take_back_claims(house)
        boxes = open_mailboxes(house.config)
        post = open_post(house.config)
        done = go_round(house, boxes, post, reader)
        post.close()
        for box in boxes:
            box.close()
    click.echo(tell(done))
    for fault in done.faults:
        click.echo(f"Not done: {fault}", err=True)
    if done.faults:
        ctx.exit(1)


def tell(done: Round) -> str:
    """A round in a sentence."""
    return (
        f"{done.new} new, {done.settled} handled, {done.failed} failed; "
        f"{done.written} letters fell due; {done.sent} sent, {done.later} put off, {done.refused} refused."
    )


@click.command()
@click.pass_context
def migrate(ctx: click.Context) -> None:
    """Bring the database to this version's shape; makes it where there is none."""
    config = read_configuration(ctx)
    with told():
        done = run_migrations(config.record.url)
    click.echo("\n".join(f"Migrated: {name}" for name in done) or "The database is up to date.")
