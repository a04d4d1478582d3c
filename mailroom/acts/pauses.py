"""A question to the resident, and the clock that stands still until it is answered.

The clock stands still only where the policy lets it, and only while a question to the complainant is open (A004-07).
"""

from __future__ import annotations

from datetime import date

from mailroom.acts import duties, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.officers_letters import Matter, is_coordinator
from mailroom.rules.policy_stages import Pause
from mailroom.rules.workdays import local_date
from store import cases, diary, outbox

# The coordinator's duty to confirm that a clock stands still.
CONFIRM = "confirm_pause"
# So many cases are held in memory at once.
BATCH = 200


def stands_still(stage: cases.Stage) -> bool:
    """Whether a stage's clock stands still now."""
    return any(one.to_on is None for one in stage.pauses)


def may_begin(ledger: Ledger, matter: Matter) -> bool:
    """Whether the policy lets whoever asks have the clock stand still at this stage."""
    rule = _rule(ledger, matter.file, matter.stage)
    if rule is None or not rule.allowed:
        return False
    return rule.asked_by in ("owner", matter.stage.owner_role) or is_coordinator(ledger, matter)


def _rule(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> Pause | None:
    rules = stages.policy_of(ledger.house, file.case).stage(stage.number)
    return rules.pause if rules and file.case.kind == "complaint" else None


def begin(ledger: Ledger, matter: Matter, question: str) -> None:
    """The clock stands still from the day of the question; whoever the policy names confirms it."""
    today = local_date(ledger.at)
    case, stage = matter.file.case, matter.stage
    diary.add_pause(ledger.conn, stage.id, today, question)
    ledger.note("clock stands still", "the resident was asked", case_id=case.id)
    stages.refresh(ledger, case.id, stage.id)
    rule = _rule(ledger, matter.file, stage)
    if rule is None or is_coordinator(ledger, matter) or rule.confirmed_by == "owner":
        return
    person, role = ledger.house.config.holder(case.service, rule.confirmed_by)
    words = (
        f"Confirm that the time for the answer stands still until the resident replies. {stage.owner_name} has asked"
        f" them: “{' '.join(question.split()).rstrip('.')}”. If it should run on, speak with {stage.owner_name}"
    )
    duty = duties.own(
        ledger,
        CONFIRM,
        words,
        person,
        role,
        matter.file,
        stage,
        which=str(matter.reading.incoming_id),
    )
    duties.open_all(ledger, [duty], matter.file, stage)


def resume(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, on: date) -> bool:
    """The resident has answered: the clock runs again, and they are told the new date; whether it stood still."""
    if not diary.close_pause(ledger.conn, stage.id, on):
        return False
    ledger.note("clock runs again", f"answered on {on:%-d %B %Y}", case_id=file.case.id)
    duties.finish_all(ledger, file, CONFIRM, "the resident has replied")
    stages.refresh(ledger, file.case.id, stage.id)
    fresh = cases.get_case(ledger.conn, file.case.id)
    at = stages.find_stage(fresh, stage.id)
    resident = letters.complainant(fresh)
    if at is not None and resident is not None and at.answered_at is None:
        order = Order(
            "update_notice",
            resident,
            f"update_notice:resumed:{stage.id}:{on}",
            fresh,
            at,
            thread=letters.latest_thread(ledger, fresh, resident.email),
            extra={"update": {"resumed": True}},
        )
        letters.write(ledger, order)
    return True


def end(ledger: Ledger, stage: cases.Stage, on: date) -> None:
    """The stage is answered, or the case closed: nothing is waited for any longer, and nobody is told of a date."""
    diary.close_pause(ledger.conn, stage.id, on)


def remind_due(ledger: Ledger, today: date) -> int:
    """Remind residents of a question that has stood open so many days, once each; how many letters."""
    written = beyond = 0
    # Those reminded before stand among them still: batch after batch, or nobody behind them were ever reminded.
    while found := diary.open_pauses(ledger.conn, today, BATCH, beyond):
        files = cases.case_files(ledger.conn, [case_id for _, case_id, _ in found])
        for pause_id, case_id, stage_id in found:
            stage, beyond = stages.find_stage(files[case_id], stage_id), pause_id
            if stage is not None:
                written += _remind(ledger, files[case_id], stage, today)
    return written


def _remind(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, today: date) -> bool:
    rule = _rule(ledger, file, stage)
    resident = letters.complainant(file)
    open_now = [one for one in stage.pauses if one.to_on is None]
    if rule is None or rule.reminder is None or resident is None or not open_now:
        return False
    key = f"information_request:reminder:{open_now[-1].id}"
    ripe_on = ledger.house.calendar.after(open_now[-1].from_on, rule.reminder.count)
    if today < ripe_on or outbox.has_key(ledger.conn, key):
        return False
    question = {
        "text": open_now[-1].reason,
        "pauses": True,
        "reminder_of": open_now[-1].from_on,
    }
    order = Order(
        "information_request",
        resident,
        key,
        file,
        stage,
        thread=letters.latest_thread(ledger, file, resident.email),
        extra={"question": question},
    )
    letters.write(ledger, order)
    return True
