"""Two machines that answer each other end: so many answers to an address a day, then a person looks at what comes."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from store import inbox
from store.states import IncomingState
from tests.commands.conftest import COMPLAINT, CONFIG, mail_from
from tests.jobs.town import SAM, UNA, Town, to

FEW = CONFIG + "\n[triage]\nanswers_a_day = 3\n"
ROUNDS = 12


def answer(letter: EmailMessage, sender: str, text: str) -> bytes:
    """What a machine without manners makes of a letter: an answer, with nothing in its head that says so."""
    raw = mail_from(sender, f"Ticket: {letter['Subject']}", text)
    made = BytesParser(policy=default).parsebytes(raw)
    made["In-Reply-To"] = made["References"] = str(letter["Message-ID"])
    return made.as_bytes()


def play(town: Town, machine: str, says: str) -> list[EmailMessage]:
    """The machine answers every letter that it gets, many times over; all that it got."""
    got: list[EmailMessage] = []
    for turn in range(ROUNDS):
        town.round()
        new = to(town.letters(), machine)
        for letter in new:
            town.lay(answer(letter, machine, f"{says} ({turn}.{len(got)})"))
        got += new
    return got


def held(town: Town) -> list[inbox.Incoming]:
    rows = town.read(lambda conn: inbox.queue(conn, (IncomingState.HELD,), 200, 0))
    return [town.message(one.id) for one in rows]


def test_a_machine_that_writes_anew_gets_so_many_answers_a_day_and_no_more(town: Town) -> None:
    town.open(FEW.replace("= 3", "= 1"))
    for turn in range(3):
        town.mail(UNA, "My bin", COMPLAINT.replace("6, 13 and 20", f"6, 13, 20 and {21 + turn}"))
        town.round()
    assert len(to(town.letters(), UNA)) == 1
    waiting = held(town)
    assert len(waiting) == 2
    assert {one.reason for one in waiting} == {
        "its sender had so many answers within a day that it may be a machine that answers our letters (1)"
    }


def test_the_next_day_it_is_answered_again(town: Town) -> None:
    town.open(FEW.replace("= 3", "= 1"))
    for turn in range(3):
        town.mail(UNA, "My bin", COMPLAINT.replace("6, 13 and 20", f"6, 13, 20 and {21 + turn}"))
        town.round()
        town.letters()
        town.days_pass(1 + turn)
    assert held(town) == []


def test_a_residents_machine_and_ours_end(town: Town) -> None:
    town.open(FEW)
    town.mail(UNA, "My bin", COMPLAINT)
    got = play(town, UNA, f"Ticket opened. {COMPLAINT}")
    assert 1 <= len(got) <= 3
    assert play(town, UNA, "more") == []


def test_an_officers_machine_and_ours_end(town: Town) -> None:
    town.open(FEW)
    town.mail(UNA, "My bin", COMPLAINT)
    got = play(town, SAM, "I have your message and shall see to it when I am back.")
    assert got, "the complaint was assigned to nobody"
    assert len(got) <= 1 + 3
    assert play(town, SAM, "more") == []
