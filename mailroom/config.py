"""The configuration: one TOML file, read once, every fault told at once, and never changed after.

`config.example.toml` is its manual. A key may be overridden from the environment
(`MAILROOM_RECORD__URL`); secrets come from files, systemd credentials or the environment
(`config_secrets`). Never opens a connection and never reads a policy, only its name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import Field, PrivateAttr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict, SettingsError

from mailroom.config_checks import faults_between, warnings_about
from mailroom.config_desk import DeskConfig
from mailroom.config_directory import Away, DirectoryConfig, with_people
from mailroom.config_faults import in_words
from mailroom.config_gates import MailboxConfig, OAuthConfig, PostConfig
from mailroom.config_kinds import Person, Section, Slug, place
from mailroom.config_reports import ReportsConfig
from mailroom.config_secrets import signing_key
from mailroom.config_sections import (
    CouncilConfig,
    DocumentsConfig,
    LettersConfig,
    PolicyConfig,
    RecordConfig,
    SecretsConfig,
    ServiceConfig,
    TriageConfig,
)
from mailroom.errors import ConfigFault

__all__ = [
    "Config",
    "CouncilConfig",
    "DeskConfig",
    "DirectoryEntry",
    "DocumentsConfig",
    "LettersConfig",
    "MailboxConfig",
    "OAuthConfig",
    "Person",
    "PolicyConfig",
    "PostConfig",
    "RecordConfig",
    "Role",
    "SecretsConfig",
    "ServiceConfig",
    "TriageConfig",
    "load_config",
    "read_config",
]

# Whom to ask where a service has nobody in the role its policy names: the next above, then below.
_STANDS_IN = {
    "manager": ("manager",),
    "head": ("head", "director", "manager"),
    "director": ("director", "head", "manager"),
}
# The people that a service's own keys name.
_NAMED = (*_STANDS_IN, "contractor")


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is: `manager` of the service `waste`; `coordinator` of no one service ('')."""

    role: str
    service: str


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """Somebody the house knows by address, with everything they are."""

    person: Person
    roles: tuple[Role, ...]

    def is_a(self, role: str, service: str | None = None) -> bool:
        """Whether they have the role, for that service where one is named."""
        return any(
            one.role == role and (service is None or one.service == service) for one in self.roles
        )


class Config(Section):
    """Everything a council tells the house about itself."""

    council: CouncilConfig
    record: RecordConfig = RecordConfig()
    mailboxes: tuple[MailboxConfig, ...] = Field(min_length=1)
    post: PostConfig
    policy: PolicyConfig
    services: tuple[ServiceConfig, ...] = Field(min_length=1)
    coordinators: tuple[Person, ...] = Field(min_length=1)
    roles: Mapping[Slug, Person] = Field(default_factory=dict)
    directory_file: DirectoryConfig = Field(DirectoryConfig(), alias="directory")
    letters: LettersConfig = LettersConfig()
    secrets: SecretsConfig = SecretsConfig()
    triage: TriageConfig = TriageConfig()
    documents: DocumentsConfig = DocumentsConfig()
    desk: DeskConfig = DeskConfig()
    reports: ReportsConfig = ReportsConfig()

    # What it was made of, to be read anew when the people's file changes.
    _written: tuple[Mapping[str, Any], Path, str] | None = PrivateAttr(None)

    def find_service(self, service_id: str) -> ServiceConfig | None:
        """The service of that id, or None."""
        return next((one for one in self.services if one.id == service_id), None)

    def service(self, service_id: str) -> ServiceConfig:
        """The service of that id; KeyError where there is none."""
        found = self.find_service(service_id)
        if found is None:
            raise KeyError(service_id)
        return found

    def policy_for(
        self,
        service_id: str | None = None,
        mailbox: str | None = None,
        on: date | None = None,
    ) -> str:
        """The name of the policy: the service's own, else the mailbox's, else the default; as of a day where one is
        named, else as the file begins.
        """
        policy = self.policy.in_force(on) if on and self.policy.changes else self.policy
        by_service = policy.by_service.get(service_id or "")
        by_mailbox = next((box.policy for box in self.mailboxes if box.name == mailbox), None)
        return by_service or by_mailbox or policy.default

    def owner(self, service_id: str, role: str) -> Person:
        """Who has the role; KeyError where nobody in the council has it (`office`)."""
        return self.office(service_id, role)[0]

    def office(self, service_id: str, role: str) -> tuple[Person, str]:
        """Who has the role (`manager`, `head`, `director`, `coordinator`, or any a policy names), and as what.

        A service's own goes before the council's. Where a service has no head or director the next above
        answers, then the next below: the second word then says what they are. KeyError where nobody has it.
        """
        if role == "coordinator":
            return self.coordinators[0], role
        service = self.find_service(service_id)
        own = self._own(service, role)
        if own is not None:
            return own, role
        for name in _STANDS_IN.get(role, ()):
            person = self._own(service, name)
            if person is not None:
                return person, name
        raise KeyError(role)

    def _own(self, service: ServiceConfig | None, role: str) -> Person | None:
        """Who is named for this very role."""
        if service is not None:
            named: Person | None = getattr(service, role, None) if role in _NAMED else None
            if named is not None or role in service.roles:
                return named or service.roles[role]
        return self.roles.get(role)

    def holder(self, service_id: str, role: str) -> tuple[Person, str]:
        """The same; where nobody has the role the first coordinator stands in."""
        try:
            return self.office(service_id, role)
        except KeyError:
            return self.coordinators[0], "coordinator"

    @cached_property
    def directory(self) -> Mapping[str, DirectoryEntry]:
        """Everybody named in the configuration, by email address in small letters."""
        known: dict[str, DirectoryEntry] = {}
        for role, person in self._people():
            before = known.get(person.email)
            roles = (*before.roles, role) if before else (role,)
            known[person.email] = DirectoryEntry(before.person if before else person, roles)
        return MappingProxyType(known)

    def everybody(self) -> tuple[Person, ...]:
        """Everybody as each place of the configuration names them, one after the other."""
        return tuple(dict.fromkeys(person for _, person in self._people()))

    def _people(self) -> list[tuple[Role, Person]]:
        found = [(Role("coordinator", ""), person) for person in self.coordinators]
        found += [(Role(role, ""), person) for role, person in self.roles.items()]
        found += [(Role("officer", ""), person) for person in self.directory_file.others]
        for service in self.services:
            named = {name: getattr(service, name) for name in _NAMED}
            for role, person in {**named, **service.roles}.items():
                if person is not None:
                    found.append((Role(role, service.id), person))
        return found

    def read_anew(self) -> Config:
        """The same configuration with the people's file as it is now; ConfigFault where that is at fault."""
        if self._written is None:
            return self
        written, folder, name = self._written
        return read_config(written, folder, name=name)

    def away(self, email: str, on: date) -> Away | None:
        """The absence of somebody that covers a day, as the directory has it; None where they are there."""
        theirs = (one for one in self.directory_file.away if one.email == email.lower())
        return next((one for one in theirs if one.covers(on)), None)

    def stand_in(self, email: str, on: date | None = None) -> Person | None:
        """Who stands in for somebody: on a day on which they are away, or whenever they are found to be; None where
        nobody is named, or the one named is away too.
        """
        theirs = [one for one in self.directory_file.away if one.email == email.lower()]
        for one in sorted(theirs, key=lambda one: one.from_on is None and one.to_on is None):
            named = self.directory.get(one.stand_in or "")
            if named is None or (on is not None and not one.covers(on)):
                continue
            if on is None or self.away(named.person.email, on) is None:
                return named.person
        return None

    @property
    def own_domains(self) -> frozenset[str]:
        """The domains whose people the council vouches for; else that of the feedback address."""
        return self.council.domains or frozenset({_domain(self.council.feedback_address)})

    def in_own_domain(self, email: str) -> bool:
        """Whether an address is of one of the council's own domains."""
        return _domain(email) in self.own_domains

    def is_own_address(self, email: str) -> bool:
        """Whether an address is the house's own, with or without a `+tag`: a loop, if a sender."""
        own = {self.council.feedback_address, *self.council.aliases}
        return _without_tag(email) in own

    def signing_key(self) -> bytes:
        """The key that signs reply addresses; ConfigFault where it is missing or too short."""
        return signing_key(self.secrets.signing_key_file)

    def secret_files(self) -> tuple[Path, ...]:
        """Every file the configuration names for a secret."""
        gates: list[MailboxConfig | PostConfig] = [*self.mailboxes, self.post]
        files = [self.secrets.signing_key_file, *self.desk.secret_files]
        for gate in gates:
            files += [gate.password_file]
            if gate.oauth:
                files += [gate.oauth.client_secret_file, gate.oauth.refresh_token_file]
                files += [gate.oauth.certificate_file]
        return tuple(dict.fromkeys(file for file in files if file))

    def warnings(self) -> tuple[str, ...]:
        """What works but should be mended, a sentence each."""
        return warnings_about(self.council, self.mailboxes, self.post, self.secret_files())


class _Environment(BaseSettings, Config):
    """The keys as the environment may override them; never made, only asked for its sources."""

    model_config = SettingsConfigDict(
        env_prefix="MAILROOM_", env_nested_delimiter="__", case_sensitive=False
    )


def load_config(path: Path | str) -> Config:
    """The configuration in a TOML file; ConfigFault lists every fault with its key."""
    file = Path(path).expanduser().absolute()
    return read_config(_read_toml(file), file.parent, name=str(path))


def read_config(written: Mapping[str, Any], folder: Path, *, name: str = "configuration") -> Config:
    """The configuration in a mapping, its relative paths beside `folder`; ConfigFault as above."""
    values = _merged(written, _from_environment(name))
    values = with_people(_record_beside(values, folder), folder)
    faults: list[str] = []
    try:
        config = Config.model_validate(values, context={"folder": folder})
    except ValidationError as error:
        faults += in_words(error, Config)
    faults += faults_between(values, folder)
    if faults:
        raise _all_at_once(name, faults)
    config._written = (written, folder, name)
    return config


def _all_at_once(name: str, faults: list[str]) -> ConfigFault:
    many = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
    listed = "\n".join(f"  {fault}" for fault in faults)
    manual = "config.example.toml tells what each key means."
    return ConfigFault(f"{name}: {many}\n{listed}\n{manual}")


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        do = "Copy config.example.toml there and fill it in."
        raise ConfigFault(f"{file}: there is no such file.", do=do) from error
    except OSError as error:
        raise ConfigFault(f"{file}: cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        do = "Mend that line first; every other fault can only be seen after that."
        raise ConfigFault(f"{file}: is not TOML: {error}.", do=do) from error


def _from_environment(name: str) -> dict[str, Any]:
    try:
        return dict(EnvSettingsSource(_Environment)())
    except SettingsError as error:
        do = "A whole section in the environment must be JSON."
        raise ConfigFault(f"{name}: {error}.", do=do) from error


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            merged[key] = _merged(under, value)
        else:
            merged[key] = value
    return merged


def _record_beside(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The values with a relative SQLite path made absolute, beside the config file."""
    record = values.get("record", {})
    url = record.get("url", RecordConfig().url) if isinstance(record, Mapping) else None
    if not isinstance(url, str) or not url.startswith("sqlite:///"):
        return values
    file = place(folder.absolute(), url.removeprefix("sqlite:///"))
    return {**values, "record": {**record, "url": f"sqlite:///{file}"}}


def _domain(email: str) -> str:
    return email.rpartition("@")[2].lower()


def _without_tag(email: str) -> str:
    local, _, domain = email.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
