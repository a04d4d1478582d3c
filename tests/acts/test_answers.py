"""An officer's answer: what is taken out of it, who may sign it, when it may be spoken, and what follows."""

from __future__ import annotations

from datetime import date

import pytest

from store.states import CaseStatus
from tests.acts.conftest import Under
from tests.acts.council import ANSWER, DEE, JO, KIT, SAM, UNA, Council, letters_to, receipt
from tests.acts.papers import WORD, learning_form


def test_lines_at_head_and_foot_are_recorded_and_never_read_by_the_resident(under: Under) -> None:
    council = under("south-cambs-corporate")
    head = "Signed by: Kit Roe\nOutcome: partly upheld\nCause: a stale list\n\n"
    foot = (
        "\n\nRemedy: an apology\nAction: a new bin, by 3 March 2026, Sam Lee\n\n"
        "Learning: the crew\nlied to us\nRecommendation: drop the crew"
    )
    sent = council.says(KIT, f"ANSWER\n\n{head}{ANSWER}{foot}")
    (to_una,) = letters_to(sent, UNA)
    assert "The crew had an old list" in to_una
    assert "partly upheld" in to_una
    assert "a new bin (Sam Lee), by Tuesday 3 March 2026" in to_una
    for inside in ("stale", "lied", "drop the crew", "Signed by", "Cause", "Recommendation:"):
        assert inside not in to_una
    stage = council.stage
    assert (stage.outcome, stage.signatory_name, stage.signatory_role) == (
        "partly",
        "Kit Roe",
        "head",
    )
    assert stage.channel == "written"
    assert [(one.kind, one.by_on, one.owner_email) for one in council.promised] == [
        ("apology", None, KIT),
        ("", date(2026, 3, 3), SAM),
    ]
    # An apology is made with the letter that says it; the bin is owed.
    assert [one.done_at is not None for one in council.promised] == [True, False]
    assert council.learnt[0].answers == {
        "learning": "the crew lied to us",
        "cause": "a stale list",
        "recommendation": "drop the crew",
    }


def test_a_line_for_inside_in_the_midst_of_the_letter_stops_it(under: Under) -> None:
    council = under("south-cambs-corporate")
    before = council.as_it_is()
    text = f"ANSWER\n\n{ANSWER}\nLearning: the driver drinks\n\nKit Roe\nHead of Environment"
    sent = council.says(KIT, text)
    assert "stands in the midst of the letter" in receipt(sent, KIT)
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


def test_an_answer_without_outcome_is_sent_and_the_outcome_asked_for(under: Under) -> None:
    council = under("brighton-hove")
    sent = council.says(SAM, f"ANSWER\n\n{ANSWER}")
    assert len(letters_to(sent, UNA)) == 1
    told = receipt(sent, SAM)
    assert "What is still wanted" in told
    assert "whether the complaint was upheld" in told
    assert council.stage.answered_at is not None
    assert council.file.case.status is CaseStatus.ANSWERED


def test_upheld_without_a_remedy_is_sent_and_the_remedy_asked_for(under: Under) -> None:
    council = under("brighton-hove")
    told = receipt(council.says(SAM, f"ANSWER upheld\n\n{ANSWER}"), SAM)
    assert "what is done to put it right" in told
    assert "whether the complaint was upheld" not in told


# Who signs ---------------------------------------------------------------------------------------


def passed_to_sam(under: Under) -> Council:
    """South Cambridgeshire's head has given stage 1 to the manager."""
    council = under("south-cambs-corporate")
    council.says(KIT, "PASS ON TO Sam Lee\nYours, I think.")
    assert council.stage.owner_email == SAM
    return council


def test_a_manager_does_not_sign_where_the_head_has_to(under: Under) -> None:
    council = passed_to_sam(under)
    before = council.as_it_is()
    sent = council.says(SAM, f"ANSWER upheld\n\n{ANSWER}")
    told = receipt(sent, SAM)
    assert "signed by the Head of Service (Kit Roe)" in told
    assert "in the absence of Kit Roe" in told
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Signed by: Kit Roe", "Kit Roe", "head"),
        ("Signed by: kit.roe@ashford.example", "Kit Roe", "head"),
        ("Signed by: Sam Lee, in the absence of Kit Roe", "Sam Lee", "manager"),
        ("Signed by: Sam Lee (Kit is on leave)", "Sam Lee", "manager"),
        ("Signed by: Dee Fox", "Dee Fox", "director"),
    ],
)
def test_who_signed_is_named_and_the_letter_bears_their_name(
    under: Under, line: str, name: str, role: str
) -> None:
    council = passed_to_sam(under)
    text = ANSWER.replace("Yours sincerely\nThe officer", "")
    (to_una,) = letters_to(council.says(SAM, f"ANSWER\n{line}\n\n{text}"), UNA)
    assert f"Yours sincerely, {name}" in to_una
    assert (council.stage.signatory_name, council.stage.signatory_role) == (name, role)
    assert ("On behalf of Kit Roe" in to_una) is (name == "Sam Lee")


def test_a_name_that_nobody_bears_signs_nothing(under: Under) -> None:
    council = passed_to_sam(under)
    before = council.as_it_is()
    sent = council.says(SAM, f"ANSWER\nSigned by: Kit Rowe\n\n{ANSWER}")
    assert "obody in the council's directory is called Kit Rowe" in receipt(sent, SAM)
    assert council.as_it_is() == before


def test_whoever_stays_accountable_may_still_answer(under: Under) -> None:
    council = passed_to_sam(under)
    assert council.stage.accountable_email == KIT
    sent = council.says(KIT, f"ANSWER\n\n{ANSWER}")
    assert len(letters_to(sent, UNA)) == 1


def escalated(under: Under, policy: str, owner: str) -> Council:
    """Stage 1 is answered and Una is not satisfied."""
    council = under(policy)
    council.says(owner, f"ANSWER not upheld\n\n{ANSWER}")
    council.town.days_pass(1)
    council.says(UNA, "I am not satisfied with your response. Please take this to stage 2.")
    assert council.stage.number == 2
    return council


def test_stage_2_is_not_signed_by_the_head_where_a_director_has_to(under: Under) -> None:
    council = escalated(under, "south-cambs-corporate", KIT)
    assert council.stage.owner_email == DEE
    before = council.as_it_is()
    sent = council.says(DEE, f"ANSWER\nSigned by: Kit Roe\n\n{ANSWER}")
    assert "signed by the Executive Management Team member (Dee Fox)" in receipt(sent, DEE)
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


def test_stage_2_is_not_answered_by_whoever_answered_stage_1(under: Under) -> None:
    council = escalated(under, "complaint-handling-code", SAM)
    assert council.stage.owner_email == KIT
    before = council.as_it_is()
    sent = council.says(KIT, f"ANSWER\nSigned by: Sam Lee\n\n{ANSWER}")
    assert "Sam Lee has dealt with it at an earlier stage" in receipt(sent, KIT)
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


def test_a_closed_complaint_is_escalated_by_its_complainant(under: Under) -> None:
    council = under("south-cambs-2021")
    council.says(SAM, f"ANSWER not upheld\nLearning: none\n\n{ANSWER}")
    assert (council.file.case.status, council.file.case.closing) == (CaseStatus.CLOSED, "answered")
    council.town.days_pass(2)
    council.says(UNA, "I am not satisfied with your response. Please take this to stage 2.")
    assert council.stage.number == 2
    assert (council.file.case.status, council.file.case.closing) == (CaseStatus.OPEN, "")


# Spoken ------------------------------------------------------------------------------------------


def test_no_spoken_answer_where_the_policy_wants_it_in_writing(under: Under) -> None:
    council = under("cambridge-city")
    before = council.as_it_is()
    sent = council.says(SAM, "ANSWER\nChannel: telephone\n\nI rang her and said sorry.")
    assert "wants the answer in writing" in receipt(sent, SAM)
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


def test_a_spoken_answer_of_what_is_not_straightforward_is_refused(under: Under) -> None:
    council = under("brighton-hove")
    before = council.as_it_is()
    sent = council.says(SAM, "ANSWER\nChannel: telephone\n\nI rang her and said sorry.")
    assert "only a straightforward complaint" in receipt(sent, SAM)
    assert council.as_it_is() == before


def test_a_spoken_answer_is_noted_and_confirmed_without_the_note(under: Under) -> None:
    council = under("brighton-hove")
    lines = "Channel: telephone, on 3 February\nComplexity: straightforward"
    sent = council.says(SAM, f"ANSWER upheld\n{lines}\n\nI rang her. She shouts a lot.")
    (to_una,) = letters_to(sent, UNA)
    assert "Thank you for speaking with Sam Lee by telephone" in to_una
    assert "stage 2" in to_una
    assert "shouts" not in to_una
    assert (council.stage.channel, council.file.case.complexity) == (
        "telephone",
        "straightforward",
    )
    acts = [one.act for one in council.town.journal()]
    assert "contact: telephone" in acts
    assert any("shouts" in words for words in letters_to(sent, JO))


def test_a_learning_form_beside_the_answer_is_kept_from_the_resident(under: Under) -> None:
    council = under("south-cambs-corporate")
    form = learning_form(("Lessons learnt", "look at the list"), ("Corrective action", "none"))
    sent = council.says(KIT, f"ANSWER upheld\n\n{ANSWER}", paper=("Learning form.docx", form, WORD))
    answers = [
        one
        for one in sent
        if UNA in str(one["To"]) and str(one["Subject"]).startswith("Our answer")
    ]
    assert [list(one.iter_attachments()) for one in answers] == [[]]
    assert council.learnt[-1].answers["form"] == "Learning form.docx"
    assert council.file.case.status is CaseStatus.CLOSED
