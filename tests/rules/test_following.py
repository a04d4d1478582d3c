"""What a mail is that follows something: by its case, by its words alone, by the same facts told again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailroom.rules.disposition import Act, CaseState, Facts, Writer, decide
from mailroom.rules.following import Standing
from mailroom.rules.matching import Candidates, Clue, Match, Rung, Strength
from mailroom.rules.same_matter import is_same_matter, told_in
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Proposal, Words, propose

COUNCIL = Services((Offered("waste", "Waste and recycling"), Offered("parks", "Parks")))
REPLY = Standing(Strength.CERTAIN, letter="acknowledgement")
ANSWERED = replace(REPLY, letter="response", answered=True)
NO_CLUE_BUT_THE_PERSON = Standing(Strength.WEAK)


@pytest.mark.parametrize(
    ("text", "standing", "kind", "act"),
    [
        ("Any news please? Nobody has been and I am still waiting.", REPLY, "follow_up", "chase"),
        ("Nobody came on Tuesday either.", REPLY, "follow_up", "information"),
        ("Kindly drop my complaint, it was done on Monday.", REPLY, "follow_up", "withdrawal"),
        (
            "I am not satisfied with your answer. I want it looked at by somebody senior, stage 2.",
            ANSWERED,
            "escalation",
            "",
        ),
        (
            "Can't say I am thrilled and nobody said sorry, but I'm not taking it any further.",
            ANSWERED,
            "follow_up",
            "thanks",
        ),
        (
            "Speed: 4. I was told nothing.",
            replace(ANSWERED, letter="survey"),
            "follow_up",
            "survey",
        ),
        (
            "Yes, she may speak for me.",
            replace(REPLY, letter="consent_request"),
            "follow_up",
            "consent",
        ),
        (
            "Further to my complaint of last week: they missed it again. Please add this to it.",
            NO_CLUE_BUT_THE_PERSON,
            "follow_up",
            "information",
        ),
        (
            "My bin was missed three times and nobody rang back. I wish to complain.",
            NO_CLUE_BUT_THE_PERSON,
            "complaint",
            "information",
        ),
        (
            "A different matter this time: the bin was missed twice and nobody rang. I complain.",
            REPLY,
            "complaint",
            "information",
        ),
    ],
)
def test_what_a_mail_is_in_a_case(text: str, standing: Standing, kind: str, act: str) -> None:
    found = propose(Words("", text), COUNCIL, standing)
    assert (found.kind, found.act or act) == (kind, act)


@pytest.mark.parametrize(
    ("text", "kind", "act"),
    [
        ("How is my mother's complaint getting on?", "follow_up", "chase"),
        ("Did you get the form that I sent you? I have heard nothing.", "follow_up", "chase"),
        ("Is anybody going to ring me back or not", "follow_up", "chase"),
        ("I should like to withdraw my complaint of 5 October.", "follow_up", "withdrawal"),
        (
            "I complained in May that the bin was missed and nobody came. Still not emptied.",
            "complaint",
            "",
        ),
    ],
)
def test_what_asks_after_something_is_no_new_complaint(text: str, kind: str, act: str) -> None:
    found = propose(Words("", text), COUNCIL)
    assert found.kind == kind
    assert not act or found.act == act


OLD = "On 12 March I paid £216 for advice (receipt PA-5521). It is the 1st of June. Ring 07700 900455."
WRITTEN = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("new", "same"),
    [
        ("I paid £216 on 12 March for advice (PA-5521) and never had it.", True),
        ("Receipt PA 5521, £216: nothing in eleven weeks.", True),
        ("The £216 is still not back.", False),
        ("I paid £84 on 12 March for swimming.", False),
        ("Ring me on 07700 900455, I wrote on the 1st of June.", False),
        ("It was missed again.", False),
    ],
)
def test_the_same_matter_is_known_by_what_is_exact(new: str, same: bool) -> None:
    assert is_same_matter(told_in(new, WRITTEN), told_in(OLD, WRITTEN)) is same


PLAIN = Proposal("complaint", services=("waste",), confidence=0.95)
FACTS = Facts(Writer.RESIDENT, True, False, "a@home.example", PLAIN)
CASE = CaseState(stage=1, answered=False, next_stage=2, may_escalate=True, services=("waste",))


def by(
    rung: Rung, proposal: Proposal = PLAIN, *, party: bool = True, case: CaseState = CASE
) -> Facts:
    match = Match(Clue(rung, 7, "seen"))
    return replace(FACTS, match=match, case=case, sender_is_party=party, proposal=proposal)


FOLLOWS = replace(PLAIN, kind="follow_up", alone="complaint", follows=True)
FURTHER = replace(PLAIN, kind="escalation", alone="escalation", follows=True)
LAST = replace(CASE, stage=2, answered=True, next_stage=None)


@pytest.mark.parametrize(
    ("facts", "act", "relation"),
    [
        (replace(FACTS, proposal=replace(PLAIN, confidence=0.4)), Act.HOLD, "new"),
        (replace(FACTS, proposal=replace(PLAIN, kind="spam")), Act.HOLD, "none"),
        (replace(FACTS, proposal=FOLLOWS), Act.HOLD, "none"),
        (by(Rung.PARTY), Act.HOLD, "new"),
        (by(Rung.PARTY, FOLLOWS), Act.UPDATE, "open_case"),
        (by(Rung.PARTY, FOLLOWS, party=False), Act.HOLD, "open_case"),
        (by(Rung.PARTY, replace(PLAIN, another=True)), Act.REGISTER, "new"),
        (by(Rung.PARTY, replace(PLAIN, kind="compliment")), Act.REGISTER, "new"),
        (by(Rung.SAME_MATTER, FOLLOWS), Act.HOLD, "open_case"),
        (by(Rung.NAMED, FOLLOWS, party=False), Act.HOLD, "open_case"),
        (by(Rung.THREAD, FOLLOWS, party=False), Act.HOLD, "open_case"),
        (by(Rung.LETTER, FURTHER), Act.HOLD, "open_case"),
        (by(Rung.LETTER, FURTHER, case=LAST), Act.HOLD, "repeat_closed_stage2"),
        (by(Rung.LETTER, replace(PLAIN, another=True)), Act.HOLD, "new"),
        (replace(by(Rung.SAME_TOLD), same_words=True), Act.DUPLICATE, "duplicate_open"),
        (replace(by(Rung.SAME_TOLD, party=False), same_words=True), Act.HOLD, "duplicate_open"),
    ],
)
def test_what_is_held_bears_the_likeliest_relation(facts: Facts, act: Act, relation: str) -> None:
    decision = decide(facts)
    assert (decision.act, decision.relation) == (act, relation)


def test_a_supposed_case_is_named_where_the_clues_are_strong() -> None:
    two = Candidates((Clue(Rung.REFERENCE, 3, "a"), Clue(Rung.REFERENCE, 4, "b")))
    assert decide(replace(FACTS, match=two, proposal=FOLLOWS)).case_id == 3
    assert decide(by(Rung.NAMED, FOLLOWS, party=False)).case_id == 7


def test_a_permission_bears_its_flag_also_where_the_matter_was_not_found() -> None:
    text = "I, Edna Rowe of 5 Brew Lane, give permission for my daughter Ann Kemp to act for me about the bins."
    for standing in (None, replace(REPLY, letter="consent_request")):
        found = propose(Words("", text), COUNCIL, standing)
        assert (found.kind, found.act, found.flags) == (
            "follow_up",
            "consent",
            ("third_party_consent_given",),
        )
