"""One complaint under Cambridge City's policy from its first mail to the last stage: what everybody gets on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage

import pytest

from mailroom.rules.workdays import Calendar
from parsers.documents import Reader
from store import cases
from store.states import CaseStatus
from tests.acts.council import ANN, DEE, JO, KIT, PAT, SAM, UNA, letters_to, receipt, text_of
from tests.requirements.cambridge import City, city_of, to

CALENDAR = Calendar()
COMPLAINT = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported each missed"
    " collection online, and nobody has come. Your man on the telephone shouted at me besides."
    "\n\nUna Firth, 3 Hill Road"
)
ANSWER = (
    "ANSWER upheld\nRemedy: an apology\nRemedy: £20, by 10 March 2026, allowed by Kit Roe\n"
    "Action: a new list for the crew, by 3 April 2026, Sam Lee\n\n"
    "Dear Ms Firth\n\nI understand that your bin was missed three times and that somebody shouted at you. The crew had"
    " an old list. Under our collection policy a missed bin is emptied within two days, and ours was not. I am sorry.\n"
)


@dataclass
class Story:
    """What went out at each step, and how the case stood after it."""

    city: City
    sent: dict[str, list[EmailMessage]] = field(default_factory=dict)
    file: dict[str, cases.CaseFile] = field(default_factory=dict)
    owed: dict[str, dict[str, date | None]] = field(default_factory=dict)
    on: dict[str, date] = field(default_factory=dict)

    def note(self, step: str, letters: list[EmailMessage]) -> None:
        self.sent[step], self.file[step] = letters, self.city.file
        self.owed[step] = {one.name: one.due_on for one in self.city.owed()}
        self.on[step] = self.city.today

    def told(self, step: str, email: str, subject: str = "") -> str:
        return to(self.sent[step], email, subject)

    def due(self, step: str) -> date | None:
        return self.file[step].stages[-1].respond_by


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Story]:
    city = city_of(tmp_path_factory.mktemp("city"), reader)
    one = Story(city)
    _first_stage(one)
    _second_stage(one)
    yield one
    city.town.record.close()


def _first_stage(one: Story) -> None:
    city, days = one.city, one.city.town.days_pass
    one.note("came", city.write(UNA, "Missed bin: complaint", COMPLAINT))
    one.note("more", city.says(UNA, "I forgot: it was missed on 27 January too."))
    one.note("accepted", city.says(SAM, "ACCEPT"))
    days(1)
    one.note(
        "acknowledged", city.says(SAM, "UPDATE TO THE RESIDENT\nWe understand: missed thrice.")
    )
    one.note("asked", city.says(SAM, "ASK\n\nWhich of the two bins is it, please?"))
    days(2)
    one.note("replied", city.says(UNA, "The green one."))
    days(6)
    one.note("too far", city.says(SAM, "EXTEND TO 20 March 2026\nThe crew are away."))
    one.note("extended", city.says(SAM, "EXTEND TO 3 March 2026\nThe crew are away."))
    one.note("again", city.says(SAM, "EXTEND TO 4 March 2026\nThey are still away."))
    one.note("agreed", city.says(SAM, "DONE: 5 working days"))
    days(7)
    one.note("news", city.work())
    one.note("answered", city.says(SAM, ANSWER))


def _second_stage(one: Story) -> None:
    city, days = one.city, one.city.town.days_pass
    days(30)
    text = "I am not satisfied with your response, the second part. Please take this to stage 2."
    one.note("further", city.says(UNA, text))
    one.note("to a peer", city.says(KIT, "PASS ON TO Sam Lee"))
    one.note("reminded", _until(city, date(2026, 4, 2)))
    final = ANSWER.replace("ANSWER upheld", "ANSWER not upheld").replace(
        "Remedy: £20, by 10 March 2026, allowed by Kit Roe\n", ""
    )
    one.note("final", city.says(KIT, final))
    days(3)
    city.town.mail(UNA, "Missed bin: complaint", COMPLAINT)
    one.note("once more", city.work())


def _until(city: City, day: date) -> list[EmailMessage]:
    found = []
    while city.today < day:
        city.town.days_pass(1)
        found += city.work()
    return found


@pytest.mark.rows("S004-40")
def test_whoever_complains_hears_at_once_and_once_with_reference_and_day(story: Story) -> None:
    came = letters_to(story.sent["came"], UNA)
    assert len(came) == 1
    assert story.file["came"].case.reference in came[0]
    assert "17 February 2026" in came[0]
    assert story.due("came") == date(2026, 2, 17)


@pytest.mark.rows("S004-39", "S004-62", "S004-87", "S004-55")
def test_a_service_manager_has_it_in_the_same_round_with_the_day(story: Story) -> None:
    told = story.told("came", SAM)
    assert "shouted at me besides" in told
    assert "17 February 2026" in told
    stage = story.file["came"].stages[0]
    assert (stage.owner_email, stage.owner_role) == (SAM, "manager")


@pytest.mark.rows("S004-51")
def test_whoever_answers_is_told_to_answer_each_point_and_say_on_what_it_rests(
    story: Story,
) -> None:
    assert "Answer every point, and say which law, policy or good practice" in story.told(
        "came", SAM
    )


@pytest.mark.rows("S004-53", "S004-78", "S004-80", "S004-81")
def test_whoever_answers_is_told_to_book_what_follows_and_give_each_its_day(story: Story) -> None:
    told = story.told("came", SAM)
    assert (
        "Book whatever has to be done as part of your answer, and give each thing its day" in told
    )
    assert "match what the fault did to the resident" in told


@pytest.mark.rows("S004-52")
def test_accepting_says_that_there_is_no_conflict_of_interest(story: Story) -> None:
    assert "no_conflict" in story.owed["came"]
    assert "open mind" in story.told("came", SAM)
    assert "no_conflict" not in story.owed["accepted"]
    assert "duty done" in {one.act for one in story.city.town.journal()}


@pytest.mark.rows("S004-60")
def test_a_reply_to_the_automatic_mail_is_on_the_case_and_its_owner_told(story: Story) -> None:
    assert "goes straight to your case" in story.told("came", UNA)
    assert "27 January too" in story.told("more", SAM)
    assert len(story.city.cases()) == 1
    assert story.told("more", UNA) == ""


@pytest.mark.rows("S004-63", "S004-64")
def test_the_automatic_mail_does_not_do_for_the_five_days_and_a_persons_own_does(
    story: Story,
) -> None:
    assert story.owed["came"]["formal_acknowledgement"] == date(2026, 2, 10)
    assert story.file["accepted"].stages[0].acknowledged_at is None
    assert "what we understand it to be" in story.told("came", SAM)
    assert "formal_acknowledgement" not in story.owed["acknowledged"]
    assert story.file["acknowledged"].stages[0].acknowledged_at is not None
    assert "shouted at me besides" in story.told("came", UNA)


@pytest.mark.rows("S004-58", "S004-59")
def test_a_question_stops_the_clock_and_the_reply_sets_it_going(story: Story) -> None:
    asked = story.told("asked", UNA)
    assert "Which of the two bins" in asked
    assert "stands still" in asked
    assert "Local Government and Social Care Ombudsman" in asked
    assert "0300 061 0614" in asked
    assert [one.to_on for one in story.file["asked"].stages[0].pauses] == [None]
    missed = CALENDAR.count_between(story.on["asked"], story.on["replied"])
    moved = CALENDAR.after(date(2026, 2, 17), missed)
    assert story.due("replied") == moved > date(2026, 2, 17)
    assert f"{moved:%-d %B %Y}" in story.told("replied", UNA)


@pytest.mark.rows("S004-86")
def test_that_the_clock_stands_still_is_confirmed_by_the_admin_officer(story: Story) -> None:
    assert "Confirm that the time for the answer stands still" in story.told("asked", JO)


@pytest.mark.rows("S004-56", "S004-59", "S004-61")
def test_the_new_day_comes_with_reason_ombudsman_and_how_often_to_hear(story: Story) -> None:
    told = story.told("extended", UNA)
    for words in (
        "3 March 2026",
        "The crew are away",
        "0300 061 0614",
        "how often you want to hear",
    ):
        assert words in told
    assert story.due("extended") == date(2026, 3, 3)


@pytest.mark.rows("S004-57")
def test_it_is_put_off_once_and_by_ten_working_days_at_most(story: Story) -> None:
    assert "at the latest" in receipt(story.sent["too far"], SAM)
    assert story.told("too far", UNA) == ""
    assert story.due("too far") == story.due("replied")
    assert "no further extension" in receipt(story.sent["again"], SAM)
    assert story.told("again", UNA) == ""


@pytest.mark.rows("S004-61")
def test_news_comes_as_often_as_was_agreed_until_the_answer(story: Story) -> None:
    assert "Agree with the complainant how often" in story.told("extended", SAM)
    assert story.file["agreed"].case.update_days == 5
    assert story.owed["agreed"]["update_the_resident"] == CALENDAR.after(story.on["agreed"], 5)
    assert "how far you have come" in story.told("news", SAM)
    assert "update_the_resident" not in story.owed["final"]


@pytest.mark.rows("S004-44", "S004-45", "S004-46", "S004-47", "S004-48", "S004-49")
def test_the_answer_names_stage_complaint_decision_reasons_remedies_and_what_is_still_to_do(
    story: Story,
) -> None:
    told = story.told("answered", UNA)
    for words in (
        "Stage of our procedure: 1",
        "shouted at me besides",
        "Your complaint is upheld",
        "Under our collection policy",
        "£20",
        "a new list for the crew",
        "3 April 2026",
    ):
        assert words in told


@pytest.mark.rows("S004-50", "S004-66", "S004-67", "S004-68")
def test_the_answer_tells_how_and_until_when_to_go_further_and_asks_why_without_insisting(
    story: Story,
) -> None:
    told = story.told("answered", UNA)
    until = story.on["answered"].replace(month=story.on["answered"].month + 3)
    assert f"{until:%-d %B %Y}" in told
    assert "stage 2" in told
    assert "does not settle all of your complaint" in told
    assert "what is still wrong and what you would like us to do, but you need not" in told


@pytest.mark.rows("S004-53")
def test_the_case_closes_though_what_was_booked_is_still_to_be_done(story: Story) -> None:
    assert story.file["answered"].case.status is CaseStatus.CLOSED
    assert any("a new list" in one.what and one.done_at is None for one in story.city.promised)


@pytest.mark.rows("S004-78", "S004-80")
def test_what_was_booked_is_reminded_of_before_its_day(story: Story) -> None:
    assert "a new list for the crew" in story.told("reminded", SAM)


@pytest.mark.rows("S004-66", "S004-71", "S004-76")
def test_a_part_that_is_not_settled_is_enough_for_stage_2_at_a_higher_rank(story: Story) -> None:
    stage = story.file["further"].stages[-1]
    assert (stage.number, stage.owner_email, stage.owner_role) == (2, KIT, "head")
    assert "stage 2" in story.told("further", UNA).lower()


@pytest.mark.rows("S004-73", "S004-55")
def test_stage_2_has_ten_working_days_of_its_own(story: Story) -> None:
    due = CALENDAR.after(story.on["further"], 10)
    assert story.due("further") == due
    assert f"{due:%-d %B %Y}" in story.told("further", UNA)


@pytest.mark.rows("S004-74")
def test_whoever_looks_again_has_the_whole_file(story: Story) -> None:
    (letter,) = [one for one in story.sent["further"] if KIT in str(one["To"])]
    (file,) = [
        part
        for part in letter.iter_attachments()
        if str(part.get_filename()).startswith("Case file")
    ]
    text = str(file.get_content())
    for words in (
        "shouted at me besides",
        "27 January too",
        "Under our collection policy",
        "The green one",
    ):
        assert words in " ".join(text.split())
    assert "read the first complaint and all that was written at stage 1" in text_of(letter)


@pytest.mark.rows("S004-75")
def test_whoever_looks_again_considers_only_what_was_raised_then(story: Story) -> None:
    assert "Only what was raised then is considered" in story.told("further", KIT)


@pytest.mark.rows("S004-72", "S004-76", "S004-71")
def test_stage_2_is_not_given_to_whoever_answered_stage_1(story: Story) -> None:
    assert "a director or officer of your service only" in receipt(story.sent["to a peer"], KIT)
    assert story.file["to a peer"].stages[-1].owner_email == KIT
    assert story.told("to a peer", SAM) == ""
    assert {PAT, DEE, ANN}.isdisjoint(str(one["To"]) for one in story.sent["to a peer"])


@pytest.mark.rows("S004-50", "S004-77", "S004-82", "S004-84")
def test_the_last_answer_sends_on_to_the_ombudsman_free_and_at_any_time(story: Story) -> None:
    told = story.told("final", UNA)
    for words in (
        "Local Government and Social Care Ombudsman",
        "0300 061 0614",
        "costs you nothing",
        "usually expect the council's own complaints procedure",
        "at any time",
        "known of the matter for more than 12 months",
        "not affected you personally",
        "most people in the area",
        "a right to appeal or go to court",
        "about employment",
    ):
        assert words in told
    assert "is for the Local Government and Social Care Ombudsman alone to say" in told


@pytest.mark.rows("S004-35")
def test_the_same_matter_once_more_is_not_looked_at_again_and_the_ombudsman_is_named(
    story: Story,
) -> None:
    told = story.told("once more", UNA)
    assert story.file["final"].case.reference in told
    assert "0300 061 0614" in told
    assert len(story.city.cases()) == 1
    assert len(story.file["once more"].stages) == 2
