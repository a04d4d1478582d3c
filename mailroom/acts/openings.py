"""What the house itself has people do when a stage opens: an owner to be found, an acknowledgement in person, a part of
the answer to be sent, a clock that belongs to no stage.

A policy's own duties are `duties`'.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.acts import duties, holders, owners, stages
from mailroom.acts.ledger import Ledger
from mailroom.rules import duties as rules
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import add_months, local_date
from store import caselists, cases
from store.duties import Duty, NewDuty

COUNCILLOR = "councillor_acknowledgement"
# So many working days before the answer is due the parts of the other services have to be there.
_PARTS_BEFORE = 2


def owed(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading | None
) -> list[Duty]:
    """The duties of a stage that has just opened, the policy's among them; its owner is told by their letter."""
    policy = stages.policy_of(ledger.house, file.case)
    told = [stage.owner_email]
    new: list[NewDuty] = []
    if file.case.kind == "complaint":
        new += _owner_to_be_found(ledger, policy, file, stage)
        new += duties.formal_acknowledgement(ledger, policy, file, stage)
        new += _parts_of_others(ledger, policy, file, stage)
    new += _about_councillors(ledger, policy, file, stage)
    new += _many_about_a_policy(ledger, policy, file, stage)
    opened = duties.open_all(ledger, new, file, stage, told=told)
    return opened + duties.begin(ledger, "stage_opened", file, stage, reading=reading, told=told)


def _owner_to_be_found(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage
) -> list[NewDuty]:
    """Nobody is chosen silently who dealt with it before: a coordinator finds somebody, today."""
    before = tuple(one for one in file.stages if one.id != stage.id)
    chosen = owners.choose(ledger, policy, stage.number, file.case, before)
    if not chosen.why_not:
        return []
    words = (
        f"Find somebody to answer stage {stage.number} of this complaint: {chosen.why_not}."
        f" Then give it to them (mailroom case assign {file.case.reference})"
    )
    first, today = ledger.house.config.coordinators[0], local_date(ledger.at)
    return [
        duties.own(
            ledger,
            duties.CHOOSE,
            words,
            first,
            "coordinator",
            file,
            stage,
            due_on=today,
            bars="answering",
        )
    ]


def _parts_of_others(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage
) -> list[NewDuty]:
    """Each other service that the complaint concerns sends its part to whoever answers, unless the policy has words
    of its own for that.
    """
    if any(one.holder == "contributors" for one in policy.duties):
        return []
    dates = stages.dates_of(ledger.house, file.case, stage)
    due = dates.respond_by or dates.projected_by
    before = ledger.house.calendar.before(due, _PARTS_BEFORE) if due else None
    words = f"Part of this complaint is about your service. Send {stage.owner_name}, who answers, what you find"
    return [
        duties.own(
            ledger,
            "send_your_part",
            words,
            holder.person,
            holder.role,
            file,
            stage,
            due_on=before,
            which=holder.which,
        )
        for holder in holders.of(ledger, "contributors", file, stage, None)
    ]


def _about_councillors(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage
) -> list[NewDuty]:
    """A complaint about a councillor is acknowledged by whoever has charge of such, within the policy's days; the
    policy may have its own words for it.
    """
    rule = policy.councillor_complaints
    if rule is None or file.case.kind != "councillor_complaint":
        return []
    calendar = ledger.house.calendar
    due = rules.due_on(rule.acknowledgement, local_date(stage.received_at), calendar)
    assert due is not None  # the clause has a number
    ledger.deadlines.append((stage.id, "acknowledgement", due))
    if any(file.case.kind in one.kinds for one in policy.duties):
        return []
    person, role = ledger.house.config.holder(file.case.service, "monitoring_officer")
    words = "Acknowledge this complaint about a councillor"
    return [duties.own(ledger, COUNCILLOR, words, person, role, file, stage, due_on=due)]


def _many_about_a_policy(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage
) -> list[NewDuty]:
    """Many complaints about the policies of one service: somebody above looks at the policy, once a month at most."""
    rule = policy.policy_complaints
    if rule is None or file.case.kind != "policy_complaint":
        return []
    today = local_date(ledger.at)
    since = ledger.at - timedelta(days=(today - add_months(today, -rule.within.count)).days)
    count = caselists.count_of_kind(ledger.conn, file.case.kind, file.case.service, since)
    if count < rule.many:
        return []
    person, role = ledger.house.config.holder(file.case.service, rule.refer_to)
    words = (
        f"Look at the policy that this complaint is about, with members where that is right: it is one of {count} about"
        f" the policies of this service within {rule.within}"
    )
    new = duties.own(ledger, "look_at_the_policy", words, person, role, file, stage)
    return [replace(new, key=f"house:look_at_the_policy:{file.case.service}:{today:%Y-%m}")]
