"""The table of decisions: what each kind of mail gets, and that what is unsure goes to a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rules.certainty import in_percent
from mailroom.rules.disposition import RULES, Act, CaseState, Facts, Writer, decide
from mailroom.rules.matching import Candidates, Clue, Match, Rung
from mailroom.rules.officers import Claim
from mailroom.rules.triage import Because, Proposal
from parsers.automatic import Automatic, AutomaticKind

PLAIN = Proposal("complaint", services=("waste",), confidence=0.95)
NEW = Facts(
    Writer.RESIDENT, authenticated=True, forged=False, address="a@home.example", proposal=PLAIN
)
OPEN = CaseState(stage=1, answered=False, next_stage=2, may_escalate=True, services=("waste",))
ANSWERED = replace(OPEN, answered=True)
ENDED = replace(ANSWERED, stage=2, next_stage=None)
BELIEVED = Claim("o@council.example", True, True, False, "o@council.example", True, True)


def matched(rung: Rung, **more: object) -> Facts:
    clue = Clue(rung, 7, "seen", role=str(more.pop("role", "")))
    facts = {"match": Match(clue), "case": OPEN, "sender_is_party": True, **more}
    return replace(NEW, **facts)  # type: ignore[arg-type]


def machine(kind: AutomaticKind, **more: object) -> Facts:
    automatic = Automatic(
        kind=kind, reason="said so", original_message_id="", recipient="", permanent=None, status=""
    )
    return replace(NEW, automatic=automatic, **more)  # type: ignore[arg-type]


def told(*labels: str) -> Proposal:
    """Likest to a complaint, with words that the rules heard."""
    return replace(LIKEST, because=tuple(Because(one, "so") for one in labels))


def by_words(proposal: Proposal) -> Facts:
    """An absence note that no header calls one."""
    note = machine(AutomaticKind.OUT_OF_OFFICE, proposal=proposal)
    assert note.automatic is not None
    return replace(note, automatic=replace(note.automatic, by_header=False))


OFFICER = matched(
    Rung.LETTER, role="officer", writer=Writer.OFFICER, claim=BELIEVED, sender_is_party=False
)
UNCLEAR = replace(PLAIN, confidence=0.0)
# Every mail is likest to some kind and some service.
LIKEST = replace(PLAIN, confidence=0.25)
LATE = replace(ANSWERED, may_escalate=False, repeat_escalates=True)
DISSATISFIED = replace(PLAIN, kind="escalation")


@pytest.mark.parametrize(
    ("facts", "act"),
    [
        (NEW, Act.REGISTER),
        (replace(NEW, proposal=replace(PLAIN, kind="comment")), Act.REGISTER),
        (replace(NEW, proposal=replace(PLAIN, confidence=0.5)), Act.HOLD),
        (replace(NEW, proposal=replace(PLAIN, services=())), Act.HOLD),
        (replace(NEW, proposal=replace(PLAIN, exclusion="right_of_appeal")), Act.HOLD),
        (replace(NEW, proposal=replace(PLAIN, kind="spam", confidence=0.95)), Act.HOLD),
        (replace(NEW, proposal=replace(PLAIN, kind="spam", confidence=0.99)), Act.FILE),
        (
            replace(
                NEW, proposal=replace(PLAIN, kind="spam", confidence=0.99, flags=("vulnerable",))
            ),
            Act.HOLD,
        ),
        # However surely it reads as machines write: without a header it may be somebody's.
        (replace(NEW, proposal=replace(PLAIN, kind="automatic", confidence=0.99)), Act.HOLD),
        (replace(NEW, proposal=DISSATISFIED), Act.HOLD),
        (replace(NEW, proposal=replace(PLAIN, kind="ombudsman")), Act.HOLD),
        (replace(NEW, proposal=replace(PLAIN, flags=("safeguarding",))), Act.HOLD),
        (replace(NEW, proposal=replace(PLAIN, flags=("third_party",))), Act.HOLD),
        (
            replace(
                NEW, proposal=replace(PLAIN, flags=("third_party", "third_party_consent_given"))
            ),
            Act.REGISTER,
        ),
        (replace(NEW, address=""), Act.HOLD),
        (replace(NEW, address="", registers_anonymous=True), Act.REGISTER),
        (replace(NEW, from_within=True), Act.HOLD),
        (replace(NEW, forged=True), Act.HOLD),
        (replace(NEW, has_words=False), Act.HOLD),
        (replace(NEW, has_words=False, unreadable="a scan"), Act.HOLD),
        (replace(NEW, left_there="too large"), Act.HOLD),
        (replace(NEW, writer=Writer.OURSELVES), Act.HOLD),
        (replace(NEW, writer=Writer.OURSELVES, is_our_letter=True), Act.FILE),
        (replace(NEW, writer=Writer.OFFICER), Act.HOLD),
        (machine(AutomaticKind.OUT_OF_OFFICE), Act.HOLD),
        (machine(AutomaticKind.OUT_OF_OFFICE, proposal=UNCLEAR), Act.FILE),
        # A note that is likest to a complaint of all, and not like one; one in whose words somebody complains.
        (machine(AutomaticKind.OUT_OF_OFFICE, proposal=LIKEST), Act.FILE),
        (machine(AutomaticKind.OUT_OF_OFFICE, proposal=told("waiting")), Act.FILE),
        (machine(AutomaticKind.OUT_OF_OFFICE, proposal=told("tried")), Act.HOLD),
        (machine(AutomaticKind.OUT_OF_OFFICE, proposal=told("promised", "unanswered")), Act.HOLD),
        (machine(AutomaticKind.OUT_OF_OFFICE, proposal=replace(LIKEST, confidence=0.5)), Act.HOLD),
        (
            machine(AutomaticKind.OUT_OF_OFFICE, proposal=replace(LIKEST, flags=("vulnerable",))),
            Act.HOLD,
        ),
        # A header alone, with nothing that speaks of an absence, may be put on a person's mail by a program.
        (machine(AutomaticKind.AUTO_REPLY, proposal=LIKEST), Act.HOLD),
        (machine(AutomaticKind.AUTO_REPLY, proposal=UNCLEAR), Act.FILE),
        (
            machine(AutomaticKind.AUTO_REPLY, proposal=replace(UNCLEAR, flags=("fluency_duty",))),
            Act.HOLD,
        ),
        # It reads as machines write: surely, or with a grievance told in it besides.
        (machine(AutomaticKind.AUTO_REPLY, proposal=replace(LIKEST, kind="automatic")), Act.FILE),
        (
            machine(AutomaticKind.AUTO_REPLY, proposal=replace(told("tried"), kind="automatic")),
            Act.HOLD,
        ),
        (
            machine(
                AutomaticKind.AUTO_REPLY,
                proposal=replace(told("tried"), kind="automatic", confidence=0.95),
            ),
            Act.FILE,
        ),
        (by_words(replace(told(), kind="automatic", confidence=0.95)), Act.FILE),
        (by_words(replace(told("waste"), kind="automatic", confidence=0.95)), Act.HOLD),
        (by_words(replace(told("tried"), kind="automatic", confidence=0.95)), Act.HOLD),
        # Told by its words alone, the service a guess; the service named in it.
        (by_words(LIKEST), Act.FILE),
        (by_words(told("waste")), Act.HOLD),
        (by_words(told("tried")), Act.HOLD),
        (machine(AutomaticKind.READ_RECEIPT), Act.FILE),
        (machine(AutomaticKind.LIST, proposal=replace(PLAIN, kind="spam")), Act.FILE),
        (
            machine(
                AutomaticKind.OUT_OF_OFFICE, proposal=replace(UNCLEAR, flags=("safeguarding",))
            ),
            Act.HOLD,
        ),
        (machine(AutomaticKind.OUT_OF_OFFICE, match=Match(Clue(Rung.LETTER, 7, "x"))), Act.FILE),
        (machine(AutomaticKind.DELIVERY_REPORT, returned_case=7), Act.BOUNCE),
        (machine(AutomaticKind.DELIVERY_REPORT), Act.FILE),
        (
            machine(AutomaticKind.DELIVERY_REPORT, match=Match(Clue(Rung.LETTER, 7, "x"))),
            Act.BOUNCE,
        ),
        (matched(Rung.LETTER), Act.UPDATE),
        (matched(Rung.LETTER, sender_is_party=False), Act.HOLD),
        (
            matched(Rung.LETTER, sender_is_party=False, proposal=replace(PLAIN, kind="comment")),
            Act.UPDATE,
        ),
        (
            matched(Rung.LETTER, case=replace(OPEN, kind="service_request"), proposal=DISSATISFIED),
            Act.HOLD,
        ),
        (
            matched(
                Rung.SAME_WORDS, same_words=True, case=replace(ANSWERED, repeat_escalates=True)
            ),
            Act.ESCALATE,
        ),
        (matched(Rung.SAME_WORDS, same_words=True, case=LATE), Act.HOLD),
        (matched(Rung.SAME_WORDS, same_words=True, case=ENDED), Act.REPEAT),
        (matched(Rung.REFERENCE), Act.UPDATE),
        (matched(Rung.REFERENCE, sender_is_party=False), Act.HOLD),
        (matched(Rung.THREAD, sender_is_party=False), Act.HOLD),
        (matched(Rung.SAME_WORDS, same_words=True), Act.DUPLICATE),
        (matched(Rung.SAME_WORDS, same_words=True, case=ANSWERED), Act.REPEAT),
        (matched(Rung.LETTER, case=ANSWERED, proposal=DISSATISFIED), Act.ESCALATE),
        (matched(Rung.LETTER, case=ANSWERED), Act.HOLD),
        (matched(Rung.LETTER, case=ANSWERED, proposal=replace(PLAIN, act="thanks")), Act.FILE),
        (matched(Rung.LETTER, case=ENDED, proposal=DISSATISFIED), Act.HOLD),
        (
            matched(Rung.LETTER, case=replace(ANSWERED, may_escalate=False), proposal=DISSATISFIED),
            Act.HOLD,
        ),
        (matched(Rung.LETTER, proposal=replace(PLAIN, kind="ombudsman")), Act.UPDATE),
        (
            matched(Rung.LETTER, proposal=replace(PLAIN, kind="ombudsman"), sender_is_party=False),
            Act.HOLD,
        ),
        (matched(Rung.REFERENCE, from_ombudsman=True, sender_is_party=False), Act.EXTERNAL),
        (matched(Rung.PARTY, from_ombudsman=True, sender_is_party=False), Act.HOLD),
        (matched(Rung.REFERENCE, from_ombudsman=True, authenticated=False), Act.HOLD),
        (matched(Rung.PARTY), Act.HOLD),
        (matched(Rung.PARTY, proposal=replace(PLAIN, services=("noise",))), Act.REGISTER),
        (matched(Rung.SAME_MATTER, proposal=replace(PLAIN, services=("noise",))), Act.HOLD),
        (
            replace(
                NEW, match=Candidates((Clue(Rung.REFERENCE, 1, "a"), Clue(Rung.REFERENCE, 2, "b")))
            ),
            Act.HOLD,
        ),
        (OFFICER, Act.COMMAND),
        (replace(OFFICER, claim=replace(BELIEVED, authenticated=False)), Act.HOLD),
        (replace(OFFICER, claim=replace(BELIEVED, in_directory=False)), Act.HOLD),
        (replace(OFFICER, forged=True), Act.HOLD),
        (
            replace(OFFICER, writer=Writer.RESIDENT, claim=replace(BELIEVED, in_directory=False)),
            Act.HOLD,
        ),
    ],
)
def test_what_each_kind_of_mail_gets(facts: Facts, act: Act) -> None:
    decision = decide(facts)
    assert decision.act is act, decision
    assert decision.reason


def test_what_cannot_wait_is_urgent() -> None:
    danger = decide(replace(NEW, proposal=replace(PLAIN, flags=("safeguarding",))))
    assert danger.urgent
    assert not decide(replace(NEW, proposal=replace(PLAIN, services=()))).urgent


def test_the_trail_names_each_rule_asked_and_ends_with_the_one_that_spoke() -> None:
    assert decide(NEW).trail[-1] == "register"
    assert len(decide(NEW).trail) == len(RULES)
    assert decide(replace(NEW, left_there="too large")).trail == ("only the header",)


proposals = st.builds(
    Proposal,
    kind=st.sampled_from(
        [
            "complaint",
            "comment",
            "compliment",
            "service_request",
            "escalation",
            "ombudsman",
            "spam",
            "other_process",
        ]
    ),
    act=st.sampled_from(["information", "chase", "thanks", "withdrawal"]),
    services=st.sampled_from([(), ("waste",), ("noise",)]),
    exclusion=st.sampled_from(["", "anonymous", "right_of_appeal"]),
    flags=st.sets(st.sampled_from(["safeguarding", "third_party", "elected_member"])).map(
        lambda flags: tuple(sorted(flags))
    ),
    confidence=st.floats(0, 1),
)
clues = st.builds(
    Clue,
    st.sampled_from(list(Rung)),
    st.integers(1, 3),
    st.just("seen"),
    role=st.sampled_from(["", "resident", "officer"]),
)
all_facts = st.builds(
    Facts,
    writer=st.sampled_from(list(Writer)),
    authenticated=st.booleans(),
    forged=st.booleans(),
    address=st.sampled_from(["", "a@home.example"]),
    proposal=proposals,
    match=st.none()
    | st.builds(Match, clues)
    | st.lists(clues, min_size=2).map(lambda found: Candidates(tuple(found))),
    sender_is_party=st.booleans(),
    is_our_letter=st.booleans(),
    from_ombudsman=st.booleans(),
    automatic=st.none() | st.sampled_from([machine(kind).automatic for kind in AutomaticKind]),
    case=st.none() | st.sampled_from([OPEN, ANSWERED, ENDED]),
    claim=st.none() | st.just(BELIEVED) | st.just(replace(BELIEVED, address_is_theirs=False)),
    same_words=st.booleans(),
    has_words=st.booleans(),
    unreadable=st.sampled_from(["", "a scan"]),
    registers_anonymous=st.booleans(),
)


@given(all_facts)
def test_whatever_comes_is_decided_and_never_acted_on_in_doubt(facts: Facts) -> None:
    decision = decide(facts)
    acts_alone = decision.act not in (Act.HOLD, Act.FILE, Act.BOUNCE)
    assert not (facts.forged and acts_alone)
    if decision.act is Act.COMMAND:
        assert facts.claim == BELIEVED
    if decision.act is Act.REGISTER:
        assert facts.proposal.services
        assert facts.proposal.confidence >= facts.threshold
        assert not facts.proposal.exclusion or facts.proposal.exclusion == "anonymous"
    if decision.act in (Act.DUPLICATE, Act.REPEAT, Act.ESCALATE):
        assert facts.sender_is_party
        assert isinstance(facts.match, Match)
    if isinstance(facts.match, Candidates):
        assert decision.act in (Act.HOLD, Act.FILE, Act.REGISTER)


def test_whoever_is_asked_about_two_services_is_told_that_there_are_two() -> None:
    two = replace(PLAIN, services=("waste", "parks"), confidence=0.75)
    told = decide(replace(NEW, proposal=two))
    assert told.act is Act.HOLD
    assert "more than one service" in told.reason
    assert (
        "more than one" not in decide(replace(NEW, proposal=replace(PLAIN, confidence=0.5))).reason
    )


def test_what_is_nearly_sure_enough_is_not_told_as_enough() -> None:
    held = decide(replace(NEW, proposal=replace(PLAIN, confidence=0.8996), threshold=0.9))
    assert held.act is Act.HOLD
    assert "89% sure; 90% is needed" in held.reason
    assert in_percent(0.29) == "29%"
