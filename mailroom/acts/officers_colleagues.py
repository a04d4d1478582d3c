"""An officer asks a colleague for input: it stands on the case until the colleague replies, and the reply comes back.

The colleague gets no power over the case, and nothing here goes to the resident.
"""

from __future__ import annotations

from mailroom.acts import duties, letters, owners, remedies
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.officers_letters import Matter, Outcome, Wrong, done, officer_of
from mailroom.config import Person
from mailroom.rules.officers import Command, Verb
from mailroom.rules.workdays import local_date
from store.duties import Duty

# The duty of whoever was asked.
INPUT = "input"


def consult(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """A colleague is asked; the officer stays the one who answers, and the clock runs on."""
    to = remedies.find_person(ledger, command.to)
    case = matter.file.case
    if to is None:
        return Wrong(
            f"nobody in the council's directory is called {command.to}: write the whole name as it stands there, or"
            " the email address"
        )
    if to.email == matter.sender:
        return Wrong("you named yourself: write the name of the colleague whom you want to ask")
    role = owners.role_of(ledger.house.config, to.email, case.service)
    if case.confidential or role == owners.CONTRACTOR:
        why = "the case is confidential" if case.confidential else f"{to.name} is a contractor"
        return Wrong(f"{why}, so the complaint is not shown to them: speak to a coordinator first")
    officer = officer_of(ledger, matter)
    words = f"{officer.name}, who answers this complaint, asks for your input: {command.text}"
    which = str(matter.reading.incoming_id)
    asked = duties.own(
        ledger, INPUT, words, to, "colleague", matter.file, matter.stage, which=which
    )
    duties.open_all(ledger, [asked], matter.file, matter.stage)
    return done(
        f"asked {to.name} <{to.email}>, whose reply comes to you; nothing was sent to the resident, and the clock runs"
        " on"
    )


def input_asked_of(ledger: Ledger, matter: Matter, command: Command) -> list[Duty]:
    """What the sender was asked and now answers: by a plain reply, or DONE with words below it."""
    if command.verb not in (Verb.NOTE, Verb.DONE) or command.contact or not command.text.strip():
        return []
    owed = [one for one in duties.open_of(ledger, matter.file) if one.holder_email == matter.sender]
    # Whoever owes something else as well has to say which; a plain reply is the input all the same.
    if command.verb is Verb.DONE and any(one.name != INPUT for one in owed):
        return []
    return [one for one in owed if one.name == INPUT]


def give_input(ledger: Ledger, matter: Matter, asked: list[Duty], command: Command) -> Outcome:
    """The colleague's words and documents go to whoever answers the stage now, and stay on the file."""
    text = command.text.strip()
    for duty in asked:
        duties.finish(ledger, duty.id, matter.sender, text)
    stage = matter.stage
    owner = Person(name=stage.owner_name, email=stage.owner_email)
    update: dict[str, object] = {
        "text": text,
        "from_name": asked[0].holder_name,
        "received_on": local_date(matter.reading.received_at),
    }
    incoming_id = matter.reading.incoming_id
    order = Order(
        "update_forwarded",
        letters.officer(owner),
        f"update_forwarded:{matter.file.case.id}:{incoming_id}:{owner.email}",
        matter.file,
        stage,
        incoming_id,
        extra={"update": update},
        enclosures=letters.enclosures(matter.reading),
    )
    letters.write(ledger, order)
    return done(f"sent your input to {owner.name}; nothing was sent to the resident")
