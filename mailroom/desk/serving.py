"""Serves the desk with waitress: one process, some threads, on this machine unless the configuration says otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from waitress import create_server

from mailroom.desk.app import make_app
from mailroom.errors import MailroomError
from mailroom.house import House
from parsers.documents import Reader

# Each holds a connection at most; the record has one writer anyway.
THREADS = 6


@contextmanager
def serving(
    house: House, reader: Reader, chance: Callable[[], str], *, port: int | None = None
) -> Iterator[str]:
    """The desk's own address while it is open; MailroomError where the port is taken."""
    desk = house.config.desk
    app = make_app(house, reader, chance)
    try:
        server = create_server(
            app,
            host=desk.host,
            port=desk.port if port is None else port,
            threads=THREADS,
            ident=None,
            # Else nobody would be told whom a proxy speaks for; who is believed is `places`' to say.
            clear_untrusted_proxy_headers=not desk.trusted_proxies,
        )
    except OSError as error:
        raise MailroomError(
            f"The desk cannot listen at {desk.host}, port {desk.port if port is None else port}:"
            f" {error.strerror or error}.",
            do="Choose another with desk.port.",
        ) from error
    ended = threading.Event()

    def run() -> None:
        try:
            server.run()
        except OSError:
            # Closed below while it waited for somebody.
            if not ended.is_set():
                raise

    thread = threading.Thread(target=run, name="desk", daemon=True)
    thread.start()
    try:
        yield f"http://{server.effective_host}:{server.effective_port}"
    finally:
        ended.set()
        server.close()
