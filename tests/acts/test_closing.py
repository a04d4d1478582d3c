"""When a case is closed: by itself, by a person, by its complainant; and what keeps it open."""

from __future__ import annotations

import pytest

from mailroom.acts import closing, learning
from mailroom.acts.ledger import Ledger
from mailroom.rules.workdays import Calendar
from parsers.documents import Reader
from store import inbox
from store import learning as record
from store.learning import Survey
from store.states import CaseStatus
from tests.acts.conftest import Under
from tests.acts.council import ANSWER, JO, KIT, SAM, UNA, Council, letters_to, receipt
from tests.acts.papers import WORD, learning_form

FORM = "LEARNING\n\nWhat have you learnt from this complaint?\nCheck the list.\n\nActions: none"
CALENDAR = Calendar()


def survey_of(council: Council) -> Survey | None:
    """The survey of Una's case."""
    return council.town.read(lambda conn: record.survey_of(conn, 1))


def chase(council: Council) -> int:
    """The diary asks for forms."""
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.clock.now(), by="diary")
        written = learning.chase_due(ledger, council.today)
        ledger.flush()
    return written


def test_the_learning_form_gates_the_closing_and_then_the_survey_goes(under: Under) -> None:
    council = under("south-cambs-corporate")
    sent = council.says(KIT, f"ANSWER upheld\nRemedy: an apology\n\n{ANSWER}")
    assert "learning form has not come" in receipt(sent, KIT)
    assert council.is_now(CaseStatus.ANSWERED)
    assert survey_of(council) is None
    council.town.days_pass(1)

    sent = council.says(KIT, FORM)
    assert "closed the case" in receipt(sent, KIT)
    assert (council.file.case.status, council.file.case.closing) == (CaseStatus.CLOSED, "answered")
    assert council.file.case.closed_at == council.town.clock.now()
    (to_una,) = letters_to(sent, UNA)
    assert "how quickly you had our answer" in to_una
    assert survey_of(council) is not None
    assert council.learnt[-1].answers == {
        "lessons": "Check the list.",
        "actions": "none",
        "form": "in the mail",
    }
    assert council.owed("learning_form") == []
    # A second form changes nothing of that, and nobody is asked twice.
    assert letters_to(council.says(KIT, FORM), UNA) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("LEARNING", "the form"),
        ("LEARNING\n\nLessons learnt: none", "so that it does not happen again"),
        ("LEARNING\n\nlessons:\nactions: none", "learnt from this complaint"),
        ("LEARNING\n\nSee my earlier email.", "the form"),
    ],
)
def test_a_form_with_an_open_question_is_sent_back(under: Under, text: str, missing: str) -> None:
    council = under("south-cambs-corporate")
    council.says(KIT, f"ANSWER upheld\n\n{ANSWER}")
    before = council.as_it_is()
    told = receipt(council.says(KIT, text), KIT)
    assert missing in told
    assert council.as_it_is() == before


def test_a_form_attached_to_plain_words_is_the_form_returned(under: Under) -> None:
    council = under("south-cambs-corporate")
    council.says(KIT, f"ANSWER\n\n{ANSWER}")
    form = learning_form(
        ("Outcome", "Upheld"), ("Lessons learnt", "check"), ("Corrective action", "a new list")
    )
    council.says(KIT, "Sorry, forgot to send this on.\n\nKit", paper=("Form.docx", form, WORD))
    assert council.is_now(CaseStatus.CLOSED)
    # What the form says of the outcome counts where nobody had said it.
    assert council.stage.outcome == "upheld"


def test_the_form_is_asked_for_again_until_it_has_come(under: Under) -> None:
    council = under("south-cambs-corporate")
    council.says(KIT, f"ANSWER upheld\n\n{ANSWER}")
    asked_on = []
    for _ in range(18):
        council.town.days_pass(1)
        if chase(council):
            asked_on.append(council.today)
    first = CALENDAR.after(council.stage.answered_at.date(), 5)  # type: ignore[union-attr]
    assert asked_on == [first, CALENDAR.after(first, 5)]
    chased = [words for words in letters_to(council.work(), KIT) if "learning form" in words]
    assert len(chased) == 2
    assert "What have you learnt from this complaint?" in chased[0]
    council.says(KIT, FORM)
    council.town.days_pass(30)
    assert chase(council) == 0


def test_a_form_that_is_a_task_is_chased_though_the_case_be_closed(under: Under) -> None:
    council = under("south-cambs-housing")
    council.says(SAM, f"ANSWER not upheld\nAction: none needed\n\n{ANSWER}")
    assert council.is_now(CaseStatus.CLOSED)
    assert len(council.owed("learning_form")) == 1


def test_what_is_missing_can_be_sent_later_and_closes_the_case(under: Under) -> None:
    council = under("brighton-hove")
    council.says(SAM, f"ANSWER\n\n{ANSWER}")
    assert council.is_now(CaseStatus.ANSWERED)
    sent = council.says(SAM, "OUTCOME: upheld\nREMEDY: an apology\nLEARNING: read the list")
    assert letters_to(sent, UNA) == []
    assert council.stage.outcome == "upheld"
    assert [one.kind for one in council.promised] == ["apology"]
    assert council.learnt[0].answers["learning"] == "read the list"
    sent = council.says(SAM, "CAUSE: an old list\nRECOMMENDATION: none")
    barred = [one for one in council.owed() if one.bars == "closing"]
    assert (council.file.case.status is CaseStatus.CLOSED) is (barred == [])


def test_an_outcome_before_the_answer_is_refused(under: Under) -> None:
    council = under("brighton-hove")
    before = council.as_it_is()
    told = receipt(council.says(SAM, "OUTCOME: upheld"), SAM)
    assert "has not been answered yet" in told
    assert council.as_it_is() == before


# By a person -------------------------------------------------------------------------------------


def test_close_is_refused_in_words_while_something_lacks(under: Under) -> None:
    council = under("south-cambs-corporate")
    before = council.as_it_is()
    assert "it has not been answered" in receipt(council.says(KIT, "CLOSE"), KIT)
    assert council.as_it_is() == before
    council.says(KIT, f"ANSWER upheld\n\n{ANSWER}")
    before = council.as_it_is()
    assert "the learning form has not come" in receipt(council.says(KIT, "CLOSE"), KIT)
    assert council.as_it_is() == before


def by_coordinator(text: str) -> str:
    """The policy with closing left to a coordinator."""
    return text.replace('by = "itself"', 'by = "coordinator"')


def test_a_policy_that_has_a_coordinator_close_asks_one(under: Under) -> None:
    council = under("south-cambs-corporate", by_coordinator)
    council.says(KIT, f"ANSWER upheld\n\n{ANSWER}")
    sent = council.says(KIT, FORM)
    assert council.is_now(CaseStatus.ANSWERED)
    assert any("CLOSE" in words for words in letters_to(sent, JO))
    sent = council.says(JO, "CLOSE")
    assert council.is_now(CaseStatus.CLOSED)
    assert len(letters_to(sent, UNA)) == 1
    assert council.owed("close_case") == []


def test_an_officer_does_not_close_a_complaint_as_withdrawn(under: Under) -> None:
    council = under("south-cambs-2021")
    before = council.as_it_is()
    assert "only a coordinator" in receipt(council.says(SAM, "CLOSE: withdrawn"), SAM)
    assert council.as_it_is() == before


def test_an_answer_to_a_closed_case_is_refused(under: Under) -> None:
    council = under("south-cambs-2021")
    council.says(SAM, "OUT OF SCOPE\nNot ours.")
    council.says(JO, "CLOSE: withdrawn, by telephone today")
    assert (council.file.case.status, council.file.case.closing) == (CaseStatus.CLOSED, "withdrawn")
    before = council.as_it_is()
    sent = council.says(SAM, f"ANSWER upheld\n\n{ANSWER}")
    assert "the case is closed" in receipt(sent, SAM)
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


# By the complainant ------------------------------------------------------------------------------


def test_withdrawn_the_case_closes_the_owner_is_told_and_nobody_is_asked_how_it_was(
    under: Under, reader: Reader
) -> None:
    council = under("south-cambs-corporate")
    sent = council.says(UNA, "Thank you, it is sorted. I would like to withdraw my complaint.")
    if council.file.case.status is CaseStatus.OPEN:  # a person decides that it is one
        with council.town.record.write() as conn:
            ledger = Ledger(council.town.house, conn, council.town.clock.now(), by=JO)
            closing.withdraw(ledger, council.file, reading_of(council, reader, 2))
            ledger.flush()
        sent = council.work()
    assert (council.file.case.status, council.file.case.closing) == (CaseStatus.CLOSED, "withdrawn")
    (to_una,) = letters_to(sent, UNA)
    assert "do not wish to go on" in to_una
    assert any("withdraw my complaint" in words for words in letters_to(sent, KIT))
    assert survey_of(council) is None
    council.town.days_pass(40)
    late = [words for words in letters_to(council.work(), KIT) if "overdue" in words.lower()]
    assert late == []


def reading_of(council: Council, reader: Reader, number: int):  # type: ignore[no-untyped-def]
    """A mail read again, as whoever decides by hand reads it."""
    from mailroom.jobs import reading

    raw = council.town.read(lambda conn: inbox.raw_of(conn, number))
    at = council.town.clock.now()
    trusted = council.town.house.config.council.trusted_authserv
    return reading.finish(reading.start(number, raw, at, reader, trusted, at))


# The survey --------------------------------------------------------------------------------------


def closed(under: Under, flags: str = "") -> Council:
    """A case of South Cambridgeshire's, answered and closed."""
    council = under("south-cambs-corporate")
    if flags:
        council.town.sql(f"update cases set flags = '{flags}'")
    council.says(KIT, f"ANSWER upheld\n\n{ANSWER}")
    council.says(KIT, FORM)
    assert council.is_now(CaseStatus.CLOSED)
    return council


@pytest.mark.parametrize("flags", ['["anonymous"]', '["restricted"]'])
def test_nobody_is_asked_where_contact_is_restricted_or_there_is_no_name(
    under: Under, flags: str
) -> None:
    assert survey_of(closed(under, flags)) is None


def test_the_scores_are_kept_and_nobody_is_thanked(under: Under) -> None:
    council = closed(under)
    text = "How my complaint was handled: 4\nKept informed: 3 (a call)\nThe process: 4\nSpeed: 5\n\nHe wrote well."
    sent = council.says(UNA, text)
    survey = survey_of(council)
    assert survey is not None
    assert survey.answers is not None
    assert survey.answers["scores"] == [4, 3, 4, 5]
    assert "He wrote well." in survey.answers["words"]
    assert survey.returned_at == council.town.clock.now()
    assert letters_to(sent, UNA) == []
    assert council.is_now(CaseStatus.CLOSED)


def test_a_complaint_in_answer_to_the_survey_is_read_by_a_person(under: Under) -> None:
    council = closed(under)
    text = (
        "I wish to complain about something else: your parking warden in Mill Street fined me twice for a space"
        " that I had paid for, and shouted at me. I want the fine cancelled."
    )
    council.says(UNA, text)
    assert council.town.sql("select state from incoming order by id desc limit 1") == [("HELD",)]


def offering(text: str) -> str:
    """The policy where somebody dissatisfied is asked whether to make it a complaint."""
    return text.replace("[surveys]", "[surveys]\noffer_complaint = true", 1)


def test_somebody_dissatisfied_is_asked_whether_to_make_it_a_complaint(under: Under) -> None:
    council = under("south-cambs-corporate", offering)
    council.says(KIT, f"ANSWER upheld\n\n{ANSWER}")
    council.says(KIT, FORM)
    sent = council.says(UNA, "1, 1, 2, 3\n\nNobody ever rang me.")
    (to_una,) = letters_to(sent, UNA)
    assert "say yes" in to_una
    assert "Nobody ever rang me." in to_una
    (duty,) = council.owed("complaint_offered")
    assert duty.holder_email == JO
