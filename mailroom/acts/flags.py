"""What a complaint turns out to be about once it is registered: the policy's duties and words of it hold from then."""

from __future__ import annotations

from collections.abc import Iterable

from mailroom.acts import duties, stages
from mailroom.acts.assignments import assign
from mailroom.acts.ledger import Ledger
from mailroom.rules.duties import notes_for
from mailroom.rules.workdays import local_date
from store import cases


def mark(ledger: Ledger, file: cases.CaseFile, named: Iterable[str]) -> tuple[str, ...]:
    """Mark a case, begin what the policy asks of people for it, and give its owner the complaint anew where they have
    more to know; gives the policy's words that an acknowledgement already written has not.
    """
    new = tuple(dict.fromkeys(one for one in named if one not in file.case.flags))
    if not new:
        return ()
    cases.change_case(ledger.conn, file.case.id, flags=(*file.case.flags, *new))
    fresh = cases.get_case(ledger.conn, file.case.id)
    stage = fresh.stages[-1]
    owed = duties.begin(ledger, "registered", fresh, fresh.stages[0])
    owed += duties.begin(ledger, "stage_opened", fresh, stage)
    open_still = stage.answered_at is None and stage.owner_email
    if open_still and _more_words(ledger, file, fresh, "assignment"):
        key = f"assignment:{fresh.case.id}:{stage.id}:{'-'.join(new)}"
        assign(ledger, fresh, stage, None, "assignment", key=key, duties=owed)
    acknowledged = fresh.stages[0].acknowledged_at is not None
    return _more_words(ledger, file, fresh, "acknowledgement") if acknowledged else ()


def _more_words(
    ledger: Ledger, before: cases.CaseFile, after: cases.CaseFile, letter: str
) -> tuple[str, ...]:
    """The policy's words for a letter that hold of a case now and did not before."""
    policy, today = stages.policy_of(ledger.house, after.case), local_date(ledger.at)
    had, has = (
        notes_for(policy, letter, stages.duty_facts(one.case, one.stages[-1], today))
        for one in (before, after)
    )
    return tuple(words for words in has if words not in had)
