"""Access tokens for mailboxes and post that take no passwords (XOAUTH2).

Two ways: an application's own right to a mailbox at Microsoft 365 (client credentials, through
msal), and a person's consent given once, kept as a refresh token (anybody else). It never signs a
person in, and no token or secret stands in its words.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from mailroom.clock import monotonic
from mailroom.errors import MailroomError
from mailroom.gates.line import read_secret, reply_text, without_secrets

if TYPE_CHECKING:  # loaded where a token is to be had: most mailboxes take a password
    import requests

MICROSOFT_AUTHORITY = "https://login.microsoftonline.com"
# The scope for IMAP and SMTP of an application without a person: all that it was granted.
MICROSOFT_SCOPE = "https://outlook.office365.com/.default"
HTTP_SECONDS = 30.0
# Ask for a new token this long before the old one ends, so that none ends while it is in use.
MARGIN_SECONDS = 120.0
# Microsoft's error codes that a council meets, and what to do.
MICROSOFT_CODES = {
    "AADSTS7000215": "The client secret is wrong: put the secret's value, not its id, in the file.",
    "AADSTS7000222": "The client secret has expired: make a new one in Entra ID.",
    "AADSTS700016": "The application is not known in this tenant: check client_id and tenant.",
    "AADSTS90002": "The tenant is not known: check the tenant's id.",
    "AADSTS700027": "The certificate is not the one registered in Entra ID.",
}


class TokenUnavailable(MailroomError):
    """No access token can be had now."""


@dataclass(frozen=True, slots=True)
class OAuthSettings:
    """How tokens are got. For 'msal': tenant, and a secret or a certificate (one PEM file with
    private key and certificate). For 'refresh': token_url and the file of the refresh token."""

    kind: Literal["msal", "refresh"]
    client_id: str
    client_secret: str = field(default="", repr=False)
    client_secret_file: Path | None = None
    certificate_file: Path | None = None
    certificate_thumbprint: str = ""  # SHA-1, needed where the file holds the key alone
    tenant: str = ""
    authority: str = MICROSOFT_AUTHORITY
    scope: str = MICROSOFT_SCOPE
    token_url: str = ""
    refresh_token: str = field(default="", repr=False)
    refresh_token_file: Path | None = None
    ca_file: Path | None = None


class Tokens(Protocol):
    """Somewhere to get access tokens."""

    def token(self) -> str:
        """A token good for some minutes, from the cache where possible; TokenUnavailable."""
        ...

    def forget(self) -> None:
        """The last token was refused: the next must be a fresh one."""
        ...


def tokens_for(
    settings: OAuthSettings,
    *,
    keep: Callable[[str], None] | None = None,
    http: requests.Session | None = None,
) -> Tokens:
    """The source of tokens for these settings. `keep` is given each new refresh token where the
    server changes them; without it the refresh token's file is rewritten."""
    session = http or https_session(settings.ca_file)
    if settings.kind == "msal":
        return MicrosoftTokens(settings, session)
    return RefreshedTokens(settings, session, keep or partial(_keep_in_file, settings))


def xoauth2(username: str, token: str) -> str:
    """What a client says in XOAUTH2, before base64."""
    return f"user={username}\x01auth=Bearer {token}\x01\x01"


class MicrosoftTokens:
    """Client credentials at Entra ID; msal keeps the token until shortly before its end."""

    def __init__(self, settings: OAuthSettings, http: requests.Session) -> None:
        self._settings = settings
        self._http = http
        self._application: Any = None
        self._lock = threading.Lock()

    def token(self) -> str:
        """The application's token; TokenUnavailable in words."""
        from msal.exceptions import MsalError

        with self._lock:
            try:
                self._application = self._application or self._new_application()
                answer = self._application.acquire_token_for_client([self._settings.scope])
            except (MsalError, OSError, ValueError, RuntimeError) as error:
                raise _unreachable(self._settings.authority, error) from error
        return _token_in(answer, self._settings.authority, _secrets(self._settings))

    def forget(self) -> None:
        """Drop the cached token, and the secret, which may have been renewed meanwhile."""
        with self._lock:
            self._application = None

    def _new_application(self) -> Any:
        import msal

        # The authority is configured by the council, so Microsoft need not be asked whether it
        # knows the host: one request less, and sovereign clouds work.
        return msal.ConfidentialClientApplication(
            self._settings.client_id,
            client_credential=credential(self._settings),
            authority=f"{self._settings.authority.rstrip('/')}/{self._settings.tenant}",
            instance_discovery=False,
            http_client=self._http,
        )


def credential(settings: OAuthSettings) -> str | dict[str, str]:
    """What proves to msal which application asks: a secret, or a private key with its certificate."""
    if settings.certificate_file is None:
        return read_secret(settings.client_secret, settings.client_secret_file)
    pem = settings.certificate_file.read_text(encoding="ascii")
    _, mark, rest = pem.partition("-----BEGIN CERTIFICATE-----")
    if mark:
        return {"private_key": pem, "public_certificate": mark + rest}
    if settings.certificate_thumbprint:
        return {"private_key": pem, "thumbprint": settings.certificate_thumbprint}
    raise TokenUnavailable(
        f"The file {settings.certificate_file} holds no certificate.",
        do="Put private key and certificate into one PEM file, or name the thumbprint.",
    )


class RefreshedTokens:
    """A consent given once: each refresh token gives access tokens, and perhaps its successor."""

    def __init__(
        self, settings: OAuthSettings, http: requests.Session, keep: Callable[[str], None]
    ) -> None:
        self._settings = settings
        self._http = http
        self._keep = keep
        self._refresh_token = ""
        self._token = ""
        self._ends = 0.0  # on the clock that never jumps
        self._lock = threading.Lock()

    def token(self) -> str:
        """An access token; TokenUnavailable in words."""
        with self._lock:
            if not self._token or monotonic() > self._ends:
                self._renew()
            return self._token

    def forget(self) -> None:
        """Drop the access token; the refresh token is read from its file again."""
        with self._lock:
            self._token = ""
            if self._settings.refresh_token_file is not None:
                self._refresh_token = ""

    def _renew(self) -> None:
        answer = self._ask()
        token = _token_in(answer, self._settings.token_url, self._known_secrets())
        successor = str(answer.get("refresh_token") or self._refresh_token)
        if successor != self._refresh_token:
            self._refresh_token = successor
            self._keep(successor)
        self._token = token
        self._ends = monotonic() + _seconds(answer.get("expires_in")) - MARGIN_SECONDS

    def _ask(self) -> Mapping[str, Any]:
        """One request to the token endpoint (RFC 6749, section 6)."""
        settings = self._settings
        try:
            self._refresh_token = self._refresh_token or read_secret(
                settings.refresh_token, settings.refresh_token_file
            )
            fields = {
                "grant_type": "refresh_token",
                "client_id": settings.client_id,
                "client_secret": read_secret(settings.client_secret, settings.client_secret_file),
                "refresh_token": self._refresh_token,
                "scope": "" if settings.scope == MICROSOFT_SCOPE else settings.scope,
            }
            given = {key: value for key, value in fields.items() if value}
            reply = self._http.post(settings.token_url, data=given, timeout=HTTP_SECONDS)
            answer = reply.json()
        except (OSError, ValueError) as error:
            raise _unreachable(settings.token_url, error) from error
        return answer if isinstance(answer, dict) else {"error": "the answer is no JSON object"}

    def _known_secrets(self) -> list[str]:
        return [*_secrets(self._settings), self._refresh_token]


def _token_in(answer: Mapping[str, Any], asked: str, secrets: list[str]) -> str:
    """The access token of an answer, or its error in words (RFC 6749, 5.2)."""
    token = answer.get("access_token")
    if isinstance(token, str) and token:
        return token
    words = f"{answer.get('error', '')} {answer.get('error_description', '')}"
    words = without_secrets(reply_text(words), secrets)
    advice = next((do for code, do in MICROSOFT_CODES.items() if code in words), "")
    if not advice and "invalid_grant" in words:
        advice = "The consent has ended: sign in once more and store the new refresh token."
    raise TokenUnavailable(
        f"{asked} gives no access token: {words or 'without a reason'}.",
        do=advice or "Check the client's id and secret, and what it was granted.",
    )


def _unreachable(asked: str, error: Exception) -> TokenUnavailable:
    if isinstance(error, FileNotFoundError | PermissionError):
        what = f"The file {error.filename} cannot be read: {error.strerror}."
        return TokenUnavailable(what, do="Check the path and its rights.")
    return TokenUnavailable(
        f"{asked} cannot be asked for an access token: {reply_text(error)}.",
        do="Check the address, the tenant, and that the firewall lets HTTPS through.",
    )


def _secrets(settings: OAuthSettings) -> list[str]:
    """All that must not be repeated; a file that cannot be read has given nothing away."""
    files = (settings.client_secret_file, settings.refresh_token_file)
    read = [read_secret("", file) for file in files if file is not None and file.is_file()]
    return [settings.client_secret, settings.refresh_token, *read]


def _seconds(given: object) -> float:
    try:
        return float(str(given))
    except ValueError:
        return 3600.0  # what nearly every server means when it does not say


def _keep_in_file(settings: OAuthSettings, refresh_token: str) -> None:
    """Replace the refresh token's file at one stroke, readable by its owner only."""
    file = settings.refresh_token_file
    if file is None:
        return
    new = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(refresh_token)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def https_session(ca_file: Path | None, seconds: float = HTTP_SECONDS) -> requests.Session:
    """HTTPS with a limit in time; msal calls `get` and `post` without one."""
    import requests

    session = requests.Session()
    always: dict[str, Any] = {"timeout": seconds}
    if ca_file is not None:
        # Said with each request: the session's own word gives way to REQUESTS_CA_BUNDLE of the environment.
        always["verify"] = str(ca_file)
    session.request = partial(session.request, **always)  # type: ignore[method-assign]
    return session
