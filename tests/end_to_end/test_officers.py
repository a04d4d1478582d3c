"""Officers at work by email: what they may do, and who is not believed."""

from __future__ import annotations

import pytest

from mailroom.rules.workdays import Calendar
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import Arrived, names, only, write
from tests.end_to_end.council import COORDINATOR, FEEDBACK, MANAGER, Council
from tests.end_to_end.people import ANSWER, HILARY, OFFICER, STRANGER, answer, complain

pytestmark = pytest.mark.server

CALENDAR = Calendar()
# What a forger would have us carry to somebody.
LURE = "pay-here.example"
PARKS = "lee.ash@fenbridge.example"


def test_an_answer_sent_by_the_link_in_the_letter_goes_to_the_resident(council: Council) -> None:
    assignment = only(complain(council), "assignment")
    address = assignment.link("answer")
    council.day(days=1)
    text = "ANSWER\n\nDear Ms Stannard\n\nYour bin will be emptied tomorrow. I am sorry.\n\nMorgan Hill"
    council.deliver(
        write(OFFICER, "Missed bin", text, to=address, at=council.clock.now()), to=address
    )
    sent = council.letters()
    assert names(sent) == [
        ("officer_receipt", MANAGER),
        ("response", HILARY),
        ("response_copy", COORDINATOR),
    ]
    assert "emptied tomorrow" in only(sent, "response", HILARY).text
    assert council.case().stages[0].answered_at == council.clock.now()


def test_a_plain_reply_of_the_officer_stays_inside_the_house(council: Council) -> None:
    assignment = only(complain(council), "assignment")
    sent = answer(
        council,
        assignment,
        "Between us: this resident complains every week. I shall ring the depot.",
    )
    assert names(sent) == [("officer_receipt", MANAGER)]
    assert council.case().stages[0].answered_at is None


def test_an_extension_is_allowed_once_and_refused_the_second_time(new_council: NewCouncil) -> None:
    council = new_council(policy="cambridge-city")
    assignment = only(complain(council), "assignment")
    due = council.case().stages[0].respond_by
    assert due is not None
    new_due = CALENDAR.after(due, 7)
    council.day(days=3)
    ask = f"EXTEND TO {new_due:%-d %B %Y}\nThe depot's records have to be searched first."
    sent = answer(council, assignment, ask)
    # Under this policy the owner agrees with the resident how often they hear from us until then.
    assert names(sent) == [
        ("duty", MANAGER),
        ("extension", HILARY),
        ("officer_receipt", MANAGER),
    ]
    told = only(sent, "extension").text
    assert f"{new_due:%-d %B %Y}" in told
    assert "records have to be searched" in told
    assert council.case().stages[0].respond_by == new_due

    council.day(days=2)
    later = CALENDAR.after(new_due, 2)
    sent = answer(council, assignment, f"EXTEND TO {later:%-d %B %Y}\nThey are still searching.")
    assert names(sent) == [("officer_receipt", MANAGER)]
    assert "no further extension" in sent[0].text
    assert council.case().stages[0].respond_by == new_due


def test_reminders_follow_an_extended_date(new_council: NewCouncil) -> None:
    council = new_council(policy="cambridge-city")
    assignment = only(complain(council), "assignment")
    due = council.case().stages[0].respond_by
    assert due is not None
    new_due = CALENDAR.after(due, 5)
    # Under this policy the owner acknowledges it in person too, and would else be reminded of that.
    answer(council, assignment, "UPDATE TO THE RESIDENT\nWe understand that your bin was missed.")
    answer(council, assignment, f"EXTEND TO {new_due:%-d %B %Y}\nThe driver is on leave.")
    seen = {}
    while council.house.today() <= CALENDAR.after(new_due, 1):
        council.day(days=1)
        for letter in (one for one in council.letters() if one.name != "daily_word"):
            seen.setdefault(letter.name, council.house.today())
    assert seen == {
        "officer_reminder": CALENDAR.before(new_due, 2),
        "officer_overdue": CALENDAR.after(new_due, 1),
    }


def test_a_holding_reply_goes_to_the_resident_and_stops_no_clock(new_council: NewCouncil) -> None:
    council = new_council(policy="cambridge-city")
    assignment = only(complain(council), "assignment")
    due = council.case().stages[0].respond_by
    council.day(days=2)
    sent = answer(
        council, assignment, "HOLDING\n\nI am waiting for the crew leader, who is back on Monday."
    )
    assert names(sent) == [("holding", HILARY), ("officer_receipt", MANAGER)]
    assert "crew leader" in only(sent, "holding").text
    stage = council.case().stages[0]
    assert (stage.respond_by, stage.answered_at) == (due, None)


@pytest.mark.parametrize("vouched", ["dmarc=fail", "spf=none", ""])
def test_a_forged_answer_is_held_and_nothing_goes_out(council: Council, vouched: str) -> None:
    assignment = only(complain(council), "assignment")
    sent = answer(council, assignment, ANSWER, vouched=vouched)
    # The officer whose name it bears is told, at the directory's address; nobody else hears of it.
    assert names(sent) == [("mail_not_believed", MANAGER)]
    told = " ".join(sent[0].text.split())
    assert "did not confirm that it came from you" in told
    assert "Nothing has been changed and nothing was sent to the resident" in told
    assert council.case().case.reference in told
    assert "old list" not in told
    assert len(council.reasons()) == 1
    assert council.reasons()[0].startswith("HELD")
    assert council.case().stages[0].answered_at is None


def test_a_flood_of_forged_mails_brings_the_officer_one_letter_a_day(council: Council) -> None:
    """And in none of the forger's words: neither their subject nor their text is carried to anybody."""
    assignment = only(complain(council), "assignment")
    told: list[Arrived] = []
    for number in range(50):
        subject, text = (
            f"Urgent {number} {LURE}",
            f"ANSWER upheld\n\nDear Ms Stannard\n\n{LURE} {number}",
        )
        raw = write(OFFICER, subject, text, to=assignment.answers_to, at=council.clock.now())
        council.deliver(raw, to=assignment.answers_to, vouched="dmarc=fail")
        if number % 10 == 9:
            told += council.letters()
    assert names(told) == [("mail_not_believed", MANAGER)]
    assert LURE.encode() not in told[0].raw
    assert LURE not in told[0].text
    assert len(council.queue()) == 50
    noted = [one for one in council.journal() if one.act == "told of a mail not believed"]
    assert len(noted) == 1
    assert LURE not in noted[0].why
    # On another day they hear of it again.
    council.day(days=1)
    sent = answer(council, assignment, f"ANSWER\n\n{LURE}", vouched="dmarc=fail")
    assert ("mail_not_believed", MANAGER) in names(sent)


def test_an_answer_without_a_token_is_held(council: Council) -> None:
    """The right sender, vouched for, who writes a fresh mail with the reference in its subject."""
    complain(council)
    reference = council.case().case.reference
    council.deliver(write(OFFICER, f"{reference}: answer", ANSWER, at=council.clock.now()))
    told = only(council.letters(), "mail_not_believed", MANAGER)
    assert "does not answer a letter of ours" in " ".join(told.text.split())
    assert "does not answer a letter of ours" in council.reasons()[0]
    # They need but write it again in reply to what they were told.
    assert names(answer(council, told, ANSWER))[1:2] == [("response", HILARY)]


def test_an_answer_to_a_tampered_address_is_held(council: Council) -> None:
    address = only(complain(council), "assignment").link("answer")
    wrong = address.replace(".1.answer.", ".2.answer.")
    assert wrong != address
    council.deliver(
        write(OFFICER, "Missed bin", ANSWER, to=wrong, at=council.clock.now()), to=wrong
    )
    told = only(council.letters(), "mail_not_believed", MANAGER).text
    assert "does not answer a letter of ours" in " ".join(told.split())
    assert len(council.reasons()) == 1


def test_a_stranger_who_got_hold_of_the_answer_link_is_held(council: Council) -> None:
    address = only(complain(council), "assignment").link("answer")
    council.deliver(write(STRANGER, "Bin", ANSWER, to=address, at=council.clock.now()), to=address)
    # Whose link it was is told: it may be their own mail from another address, or their letter in wrong hands.
    told = only(council.letters(), "mail_not_believed", MANAGER)
    assert "gave to nobody but you" in " ".join(told.text.split())
    assert b"nosy" not in told.raw.lower()
    assert "not in the council's directory" in council.reasons()[0]


def test_a_colleague_without_the_case_cannot_answer_it(council: Council) -> None:
    assignment = only(complain(council), "assignment")
    sent = answer(council, assignment, ANSWER, sender="Lee Ash <lee.ash@fenbridge.example>")
    assert names(sent) == [("mail_not_believed", PARKS)]
    assert "was written to somebody else" in " ".join(sent[0].text.split())
    # A colleague who does not deal with the case is not told which it is.
    assert council.case().case.reference.encode() not in sent[0].raw
    assert "somebody else" in council.reasons()[0]


def test_an_answered_stage_is_answered_once(council: Council) -> None:
    assignment = only(complain(council), "assignment")
    answer(council, assignment, ANSWER)
    sent = answer(council, assignment, "ANSWER\n\nOn second thoughts: no.")
    assert names(sent) == [("officer_receipt", MANAGER)]
    assert "answered already" in sent[0].text


def test_an_answer_copied_to_the_mailbox_counts(council: Council) -> None:
    """The officer writes to the resident and puts the letter's own reply address into Cc."""
    assignment = only(complain(council), "assignment")
    raw = write(
        OFFICER, "Your bin", ANSWER, to=HILARY, cc=assignment.answers_to, at=council.clock.now(),
    )  # fmt: skip
    council.deliver(raw, to=assignment.answers_to)
    council.round()
    assert council.case().stages[0].answered_at is not None
    # Whether the resident gets ours beside the officer's own is the house's choice; never more than one.
    assert [one.name for one in council.arrived() if one.to == HILARY] in ([], ["response"])


def test_mail_to_the_plain_address_from_an_officer_about_no_case_is_held(council: Council) -> None:
    council.deliver(
        write(OFFICER, "Lunch?", "Anyone for lunch at one?", at=council.clock.now()), to=FEEDBACK
    )
    assert council.letters() == []
    assert "belongs to no one case" in council.reasons()[0]
