"""A council that is none of the six: its policy is a file, and no line of code knows of it.

One stage, 15 calendar days, mail without a name declined by a person, two extensions of five calendar days.
"""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from store.states import IncomingState
from tests.commands.conftest import COMPLAINT, CONFIG, Council
from tests.jobs.town import SAM, UNA, Town, to

FILE = Path(__file__).parents[1] / "policies" / "one-stage.toml"
OWN = CONFIG.replace('default = "south-cambs-2021"', 'default = "one-stage"\nfolder = "policies"')
ANSWER = "ANSWER UPHELD\n\nDear Una\n\nI came and saw it. We are sorry: it is emptied tomorrow.\n\nSam Lee"


def marsh_end(town: Town) -> None:
    """The file is copied into the council's folder, and the configuration names it."""
    (town.folder / "policies" / "one-stage.toml").write_bytes(FILE.read_bytes())
    town.open(OWN)


def complain(town: Town) -> list[EmailMessage]:
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    return town.letters()


def words(letter: EmailMessage) -> str:
    """What a letter says, on one line."""
    body = letter.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def reply(town: Town, letter: EmailMessage, text: str, sender: str = SAM) -> list[EmailMessage]:
    """Somebody answers a letter; what the house then writes."""
    raw = town.mail(sender, f"Re: {letter['Subject']}", text)
    file = max((town.folder / "mailbox" / "new").iterdir(), key=lambda one: one.stat().st_ctime_ns)
    threaded = raw.replace(b"To: feedback@ashford.example", f"To: {letter['Reply-To']}".encode(), 1)
    file.write_bytes(f"In-Reply-To: {letter['Message-ID']}\n".encode() + threaded)
    town.round()
    return town.letters()


def assignment(letters: list[EmailMessage]) -> EmailMessage:
    return next(one for one in to(letters, SAM) if "+" in str(one["Reply-To"]))


def due_on(town: Town) -> date | None:
    return town.case().stages[0].respond_by


def test_a_case_opens_with_its_own_dates(town: Town) -> None:
    marsh_end(town)
    letters = complain(town)
    case = town.case().case
    assert (case.policy, case.kind) == ("one-stage", "complaint")
    assert due_on(town) == date(2026, 2, 18)  # a Wednesday, 15 days after 3 February
    acknowledgement = words(to(letters, UNA)[0])
    assert "18 February 2026" in acknowledgement
    assert "Somebody from the service will come and see it" in acknowledgement
    assert "18 February 2026" in words(assignment(letters))


def test_what_comes_after_four_is_the_next_days(town: Town) -> None:
    marsh_end(town)
    town.clock.advance_to(town.clock.now().replace(hour=16, minute=30))
    complain(town)
    assert due_on(town) == date(2026, 2, 19)


def test_its_own_duty_is_owed(town: Town) -> None:
    marsh_end(town)
    complain(town)
    found = town.sql("SELECT name, due_on, bars FROM duties")
    assert [(name, str(due), bars) for name, due, bars in found] == [
        ("visit_first", "2026-02-10", "closing")
    ]


def test_it_is_put_off_twice_and_the_third_time_refused_in_words(town: Town) -> None:
    marsh_end(town)
    letter = assignment(complain(town))
    for asked, told in (
        ("23 February 2026", date(2026, 2, 23)),
        ("27 February 2026", date(2026, 2, 27)),  # the 28th is a Saturday
    ):
        sent = reply(town, letter, f"EXTEND TO {asked}\nThe lorry is being mended.")
        assert due_on(town) == told
        extension = words(to(sent, UNA)[0])
        assert asked in extension
        assert "Ombudsman" in extension
    sent = reply(town, letter, "EXTEND TO 2 March 2026\nIt is still being mended.")
    assert due_on(town) == date(2026, 2, 27)
    assert to(sent, UNA) == []
    assert "no further extension" in words(to(sent, SAM)[0])


def test_it_is_not_put_off_by_more_than_five_days(town: Town) -> None:
    marsh_end(town)
    letter = assignment(complain(town))
    sent = reply(town, letter, "EXTEND TO 24 February 2026\nThe lorry is being mended.")
    assert due_on(town) == date(2026, 2, 18)
    assert to(sent, UNA) == []
    assert "23 February 2026" in words(to(sent, SAM)[0])


def test_reminders_go_by_the_date_of_this_policy(town: Town) -> None:
    marsh_end(town)
    complain(town)
    reminded: dict[str, date] = {}
    for _ in range(18):
        town.days_pass(1)
        town.round()
        for letter in to(town.letters(), SAM):
            reminded.setdefault(str(letter["Subject"]), town.house.today())
    days = [day for subject, day in reminded.items() if "duty" not in subject.lower()]
    assert {date(2026, 2, 13), date(2026, 2, 18), date(2026, 2, 19)} <= set(days)


def test_mail_without_a_name_waits_for_a_person(town: Town) -> None:
    marsh_end(town)
    text = f"{COMPLAINT.partition('Una Firth')[0]}I would rather not give my name."
    town.mail("someone@home.example", "Complaint: my bin", text)
    town.round()
    assert town.message(1).state is IncomingState.HELD
    assert "it bears no name" in str(town.message(1).reason)
    assert town.sql("SELECT count(*) FROM cases") == [(0,)]
    assert to(town.letters(), "someone@home.example") == []


def test_after_its_answer_there_is_the_ombudsman_and_no_second_stage(town: Town) -> None:
    marsh_end(town)
    letters = complain(town)
    response = to(reply(town, assignment(letters), ANSWER), UNA)[0]
    said = words(response)
    for part in ("Local Government and Social Care Ombudsman", "PO Box 4771", "0300 061 0614"):
        assert part in said
    assert "Stage 2" not in said
    assert "next stage" not in said.lower()
    town.days_pass(2)
    unhappy = "I am not happy with the reply. I want this to go to stage 2, please."
    reply(town, response, unhappy, UNA)
    assert [stage.number for stage in town.case().stages] == [1]


def test_the_same_words_again_get_the_ombudsmans_address(town: Town) -> None:
    marsh_end(town)
    letters = complain(town)
    reply(town, assignment(letters), ANSWER)
    town.days_pass(3)
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    (letter,) = to(town.letters(), UNA)
    assert "PO Box 4771" in words(letter)
    assert [stage.number for stage in town.case().stages] == [1]
    assert town.sql("SELECT count(*) FROM cases") == [(1,)]


def test_check_finds_the_policy_sound(town: Town) -> None:
    marsh_end(town)
    output = Council(town.folder).run("check").output
    assert "ok   policies: one-stage: Putting Things Right" in output
