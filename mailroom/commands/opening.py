"""What every command needs first: the configuration it names, logging, and the house put together from it."""

from __future__ import annotations

import logging
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import structlog

from mailroom.clock import Clock, SystemClock
from mailroom.config import Config, load_config
from mailroom.errors import MailroomError, RecordUnavailable
from mailroom.house import House, open_house
from store.migrations import is_unmade, pending
from store.session import Record, RecordFault

DEFAULT_CONFIG = "mailroom.toml"


def config_path(ctx: click.Context) -> Path:
    """The configuration file that `--config` or MAILROOM_CONFIG names."""
    written = (
        ctx.find_root().params.get("config") or os.environ.get("MAILROOM_CONFIG") or DEFAULT_CONFIG
    )
    return Path(str(written))


def read_configuration(ctx: click.Context) -> Config:
    """The configuration; a fault in it ends the command with all of them told."""
    with told():
        return load_config(config_path(ctx))


@contextmanager
def told() -> Iterator[None]:
    """Ends the command with a sentence instead of a traceback where the world is broken."""
    try:
        yield
    except (MailroomError, RecordFault) as fault:
        raise click.ClickException(str(fault)) from fault


@contextmanager
def house_of(
    ctx: click.Context, *, instance: str = "command", clock: Clock | None = None
) -> Iterator[House]:
    """The house of the configuration with its record open; refuses a record that is a migration behind."""
    config = read_configuration(ctx)
    with told():
        refuse_old_record(config.record.url)
        record = Record(config.record.url)
        try:
            yield open_house(config, record, clock or SystemClock(), new_nonce, instance=instance)
        finally:
            record.close()


def refuse_old_record(url: str) -> None:
    """RecordUnavailable where the database lacks a migration: nothing is read or written in it."""
    behind = pending(url)
    if is_unmade(behind):
        raise RecordUnavailable(
            "There is no record in the database yet (record.url in the configuration).",
            do="To make one, run: mailroom migrate. If there was one, find its disk or its last backup first.",
        )
    if behind:
        many = f"{len(behind)} migration" + ("s" if len(behind) > 1 else "")
        raise RecordUnavailable(
            f"The database is {many} behind this version of mailroom; nothing in it was touched.",
            do="Make a backup, then run: mailroom migrate",
        )


def new_nonce() -> str:
    """Twenty hexadecimal digits that nobody can guess (80 bits)."""
    return secrets.token_hex(10)


def set_up_logging(*, verbose: bool) -> None:
    """Events as lines of key=value on standard error; ids and never contents."""
    level = logging.DEBUG if verbose else logging.INFO
    # Libraries log through the standard module; what they say below a warning is theirs alone.
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
