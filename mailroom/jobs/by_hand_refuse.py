"""A person refuses a matter, or hands it to another council: each is told to the resident.

Nothing is refused by the house itself. What the policy does not know as a ground is no ground.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mailroom.acts import refusals, stages, transfers
from mailroom.acts.cases import Registration
from mailroom.acts.ledger import Ledger
from mailroom.acts.refusals import Refusing
from mailroom.acts.transfers import Destination
from mailroom.house import House
from mailroom.jobs.by_hand import AtHand, CannotBeDone, taken
from mailroom.jobs.by_hand_case import case_at_hand
from mailroom.jobs.by_hand_register import excepted, service_named
from mailroom.rules.disposition import Act, Decision
from mailroom.rules.policy import Policy
from mailroom.rules.policy_scope import Exclusion
from mailroom.rules.refusals import REFUSED, find_exclusion, listed
from parsers.documents import Reader
from store.states import CaseStatus


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says with a refusal: for the record, and for the resident."""

    why: str
    evidence: str = ""
    say: str = ""
    part: str = ""
    contact: str = ""
    # The whole letter as somebody edited it, '' where it goes as it is written.
    letter: str = ""


def refuse(
    house: House, reader: Reader, incoming_id: int, by: str, code: str, service: str, words: Words
) -> str:
    """Register a message as refused and explain it; the case's reference."""
    with taken(house, reader, incoming_id, by) as at_hand:
        proposed = at_hand.known.proposal.services
        service = service or (proposed[0] if proposed else "")
        if service:
            service_named(house, service)
        policy = house.policy_for(service, at_hand.mail.mailbox)
        refusing = _refusing(policy, code, words)
        _check(at_hand.ledger, policy, service, at_hand.known.address, refusing)
        what = _quiet(at_hand, service)
        proposal = replace(
            at_hand.known.proposal,
            kind="complaint",
            services=what.services,
            exclusion=refusing.exclusion.code,
        )
        decision = Decision(Act.REGISTER, f"refused by {by} ({refusing.exclusion.code})", "new")
        at_hand.decide(decision, replace(at_hand.known, proposal=proposal), what)
        refusals.refuse(at_hand.ledger, at_hand.case(), at_hand.read, refusing)
        at_hand.ledger.flush()
        return at_hand.case().case.reference


def _refusing(policy: Policy, code: str, words: Words) -> Refusing:
    exclusion = exclusion_named(policy, code)
    if not words.why.strip():
        raise CannotBeDone("A refusal needs its reason, for the record.", do="Say --why.")
    if policy.refusal.evidence_needed and not words.evidence.strip():
        raise CannotBeDone(
            f"Under the policy {policy.title} a refusal needs what shows its ground.",
            do='Say --evidence "claim form of 2 February".',
        )
    return Refusing(
        exclusion,
        words.why.strip(),
        words.evidence.strip(),
        words.say.strip(),
        words.part.strip(),
        words.contact.strip(),
        words.letter.strip(),
    )


def exclusion_named(policy: Policy, code: str) -> Exclusion:
    """A ground of the policy; CannotBeDone, with those that there are, where it has none such."""
    found = find_exclusion(policy, code)
    if found is None:
        raise CannotBeDone(
            f"The policy {policy.title} has no ground {code}.", do=f"It has:\n{listed(policy)}"
        )
    return found


def _check(ledger: Ledger, policy: Policy, service: str, email: str, refusing: Refusing) -> None:
    wrong, do = refusals.objection(ledger, policy, service, email, refusing)
    if wrong:
        raise CannotBeDone(wrong, do=do)


def _quiet(at_hand: AtHand, service: str) -> Registration:
    """A case that nobody is told of yet: the refusal, or what remains of the matter, is told by its own letters."""
    return Registration(
        "complaint",
        service,
        at_hand.known.proposal.flags,
        mailbox=at_hand.mail.mailbox,
        services=(service,) if service else (),
        informal=True,
    )


def refuse_case(house: House, reference: str, by: str, code: str, words: Words) -> None:
    """Refuse a complaint that was registered: it turned out to be for elsewhere."""
    with case_at_hand(house, reference, by) as (ledger, file):
        policy = stages.policy_of(house, file.case)
        if file.case.status is CaseStatus.CLOSED or file.stages[-1].answered_at is not None:
            raise CannotBeDone(f"{file.case.reference}: it has been answered, or is closed.")
        refusing = _refusing(policy, code, words)
        person = next((one.email for one in file.parties if one.email), "")
        _check(ledger, policy, file.case.service, person, refusing)
        refusals.refuse(ledger, file, None, refusing)


def take_up(house: House, reference: str, by: str, code: str, allowed_by: str, why: str) -> None:
    """A refused matter is looked into after all: as an exception, or because the Ombudsman sent it back (S004-32)."""
    with case_at_hand(house, reference, by) as (ledger, file):
        if file.case.closing != REFUSED:
            raise CannotBeDone(f"{file.case.reference}: it was not refused.")
        policy = stages.policy_of(house, file.case)
        if code:
            ground = excepted(ledger, policy, file.case.service, code, allowed_by, why)
            refusals.note_exception(ledger, file.case.id, ground, why, allowed_by)
        else:
            refusals.note_exception(ledger, file.case.id, None, why, refusals.OMBUDSMAN)
        refusals.take_up(ledger, file)


def transfer(
    house: House,
    reader: Reader,
    incoming_id: int,
    by: str,
    service: str,
    to: tuple[str, str],
    why: str,
    *,
    forward: bool,
) -> tuple[str, str]:
    """Tell a resident which other council deals with it, pass it on if a person says so; reference and what was done.

    `to` are the other council's name and how to reach it, where the configuration does not say.
    """
    service_named(house, service)
    with taken(house, reader, incoming_id, by) as at_hand:
        policy = house.policy_for(service, at_hand.mail.mailbox)
        destination = _destination(at_hand.ledger, policy, service, to, forward=forward)
        known = replace(
            at_hand.known,
            proposal=replace(at_hand.known.proposal, kind="complaint", services=(service,)),
        )
        decision = Decision(Act.REGISTER, f"transferred by {by}", "new")
        at_hand.decide(decision, known, _quiet(at_hand, service))
        file = at_hand.case()
        told = transfers.transfer(
            at_hand.ledger, file, at_hand.read, destination, forward=forward, why=why
        )
        at_hand.ledger.flush()
        return file.case.reference, told


def transfer_case(
    house: House, reference: str, by: str, to: tuple[str, str], why: str, *, forward: bool
) -> str:
    """The same of a case that was registered here; what was done."""
    with case_at_hand(house, reference, by) as (ledger, file):
        if file.case.status is CaseStatus.CLOSED or file.stages[-1].answered_at is not None:
            raise CannotBeDone(f"{file.case.reference}: it has been answered, or is closed.")
        policy = stages.policy_of(house, file.case)
        destination = _destination(ledger, policy, file.case.service, to, forward=forward)
        return transfers.transfer(ledger, file, None, destination, forward=forward, why=why)


def _destination(
    ledger: Ledger, policy: Policy, service: str, to: tuple[str, str], *, forward: bool
) -> Destination:
    """Who deals with it; CannotBeDone where the policy keeps such matters here, or nobody can be told from it."""
    authority, contact = to
    lead = transfers.lead_of(ledger, service)
    if policy.services.shared != "lead_authority" and not authority:
        raise CannotBeDone(
            f"Under the policy {policy.title} a shared service's complaints are registered here.",
            do="Register it. If it is wholly another council's, say --to its name and --contact.",
        )
    if lead is None and not (authority and contact):
        raise CannotBeDone(
            f"The configuration names nobody who leads the service {service} elsewhere.",
            do=f"Name them as the service's role {transfers.LEAD_AUTHORITY}, or say --to and --contact.",
        )
    if forward and lead is None:
        raise CannotBeDone(
            "What a resident wrote goes only to an address of the configuration.",
            do=f"Name whoever takes it as the service's role {transfers.LEAD_AUTHORITY}, or leave out --forward.",
        )
    printed = contact or (lead.email if lead else "")
    return Destination(authority or (lead.title or lead.name if lead else ""), printed, lead)
