"""The opening of cases and stages: who answers, who is told, what goes with it; by the policy, never by chance."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from typing import TypeVar

import pytest

from mailroom.acts import additions, duties, escalations
from mailroom.acts.assignments import hand_over
from mailroom.acts.cases import Registration, register
from mailroom.acts.ledger import Ledger
from mailroom.acts.parties import Behalf
from mailroom.jobs import reading
from mailroom.rules.reading import Reading
from store import cases, inbox
from tests.acts.conftest import Under
from tests.acts.council import (
    ANN,
    ANSWER,
    COMPLAINT,
    DEE,
    JO,
    KIT,
    PAT,
    SAM,
    UNA,
    Council,
    letters_to,
    text_of,
)

T = TypeVar("T")
NOT_SATISFIED = "I am not satisfied with your response. Please take my complaint to stage 2."


def _answer(council: Council, officer: str) -> None:
    council.says(officer, f"ANSWER UPHELD\n{ANSWER}\n\nRemedy: an apology")
    assert council.stage.answered_at is not None


def _give(council: Council, email: str, role: str) -> None:
    """A coordinator gives the open stage to somebody."""
    person = council.town.house.config.directory[email].person
    file, stage = council.file, council.stage
    _act(council, lambda ledger: hand_over(ledger, file, stage, person, role, None))


def _read(council: Council, sender: str, subject: str, text: str) -> Reading:
    """A mail that came, as a person who decides on it has it before them."""
    council.town.mail(sender, subject, text)
    council.town.round()
    ((newest,),) = council.town.sql("SELECT max(id) FROM incoming")
    raw = council.town.read(lambda conn: inbox.raw_of(conn, int(str(newest))))
    now = council.town.house.now()
    started = reading.start(int(str(newest)), raw, now, council.town.reader, (), now)
    return reading.finish(started)


def _act(council: Council, act: Callable[[Ledger], T]) -> T:
    """A person's act, and the round after it."""
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.house.now(), by=JO)
        done = act(ledger)
        ledger.flush()
    return done


def _register(council: Council, what: Registration, text: str, sender: str) -> cases.CaseFile:
    """A person registers a mail as something."""
    read = _read(council, sender, "About something", text)
    file = _act(council, lambda ledger: register(ledger, read, what, ""))
    council.work()
    return file


def _escalate(council: Council) -> list[EmailMessage]:
    council.town.days_pass(1)
    return council.says(UNA, NOT_SATISFIED)


def test_whoever_answered_does_not_look_at_it_again(under: Under) -> None:
    council = under("cambridge-city")
    _give(council, KIT, "head")
    council.work()
    _answer(council, KIT)
    _escalate(council)
    assert (council.stage.number, council.stage.owner_email) == (2, DEE)
    assert council.stage.owner_role == "director"


def test_where_everybody_has_dealt_with_it_a_coordinator_finds_somebody(under: Under) -> None:
    council = under(
        "cambridge-city", lambda text: text.replace('owner_role = "manager"', 'owner_role = "head"')
    )
    _give(council, DEE, "director")
    council.work()
    _answer(council, DEE)
    # Only the chief executive is above the director.
    _escalate(council)
    assert (council.stage.owner_email, council.stage.owner_role) == (ANN, "chief_executive")


def test_nobody_is_chosen_silently(under: Under) -> None:
    council = under("cambridge-city")
    council.town.open(council.town.config.replace("[roles]\nchief_executive", "[roles]\nmayor"))
    _give(council, DEE, "director")
    council.work()
    _answer(council, DEE)
    sent = _escalate(council)
    assert (council.stage.owner_email, council.stage.owner_role) == (JO, "coordinator")
    (owed,) = council.owed(duties.CHOOSE)
    assert (owed.holder_email, owed.bars, owed.due_on) == (JO, "answering", council.today)
    assert "Find somebody to answer stage 2" in " ".join(letters_to(sent, JO))
    _give(council, PAT, "manager")
    assert council.owed(duties.CHOOSE) == []


def test_somebody_named_in_the_complaint_does_not_answer_it(under: Under) -> None:
    council = under("south-cambs-housing")
    what = Registration("complaint", "waste", flags=("names_staff",))
    text = f"{COMPLAINT}\n\nYour manager, Sam Lee, was rude to me."
    file = _register(council, what, text, "bo@home.example")
    assert file.stages[0].owner_email == KIT


def test_the_case_file_goes_to_whoever_looks_again(under: Under) -> None:
    council = under("cambridge-city")
    _answer(council, SAM)
    sent = _escalate(council)
    (assignment,) = [one for one in sent if KIT in str(one["To"])]
    (whole,) = [
        part
        for part in assignment.iter_attachments()
        if str(part.get_filename()).startswith("Case file AMC-2026-00001")
    ]
    text = str(whole.get_content())
    assert text.index("My bin was not emptied") < text.index("The crew had an old list")
    assert "Please write your reply above this line" not in text
    assert NOT_SATISFIED not in text, "it came with the letter itself"
    assert f"- {whole.get_filename()}" in text_of(assignment)


def test_a_policy_may_have_others_get_the_assignment_too(under: Under) -> None:
    council = under("south-cambs-housing", _with_copies)
    (copy,) = [one for one in council.got if DEE in str(one["To"])]
    assert "Sam Lee answers. You need not do anything." in text_of(copy)
    names = [name for (name,) in council.town.sql("SELECT letter FROM outgoing ORDER BY id")]
    assert names == ["acknowledgement", "assignment", "assignment_copy"]


def _with_copies(text: str) -> str:
    head, owner, rest = text.partition("[stages.1]\n")
    return f'{head}{owner}copied_roles = ["director", "mayor"]\n{rest}'


def _of_ombudsman(text: str) -> str:
    return text.replace("https://www.lgo.org.uk/", "https://www.ombudsman.example/")


OMBUDSMAN = "intake@ombudsman.example"


def _notice(council: Council, sender: str = OMBUDSMAN) -> list[EmailMessage]:
    reference = council.file.case.reference
    text = (
        f"Complaint by Ms Firth, your reference {reference}\nOur reference: 25 013 884\n\n"
        "We have decided to investigate. Please let us have the council's comments."
    )
    council.town.mail(sender, f"Request for comments, {reference}", text)
    return council.work()


def test_the_ombudsmans_notice_is_acknowledged_to_them_and_assigned(under: Under) -> None:
    council = under("south-cambs-corporate", _of_ombudsman)
    before = len(letters_to(council.got, UNA))
    sent = _notice(council)
    assert council.stage.number == 3
    assert council.stage.their_reference == "25 013 884"
    (to_them,) = [one for one in sent if "intake@ombudsman.example" in str(one["To"])]
    assert to_them["In-Reply-To"]
    (assignment,) = letters_to(sent, DEE)
    assert "has written to us about this complaint" in assignment
    assert "25 013 884" in assignment
    assert letters_to(sent, JO), "the coordinators are told at once"
    assert len(letters_to(council.got, UNA)) == before, "the resident hears nothing of it from us"
    rows = council.town.sql(
        "SELECT letter, role FROM outgoing WHERE stage_id = (SELECT max(id) FROM stages) ORDER BY id"
    )
    assert rows[:2] == [("acknowledgement", "other"), ("assignment", "officer")]


def test_a_second_letter_of_theirs_opens_no_second_stage(under: Under) -> None:
    council = under("south-cambs-corporate", _of_ombudsman)
    _notice(council)
    council.town.days_pass(1)
    council.town.mail(
        OMBUDSMAN, f"More, {council.file.case.reference}", "Please send the file too."
    )
    council.work()
    assert [one.number for one in council.file.stages] == [1, 3]


def test_a_notice_that_a_colleague_passed_on_is_acknowledged_by_a_person(under: Under) -> None:
    council = under("south-cambs-corporate", _of_ombudsman)
    read = _read(council, PAT, "From the Ombudsman", "Our reference: 25 013 884. We investigate.")
    _act(council, lambda ledger: escalations.notify(ledger, council.file, read))
    council.work()
    assert council.stage.number == 3
    (owed,) = council.owed(duties.FORMAL)
    assert owed.holder_email == JO
    assert not [one for one in council.got if "ombudsman.example" in str(one["To"])]


def test_who_asks_how_it_stands_is_told_and_the_owner_hears_of_it(under: Under) -> None:
    council = under("south-cambs-2021")
    council.town.days_pass(2)
    sent = _asks(council, "How far have you come with my complaint?")
    (told,) = letters_to(sent, UNA)
    assert "at stage 1" in told
    assert "Sam Lee" in told
    by = council.stage.respond_by
    assert by is not None
    assert f"{by:%-d %B %Y}" in told
    assert "The resident asks how it stands." in " ".join(letters_to(sent, SAM))
    again = _asks(council, "I ask once more: how far have you come?")
    assert letters_to(again, UNA) == [], "once a day"


def _asks(council: Council, text: str, sender: str = UNA) -> list[EmailMessage]:
    read = _read(council, sender, "My complaint", text)
    _act(council, lambda ledger: additions.status(ledger, council.file, read))
    return council.work()


def test_a_stranger_is_not_told_how_a_case_stands(under: Under) -> None:
    council = under("south-cambs-2021")
    sent = _asks(council, "How far have you come with it?", "bo@home.example")
    assert letters_to(sent, "bo@home.example") == []
    assert letters_to(sent, UNA) == []
    assert letters_to(sent, SAM)


def test_nobody_who_left_no_address_is_written_to_and_somebody_still_looks(under: Under) -> None:
    council = under("south-cambs-corporate")
    what = Registration("complaint", "waste", flags=("anonymous",))
    file = _register(council, what, "The depot burns rubbish at night.", "noreply@forms.example")
    assert file.stages[0].owner_email == KIT
    rows = council.town.sql(f"SELECT role FROM outgoing WHERE case_id = {file.case.id}")
    assert {role for (role,) in rows} <= {"officer", "coordinator"}


def test_a_member_who_wrote_for_somebody_has_copies_and_not_the_letters(under: Under) -> None:
    council = under("south-cambs-corporate")
    behalf = Behalf("Bo Ash", "bo@home.example", "the member's word", member=True)
    what = Registration("complaint", "waste", flags=("elected_member",), behalf=behalf)
    _register(council, what, f"My constituent complains. {COMPLAINT}", "cllr@town.example")
    (acknowledged,) = letters_to(council.got, "bo@home.example")
    (copy,) = letters_to(council.got, "cllr@town.example")
    assert "You wrote to us for Bo Ash" in copy
    assert "Please write your reply above this line" not in copy.partition("line --")[2]
    assert "We have recorded your complaint" in acknowledged
    assert "We have recorded your complaint" in copy


def test_a_complaint_about_a_councillor_is_the_monitoring_officers(under: Under) -> None:
    council = under("cambridge-city")
    what = Registration("councillor_complaint", "waste")
    file = _register(council, what, "Councillor Jones shouted at me.", "bo@home.example")
    assert file.case.confidential
    rows = council.town.sql(
        f"SELECT d.name, d.due_on FROM deadlines d JOIN stages s ON s.id = d.stage_id"
        f" WHERE s.case_id = {file.case.id}"
    )
    assert [name for name, _ in rows] == ["acknowledgement"]
    owed = council.town.sql(
        f"SELECT holder_role FROM duties WHERE case_id = {file.case.id} AND due_on IS NOT NULL"
    )
    assert owed == [("coordinator",)], "this council has no monitoring officer"


@pytest.mark.parametrize(("cases_before", "looked_at"), [(0, False), (2, True)])
def test_many_complaints_about_one_policy_go_to_somebody_above(
    under: Under, cases_before: int, looked_at: bool
) -> None:
    council = under("cambridge-city", _three_are_many)
    what = Registration("policy_complaint", "parking")
    for number in range(cases_before + 1):
        text = f"Your parking policy is unfair, reason {number}."
        _register(council, what, text, f"bo{number}@home.example")
    found = council.town.sql("SELECT words FROM duties WHERE name = 'look_at_the_policy'")
    assert bool(found) is looked_at


def _three_are_many(text: str) -> str:
    before, clause, after = text.partition("[policy_complaints]")
    if not clause:
        return f'{text}\n[policy_complaints]\nmany = 3\nwithin = "12 months"\nrefer_to = "head"\n'
    lines = after.splitlines()
    place = next(at for at, line in enumerate(lines) if line.startswith("many"))
    lines[place] = "many = 3"
    return before + clause + "\n".join(lines) + "\n"


def test_each_other_service_owes_its_part(under: Under) -> None:
    council = under("south-cambs-housing")
    what = Registration("complaint", "waste", services=("waste", "parking"))
    file = _register(council, what, f"{COMPLAINT} And the car park.", "bo@home.example")
    rows = council.town.sql(f"SELECT name, holder_email FROM duties WHERE case_id = {file.case.id}")
    assert ("send_your_part", PAT) in rows
    (assignment,) = [one for one in letters_to(council.got, SAM) if "It concerns" in one]
    assert "It concerns Parking too." in assignment
