"""South Cambridgeshire 2021, stage 3: the Ombudsman's notice, the decision, and the way of tenants until 2022."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailroom.jobs import by_hand_confirm, by_hand_outside
from mailroom.rules.disposition import Act
from parsers.documents import Reader
from store import duties
from tests.acts.council import ANSWER, COMPLAINT, JO, KIT, SAM, UNA, receipt
from tests.requirements.district import (
    CCM,
    HOT,
    HUW,
    LEAK,
    NOT_SATISFIED,
    RITA,
    District,
    district,
    district_of,
    to,
)

__all__ = ["district"]

NOTICE = (
    "Our reference: 25 012 345. We have received a complaint about your council by Una Firth about her bins. Please"
    " send us your comments."
)


@pytest.fixture
def in_2021(tmp_path: Path, reader: Reader) -> Iterator[District]:
    """The council of November 2021, when the law still had designated persons."""
    one = district_of(tmp_path, reader, datetime(2021, 11, 1, 10, 15, tzinfo=UTC))
    yield one
    one.town.record.close()


def answered_twice(council: District, text: str, first: str, second: str) -> str:
    """Both stages are answered; the council's last answer."""
    council.writes(UNA, "Complaint", text)
    council.says(first, f"ANSWER not upheld\n\n{ANSWER}")
    council.town.days_pass(1)
    council.says(UNA, NOT_SATISFIED)
    return to(council.says(second, f"ANSWER not upheld\n\n{ANSWER}"), UNA)


@pytest.mark.rows("S003-46", "S003-99")
def test_an_ombudsmans_notice_goes_to_the_head_of_service_with_28_calendar_days(
    district: District,
) -> None:
    district.complain()
    district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    district.writes("team@lgo.org.uk", f"About {district.reference()}", NOTICE)
    sent = district.attach(Act.EXTERNAL) if district.waits else district.got
    assert (district.stage.number, district.stage.owner_email) == (3, KIT)
    letter = to(sent, KIT)
    assert "Tuesday 3 March 2026" in letter
    assert "Please review the complaint and answer the Ombudsman directly." in letter
    assert "The days until then are calendar days." in letter
    assert "My bin was not emptied" in letter
    assert district.stage.respond_by == date(2026, 3, 3)
    told = receipt(district.says(KIT, f"ANSWER\n\n{ANSWER}"), KIT)
    assert "Ombudsman" in told
    assert to(district.got, UNA).count("lgo") == 0


@pytest.mark.rows("S003-47", "S003-80")
def test_the_decision_is_owed_its_actions_and_its_review(district: District) -> None:
    district.complain()
    house, reference = district.town.house, district.reference()
    district.writes("team@lgo.org.uk", f"About {reference}", NOTICE)
    if district.waits:
        district.attach(Act.EXTERNAL)
    by_hand_outside.note_ombudsman(house, reference, JO, "decision", "fault, a new bin by Easter")
    sent = district.work()
    (owed,) = district.owed("decision_carried_out")
    assert owed.holder_email == KIT
    assert "Record each thing that we are to do" in to(sent, KIT)
    (review,) = district.owed("decision_reviewed")
    assert review.holder_email == CCM
    assert "put it into the next review of decisions" in district.case_page()


@pytest.mark.rows("S003-80", "S003-100")
def test_an_annual_letter_is_kept_and_somebody_owes_a_look_at_it(district: District) -> None:
    district.writes("team@lgo.org.uk", "Annual review letter", "Your annual letter for 2025-26.")
    assert "Ombudsman" in district.waits
    house, reader = district.town.house, district.town.reader
    assert by_hand_confirm.keep_annual_letter(house, reader, district.last, JO, "2025-26") == (
        "Hope Trent"
    )
    assert "put it into the next review" in to(district.work(), HOT)
    owed = district.town.read(lambda conn: duties.open_duties(conn, holder_email=HOT, limit=9))
    assert [one.name for one in owed] == ["annual_letter"]
    assert district.waits == ""


@pytest.mark.rows("S003-51", "S003-52", "S003-54")
def test_a_tenants_last_answer_of_2021_names_who_can_refer_it_and_from_when_they_can_go_alone(
    in_2021: District,
) -> None:
    letter = answered_twice(in_2021, LEAK, RITA, HUW)
    assert "A local Member of Parliament or a South Cambridgeshire District Councillor" in letter
    assert "tenant panel" not in letter.lower()
    # 8 weeks after 2 November is 28 December; more than that is the day after (A003-15).
    assert "You can go to the Ombudsman directly from Wednesday 29 December 2021." in letter
    for one in ("PO Box 152, Liverpool L33 7WQ", "0300 111 3000", "https://www.housing-ombudsman"):
        assert one in letter


@pytest.mark.rows("S003-53", "S003-51", "S003-52")
def test_since_the_law_ended_it_a_tenant_is_told_of_no_designated_person(
    district: District,
) -> None:
    letter = answered_twice(district, LEAK, RITA, HUW)
    assert "Member of Parliament" not in letter
    assert "directly from" not in letter
    assert "0300 111 3000" in letter


@pytest.mark.rows("S003-51", "S003-49")
def test_whoever_is_no_tenant_is_told_of_no_designated_person_either(in_2021: District) -> None:
    letter = answered_twice(in_2021, COMPLAINT, SAM, KIT)
    assert "Member of Parliament" not in letter
    assert "0300 061 0614" in letter
