"""`mailroom desk`: the web pages on which people decide."""

from __future__ import annotations

import secrets
import signal
import threading

import click

from mailroom.commands.opening import house_of, told
from mailroom.commands.work import reader_of
from mailroom.errors import ConfigFault


def chance() -> str:
    """A token that nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


@click.command()
@click.option(
    "--link", metavar="EMAIL", help="Print a sign-in link for somebody of the directory, and end."
)
@click.pass_context
def desk(ctx: click.Context, link: str | None) -> None:
    """Serve the desk until stopped; `mailroom run` handles mail and sends letters beside it."""
    # Flask and its kind are loaded only where a desk runs.
    from mailroom.desk.door import Door
    from mailroom.desk.people import worker_of
    from mailroom.desk.serving import serving

    with house_of(ctx, instance="desk") as house, told():
        if link:
            worker = worker_of(house.config, link)
            token = Door(house, chance).make_link(worker) if worker else None
            if token is None:
                raise ConfigFault(f"{link} may not sign in, or had several links just now.")
            click.echo(f"{house.config.desk.address}/sign-in/{token}")
            return
        with reader_of(house) as reader, serving(house, reader, chance) as address:
            click.echo(f"The desk is at {address}. Ctrl-C stops it.")
            stopping = threading.Event()
            for one in (signal.SIGINT, signal.SIGTERM):
                signal.signal(one, lambda *_: stopping.set())
            stopping.wait()
