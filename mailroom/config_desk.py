"""The desk's section of the configuration: where it is, who may come in and how, and what a council's own sign-in is.

Keys, units and defaults are told at length in `config.example.toml`; a test holds the two together.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from mailroom.config_kinds import Email, Line, PathBeside, Port, Section, Words
from mailroom.config_secrets import find_secret


def _white_stands_out(written: str) -> str:
    """A colour on which white words can be read (WCAG 2.2, 1.4.3: a contrast of 4.5 to 1)."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", written):
        raise ValueError("must be a colour such as #1d70b8")
    parts = [int(written[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    brightness = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    if 1.05 / (brightness + 0.05) < 4.5:
        raise ValueError("is too light: white words on it could not be read; choose a darker one")
    return written.lower()


_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECRET = "desk-openid-client-secret"  # noqa: S105 (its name, not itself)


def _https(written: str) -> str:
    """An address without a way to the side: what is asked there is who somebody is."""
    if written and not re.fullmatch(r"https://[^\s/?#@]+(/[^\s?#]*)?", written):
        raise ValueError("must be an address that begins with https://")
    return written.rstrip("/")


class Numbered(Section):
    """Somebody by the number that the sign-in service has for them."""

    id: Words
    email: Email


class OpenIdConfig(Section):
    """The council's own sign-in: an application of Microsoft Entra ID, or any provider of OpenID Connect."""

    client_id: Words
    tenant: Line = ""
    authority: Annotated[Line, AfterValidator(_https)] = "https://login.microsoftonline.com"
    issuer: Annotated[Line, AfterValidator(_https)] = ""
    client_secret_file: PathBeside | None = None
    certificate_file: PathBeside | None = None
    ca_file: PathBeside | None = None
    claim: Literal["", "preferred_username", "email", "oid", "sub"] = ""
    people: tuple[Numbered, ...] = ()

    def client_secret(self) -> str:
        """The application's secret; '' where it has a certificate instead."""
        return (find_secret(SECRET, self.client_secret_file) or b"").decode(
            errors="surrogateescape"
        )

    @property
    def known_by(self) -> str:
        """The claim that tells who somebody is."""
        return self.claim or ("preferred_username" if self.tenant else "email")

    @field_validator("tenant")
    @classmethod
    def _one_tenant(cls, written: str) -> str:
        # "common" would let in whoever has any account at Microsoft.
        if written and not _GUID.fullmatch(written.lower()):
            raise ValueError("must be the directory (tenant) ID, of the form 00000000-0000-…")
        return written.lower()

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if not (self.tenant or self.issuer):
            raise ValueError("must name a tenant (Entra ID) or an issuer")
        if self.known_by in ("oid", "sub") and not self.people:
            raise ValueError(f"must have people where claim is '{self.claim}': who each of them is")
        return self


def _network(written: str) -> str:
    """A proxy's address, or the network of several."""
    try:
        ipaddress.ip_network(written)
    except ValueError:
        raise ValueError(
            'must be an address such as "127.0.0.1" or a network such as "10.0.0.0/24"'
        ) from None
    return written


class DeskConfig(Section):
    """The web desk: where it is, who may come in beside officers and coordinators, and for how long."""

    address: Line = "http://127.0.0.1:8030"
    host: Line = "127.0.0.1"
    port: Port = 8030
    colour: Annotated[str, AfterValidator(_white_stands_out)] = "#1d4f8c"
    readers: frozenset[Email] = frozenset()
    administrators: frozenset[Email] = frozenset()
    link_minutes: Annotated[int, Field(ge=1, le=60)] = 15
    idle_minutes: Annotated[int, Field(ge=5, le=480)] = 60
    longest_hours: Annotated[int, Field(ge=1, le=24)] = 10
    undo_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    trusted_proxies: tuple[Annotated[Line, AfterValidator(_network)], ...] = ()
    openid: OpenIdConfig | None = None

    @property
    def secret_files(self) -> list[PathBeside | None]:
        """Every file it names for a secret."""
        return [self.openid.client_secret_file, self.openid.certificate_file] if self.openid else []

    @field_validator("address")
    @classmethod
    def _web(cls, written: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", written):
            raise ValueError("must be an address such as https://desk.council.example")
        return written.rstrip("/")
