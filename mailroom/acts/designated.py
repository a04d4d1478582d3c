"""A designated person of a tenant's: on the case, told of it once the tenant asked in writing, and what came of it.

Decides nothing. Who may be one, and when they may refer a complaint, is the policy's (`rules.designated`).
"""

from __future__ import annotations

from mailroom.acts import policy_facts, stages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.rules.designated import SCOPE, Asked, person_named
from mailroom.rules.policy_clauses import DesignatedPerson
from mailroom.rules.workdays import local_date
from store import cases
from store.states import PartyRole


def rule_for(house: House, case: cases.Case) -> DesignatedPerson | None:
    """The policy's rule for a tenant's case today; None where there is none, or the law has gone."""
    policy = stages.policy_of(house, case)
    on = house.today()
    if not policy.designated_person_holds(on) or not policy_facts.is_landlords(house, case, on):
        return None
    return policy.designated_person


def is_exhausted(house: House, file: cases.CaseFile) -> bool:
    """Whether the council's own last stage has been answered."""
    last = stages.policy_of(house, file.case).last_stage
    return any(one.number == last and one.answered_at is not None for one in file.stages)


def of(file: cases.CaseFile) -> cases.Party | None:
    """The designated person of a case."""
    return next((one for one in file.parties if is_one(one)), None)


def is_one(party: cases.Party) -> bool:
    """Whether somebody stands on a case as a designated person."""
    return (party.consent or {}).get("scope") == SCOPE


def record(
    ledger: Ledger,
    file: cases.CaseFile,
    rule: DesignatedPerson,
    asked: Asked,
    name: str,
    email: str,
) -> None:
    """Write down who they are, what shows that they may, the tenant's request, and what came of it."""
    kind = person_named(rule, asked.person)
    known = next((one for one in file.parties if one.email == email), None) or of(file)
    consent = {**((known.consent or {}) if known else {}), "scope": SCOPE, "kind": kind}
    consent |= {"home_in": asked.home_in}
    if asked.request:
        consent |= {"given_at": ledger.at.isoformat(), "how": asked.request}
    if asked.outcome:
        consent |= {"outcome": asked.outcome, "outcome_on": str(local_date(ledger.at))}
    if known is None:
        new = cases.NewParty(
            case_id=file.case.id,
            role=PartyRole.MEMBER,
            name=name,
            email=email,
            consent=consent,
        )
        cases.join(ledger.conn, new)
    else:
        cases.change_party(ledger.conn, known.id, consent=consent)
    told = [f"{name or email}, {kind}", f"home in their district: {asked.home_in}"]
    told += [f"asked in writing: {asked.request}"] if asked.request else []
    told += [f"outcome: {asked.outcome.replace('_', ' ')}"] if asked.outcome else []
    ledger.note(SCOPE, "; ".join(told), case_id=file.case.id)
