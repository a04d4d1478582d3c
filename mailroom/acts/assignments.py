"""Gives a stage to its owner: the letter with all that came, copies to whoever the policy names, what came before.

Decides nothing: who owns a stage is `owners`' to say, or a person's. All in the ledger's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from letters.words import in_words
from mailroom.acts import case_history, letters, owners, stages
from mailroom.acts import duties as duty_acts
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases
from store.duties import Duty
from store.states import PartyRole

# Kind -> the letter to the owner; a kind that is not here is assigned like a complaint.
ANONYMOUS = "anonymous_feedback"
OWNER_LETTERS = {
    "comment": "comment_pass_on",
    "feedback": "comment_pass_on",
    "policy_complaint": "comment_pass_on",
    "councillor_complaint": "comment_pass_on",
    "service_request": "comment_pass_on",
    "compliment": "compliment_pass_on",
    "nomination": "compliment_pass_on",
    "anonymous_feedback": "anonymous_feedback",
}


def owner_letter(case: cases.Case) -> str:
    """The letter by which the owner of a case has it; of what nobody can be answered one of its own (S003-61)."""
    letter = OWNER_LETTERS.get(case.kind, "assignment")
    return ANONYMOUS if letter == "comment_pass_on" and "anonymous" in case.flags else letter


def assign(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    letter: str,
    more: Mapping[str, object] = MappingProxyType({}),
    key: str = "",
    *,
    duties: Iterable[Duty] = (),
    worded_as: str = "",
) -> None:
    """Tell the owner of a stage that it is theirs, with the documents that came; `more` are facts for the letter.

    Told once a stage, unless under a `key` of its own. Their own among the `duties` stand in the letter.
    """
    owner = letters.officer(Person(name=stage.owner_name, email=stage.owner_email))
    came = letters.enclosures(reading) if reading else ()
    history = case_history.enclosures(ledger, file, stage, reading)
    words = [*_to_know(ledger, file, stage), *duty_acts.in_words(duties, owner.email)]
    extra: dict[str, object] = {
        **more,
        "documents": [one.filename for one in (*came, *history)],
        "notes": [*_given(more), *words],
    }
    order = Order(
        letter,
        owner,
        key or f"{letter}:{file.case.id}:{stage.id}",
        file,
        stage,
        reading.incoming_id if reading else None,
        extra=extra,
        enclosures=(*came, *history),
        worded_as=worded_as,
    )
    letters.write(ledger, order)
    _copy_to_others(ledger, order, file, stage)


def _given(more: Mapping[str, object]) -> list[object]:
    notes = more.get("notes")
    return list(notes) if isinstance(notes, list | tuple) else []


def _to_know(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> list[str]:
    """What an owner has to know beside the complaint: whom it goes to, who else it concerns, who is accountable."""
    if file.case.kind != "complaint":
        return []
    found = []
    acting = next((one for one in file.parties if one.role == PartyRole.REPRESENTATIVE), None)
    resident = letters.complainant(file)
    if acting is not None and resident is not None and resident.email == acting.email:
        found.append(
            f"{acting.name or acting.email} writes for the resident, with permission: our letters go to them."
        )
    elif acting is not None:
        found.append(
            f"{acting.name or acting.email} writes for the resident, whose permission we have not seen yet:"
            " tell them nothing about the case."
        )
    others = [_service_name(ledger, one) for one in file.case.services if one != file.case.service]
    if others and stage.number > 0:
        found.append(
            f"It concerns {in_words(others)} too. Yours is the lead: the others send you their part, and you send one"
            " answer."
        )
    if stage.accountable_name and stage.accountable_email != stage.owner_email:
        found.append(f"{stage.accountable_name} stays accountable for the answer.")
    service = ledger.house.config.find_service(file.case.service)
    if service is not None and service.contractor is not None and "contractor" in file.case.flags:
        found.append(
            f"{service.contractor.name} does the work: ask them for their side; the answer is the council's."
        )
    return found


def _service_name(ledger: Ledger, service_id: str) -> str:
    service = ledger.house.config.find_service(service_id)
    return service.name if service else service_id.replace("_", " ")


def _copy_to_others(ledger: Ledger, order: Order, file: cases.CaseFile, stage: cases.Stage) -> None:
    """Whoever the policy wants to have the assignment too; nobody twice, and nobody in place of another."""
    policy = stages.policy_of(ledger.house, file.case)
    rules = policy.stage(stage.number) if file.case.kind == "complaint" else None
    if rules is None or file.case.confidential:
        return
    config = ledger.house.config
    people = [
        person
        for person, role in (config.holder(file.case.service, one) for one in rules.copied_roles)
        if role != "coordinator" or "coordinator" in rules.copied_roles
    ]
    done = {stage.owner_email}
    for person in people:
        if person.email in done:
            continue
        done.add(person.email)
        to = letters.officer(person)
        note = f"For your information: {stage.owner_name} answers. You need not do anything."
        letters.write(
            ledger,
            Order(
                "assignment_copy",
                to,
                f"assignment_copy:{order.key}:{person.email}",
                file,
                stage,
                order.incoming_id,
                extra={**order.extra, "notes": [note], "links": None},
                enclosures=order.enclosures,
                worded_as=order.worded_as or order.name,
            ),
        )


def hand_over(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    to: Person,
    role: str,
    reading: Reading | None,
) -> None:
    """Give an open stage to another owner, who is told with what came; `reading` is the mail that opened the stage.

    Where the policy has somebody stay accountable, they do.
    """
    owner = {"owner_name": to.name, "owner_email": to.email, "owner_role": role}
    policy = stages.policy_of(ledger.house, file.case)
    head = owners.accountable(ledger.house.config, policy, stage.number, file.case, to)
    kept = {
        "accountable_name": head.name if head else "",
        "accountable_email": head.email if head else "",
    }
    stages.change(ledger, stage, **owner, **kept, looked_on=None)
    before = f"{stage.owner_name} <{stage.owner_email}>"
    ledger.note(
        "assigned",
        f"stage {stage.number}: from {before} to {to.name} <{to.email}>",
        case_id=file.case.id,
    )
    duty_acts.finish_named(ledger, file, duty_acts.CHOOSE, ledger.by, f"given to {to.name}")
    anew = cases.get_case(ledger.conn, file.case.id)
    fresh = stages.find_stage(anew, stage.id)
    assert fresh is not None
    more: dict[str, object] = {}
    if reading and stage.number > 1:
        received_on = local_date(stage.received_at)
        more["escalation"] = {"text": reading.summary, "received_on": received_on}
    letter = owner_letter(file.case)
    key = f"{letter}:{file.case.id}:{stage.id}:{to.email}:{ledger.at.isoformat()}"
    owed = duty_acts.pass_on(ledger, anew, stage, to)
    assign(ledger, anew, fresh, reading, letter, more, key, duties=owed)
