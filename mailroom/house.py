"""The house: what every act and job is given, put together once from the configuration.

Holds no state of its own beyond the record; clock and nonce are arguments, so that `replay` and the tests can
play time.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from mailroom.clock import Clock
from mailroom.config import Config
from mailroom.errors import ConfigFault
from mailroom.rules.policy import Policy, find_policies, load_policy
from mailroom.rules.reference import Signer
from mailroom.rules.triage import ServiceWords
from mailroom.rules.workdays import Calendar, local_date
from store.session import Record


@dataclass(frozen=True)
class House:
    """A council's mailroom: its configuration and policies, its record, its clock, and the source of nonces."""

    config: Config
    policies: Mapping[str, Policy]
    record: Record
    clock: Clock
    signer: Signer
    # Gives a word of letters and digits that nobody can guess; it goes into Message-IDs.
    nonce: Callable[[], str]
    # Who this process is when it claims work that others could take.
    holder: str

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
    def service_words(self) -> tuple[ServiceWords, ...]:
        """The words that point to each service, ready to be looked for."""
        return tuple(
            ServiceWords.of(service.id, (service.name, *service.words))
            for service in self.config.services
        )

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The date where the council is."""
        return local_date(self.clock.now())

    def policy(self, name: str) -> Policy:
        """The policy of a name; ConfigFault where a case names one that is no longer there."""
        try:
            return self.policies[name]
        except KeyError:
            raise ConfigFault(
                f"A case is kept under the policy '{name}', and there is no policy of that name.",
                do=f"Put {name}.toml back into the policy folder.",
            ) from None

    def policy_for(self, service: str | None, mailbox: str | None = None) -> Policy:
        """The policy a new case of a service is opened under."""
        return self.policy(self.config.policy_for(service, mailbox))


def open_house(
    config: Config,
    record: Record,
    clock: Clock,
    nonce: Callable[[], str],
    *,
    instance: str = "daemon",
) -> House:
    """The house of a configuration; PolicyFault or ConfigFault where a policy or the signing key cannot be used."""
    own = [config.policy.folder] if config.policy.folder else []
    policies = {name: load_policy(path) for name, path in find_policies(*own).items()}
    return House(
        config=config,
        policies=policies,
        record=record,
        clock=clock,
        signer=Signer(config.signing_key(), config.council.feedback_address),
        nonce=nonce,
        holder=f"{socket.gethostname()}:{instance}",
    )
