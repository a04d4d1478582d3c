"""`mailroom replay`: a council tries the house on last year's mailbox before it goes live.

A temporary house with a record of its own is thrown away afterwards; nothing leaves the machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from mailroom.clock import SetClock
from mailroom.commands.events import events_of
from mailroom.commands.opening import read_configuration, told
from mailroom.commands.work import reader_of
from mailroom.config import Config
from mailroom.gates.archive import read_archive
from mailroom.house import House, open_house
from mailroom.jobs.replay import PastMail, in_order, play
from mailroom.rules.workdays import local_date
from store.migrations import migrate
from store.session import Record

# How long after the last mail a replay goes on where no end is named: the longest clocks run for weeks.
AFTERMATH = timedelta(days=42)


@click.command()
@click.argument("mail", type=click.Path(path_type=Path))
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Play what falls due up to this day. [default: six weeks after the last mail]",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a line an event to this file.",
)
@click.pass_context
def replay(ctx: click.Context, mail: Path, until: datetime | None, json_file: Path | None) -> None:
    """Play past MAIL (a folder of .eml, an mbox or a Maildir) and tell what the house would have done."""
    config = read_configuration(ctx)
    with told():
        mails = in_order(read_archive(mail))
    if not mails:
        raise click.ClickException(f"{mail}: there is no mail in it.")
    end = until.date() if until else local_date(mails[-1].received_at) + AFTERMATH
    with told(), _temporary_house(config, mails) as (house, clock), reader_of(house) as reader:
        with click.progressbar(length=len(mails), label="Playing", file=sys.stderr) as bar:
            play(house, clock, mails, end, reader, lambda _position: bar.update(1))
        names = {position: one.name for position, one in enumerate(mails, start=1)}
        events = list(events_of(house, names, end))
    if json_file is not None:
        json_file.write_text(
            "".join(f"{json.dumps(event, ensure_ascii=False)}\n" for event in events),
            encoding="utf-8",
        )
    click.echo(_account(events, mails, end))


@contextmanager
def _temporary_house(config: Config, mails: list[PastMail]) -> Iterator[tuple[House, SetClock]]:
    with tempfile.TemporaryDirectory(prefix="mailroom-replay-") as folder:
        url = f"sqlite:///{folder}/replay.sqlite"
        # Nor need it be unlike another replay's: what is signed here is only ever read here.
        migrate(url, lambda: "0" * 32)
        record = Record(url, fleeting=True)
        clock = SetClock(mails[0].received_at)
        numbers = iter(range(1, 1 << 62))
        try:
            # Nothing is sent, so a nonce need not be secret; counted, a replay repeats to the letter.
            yield (
                open_house(
                    config, record, clock, lambda: f"{next(numbers):020d}", instance="replay"
                ),
                clock,
            )
        finally:
            record.close()


def _account(events: list[dict[str, object]], mails: list[PastMail], end: date) -> str:
    """What would have been done, in counts a coordinator can judge."""
    decided = [event for event in events if event["event"] == "decided"]
    kinds = Counter(str(event["kind"]) for event in decided)
    held = Counter(str(event["why"]) for event in decided if event["queued"])
    letters = Counter(str(event["letter"]) for event in events if event["event"] == "letter")
    late = sum(1 for event in events if event["event"] == "deadline" and event["missed"])
    undated = sum(1 for mail in mails if not mail.dated)
    lines = [
        f"{len(mails)} messages from {mails[0].received_at:%-d %b %Y} played to {end:%-d %b %Y}."
    ]
    if undated:
        lines.append(f"{undated} of them bear no time; each was played with the one before it.")
    lines += ["", "What came in", *_table(kinds)]
    lines += ["", f"Held for a person: {sum(held.values())}", *_table(held)]
    lines += ["", "Letters that would have been written", *_table(letters)]
    lines += [
        "",
        f"Dates missed: {late} (past mail holds no answers to letters that were never sent)",
    ]
    return "\n".join(lines)


def _table(counts: Counter[str]) -> list[str]:
    return [f"  {number:>6}  {name}" for name, number in counts.most_common(20)]
