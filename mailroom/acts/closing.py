"""Closes a case: by itself once it has all that the policy asks for, by a person, or because it was withdrawn.

Refuses in words while something lacks. What was promised to the resident outlives the case.
"""

from __future__ import annotations

from mailroom.acts import additions, duties, learning, letters, pauses, remedies, stages, surveys
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.rules import closing as rules
from mailroom.rules.closing import ClosingFacts, Promised
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases, journal, outbox
from store import remedies as record
from store.states import Audience, CaseStatus

ANSWERED, WITHDRAWN = "answered", "withdrawn"
# That an answer said sorry; a remedy of this kind says so as well.
APOLOGISED, APOLOGY = "apologised", "apology"
# Entries of the journal that say how the resident was spoken to begin so.
CONTACT = "contact: "
# The coordinators' duty to close what is ready to be closed.
CLOSE = "close_case"
_TO_THE_COMPLAINANT = frozenset((Audience.RESIDENT, Audience.THIRD_PARTY))


def close_if_ready(ledger: Ledger, file: cases.CaseFile) -> str:
    """Close an answered case that has all the policy asks for; '' where it is closed, else what it waits for."""
    if file.case.status is CaseStatus.CLOSED:
        return ""
    policy = stages.policy_of(ledger.house, file.case)
    lacking = lacks(ledger, file)
    if lacking:
        return "; ".join(lacking)
    rule = policy.stage(file.stages[-1].number)
    if rule is not None and rule.external:
        return "it is with the Ombudsman"
    if policy.closure.by == "coordinator" and file.case.kind == "complaint":
        _ask_coordinator(ledger, file)
        return "a coordinator closes it"
    _close(ledger, file, ANSWERED)
    return ""


def lacks(ledger: Ledger, file: cases.CaseFile) -> tuple[str, ...]:
    """What a case lacks before it may be closed, in words; only complaints have conditions but the answer."""
    facts = facts_of(ledger, file)
    if file.case.kind != "complaint":
        return () if facts.answered else ("it has not been answered",)
    return rules.lacks(stages.policy_of(ledger.house, file.case), facts)


def wanted(ledger: Ledger, file: cases.CaseFile) -> tuple[str, ...]:
    """What the policy still wants recorded of an answer, whether or not it keeps the case open."""
    if file.case.kind != "complaint":
        return ()
    policy = stages.policy_of(ledger.house, file.case)
    kept = record.remedies_of(ledger.conn, file.case.id)
    said = rules.wanted(policy, facts_of(ledger, file))
    return tuple(dict.fromkeys((*said, *remedies.unclear(policy, kept))))


def facts_of(ledger: Ledger, file: cases.CaseFile) -> ClosingFacts:
    """What the record, and this transaction, know of a case's last stage."""
    stage = file.stages[-1]
    policy = stages.policy_of(ledger.house, file.case)
    learnt, returned = learning.learnt(ledger, file, stage)
    # Each stage's answer says anew what is done: what was promised before may not have been enough.
    promised = [
        one
        for one in record.remedies_of(ledger.conn, file.case.id)
        if one.dropped_at is None and one.stage_id in (None, stage.id)
    ]
    acts = _acts(ledger, file.case.id)
    return ClosingFacts(
        answered=stage.answered_at is not None,
        channel=stage.channel,
        told=_went(ledger, file, stage, "response", to_complainant=True),
        reachable=letters.complainant(file) is not None,
        noted=f"{CONTACT}{stage.channel}" in acts,
        copied=_went(ledger, file, stage, "response_copy", to_complainant=False),
        outcome=stage.outcome or "",
        promised=tuple(
            Promised(one.what, one.by_on is not None, remedies.is_settled(policy, one))
            for one in promised
            if one.kind not in (remedies.NONE, remedies.RECOMMENDED)
        ),
        nothing_to_put_right=any(one.kind == remedies.NONE for one in promised),
        contacted=any(act.startswith(CONTACT) for act in acts),
        learnt=learnt,
        form_returned=returned,
        form_wanted=learning.wanted_at(policy, stage.number),
        cause_wanted=learning.asked_at(policy, "cause", stage.number),
        apology_wanted=policy.remedies.apology_when_upheld,
        apologised=APOLOGISED in acts or any(one.kind == APOLOGY for one in promised),
        duties=tuple(one.words for one in duties.barring(ledger, file, "closing")),
    )


def _went(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, letter: str, *, to_complainant: bool
) -> bool:
    """Whether a letter of a stage was written, before or in this transaction."""
    mine = [one for one in ledger.letters if (one.letter, one.stage_id) == (letter, stage.id)]
    kept = outbox.roles_written(ledger.conn, file.case.id, stage.id, letter)
    roles = (*kept, *(one.role for one in mine))
    return any((role in _TO_THE_COMPLAINANT) is to_complainant for role in roles)


def _acts(ledger: Ledger, case_id: int) -> frozenset[str]:
    mine = (entry.act for entry in ledger.entries if entry.case_id == case_id)
    return frozenset((*mine, *journal.acts_of(ledger.conn, case_id)))


def _ask_coordinator(ledger: Ledger, file: cases.CaseFile) -> None:
    stage = file.stages[-1]
    person, role = ledger.house.config.holder(file.case.service, "coordinator")
    words = "The complaint has been answered, and has all that the policy asks for: close it by replying CLOSE"
    duties.open_all(
        ledger, [duties.own(ledger, CLOSE, words, person, role, file, stage)], file, stage
    )


def close(ledger: Ledger, file: cases.CaseFile, by: str, why: str = ANSWERED) -> str:
    """Close a case because a person says so; '' or, in words, why it cannot be closed so.

    `why` is 'answered', with all the policy's conditions, or another reason, as when it was withdrawn.
    """
    if file.case.status is CaseStatus.CLOSED:
        return "the case is closed already"
    lacking = lacks(ledger, file) if why == ANSWERED else ()
    if lacking:
        return f"the case cannot be closed yet: {'; '.join(lacking)}"
    duties.finish_named(ledger, file, CLOSE, by)
    _close(ledger, file, why)
    if why == WITHDRAWN:
        additions.forward(ledger, file, file.stages[-1], None, withdrawn=True)
        _tell_withdrawn(ledger, file, None)
    return ""


def _close(ledger: Ledger, file: cases.CaseFile, why: str) -> None:
    """The case is closed; who complained is asked how it was, if it was answered."""
    case, stage = file.case, file.stages[-1]
    cases.change_case(
        ledger.conn, case.id, status=CaseStatus.CLOSED, closed_at=ledger.at, closing=why
    )
    pauses.end(ledger, stage, local_date(ledger.at))
    ledger.note("closed", why, case_id=case.id)
    duties.lapse(ledger, file, "the case is closed")
    duties.begin(ledger, "closed", cases.get_case(ledger.conn, case.id), stage)
    if why == ANSWERED:
        surveys.send(ledger, file, stage)


def withdraw(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """The complainant wants no more of it: closed, the owner told, and the resident has it confirmed."""
    if file.case.status is CaseStatus.CLOSED:
        additions.add(ledger, file, reading)
        return
    ledger.note("added to the file", case_id=file.case.id, incoming_id=reading.incoming_id)
    _close(ledger, file, WITHDRAWN)
    additions.forward(ledger, file, file.stages[-1], reading, withdrawn=True)
    _tell_withdrawn(ledger, file, reading)


def _tell_withdrawn(ledger: Ledger, file: cases.CaseFile, reading: Reading | None) -> None:
    resident = letters.complainant(file)
    if resident is None:
        return
    closing = {"reason": WITHDRAWN, "text": "", "on": local_date(ledger.at)}
    order = Order(
        "closure",
        resident,
        f"closure:{file.case.id}:{ledger.at.isoformat()}",
        file,
        file.stages[-1],
        reading.incoming_id if reading else None,
        letters.latest_thread(ledger, file, resident.email),
        {"closing": closing},
    )
    letters.write(ledger, order)
