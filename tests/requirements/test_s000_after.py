"""What follows an answer under the two policies: forms, closing, the survey, abuse, restricted contact, reviews."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mailroom.commands.case_page import page_of as case_page
from mailroom.commands.queue_page import page_of as queue_page
from mailroom.jobs import by_hand_register, by_hand_restrict
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.by_hand_page import page
from mailroom.jobs.by_hand_register import Wishes
from mailroom.rules import closing
from mailroom.rules.closing import ClosingFacts
from mailroom.rules.policy import find_policies, load_policy
from mailroom.rules.policy_page import page as policy_page
from mailroom.rules.restrictions import Asked, lacks
from store.states import CaseStatus
from tests.acts.council import Council, letters_to, receipt
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import (
    ANSWER,
    BIN,
    CORPORATE,
    DEE,
    HOUSING,
    JO,
    KIT,
    LEAK,
    NOT_SATISFIED,
    TOM,
    UNA,
    named,
    report,
    write,
)

PRAISE = (
    "Thank you so much to the bin crews: brilliant, polite, excellent. Well done, my praise.\n\nPat"
)
ABUSE = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, nobody has come, and you are"
    " all useless bastards.\n\nZed Orr"
)


def shown(council: Council) -> str:
    """The case as `mailroom case show` prints it."""
    house = council.town.house
    return " ".join(" ".join(case_page(house, page(house, council.file.case.reference))).split())


@pytest.mark.rows("S000-46", "S000-47", "S000-48", "S000-49", "S000-53", "S000-54", "S000-67")
def test_a_case_waits_for_its_learning_form_and_then_asks_how_it_was(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    write(council, UNA, "Missed bin: complaint", BIN)
    sent = council.says(KIT, f"ANSWER not upheld\n\n{ANSWER}\nKit Roe")
    assert "The learning form has not come" in receipt(sent, KIT)
    assert council.file.case.status is CaseStatus.ANSWERED
    refused = council.says(KIT, "CLOSE")
    assert "the learning form has not come" in receipt(refused, KIT)
    council.town.days_pass(8)
    (chased,) = letters_to(council.work(), KIT)
    assert "What have you learnt from this complaint?" in chased
    half = council.says(KIT, "LEARNING\nLessons: look at the list\nActions:")
    assert "What has been done, or will be done" in receipt(half, KIT)
    assert council.file.case.status is CaseStatus.ANSWERED
    sent = council.says(KIT, "LEARNING\nLessons: look at the list\nActions: none")
    assert str(council.file.case.status) == "CLOSED"
    (kept,) = [one for one in council.learnt if "lessons" in one.answers]
    assert (kept.case_id, kept.answers["lessons"]) == (1, "look at the list")
    (survey,) = letters_to(sent, UNA)
    for number, question in enumerate(
        (
            "how your complaint was handled",
            "how we kept in touch with you",
            "the complaints process itself",
            "how quickly you had our answer",
        ),
        1,
    ):
        assert f"{number}. {question}" in survey
    assert "5. " not in survey
    council.says(UNA, "4, 3, 5, 2")
    (answered,) = council.town.sql("SELECT answers FROM surveys")
    assert "4, 3, 5, 2" in str(answered[0])
    page = shown(council)
    for part in ("acknowledgement", "assignment", "response", "Missed bin: complaint", "lessons"):
        assert part in page
    assert "look at the list" in report(council, "lessons", "2026-Q1")
    # A second form is asked for at the second stage.
    council.says(UNA, NOT_SATISFIED)
    sent = council.says(DEE, f"ANSWER not upheld\n\n{ANSWER}\nDee Fox")
    assert "The learning form has not come" in receipt(sent, DEE)
    assert len(named(council.got, UNA, "How did we deal with your complaint")) == 1


@pytest.mark.parametrize(
    ("policy", "facts", "lacking"),
    [
        pytest.param(CORPORATE, {"copied": False}, "no copy of the answer",
                     marks=pytest.mark.rows("S000-27", "S000-34", "S000-42"), id="copy"),
        pytest.param(CORPORATE, {"form_returned": False}, "the learning form has not come",
                     marks=pytest.mark.rows("S000-48"), id="form"),
        pytest.param(CORPORATE, {"channel": "telephone"}, "no answer in writing",
                     marks=pytest.mark.rows("S000-70"), id="writing"),
        pytest.param(HOUSING, {"told": False, "contacted": False}, "on which day the resident was contacted",
                     marks=pytest.mark.rows("S002-23", "S002-28", "S002-72"), id="day"),
        pytest.param(HOUSING, {"promised": (), "nothing_to_put_right": False}, "what action was agreed",
                     marks=pytest.mark.rows("S002-23", "S002-28", "S002-72"), id="action"),
    ],
)  # fmt: skip
def test_what_a_case_lacks_before_it_is_closed_is_said(
    policy: str, facts: dict[str, object], lacking: str
) -> None:
    rules = load_policy(find_policies()[policy])
    whole = ClosingFacts(
        answered=True,
        told=True,
        copied=True,
        contacted=True,
        form_returned=True,
        nothing_to_put_right=True,
        duties=(),
    )
    assert closing.lacks(rules, whole) == ()
    fields = {name: getattr(whole, name) for name in ClosingFacts.__slots__}
    (told,) = closing.lacks(rules, ClosingFacts(**{**fields, **facts}))
    assert lacking in told


@pytest.mark.rows("S000-53")
def test_nobody_but_a_complainant_whom_we_may_write_to_is_asked(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    write(council, "pat@home.example", "Thank you", PRAISE)
    write(council, UNA, "Missed bin: complaint", BIN)
    number = council.town.sql("SELECT id FROM cases WHERE kind = 'complaint'")[0][0]
    council.town.sql(f"UPDATE cases SET flags = '[\"restricted\"]' WHERE id = {number}")
    council.says(KIT, f"ANSWER not upheld\n\n{ANSWER}\nKit Roe")
    council.says(KIT, "LEARNING\nLessons: none\nActions: none")
    assert council.town.case(int(str(number))).case.status is CaseStatus.CLOSED
    assert named(council.got, "@home.example", "How did we deal with") == []


@pytest.mark.parametrize(
    ("policy", "service"),
    [
        pytest.param(CORPORATE, "waste", marks=pytest.mark.rows("S000-58"), id="S000-58"),
        pytest.param(HOUSING, "housing_repairs", marks=pytest.mark.rows("S002-57"), id="S002-57"),
    ],
)
def test_an_abusive_complaint_is_registered_and_the_coordinator_told_which_policies(
    south_cambs: Empty, policy: str, service: str
) -> None:
    council = south_cambs(policy)
    text = (
        ABUSE
        if policy == CORPORATE
        else ABUSE.replace("bin was not emptied", "boiler repair was missed")
    )
    write(council, "zed@home.example", "Complaint", text)
    house, reader = council.town.house, council.town.reader
    if not council.town.sql("SELECT id FROM cases"):
        words = " ".join(" ".join(queue_page(house, look(house, reader, 1))).split())
        assert "the policies on health and safety and on violence at work say what to do" in words
        by_hand_register.register(house, reader, 1, JO, Wishes(service=service))
    assert "abusive" in council.file.case.flags
    assert letters_to(council.got + council.work(), "zed@home.example")
    (duty,) = council.owed("abuse")
    assert duty.holder_email == JO
    assert "the policies on health and safety and on violence at work" in duty.words
    assert duty.words in shown(council)


@pytest.mark.parametrize(
    ("policy", "sender", "subject", "text", "other"),
    [
        pytest.param(CORPORATE, UNA, "Missed bin: complaint", BIN,
                     "The policy on unreasonable or unreasonably persistent complainants",
                     marks=pytest.mark.rows("S000-56", "S000-57"), id="S000"),
        pytest.param(HOUSING, TOM, "Repair: complaint", LEAK,
                     "The council has a policy on unreasonable or unreasonably persistent complainants",
                     marks=pytest.mark.rows("S002-55", "S002-56"), id="S002"),
    ],
)  # fmt: skip
def test_many_mails_are_shown_and_only_a_person_restricts_under_the_other_policy(
    south_cambs: Empty, policy: str, sender: str, subject: str, text: str, other: str
) -> None:
    council = south_cambs(policy)
    write(council, sender, subject, text)
    for number in range(11):
        council.town.clock.advance_to(council.town.clock.now() + timedelta(hours=1))
        council.says(sender, f"One more word about it, number {number}: it was missed again.")
    assert "that is many, and no more than a sign" in shown(council)
    assert council.town.sql("SELECT count(*) FROM restrictions") == [(0,)]
    rule = council.town.house.policies[policy].designation
    assert rule is not None
    asked = Asked(
        behaviours=rule.behaviours[:1],
        reasons="You have written to us eleven times in a day.",
        measures=(("as_decided", ": one letter a week"),),
        equality="nothing is known",
        decided={"director": "Dee Fox"},
    )
    assert any("policy on unreasonable" in one for one in lacks(rule, asked, council.today))
    whole = Asked(
        behaviours=rule.behaviours[:1],
        reasons=asked.reasons,
        measures=asked.measures,
        equality=asked.equality,
        decided=asked.decided,
        confirmed={1: "minute of 2 February"},
    )
    reference = council.file.case.reference
    by_hand_restrict.restrict(council.town.house, reference, JO, whole, "Kit Roe", granted=True)
    (told,) = letters_to(council.work(), sender)
    assert other in told
    page = shown(council)
    assert "RESTRICTED since" in page
    assert "decide under that one" in page


@pytest.mark.parametrize(
    ("policy", "title"),
    [
        pytest.param(CORPORATE, "Comments, Compliments and Complaints Policy",
                     marks=pytest.mark.rows("S000-55"), id="S000-55"),
        pytest.param(HOUSING, "Housing Comments, Compliments and Complaints Policy",
                     marks=pytest.mark.rows("S002-54"), id="S002-54"),
    ],
)  # fmt: skip
def test_a_year_on_the_coordinator_is_reminded_to_review_the_policy(
    south_cambs: Empty, policy: str, title: str
) -> None:
    council = south_cambs(policy)
    council.work()
    (duty,) = [one for one in _owed_by_jo(council) if one[0] == "review_of_policy"]
    due = date.fromisoformat(str(duty[1]))
    assert due > council.today
    council.town.days_pass((due - council.today).days)
    reminded = named(council.work(), JO, f"Review the policy “{title}”")
    assert len(reminded) == 1
    assert "every 12 months" in reminded[0]
    assert "a statutory requirement changes" in reminded[0]
    council.town.days_pass(6)
    assert named(council.work(), JO, f"Review the policy “{title}”")


def _owed_by_jo(council: Council) -> list[tuple[object, ...]]:
    return council.town.sql(f"SELECT name, due_on FROM duties WHERE holder_email = '{JO}'")


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        pytest.param(CORPORATE, ("Working Together", "Integrity", "Dynamic", "Innovation"),
                     marks=pytest.mark.rows("S000-16"), id="S000-16"),
        pytest.param(HOUSING, ("Trust", "Mutual Respect", "Customer Service", "Commitment to improving services"),
                     marks=pytest.mark.rows("S002-04"), id="S002-04"),
        pytest.param(HOUSING, ("approved March 2013, updated June 2014", "In force from 1 March 2013"),
                     marks=pytest.mark.rows("S002-01"), id="S002-01"),
        pytest.param(HOUSING, ("Data Protection Act 1998 (no longer in force: have it looked at)",),
                     marks=pytest.mark.rows("S002-59"), id="S002-59"),
        pytest.param(CORPORATE, ("General Data Protection policy of 2018",),
                     marks=pytest.mark.rows("S000-60"), id="S000-60"),
    ],
)  # fmt: skip
def test_the_policys_own_words_are_shown_to_whoever_asks(
    policy: str, words: tuple[str, ...]
) -> None:
    shown = " ".join(policy_page(load_policy(find_policies()[policy])).split())
    for one in words:
        assert one in shown
