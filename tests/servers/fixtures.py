"""The servers as pytest fixtures: Dovecot for the session, the others for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.servers import needs_server
from tests.servers.certificate import Certificate, make_certificate
from tests.servers.clamd import Clamd, find_clamd
from tests.servers.dovecot import Dovecot, find_dovecot
from tests.servers.proxy import Proxy
from tests.servers.scripted import ScriptedImap
from tests.servers.smtp import Line, SmtpServer
from tests.servers.tokens import TokenServer


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A private Dovecot; ask it for a `new_account`."""
    program = find_dovecot()
    needs_server("Dovecot 2.3", program is not None)
    assert program is not None
    server = Dovecot(program)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def clamd() -> Iterator[Clamd]:
    """A private ClamAV with a signature of our own."""
    program = find_clamd()
    needs_server("ClamAV (clamd)", program is not None)
    assert program is not None
    server = Clamd(program)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for localhost, its own authority."""
    folder: Path = tmp_path_factory.mktemp("certificate")
    return make_certificate(folder)


@pytest.fixture
def new_smtp_server(certificate: Certificate) -> Iterator[Callable[..., SmtpServer]]:
    """Starts SMTP servers: new_smtp_server("tls" | "starttls" | "plain", **aiosmtpd's limits)."""
    with ExitStack() as running:

        def start(line: Line = "plain", **limits: Any) -> SmtpServer:
            server = SmtpServer(certificate, line, **limits)
            server.start()
            running.callback(server.stop)
            return server

        yield start


@pytest.fixture
def smtp_server(new_smtp_server: Callable[..., SmtpServer]) -> SmtpServer:
    """A plain SMTP server that takes everything."""
    return new_smtp_server()


@pytest.fixture
def new_proxy() -> Iterator[Callable[[int], Proxy]]:
    """Starts proxies to a port of loopback."""
    with ExitStack() as running:

        def start(port: int) -> Proxy:
            proxy = Proxy(("127.0.0.1", port))
            running.callback(proxy.stop)
            return proxy

        yield start


@pytest.fixture
def proxy(dovecot: Dovecot, new_proxy: Callable[[int], Proxy]) -> Proxy:
    """A proxy before the Dovecot's plain port."""
    return new_proxy(dovecot.port)


@pytest.fixture
def new_scripted_imap() -> Iterator[Callable[..., ScriptedImap]]:
    """Starts servers that play a script."""
    with ExitStack() as running:

        def start(script: dict[str, list[str]], **more: str) -> ScriptedImap:
            server = ScriptedImap(script, **more)
            running.callback(server.stop)
            return server

        yield start


@pytest.fixture
def token_server() -> Iterator[TokenServer]:
    """A token endpoint on loopback."""
    server = TokenServer()
    yield server
    server.stop()
