"""The chapters of a pack before its papers: the cover, the complaint, the people, the stages with their days, what
was promised and owed; and everything that happened, in order. Looks only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from letters.bundle import Happening, Part, Words, paragraphs
from letters.words import in_words, letter_words, longdate, outcome_inside
from mailroom.acts import enquiries, stages
from mailroom.acts.enquiries import Enquiry
from mailroom.clock import LONDON
from mailroom.house import House
from mailroom.jobs.by_hand_page import Page
from mailroom.jobs.pack_lines import DOCUMENT, JOURNAL, LETTER, MAIL, Line, Linked
from mailroom.rules.due_words import answer_due_in_words
from mailroom.rules.workdays import local_date
from store.casefile import Party, Stage
from store.journal import Entry
from store.states import PartyRole

# Told by their mail, their letter, or of no use to whoever reads what happened.
_TOLD_ELSEWHERE = frozenset(
    ("letter", "decided", "looked at", "held", "sent", "pack made", "pack fetched")
)
_KINDS = {
    MAIL: ("mail", "mails"),
    LETTER: ("letter", "letters"),
    DOCUMENT: ("document", "documents"),
}


@dataclass(frozen=True, slots=True)
class About:
    """What a pack is of, and for whom it is made."""

    page: Page
    enquiry: Enquiry | None
    linked: tuple[Linked, ...]
    included: tuple[Page, ...]
    made_by: str


def day_of(at: datetime | None) -> str:
    """A day in words, where the council is."""
    return longdate(local_date(at)) if at else ""


def cover(house: House, about: About, lines: list[Line]) -> tuple[tuple[str, str], ...]:
    """Who and what, for the first page."""
    file, enquiry = about.page.file, about.enquiry
    case, at = file.case, house.now().astimezone(LONDON)
    people: dict[PartyRole, list[str]] = {}
    for one in file.parties:
        people.setdefault(one.role, []).append(one.name or one.email or "(no name)")
    officers = [_officer(one) for one in file.stages if one.owner_name]
    names = [_service(house, one) for one in case.services or (case.service,)]
    counted = Counter(one.kind for one in lines)
    holds = [f"{counted[kind]} {words[counted[kind] != 1]}" for kind, words in _KINDS.items()]
    return (
        ("Case", f"{case.reference}: {case.subject}" if case.subject else case.reference),
        ("Complainant", in_words(people.get(PartyRole.COMPLAINANT, []))),
        ("Written for them by", in_words(people.get(PartyRole.REPRESENTATIVE, []))),
        ("Member", in_words(people.get(PartyRole.MEMBER, []))),
        ("Services", in_words(names)),
        ("Officers", "; ".join(dict.fromkeys(officers))),
        ("Received", day_of(case.received_at)),
        ("Now", case.status.value.lower() + (f" ({case.closing})" if case.closing else "")),
        ("Policy", about.page.policy.title),
        ("Ombudsman", enquiry.name if enquiry else ""),
        ("Their reference", enquiry.reference if enquiry else ""),
        ("They asked on", longdate(enquiry.notified_on) if enquiry else ""),
        ("Answer due on", longdate(enquiry.by_on) if enquiry and enquiry.is_open else ""),
        ("Holds", f"{in_words(holds)}, the policy and the journal"),
        ("Made", f"{at:%H:%M on %A %-d %B %Y} by {about.made_by}"),
    )


def _officer(one: Stage) -> str:
    role = one.owner_role.replace("_", " ")
    return f"{one.owner_name} ({f'{role}, ' if role else ''}stage {one.number})"


def _service(house: House, service: str) -> str:
    found = house.config.find_service(service)
    return found.name if found else service


def not_here(
    about: About, lines: list[Line], why: Mapping[int, str], left: Mapping[int, str]
) -> Iterator[Part]:
    """What a reader must know that they do not see: withheld, dangerous, other cases."""
    withheld = [f"Doc {number}: {reason}" for number, reason in sorted(why.items())]
    if withheld:
        yield Part("Withheld", words=_items(withheld))
    if left:
        yield Part(
            "Not among the originals",
            words=_items(f"Doc {number}: {reason}" for number, reason in sorted(left.items())),
        )
    included = {one.file.case.reference for one in about.included}
    other = [_link(one, included) for one in about.linked]
    if other:
        yield Part("Other cases", words=_items(other))
    if any(one.internal for one in lines):
        yield Part("Internal", words=paragraphs(_INTERNAL))


_INTERNAL = (
    "What is marked internal was written within the council: by or to its own people. Names of other people stand"
    " here as they were written."
)


def _link(one: Linked, included: Iterable[str]) -> str:
    if not one.same_person:
        return f"{one.reference} ({one.how}): another person's case, and not in this pack"
    here = "in this pack" if one.reference in included else "not in this pack"
    return f"{one.reference} ({one.how}): {one.subject or 'no subject'}; {here}"


def chapters(house: House, page: Page) -> Iterator[Part]:
    """The complaint, the people, the stages and their days, what was promised and owed."""
    case, name = page.file.case, page.file.case.reference
    rows = (
        ("About", case.subject),
        ("Received", f"{day_of(case.received_at)}, by {case.channel or 'email'}"),
        ("Taken down by", case.assisted_by),
        ("Asks for", case.desired_outcome),
        ("For others to answer", case.not_ours),
        ("Category", case.category),
        ("Flags", in_words(letter_words(one) for one in case.flags)),
    )
    yield Part(f"{name}: the complaint", rows, paragraphs(case.summary or "(no words)"))
    yield Part(f"{name}: the people", tuple(_person(one) for one in page.file.parties))
    yield Part(f"{name}: the stages and their days", (), tuple(_stages(house, page)))
    if told := tuple(_came_of_it(page)):
        yield Part(f"{name}: promised, owed, refused, learnt", (), told)


def _person(one: Party) -> tuple[str, str]:
    consent = one.consent or {}
    said = (
        one.name,
        one.organisation,
        one.email,
        one.phone,
        one.address,
        "" if one.postcode and one.postcode in one.address else one.postcode,
        f"needs: {one.adjustments}" if one.adjustments else "",
        f"with permission since {consent['given_at'][:10]}" if consent.get("given_at") else "",
    )
    return one.role.value.capitalize(), ", ".join(part for part in said if part)


def _stages(house: House, page: Page) -> Iterator[Words]:
    policy, case = page.policy, page.file.case
    yield Words(f"{policy.title} (SHA-256 of its rules: {case.policy_digest})", "row", "Policy")
    for one in page.file.stages:
        rules = policy.stage(one.number)
        named = rules.name if rules and rules.name.lower() != f"stage {one.number}" else ""
        yield Words(f"Stage {one.number}{f': {named}' if named else ''}", "heading")
        dates = stages.dates_of(house, case, one)
        due = dates.respond_by or dates.projected_by
        why = answer_due_in_words(policy, stages.facts_of(case, one), house.calendar)
        outcome = outcome_inside(one.outcome) if one.outcome else ""
        told = {
            "Owner": f"{one.owner_name} ({one.owner_role.replace('_', ' ')})",
            "Accountable": one.accountable_name,
            "Asked for": day_of(one.received_at),
            "To be acknowledged by": longdate(dates.acknowledge_by),
            "Acknowledged": day_of(one.acknowledged_at),
            "Answer due": f"{longdate(due)}{f' ({why})' if why else ''}"
            if due
            else "no day is set",
            "Extended to": longdate(one.extended_to),
            "Answered": day_of(one.answered_at),
            "Signed by": one.signatory_name,
            "Outcome": outcome,
            "Decided": f"{one.decision.replace('_', ' ')}: {one.decision_why}"
            if one.decision
            else "",
            "The Ombudsman's reference": one.their_reference,
        }
        yield from (Words(words, "row", label) for label, words in told.items() if words)
        for pause in one.pauses:
            until = longdate(pause.to_on) if pause.to_on else "now"
            yield Words(
                f"from {longdate(pause.from_on)} to {until}: {pause.reason}", "row", "Stood still"
            )


def _came_of_it(page: Page) -> Iterator[Words]:
    for one in page.remedies:
        state = f"done on {day_of(one.done_at)}" if one.done_at else ""
        state = state or (f"dropped: {one.why}" if one.dropped_at else "")
        state = state or (f"by {longdate(one.by_on)}" if one.by_on else "no day set")
        yield Words(f"{one.what}; {one.owner_name or 'nobody'}; {state}", "row", "Promised")
    for duty in page.duties:
        done = f"done on {day_of(duty.done_at)}" if duty.done_at else "open"
        due = f", by {longdate(duty.due_on)}" if duty.due_on else ""
        yield Words(f"{duty.words} ({duty.holder_name}{due}; {done})", "row", "Owed")
    for refusal in page.refusals:
        said = f"{refusal.what}: {refusal.title}; {refusal.reason}; by {refusal.by} on {day_of(refusal.at)}"
        yield Words(said, "row", "Refused")
    for lesson in page.learning:
        said = "; ".join(f"{letter_words(key)}: {words}" for key, words in lesson.answers.items())
        yield Words(f"{said} ({lesson.by})", "row", "Learnt")


def _items(many: Iterable[str]) -> tuple[Words, ...]:
    return tuple(Words(one, "item") for one in many)


def happenings(
    council: str,
    lines: list[Line],
    why: Mapping[int, str],
    journals: Iterable[tuple[int, list[Entry]]],
) -> tuple[Happening, ...]:
    """Everything, the earliest first; of what is withheld only that it is."""
    told: list[tuple[datetime, Happening]] = []
    for one in lines:
        if one.kind in (MAIL, LETTER):
            what = f"{one.kind.capitalize()}, withheld" if one.number in why else one.title
            who = "" if one.number in why else council if one.kind == LETTER else one.who
            told.append((one.at, Happening(_when(one.at), what, who, one.number, one.internal)))
    places = {one.case_id: one.number for one in lines if one.kind == JOURNAL}
    for case_id, entries in journals:
        number = places.get(case_id, 0)
        if number in why:
            continue
        told += [
            (one.at, Happening(_when(one.at), _said(one), one.by, number))
            for one in entries
            if one.act not in _TOLD_ELSEWHERE
        ]
    return tuple(one for _, one in sorted(told, key=lambda each: each[0]))


def _when(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%-d %b %Y %H:%M}"


def _said(entry: Entry) -> str:
    act = entry.act.replace("_", " ")
    head = act[:1].upper() + act[1:]
    return f"{head}: {entry.why}" if entry.why else head


def urgent(house: House, enquiry: Enquiry | None) -> str:
    """The Ombudsman's day, at the head of the cover, while they wait."""
    waits = enquiry is not None and enquiry.is_open
    return enquiries.in_words(enquiry, house.today()) if enquiry and waits else ""
