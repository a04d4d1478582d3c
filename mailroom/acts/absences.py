"""An owner's program says that they are away: it stands on the case, a coordinator hears of it once, and whoever stands
in for them is told.

Nobody is made the owner here: a coordinator gives the stage to somebody else where it has to be answered meanwhile.
"""

from __future__ import annotations

from mailroom.acts import letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from parsers.automatic import AutomaticKind
from store import cases

LETTER = "house_alert"
# What the journal calls it; the page of a case shows the last.
AWAY = "owner away"
_QUOTED = 600


def notice(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """An automatic reply came in on a case: where it is an out-of-office note of whoever owes an answer, tell of it."""
    stage = left_by(file, reading)
    if stage is None:
        return
    today = local_date(ledger.at)
    due = stage.respond_by
    when = (
        "is overdue" if due and due < today else f"is due on {due:%-d %B %Y}" if due else "is owed"
    )
    words = f"{stage.owner_name} has an out-of-office note; their answer {when}"
    ledger.note(AWAY, words, case_id=file.case.id, incoming_id=reading.incoming_id)
    _tell_coordinators(ledger, file, stage, reading, words)
    _tell_stand_in(ledger, file, stage, when)


def left_by(file: cases.CaseFile, reading: Reading) -> cases.Stage | None:
    """The stage whose owner says that they are away while they owe its answer; None where that is not said."""
    automatic, sender = reading.message.automatic, reading.message.sender
    # Outlook's own say "Automatic reply": from a colleague's mailbox the one is the other.
    kinds = (AutomaticKind.OUT_OF_OFFICE, AutomaticKind.AUTO_REPLY)
    if automatic is None or automatic.kind not in kinds or sender is None:
        return None
    return _owed_by(file, sender.email)


def _owed_by(file: cases.CaseFile, email: str) -> cases.Stage | None:
    """The stage that somebody still has to answer."""
    theirs = [one for one in file.stages if one.owner_email == email and one.answered_at is None]
    return theirs[-1] if theirs else None


def _tell_coordinators(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading, words: str
) -> None:
    said = reading.message.body.newest.strip()[:_QUOTED]
    acting = ledger.house.config.stand_in(stage.owner_email)
    told = f" {acting.name}, who stands in for them, has been told." if acting else ""
    alert: dict[str, object] = {
        "title": f"{stage.owner_name} is away",
        "words": f"{words}.{told}" + (f"\n\nTheir note says:\n{said}" if said else ""),
        "do": [
            "See whether they are back in time.",
            f"If not, give it to somebody else: mailroom case assign {file.case.reference} EMAIL",
        ],
    }
    for to in letters.coordinators(ledger):
        # Once for a stage: a program answers every letter that it gets.
        key = f"away:{stage.id}:{stage.owner_email}:{to.email}"
        letters.write(ledger, Order(LETTER, to, key, file, stage, extra={"alert": alert}))


def _tell_stand_in(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, when: str) -> None:
    acting = ledger.house.config.stand_in(stage.owner_email)
    if acting is None or acting.email == stage.owner_email or file.case.confidential:
        return
    alert: dict[str, object] = {
        "title": f"You stand in for {stage.owner_name}, who is away",
        "words": f"{stage.owner_name}'s mail is answered by an out-of-office note. An answer of theirs {when}.",
        "do": [
            "If you can say that they are back in time, you need do nothing.",
            "If not, ask a coordinator to give it to you.",
        ],
    }
    key = f"away:{stage.id}:{stage.owner_email}:{acting.email}"
    order = Order(LETTER, letters.officer(acting), key, file, stage, extra={"alert": alert})
    letters.write(ledger, order)
