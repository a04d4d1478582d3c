"""A stage's clock as the record keeps it: facts for the rules, dates for letters and reports.

The dates are the rules'; here they are only looked up and written down.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.rules.deadlines import PauseFacts, StageDates, StageFacts, stage_dates
from mailroom.rules.duties import DutyFacts
from mailroom.rules.policy import Policy
from store import cases, diary
from store.states import CaseStatus


def facts_of(case: cases.Case, stage: cases.Stage | cases.NewStage) -> StageFacts:
    """What the rules have to know of a stage, one that is only about to be opened too."""
    return StageFacts(
        # The policies' comment clock is no stage's: the rules call it stage 0.
        number=0 if case.kind == "comment" else stage.number,
        received_at=stage.received_at,
        acknowledged_at=stage.acknowledged_at,
        answered_at=stage.answered_at,
        extended_to=stage.extended_to,
        extensions=stage.extensions,
        extended_on=stage.extended_on,
        pauses=tuple(PauseFacts(pause.from_on, pause.to_on) for pause in stage.pauses),
        held_reply_at=stage.holding_at,
        kind=case.kind,
        reply_requested="reply_requested" in case.flags,
        # Whatever was decided, whom it concerns was told with the decision.
        notified=bool(stage.decision),
    )


def duty_facts(
    case: cases.Case,
    stage: cases.Stage | None,
    on: date,
    *,
    outcome: str = "",
    exclusion: str = "",
    flags: Iterable[str] = (),
) -> DutyFacts:
    """What the rules have to know of a case to say which duties, words and parts the policy has for it."""
    return DutyFacts(
        kind=case.kind,
        stage=stage.number if stage else 0,
        flags=frozenset((*case.flags, *flags, *_paused(stage))),
        service=case.service,
        outcome=outcome or (stage.outcome if stage else "") or "",
        exclusion=exclusion,
        on=on,
    )


def _paused(stage: cases.Stage | None) -> tuple[str, ...]:
    """That the clock stands still: what a question then has to say is more (S004-59)."""
    return ("paused",) if stage and any(one.to_on is None for one in stage.pauses) else ()


def policy_of(house: House, case: cases.Case) -> Policy:
    """The policy a case was opened under: it keeps it when the council edits or removes the file."""
    return house.kept_policy(case.policy, case.policy_digest)


def dates_of(house: House, case: cases.Case, stage: cases.Stage | cases.NewStage) -> StageDates:
    """When a stage has to be acknowledged and answered, by the case's own policy."""
    return stage_dates(policy_of(house, case), facts_of(case, stage), house.calendar)


def write_dates(ledger: Ledger, case: cases.Case, stage: cases.Stage) -> StageDates:
    """Note a stage's dates as deadlines."""
    dates = dates_of(ledger.house, case, stage)
    note_deadlines(ledger, stage.id, dates)
    return dates


def note_deadlines(ledger: Ledger, stage_id: int, dates: StageDates) -> None:
    """What a stage owes by when; the response's date is the literal one, or the projected one before it starts."""
    named = {
        "acknowledgement": dates.acknowledge_by,
        "response": dates.respond_by or dates.projected_by,
    }
    ledger.deadlines.extend((stage_id, name, on) for name, on in named.items() if on is not None)


def acknowledged(ledger: Ledger, case_id: int, stage_id: int, *, by_a_person: bool = False) -> None:
    """The acknowledgement went out: under some policies the response's days are counted from now.

    Where the policy wants one of a person's own besides, the automatic one does not do (A004-01).
    """
    file = cases.get_case(ledger.conn, case_id)
    stage = find_stage(file, stage_id)
    if stage is None or stage.acknowledged_at is not None:
        return
    if not by_a_person and owes_formal(policy_of(ledger.house, file.case), file.case, stage):
        return
    change(ledger, stage, acknowledged_at=ledger.at)
    diary.meet_deadline(ledger.conn, stage_id, "acknowledgement", ledger.at)
    refresh(ledger, case_id, stage_id)


def is_settled(file: cases.CaseFile) -> bool:
    """Whether a case is closed, or its last stage has its answer."""
    return file.case.status is CaseStatus.CLOSED or file.stages[-1].answered_at is not None


def owes_formal(policy: Policy, case: cases.Case, stage: cases.Stage) -> bool:
    """Whether a person's own acknowledgement of the stage is owed beside the automatic one."""
    rule = policy.acknowledgement(stage.number) if case.kind == "complaint" else None
    return rule is not None and rule.formal_also


def refresh(ledger: Ledger, case_id: int, stage_id: int) -> StageDates | None:
    """Reckon a stage's dates again after something changed, and have the diary look at it anew."""
    file = cases.get_case(ledger.conn, case_id)
    stage = find_stage(file, stage_id)
    if stage is None:
        return None
    dates = write_dates(ledger, file.case, stage)
    change(ledger, stage, respond_by=dates.respond_by or dates.projected_by, looked_on=None)
    return dates


def change(ledger: Ledger, stage: cases.Stage, **columns: object) -> None:
    """Change columns of a stage."""
    cases.change_stage(ledger.conn, stage.id, **columns)


def end(ledger: Ledger, stage: cases.Stage, at: datetime) -> None:
    """Nobody answers a stage any more: it owes nothing from then on."""
    change(ledger, stage, answered_at=at)
    for name in ("acknowledgement", "response"):
        diary.meet_deadline(ledger.conn, stage.id, name, at)


def find_stage(file: cases.CaseFile, stage_id: int | None) -> cases.Stage | None:
    """The stage of that id, or the latest where none is named; None where the case has no such stage."""
    if stage_id is None:
        return file.stages[-1] if file.stages else None
    return next((stage for stage in file.stages if stage.id == stage_id), None)
