"""A case as a page of lines: what `mailroom case show` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from textwrap import fill, indent, wrap

from mailroom.acts import stages
from mailroom.clock import LONDON
from mailroom.house import House
from mailroom.jobs.by_hand_page import Page
from store.casefile import CaseFile, Party, Stage
from store.restrictions import Restriction

WIDTH = 100
# As much of the complaint as one screen shows; the mail has it whole.
CHARACTERS = 1500
_OUTCOMES = {"partly": "partly upheld", "not": "not upheld"}


def day(on: date | datetime | None) -> str:
    """A day as a page shows it, where the council is."""
    if isinstance(on, datetime):
        on = on.astimezone(LONDON)
    return f"{on:%-d %b %Y}" if on else "no day"


def quoted(words: str) -> str:
    """What somebody wrote, behind a bar, in lines as wide as the page."""
    lines = [part for line in words.splitlines() for part in wrap(line, WIDTH - 4) or [""]]
    return indent("\n".join(lines), "  | ", lambda _: True)


def page_of(house: House, page: Page) -> Iterator[str]:
    """The whole page."""
    yield from _head(house, page)
    yield from _part("People", (_person(one) for one in page.file.parties))
    yield from _part(
        "Stages", (line for one in page.file.stages for line in _stage(house, page, one))
    )
    yield from _part("Owed", _duties(page))
    yield from _part("Promised", _remedies(page))
    yield from _part("Refusals and exceptions", _refusals(page))
    yield from _part("Learnt", _learning(page))
    yield from _part(
        "Mail",
        (
            f"{one.id:>6}  {day(one.received_at)}  {one.sender}  {one.subject[:60]}"
            for one in page.mails
        ),
    )
    yield from _part("Letters", _letters(page))
    yield from _part("Before it may be closed", (f"- {one}" for one in page.lacks))
    yield from _part(
        f"The policy ({page.policy.title}) says", (_wrapped(f"- {one}") for one in page.notes)
    )
    yield ""
    yield "What they wrote"
    yield quoted(page.file.case.summary[:CHARACTERS])


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A part of the page, where it has any lines."""
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"  {line}" for line in found)


def _wrapped(words: str, hang: int = 4) -> str:
    return fill(words, WIDTH, subsequent_indent=" " * hang)


def _head(house: House, page: Page) -> Iterator[str]:
    case = page.file.case
    confidential = "  CONFIDENTIAL" if case.confidential else ""
    state = case.status.value.lower() + (f" ({case.closing})" if case.closing else "")
    yield f"{case.reference}  {case.kind.replace('_', ' ')}, {state}{confidential}"
    yield f"  about     {', '.join(_service(house, one) for one in case.services) or 'no service'}: {case.subject}"
    yield f"  received  {day(case.received_at)} by {case.channel or 'email'}" + (
        f", taken down by {case.assisted_by}" if case.assisted_by else ""
    )
    told = {
        "flags": ", ".join(one.replace("_", " ") for one in case.flags),
        "sought": case.desired_outcome,
        "not ours": case.not_ours,
        "category": case.category,
        "how": case.complexity,
        "says": f"discriminated against: {case.characteristic}" if case.characteristic else "",
        "informal": f"the service has until {case.informal_until.astimezone(LONDON):%-d %b %Y %H:%M}"
        if case.informal_until
        else "",
        "updates": f"every {case.update_days} working days, as agreed" if case.update_days else "",
        "with": ", ".join(page.group),
        "grew of": page.parent,
        "led to": ", ".join(page.children),
    }
    yield from (f"  {name:<9} {words}" for name, words in told.items() if words)
    yield from _contacts(page)


def _service(house: House, service_id: str) -> str:
    found = house.config.find_service(service_id)
    return found.name if found else service_id


def _contacts(page: Page) -> Iterator[str]:
    """How often they wrote, as the policy has it looked at; nothing follows by itself."""
    rule = page.policy.designation
    if rule is not None and page.contacts >= rule.indicator:
        yield f"  contacts  {page.contacts} mails in the last 30 days: that is many, and no more than a sign"
    elif page.contacts:
        yield f"  contacts  {page.contacts} in the last 30 days"
    if page.restriction is not None:
        since, until = day(page.restriction.from_on), day(page.restriction.review_on)
        yield f"  RESTRICTED since {since}, to be looked at again by {until}"


def _said_on(written: str) -> str:
    """A day that the record keeps as text."""
    return day(date.fromisoformat(written[:10]))


def _person(one: Party) -> str:
    reach = ", ".join(part for part in (one.email, one.phone, one.address or one.postcode) if part)
    consent = one.consent or {}
    said = [
        f"with permission since {_said_on(consent['given_at'])} ({consent.get('how', '')})"
        if consent.get("given_at")
        else "",
        f"permission ended on {_said_on(consent['ended_at'])}"
        if consent.get("ended_at") and not consent.get("given_at")
        else "",
        f"asked for permission on {_said_on(consent['asked_at'])}"
        if set(consent) == {"asked_at"}
        else "",
        f"{consent['scope']}: {consent.get('kind', '')}, home in their district: {consent.get('home_in', '')}"
        if consent.get("scope")
        else "",
        f"came of it: {consent['outcome'].replace('_', ' ')}" if consent.get("outcome") else "",
        "letters go to them" if one.principal else "",
        f"needs: {one.adjustments}" if one.adjustments else "",
        "letters go by post" if one.by_post else "",
    ]
    words = "; ".join(part for part in said if part)
    return f"{one.role.value:<14} {one.name or '(no name)'}, {reach or 'no way to reach them'}" + (
        f"; {words}" if words else ""
    )


def _stage(house: House, page: Page, one: Stage) -> Iterator[str]:
    rules = page.policy.stage(one.number)
    dates = stages.dates_of(house, page.file.case, one)
    yield f"{one.number} {rules.name if rules else ''}: {one.owner_name} ({one.owner_role.replace('_', ' ')})"
    ack_by = dates.acknowledge_by if one.answered_at is None else None
    yield f"    asked for on {day(one.received_at)}, opened {day(one.opened_at)}" + (
        f", acknowledged {day(one.acknowledged_at)}"
        if one.acknowledged_at
        else f", to be acknowledged by {day(ack_by)}"
        if ack_by
        else ""
    )
    if one.answered_at:
        outcome = (
            f": {_OUTCOMES.get(one.outcome, one.outcome)}"
            if one.outcome
            else ", no outcome recorded"
        )
        by = f" by {one.signatory_name}" if one.signatory_name else ""
        yield f"    answered {day(one.answered_at)}{by}{'' if one.decision == 'decline' else outcome}"
    else:
        due = dates.respond_by or dates.projected_by
        late = ", LATE" if due and due < house.today() else ""
        sure = "" if dates.respond_by else " (reckoned; its days begin later)"
        yield (
            f"    answer due {day(due)}{sure}{late}" if due else "    no day is set for the answer"
        )
    if one.answered_at is None:
        yield from (f"    {words}" for words in page.away)
    if one.extended_to:
        times = {0: ", as a holding reply promised", 1: ""}
        yield f"    extended to {day(one.extended_to)}" + times.get(
            one.extensions, f" ({one.extensions} times)"
        )
    for pause in one.pauses:
        until = day(pause.to_on) if pause.to_on else "now"
        yield f"    stood still from {day(pause.from_on)} to {until}: {pause.reason[:60]}"
    if one.decision:
        decided = f"decided: {one.decision.replace('_', ' ')}: {one.decision_why}"
        yield fill(decided, WIDTH - 2, initial_indent="    ", subsequent_indent="      ")
    if one.accountable_name:
        yield f"    accountable: {one.accountable_name}"
    if one.their_reference:
        yield f"    their reference: {one.their_reference}"


def _duties(page: Page) -> Iterator[str]:
    for one in sorted(
        page.duties, key=lambda duty: (duty.done_at is not None, duty.due_on or date.max)
    ):
        if one.done_at:
            by = "the house" if one.done_by == "house" else one.done_by
            note = f" ({one.note})" if one.note else ""
            yield _wrapped(f"{one.id:>6}  done {day(one.done_at)} by {by}: {one.words}{note}", 10)
            continue
        bars = f"; bars {one.bars}" if one.bars != "nothing" else ""
        note = f"; to be noted: {one.wants_note}" if one.wants_note else ""
        due = f", by {day(one.due_on)}" if one.due_on else ""
        yield _wrapped(f"{one.id:>6}  {one.holder_name}{due}: {one.words}{bars}{note}", 10)


def _remedies(page: Page) -> Iterator[str]:
    for one in page.remedies:
        state = (
            f"done {day(one.done_at)}"
            if one.done_at
            else f"dropped: {one.why}"
            if one.dropped_at
            else f"by {day(one.by_on)}"
            if one.by_on
            else "no day set"
        )
        amount = f" {one.amount}" if one.amount not in one.what else ""
        paid = f",{amount} allowed by {one.allowed_by or 'nobody named'}" if one.amount else ""
        yield f"{one.id:>6}  {one.what}{paid}; {one.owner_name or 'nobody'}; {state}"


def _refusals(page: Page) -> Iterator[str]:
    for one in page.refusals:
        allowed = f", allowed by {one.allowed_by}" if one.allowed_by else ""
        shown = f" (shown by {one.evidence})" if one.evidence else ""
        yield f"{day(one.at)}  {one.what}: {one.title}{allowed}; {one.reason}{shown}; by {one.by}"


def _learning(page: Page) -> Iterator[str]:
    for one in page.learning:
        said = "; ".join(f"{key.replace('_', ' ')}: {words}" for key, words in one.answers.items())
        yield f"{day(one.returned_at)}  {one.by}: {said}"


def _letters(page: Page) -> Iterator[str]:
    for one in page.letters:
        failed = f": {one.last_reply[:60]}" if one.state.value == "REFUSED" else ""
        when, state = day(one.sent_at or one.written_at), one.state.value.lower()
        yield f"{one.id:>6}  {when}  {one.letter.replace('_', ' ')} to {one.recipient}, {state}{failed}"


def line_of(house: House, file: CaseFile) -> str:
    """A case in one line of a list."""
    case, stage = file.case, file.stages[-1]
    late = (
        " LATE"
        if stage.respond_by and stage.respond_by < house.today() and not stage.answered_at
        else ""
    )
    about = "(confidential)" if case.confidential else case.subject[:40]
    due = f"due {day(stage.respond_by)}{late}" if stage.respond_by else "no day set"
    rules = stages.policy_of(house, case).stage(stage.number)
    external = rules is not None and rules.external
    what = case.kind.replace("_", " ") if case.kind != "complaint" else f"stage {stage.number}"
    at = "Ombudsman" if external else what
    return f"{case.reference}  {due:<15}  {at:<11}  {stage.owner_name:<16}  {about}"


def restriction_lines(one: Restriction) -> Iterator[str]:
    """A restriction, or a request that was not granted, in the log."""
    state = (
        "not granted"
        if not one.granted
        else f"ended {day(one.ended_on)}"
        if one.ended_on
        else f"in force, to be reviewed by {day(one.review_on)}"
    )
    yield f"{one.id:>6}  {one.name or one.email} ({one.target}), from {day(one.from_on)}: {state}"
    deciders = ", ".join(f"{name} ({role})" for role, name in one.decided_by) or "nobody named"
    yield f"        asked for by {one.requested_by}; decided by {deciders}"
    yield f"        {one.reasons}"
    for seen in one.reviews:
        yield f"        reviewed {day(seen.reviewed_on)} by {seen.by}: {seen.outcome}; {seen.reason}"
