"""The sections of the configuration that speak to servers: mailboxes, the post, their sign-in.

Never opens a connection. What each key means is told at length in `config.example.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from mailroom.config_kinds import Line, PathBeside, Port, Seconds, Section, Slug, Words
from mailroom.config_secrets import get_secret

# Microsoft's limit of one message is 150 MB; few councils allow above 35. Above ours, only the
# header is read and a person is told.
_MESSAGE_BYTES = 50 * 1024 * 1024
_IMAP_PORTS = {"tls": 993, "starttls": 143, "plain": 143}
_SMTP_PORTS = {"tls": 465, "starttls": 587, "plain": 25}

Security = Literal["tls", "starttls", "plain"]


def _needed(value: Any, info: ValidationInfo, key: str, kind: str, why: str) -> Any:
    """The value, or a fault where another key of the section makes it necessary."""
    if not value and info.data.get(key) == kind:
        raise ValueError(f"must be given where {key} is '{kind}': {why}")
    return value


def _port_by_security(written: Any, ports: Mapping[str, int]) -> Any:
    """The section with the usual port for its kind of security, where none was written."""
    if not isinstance(written, Mapping) or "port" in written:
        return written
    port = ports.get(str(written.get("security", "")))
    return {**written, "port": port} if port else written


class OAuthConfig(Section):
    """Sign-in by token: an application of Microsoft Entra ID, or a refresh token of any server."""

    kind: Literal["msal", "refresh"]
    client_id: Words
    tenant: Line = ""
    authority: Line = "https://login.microsoftonline.com"
    token_url: Line = ""
    scope: Line = "https://outlook.office365.com/.default"
    client_secret_file: PathBeside | None = None
    certificate_file: PathBeside | None = None
    refresh_token_file: PathBeside | None = None

    def client_secret(self) -> str:
        """The application's secret; ConfigFault where it is nowhere."""
        return get_secret("oauth-client-secret", self.client_secret_file)

    @field_validator("tenant")
    @classmethod
    def _tenant(cls, value: str, info: ValidationInfo) -> str:
        why = "the directory (tenant) ID"
        return str(_needed(value, info, "kind", "msal", why))

    @field_validator("token_url")
    @classmethod
    def _token_url(cls, value: str, info: ValidationInfo) -> str:
        why = "the address that gives tokens"
        return str(_needed(value, info, "kind", "refresh", why))

    @field_validator("refresh_token_file")
    @classmethod
    def _refresh_token(cls, value: Any, info: ValidationInfo) -> Any:
        return _needed(value, info, "kind", "refresh", "the file that holds the token")


class MailboxConfig(Section):
    """A mailbox that is read: a folder on an IMAP server, or a Maildir on this machine."""

    name: Slug
    kind: Literal["imap", "maildir"]
    path: PathBeside | None = None
    host: Line = ""
    port: Port = _IMAP_PORTS["tls"]
    security: Security = "tls"
    ca_file: PathBeside | None = None
    username: Line = ""
    password_file: PathBeside | None = None
    oauth: OAuthConfig | None = None
    folder: Words = "INBOX"
    after_storing: Literal["leave", "move", "delete"] = "leave"
    move_to: Line = ""
    policy: Slug | None = None
    idle: bool = True
    poll_seconds: Seconds = 60
    timeout_seconds: Seconds = 60
    max_message_bytes: Annotated[int, Field(ge=65536)] = _MESSAGE_BYTES

    def password(self) -> str:
        """The password; ConfigFault where it is nowhere."""
        return get_secret(f"mailbox-{self.name}-password", self.password_file)

    @model_validator(mode="before")
    @classmethod
    def _port(cls, written: Any) -> Any:
        return _port_by_security(written, _IMAP_PORTS)

    @field_validator("path")
    @classmethod
    def _path(cls, value: Any, info: ValidationInfo) -> Any:
        return _needed(value, info, "kind", "maildir", "the folder that holds the Maildir")

    @field_validator("host")
    @classmethod
    def _host(cls, value: str, info: ValidationInfo) -> str:
        return str(_needed(value, info, "kind", "imap", "the name of the mail server"))

    @field_validator("username")
    @classmethod
    def _username(cls, value: str, info: ValidationInfo) -> str:
        return str(_needed(value, info, "kind", "imap", "the name to sign in with"))

    @field_validator("move_to")
    @classmethod
    def _move_to(cls, value: str, info: ValidationInfo) -> str:
        why = "the folder that stored mail is moved to"
        if value and value == info.data.get("folder"):
            raise ValueError("must be another folder than the one that is read")
        return str(_needed(value, info, "after_storing", "move", why))


class PostConfig(Section):
    """Where letters are handed over: an SMTP server, or a Maildir on this machine."""

    kind: Literal["smtp", "maildir"]
    path: PathBeside | None = None
    host: Line = ""
    port: Port = _SMTP_PORTS["starttls"]
    security: Security = "starttls"
    ca_file: PathBeside | None = None
    username: Line = ""
    password_file: PathBeside | None = None
    oauth: OAuthConfig | None = None
    plus_addressing: bool = True
    per_minute: Annotated[int, Field(ge=1)] = 25
    retry_minutes: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)] = (
        1,
        5,
        15,
        60,
        240,
    )
    give_up_after_hours: Annotated[int, Field(ge=1)] = 96
    timeout_seconds: Seconds = 60

    def password(self) -> str:
        """The password; ConfigFault where it is nowhere."""
        return get_secret("post-password", self.password_file)

    @model_validator(mode="before")
    @classmethod
    def _port(cls, written: Any) -> Any:
        return _port_by_security(written, _SMTP_PORTS)

    @field_validator("path")
    @classmethod
    def _path(cls, value: Any, info: ValidationInfo) -> Any:
        return _needed(value, info, "kind", "maildir", "the folder that takes the letters")

    @field_validator("host")
    @classmethod
    def _host(cls, value: str, info: ValidationInfo) -> str:
        return str(_needed(value, info, "kind", "smtp", "the name of the mail server"))
