"""Carries out an officer's answer: who signs it, what goes to the resident, what is recorded, whether the case closes.

An answer is never held back because an outcome or a remedy is missing: it is sent, and they are asked for. It is
refused, with nothing changed, where the policy lets somebody else sign, or wants something done first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from letters import lexicon
from letters.bare import bared, remarks_in
from letters.envelope import Enclosure
from mailroom.acts import closing, duties, learning, letters, owners, pauses, remedies, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.officers_letters import (
    Matter,
    Outcome,
    Wrong,
    anew,
    done,
    is_coordinator,
    officer_of,
    to_resident,
)
from mailroom.config import Person
from mailroom.rules.officers import Command
from mailroom.rules.officers_lines import SPOKEN
from mailroom.rules.officers_roles import Signer, may_sign
from mailroom.rules.policy_stages import Stage as Rules
from mailroom.rules.workdays import local_date
from store import cases, diary
from store.states import CaseStatus

# The longest ending of a file's name that says what kind it is.
_ENDING = 5


@dataclass(frozen=True, slots=True)
class _Signature:
    """Who signs an answer, in which role, and for whom where that one is away."""

    person: Person
    role: str
    on_behalf_of: str = ""


def answer(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """Send an answer and record what came with it, or say why it cannot be sent."""
    first = [one.words for one in duties.barring(ledger, matter.file, "answering")]
    if first:
        return Wrong(f"this has to be done before the complaint is answered: {'; '.join(first)}")
    unfit = not_for_residents(matter)
    if unfit:
        return Wrong(unfit)
    signed = _signature(ledger, matter, command)
    if isinstance(signed, Wrong):
        return signed
    _record(ledger, matter, command, signed)
    fresh = anew(ledger, matter)
    sent = _send(ledger, fresh, command, signed)
    _begin_duties(ledger, fresh)
    wanted = closing.wanted(ledger, fresh.file)
    waits = closing.close_if_ready(ledger, fresh.file)
    return done(sent, "" if waits else "closed the case", wanted=wanted)


def _rules(ledger: Ledger, matter: Matter) -> Rules | None:
    if matter.file.case.kind != "complaint":
        return None
    return stages.policy_of(ledger.house, matter.file.case).stage(matter.stage.number)


def _signature(ledger: Ledger, matter: Matter, command: Command) -> _Signature | Wrong:
    """Who signs: whom the mail names, else the officer; refused in words where the policy lets them not."""
    named = command.said.signed_by
    person = remedies.find_person(ledger, named) if named else officer_of(ledger, matter)
    if person is None:
        return Wrong(
            f"nobody in the council's directory is called {named}: write the name as it stands there"
        )
    rules = _rules(ledger, matter)
    role = owners.role_of(ledger.house.config, person.email, matter.file.case.service)
    if rules is None or matter.stage.decision == "refer_back":
        # Referred back, it is answered once more by those who answered before, in their own name.
        return _Signature(person, role)
    office = _office(ledger, matter, rules)
    signer = _signer(ledger, matter, person, office, in_absence=command.said.in_absence)
    why = may_sign(rules, signer, office.name if office else "whoever has that office")
    why = why or _not_independent(ledger, matter, person)
    if why:
        return Wrong(why)
    stands_in = office is not None and signer.in_absence and not signer.has_the_office
    return _Signature(person, role, office.name if office and stands_in else "")


def _title(rules: Rules | None, signed: _Signature) -> str:
    """As what somebody signs: as the policy has it towards an Ombudsman, or for whoever has no title of their own."""
    theirs = signed.person.title
    if rules is None or not rules.signatory_title or signed.role != rules.signatory_role:
        return theirs
    return rules.signatory_title if rules.external or not theirs else theirs


def _office(ledger: Ledger, matter: Matter, rules: Rules) -> Person | None:
    """Who should sign at a stage by the configuration; None where it names nobody."""
    if rules.signatory_role is None:
        return None
    if rules.signatory_role == "owner":
        return Person(name=matter.stage.owner_name, email=matter.stage.owner_email)
    try:
        return ledger.house.config.office(matter.file.case.service, rules.signatory_role)[0]
    except KeyError:
        return None


def _signer(
    ledger: Ledger, matter: Matter, person: Person, office: Person | None, *, in_absence: bool
) -> Signer:
    entry = ledger.house.config.directory.get(person.email)
    return Signer(
        name=person.name,
        roles=frozenset(one.role for one in entry.roles) if entry else frozenset(),
        # Where nobody has the office, nobody can be kept from signing for want of it.
        has_the_office=office is None or office.email == person.email,
        in_absence=in_absence,
        owns_it=person.email in (matter.stage.owner_email, matter.stage.accountable_email),
    )


def _not_independent(ledger: Ledger, matter: Matter, signer: Person) -> str:
    """Why whoever signs, or whoever wrote, may not answer at this stage; a coordinator only passes it on."""
    policy = stages.policy_of(ledger.house, matter.file.case)
    people = [signer]
    if not is_coordinator(ledger, matter):
        people.append(officer_of(ledger, matter))
    for person in people:
        why = owners.objection(ledger, policy, matter.file, matter.stage, person)
        if why:
            return f"{why}: a coordinator gives the stage to somebody else"
    return ""


def _record(ledger: Ledger, matter: Matter, command: Command, signed: _Signature) -> None:
    """The stage is answered; what the officer's lines say stands on record. The clock stops at the mail's receipt."""
    stage, said = matter.stage, command.said
    # What is added to a common report, for one person alone, moves neither its day nor its outcome.
    answered_at = stage.answered_at or matter.reading.received_at
    stages.change(
        ledger,
        stage,
        answered_at=answered_at,
        outcome=command.outcome or stage.outcome,
        signatory_name=signed.person.name,
        signatory_role=signed.role,
        channel=said.channel or "written",
    )
    diary.meet_deadline(ledger.conn, stage.id, "response", answered_at)
    # The answer says that it came, and what we understood: nobody acknowledges it after that.
    duties.finish_all(ledger, matter.file, duties.FORMAL, "the stage has been answered", stage)
    pauses.end(ledger, stage, local_date(answered_at))
    columns = {"complexity": said.complexity} if said.complexity else {}
    cases.change_case(ledger.conn, matter.file.case.id, status=CaseStatus.ANSWERED, **columns)
    if said.channel in SPOKEN:
        note_contact(ledger, matter, said.channel)
    if lexicon.APOLOGY.search(command.text):
        ledger.note(closing.APOLOGISED, case_id=matter.file.case.id)
    remedies.promise(ledger, matter.file, stage, said.promises)
    learning.keep_lessons(ledger, matter, said.lessons)
    _keep_form(ledger, matter)


def note_contact(ledger: Ledger, matter: Matter, channel: str) -> None:
    """The resident was spoken to; what was said is in the officer's own mail."""
    ledger.note(
        f"{closing.CONTACT}{channel}",
        f"noted by {matter.sender}",
        case_id=matter.file.case.id,
        incoming_id=matter.reading.incoming_id,
    )


def _keep_form(ledger: Ledger, matter: Matter) -> None:
    """A learning form that came with the answer is kept, if it answers every question; else it is owed."""
    policy = stages.policy_of(ledger.house, matter.file.case)
    wanted = matter.file.case.kind == "complaint" and learning.wanted_at(
        policy, matter.stage.number
    )
    if learning.form_in(matter.reading) is not None:
        answers = learning.answers_in(policy, matter.reading, "")
        if not learning.unanswered(policy, answers):
            learning.keep_form(ledger, matter, answers)
            return
    if wanted:
        learning.owe_form(ledger, matter.file, matter.stage)


def _send(ledger: Ledger, matter: Matter, command: Command, signed: _Signature) -> str:
    """The answer goes to the resident, a copy to the coordinators; what was done in words."""
    said = command.said
    response: dict[str, object] = {
        "text": command.text,
        "officer_name": signed.person.name,
        "officer_title": _title(_rules(ledger, matter), signed),
        "on_behalf_of": signed.on_behalf_of or None,
        "outcome": command.outcome or None,
        **remedies.as_letter(said.promises),
        **learning.as_letter(ledger, matter.file, matter.stage, said.learning),
    }
    enclosures = for_resident(matter, command.text)
    rules = _rules(ledger, matter)
    to_ombudsman = rules is not None and _is_for_the_ombudsman(rules)
    spoken = said.channel in SPOKEN
    copied = "the file only" if to_ombudsman or spoken else _to_whom(matter)
    _copy_to_coordinators(ledger, matter, {**response, "copy_of": copied}, enclosures)
    if to_ombudsman:
        return "kept your answer and gave it to the coordinators, who send it to the Ombudsman; the clock has stopped"
    if spoken:
        return _confirm(ledger, matter, response, said.channel)
    extra: dict[str, object] = {"response": response}
    sent_to = to_resident(ledger, matter, "response", extra, enclosures=enclosures)
    if not sent_to:
        return "kept your answer on the file; there is no address to send it to"
    gone = sent_with(matter, enclosures)
    return f"sent your answer{gone} to {sent_to}; the clock of this stage has stopped"


def _is_for_the_ombudsman(rules: Rules) -> bool:
    """What answers an Ombudsman is no answer to the resident, unless the policy says so."""
    return rules.response.recipient == "ombudsman" if rules.response else rules.external


def _confirm(ledger: Ledger, matter: Matter, response: dict[str, object], channel: str) -> str:
    """A spoken answer is noted; where the policy wants the resident told what they can do next, a letter says it."""
    noted = "noted what you told the resident; the clock of this stage has stopped"
    if "right_told" not in stages.policy_of(ledger.house, matter.file.case).closure.needs:
        return noted
    spoken = {**response, "text": "", "spoken": {"how": channel}}
    sent_to = to_resident(ledger, matter, "response", {"response": spoken})
    told = f", and a short letter to {sent_to} says what they can do if they are not satisfied"
    return noted + (told if sent_to else "")


def for_resident(matter: Matter, text: str) -> tuple[Enclosure, ...]:
    """What goes with an officer's words: their documents without their properties, and never a learning form.

    A file is called by its own name where the words name it; else that may say what was meant for colleagues.
    """
    papers = _papers(matter)
    named = [
        (_named(matter, at, one.filename, text, len(papers)), one)
        for at, one in enumerate(papers, 1)
    ]
    return tuple(replace(one, filename=name, content=bared(one.content)) for name, one in named)


def _named(matter: Matter, at: int, filename: str, text: str, count: int) -> str:
    stem, dot, ending = filename.rpartition(".")
    stem = stem or ending
    if stem.casefold() in text.casefold():
        return filename
    number = f" {at}" if count > 1 else ""
    kept = f".{ending}" if dot and ending.isalnum() and len(ending) <= _ENDING else ""
    return f"{matter.file.case.reference} enclosure{number}{kept}"


def _papers(matter: Matter) -> tuple[Enclosure, ...]:
    forms = {one.attachment.filename for one in matter.reading.enclosed if learning.is_form(one)}
    found = letters.enclosures_for_resident(matter.reading)
    return tuple(one for one in found if one.filename not in forms)


def not_for_residents(matter: Matter) -> str:
    """Why a document cannot go to a resident as it is: remarks in its margin, changes tracked; '' where all can."""
    for one in _papers(matter):
        found = remarks_in(one.content)
        if found:
            return (
                f"“{one.filename}” holds {found}, which the resident would see: take them out, or save it as a"
                " PDF without them, and send it again"
            )
    return ""


def sent_with(matter: Matter, gone: Sequence[Enclosure]) -> str:
    """What went with an officer's words, under which names, and what stayed behind, so that they can put it right."""
    names = [one.filename for one in _papers(matter)]
    left = [one.filename for one in letters.enclosures(matter.reading) if one.filename not in names]
    pairs = [(old, new.filename) for old, new in zip(names, gone, strict=True)]
    told = [old if old == new else f"{old} (called “{new}”)" for old, new in pairs]
    words = f" with {', '.join(told)}" if told else ""
    return words + (f" (without {', '.join(left)})" if left else "")


def _to_whom(matter: Matter) -> str:
    resident = letters.complainant(matter.file)
    return resident.reached_at if resident else "nobody: there is no address"


def _copy_to_coordinators(
    ledger: Ledger, matter: Matter, response: dict[str, object], enclosures: tuple[Enclosure, ...]
) -> None:
    """The coordinators see each answer as it went out, and to whom."""
    for copy in letters.coordinators(ledger):
        order = Order(
            "response_copy",
            copy,
            f"response:copy:{matter.stage.id}:{matter.reading.incoming_id}:{copy.email}",
            matter.file,
            matter.stage,
            matter.reading.incoming_id,
            extra={"response": response},
            worded_as="response",
        )
        letters.write(ledger, replace(order, enclosures=enclosures, by_a_person=True))


def _begin_duties(ledger: Ledger, matter: Matter) -> None:
    """What the policy asks of people once a stage is answered, and of this outcome."""
    outcome = matter.stage.outcome or ""
    reading = matter.reading
    duties.begin(ledger, "answered", matter.file, matter.stage, reading=reading, outcome=outcome)
    if outcome:
        duties.begin(ledger, "outcome", matter.file, matter.stage, reading=reading, outcome=outcome)
