"""Brighton & Hove, stage 1: acknowledged, answered, put off, spoken, recorded; what resident and officer get."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailroom.jobs import by_hand_record
from mailroom.rules.workdays import Calendar
from store.states import CaseStatus
from tests.acts.council import ANSWER, COMPLAINT, JO, SAM, UNA, letters_to, receipt
from tests.requirements.brighton import FULL, HEAD, Make, Seaside, seaside, subjects, to

__all__ = ["seaside"]

CALENDAR = Calendar()
FIRST_DUE = date(2026, 2, 17)
ASSIGNED = "Complaint for you to answer"


@pytest.mark.rows("S001-17", "S001-18", "S001-19", "S001-20", "S001-24", "S001-02", "S001-88")
def test_a_complaint_has_a_case_and_an_acknowledgement_with_officer_contact_and_date(
    seaside: Make,
) -> None:
    bh = seaside()
    bh.complain()
    letter = to(bh.got, UNA)
    assert bh.reference in letter
    for words in (
        "Sam Lee, Waste Manager, is looking into it",
        "on 01273 290 000 or at sam.lee@ashford.example",
        "by Tuesday 17 February 2026",
        "https://bh.example",
    ):
        assert words in letter
    assert bh.stage.respond_by == FIRST_DUE
    assert bh.town.sql("select due_on from deadlines where name = 'acknowledgement'") == [
        ("2026-02-05",)
    ]


# Receipt, acknowledgement and answer as counted by hand in the worked cases C001-01 to C001-09.
COUNTED = [
    pytest.param(datetime(2026, 2, 7, 10, 0, tzinfo=UTC), (10, 2), (20, 2), id="a Saturday"),
    pytest.param(datetime(2025, 4, 17, 22, 50, tzinfo=UTC), (23, 4), (6, 5), id="before Easter"),
    pytest.param(datetime(2026, 8, 28, 11, 0, tzinfo=UTC), (2, 9), (14, 9), id="a bank holiday"),
]


@pytest.mark.rows("S001-18", "S001-24")
@pytest.mark.parametrize(("start", "acknowledged", "answered"), COUNTED)
def test_working_days_count_from_receipt(
    seaside: Make, start: datetime, acknowledged: tuple[int, int], answered: tuple[int, int]
) -> None:
    bh = seaside(start=start)
    bh.complain()
    due = bh.town.sql("select due_on from deadlines where name = 'acknowledgement'")
    day, month = acknowledged
    assert due == [(f"{start.year}-{month:02}-{day:02}",)]
    assert bh.stage.respond_by == date(start.year, answered[1], answered[0])


@pytest.mark.rows("S001-21")
def test_the_days_count_from_when_a_service_first_had_it(seaside: Make) -> None:
    bh = seaside()
    forwarded = (
        "Please register this, it came to us.\n\nSam\n\n-----Original Message-----\n"
        f"From: Una Firth <{UNA}>\nSent: Mon, 26 Jan 2026 09:10\nTo: Sam Lee <{SAM}>\n"
        f"Subject: Missed bin: complaint\n\n{COMPLAINT}"
    )
    bh.writes(SAM, "FW: Missed bin: complaint", forwarded)
    if bh.waits:
        bh.register(bh.last, first_received_on=date(2026, 1, 26))
        bh.work()
    assert bh.file.case.received_at.date() == date(2026, 1, 26)
    assert bh.stage.respond_by == date(2026, 2, 9)
    assert bh.file.parties[0].email == UNA


# What the assignment tells the officer, row by row.
TOLD = {
    "S001-06": "what your team has learned, or that there was nothing to learn",
    "S001-16": "put the resident, as far as possible, where they would be if nothing had gone wrong",
    "S001-25": "answer as soon as you can, and not only by the last day",
    "S001-27": "A straightforward matter may be settled by telephone or at a meeting",
    "S001-28": "send us a note of what was said",
    "S001-29": "tell the resident, even if they seem content, that they can come back",
    "S001-31": "answer point by point, in plain words",
    "S001-33": "explain how it came about",
    "S001-34": "Say what is being done about it and by when, and what will change",
    "S001-88": "ask the Customer Feedback Team: a reply to this email reaches them",
    "S001-90": "A remedy should put the resident",
    "S001-118": "note every point however small",
    "S001-119": "Begin your answer by thanking the resident and saying what you did to find out",
    "S001-120": "answer point by point, in plain words, and show that you see why they wrote",
    "S001-121": "say so, explain how it came about and apologise",
    "S001-122": "the resident reads what you write on the line Learning:",
    "S001-123": "explain why things had to be done as they were, and show that you understand",
    "S001-125": "If you are not sure how to deal with it, ask the Customer Feedback Team",
}


@pytest.mark.rows(
    *("S001-06", "S001-16", "S001-25", "S001-27", "S001-28", "S001-29", "S001-31", "S001-33"),
    *("S001-34", "S001-88", "S001-90", "S001-118", "S001-119", "S001-120", "S001-121"),
    *("S001-122", "S001-123", "S001-125"),
)
def test_the_assignment_tells_the_officer_how_to_answer(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    letter = to(bh.got, SAM, ASSIGNED)
    assert [row for row, words in TOLD.items() if words not in letter] == []


@pytest.mark.rows("S001-25")
def test_whoever_answers_is_reminded_a_week_before_and_two_days_before(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    reminded = []
    for _ in range(14):
        sent = bh.days(1)
        if any("due" in one.lower() for one in subjects(sent, SAM)):
            reminded.append(bh.today)
    assert reminded == [CALENDAR.before(FIRST_DUE, 5), CALENDAR.before(FIRST_DUE, 2), FIRST_DUE]


@pytest.mark.rows("S001-26")
def test_without_an_answer_on_the_day_a_holding_reply_is_owed_and_says_all_three(
    seaside: Make,
) -> None:
    bh = seaside()
    bh.complain()
    on_the_day = [text for text in letters_to(bh.days(14), SAM) if "holding reply" in text]
    assert len(on_the_day) >= 1
    assert "an apology, why it is delayed, and when to expect the answer" in on_the_day[-1]
    sent = bh.says(
        SAM,
        "HOLDING UNTIL 25 February 2026\nI am sorry: the crew is away. We will answer by then.",
    )
    letter = to(sent, UNA)
    assert "the crew is away" in letter
    assert "25 February 2026" in letter
    assert "sorry" in letter.lower()
    assert bh.owed("say_the_rest") == []


@pytest.mark.rows("S001-26", "S001-51")
def test_a_holding_reply_without_a_new_date_leaves_it_owed(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    bh.days(13)
    bh.says(SAM, "HOLDING\nThe crew is away.")
    (owed,) = bh.owed("say_the_rest")
    assert owed.holder_email == SAM
    assert "new date" in owed.words
    bh.says(SAM, "HOLDING\nSorry again. We will write to you by 25 February.")
    assert len(bh.owed("say_the_rest")) == 1


@pytest.mark.rows("S001-27", "S001-28", "S001-29")
def test_a_straightforward_matter_is_answered_by_telephone_with_a_note(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    lines = "Channel: telephone\nComplexity: straightforward\nRemedy: an apology\nLearning: none"
    sent = bh.says(SAM, f"ANSWER upheld\n{lines}\n\nI rang her and said sorry. Her dog barked.")
    letter = to(sent, UNA)
    assert "Thank you for speaking with Sam Lee by telephone" in letter
    assert "you can ask for it to be considered again, at stage 2" in letter
    assert "dog" not in letter
    assert "dog" in to(sent, JO)
    assert bh.journalled("contact: telephone")
    assert bh.is_now(CaseStatus.CLOSED)


@pytest.mark.rows("S001-28")
def test_a_spoken_answer_without_a_note_is_none(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    before = bh.as_it_is()
    sent = bh.says(SAM, "ANSWER upheld\nChannel: telephone\nComplexity: straightforward")
    assert "Not done" in " ".join(subjects(sent, SAM))
    assert bh.as_it_is() == before


@pytest.mark.rows("S001-30")
def test_what_is_more_complicated_is_not_answered_by_telephone(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    before = bh.as_it_is()
    sent = bh.says(SAM, "ANSWER upheld\nChannel: telephone\nComplexity: complex\n\nI rang her.")
    assert "only a straightforward complaint" in receipt(sent, SAM)
    assert letters_to(sent, UNA) == []
    assert bh.as_it_is() == before


def _lacking(bh: Seaside) -> str:
    """What the answer left out, as its writer is told."""
    return " ".join(one.words for one in bh.owed("say_the_rest"))


# What an answer leaves out, and what its writer then owes the resident.
OMITTED = [
    pytest.param(
        FULL.replace("I spoke to the crew, read the round's list and went to Hill Road.", "").replace("read", "used"),
        "upheld", "what was done", id="S001-119", marks=pytest.mark.rows("S001-119"),
    ),
    pytest.param("Sorry.", "upheld", "reasons", id="S001-33", marks=pytest.mark.rows("S001-33")),
    pytest.param(
        "We looked at it.", "not upheld", "reasons", id="S001-123", marks=pytest.mark.rows("S001-123"),
    ),
    pytest.param(
        FULL.replace("I am sorry that your", "Your"), "upheld", "say sorry", id="S001-34",
        marks=pytest.mark.rows("S001-34", "S001-121"),
    ),
    pytest.param(
        FULL.replace("From now on the list is read before each round.", ""), "partly upheld",
        "what was learnt", id="S001-122", marks=pytest.mark.rows("S001-122", "S001-34"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outcome", "part"), OMITTED)
def test_what_an_answer_leaves_out_is_owed_by_whoever_wrote_it(
    seaside: Make, text: str, outcome: str, part: str
) -> None:
    bh = seaside()
    bh.complain()
    bh.says(SAM, f"ANSWER {outcome}\n{text}")
    assert part in _lacking(bh)
    (owed,) = bh.owed("say_the_rest")
    bh.finish("say_the_rest", "written to her on 5 February")
    assert owed.holder_email == SAM
    assert bh.owed("say_the_rest") == []


@pytest.mark.rows(
    *("S001-32", "S001-33", "S001-34", "S001-36", "S001-119", "S001-120", "S001-122", "S001-124"),
    *("S001-29", "S001-121"),
)
def test_a_whole_answer_owes_nothing_and_ends_with_the_standard_paragraph(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    sent = bh.answers()
    letter = to(sent, UNA)
    assert bh.owed() == []
    for words in (
        "What we have learnt we read the list before each round",
        "This answers the following complaint, in your own words: > I wish to make a formal complaint",
        "a new bin (Sam Lee), by Tuesday 3 March 2026",
        "you can ask for it to be considered again, at stage 2",
        "If you would like to talk about this answer",
    ):
        assert words in letter
    assert "please come back to us" in letter
    assert bh.is_now(CaseStatus.CLOSED)


@pytest.mark.rows("S001-122")
def test_that_there_was_nothing_to_learn_is_not_told_and_not_owed(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    text = FULL.replace("From now on the list is read before each round.", "")
    head = HEAD.replace("we read the list before each round", "none")
    letter = to(bh.answers(head=head, text=text), UNA)
    assert "learnt" not in letter
    assert bh.owed() == []
    assert bh.learnt[0].answers["learning"] == "none"


@pytest.mark.rows("S001-06", "S001-35", "S001-37")
@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("", "whether the complaint was upheld"),
        ("Outcome: upheld\nLearning: none\n", "what is done to put it right"),
        ("Outcome: not upheld\n", "what was learnt, or that there is nothing to learn"),
    ],
)
def test_without_outcome_remedy_or_learning_it_stays_open_until_they_come(
    seaside: Make, head: str, wanted: str
) -> None:
    bh = seaside()
    bh.complain()
    sent = bh.says(SAM, f"ANSWER\n{head}\n{ANSWER}")
    assert wanted in receipt(sent, SAM)
    assert bh.is_now(CaseStatus.ANSWERED)
    for owed in bh.owed("say_the_rest"):
        bh.finish(owed.name, "said")
    bh.says(SAM, "OUTCOME: not upheld\nREMEDY: none\nLEARNING: none")
    assert bh.is_now(CaseStatus.CLOSED)


@pytest.mark.rows("S001-37")
def test_the_team_has_a_copy_of_each_answer(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    copy = to(bh.answers(), JO)
    assert "For the file: a copy of what went to una@home.example" in copy
    assert "Our decision: Your complaint is upheld" in copy


@pytest.mark.rows("S001-89")
def test_upheld_without_an_apology_it_does_not_close(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    text = FULL.replace("I am sorry that your", "Your")
    head = HEAD.replace("Remedy: an apology\n", "")
    sent = bh.answers(head=head, text=text)
    assert "nobody has apologised for it" in receipt(sent, SAM)
    assert bh.is_now(CaseStatus.ANSWERED)
    assert "the least it does is apologise" in bh.case_page()
    by_hand_record.record_outcome(
        bh.town.house, bh.reference, "Jo Park", "upheld", ("an apology",), (), ""
    )
    assert bh.is_now(CaseStatus.CLOSED)
