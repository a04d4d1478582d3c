"""A complaint that the policy does not take up: refused by a person, explained, kept on the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.acts import deliveries
from mailroom.acts.ledger import Ledger
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_case import close, finish_duty
from mailroom.jobs.by_hand_refuse import Words, refuse_case, take_up
from parsers.documents import Reader
from store import outbox
from store.states import CaseStatus
from tests.acts.council import JO, KIT, SAM
from tests.acts.deciding import BEA, BY, LEGAL, MO, VAGUE, WB, Deciding, deciding, words_to

Make = Callable[..., Deciding]
LONG = (
    "The head teacher at Moor Lane will not answer any of my letters about the gate where the children wait in the"
    " rain every morning, and the governors do not either. Somebody has to tell them that it cannot go on."
)


@pytest.fixture
def council(tmp_path: Path, reader: Reader) -> Iterator[Make]:
    """Makes a council under a policy."""
    made: list[Deciding] = []

    def make(policy: str, **more: object) -> Deciding:
        one = deciding(tmp_path, reader, policy, **more)  # type: ignore[arg-type]
        made.append(one)
        return one

    yield make
    for one in made:
        one.town.record.close()


def test_the_letter_goes_first_and_the_case_is_closed_when_it_has_gone(council: Make) -> None:
    bh = council("brighton-hove")
    reference = bh.refuse(bh.asks(), "legal_by_complainant", evidence="letter of her solicitor")
    assert bh.named(reference).case.status is CaseStatus.OPEN
    with pytest.raises(CannotBeDone, match="has not gone out yet"):
        close(bh.town.house, reference, BY, "")
    (letter,) = words_to(bh.work(), BEA)
    file = bh.named(reference)
    assert file.case.status is CaseStatus.CLOSED
    assert file.case.closing == "refused"
    assert "begun legal proceedings" in letter
    assert f"Lex Gray, Solicitor, {LEGAL}" in letter
    assert "Ombudsman" in letter
    assert reference in letter
    (kept,) = bh.refused(reference)
    assert (kept.code, kept.by, kept.evidence) == (
        "legal_by_complainant",
        BY,
        "letter of her solicitor",
    )


def test_nobody_owes_an_answer_to_what_was_refused(council: Make) -> None:
    bh = council("brighton-hove")
    bh.refuse(bh.asks(), "legal_by_complainant")
    letters = bh.work() + bh.later(40)
    assert not words_to(letters, SAM)
    assert not words_to(letters, KIT)
    assert len(words_to(letters, BEA)) == 1
    assert not bh.town.sql("select 1 from deadlines where met_at is null")


def test_whoever_deals_with_it_has_it_with_what_came(council: Make) -> None:
    bh = council("brighton-hove")
    bh.refuse(bh.asks(), "legal_by_complainant")
    (notice,) = words_to(bh.work(), LEGAL)
    assert VAGUE in notice


def test_of_what_is_confidential_nobody_in_the_service_hears(council: Make) -> None:
    bh = council("brighton-hove")
    reference = bh.refuse(bh.asks(text="Sam Lee takes bribes for skips."), "fraud")
    letters = bh.work() + bh.later(30)
    assert bh.named(reference).case.confidential
    assert words_to(letters, WB)
    assert not words_to(letters, SAM) + words_to(letters, KIT)
    told = {str(one["To"]) for one in letters}
    assert all(BEA in one or WB in one or JO in one for one in told), told


def test_what_is_confidential_and_taken_up_waits_for_a_person_to_say_who_may_see_it(
    council: Make,
) -> None:
    bh = council("brighton-hove")
    reference = bh.refuse(bh.asks(text="Sam Lee takes bribes for skips."), "fraud")
    bh.work()
    bh.later(20)
    take_up(bh.town.house, reference, BY, "", "", "LGSCO 26 001 234")
    letters = bh.work() + bh.later(10)
    assert bh.named(reference).stages[-1].owner_email == JO
    assert not words_to(letters, SAM) + words_to(letters, KIT)


def test_a_part_is_refused_and_the_rest_goes_on(council: Make) -> None:
    bh = council("brighton-hove")
    reference = bh.refuse(
        bh.asks(), "insurance_claim", part="how long nobody rang you back", contact="01632 960 001"
    )
    letters = bh.work()
    file = bh.named(reference)
    assert file.case.status is CaseStatus.OPEN
    assert "partly_refused" in file.case.flags
    about = words_to(letters, BEA)
    assert any("how long nobody rang you back" in one and "01632 960 001" in one for one in about)
    assert len(about) == 2  # the refusal of a part, and the acknowledgement of the rest
    assert words_to(letters, SAM)


def test_where_only_a_part_is_refused_everything_is_owed_as_before(council: Make) -> None:
    city = council("cambridge-city")
    city.complain()
    before = {one.name for one in city.owed()}
    assert "formal_acknowledgement" in before
    words = Words("looked at with the service", part="the missed collections", contact="01632 1")
    refuse_case(city.town.house, city.file.case.reference, BY, "staff_grievance", words)
    city.work()
    assert {one.name for one in city.owed()} >= before


@pytest.mark.parametrize(
    ("code", "said", "words"),
    [
        ("no_such_thing", {}, "legal_by_complainant: Legal proceedings by the complainant"),
        ("insurance_claim", {}, "configuration names nobody"),
        ("planning_decision", {}, "holds only for these services: planning"),
        ("schools", {"why": " "}, "needs its reason"),
    ],
)
def test_what_the_policy_does_not_know_is_no_ground(
    council: Make, code: str, said: dict[str, str], words: str
) -> None:
    bh = council("brighton-hove")
    number = bh.asks()
    with pytest.raises(CannotBeDone, match=words):
        bh.refuse(number, code, **said)
    assert bh.town.message(number).state == "HELD"
    assert not bh.work()


def test_sent_again_it_has_the_same_letter_again_and_no_further_stage(council: Make) -> None:
    bh = council("brighton-hove")
    reference = bh.refuse(bh.asks(text=LONG), "schools")
    bh.work()
    bh.later(2)
    bh.town.mail(BEA, "again", LONG)
    (again,) = words_to(bh.work(), BEA)
    assert "how a school is run" in again
    assert "stage" not in again.lower()
    assert len(bh.named(reference).stages) == 1


def test_a_reply_that_argues_is_for_a_person(council: Make) -> None:
    bh = council("brighton-hove")
    reference = bh.refuse(bh.asks(), "schools")
    bh.work()
    bh.says(BEA, "I am not satisfied with this. I want to take my complaint to stage 2 now.")
    held = bh.town.sql("select reason from incoming where state = 'HELD'")
    assert "written after a refusal" in str(held[-1][0])
    assert len(bh.named(reference).stages) == 1


def test_without_an_address_somebody_tells_them_before_it_is_closed(council: Make) -> None:
    bh = council("brighton-hove")
    number = bh.asks(sender="noreply@forms.example")
    reference = bh.refuse(number, "schools")
    assert not words_to(bh.work(), "noreply")
    with pytest.raises(CannotBeDone, match="nobody has told the resident"):
        close(bh.town.house, reference, BY, "")
    owed = bh.town.sql("select id from duties where name = 'tell_refusal'")
    finish_duty(bh.town.house, int(str(owed[0][0])), BY, "rang them on 5 February")
    assert bh.named(reference).case.status is CaseStatus.CLOSED


def test_where_no_server_takes_the_letter_somebody_tells_them(council: Make) -> None:
    bh = council("brighton-hove")
    reference = bh.refuse(bh.asks(), "schools")
    now = bh.town.clock.now()
    with bh.town.record.write() as conn:
        ledger = Ledger(bh.town.house, conn, now, by="dispatch")
        ready = outbox.claim_ready(conn, "post", 20, now, now + timedelta(minutes=10))
        for letter in (one for one in ready if one.recipient == BEA):
            deliveries.refused(ledger, letter, "550 no such person")
        ledger.flush()
    bh.work()
    with pytest.raises(CannotBeDone, match="nobody has told the resident"):
        close(bh.town.house, reference, BY, "")
    ((duty,),) = bh.town.sql("select id from duties where name = 'tell_refusal'")
    finish_duty(bh.town.house, int(str(duty)), BY, "rang them on 5 February")
    assert bh.named(reference).case.status is CaseStatus.CLOSED


def test_an_exception_needs_whoever_may_allow_it(council: Make) -> None:
    corporate = council("south-cambs-corporate")
    number = corporate.asks()
    asked = {"in_spite_of": "older_than_12_months", "why": "she was in hospital"}
    for name, words in (
        ("Kit Roe", "Kit Roe is not that.*Ann Peel is"),
        ("", "nobody was named"),
        ("Zed", "nobody in the configuration is called Zed"),
    ):
        with pytest.raises(CannotBeDone, match=words):
            corporate.register(number, allowed_by=name, **asked)
    reference = corporate.register(number, allowed_by="Ann Peel", **asked)
    (kept,) = corporate.refused(reference)
    assert (kept.what, kept.allowed_by, kept.reason) == (
        "exception",
        "Ann Peel",
        "she was in hospital",
    )
    assert words_to(corporate.work(), KIT)


def test_a_policy_without_exceptions_has_none(council: Make) -> None:
    first = council("south-cambs-2021")
    with pytest.raises(CannotBeDone, match="allows no exception"):
        first.register(
            first.asks(), in_spite_of="older_than_12_months", allowed_by="Ann Peel", why="so"
        )


def test_only_the_age_of_a_matter_has_exceptions_where_the_policy_says_so(council: Make) -> None:
    corporate = council("south-cambs-corporate")
    with pytest.raises(CannotBeDone, match="allows no exception from councillor_conduct"):
        corporate.register(
            corporate.asks(), in_spite_of="councillor_conduct", allowed_by="Ann Peel", why="so"
        )


def test_what_the_ombudsman_sends_back_is_looked_into_after_all(council: Make) -> None:
    city = council("cambridge-city")
    reference = city.refuse(city.asks(), "councillor_conduct")
    city.work()
    city.later(20)
    take_up(city.town.house, reference, BY, "", "", "LGSCO 26 001 234")
    letters = city.work()
    file = city.named(reference)
    assert file.case.status is CaseStatus.OPEN
    assert file.case.closing == ""
    assert [one.number for one in file.stages] == [1, 1]
    assert city.refused(reference)[-1].allowed_by == "the Ombudsman"
    assert words_to(letters, BEA, "complaint")
    # What is about a councillor is confidential here: a coordinator says who may see it.
    assert words_to(letters, JO, "complaint")
    assert not words_to(letters, SAM)


def test_the_monitoring_officer_has_a_duty_of_a_councillors_case(council: Make) -> None:
    city = council("cambridge-city")
    reference = city.refuse(city.asks(), "councillor_conduct")
    city.work()
    case_id = city.named(reference).case.id
    owed = city.town.sql(
        f"select holder_email from duties where case_id = {case_id} and done_at is null"
    )
    assert (MO,) in owed


def test_a_legal_claim_about_a_home_waits_for_the_last_stage(council: Make) -> None:
    def with_waste(text: str) -> str:
        return text.replace('"disrepair"]', '"disrepair", "waste"]')

    city = council("cambridge-city", change=with_waste)
    with pytest.raises(CannotBeDone, match="only once the last stage is answered"):
        city.refuse(city.asks(), "disrepair")
