"""A small window on the record for a browser on this machine, until the desk takes its place; no scripts, no cookies.

Listens on 127.0.0.1 alone, and answers only those who call it by that name: another site's page cannot look in.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from mailroom.demo.account import read_account
from mailroom.demo.page import STYLE, account_page, mail_text
from mailroom.errors import MailroomError
from mailroom.house import House
from store import inbox, outbox
from store.rows import NoSuchRow

HOST = "127.0.0.1"
# Long enough for any browser; a connection that says nothing is let go.
_PATIENCE_SECONDS = 15
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_PLACE = re.compile(r"/(letter|mail)/(\d{1,9})")
_HTML, _TEXT, _CSS = (
    "text/html; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/css; charset=utf-8",
)


@contextmanager
def window(house: House, port: int) -> Iterator[str]:
    """The window's address while it is open; MailroomError where the port is taken."""
    try:
        server = _Server((HOST, port), house)
    except OSError as error:
        raise MailroomError(
            f"The page cannot be shown at port {port}: {error.strerror or error}.",
            kept="The demo goes on without it.",
            do="Choose another port with --port.",
        ) from error
    thread = threading.Thread(target=server.serve_forever, name="window", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Serves one house's record."""

    daemon_threads = True
    # A port that another program listens on is taken, and is not to be shared with it.
    allow_reuse_port = False

    def __init__(self, place: tuple[str, int], house: House) -> None:
        super().__init__(place, _Visit)
        self.house = house

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no news."""


class _Visit(BaseHTTPRequestHandler):
    """One request."""

    server: _Server
    timeout = _PATIENCE_SECONDS
    server_version = "mailroom"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the page, the style, a letter or a mail."""
        status, kind, words = self._answer()
        octets = words.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in {
            **_HEADERS,
            "Content-Type": kind,
            "Content-Length": str(len(octets)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(octets)

    def do_HEAD(self) -> None:
        """The same without its words."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is the account's."""

    def _answer(self) -> tuple[HTTPStatus, str, str]:
        # A page of another site whose name was made to lead here (DNS rebinding) calls us by its own name.
        if self.headers.get("Host", "").partition(":")[0] not in (HOST, "localhost"):
            return HTTPStatus.MISDIRECTED_REQUEST, _TEXT, "This page is only for this machine.\n"
        path = self.path.partition("?")[0]
        if path == "/style.css":
            return HTTPStatus.OK, _CSS, STYLE
        house = self.server.house
        with house.record.read() as conn:
            if path == "/":
                page = account_page(read_account(conn, house.config), house.config.council.name)
                return HTTPStatus.OK, _HTML, page
            place = _PLACE.fullmatch(path)
            read = {"letter": outbox.raw_of, "mail": inbox.raw_of}
            try:
                if place:
                    return HTTPStatus.OK, _TEXT, mail_text(read[place[1]](conn, int(place[2])))
            except NoSuchRow:
                pass
        return HTTPStatus.NOT_FOUND, _TEXT, "There is nothing here. The account is at /\n"
