"""The learning form: kept as it comes back, in a mail or as a document, and asked for again until it has.

Decides nothing. Where the form is a gate, the case is not closed without it (`rules.closing`).
"""

from __future__ import annotations

from datetime import date

from mailroom.acts import duties, letters, remedies, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.officers_letters import Matter
from mailroom.config import Person
from mailroom.rules import learning as rules
from mailroom.rules.duties import required_for
from mailroom.rules.officers_lines import OUTCOMES
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Enclosed, Reading
from mailroom.rules.workdays import local_date
from parsers.forms import is_filled_in, names_another_form, read_learning
from store import cases
from store import duties as record_of_duties
from store import learning as record
from store.duties import Duty, NewDuty
from store.learning import NewLearning

# Under this name an answer says that the form itself came back, and how; a line in a mail is no form.
FORM = "form"
# The part of a letter that tells what was learnt.
PART = "learning"
# The duty of whoever answered, until the form has come.
OWED = "learning_form"
# Looked at in one transaction of the diary.
BATCH = 1000


def is_form(one: Enclosed) -> bool:
    """Whether an attachment is a learning form: it never goes to a resident."""
    return one.document is not None and names_another_form(one.document) == "learning"


def form_in(reading: Reading) -> Enclosed | None:
    """The learning form among a mail's attachments; None where there is none."""
    return next((one for one in reading.enclosed if is_form(one)), None)


def wanted_at(policy: Policy, number: int) -> bool:
    """Whether the policy wants a learning form of whoever answers a stage."""
    numbers = policy.learning.stages
    return policy.learning_form != "none" and (not numbers or number in numbers)


def asked_at(policy: Policy, key: str, number: int) -> bool:
    """Whether a question of the policy's is asked after a stage; one that it does not know, after each."""
    field = next((one for one in policy.learning.fields if one.key == key), None)
    return field is None or not field.stages or number in field.stages


def answers_in(policy: Policy, reading: Reading, text: str) -> dict[str, str]:
    """What a returned form says: the document's answers, else those in the mail."""
    enclosed = form_in(reading)
    fields = policy.learning.fields
    if enclosed is None or enclosed.document is None:
        return rules.read_answers(text, fields)
    form = read_learning(enclosed.document)
    found = rules.from_form(form.fields, fields) if form else {}
    if not rules.unanswered(found, fields) and found:
        return found
    # A form of the council's own making may ask in words that only the policy has.
    return {**found, **rules.read_answers(enclosed.document.text, fields)}


def keep_form(ledger: Ledger, matter: Matter, answers: dict[str, str]) -> None:
    """Keep a form that came back, for the stage it is of."""
    enclosed = form_in(matter.reading)
    how = enclosed.attachment.filename if enclosed else "in the mail"
    _keep(ledger, matter, {**answers, FORM: how})
    outcome = OUTCOMES.get(answers.get("outcome", "").strip(" .").lower(), "")
    if outcome and not matter.stage.outcome:
        stages.change(ledger, matter.stage, outcome=outcome)
    duties.finish_named(ledger, matter.file, OWED, matter.sender, stage=matter.stage)
    ledger.note(
        "learning form",
        how,
        case_id=matter.file.case.id,
        incoming_id=matter.reading.incoming_id,
    )


def keep_lessons(ledger: Ledger, matter: Matter, lessons: dict[str, str]) -> None:
    """Keep what an officer's lines say was learnt, caused or recommended."""
    if lessons:
        _keep(ledger, matter, lessons)
        ledger.note("learning", ", ".join(lessons), case_id=matter.file.case.id)
        recommended = lessons.get(remedies.RECOMMENDED, "")
        remedies.recommend(ledger, matter.file, matter.stage, recommended)


def as_letter(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, words: str
) -> dict[str, object]:
    """What was learnt as the answer's letter shows it: only where the policy has the letter say it (S001-122), and
    that nothing was learnt is not told.
    """
    policy = stages.policy_of(ledger.house, file.case)
    facts = stages.duty_facts(file.case, stage, local_date(ledger.at))
    if PART not in required_for(policy, "response", facts) or not words:
        return {}
    nothing = rules.is_nothing(words)
    return {"learning": None if nothing else words, "nothing_learnt": nothing}


def _keep(ledger: Ledger, matter: Matter, answers: dict[str, str]) -> None:
    record.add_learning(
        ledger.conn,
        NewLearning(matter.file.case.id, matter.stage.id, answers, ledger.at, matter.sender),
    )


def learnt(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> tuple[frozenset[str], bool]:
    """Which of learning, cause and recommendation are on record for a stage, and whether its form came back."""
    named: set[str] = set()
    returned = False
    for one in record.learning_of(ledger.conn, file.case.id):
        if one.stage_id not in (None, stage.id):
            continue
        named |= {name for name, words in one.answers.items() if str(words).strip()}
        returned |= FORM in one.answers
    if named & {"lessons", rules.WHOLE}:
        named.add("learning")
    return frozenset(named), returned


def owe_form(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> None:
    """Whoever answered a stage owes the form: shown on the case, and asked for again until it has come."""
    owed = NewDuty(
        key=f"answered:{OWED}:{file.case.id}:{stage.id}",
        name=OWED,
        words="Return the learning form",
        holder_name=stage.owner_name,
        holder_email=stage.owner_email,
        holder_role="owner",
        opened_at=ledger.at,
        case_id=file.case.id,
        stage_id=stage.id,
        letter=False,
    )
    duties.open_all(ledger, [owed], file, stage)


def chase_due(ledger: Ledger, today: date) -> int:
    """Ask again for forms that have not come, so many days after the answer or the last asking; how many letters."""
    owed = record_of_duties.open_named(ledger.conn, OWED, BATCH)
    files = cases.case_files(ledger.conn, {one.case_id for one in owed if one.case_id})
    chased: list[int] = []
    for one in owed:
        file = files.get(one.case_id or 0)
        if file is not None and _is_ripe(ledger, file, one, today):
            _chase(ledger, file, one, today)
            chased.append(one.id)
    record_of_duties.reminded(ledger.conn, chased, today)
    return len(chased)


def _is_ripe(ledger: Ledger, file: cases.CaseFile, one: Duty, today: date) -> bool:
    chase = stages.policy_of(ledger.house, file.case).learning.chase
    since = one.reminded_on or local_date(one.opened_at)
    return chase is not None and today >= ledger.house.calendar.after(since, chase.count)


def _chase(ledger: Ledger, file: cases.CaseFile, one: Duty, today: date) -> None:
    policy = stages.policy_of(ledger.house, file.case)
    stage = stages.find_stage(file, one.stage_id) or file.stages[-1]
    asked = {
        "due_on": None,
        "questions": [field.question for field in policy.learning.fields] or None,
        "first": False,
        "gate": policy.learning_form == "gate",
    }
    to = letters.officer(Person(name=one.holder_name, email=one.holder_email))
    key = f"learning_form_chase:{stage.id}:{today}"
    letters.write(
        ledger, Order("learning_form_chase", to, key, file, stage, extra={"learning": asked})
    )


def unanswered(
    policy: Policy, answers: dict[str, str], reading: Reading | None = None
) -> tuple[str, ...]:
    """The policy's questions that a form leaves open; of a form without a word the form itself.

    A form of the council's own making asks what it asks: with every place filled in, and an answer to one of the
    policy's questions among them, there is nothing to send it back for.
    """
    if not any(words.strip() for words in answers.values()):
        return ("the form",)
    missing = rules.unanswered(answers, policy.learning.fields)
    form = form_in(reading) if reading else None
    whole = form is not None and form.document is not None and is_filled_in(form.document)
    return () if whole and len(missing) < len(policy.learning.fields) else missing
