"""Whether a resident has been told of a refusal: by our letter, or by a person where no letter reaches them.

Where the policy says so a refused case is closed only then.
"""

from __future__ import annotations

from mailroom.acts import duties
from mailroom.acts.ledger import Ledger
from mailroom.rules.refusals import REFUSED
from mailroom.rules.workdays import local_date
from store import cases, outbox
from store import duties as record
from store.states import Audience, CaseStatus, OutgoingState

LETTER = "signpost"
# The duty to tell somebody whom no letter reaches; it keeps the case open.
TELL = "tell_refusal"


def owe_telling(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> None:
    """A coordinator tells somebody whom no letter reaches."""
    words = (
        "Tell the resident, whom our letter does not reach, why we cannot look into this and where they can go;"
        " then note how you told them"
    )
    first = ledger.house.config.coordinators[0]
    tomorrow = ledger.house.calendar.after(local_date(ledger.at), 1)
    duty = duties.own(
        ledger, TELL, words, first, "coordinator", file, stage, due_on=tomorrow, bars="closing"
    )
    duties.open_all(ledger, [duty], file, stage)


def close_if_told(ledger: Ledger, file: cases.CaseFile) -> str:
    """Close a refused case once the resident has been told why; '' where it is closed, else what it waits for."""
    if file.case.status is CaseStatus.CLOSED:
        return ""
    by_hand = [one for one in record.duties_of(ledger.conn, file.case.id) if one.name == TELL]
    if any(one.done_at is None for one in by_hand):
        return "nobody has told the resident yet why we cannot look into it"
    written = [one for one in outbox.letters_of(ledger.conn, file.case.id) if _explains(one)]
    gone = any(one.state is OutgoingState.SENT for one in written)
    if written and not gone and not by_hand:
        return "the letter that explains the refusal has not gone out yet"
    close(ledger, file)
    return ""


def explained(ledger: Ledger, case_id: int) -> None:
    """The letter with the reasons has gone out: a case that waited only for that is closed."""
    file = cases.get_case(ledger.conn, case_id)
    if file.case.closing == REFUSED:
        close_if_told(ledger, file)


def unreached(ledger: Ledger, case_id: int) -> None:
    """The letter with the reasons will never go out: a person tells them."""
    file = cases.get_case(ledger.conn, case_id)
    if file.case.closing == REFUSED and file.case.status is not CaseStatus.CLOSED:
        owe_telling(ledger, file, file.stages[-1])


def _explains(one: outbox.Outgoing) -> bool:
    return one.letter == LETTER and one.role in (Audience.RESIDENT, Audience.THIRD_PARTY)


def close(ledger: Ledger, file: cases.CaseFile) -> None:
    """A refused case is closed."""
    cases.change_case(ledger.conn, file.case.id, status=CaseStatus.CLOSED, closed_at=ledger.at)
    ledger.note("closed", REFUSED, case_id=file.case.id)
