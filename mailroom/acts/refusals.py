"""A complaint that the policy does not take up: refused by a person, explained to the resident, kept on the register.

The letter is written first; where the policy says so the case is closed only once it has gone. What is confidential
goes to nobody but whoever the policy names. An exception takes the matter up after all.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.acts import cases as opening
from mailroom.acts import duties, letters, stages, telling
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order, Thread
from mailroom.acts.telling import LETTER
from mailroom.rules.policy import Policy, covers
from mailroom.rules.policy_scope import Exclusion
from mailroom.rules.reading import Reading
from mailroom.rules.refusals import REFUSED, find_exclusion, is_about, is_legal_claim, road
from mailroom.rules.workdays import local_date
from store import cases
from store import refusals as record
from store.refusals import NewRefusal
from store.states import CaseStatus

# A case of which a part is refused bears this, so that a policy's own words can stand in its letters.
PARTLY = "partly_refused"
OMBUDSMAN = "the Ombudsman"


@dataclass(frozen=True, slots=True)
class Refusing:
    """A person's decision not to take a matter up, or a part of it."""

    exclusion: Exclusion
    # For the record; the resident reads the policy's reason, and `words` where somebody adds any.
    why: str
    evidence: str = ""
    words: str = ""
    # What of the complaint is looked into all the same, as the resident reads it; '' where nothing is.
    part: str = ""
    # How to reach whoever deals with it, in place of the policy's.
    contact: str = ""
    # The whole letter to the resident as a person edited it; '' where it goes as it is written.
    letter: str = ""


def objection(
    ledger: Ledger, policy: Policy, service: str, email: str, refusing: Refusing
) -> tuple[str, str]:
    """Why a matter cannot be refused so, and what to do, in words; ('', '') where it can."""
    one = refusing.exclusion
    if not is_about(one, service):
        named = ", ".join(one.services)
        return f"{one.code} holds only for these services: {named}.", ""
    if is_legal_claim(policy, one, service) and not _is_exhausted(ledger, policy, email):
        why = "A claim goes to the lawyers only once the last stage is answered: no such case of theirs was found."
        do = "Register it as a complaint, or put it on their case: mailroom queue attach N REFERENCE --as next-stage"
        return why, do
    if one.contact_role and not refusing.contact and not _contact(ledger, one, service, ""):
        office = one.contact_role.replace("_", " ")
        why = (
            f"The letter has to say how to reach the {office}, and the configuration names nobody."
        )
        return (
            why,
            f"Name them under [roles] as {one.contact_role}, or say --contact with this refusal.",
        )
    return "", ""


def _is_exhausted(ledger: Ledger, policy: Policy, email: str) -> bool:
    """Whether a case of the same person about their home has had the answer of the last stage."""
    named = policy.disrepair.services if policy.disrepair else ()
    theirs = [one for one in cases.cases_of(ledger.conn, [email]) if covers(named, one.service)]
    files = cases.case_files(ledger.conn, [one.id for one in theirs])
    return any(
        stage.number >= policy.last_stage and stage.answered_at is not None
        for file in files.values()
        for stage in file.stages
    )


def refuse(
    ledger: Ledger, file: cases.CaseFile, reading: Reading | None, refusing: Refusing
) -> cases.CaseFile:
    """Explain the refusal to the resident, tell those who deal with the matter, record who decided it and why."""
    one = refusing.exclusion
    if not refusing.part:
        # Of what is looked into all the same everything is owed as before.
        duties.lapse(ledger, file, f"refused: {one.title}")
    fresh = _marked(ledger, file, refusing)
    stage = fresh.stages[-1]
    if refusing.part and one.confidential:
        duties.pass_on(ledger, fresh, stage, ledger.house.config.coordinators[0])
    record.add_refusal(
        ledger.conn,
        NewRefusal(
            one.code,
            one.title,
            refusing.why,
            ledger.by,
            ledger.at,
            case_id=fresh.case.id,
            incoming_id=reading.incoming_id if reading else None,
            evidence=refusing.evidence,
            stage_number=stage.number,
        ),
    )
    ledger.note("refused", f"{one.code}: {refusing.why}", case_id=fresh.case.id)
    told = _tell_resident(ledger, fresh, stage, reading, refusing)
    _tell_inside(ledger, fresh, stage, reading, refusing)
    duties.begin(ledger, "refused", fresh, stage, reading=reading, exclusion=one.code)
    if refusing.part:
        opening.opening_letters(ledger, fresh, reading)
        return fresh
    if not told:
        telling.owe_telling(ledger, fresh, stage)
    elif not stages.policy_of(ledger.house, fresh.case).refusal.explain_first:
        telling.close(ledger, fresh)
    return cases.get_case(ledger.conn, fresh.case.id)


def _marked(ledger: Ledger, file: cases.CaseFile, refusing: Refusing) -> cases.CaseFile:
    """The case as it stands from now on: a coordinator's, where the service is not to have it or need not answer."""
    one, stage = refusing.exclusion, file.stages[-1]
    first = ledger.house.config.coordinators[0]
    flags = tuple(dict.fromkeys((*file.case.flags, *((PARTLY,) if refusing.part else ()))))
    closing = "" if refusing.part else REFUSED
    confidential = file.case.confidential or one.confidential
    cases.change_case(
        ledger.conn, file.case.id, flags=flags, closing=closing, confidential=confidential
    )
    if one.confidential or not refusing.part:
        stages.change(
            ledger,
            stage,
            owner_name=first.name,
            owner_email=first.email,
            owner_role="coordinator",
            accountable_name="",
            accountable_email="",
            looked_on=None,
        )
    if not refusing.part:
        # Nobody answers it, so that no clock runs; days that this act itself noted are not noted after all.
        ledger.deadlines[:] = [due for due in ledger.deadlines if due[0] != stage.id]
        stages.end(ledger, stage, ledger.at)
    return cases.get_case(ledger.conn, file.case.id)


def _tell_resident(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    refusing: Refusing,
) -> bool:
    """The letter with the reasons and the road; whether there is an address for it."""
    resident = letters.complainant(file)
    if resident is None:
        return False
    one, refusal = refusing.exclusion, stages.policy_of(ledger.house, file.case).refusal
    where, printed = road(one, file.case.service)
    signpost = {
        "refusal": True,
        "reason": one.reason,
        "where": where,
        "contact": refusing.contact or printed or _contact(ledger, one, file.case.service, printed),
        "passed_on": bool(one.tell_roles),
        "partial": refusing.part or None,
        "ombudsman_review": refusal.ombudsman_review,
        # Said where there is nowhere else to go: beside an address it would belie it.
        "otherwise": None if where else refusal.otherwise or None,
        "text": refusing.words or None,
    }
    thread = (
        opening.thread_of(reading)
        if reading
        else letters.latest_thread(ledger, file, resident.email)
    )
    # Sent ten times in an hour, a complaint is answered once.
    key = f"{LETTER}:{file.case.id}:{stage.id}:{local_date(ledger.at)}"
    incoming_id = reading.incoming_id if reading else None
    letters.write(
        ledger,
        Order(
            LETTER,
            resident,
            key,
            file,
            stage,
            incoming_id,
            thread,
            {"signpost": signpost},
            exclusion=one.code,
            edited=refusing.letter,
        ),
    )
    return True


def _contact(ledger: Ledger, one: Exclusion, service: str, printed: str) -> str:
    """Who deals with it, as a letter prints them; '' where the configuration names nobody."""
    if one.contact_role is None:
        return printed
    try:
        person = ledger.house.config.office(service, one.contact_role)[0]
    except KeyError:
        return printed
    return ", ".join(part for part in (person.name, person.title, person.email) if part)


def _tell_inside(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    refusing: Refusing,
) -> None:
    """Whoever deals with such matters has it, with all that came; of what is confidential nobody else hears."""
    config, done = ledger.house.config, set[str]()
    for role in refusing.exclusion.tell_roles:
        person = config.holder(file.case.service, role)[0]
        if person.email in done:
            continue
        done.add(person.email)
        letters.write(
            ledger, _notice(file, stage, reading, refusing, letters.officer(person), Thread())
        )


def _notice(
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    refusing: Refusing,
    to: Addressee,
    thread: Thread,
) -> Order:
    words = {
        "title": refusing.exclusion.title,
        "words": refusing.words or None,
        "partial": bool(refusing.part),
    }
    return Order(
        "refusal_notice",
        to,
        f"refusal_notice:{file.case.id}:{refusing.exclusion.code}:{to.email}",
        file,
        stage,
        reading.incoming_id if reading else None,
        thread,
        {"refusal": words},
        enclosures=letters.enclosures(reading) if reading else (),
        exclusion=refusing.exclusion.code,
    )


def tell_again(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """The same complaint again, which was refused before: the same letter, once a day at most (A003-09)."""
    policy = stages.policy_of(ledger.house, file.case)
    theirs = [one for one in record.refusals_of(ledger.conn, file.case.id) if one.what == "refused"]
    exclusion = find_exclusion(policy, theirs[-1].code) if theirs else None
    ledger.note("repeated", LETTER, case_id=file.case.id, incoming_id=reading.incoming_id)
    if exclusion is not None:
        _tell_resident(
            ledger, file, file.stages[-1], reading, Refusing(exclusion, theirs[-1].reason)
        )


def note_exception(
    ledger: Ledger, case_id: int, exclusion: Exclusion | None, why: str, allowed_by: str
) -> None:
    """A matter is taken up in spite of a ground to refuse it: who allowed it, and why."""
    code, title = (exclusion.code, exclusion.title) if exclusion else ("", OMBUDSMAN)
    record.add_refusal(
        ledger.conn,
        NewRefusal(
            code,
            title,
            why,
            ledger.by,
            ledger.at,
            case_id=case_id,
            what="exception",
            allowed_by=allowed_by,
        ),
    )
    ledger.note("exception", f"{code or title}: {why}, allowed by {allowed_by}", case_id=case_id)


def take_up(ledger: Ledger, file: cases.CaseFile) -> cases.CaseFile:
    """A refused matter is looked into after all: the stage begins with today, its owner and the resident are told."""
    last = file.stages[-1]
    policy = stages.policy_of(ledger.house, file.case)
    cases.change_case(ledger.conn, file.case.id, status=CaseStatus.OPEN, closed_at=None, closing="")
    before = tuple(one for one in file.stages if one.number < last.number)
    case = cases.get_case(ledger.conn, file.case.id).case
    opening.add_stage(ledger, case, policy, last.number, ledger.at, before)
    ledger.note(f"stage {last.number} opened", "taken up after all", case_id=case.id)
    fresh = cases.get_case(ledger.conn, case.id)
    opening.opening_letters(ledger, fresh, None)
    return fresh
