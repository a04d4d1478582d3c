"""The line to a server: how it is secured, and what its troubles are called in plain words.

Shared by the IMAP and SMTP gates. It opens nothing itself, and no password or token ever stands in
its words.
"""

from __future__ import annotations

import errno
import imaplib
import re
import smtplib
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Security(StrEnum):
    """How the line is encrypted; plain is for a server on the same machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


# What socket, TLS, IMAP and SMTP libraries raise for a server that is away, or that talks nonsense:
# imapclient's reader answers garbage with ValueError, LookupError, TypeError or AssertionError.
FAULTS: tuple[type[Exception], ...] = (
    OSError,
    imaplib.IMAP4.error,
    smtplib.SMTPException,
    ValueError,
    LookupError,
    TypeError,
    AssertionError,
)


_PYTHON_BYTES = re.compile(r"\bb'([^']*)'")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, and what the IT desk can do about it."""

    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Place:
    """The server's address and how it is spoken to."""

    host: str
    port: int
    security: Security

    def __str__(self) -> str:
        """As an IT desk writes it."""
        return f"{self.host} port {self.port}"


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Certificates are always checked; `ca_file` is the council's own authority, added to the
    system's. OSError where the file cannot be used."""
    context = ssl.create_default_context()
    if ca_file is not None:
        # Read by ourselves: OpenSSL does not say which file it could not read.
        words = ca_file.read_text(encoding="ascii", errors="replace")
        try:
            context.load_verify_locations(cadata=words)
        except (ssl.SSLError, ValueError) as error:
            raise OSError(errno.EINVAL, "it holds no certificate", str(ca_file)) from error
    return context


def read_secret(value: str, file: Path | None) -> str:
    """A password from its file, read each time so that a new one is taken without a restart, or
    the value itself where there is no file. OSError where the file cannot be read."""
    return value if file is None else file.read_text(encoding="utf-8").strip("\r\n")


def without_secrets(text: str, secrets: Iterable[str]) -> str:
    """The words with every secret blotted out, whatever a server chose to repeat."""
    for secret in secrets:
        text = text.replace(secret, "•••") if secret else text
    return text


def said(error: BaseException) -> str:
    """What the server or system said, on one line and without Python's dressing."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {reply_text(error.smtp_error)}"
    words = error.args[-1] if error.args else type(error).__name__
    # imaplib puts the server's bytes into its words as Python writes them.
    return _PYTHON_BYTES.sub(r"'\1'", reply_text(words)).rstrip(".")


def reply_text(reply: object) -> str:
    """A server's reply as one readable line, cut at 400 characters."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    return " ".join(text.split())[:400]


def trouble_with(error: BaseException, place: Place) -> Trouble:
    """Name the trouble of a line that cannot be opened or was lost."""
    match error:
        case socket.gaierror():
            return Trouble(
                f"The name {place.host} cannot be looked up (DNS): {said(error)}.",
                "Check the host's name in the configuration, and this machine's name service.",
            )
        case ConnectionRefusedError():
            return Trouble(
                f"{place} refuses the connection.",
                "Check the port, that the server runs, and that the firewall lets us through.",
            )
        case ssl.SSLCertVerificationError():
            return Trouble(
                f"The certificate of {place} is not accepted: {error.verify_message}.",
                f"The server needs a valid certificate for {place.host}; if the council has its"
                " own certificate authority, name its file as ca_file.",
            )
        case ssl.SSLError():
            return Trouble(
                f"No encrypted line could be agreed with {place}: {error.reason or said(error)}.",
                "Check whether this port wants security = 'tls' or 'starttls'.",
            )
        case _:
            return _trouble_of_a_lost_line(error, place)


def _trouble_of_a_lost_line(error: BaseException, place: Place) -> Trouble:
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return Trouble(
            f"{place} does not answer in time.",
            "Check the network and the firewall; if it only happens at connecting, check that"
            f" the port fits security = '{place.security}'.",
        )
    if isinstance(error, OSError) and error.filename is not None:
        return Trouble(
            f"The file {error.filename} cannot be used: {error.strerror}.",
            "Check the path in the configuration and the rights of the user mailroom runs as.",
        )
    lost = (OSError, imaplib.IMAP4.abort, smtplib.SMTPServerDisconnected)
    if isinstance(error, lost):
        return Trouble(
            f"The line to {place} was lost: {said(error)}.",
            "mailroom connects again by itself; if it lasts, ask whoever runs the server.",
        )
    return Trouble(
        f"{place} answers with something that mailroom cannot use: {said(error)}.",
        "Show these words to whoever runs the server.",
    )
