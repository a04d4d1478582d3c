"""Connecting and logging in to an IMAP server, and why it will not let us in, in words.

Encrypted unless configured otherwise; a password or XOAUTH2. It opens no folder and reads no mail.
"""

from __future__ import annotations

import contextlib
import imaplib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from imapclient import IMAPClient, SocketTimeout

from mailroom.errors import MailboxUnavailable
from mailroom.gates.line import (
    FAULTS,
    Place,
    Security,
    Trouble,
    read_secret,
    said,
    tls_context,
    trouble_with,
    without_secrets,
)
from mailroom.gates.mailbox import AfterStoring
from mailroom.gates.oauth import Tokens, TokenUnavailable, xoauth2

GOODBYE_SECONDS = 5.0  # nobody waits longer for a server that has died


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """One mailbox on an IMAP server. Seconds and octets throughout; port None is the usual one."""

    name: str
    host: str
    username: str
    port: int | None = None
    security: Security = Security.TLS
    ca_file: Path | None = None
    password: str = field(default="", repr=False)
    password_file: Path | None = None
    folder: str = "INBOX"
    after_storing: AfterStoring = AfterStoring.LEAVE
    move_to: str = ""
    idle: bool = True
    poll_seconds: float = 60.0  # between two looks where the server has no IDLE
    max_message_bytes: int = 50 * 1024 * 1024
    connect_seconds: float = 15.0
    read_seconds: float = 60.0
    idle_seconds: float = 240.0  # one IDLE; never more than nine minutes

    @property
    def place(self) -> Place:
        """Where the server is; 993 is TLS from the first byte (RFC 8314), 143 is not."""
        usual = 993 if self.security is Security.TLS else 143
        return Place(self.host, self.port or usual, self.security)

    def secret(self) -> str:
        """The password, from its file where there is one."""
        return read_secret(self.password, self.password_file)


class LoginRefused(MailboxUnavailable):
    """The server is there and will not have us: calling again soon could lock the account."""


class _Refusal(Exception):
    """The same in the server's own words, before they are explained."""


def connect(settings: ImapSettings, tokens: Tokens | None) -> IMAPClient:
    """A client logged in; MailboxUnavailable with what to do."""
    client = None
    try:
        client = _dial(settings)
        _login(client, settings, tokens)
    except _Refusal as refusal:
        hang_up(client)
        words = unavailable(settings, _trouble_of_login(settings, str(refusal), tokens))
        raise LoginRefused(words.what, kept=words.kept, do=words.do) from None
    except TokenUnavailable as error:
        hang_up(client)
        raise unavailable(settings, Trouble(error.what, error.do)) from error
    except FAULTS as error:
        hang_up(client)
        raise unavailable(settings, trouble_with(error, settings.place)) from error
    # INTERNALDATE must come back aware: the library's default is the machine's naive local time.
    client.normalise_times = False
    return client


def unavailable(settings: ImapSettings, trouble: Trouble) -> MailboxUnavailable:
    """The error for people: which mailbox, what happened, that nothing is lost, what to do."""
    known = [settings.password]
    if settings.password_file is not None and settings.password_file.is_file():
        known.append(settings.secret())
    what = without_secrets(f"The mailbox '{settings.name}' cannot be read. {trouble.what}", known)
    kept = "Mail stays on the server and is collected once this is mended."
    return MailboxUnavailable(what, kept=kept, do=trouble.do)


def hang_up(client: IMAPClient | None, *, politely: bool = False) -> None:
    """Close the line whatever its state; `politely` says LOGOUT first."""
    if client is None:
        return
    if politely:
        with contextlib.suppress(*FAULTS):
            client.socket().settimeout(GOODBYE_SECONDS)
            client.logout()
            return
    with contextlib.suppress(*FAULTS):
        client.shutdown()
    # imaplib gives up its socket only where the shutdown of the line went well.
    with contextlib.suppress(*FAULTS):
        client.socket().close()


def _dial(settings: ImapSettings) -> IMAPClient:
    place = settings.place
    context = None if place.security is Security.PLAIN else tls_context(settings.ca_file)
    client = IMAPClient(
        place.host,
        port=place.port,
        ssl=place.security is Security.TLS,
        ssl_context=context,
        timeout=SocketTimeout(connect=settings.connect_seconds, read=settings.read_seconds),
    )
    if place.security is Security.STARTTLS:
        try:
            client.starttls(ssl_context=context)
        except FAULTS:
            hang_up(client)
            raise
    return client


def _login(client: IMAPClient, settings: ImapSettings, tokens: Tokens | None) -> None:
    if tokens is None:
        _login_with_password(client, settings)
        return
    try:
        _login_with_token(client, settings.username, tokens.token())
    except _Refusal:
        # A token can be withdrawn before its time: once more with a fresh one.
        tokens.forget()
        _login_with_token(client, settings.username, tokens.token())


def _login_with_password(client: IMAPClient, settings: ImapSettings) -> None:
    if client.has_capability("LOGINDISABLED"):
        raise _Refusal("it takes no password on an unencrypted line")
    user, password = settings.username, settings.secret()
    if (user + password).isascii() or not client.has_capability("AUTH=PLAIN"):
        _refusing(lambda: client.login(user, password))
    else:
        # LOGIN carries ASCII only (RFC 3501); PLAIN is UTF-8 (RFC 4616).
        _refusing(lambda: client.sasl_login("PLAIN", lambda _: f"\0{user}\0{password}"))


def _login_with_token(client: IMAPClient, username: str, token: str) -> None:
    reasons: list[str] = []

    def answer(challenge: bytes) -> str:
        if not challenge:
            return xoauth2(username, token)
        # The server says why it refuses and wants an empty answer before it says NO.
        reasons.append(challenge.decode("utf-8", "replace"))
        return ""

    _refusing(lambda: client.sasl_login("XOAUTH2", answer), reasons)


def _refusing(login: Callable[[], object], reasons: list[str] | None = None) -> None:
    """Log in; tell a refusal from a line that broke meanwhile."""
    try:
        login()
    except imaplib.IMAP4.error as error:
        # imapclient makes one LoginError of everything; what it was stands behind it.
        origin = error.__context__ or error
        if isinstance(origin, imaplib.IMAP4.abort):
            raise origin from None
        raise _Refusal(" ".join([said(origin), *(reasons or [])])) from error


def _trouble_of_login(settings: ImapSettings, words: str, tokens: Tokens | None) -> Trouble:
    what = f"{settings.host} refuses the login of {settings.username}: {words}."
    if tokens is not None:
        do = (
            "The token was got but is not taken: check that the username is the mailbox's own"
            " address and that the application was granted IMAP access (Microsoft 365:"
            " IMAP.AccessAsApp with admin consent)."
        )
    elif "unencrypted" in words:
        do = "Set security = 'tls' or 'starttls'."
    elif settings.host.endswith(("office365.com", "outlook.com")):
        do = "Microsoft 365 takes no passwords here any more: configure oauth, kind = 'msal'."
    else:
        do = "Check username and password, and that the account may use IMAP."
    return Trouble(what, do)
