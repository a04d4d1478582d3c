"""A person registers a message: with all that only a person can know of it, and whatever the policy asks for it.

What the policy leaves to an office is done only with the name of whoever holds it; nothing else is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from mailroom.acts import authority, groups, informal, refusals
from mailroom.acts.cases import Registration
from mailroom.acts.ledger import Ledger
from mailroom.acts.parties import Behalf, Home
from mailroom.clock import LONDON
from mailroom.config import ServiceConfig
from mailroom.house import House
from mailroom.jobs.by_hand import AtHand, CannotBeDone, case_named, taken
from mailroom.jobs.by_hand_case import known_flags
from mailroom.rules.disposition import Act, Decision
from mailroom.rules.policy import Policy
from mailroom.rules.policy_scope import Exclusion
from mailroom.rules.refusals import excepting_role, find_exclusion, listed
from mailroom.rules.triage import Proposal
from mailroom.rules.workdays import local_date
from parsers.documents import Reader

# First received on a day whose hour nobody knows: when an office has just opened, before any cut-off.
_OPENING = time(9)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants a message registered."""

    kind: str = "complaint"
    service: str = ""
    others: tuple[str, ...] = ()
    behalf: Behalf | None = None
    home: Home | None = None
    informal: bool = False
    same_matter: str = ""
    grew_out_of: str = ""
    stage: int = 1
    first_received_on: date | None = None
    # In spite of a ground to refuse it, or because the Ombudsman sent it back; who allowed what is not as ever.
    in_spite_of: str = ""
    returned: bool = False
    allowed_by: str = ""
    why: str = ""
    # What the reading of the mail did not find, in the words that a policy's clauses use.
    flags: tuple[str, ...] = ()
    # What is written down of it: fields of the case by their names.
    noted: dict[str, Any] = field(default_factory=dict)


def register(house: House, reader: Reader, incoming_id: int, by: str, wishes: Wishes) -> str:
    """A new case; its reference."""
    with taken(house, reader, incoming_id, by) as at_hand:
        register_at_hand(at_hand, wishes)
        at_hand.ledger.flush()
        return at_hand.case().case.reference


def register_at_hand(at_hand: AtHand, wishes: Wishes) -> None:
    """The same of a message that was taken, in its transaction."""
    house = at_hand.ledger.house
    services = _services(house, wishes)
    policy = house.policy_for(wishes.service, at_hand.mail.mailbox)
    exclusion = permitted(at_hand.ledger, policy, wishes)
    what = registration(at_hand, wishes, services)
    proposal = replace(
        at_hand.known.proposal,
        kind=wishes.kind,
        services=services,
        exclusion="",
        confidence=1.0,
    )
    decision = Decision(Act.REGISTER, f"registered by {at_hand.ledger.by}", "new")
    at_hand.decide(decision, replace(at_hand.known, proposal=proposal), what)
    afterwards(at_hand, wishes, exclusion)


def _services(house: House, wishes: Wishes) -> tuple[str, ...]:
    named = tuple(dict.fromkeys((wishes.service, *wishes.others)))
    for one in named:
        service_named(house, one)
    return named


def service_named(house: House, service_id: str) -> ServiceConfig:
    """A service of the configuration; CannotBeDone, with those that there are, where it has none such."""
    found = house.config.find_service(service_id)
    if found is None:
        known = ", ".join(one.id for one in house.config.services)
        raise CannotBeDone(f"There is no service {service_id}.", do=f"There are: {known}")
    return found


def kinds_of(policy: Policy) -> tuple[str, ...]:
    """The kinds that a person may register: the policy's, and a request, which nobody is refused."""
    extra = ("comment", "compliment") if "feedback" in policy.kinds else ()
    return tuple(dict.fromkeys((*policy.kinds, *extra, "service_request")))


def permitted(ledger: Ledger, policy: Policy, wishes: Wishes) -> Exclusion | None:
    """The ground in spite of which it is registered; CannotBeDone where the policy, or nobody named, allows it."""
    if wishes.kind not in kinds_of(policy):
        raise CannotBeDone(
            f"The policy {policy.title} registers no {wishes.kind.replace('_', ' ')}.",
            do=f"It knows: {', '.join(kinds_of(policy))}",
        )
    if wishes.informal and policy.informal is None:
        raise CannotBeDone(f"The policy {policy.title} knows no step before the formal procedure.")
    _check_category(policy, wishes.noted.get("category", ""))
    if wishes.stage != 1:
        _check_stage(ledger, policy, wishes)
    if not wishes.in_spite_of:
        return None
    return excepted(
        ledger, policy, wishes.service, wishes.in_spite_of, wishes.allowed_by, wishes.why
    )


def _check_category(policy: Policy, category: str) -> None:
    known = policy.definitions.categories if policy.definitions else ()
    if category and known and category not in known:
        raise CannotBeDone(
            f"The policy has no category {category}.", do=f"There are: {', '.join(known)}"
        )


def _check_stage(ledger: Ledger, policy: Policy, wishes: Wishes) -> None:
    """A complaint begins at a later stage only where the policy lets it, by whom it names, and for a reason."""
    rule, stage = policy.escalation, policy.stage(wishes.stage)
    if stage is None or stage.external or wishes.kind != "complaint":
        raise CannotBeDone(f"The policy {policy.title} has no stage {wishes.stage} to begin with.")
    if rule.direct_to_stage2 == "never":
        raise CannotBeDone(
            f"Under the policy {policy.title} every complaint begins at stage 1.",
            do="Register it without --stage.",
        )
    role = rule.direct_confirmed_by
    wrong = authority.lacks(ledger, wishes.service, role, wishes.allowed_by) if role else ""
    lacking = [one for one in (wrong, "" if wishes.why else "the reason (--why)") if one]
    if lacking:
        raise CannotBeDone(
            f"It cannot begin at stage {wishes.stage}: {'; '.join(lacking)}.",
            do="Say --allowed-by NAME and --why, or register it without --stage.",
        )


def excepted(
    ledger: Ledger, policy: Policy, service: str, code: str, allowed_by: str, why: str
) -> Exclusion:
    """The ground that an exception is made from; CannotBeDone where the policy, or nobody named, allows one."""
    exclusion = find_exclusion(policy, code)
    if exclusion is None:
        raise CannotBeDone(
            f"The policy {policy.title} has no ground {code}.", do=f"It has:\n{listed(policy)}"
        )
    role = excepting_role(policy, exclusion)
    if role is None:
        raise CannotBeDone(f"The policy {policy.title} allows no exception from {exclusion.code}.")
    wrong = authority.lacks(ledger, service, role, allowed_by)
    lacking = [one for one in (wrong, "" if why else "the reason (--why)") if one]
    if lacking:
        raise CannotBeDone(f"No exception from {exclusion.code} yet: {'; '.join(lacking)}.")
    return exclusion


def registration(at_hand: AtHand, wishes: Wishes, services: tuple[str, ...]) -> Registration:
    """What a person said, as the act of registering takes it."""
    conn = at_hand.ledger.conn
    other = case_named(conn, wishes.same_matter).case if wishes.same_matter else None
    parent = case_named(conn, wishes.grew_out_of).case if wishes.grew_out_of else None
    flags = _flags(at_hand.known.proposal, wishes.flags)
    plain = Registration(
        kind=wishes.kind,
        service=wishes.service,
        flags=flags,
        mailbox=at_hand.mail.mailbox,
        services=services,
        behalf=_behalf(wishes, flags),
        home=wishes.home,
        received_at=_first_received(at_hand, wishes.first_received_on),
        stage=wishes.stage,
        informal=wishes.informal,
        group_id=(other.group_id or other.id) if other else None,
        parent_id=parent.id if parent else None,
    )
    return replace(plain, **wishes.noted)


def _flags(proposal: Proposal, said: tuple[str, ...]) -> tuple[str, ...]:
    """What the mail was found to bear and what a person adds; what was only supposed is so when they say it."""
    found = (one for one in proposal.flags if one not in proposal.supposed)
    return tuple(dict.fromkeys((*found, *known_flags(said))))


def _behalf(wishes: Wishes, flags: tuple[str, ...]) -> Behalf | None:
    """For whom it was written: as the person says, else as the rules read the mail."""
    if wishes.behalf is not None:
        return wishes.behalf
    given = "third_party_consent_given" in flags
    return Behalf(shown_by="permission that came with the complaint") if given else None


def _first_received(at_hand: AtHand, on: date | None) -> datetime | None:
    """The instant from which the days count, where anybody of the council had it before this mail came (A000-03)."""
    if on is None:
        return None
    mail_on = local_date(at_hand.read.received_at)
    if on > mail_on:
        raise CannotBeDone(
            f"The mail came on {mail_on:%-d %B %Y}: the council cannot have had it later than that.",
            do="--received is the day on which anybody of the council first had it.",
        )
    if on == mail_on:
        return None
    return datetime.combine(on, _OPENING, LONDON)


def afterwards(at_hand: AtHand, wishes: Wishes, exclusion: Exclusion | None) -> None:
    """What is noted and done once the case is open: exceptions, a later stage, cases looked into together."""
    ledger, file = at_hand.ledger, at_hand.case()
    if exclusion is not None:
        refusals.note_exception(ledger, file.case.id, exclusion, wishes.why, wishes.allowed_by)
    if wishes.returned:
        why = wishes.why or "sent back to be investigated"
        refusals.note_exception(ledger, file.case.id, None, why, refusals.OMBUDSMAN)
    if wishes.stage != 1:
        words = f"begun at stage {wishes.stage}, allowed by {wishes.allowed_by}: {wishes.why}"
        ledger.note("direct", words, case_id=file.case.id)
    if wishes.same_matter:
        groups.join(ledger, file, case_named(ledger.conn, wishes.same_matter))
    if wishes.informal:
        informal.begin(ledger, file, at_hand.read)
