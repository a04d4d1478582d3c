"""Letters handed to an SMTP server (RFC 5321) for submission, one line for a whole batch.

Every outcome is a value. A letter is either taken, refused for good, or stays in the outbox; it is
never altered here but for its line ends (a bare LF would let a letter smuggle in a second one).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mailroom.errors import PostUnavailable
from mailroom.gates.address import Unwritable, wire_address
from mailroom.gates.line import (
    FAULTS,
    Place,
    Security,
    Trouble,
    read_secret,
    reply_text,
    said,
    tls_context,
    trouble_with,
    without_secrets,
)
from mailroom.gates.oauth import Tokens, TokenUnavailable, xoauth2
from mailroom.gates.post import Accepted, Later, Outcome, Refused

_LINE_END = re.compile(rb"\r\n|\r|\n")
# Exchange Online names the Message-ID it gave: "2.0.0 OK <LO0P…@….PROD.OUTLOOK.COM> [Hostname=…]".
_MESSAGE_ID = re.compile(r"<([^<>\s@]+@[^<>\s@]+)>")

# What servers say of us and not of the letter: not logged in (530), a login that has ended (535,
# 538), no right to send as this address (5.7.60, 5.2.252), the account shut off (5.1.8, 5.7.708).
_OUR_OWN_FAULT = re.compile(r"53[058] |5\d\d 5\.(?:7\.57|7\.60|2\.252|1\.8|7\.708)\b")
GOODBYE_SECONDS = 5.0  # nobody waits longer for a server that has died


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """One server that takes letters. Port None is the usual one; no username means no login."""

    host: str
    username: str = ""
    port: int | None = None
    security: Security = Security.TLS
    ca_file: Path | None = None
    password: str = field(default="", repr=False)
    password_file: Path | None = None
    ehlo_name: str | None = None  # what we call ourselves; None is this machine's own name
    seconds: float = 60.0  # for any one answer

    @property
    def place(self) -> Place:
        """Where the server is: 465 is TLS from the first byte (RFC 8314), 587 for submission."""
        usual = {Security.TLS: 465, Security.STARTTLS: 587, Security.PLAIN: 25}
        return Place(self.host, self.port or usual[self.security], self.security)

    def secret(self) -> str:
        """The password, from its file where there is one."""
        return read_secret(self.password, self.password_file)


class SmtpPost:
    """A way out by SMTP. Not for two threads at once."""

    def __init__(self, settings: SmtpSettings, *, tokens: Tokens | None = None) -> None:
        """`tokens` makes the login XOAUTH2."""
        self._settings = settings
        self._tokens = tokens
        self._smtp: smtplib.SMTP | None = None

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> Outcome:
        """Hand over one letter; the line is opened at the first and kept for the next."""
        try:
            addresses = [wire_address(address) for address in recipients]
            from_address = wire_address(sender) if sender else ""
        except Unwritable as error:
            return Refused(str(error))
        if not addresses:
            return Refused("The letter has no recipient.")
        letter = _LINE_END.sub(b"\r\n", raw)
        try:
            return self._send(letter, from_address, addresses)
        except PostUnavailable as error:
            return Later(str(error), unavailable=True)
        except FAULTS as error:
            self._drop()
            return Later(self._lost(error).what, unavailable=True)

    def check(self) -> list[str]:
        """Log in and say what the server can do; nothing is sent."""
        smtp = self._connected()
        settings = self._settings
        limit = _size_limit(smtp)
        login = f" as {settings.username}" if settings.username else " without a login"
        return [
            f"Connected to {settings.place} ({settings.security}){login}.",
            f"Letters may have {limit:,} bytes." if limit else "No limit in size is announced.",
        ]

    def close(self) -> None:
        """Say goodbye; never raises."""
        if self._smtp is not None and self._smtp.sock is not None:
            with contextlib.suppress(*FAULTS):
                self._smtp.sock.settimeout(GOODBYE_SECONDS)
                self._smtp.quit()
        self._drop()

    def _send(self, letter: bytes, sender: str, recipients: list[str]) -> Outcome:
        smtp = self._connected()
        limit = _size_limit(smtp)
        if limit and len(letter) > limit:
            words = f"The letter has {len(letter):,} bytes; {self._settings.host} takes {limit:,}."
            return Refused(words)
        utf8 = not all(address.isascii() for address in (sender, *recipients))
        if utf8 and not smtp.has_extn("smtputf8"):
            host = self._settings.host
            return Refused(f"{host} takes no addresses outside ASCII before the @ (SMTPUTF8).")
        options = _mail_options(smtp, letter, utf8=utf8)
        try:
            answer = smtp.mail(sender, options)
        except smtplib.SMTPServerDisconnected:
            answer = (421, b"")
        if answer[0] == 421:
            # Servers hang up on a line that was quiet between two batches: call once more.
            self._drop()
            smtp = self._connected()
            answer = smtp.mail(sender, options)
        if not _is_taken(answer):
            return self._refusal(answer)
        return self._to_recipients(smtp, letter, recipients)

    def _to_recipients(self, smtp: smtplib.SMTP, letter: bytes, recipients: list[str]) -> Outcome:
        refused: list[tuple[str, str]] = []
        for address in recipients:
            answer = smtp.rcpt(address)
            if 400 <= answer[0] < 500:
                # The whole letter waits: those who had taken it would get it twice.
                return self._refusal(answer)
            if not _is_taken(answer):
                refused.append((address, _words(answer)))
        if len(refused) == len(recipients):
            self._reset()
            return Refused("; ".join(words for _, words in refused))
        return self._data(smtp, letter, tuple(refused))

    def _data(
        self, smtp: smtplib.SMTP, letter: bytes, refused: tuple[tuple[str, str], ...]
    ) -> Outcome:
        try:
            answer = smtp.data(letter)
        except smtplib.SMTPDataError as error:
            return self._refusal((error.smtp_code, _bytes(error.smtp_error)))
        except FAULTS as error:
            self._drop()
            return Later(self._lost(error).what, unavailable=True, in_doubt=True)
        if not _is_taken(answer):
            return self._refusal(answer)
        found = _MESSAGE_ID.search(reply_text(answer[1]))
        return Accepted(_words(answer), found.group(1) if found else "", refused)

    def _refusal(self, answer: tuple[int, bytes]) -> Outcome:
        """A 4xx or 5xx for this letter; the line is kept for the next where it lives."""
        code = answer[0]
        if code == 421 or code < 400:
            self._drop()
            return Later(_words(answer), unavailable=True)
        self._reset()
        if code < 500:
            return Later(_words(answer))
        if _OUR_OWN_FAULT.match(_words(answer)):
            # Any letter would fare the same: it waits until the account is put right.
            return Later(str(self._unavailable(_not_allowed(answer))), unavailable=True)
        return Refused(_words(answer))

    def _reset(self) -> None:
        """Ready the line for the next letter; some servers hang up after a refusal."""
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except FAULTS:
            self._drop()

    def _connected(self) -> smtplib.SMTP:
        """The line, opened and logged in where it was not; PostUnavailable in words."""
        if self._smtp is not None:
            return self._smtp
        try:
            self._smtp = _dial(self._settings)
            self._login(self._smtp)
        except TokenUnavailable as error:
            self._drop()
            raise self._unavailable(Trouble(error.what, error.do)) from error
        except FAULTS as error:
            self._drop()
            raise self._unavailable(self._trouble_of_opening(error)) from error
        return self._smtp

    def _login(self, smtp: smtplib.SMTP) -> None:
        if self._tokens is not None:
            try:
                self._login_with_token(smtp, self._tokens.token())
            except smtplib.SMTPAuthenticationError:
                # A token can be withdrawn before its time: once more with a fresh one.
                self._tokens.forget()
                self._login_with_token(smtp, self._tokens.token())
        elif self._settings.username:
            smtp.login(self._settings.username, self._settings.secret())

    def _login_with_token(self, smtp: smtplib.SMTP, token: str) -> None:
        # Refused, the server gives its reason as a challenge and wants an empty answer to it.
        first = xoauth2(self._settings.username, token)
        smtp.auth("XOAUTH2", lambda challenge=None: "" if challenge else first)

    def _trouble_of_opening(self, error: Exception) -> Trouble:
        settings = self._settings
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return Trouble(
                f"{settings.host} refuses the login of {settings.username}: {said(error)}.",
                "Check username and password or the application's rights. Microsoft 365: SMTP AUTH"
                " must be enabled for this mailbox, and security defaults switch it off.",
            )
        if isinstance(error, UnicodeEncodeError):
            return Trouble(
                "The username or password has letters that an SMTP login cannot carry.",
                "Choose a password of plain letters, digits and signs.",
            )
        return trouble_with(error, settings.place)

    def _unavailable(self, trouble: Trouble) -> PostUnavailable:
        known = [self._settings.password]
        if self._settings.password_file is not None and self._settings.password_file.is_file():
            known.append(self._settings.secret())
        what = without_secrets(f"Letters cannot be handed over. {trouble.what}", known)
        return PostUnavailable(what, kept="They stay in the outbox.", do=trouble.do)

    def _lost(self, error: Exception) -> Trouble:
        return trouble_with(error, self._settings.place)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


def _dial(settings: SmtpSettings) -> smtplib.SMTP:
    """An encrypted line on which we have introduced ourselves."""
    place, name, seconds = settings.place, settings.ehlo_name, settings.seconds
    if place.security is Security.TLS:
        context = tls_context(settings.ca_file)
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            place.host, place.port, local_hostname=name, timeout=seconds, context=context
        )
    else:
        smtp = smtplib.SMTP(place.host, place.port, local_hostname=name, timeout=seconds)
    try:
        smtp.ehlo_or_helo_if_needed()
        if place.security is Security.STARTTLS:
            smtp.starttls(context=tls_context(settings.ca_file))
            smtp.ehlo_or_helo_if_needed()
    except FAULTS:
        smtp.close()
        raise
    return smtp


def _not_allowed(answer: tuple[int, bytes]) -> Trouble:
    return Trouble(
        f"The server does not let this account send: {_words(answer)}.",
        "Check the account's login, that it may send as the council's address (SendAs), and that"
        " it has not been shut off.",
    )


def _mail_options(smtp: smtplib.SMTP, letter: bytes, *, utf8: bool) -> list[str]:
    options = [f"SIZE={len(letter)}"] if smtp.has_extn("size") else []
    if not letter.isascii() and smtp.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    return [*options, "SMTPUTF8"] if utf8 else options


def _size_limit(smtp: smtplib.SMTP) -> int:
    """The most octets that the server takes (RFC 1870); 0 where it does not say."""
    given = smtp.esmtp_features.get("size", "")
    return int(given) if given.isascii() and given.isdigit() else 0


def _is_taken(answer: tuple[int, bytes]) -> bool:
    return 200 <= answer[0] < 300


def _words(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {reply_text(answer[1])}"


def _bytes(reply: bytes | str) -> bytes:
    return reply.encode() if isinstance(reply, str) else reply
