"""What a person puts on record of an answer: outcome, remedies, learning; and what became of what was promised."""

from __future__ import annotations

from mailroom.acts import closing, duties, learning, remedies, stages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_case import case_at_hand
from mailroom.rules.officers_promises import read_promise
from store import cases
from store import learning as learning_record
from store import remedies as remedy_record
from store.learning import NewLearning
from store.remedies import Remedy
from store.rows import NoSuchRow
from store.states import CaseStatus


def record_outcome(
    house: House,
    reference: str,
    by: str,
    outcome: str,
    promised: tuple[str, ...],
    actions: tuple[str, ...],
    learnt: str,
) -> tuple[str, ...]:
    """What came of a stage that was answered; gives what the policy still wants before the case may be closed."""
    with case_at_hand(house, reference, by) as (ledger, file):
        stage = file.stages[-1]
        if stage.answered_at is None:
            raise CannotBeDone(
                f"{file.case.reference}: stage {stage.number} has not been answered yet."
            )
        stages.change(ledger, stage, outcome=outcome)
        ledger.note("outcome", outcome, case_id=file.case.id)
        said = [read_promise(one, is_action=False) for one in promised]
        said += [read_promise(one, is_action=True) for one in actions]
        remedies.promise(ledger, file, stage, said)
        if learnt:
            _keep(ledger, file, stage, {"learning": learnt})
        fresh = cases.get_case(ledger.conn, file.case.id)
        duties.begin(ledger, "outcome", fresh, fresh.stages[-1], outcome=outcome)
        return _close_or_say(ledger, file)


def record_learning(
    house: House, reference: str, by: str, answers: dict[str, str], *, is_form: bool
) -> tuple[str, ...]:
    """What was learnt, by the policy's questions; with `is_form` the whole form came back."""
    with case_at_hand(house, reference, by) as (ledger, file):
        policy, stage = stages.policy_of(house, file.case), file.stages[-1]
        known = {one.key: one.question for one in policy.learning.fields}
        unknown = [key for key in answers if known and key not in (*known, "learning")]
        if unknown:
            listed = "\n".join(f"  {key}: {question}" for key, question in known.items())
            raise CannotBeDone(
                f"The policy asks no question {', '.join(unknown)}.", do=f"It asks:\n{listed}"
            )
        if is_form:
            missing = learning.unanswered(policy, answers)
            if missing:
                raise CannotBeDone(f"The learning form says nothing on this: {'; '.join(missing)}.")
            _keep(ledger, file, stage, {**answers, learning.FORM: f"entered by {by}"})
            duties.finish_named(ledger, file, learning.OWED, by)
        else:
            _keep(ledger, file, stage, answers)
        return _close_or_say(ledger, file)


def _keep(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, answers: dict[str, str]
) -> None:
    new = NewLearning(file.case.id, stage.id, answers, ledger.at, ledger.by)
    learning_record.add_learning(ledger.conn, new)
    ledger.note("learning", ", ".join(answers), case_id=file.case.id)
    remedies.recommend(ledger, file, stage, answers.get(remedies.RECOMMENDED, ""))


def _close_or_say(ledger: Ledger, file: cases.CaseFile) -> tuple[str, ...]:
    """Close an answered case that has all it wants; else what it still wants."""
    fresh = cases.get_case(ledger.conn, file.case.id)
    if fresh.case.status is CaseStatus.ANSWERED:
        closing.close_if_ready(ledger, fresh)
    return closing.wanted(ledger, cases.get_case(ledger.conn, file.case.id))


def finish_remedy(house: House, reference: str, by: str, remedy_id: int) -> str:
    """What was promised is done; its words."""
    with case_at_hand(house, reference, by) as (ledger, file):
        one = _owed(ledger, file, remedy_id)
        remedies.finish(ledger, one, by)
        _close_or_say(ledger, file)
        return one.what


def drop_remedy(
    house: House, reference: str, by: str, remedy_id: int, why: str, instead: str
) -> str:
    """What was promised cannot be done; the address of whoever was told, '' where the policy wants nobody told."""
    with case_at_hand(house, reference, by) as (ledger, file):
        one = _owed(ledger, file, remedy_id)
        other = read_promise(instead, is_action=False) if instead else None
        return remedies.drop(ledger, one, by, why, other)


def _owed(ledger: Ledger, file: cases.CaseFile, remedy_id: int) -> Remedy:
    try:
        one = remedy_record.get_remedy(ledger.conn, remedy_id)
    except NoSuchRow:
        one = None
    if one is None or one.case_id != file.case.id:
        raise CannotBeDone(
            f"{file.case.reference}: nothing numbered {remedy_id} was promised in it.",
            do=f"To see what was: mailroom case show {file.case.reference}",
        )
    if one.done_at or one.dropped_at:
        raise CannotBeDone(f"{one.what}: it is done, or was dropped, already.")
    return one
