"""Who may do what on the desk: by what the configuration's directory says somebody is. Touches nothing."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.config import Config
from store.casefile import Case, CaseFile, Stage


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody signed in, with what they may see and do."""

    email: str
    name: str
    is_coordinator: bool = False
    is_reader: bool = False
    is_administrator: bool = False
    # Of the council's own people: they see what was given to them.
    is_officer: bool = False
    # The services whose people they are among.
    services: frozenset[str] = frozenset()

    @property
    def sees_all(self) -> bool:
        """Whether every case may be read."""
        return self.is_coordinator or self.is_reader

    @property
    def sees_cases(self) -> bool:
        """Whether any case may be read."""
        return self.sees_all or self.is_officer

    def may_see(self, file: CaseFile) -> bool:
        """Whether a case may be read: all of them, one's services' own, or one that was given to them."""
        if self.sees_all or any(self._deals_with(one) for one in file.stages):
            return True
        return not file.case.confidential and self._is_ours(file.case)

    def _deals_with(self, stage: Stage) -> bool:
        return self.email in (stage.owner_email, stage.accountable_email)

    def _is_ours(self, case: Case) -> bool:
        return case.service in self.services

    @property
    def roles(self) -> str:
        """What they are, in words."""
        said = [
            "coordinator" if self.is_coordinator else "",
            "administrator" if self.is_administrator else "",
            "reader" if self.is_reader else "",
        ]
        named = ", ".join(one for one in said if one)
        return named or ("officer" if self.is_officer else "")


def worker_of(config: Config, email: str) -> Worker | None:
    """Somebody of the directory who may come in; None where nobody of that address may."""
    entry = config.directory.get(email.strip().lower())
    if entry is None:
        return None
    own = config.in_own_domain(entry.person.email)
    services = {
        one.service
        for one in entry.roles
        # A contractor, or whoever leads a shared service elsewhere, is no officer of the council's.
        if one.service and own and one.role not in ("contractor", "lead_authority", "partner")
    }
    worker = Worker(
        entry.person.email,
        entry.person.name,
        is_coordinator=entry.is_a("coordinator"),
        is_reader=entry.person.email in config.desk.readers,
        is_administrator=entry.person.email in config.desk.administrators,
        is_officer=own,
        services=frozenset(services),
    )
    return worker if worker.roles else None
