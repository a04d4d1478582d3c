"""A major issue is told to whoever the policy names: one complaint may stand for more than itself."""

from __future__ import annotations

from mailroom.acts import letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from store import cases

LETTER = "systemic_notice"


def tell(ledger: Ledger, file: cases.CaseFile, why: str) -> tuple[str, ...]:
    """Tell those whom the policy names of the issue behind a case; who they are, nobody where it names nobody."""
    case, stage, told = file.case, file.stages[-1], list[str]()
    service = ledger.house.config.find_service(case.service)
    about = f" ({service.name})" if service else ""
    systemic = {
        "title": None,
        "count": 1,
        "since": None,
        "lines": [f"{case.reference}: {case.subject}{about}, stage {stage.number}"],
        "more": None,
        "words": why,
    }
    for role in stages.policy_of(ledger.house, case).learning.issues_to:
        person, as_what = ledger.house.config.holder(case.service, role)
        if as_what != role:
            continue  # a coordinator told us: they need no letter of it
        key = f"{LETTER}:{case.id}:{person.email}:{ledger.at.isoformat()}"
        order = Order(
            LETTER, letters.officer(person), key, file, stage, extra={"systemic": systemic}
        )
        letters.write(ledger, order)
        told.append(f"{person.name} <{person.email}>")
    ledger.note("issue told", f"{', '.join(told) or 'nobody'}: {why}", case_id=case.id)
    return tuple(told)
