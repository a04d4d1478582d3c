"""The command `demo`: a council in a box, to look at before a real mailbox is asked for."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click
import structlog

from mailroom.clock import SetClock, SystemClock
from mailroom.commands.desk import chance
from mailroom.commands.opening import new_nonce, told
from mailroom.commands.work import reader_of
from mailroom.config import Config
from mailroom.daemon import Daemon, stop_on_signals
from mailroom.demo import table
from mailroom.demo.account import Account, read_account
from mailroom.demo.play import Stand, pieces, play
from mailroom.demo.stage import CONFIG, MAILBOX, POST, has_stage, read_stage, set_stage
from mailroom.demo.window import window
from mailroom.errors import MailroomError
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.jobs.round import Round
from parsers.documents import Reader
from store.session import Record

FOLDER = "mailroom-demo"


@click.command()
@click.option(
    "--once", is_flag=True, help="End after the account instead of waiting for further mail."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    show_default=True,
    help="Where the made-up council is set up.",
)
@click.option("--keep", is_flag=True, help="Go on with what an earlier demo left in the folder.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8025,
    show_default=True,
    help="Where this machine's browser finds the account; 0 for nowhere.",
)
@click.option(
    "--desk-port",
    type=click.IntRange(0, 65535),
    default=8030,
    show_default=True,
    help="Where the browser finds the desk; 0 for nowhere.",
)
@click.pass_context
def demo(
    ctx: click.Context, *, once: bool, folder: Path, keep: bool, port: int, desk_port: int
) -> None:
    """A made-up council and its mail of two weeks: see what becomes of each piece.

    Nothing leaves this machine, and nothing in your own configuration is read.
    """
    _be_quiet(verbose=bool(ctx.find_root().params.get("verbose")))
    goes_on = keep and has_stage(folder)
    with told(), ExitStack() as stack:
        config = (
            read_stage(folder)
            if goes_on
            else set_stage(folder, lambda: secrets.token_hex(32).encode())
        )
        house = stack.enter_context(_house(config))
        reader = stack.enter_context(reader_of(house))
        if not goes_on:
            _play(house, reader, folder)
        shown = _tell(house)
        if once:
            return
        _invite(stack, house, reader, folder, port, desk_port)
        _stay(house, reader, shown)


def _be_quiet(*, verbose: bool) -> None:
    # The screen is the account's; --verbose still shows every round.
    level = logging.DEBUG if verbose else logging.ERROR
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(level))


@contextmanager
def _house(config: Config) -> Iterator[House]:
    record = Record(config.record.url)
    try:
        yield open_house(config, record, SystemClock(), new_nonce, instance="demo")
    finally:
        record.close()


def _play(house: House, reader: Reader, folder: Path) -> None:
    """Play the council's mail up to now, with a line of progress."""
    every = pieces()
    now = house.now()
    clock = SetClock(every[0].comes.before(now))
    post = open_post(house.config)
    boxes = tuple(open_mailboxes(house.config))
    stand = Stand(replace(house, clock=clock), clock, boxes, post, reader, folder)
    click.echo(
        f"{house.config.council.name}: {len(every)} pieces of mail, the first of {every[0].comes.days_ago} days ago."
    )
    with click.progressbar(
        play(stand, now), length=len(every), label="Handling the mail", width=0
    ) as bar:
        left_out = [one for one in bar if one.left_out]
    for one in left_out:
        click.echo(f"Left out, '{one.piece.key}': {one.left_out}.")
    post.close()
    for box in boxes:
        box.close()


def _width() -> int:
    return shutil.get_terminal_size((table.WIDEST, 24)).columns


def _tell(house: House) -> set[int]:
    """Print the account; the pieces told, by their number."""
    account = _account(house)
    click.echo()
    click.echo(table.table(account, _width()))
    if account.by_the_day:
        click.echo("\nLetters that no mail brought, but a day or another letter's fate:")
        click.echo(table.unasked(account.by_the_day, _width()))
    click.echo(f"\n{table.summary(account)}")
    return {piece.id for piece in account.pieces}


def _account(house: House) -> Account:
    with house.record.read() as conn:
        return read_account(conn, house.config)


def _invite(
    stack: ExitStack, house: House, reader: Reader, folder: Path, port: int, desk_port: int
) -> None:
    """What a person may try next; opens the desk and the window where they can be opened."""
    click.echo("\nNow try:")
    if desk_port:
        _open_desk(stack, house, reader, desk_port)
    if port:
        try:
            address = stack.enter_context(window(house, port))
            click.echo(f"  - look at the account in a browser:  {address}")
        except MailroomError as fault:
            click.echo(f"  - (no page) {fault}")
    click.echo(f"  - drop a mail of your own:            cp any.eml {folder / MAILBOX / 'new'}/")
    click.echo(f"  - read the letters:                   ls {folder / POST / 'new'}/")
    click.echo(
        f"  - see how the house stands:           mailroom --config {folder / CONFIG} status"
    )
    click.echo("  - stop:                               Ctrl-C")
    click.echo("\nWaiting for mail.")


def _open_desk(stack: ExitStack, house: House, reader: Reader, port: int) -> None:
    """The desk, with a link that signs a coordinator in."""
    # Flask and its kind are loaded only where a desk runs.
    from mailroom.desk.door import Door
    from mailroom.desk.people import worker_of
    from mailroom.desk.serving import serving

    who = house.config.coordinators[0]
    worker = worker_of(house.config, who.email)
    token = Door(house, chance).make_link(worker) if worker else None
    try:
        address = stack.enter_context(serving(house, reader, chance, port=port))
        click.echo(f"  - sit at the desk as {who.name}:  {address}/sign-in/{token}")
    except MailroomError as fault:
        click.echo(f"  - (no desk) {fault}")


def _stay(house: House, reader: Reader, shown: set[int]) -> None:
    """Be the daemon until stopped, and tell of each further piece when it is done."""
    wake = threading.Event()
    daemon = Daemon(
        house, open_mailboxes(house.config, wake), open_post(house.config), reader, wake
    )
    stop_on_signals(daemon)

    def tell(done: Round) -> None:
        for fault in done.faults:
            click.echo(f"Not done: {fault}", err=True)
        if not done.settled and not done.failed:
            return
        for piece in _account(house).pieces:
            if piece.id not in shown and piece.word != "waiting":
                shown.add(piece.id)
                click.echo(f"\n{table.line(piece, _width())}")

    daemon.run(tell)
    click.echo("\nStopped. Nothing is lost: mailroom demo --keep goes on from here.")
