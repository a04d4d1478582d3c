"""Carries out what an officer's command does to the clock: a holding reply, an extension, a question asked."""

from __future__ import annotations

from mailroom.acts import duties, letters, pauses, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.officers_letters import (
    Matter,
    Outcome,
    Wrong,
    anew,
    done,
    officer_of,
    to_resident,
)
from mailroom.rules.officers import GOOD_REASON, Command
from mailroom.rules.workdays import local_date


def hold(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """A holding reply: the resident is told why and when; the date on record stays unless the policy extends it."""
    officer, stage, case = officer_of(ledger, matter), matter.stage, matter.file.case
    stages.change(ledger, stage, holding_at=ledger.at, looked_on=None)
    extends = stages.policy_of(ledger.house, case).extension(stage.number) is not None
    due = stages.dates_of(ledger.house, case, stage).respond_by
    if command.until and not extends:
        # A policy that knows no extension counts by the date its holding reply promised.
        promised = {"extended_to": command.until, "extended_on": local_date(ledger.at)}
        stages.change(ledger, stage, **promised)
        stages.refresh(ledger, case.id, stage.id)
    holding: dict[str, object] = {
        "text": command.text,
        "reason": command.text,
        "officer_name": officer.name,
        "officer_title": officer.title,
        "new_due": command.until,
    }
    sent_to = to_resident(ledger, matter, "holding", {"holding": holding})
    copied = _copy_to_coordinators(ledger, matter, {"holding": holding})
    later = command.until is not None and due is not None and command.until > due
    return done(
        f"sent your holding reply to {sent_to}"
        if sent_to
        else "kept your holding reply on the file",
        copied,
        # Only an extension moves the day that is counted.
        f"the answer still counts as due by {due:%-d %B %Y}: EXTEND TO moves that day"
        if extends and later
        else "",
    )


def _copy_to_coordinators(ledger: Ledger, matter: Matter, extra: dict[str, object]) -> str:
    """The coordinators have a copy where the policy says so of the stage's letters on progress (S000-72)."""
    case, stage = matter.file.case, matter.stage
    rules = stages.policy_of(ledger.house, case).stage(stage.number)
    if rules is None or not any(one.copy_to_coordinator for one in rules.progress):
        return ""
    for to in letters.coordinators(ledger):
        order = Order(
            "holding_copy",
            to,
            f"holding:copy:{stage.id}:{matter.reading.incoming_id}:{to.email}",
            matter.file,
            stage,
            matter.reading.incoming_id,
            extra=extra,
            by_a_person=True,
            worded_as="holding",
        )
        letters.write(ledger, order)
    return "gave the coordinators a copy"


def extend(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """A new date, the reason, and the resident told of both."""
    assert command.until is not None
    officer, stage, case = officer_of(ledger, matter), matter.stage, matter.file.case
    before = stages.dates_of(ledger.house, case, stage)
    stages.change(
        ledger,
        stage,
        extended_to=command.until,
        extended_on=local_date(ledger.at),
        extensions=stage.extensions + 1,
    )
    stages.refresh(ledger, case.id, stage.id)
    fresh = anew(ledger, matter)
    extension: dict[str, object] = {
        "reason": GOOD_REASON.sub("", command.text),
        "new_due": command.until,
        # A holding reply may have named another day since.
        "previous_due": (before.respond_by or before.projected_by)
        if stage.holding_at is None
        else command.until,
        "officer_name": officer.name,
        "officer_title": officer.title,
    }
    sent_to = to_resident(ledger, fresh, "extension", {"extension": extension})
    told = f" and told {sent_to}" if sent_to else ""
    duties.begin(ledger, "extended", fresh.file, fresh.stage, reading=matter.reading)
    return done(f"moved the date of the reply to {command.until:%-d %B %Y}{told}")


def ask(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """A question to the resident; where the policy lets it, the clock stands still until they reply."""
    if letters.complainant(matter.file) is None:
        return Wrong("there is no address to ask the resident at")
    officer = officer_of(ledger, matter)
    already = pauses.stands_still(matter.stage)
    pausing = already or pauses.may_begin(ledger, matter)
    if pausing and not already:
        pauses.begin(ledger, matter, command.text)
    fresh = anew(ledger, matter)
    question: dict[str, object] = {
        "text": command.text,
        "officer_name": officer.name,
        "officer_title": officer.title,
        "answer_by": command.until,
        "pauses": pausing,
    }
    sent_to = to_resident(ledger, fresh, "information_request", {"question": question})
    clock = (
        "the time for the answer stands still until they reply"
        if pausing
        else "the policy lets the clock run on meanwhile"
    )
    return done(f"sent your question to {sent_to}; {clock}")
