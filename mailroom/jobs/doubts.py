"""What of a mail has to be looked at before it is registered: grounds to refuse, a question it answers, an old answer.

Looks things up and decides nothing; what a doubt comes to is the rules' to say, and mostly a person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mailroom.house import House
from mailroom.jobs import clues
from mailroom.jobs.offered import find_offered
from mailroom.rules.decision import Facts, Writer
from mailroom.rules.kinds import wants_no_answer
from mailroom.rules.offers import is_offered
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.refusals import is_about, pointed_at, same_matter_until
from mailroom.rules.repairs import may_be_new
from mailroom.rules.triage import Proposal
from store import cases
from store.session import Connection


def with_doubts(
    facts: Facts,
    conn: Connection,
    house: House,
    reading: Reading,
    found: clues.Found,
    mailbox: str,
) -> Facts:
    """The facts with what the policy of the mail's own service wants looked at."""
    proposal = facts.proposal
    policy = house.policy_for(proposal.services[0] if proposal.services else None, mailbox or None)
    told = f"{reading.message.subject}\n{reading.words.form_kind}\n{reading.story}"
    return replace(
        facts,
        grounds=_grounds(policy, reading, proposal),
        settled=_settled(conn, policy, found, proposal, house.today()),
        may_be_new=not found.theirs and may_be_new(policy, proposal, told),
        to_be_asked=facts.case is None and is_offered(policy, proposal, told),
        offered=find_offered(conn, reading),
        wants_no_answer=wants_no_answer(policy, proposal, reading.story),
        led_by=_led_by(house, policy, proposal),
        from_within=facts.writer is Writer.RESIDENT and house.config.in_own_domain(facts.address),
    )


def _grounds(policy: Policy, reading: Reading, proposal: Proposal) -> tuple[str, ...]:
    """What of the policy's exclusions a complaint may be, by their titles; what to look at first is on its page."""
    if proposal.kind not in ("complaint", "other_process"):
        return ()
    service = proposal.services[0] if proposal.services else None
    found = pointed_at(policy, (proposal.exclusion,), reading.story)
    about = [one for one in found if service is None or is_about(one, service)]
    return tuple(one.title for one in about)


def _settled(
    conn: Connection, policy: Policy, found: clues.Found, proposal: Proposal, today: date
) -> str:
    if policy.duplicates.same_matter_months is None or not found.theirs:
        return ""
    files = cases.case_files(conn, [one.id for one in found.theirs])
    settled = settled_until(policy, files.values(), proposal.services, today)
    return settled[0] if settled else ""


def settled_until(
    policy: Policy, files: Iterable[cases.CaseFile], services: tuple[str, ...], today: date
) -> tuple[str, date] | None:
    """Somebody's case about one of the services that had its last answer so lately that the policy does not look at
    the same matter again: its reference, and until when; None where there is none (S004-35).
    """
    for file in files:
        stage = file.stages[-1]
        until = same_matter_until(policy, stage.answered_at)
        last = file.case.kind == "complaint" and stage.number >= policy.last_stage
        if last and until and file.case.service in services and today <= until:
            return file.case.reference, until
    return None


def _led_by(house: House, policy: Policy, proposal: Proposal) -> str:
    """The council that leads the service and, under the policy, deals with complaints about it; '' where that is us."""
    found = house.config.find_service(proposal.services[0]) if proposal.services else None
    lead = found.lead_authority if found else None
    if lead is None or policy.services.shared != "lead_authority":
        return ""
    return lead.title or lead.name
