"""`mailroom explain`: how the house reads one mail and what it would do with it, rule by rule.

Nothing is written: the record is only asked, and nothing is sent.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from mailroom.clock import SystemClock
from mailroom.commands import explained, explained_matter, explained_outcome, explained_rules
from mailroom.commands.opening import new_nonce, read_configuration, refuse_old_record, told
from mailroom.commands.work import reader_of
from mailroom.config import Config
from mailroom.gates.archive import Archived, read_archive
from mailroom.house import House, open_house
from mailroom.jobs import clues, facts, reading
from mailroom.rules.colleagues import is_by_resident
from mailroom.rules.disposition import decide
from mailroom.rules.reading import Reading
from mailroom.rules.similarity import fingerprint_of
from parsers.message import read_clues, read_message
from store.migrations import is_unmade, migrate, pending
from store.session import Record


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--mailbox", default="", help="The mailbox it came to, where mailboxes have policies."
)
@click.option("--rules", "in_full", is_flag=True, help="List every rule that was asked.")
@click.pass_context
def explain(ctx: click.Context, file: Path, mailbox: str, in_full: bool) -> None:
    """Tell what would be done with FILE (one mail, as .eml) and why, how it is read, and which rule decided."""
    config = read_configuration(ctx)
    with told():
        mail = _one_mail(file)
        with _asked(config) as (house, there), reader_of(house) as reader:
            trusted = house.config.council.trusted_authserv
            at = _received_at(mail.raw, house.now())
            read = reading.finish(reading.start(0, mail.raw, at, reader, trusted, house.now()))
            click.echo(_account(house, read, mailbox, there=there, in_full=in_full))


def _one_mail(file: Path) -> Archived:
    mails = list(read_archive(file))
    if len(mails) != 1:
        raise click.ClickException(f"{file}: holds {len(mails)} mails; give a file with one.")
    return mails[0]


def _received_at(raw: bytes, now: datetime) -> datetime:
    """When the council had it: the server's own note, else the writer's Date; now, where it bears neither."""
    return read_clues(raw).received_at or read_message(raw).sent_at or now


@contextmanager
def _asked(config: Config) -> Iterator[tuple[House, bool]]:
    """The house with the council's record to be asked; with an empty one, and False, where there is none yet."""
    with tempfile.TemporaryDirectory(prefix="mailroom-explain-") as folder:
        url, there = config.record.url, not is_unmade(pending(config.record.url))
        if there:
            refuse_old_record(url)
        else:
            url = f"sqlite:///{folder}/empty.sqlite"
            migrate(url)
        record = Record(url)
        try:
            yield open_house(config, record, SystemClock(), new_nonce, instance="explain"), there
        finally:
            record.close()


def _account(
    house: House, read: Reading, mailbox: str, *, there: bool, in_full: bool = False
) -> str:
    with house.record.read() as conn:
        found = clues.find_clues(conn, house, read, fingerprint_of(read.summary))
        known = facts.gather(conn, house, read, mailbox)
        decision = decide(known.facts)
        asked = explained_outcome.Asked(house, read, known, decision, mailbox)
        by_resident = is_by_resident(known.facts, read)
        parts = [
            explained_outcome.outcome(conn, asked),
            explained.message(read),
            explained.body(read),
            explained.documents(read, by_resident=by_resident),
            explained.record(conn, read, there=there),
            explained_matter.matching(conn, read, found.clues, known.facts),
            explained_matter.matter(house, read, known, decision),
            explained_rules.rules(decision, in_full=in_full),
        ]
    return "\n\n".join(part for part in parts if part)
