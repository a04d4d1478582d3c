"""Who owes a duty: the stage's owner, the colleague who wrote, the other services' managers, or whoever has a role."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.acts.ledger import Ledger
from mailroom.config import Person
from mailroom.rules.reading import Reading
from store import cases


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who owes it, as what; `which` tells apart several of one clause."""

    person: Person
    role: str
    which: str = ""


def of(
    ledger: Ledger,
    wanted: str,
    file: cases.CaseFile,
    stage: cases.Stage | None,
    reading: Reading | None,
) -> tuple[Holder, ...]:
    """Whoever owes what a clause has for this holder; where nobody has the role, the first coordinator."""
    config = ledger.house.config
    if wanted == "contributors":
        return _contributors(ledger, file, stage)
    if wanted == "writer":
        sender = reading.message.sender.email if reading and reading.message.sender else ""
        for email in (sender, ledger.by):
            entry = config.directory.get(email)
            if entry is not None:
                return (Holder(entry.person, "writer"),)
    if wanted in ("owner", "writer"):
        if stage is not None and stage.owner_email:
            return (Holder(Person(name=stage.owner_name, email=stage.owner_email), "owner"),)
        return (Holder(config.coordinators[0], "coordinator"),)
    return (Holder(*config.holder(file.case.service, wanted)),)


def _contributors(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage | None
) -> tuple[Holder, ...]:
    """The manager of each other service that the case concerns, but for its owner."""
    others = (one for one in file.case.services if one != file.case.service)
    found = [(one, ledger.house.config.find_service(one)) for one in others]
    owner = stage.owner_email if stage else ""
    return tuple(
        Holder(service.manager, "manager", f":{service_id}")
        for service_id, service in found
        if service is not None and service.manager.email != owner
    )
