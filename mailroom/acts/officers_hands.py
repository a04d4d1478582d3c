"""Carries out what an officer's command does to whose work a case is: taken, passed on, thought out of scope, flagged.

Nothing here goes to the resident.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.acts import answers, assignments, duties, letters, owners, pauses, remedies, stages
from mailroom.acts.enclosed import enclosed_in
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
)
from mailroom.config import Person
from mailroom.rules.officers import Command
from mailroom.rules.officers_roles import may_pass_on
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from parsers.message import read_message
from store import inbox, journal

# Duties that an officer's mail opens for others.
DECIDE_SCOPE, CONCERN = "decide_scope", "concern"
# Of the policy's duties the one whose note are the points of the complaint.
POINTS = "points"


def accept(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """The officer deals with it, and has listed its points where the policy asks for them."""
    finished = _finish_with_accepting(ledger, matter, command)
    points = len(command.said.points)
    noted = f"noted the {points} points of the complaint" if points > 1 else ""
    return done("noted that you deal with it", noted, *finished)


def _finish_with_accepting(ledger: Ledger, matter: Matter, command: Command) -> list[str]:
    """The duties that the policy says are done with the acceptance, and the one of the points where they are listed."""
    policy = stages.policy_of(ledger.house, matter.file.case)
    with_it = {one.name for one in policy.duties if one.done_with == "accept"}
    points = "\n".join(command.said.points)
    found = []
    for duty in duties.open_of(ledger, matter.file):
        is_points = duty.name == POINTS and bool(points)
        if is_points or (duty.name in with_it and duty.holder_email == matter.sender):
            note = points if is_points else command.text
            left = duties.finish(ledger, duty.id, matter.sender, note)
            if not left:
                found.append(f"marked as done: {duty.words}")
    return found


def note(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """A message for the file; a call, meeting or visit is noted as contact with the resident."""
    if command.contact:
        answers.note_contact(ledger, matter, command.contact)
        runs = _spoken_with(ledger, matter)
        return done(f"put your note on the file as contact by {command.contact}", runs)
    return replace(
        done("put your message on the file; nothing was sent to the resident"), kept=True
    )


def _spoken_with(ledger: Ledger, matter: Matter) -> str:
    """Spoken with, the resident is not waited for; under some policies a call does for a letter on progress."""
    case, stage = matter.file.case, matter.stage
    if stage.answered_at is not None:
        return "nothing was sent to the resident"
    rules = stages.policy_of(ledger.house, case).stage(stage.number)
    if rules is not None and any(one.any_channel for one in rules.progress):
        stages.change(ledger, stage, holding_at=ledger.at, looked_on=None)
    if pauses.resume(ledger, matter.file, stage, local_date(ledger.at)):
        return "the clock runs again, and the resident is told the new date"
    return "nothing was sent to the resident"


def pass_on(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """The stage goes to a colleague, who is told; whoever had it stays accountable where they delegated it."""
    to = _meant(ledger, matter, command.to)
    if isinstance(to, Wrong):
        return to
    case, stage = matter.file.case, matter.stage
    if to.email == stage.owner_email:
        return Wrong(f"{to.name} deals with it already")
    if owners.role_of(ledger.house.config, to.email, case.service) == owners.CONTRACTOR:
        return Wrong(
            f"{to.name} is a contractor: the council's own service answers, unless a coordinator has agreed otherwise"
            " and enters it"
        )
    config = ledger.house.config
    policy = stages.policy_of(ledger.house, case)
    here = {one.role for one in config.directory[to.email].roles if one.service == case.service}
    by_coordinator = is_coordinator(ledger, matter)
    rules = policy.stage(stage.number) if case.kind == "complaint" else None
    why = may_pass_on(rules, here, by_coordinator=by_coordinator)
    why = why or owners.objection(ledger, policy, matter.file, stage, to)
    if why:
        return Wrong(why)
    keeper = _keeper(ledger, matter, by_coordinator=by_coordinator)
    role = owners.role_of(config, to.email, case.service)
    assignments.hand_over(ledger, matter.file, stage, to, role, _opening(ledger, matter))
    if keeper is not None and keeper.email != to.email:
        kept = {"accountable_name": keeper.name, "accountable_email": keeper.email}
        stages.change(ledger, stage, **kept)
    _hand_on_words(ledger, matter, to, command.text)
    kept_by = f"; {keeper.name} stays accountable for it" if keeper else ""
    return done(f"passed it on to {to.name} <{to.email}>, who has been told{kept_by}")


def _keeper(ledger: Ledger, matter: Matter, *, by_coordinator: bool) -> Person | None:
    """Who delegates stays accountable; of a coordinator's choice the policy says whether anybody does."""
    if by_coordinator:
        return None
    stage = matter.stage
    if stage.accountable_email:
        return Person(name=stage.accountable_name, email=stage.accountable_email)
    return officer_of(ledger, matter)


def _opening(ledger: Ledger, matter: Matter) -> Reading | None:
    """The mail that opened the stage, with what was attached to it; None where a person opened it without one."""
    stage = matter.stage
    opening = ("registered", f"stage {stage.number} opened")
    found = [
        one.incoming_id
        for one in journal.entries_of(ledger.conn, matter.file.case.id)
        if one.act in opening and one.at == stage.opened_at and one.incoming_id is not None
    ]
    if not found:
        return None
    message = read_message(inbox.raw_of(ledger.conn, found[-1]))
    enclosed = enclosed_in(ledger.conn, found[-1], message)
    return Reading(found[-1], stage.received_at, message, enclosed)


def _hand_on_words(ledger: Ledger, matter: Matter, to: Person, text: str) -> None:
    """What the officer wrote below the name goes to whoever has the case now."""
    if not text:
        return
    update = {
        "text": text,
        "from_name": officer_of(ledger, matter).name,
        "received_on": local_date(matter.reading.received_at),
    }
    fresh = anew(ledger, matter)
    order = Order(
        "update_forwarded",
        letters.officer(to),
        f"update_forwarded:{fresh.file.case.id}:{matter.reading.incoming_id}:{to.email}",
        fresh.file,
        fresh.stage,
        matter.reading.incoming_id,
        extra={"update": update},
    )
    letters.write(ledger, order)


def _meant(ledger: Ledger, matter: Matter, named: str) -> Person | Wrong:
    """Somebody of the directory by name or address, or whoever answers for a service that is named."""
    person = remedies.find_person(ledger, named)
    if person is not None:
        return person
    wanted = " ".join(named.lower().split())
    for service in ledger.house.config.services:
        if wanted in (service.id, service.name.lower()):
            return _of_service(ledger, matter, service.id)
    return Wrong(
        f"nobody in the council's directory, and no service, is called {named}: write the whole name as it stands"
        " there, or the email address"
    )


def _of_service(ledger: Ledger, matter: Matter, service: str) -> Person:
    policy = stages.policy_of(ledger.house, matter.file.case)
    rules = policy.stage(matter.stage.number)
    role = rules.owner_role if rules and rules.owner_role else "manager"
    return ledger.house.config.holder(service, role)[0]


def out_of_scope(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """An officer thinks that the policy does not cover it: a coordinator decides; the clock runs on."""
    officer = officer_of(ledger, matter)
    words = (
        f"{officer.name} proposes to refuse this complaint as out of scope. Decide whether to; until you do the clock"
        f" runs on. The reasons given: {command.text}"
    )
    _flag(ledger, matter, DECIDE_SCOPE, words, "coordinator")
    return done(
        "put your proposal to the coordinators, who decide; nothing was sent to the resident, and the clock runs on"
    )


def concern(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """An officer seeks advice on how somebody behaves, or on what was found: whoever is above them is told."""
    officer = officer_of(ledger, matter)
    case = matter.file.case
    said = f"{officer.name} writes: {command.text}"
    opened = duties.begin(
        ledger, "concern", matter.file, matter.stage, reading=matter.reading, said=said
    )
    told = [one.holder_name for one in opened if one.holder_email != matter.sender]
    if told:
        return done(f"told {told[0]} of your concern; nothing was sent to the resident")
    mine = owners.role_of(ledger.house.config, officer.email, case.service)
    above = {"manager": "head", "head": "director"}.get(mine, "coordinator")
    words = f"{officer.name} has a concern about this case and asks for your advice: {command.text}"
    holder = _flag(ledger, matter, CONCERN, words, above)
    return done(f"told {holder.name} of your concern; nothing was sent to the resident")


def _flag(ledger: Ledger, matter: Matter, name: str, words: str, role: str) -> Person:
    """A duty for whoever has a role: they are written to, and it stands on the case until they have done it."""
    config = ledger.house.config
    person, as_what = config.holder(matter.file.case.service, role)
    if person.email == matter.sender:
        person, as_what = config.coordinators[0], "coordinator"
    which = str(matter.reading.incoming_id)
    duty = duties.own(ledger, name, words, person, as_what, matter.file, matter.stage, which=which)
    duties.open_all(ledger, [duty], matter.file, matter.stage)
    return person
