"""The stages of a policy as a page tells them: who answers, by when, and what may stop the clock."""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.rules.policy_page_words import ANCHORS, listed, people, spoken, the
from mailroom.rules.policy_stages import Extension, Pause, Reminders, Response, Stage


def stage_words(stage: Stage) -> Iterator[str]:
    """Everything about one stage."""
    yield from _owner(stage)
    yield from _acknowledged(stage)
    if stage.response is None:
        yield "The policy sets no time for the answer."
    else:
        yield from _response(stage, stage.response)
    yield from _moved(stage)
    for notice in stage.notify:
        yield f"The {notice.who} is told within {notice.within} {ANCHORS[notice.anchor]}."
        yield f"  {notice.words}"
    if stage.reminders is not None:
        yield from reminder_words(stage.reminders)


def _owner(stage: Stage) -> Iterator[str]:
    sentence = f"Dealt with by the {stage.owner_title} (role: {spoken(stage.owner_role)}"
    if stage.owner_fallback_role:
        sentence += f", else {spoken(stage.owner_fallback_role)}"
    yield f"{sentence})."
    if stage.delegates:
        yield f"It may be passed to {people(stage.delegates, 'or')}."
    if stage.accountable_role:
        yield f"Whoever answers it, {the(stage.accountable_role)} stays accountable."
    if stage.independent:
        yield "It is never whoever dealt with the stage before."
    if stage.senior:
        yield "It is always somebody senior to whoever answered the stage before."
    if stage.staff_named_rank:
        rank = spoken(stage.staff_named_rank)
        yield f"A complaint about a member of staff is answered by a {rank} at least, and not by them."
    if not stage.coordinator_answers:
        yield "The coordinator asks and points the way, and does not answer."
    if stage.copied_roles:
        yield f"What the owner is told goes to {people(stage.copied_roles)} too."
    if stage.sends_case_file:
        yield "The owner is sent everything that came before."
    yield from _signed(stage)


def _signed(stage: Stage) -> Iterator[str]:
    title = stage.signatory_title or (
        f"the {spoken(stage.signatory_role)}" if stage.signatory_role else ""
    )
    absence = stage.signatory_absence_title or spoken(stage.signatory_absence_role or "")
    if title:
        yield f"Signed by: {title}{f'; in absence: {absence}' if absence else ''}."


def _acknowledged(stage: Stage) -> Iterator[str]:
    ack = stage.acknowledgement
    if ack is None:
        yield "It is not acknowledged."
        return
    if ack.within is None:
        yield "It is acknowledged at once; the policy sets no time for that."
    else:
        yield f"It is acknowledged within {ack.within} {ANCHORS[ack.anchor]}."
    if not ack.automatic:
        yield f"{the(ack.by_role).capitalize()} writes the acknowledgement; none goes by itself."
    if ack.formal_also:
        yield "The automatic acknowledgement does not do for that: a person's own is owed too."


def _response(stage: Stage, response: Response) -> Iterator[str]:
    to = "the Ombudsman" if response.recipient == "ombudsman" else "the complainant"
    yield f"It is answered to {to} within {response.within} {ANCHORS[response.anchor]}."
    if response.backstop:
        yield (
            "The owner is reminded by the date it would have if the acknowledgement went on its "
            "last day: a late one gives no more time."
        )
    if response.internal_target:
        yield "Inside the council the last working day on or before that date counts."
    if not stage.written:
        which = "" if stage.spoken_when == "always" else " of a straightforward matter"
        yield f"The answer{which} may be given by visit or telephone, with a note of it."
    if stage.copy_to_coordinator:
        yield "A copy of the answer goes to the coordinator."


def _moved(stage: Stage) -> Iterator[str]:
    if stage.extension is not None:
        yield from _extension(stage.extension)
    if stage.pause is not None:
        yield from _pause(stage.pause)
    for rule in stage.progress:
        when = f"{rule.after} {ANCHORS[rule.anchor]}" if rule.after else "the day it is due"
        duty = "is owed" if rule.owed else "is prompted"
        by = "" if rule.writer_role == "owner" else f" by {the(rule.writer_role)}"
        copy = ", with a copy to the coordinator" if rule.copy_to_coordinator else ""
        call = "; a call or a visit with a note does too" if rule.any_channel else ""
        yield f"If there is no answer by {when}, a {rule.name} {duty}{by}{copy}{call}."


def _extension(extension: Extension) -> Iterator[str]:
    often = {None: "as often as there is a reason", 1: "once"}.get(
        extension.count, f"up to {extension.count} times"
    )
    beyond = (
        "never further" if extension.beyond == "never" else "further only with a recorded reason"
    )
    yield f"It may be extended {often}, by no more than {extension.max}, {beyond}."
    reason = ", who gives a reason" if extension.needs_reason else ""
    yield f"That is decided by {the(extension.granted_by)}{reason}."


def _pause(pause: Pause) -> Iterator[str]:
    if not pause.allowed:
        yield "The clock never stands still."
        return
    yield "The clock may stand still while the complainant is asked for information."
    reminder = f", and the complainant is reminded after {pause.reminder}" if pause.reminder else ""
    yield f"  {the(pause.asked_by).capitalize()} asks, {the(pause.confirmed_by)} confirms{reminder}."


def reminder_words(reminders: Reminders) -> Iterator[str]:
    """When the owner is reminded, and who hears that an answer is overdue."""
    days = [f"{term} before" for term in reminders.before]
    days += ["on the day"] if reminders.on_the_day else []
    if days:
        yield f"The owner is reminded {listed(days)}."
    if reminders.overdue_to:
        who = listed(f"the {role}" for role in reminders.overdue_to)
        hear = "hears" if len(reminders.overdue_to) == 1 else "hear"
        yield f"On the first working day after it, {who} {hear} that it is overdue."
    if reminders.copied_roles:
        yield f"Each reminder goes to {people(reminders.copied_roles)} too."
    if reminders.overdue_every:
        every = reminders.overdue_every
        yield f"The {reminders.overdue_every_to} hears so again every {every}."
