"""Remedies and actions promised to a resident: written down, reminded of until done, dropped only with a word to them.

They outlive the case: what was promised is owed though the complaint be closed. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mailroom.acts import duties, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.officers_promises import Promise, read_promise
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import Remedy as Kind
from mailroom.rules.workdays import local_date
from store import cases
from store import remedies as record
from store.remedies import NewRemedy, Remedy

# Looked at in one transaction of the diary.
BATCH = 200
# The kind of an entry that says nothing has to be put right (S001-35).
NONE = "none"
# The kind of one that nobody promised to the resident: it carries out what was recommended (S001-52).
RECOMMENDED = "recommendation"


def promise(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, promises: Iterable[Promise]
) -> list[Remedy]:
    """Write down what an answer promises; what needs no day is done with the letter that says it."""
    policy = stages.policy_of(ledger.house, file.case)
    new = [_new(ledger, policy, file, stage, one) for one in promises]
    kept = record.add_remedies(ledger.conn, new)
    for one in kept:
        kind = kind_of(policy, one.kind)
        if one.kind == NONE or (one.by_on is None and kind is not None and not kind.needs_date):
            record.finish_remedy(ledger.conn, one.id, ledger.at, ledger.by)
        ledger.note("remedy", _in_short(one), case_id=file.case.id)
    if any(one.kind != NONE for one in kept):
        duties.begin(ledger, "remedy_promised", file, stage)
    return kept


def recommend(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, words: str) -> list[Remedy]:
    """Keep each recommendation that names its day as something owed, with who carries it out, reminded of till done."""
    policy = stages.policy_of(ledger.house, file.case)
    said = [read_promise(line, is_action=True) for line in words.split("\n") if line.strip()]
    new = [_new(ledger, policy, file, stage, one) for one in said if one.by_on is not None]
    kept = record.add_remedies(ledger.conn, [replace(one, kind=RECOMMENDED) for one in new])
    for one in kept:
        ledger.note("remedy", _in_short(one), case_id=file.case.id)
    return kept


def _new(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage, said: Promise
) -> NewRemedy:
    kind = NONE if said.is_none else _find_kind(policy, said.what)
    owner = find_person(ledger, said.who) if said.who else None
    mine = Person(name=stage.owner_name, email=stage.owner_email) if stage.owner_email else None
    keeper = owner or mine
    return NewRemedy(
        case_id=file.case.id,
        what=said.what,
        promised_at=ledger.at,
        stage_id=stage.id,
        kind=kind,
        by_on=said.by_on,
        # Somebody outside the directory may do it; whoever answered is reminded of it.
        owner_name=owner.name if owner else said.who or (keeper.name if keeper else ""),
        owner_email=keeper.email if keeper else "",
        amount=said.amount,
        allowed_by=said.allowed_by,
    )


def find_person(ledger: Ledger, named: str) -> Person | None:
    """Somebody of the directory by address or by their whole name; None where nobody, or more than one, is meant."""
    wanted = " ".join(named.lower().split()).strip(" .,<>")
    directory = ledger.house.config.directory
    if wanted in directory:
        return directory[wanted].person
    # "Kit Roe, Head of Service": the name is what stands before a comma.
    name = wanted.partition(",")[0].strip()
    found = [one.person for one in directory.values() if one.person.name.lower() == name]
    return found[0] if len(found) == 1 else None


def kind_of(policy: Policy, code: str) -> Kind | None:
    """The kind of that code; None where the policy has none such."""
    return next((kind for kind in policy.remedies.kinds if kind.code == code), None)


def _find_kind(policy: Policy, what: str) -> str:
    """The kind that a promise names, by its code or its words; '' where it names none."""
    said = what.lower()
    named = [(word, kind.code) for kind in policy.remedies.kinds for word in _words_for(kind)]
    hits = [(len(word), code) for word, code in named if word in said]
    return max(hits)[1] if hits else ""


def _words_for(kind: Kind) -> tuple[str, ...]:
    words = kind.words.lower()
    bare = words.removeprefix("an ").removeprefix("a ").removeprefix("the ")
    return tuple(dict.fromkeys((kind.code.replace("_", " "), words, bare)))


def _in_short(one: Remedy) -> str:
    """By number, kind and day: the words are the remedy's own, which can be removed in time; the journal cannot."""
    by = f", by {one.by_on:%-d %B %Y}" if one.by_on else ""
    return f"{one.id}: {one.kind.replace('_', ' ') or 'action'}{by}"


def is_settled(policy: Policy, one: Remedy) -> bool:
    """Whether a remedy is done or dropped, or is of a kind that needs no day."""
    kind = kind_of(policy, one.kind)
    return bool(one.done_at or one.dropped_at) or (kind is not None and not kind.needs_date)


def unclear(policy: Policy, kept: Sequence[Remedy]) -> list[str]:
    """What is still wanted of remedies: of money how much, and who allowed it."""
    found = []
    for one in kept:
        kind = kind_of(policy, one.kind)
        if kind is not None and kind.needs_amount and not (one.amount and one.allowed_by):
            found.append(f"how much, and who allowed it: {one.what}")
    return found


def owed(ledger: Ledger, case_id: int) -> list[Remedy]:
    """What was promised in a case and is neither done nor dropped."""
    return [
        one
        for one in record.remedies_of(ledger.conn, case_id)
        if one.done_at is None and one.dropped_at is None
    ]


def finish(ledger: Ledger, one: Remedy, by: str) -> None:
    """What was promised is done."""
    record.finish_remedy(ledger.conn, one.id, ledger.at, by)
    ledger.note("remedy done", _in_short(one), case_id=one.case_id)


def drop(ledger: Ledger, one: Remedy, by: str, why: str, instead: Promise | None) -> str:
    """What was promised cannot be done: noted, what there is instead promised, and the resident told.

    Gives the resident's address; '' where the policy does not want them told, or nobody can be.
    """
    file = cases.get_case(ledger.conn, one.case_id)
    stage = stages.find_stage(file, one.stage_id) or file.stages[-1]
    record.drop_remedy(ledger.conn, one.id, ledger.at, by, why, instead.what if instead else "")
    ledger.note("remedy dropped", _in_short(one), case_id=one.case_id)
    if instead is not None:
        promise(ledger, file, stage, [instead])
    duties.begin(ledger, "remedy_dropped", file, stage)
    policy = stages.policy_of(ledger.house, file.case)
    resident = letters.complainant(file)
    told = policy.remedies.tell_when_dropped and one.kind != RECOMMENDED
    if resident is None or not told:
        return ""
    remedy = {
        "what": one.what,
        "by": one.by_on,
        "why": why,
        "instead": instead.what if instead else None,
        "instead_by": instead.by_on if instead else None,
    }
    order = Order(
        "remedy_dropped",
        resident,
        f"remedy_dropped:{one.id}",
        file,
        stage,
        thread=letters.latest_thread(ledger, file, resident.email),
        extra={"remedy": remedy},
    )
    letters.write(ledger, order)
    return resident.reached_at


def remind_due(ledger: Ledger, today: date) -> int:
    """Remind each owner before the day, and once more when it has gone by; how many letters. The daily word has
    what is late.
    """
    furthest = _furthest(ledger, today)
    due = record.remedies_to_remind(ledger.conn, furthest, BATCH, today=today)
    files = cases.case_files(ledger.conn, {one.case_id for one in due})
    written: list[int] = []
    for one in due:
        file = files[one.case_id]
        if one.by_on is not None and today >= _remind_on(ledger, file, one.by_on):
            _remind(ledger, file, one, today)
            written.append(one.id)
    record.remedy_reminded(ledger.conn, written, today)
    return len(written)


def _furthest(ledger: Ledger, today: date) -> date:
    """The latest day that any policy in use reminds of today."""
    spans = [one.remedies.remind for one in ledger.house.policies.values() if one.remedies.remind]
    most = max((span.count for span in spans), default=0)
    return ledger.house.calendar.after(today, most) if most else today


def _remind_on(ledger: Ledger, file: cases.CaseFile, by_on: date) -> date:
    before = stages.policy_of(ledger.house, file.case).remedies.remind
    return ledger.house.calendar.before(by_on, before.count) if before else by_on


def _remind(ledger: Ledger, file: cases.CaseFile, one: Remedy, today: date) -> None:
    stage = stages.find_stage(file, one.stage_id) or file.stages[-1]
    remedy = {
        "what": one.what,
        "by": one.by_on,
        "late": one.by_on is not None and one.by_on < today,
        "promised_on": local_date(one.promised_at),
        "owner_name": one.owner_name,
        "amount": one.amount,
        "recommended": one.kind == RECOMMENDED,
        # With a day by which they hear from us again, before any answer (S001-12).
        "agreed": stage.answered_at is None or one.promised_at < stage.answered_at,
    }
    known = ledger.house.config.directory.get(one.owner_email)
    reader = letters.officer(known.person) if known else None
    for to in [reader] if reader else letters.coordinators(ledger):
        key = f"remedy_reminder:{one.id}:{today}:{to.email}"
        letters.write(
            ledger, Order("remedy_reminder", to, key, file, stage, extra={"remedy": remedy})
        )


def as_letter(said: Iterable[Promise]) -> dict[str, object]:
    """Promises as the answer's letter shows them: remedies as they were named, actions with day and doer."""
    promises = [one for one in said if not one.is_none]
    remedies = [one.what for one in promises if not one.is_action and one.by_on is None]
    actions = [
        {"what": one.what, "by": one.by_on, "who": one.who or None}
        for one in promises
        if one.is_action or one.by_on is not None
    ]
    return {"remedies": remedies or None, "actions": actions or None}
