"""The house: what every act and job is given, put together once from the configuration.

Holds no state of its own beyond the record; clock and nonce are arguments, so that `replay` and the tests can
play time.
"""

from __future__ import annotations

import hashlib
import hmac
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import structlog

from mailroom.clock import Clock
from mailroom.config import Config
from mailroom.errors import ConfigFault, PolicyFault
from mailroom.rules.learnt import Learnt, read_learnt
from mailroom.rules.policy import (
    Policy,
    find_policies,
    other_policy,
    policy_text,
    read_policy,
)
from mailroom.rules.reference import Signer
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.workdays import Calendar, local_date
from store.models import model_in_use, number_in_use
from store.policies import find_policy_text
from store.session import Connection, Record

log = structlog.get_logger()


class Secret(bytes):
    """Octets that show themselves in no log, traceback or screen."""

    def __repr__(self) -> str:
        """That it is one, and nothing of it."""
        return "<secret>"

    __str__ = __repr__


@dataclass
class _Taught:
    """Which version of what was learnt is taken up, by its number; None is none."""

    number: int | None = None
    services: Services | None = None


@dataclass(frozen=True)
class House:
    """A council's mailroom: its configuration and policies, its record, its clock, and the source of nonces."""

    config: Config
    policies: Mapping[str, Policy]
    # The policies' files as they were read at the start, by digest: what a case is opened under is kept.
    texts: Mapping[str, bytes] = field(repr=False)
    record: Record
    clock: Clock
    signer: Signer = field(repr=False)
    # Gives a word of letters and digits that nobody can guess; it goes into Message-IDs.
    nonce: Callable[[], str]
    # Who this process is when it claims work that others could take.
    holder: str
    # Policies that only the record still has, by digest, once somebody asked for them.
    _kept: dict[str, Policy] = field(default_factory=dict, repr=False, compare=False)
    # What was learnt from decisions where it is given and not looked up: an evaluation's.
    learnt: Learnt | None = field(default=None, repr=False)
    _taught: _Taught = field(default_factory=_Taught, repr=False, compare=False)

    @cached_property
    def calendar(self) -> Calendar:
        """The council's working days: its country's bank holidays and its own closure days."""
        council = self.config.council
        return Calendar(
            subdiv=council.subdivision,
            closure_days=frozenset(council.closure_days),
            added_working_days=frozenset(council.added_working_days),
        )

    @cached_property
    def rules_alone(self) -> Services:
        """The council's services and the words that point to them, ready to be looked for."""
        return Services(
            Offered(one.id, one.name, one.words, one.contractor.name if one.contractor else "")
            for one in self.config.services
        )

    @cached_property
    def _as_given(self) -> Services:
        return self.rules_alone.taught(self.learnt)

    @property
    def service_words(self) -> Services:
        """The same with what was learnt from decisions, where a version of that was given or taken up."""
        return self._taught.services or self._as_given

    def take_up_lessons(self, conn: Connection) -> None:
        """Have what was learnt heeded from now on, where the configuration wants it; read when its version changes."""
        if not self.config.triage.learns or number_in_use(conn) == self._taught.number:
            return
        model = model_in_use(conn)
        found = self.rules_alone.taught(read_learnt(model.learnt)) if model else None
        self._taught.number, self._taught.services = model.id if model else None, found

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The date where the council is."""
        return local_date(self.clock.now())

    def policy(self, name: str) -> Policy:
        """The policy of a name as its file has it now; ConfigFault where there is none."""
        try:
            return self.policies[name]
        except KeyError:
            raise ConfigFault(
                f"There is no policy '{name}'.", do=f"Put {name}.toml back into the policy folder."
            ) from None

    def kept_policy(self, name: str, digest: str) -> Policy:
        """The policy with this very text: from its file while that is the same, else as the record kept it.

        ConfigFault where neither has it.
        """
        policy = self.policies.get(name)
        if policy is not None and policy.digest == digest:
            return policy
        if digest not in self._kept:
            self._kept[digest] = self._read_kept(name, digest)
        return self._kept[digest]

    def _read_kept(self, name: str, digest: str) -> Policy:
        with self.record.read() as conn:
            raw = find_policy_text(conn, digest)
        if raw is None:
            raise ConfigFault(
                f"A case is kept under a text of the policy '{name}' that is neither in its file nor in the record.",
                do=f"Put {name}.toml back into the policy folder as it was when the case was opened"
                f" (its SHA-256 begins with {digest[:12]}).",
            )
        place = f"The policy {name} as the record kept it ({digest[:12]})"
        return read_policy(raw, name, place=place, kept=True)

    def policy_for(
        self, service: str | None, mailbox: str | None = None, on: date | None = None
    ) -> Policy:
        """The policy a new case of a service is opened under: that of the day it was received, else of today.

        One for some services alone leaves the others to the policy that it names, unless the council's own table
        gives the service to it.
        """
        on = on or self.today()
        policy = self.policy(self.config.policy_for(service, mailbox, on))
        if service is None or service in self.config.policy.in_force(on).by_service:
            return policy
        return self.policies.get(other_policy(policy, service), policy)


def open_house(
    config: Config,
    record: Record,
    clock: Clock,
    nonce: Callable[[], str],
    *,
    instance: str = "daemon",
) -> House:
    """The house of a configuration; PolicyFault or ConfigFault where a policy that it names or the signing key
    cannot be used, RecordFault where the record was never migrated. Policies are read here and never again.
    """
    policies, texts = _read_policies(config)
    return House(
        config=config,
        policies=policies,
        texts=texts,
        record=record,
        clock=clock,
        signer=Signer(_signing_secret(config, record), config.council.feedback_address),
        nonce=nonce,
        holder=f"{socket.gethostname()}:{instance}",
    )


def policies_named(config: Config) -> frozenset[str]:
    """The policies that new cases are opened under, now or after a change that the file has: the default one, the
    services' and the mailboxes' own.
    """
    return config.policy.named | {box.policy for box in config.mailboxes if box.policy}


def _read_policies(config: Config) -> tuple[dict[str, Policy], dict[str, bytes]]:
    """Every policy that can be used, by name, and its file's text by digest.

    PolicyFault lists every fault of those that the configuration names. A file that nothing names is told in the
    log and passed over: it opens no case, and the cases opened under an older text of it have that in the record.
    """
    policies: dict[str, Policy] = {}
    texts: dict[str, bytes] = {}
    wrong: dict[str, PolicyFault] = {}
    own = [config.policy.folder] if config.policy.folder else []
    for name, path in find_policies(*own).items():
        try:
            raw = policy_text(path)
            policy = read_policy(raw, name, place=f"The policy file {path}")
        except PolicyFault as fault:
            wrong[name] = fault
            continue
        policies[name], texts[policy.digest] = policy, raw
    needed = policies_named(config)
    if stopped := [str(fault) for name, fault in wrong.items() if name in needed]:
        raise PolicyFault("\n".join(stopped))
    for name, unread in wrong.items():
        log.warning("policy_passed_over", policy=name, faults=str(unread))
    return policies, texts


def _signing_secret(config: Config, record: Record) -> Secret:
    """The council's key for this record alone: an address signed for a pilot's opens nothing here."""
    return Secret(hmac.digest(config.signing_key(), record.identity().encode(), hashlib.sha256))
