"""What a person is shown of a message before they decide: its words, what the rules made of it, what the policy says.

Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mailroom.house import House
from mailroom.jobs import facts
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.doubts import settled_until
from mailroom.jobs.rereading import read_again
from mailroom.rules.disposition import Facts, Writer
from mailroom.rules.duties import DutyFacts, notes_for
from mailroom.rules.kinds import kind_to_speak_of
from mailroom.rules.officers import Command
from mailroom.rules.policy import Policy, covers
from mailroom.rules.policy_scope import Exclusion
from mailroom.rules.reading import Reading
from mailroom.rules.reasons import headed
from mailroom.rules.refusals import pointed_at, road
from mailroom.rules.triage import Because
from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from store import cases, inbox
from store.rows import NoSuchRow


@dataclass(frozen=True, slots=True)
class Look:
    """A message that waits, with what there is to know of it."""

    mail: inbox.Incoming
    read: Reading
    facts: Facts
    policy: Policy
    grounds: tuple[Exclusion, ...]
    notes: tuple[str, ...]
    theirs: tuple[cases.CaseFile, ...]
    # What an officer asks for in it; None where no officer wrote.
    command: Command | None = None


def look(house: House, reader: Reader, incoming_id: int) -> Look:
    """Read a message again and gather what a person needs for a decision; CannotBeDone where there is none such."""
    with house.record.read() as conn:
        try:
            mail = inbox.get(conn, incoming_id)
            raw = inbox.raw_of(conn, incoming_id)
        except NoSuchRow:
            raise CannotBeDone(f"There is no message {incoming_id}.") from None
    read = read_again(house, reader, incoming_id, raw, mail.received_at)
    with house.record.read() as conn:
        gathered = facts.gather(conn, house, read, mail.mailbox, mail.left_there)
        known = gathered.facts
        ids = [one.id for one in cases.cases_of(conn, [known.address])]
        files = cases.case_files(conn, ids)
    proposal = known.proposal
    service = proposal.services[0] if proposal.services else _of_their_cases(files)
    policy = house.policy_for(service or None, mail.mailbox)
    asked = DutyFacts(
        kind=kind_to_speak_of(policy, proposal),
        flags=frozenset((*proposal.flags, *_seen(house, known))),
        service=service,
        exclusion=proposal.exclusion,
        on=local_date(house.now()),
    )
    return Look(
        mail,
        read,
        known,
        policy,
        pointed_at(policy, (proposal.exclusion, *_of_a_colleague(known)), read.story),
        notes_for(policy, "queue", asked),
        tuple(files[one] for one in ids),
        gathered.command,
    )


def reasons(house: House, found: Look) -> Iterator[Because]:
    """The words that moved the proposal, each under a head that a person can read; none that any text bears."""
    names = {one.id: one.name for one in house.config.services}
    for one in dict.fromkeys(found.facts.proposal.because):
        if len(one.words) > 1:
            yield Because(headed(one.label, names), one.words)


def _of_their_cases(files: dict[int, cases.CaseFile]) -> str:
    """The service that all of somebody's cases are about: '' where they differ."""
    found = {one.case.service for one in files.values()}
    return found.pop() if len(found) == 1 else ""


def _seen(house: House, known: Facts) -> tuple[str, ...]:
    """What else the mail would be marked with: words of several services stand in it, or another council shares it."""
    proposal = known.proposal
    labels = {one.label for one in proposal.because}
    several = len(labels & {one.id for one in house.config.services}) > 1
    first = house.config.find_service(proposal.services[0]) if proposal.services else None
    shared = first is not None and first.is_shared
    return (*(("multi_service",) if several else ()), *(("shared_service",) if shared else ()))


def _of_a_colleague(known: Facts) -> tuple[str, ...]:
    """What a complaint may be that one of the council's own people sends, and answers no letter of ours."""
    ours = known.writer in (Writer.OFFICER, Writer.COORDINATOR)
    return ("staff_grievance",) if ours and known.match is None else ()


def hints(house: House, found: Look) -> Iterator[str]:
    """What else bears on the decision, a line each: restricted contact, a repair reported before."""
    if found.facts.restricted:
        yield f"Contact with the writer is restricted {found.facts.restricted}. What is new is registered as ever."
        yield from _appeal(house, found.policy)
    services = found.facts.proposal.services
    if "elected_member" in found.facts.proposal.flags:
        yield from _designated(house, found)
    yield from _settled_lately(house, found)
    rule = found.policy.disrepair
    if rule is None or not any(covers(rule.services, one) for one in services):
        return
    before = [one for one in found.theirs if covers(rule.services, one.case.service)]
    yield _repairs(found.policy, before)


def _appeal(house: House, policy: Policy) -> Iterator[str]:
    """Who hears an appeal against restricted contact (S004-97)."""
    role = policy.designation.appeal_role if policy.designation else None
    if role is not None:
        person, _ = house.config.holder("", role)
        office = role.replace("_", " ")
        yield f"An appeal against that goes to the {office}: {person.name}, {person.email}."


def _settled_lately(house: House, found: Look) -> Iterator[str]:
    services = found.facts.proposal.services
    settled = settled_until(found.policy, found.theirs, services, house.today())
    if settled is not None:
        reference, until = settled
        yield (
            f"{reference} had its last answer: if this is the same matter and nothing is new, it is not looked at again"
            f" until {until:%-d %B %Y} (already_exhausted)."
        )


def _designated(house: House, found: Look) -> Iterator[str]:
    """What an elected member can do for a tenant under the policy today, where the law has it."""
    rule = found.policy.designated_person
    if rule is not None and rule.too_early and found.policy.designated_person_holds(house.today()):
        yield rule.too_early


def _repairs(policy: Policy, before: list[cases.CaseFile]) -> str:
    """Where a complaint about a home belongs, by what there is of the same person (S004-23, S004-25)."""
    if not before:
        return (
            "Repairs: nothing of this person about it was found. If it was never reported, it is a request for the"
            " service; if it was, a complaint at stage 1."
        )
    latest, reference = before[0].stages[-1], before[0].case.reference
    if before[0].case.kind != "complaint":
        return f"Repairs: {reference} was a request, so that this is a complaint at stage 1."
    if latest.answered_at is None:
        return f"Repairs: {reference} is open at stage {latest.number}: this belongs to it."
    if latest.number < policy.last_stage:
        return (
            f"Repairs: {reference} was answered at stage {latest.number}: this is its next stage."
        )
    return f"Repairs: {reference} has had its last answer: a legal claim is for the legal team now."


def where_to(one: Exclusion, service: str) -> str:
    """Where the resident would be sent, in the policy's words."""
    return " ".join(part for part in road(one, service) if part)


def local(at: datetime) -> str:
    """A day as a page shows it."""
    return f"{local_date(at):%-d %B %Y}"
