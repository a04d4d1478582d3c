"""The step before the formal procedure: the service tries to settle it there and then, and has so many hours.

The clock of stage 1 runs from the original receipt all the same (S001-15, A001-06): where the try does not do, the
resident is told that the formal way begins, and nothing was lost but the hours.
"""

from __future__ import annotations

from datetime import datetime

from mailroom.acts import cases as opening
from mailroom.acts import duties, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date, same_time_after
from store import cases, diary
from store.states import CaseStatus

# A case bears it from the day the try failed, so that a policy's own words can stand in its letters.
TRIED = "informal_tried"
CLOSED_SO = "resolved informally"


def begin(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> cases.CaseFile:
    """Ask the service to settle it at once; it is told until when, and what follows if it cannot."""
    policy = stages.policy_of(ledger.house, file.case)
    until = _until(ledger, policy, reading.received_at)
    cases.change_case(ledger.conn, file.case.id, informal_until=until)
    fresh = cases.get_case(ledger.conn, file.case.id)
    stage = fresh.stages[-1]
    owner = Person(name=stage.owner_name, email=stage.owner_email)
    letters.write(
        ledger,
        Order(
            "informal_request",
            letters.officer(owner),
            f"informal_request:{file.case.id}",
            fresh,
            stage,
            reading.incoming_id,
            extra={"informal": {"until": until, "text": reading.summary}},
            enclosures=letters.enclosures(reading),
        ),
    )
    ledger.note(
        "informal", f"{stage.owner_name} has until {until.isoformat()}", case_id=file.case.id
    )
    duties.begin(ledger, "informal", fresh, stage, reading=reading)
    return fresh


def _until(ledger: Ledger, policy: Policy, received_at: datetime) -> datetime:
    """The same hour so many working days on (A001-05); with the first letter's own day where no time is set."""
    rule = policy.informal
    hours = rule.within.count if rule and rule.within else 24
    return same_time_after(max(received_at, ledger.at), hours, ledger.house.calendar)


def go_formal(ledger: Ledger, file: cases.CaseFile, why: str) -> cases.CaseFile:
    """The try did not do: the resident is told, the owner gets the complaint, the clock is the original one."""
    flags = tuple(dict.fromkeys((*file.case.flags, TRIED)))
    cases.change_case(ledger.conn, file.case.id, informal_until=None, flags=flags)
    stages.change(ledger, file.stages[-1], looked_on=None)
    fresh = cases.get_case(ledger.conn, file.case.id)
    ledger.note("formal procedure", why, case_id=file.case.id)
    opening.opening_letters(ledger, fresh, None)
    return fresh


def settle(ledger: Ledger, file: cases.CaseFile, words: str) -> None:
    """The service settled it: closed and counted by itself, and the resident told how to go on if it is not so."""
    stage = file.stages[-1]
    stages.change(ledger, stage, answered_at=ledger.at)
    diary.meet_deadline(ledger.conn, stage.id, "response", ledger.at)
    cases.change_case(
        ledger.conn,
        file.case.id,
        status=CaseStatus.CLOSED,
        closed_at=ledger.at,
        closing=CLOSED_SO,
        informal_until=None,
    )
    ledger.note("closed", f"{CLOSED_SO}: {words}", case_id=file.case.id)
    resident = letters.complainant(file)
    if resident is None:
        return
    closing = {"reason": CLOSED_SO, "text": words, "on": local_date(ledger.at)}
    thread = letters.latest_thread(ledger, file, resident.email)
    key = f"closure:{file.case.id}:{stage.id}"
    order = Order("closure", resident, key, file, stage, thread=thread, extra={"closing": closing})
    letters.write(ledger, order)


def go_on_after_lapse(ledger: Ledger, case_id: int) -> bool:
    """A try whose hours are over becomes formal; whether it has not been settled, or gone on, meanwhile."""
    if case_id not in diary.informal_over(ledger.conn, ledger.at):
        return False
    file = cases.get_case(ledger.conn, case_id)
    go_formal(ledger, file, "the time for settling it at once is over")
    return True
