"""A mail whose writer has another one on the queue: put beside it, and not acted on past it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.rules.decision import Waiting
from mailroom.rules.disposition import Act, CaseState, Facts, Writer, decide
from mailroom.rules.following import Standing
from mailroom.rules.matching import Candidates, Clue, Match, Rung, Strength, choose
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.surveys import without_marks
from mailroom.rules.triage import Proposal, Words, propose

PLAIN = Proposal("complaint", services=("waste",), confidence=0.97)
NEW = Facts(
    Writer.RESIDENT, authenticated=True, forged=False, address="a@home.example", proposal=PLAIN
)
WAITS = Waiting(12, services=("waste",))
ANSWERED = CaseState(stage=1, answered=True, next_stage=2, may_escalate=True, services=("waste",))
COUNCIL = Services((Offered("waste", "Waste and recycling"), Offered("leisure", "Libraries")))
OTHER = Proposal("complaint", services=("leisure",), confidence=0.97, another=True)


@pytest.mark.parametrize(
    ("proposal", "waits", "relation"),
    [
        (PLAIN, WAITS, "new"),
        (PLAIN, replace(WAITS, services=()), "new"),
        (PLAIN, replace(WAITS, is_again=True), "duplicate_open"),
        (PLAIN, replace(WAITS, is_answered=True), "open_case"),
        (replace(PLAIN, services=("parks",), follows=True), WAITS, "new"),
        (Proposal("follow_up", act="consent", alone="complaint"), WAITS, "open_case"),
        (Proposal("escalation"), WAITS, "open_case"),
    ],
)
def test_what_may_belong_to_mail_that_waits_waits_beside_it(
    proposal: Proposal, waits: Waiting, relation: str
) -> None:
    decided = decide(replace(NEW, proposal=proposal, waits=waits))
    assert (decided.act, decided.relation) == (Act.HOLD, relation)
    assert "number 12" in decided.reason


def test_a_plain_complaint_about_another_service_is_opened_for_all_that_waits() -> None:
    elsewhere = replace(NEW, proposal=replace(PLAIN, services=("parks",)), waits=WAITS)
    assert decide(elsewhere).act is Act.REGISTER
    assert decide(replace(NEW, waits=None)).act is Act.REGISTER


def test_a_colleagues_mail_belongs_to_a_case_whether_or_not_it_was_found() -> None:
    officer = replace(NEW, writer=Writer.OFFICER, proposal=Proposal("officer"))
    assert decide(officer).relation == "open_case"
    assert decide(officer).act is Act.HOLD


@pytest.mark.parametrize(
    ("text", "kind", "act"),
    [
        ("Dad's bins have been emptied, that is all he wanted. Thank you.", "follow_up", "thanks"),
        ("It was Tuesday the 3rd and Tuesday the 10th, the bins by the gate.", "follow_up", ""),
    ],
)
def test_in_a_thread_with_what_waits_a_mail_is_what_it_says_there(
    text: str, kind: str, act: str
) -> None:
    found = propose(Words("Re: Your complaint", text), COUNCIL, Standing(Strength.STRONG))
    assert (found.kind, found.act) == (kind, act or "information")


def in_the_case(proposal: Proposal, case: CaseState = ANSWERED) -> Facts:
    clue = Clue(Rung.LETTER, 7, "answers a letter", letter="response", role="resident")
    return replace(NEW, proposal=proposal, match=Match(clue), case=case, sender_is_party=True)


def test_a_second_complaint_in_a_thread_is_opened_where_it_is_surely_another() -> None:
    assert decide(in_the_case(OTHER)).act is Act.REGISTER


@pytest.mark.parametrize(
    "proposal",
    [
        replace(OTHER, another=False),
        replace(OTHER, confidence=0.7),
        replace(OTHER, services=("waste",)),
        replace(OTHER, services=()),
        replace(OTHER, act="chase"),
        replace(OTHER, exclusion="legal_or_insurance"),
        replace(OTHER, flags=("third_party",)),
    ],
)
def test_a_second_complaint_in_a_thread_waits_where_anything_is_unsure(proposal: Proposal) -> None:
    assert decide(in_the_case(proposal)).act is not Act.REGISTER


def test_nobody_opens_a_second_complaint_in_a_strangers_thread() -> None:
    strange = replace(in_the_case(OTHER), sender_is_party=False)
    assert decide(strange).act is Act.HOLD


@pytest.mark.parametrize(
    "text",
    [
        "I'm not happy with your answer. I want it to go to stage 2.",
        "We are not at all happy with the reply. We want stage two.",
        "So no, I am far from happy with your response. I want somebody senior to look at it, stage 2.",
    ],
)
def test_who_is_not_happy_with_the_answer_speaks_of_no_other_matter(text: str) -> None:
    standing = Standing(Strength.CERTAIN, letter="response", answered=True)
    found = propose(Words("", text), COUNCIL, standing)
    assert (found.kind, found.another) == ("escalation", False)


def test_who_is_happy_with_the_answer_and_goes_on_speaks_of_another() -> None:
    text = "I am happy with your answer. But the library has lost my books and nobody rings back."
    assert propose(Words("", text), COUNCIL).another


def test_what_our_letter_hangs_under_is_not_named_by_who_answers_it() -> None:
    signed, older = Clue(Rung.ADDRESS, 2, "signed"), Clue(Rung.THREAD, 1, "their own mail")
    assert choose([older, signed]) == Match(signed)
    named = choose([Clue(Rung.REFERENCE, 1, "named"), signed])
    assert named == Match(signed, (1,))
    two_letters = choose([Clue(Rung.LETTER, 1, "a"), signed])
    assert isinstance(two_letters, Candidates)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("I am writing for my mum, Mrs Hill. She knows that I'm writing.", False),
        ("I am writing for my mum, Mrs Hill. She is aware I am complaining.", False),
        ("I am writing for my mum, Mrs Hill. She has given me her permission.", True),
    ],
)
def test_who_knows_of_a_complaint_has_not_thereby_allowed_it(text: str, given: bool) -> None:
    found = propose(Words("My mother's bins", f"{text} Her bins were missed again."), COUNCIL)
    # Experience may suppose it, and then a person says whether it is shown.
    taken_as_shown = "third_party_consent_given" in found.flags and not found.for_a_person
    assert taken_as_shown is given


def test_one_sum_told_again_about_the_same_service_is_supposed_to_be_the_same() -> None:
    clue = Clue(Rung.PARTY, 7, "their open case", tells_one=True)
    case = replace(ANSWERED, answered=False)
    facts = replace(NEW, match=Match(clue), case=case, sender_is_party=True)
    assert (decide(facts).act, decide(facts).relation) == (Act.HOLD, "duplicate_open")
    of_another = replace(
        facts,
        proposal=replace(PLAIN, services=("waste", "parks")),
        match=Match(replace(clue, tells_one=False)),
    )
    assert decide(of_another).relation == "new"


def test_a_survey_s_own_questions_are_no_complaint() -> None:
    reply = "How my complaint was handled: 4\n2. Was it easy to complain? Yes, very\nThe driver was kind."
    assert without_marks(reply).split() == [",", "very", "The", "driver", "was", "kind."]
    for their_own in (
        "I complained: nobody came.",
        "I waited all day - no one came, and it is poor.",
    ):
        assert without_marks(their_own) == their_own
