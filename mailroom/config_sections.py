"""The sections of the configuration that speak of the council: itself, its services, its house.

`config_gates` has those that speak to servers. Keys, units and defaults are told at length in
`config.example.toml`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from mailroom.config_kinds import (
    Domain,
    Email,
    Letters,
    Line,
    PathBeside,
    Person,
    Section,
    Slug,
    Words,
)


class CouncilConfig(Section):
    """Who writes: the council's name and address, its days and the domains it trusts."""

    name: Words
    feedback_address: Email
    aliases: tuple[Email, ...] = ()
    signature_name: Line = "Customer Feedback Team"
    phone: Line = ""
    url: Line = ""
    address: tuple[Line, ...] = ()
    reference_prefix: Letters = "FB"
    subdivision: Literal["ENG", "WLS", "SCT", "NIR"] = "ENG"
    closure_days: frozenset[date] = frozenset()
    added_working_days: frozenset[date] = frozenset()
    domains: frozenset[Domain] = frozenset()
    trusted_authserv: tuple[Domain, ...] = ()


class RecordConfig(Section):
    """Where the record is kept."""

    url: Words = "sqlite:///mailroom.sqlite"

    @field_validator("url")
    @classmethod
    def _known(cls, written: str) -> str:
        if not written.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return written.replace("postgresql://", "postgresql+psycopg://", 1)


class PolicyChange(Section):
    """Policies that new cases are opened under from a day on; whatever it does not name stays as it was."""

    on: date
    default: Slug | None = None
    by_service: Mapping[Slug, Slug] = Field(default_factory=dict)


class PolicyConfig(Section):
    """Which complaints policy is followed, by which service another one, and what changes on which day."""

    default: Slug
    folder: PathBeside | None = None
    by_service: Mapping[Slug, Slug] = Field(default_factory=dict)
    changes: tuple[PolicyChange, ...] = ()

    def in_force(self, on: date) -> PolicyConfig:
        """The same as it is on a day, with every change made by then."""
        if not self.changes:
            return self
        default, by_service = self.default, dict(self.by_service)
        for change in sorted(self.changes, key=lambda change: change.on):
            if change.on <= on:
                default = change.default or default
                by_service |= change.by_service
        return PolicyConfig(default=default, folder=self.folder, by_service=by_service)

    @property
    def named(self) -> frozenset[str]:
        """Every policy it names, now or later."""
        later = [change.default for change in self.changes if change.default]
        by_service = [*self.by_service.values()]
        by_service += [name for change in self.changes for name in change.by_service.values()]
        return frozenset((self.default, *later, *by_service))


class ServiceConfig(Section):
    """A service of the council: the words that point to it and the people who answer for it."""

    id: Slug
    name: Words
    area: Line = ""
    words: tuple[Words, ...] = ()
    manager: Person
    head: Person | None = None
    director: Person | None = None
    roles: Mapping[Slug, Person] = Field(default_factory=dict)
    ombudsman: Literal["lgsco", "housing"] = "lgsco"
    contractor: Person | None = None
    shared_with: tuple[Slug, ...] = ()

    @property
    def lead_authority(self) -> Person | None:
        """Who takes its complaints at the council that leads it; None where this one does."""
        return self.roles.get("lead_authority")

    @property
    def is_shared(self) -> bool:
        """Whether it is shared with another council, whichever of the two leads it."""
        return not {"lead_authority", "partner"}.isdisjoint(self.roles)


class LettersConfig(Section):
    """Where a council keeps its own wording of letters, and which of them go on its letterhead as documents too."""

    folder: PathBeside | None = None
    letterhead: PathBeside | None = None
    logo: PathBeside | None = None
    attach: frozenset[Words] = frozenset()
    attach_as: Literal["pdf", "docx"] = "pdf"


class SecretsConfig(Section):
    """Where the house's own secret is kept: the key that signs reply addresses."""

    signing_key_file: PathBeside | None = None


class TriageConfig(Section):
    """How sure the house must be before it acts without a person, and whether it learns from what people decide."""

    threshold: Annotated[float, Field(ge=0.5, le=1.0)] = 0.85
    answers_a_day: Annotated[int, Field(ge=1)] = 20
    learns: bool = False


def _on_this_machine(written: str) -> str:
    """Where the virus scanner listens: residents' documents go there in the clear, so never to another machine."""
    host, colon, port = written.rpartition(":")
    loopback = host in ("localhost", "[::1]") or host.startswith("127.")
    if not written.startswith("/") and not (colon and loopback and port.isdigit()):
        raise ValueError(
            'must be a socket such as "/run/clamav/clamd.ctl" or a port of this machine such as "127.0.0.1:3310"'
        )
    return written


class DocumentsConfig(Section):
    """What reading one attachment may cost, who looks for viruses in it, and the forms a council has taught."""

    seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    memory_mb: Annotated[int, Field(ge=128)] = 1024
    workers: Annotated[int, Field(ge=1, le=16)] = 1
    clamav: Annotated[Line, AfterValidator(_on_this_machine)] | None = None
    forms: PathBeside | None = None
