"""A real SMTP server in a thread (aiosmtpd), which keeps what it takes and can misbehave."""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from dataclasses import dataclass, field
from typing import Any, Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.certificate import Certificate
from tests.servers.dovecot import free_port

Line = Literal["tls", "starttls", "plain"]


@dataclass(frozen=True, slots=True)
class Taken:
    """One letter the server answered for (or took before it broke the line)."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    options: tuple[str, ...]
    connection: int  # the how manieth connection it came by, from 1


@dataclass
class Misbehaviour:
    """What the server shall do wrong from now on; change it at any time."""

    mail_reply: str = ""  # in place of 250 to MAIL FROM
    recipients: dict[str, str] = field(default_factory=dict)  # address -> reply
    data_reply: str = "250 2.0.0 OK queued"
    drop_after_data: int = 0  # so many times: keep the letter, break the line, say nothing
    hang_up_after: int = 0  # letters: 421 to the next MAIL FROM on the same connection
    vanish_after: int = 0  # letters: break the line in silence after so many on one connection
    hang_up_after_refusal: bool = False  # of DATA
    data_seconds: float = 0.0  # how long the reply to DATA takes


class SmtpServer:
    """The running server on loopback. `users` maps names to passwords, `tokens` to access tokens;
    with neither, nobody needs to log in."""

    host = "localhost"

    def __init__(self, certificate: Certificate, line: Line = "plain", **limits: Any) -> None:
        """Prepare one that speaks TLS, STARTTLS or plain; `limits` go to aiosmtpd as they are."""
        self.certificate = certificate
        self.line = line
        self.taken: list[Taken] = []
        self.users: dict[str, str] = {}
        self.tokens: dict[str, str] = {}
        self.greeted_as: list[str] = []
        self.misbehaviour = Misbehaviour()
        self.port = free_port()
        self.connections = 0
        self._controller = self._new_controller(limits)

    def start(self) -> None:
        """Listen; the greeting is there when this returns."""
        self._controller.start()
        # aiosmtpd connects once by itself to see that it works.
        self.connections = 0

    def stop(self) -> None:
        """End the server and every line to it."""
        self._controller.stop()

    def _new_controller(self, limits: dict[str, Any]) -> Controller:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate.cert, self.certificate.key)
        secured: dict[str, Any] = {"plain": {}, "tls": {"ssl_context": context}}.get(
            self.line, {"tls_context": context, "require_starttls": True}
        )
        return Controller(
            _Handler(self),
            hostname="127.0.0.1",
            port=self.port,
            server_hostname="mail.council.example",
            auth_require_tls=self.line == "starttls",
            authenticator=self._authenticate,
            **secured,
            **limits,
        )

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        known = self.users.get(given.login.decode())
        right = known is not None and known == given.password.decode()
        return AuthResult(success=right, handled=False)


class _Handler:
    """aiosmtpd's hooks; the names are its own."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._letters = 0  # on the present connection

    async def handle_EHLO(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        session.host_name = name
        self._server.greeted_as.append(name)
        if not getattr(session, "counted", False):
            session.counted = True  # type: ignore[attr-defined]
            self._server.connections += 1
            self._letters = 0
        offered = [r for r in replies if not r.startswith("250-AUTH")]
        if self._server.users or self._server.tokens:
            offered.insert(1, "250-AUTH PLAIN LOGIN XOAUTH2")
        return offered

    async def handle_MAIL(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        wrong = self._server.misbehaviour
        if (self._server.users or self._server.tokens) and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if wrong.hang_up_after and self._letters >= wrong.hang_up_after:
            return "421 4.3.2 Closing the line"
        if wrong.mail_reply:
            return wrong.mail_reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self._server.misbehaviour.recipients.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        wrong = self._server.misbehaviour
        if wrong.data_seconds:
            await asyncio.sleep(wrong.data_seconds)
        if not wrong.data_reply.startswith("250"):
            if wrong.hang_up_after_refusal and smtp.transport is not None:
                asyncio.get_running_loop().call_soon(smtp.transport.close)
            return wrong.data_reply
        self._keep(envelope)
        if wrong.drop_after_data:
            wrong.drop_after_data -= 1
            self._break(smtp)
        if wrong.vanish_after and self._letters >= wrong.vanish_after:
            asyncio.get_running_loop().call_later(0.02, self._break, smtp)
        return wrong.data_reply

    async def auth_XOAUTH2(self, smtp: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        said = base64.b64decode(args[1]).decode()
        user = said.partition("user=")[2].partition("\x01")[0]
        token = said.partition("Bearer ")[2].partition("\x01")[0]
        if self._server.tokens.get(user) == token:
            return AuthResult(success=True, auth_data=LoginPassword(user.encode(), b""))
        answer = await smtp.challenge_auth(json.dumps({"status": "401", "schemes": "bearer"}))
        assert answer == b"", "a client answers the reason with nothing"
        return AuthResult(success=False, handled=False)

    def _keep(self, envelope: Envelope) -> None:
        self._letters += 1
        content = envelope.original_content or b""
        recipients = tuple(str(address) for address in envelope.rcpt_tos)
        options = tuple(envelope.mail_options)
        sender = (envelope.mail_from or "").removeprefix("<>")
        taken = Taken(content, sender, recipients, options, self._server.connections)
        self._server.taken.append(taken)

    def _break(self, smtp: SMTP) -> None:
        if smtp.transport is not None:
            smtp.transport.abort()  # type: ignore[attr-defined]
