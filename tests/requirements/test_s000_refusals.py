"""What South Cambridgeshire's two policies do not take: held and put to a person, refused in words that show a road."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.commands.queue_page import page_of
from mailroom.errors import MailroomError
from mailroom.jobs import by_hand_refuse, by_hand_register
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.by_hand_refuse import Words
from mailroom.jobs.by_hand_register import Wishes
from tests.acts.council import Council, letters_to
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import ADVICE, ASB, CORPORATE, HOUSING, JO, TOM, waits, write

COUNCILLOR = (
    "I wish to make a formal complaint about the conduct of Councillor Ward, who shouted at me at a meeting about"
    " {about} and would not let me speak.\n\nTom Marsh"
)
SUPPLIER = (
    "We wish to make a formal complaint. Under our contract with the council for {about} we sent an invoice in"
    " January, nobody has paid it, and nobody replies.\n\nFirm Ltd"
)
OLD = (
    "I wish to make a formal complaint about {about}. On 3 January 2025 your people broke my gate when they came, I"
    " rang twice, and nobody has ever put it right.\n\nTom Marsh"
)
NOISE = (
    "I wish to make a formal complaint about anti-social behaviour. The young men above the repairs yard shout all"
    " night, it happens again and again, and nobody does anything.\n\nTom Marsh"
)
BANDING = (
    "I wish to make a formal complaint and ask you to review my banding. I have been on the housing register for four"
    " years, and nobody has told me why others were offered a home first.\n\nTom Marsh"
)
TENANCY = (
    "I wish to make a formal complaint. My introductory tenancy was extended although I have always paid, and the"
    " repairs officer who decided it has not told me why.\n\nTom Marsh"
)
STAFF = (
    "I want to raise a grievance. I work for the council in the repairs team, and my line manager bullies me and will"
    " not let me take my leave.\n\nTom Marsh"
)
APPEAL = (
    "I want to appeal against your homelessness decision. The letter says that I am not homeless, I had it on Monday"
    " and nobody has explained it to me.\n\nTom Marsh"
)


def shown(council: Council, number: int = 1) -> str:
    """What a person is shown of a message in the queue."""
    house = council.town.house
    return " ".join(" ".join(page_of(house, look(house, council.town.reader, number))).split())


def refused(council: Council, code: str, service: str, **more: str) -> str:
    """The letter that Tom has when a person refuses the first message."""
    words = Words("as the policy says", **more)
    by_hand_refuse.refuse(council.town.house, council.town.reader, 1, JO, code, service, words)
    council.work()
    return " ".join(letters_to(council.got, TOM))


# Policy, service, text, ground -> what the queue shows, and what the letter says.
GROUNDS = [
    pytest.param(
        CORPORATE, "waste", COUNCILLOR.format(about="bins"), "councillor_conduct", "",
        ("It cannot be used for the conduct of a councillor", "Monitoring Officer", "mo@ashford.example"),
        marks=pytest.mark.rows("S000-44"), id="S000-44",
    ),
    pytest.param(
        CORPORATE, "waste", SUPPLIER.format(about="bins"), "supplier_or_partner",
        "Is it about the business relationship?",
        ("as a supplier, a partner or a public authority", "the officer of the council who deals with your contract"),
        marks=pytest.mark.rows("S000-45"), id="S000-45",
    ),
    pytest.param(
        CORPORATE, "waste", OLD.format(about="the bins"), "older_than_12_months",
        "Count from the day on which the matter arose",
        ("happened more than 12 months ago", "Our Chief Executive will then decide"),
        marks=pytest.mark.rows("S000-43"), id="S000-43",
    ),
    pytest.param(
        HOUSING, "housing_repairs", OLD.format(about="the repairs"), "older_than_12_months",
        "Count from the day on which the matter arose",
        ("Under normal circumstances we cannot look into matters as old as that", "Our Head of Service"),
        marks=pytest.mark.rows("S002-42"), id="S002-42",
    ),
    pytest.param(
        HOUSING, "housing_repairs", NOISE, "anti_social_behaviour",
        "How the team dealt with it can be a complaint",
        ("cannot be dealt with as a complaint", "Our anti-social behaviour team can help you", ASB),
        marks=pytest.mark.rows("S002-08"), id="S002-08",
    ),
    pytest.param(
        HOUSING, "housing_options", BANDING, "allocations_review", "",
        ("not part of the complaints procedure", "housing advice and options team reviews it", ADVICE),
        marks=pytest.mark.rows("S002-18"), id="S002-18",
    ),
    pytest.param(
        HOUSING, "housing_repairs", TENANCY, "introductory_tenancy", "",
        ("Decisions about introductory tenancies", "Our Tenancy Policy says what you can do"),
        marks=pytest.mark.rows("S002-19"), id="S002-19",
    ),
    pytest.param(
        HOUSING, "housing_repairs", COUNCILLOR.format(about="repairs"), "councillor_conduct", "",
        ("It cannot be used for the conduct of a councillor", "mo@ashford.example"),
        marks=pytest.mark.rows("S002-43"), id="S002-43",
    ),
    pytest.param(
        HOUSING, "housing_repairs", SUPPLIER.format(about="repairs"), "supplier_or_partner",
        "Is it about the business relationship?",
        ("as a supplier, a partner or a public authority",),
        marks=pytest.mark.rows("S002-44"), id="S002-44",
    ),
    pytest.param(
        HOUSING, "housing_repairs", STAFF, "staff_grievance", "",
        ("as somebody who works for the council", "Grievance Policy and Procedure"),
        marks=pytest.mark.rows("S002-45"), id="S002-45",
    ),
    pytest.param(
        HOUSING, "housing_options", APPEAL, "right_of_appeal",
        "how somebody was treated can still be a complaint",
        ("The law has a procedure of its own", "You can ask the council to review its decision"),
        marks=pytest.mark.rows("S002-46"), id="S002-46",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "service", "text", "code", "check", "words"), GROUNDS)
def test_a_person_is_shown_the_ground_and_the_letter_has_the_reason_and_the_road(
    south_cambs: Empty,
    policy: str,
    service: str,
    text: str,
    code: str,
    check: str,
    words: tuple[str, ...],
) -> None:
    council = south_cambs(policy)
    assert write(council, TOM, "A complaint", text) == []
    assert "only a person may say so" in waits(council, 1)
    page = shown(council)
    assert f"{code}:" in page
    assert check in page
    letter = refused(council, code, service)
    for one in words:
        assert one in letter
    assert "you can ask them" in letter or "Ombudsman" in letter
    lacks = [one.why for one in council.town.journal() if one.act == "lacks"]
    assert lacks == []
    (kept,) = council.town.sql("SELECT code, reason FROM refusals")
    assert kept == (code, "as the policy says")


@pytest.mark.rows("S002-46")
def test_what_has_no_road_of_its_own_is_told_where_the_procedure_stands(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    write(council, TOM, "A complaint", APPEAL)
    letter = refused(council, "right_of_appeal", "housing_repairs")
    assert "The letter that told you of the decision says how to ask for a review" in letter


@pytest.mark.parametrize(
    ("policy", "service", "wrong", "right"),
    [
        pytest.param(
            CORPORATE, "waste", "Kit Roe", "Ann Peel", marks=pytest.mark.rows("S000-43"), id="S000"
        ),
        pytest.param(
            HOUSING, "housing_repairs", "Ria Bell", "Huw Kane",
            marks=pytest.mark.rows("S002-42"), id="S002",
        ),
    ],
)  # fmt: skip
def test_an_old_matter_is_taken_up_only_in_the_name_of_whoever_may(
    south_cambs: Empty, policy: str, service: str, wrong: str, right: str
) -> None:
    council = south_cambs(policy)
    write(council, TOM, "A complaint", OLD.format(about="repairs and bins"))

    def take_up(name: str, why: str, ground: str = "older_than_12_months") -> None:
        wishes = Wishes(service=service, in_spite_of=ground, allowed_by=name, why=why)
        by_hand_register.register(council.town.house, council.town.reader, 1, JO, wishes)

    with pytest.raises(MailroomError, match=f"{wrong} is not that"):
        take_up(wrong, "he was in hospital")
    with pytest.raises(MailroomError, match="the reason"):
        take_up(right, "")
    with pytest.raises(MailroomError, match="allows no exception"):
        take_up(right, "he was in hospital", "councillor_conduct")
    take_up(right, "he was in hospital")
    assert council.file.case.kind == "complaint"
    (kept,) = council.town.sql("SELECT what, allowed_by, reason FROM refusals")
    assert kept == ("exception", right, "he was in hospital")


@pytest.mark.rows("S000-43", "S002-42")
@pytest.mark.parametrize(("day", "held"), [("3 February 2025", False), ("2 February 2025", True)])
def test_twelve_months_end_on_the_anniversary(south_cambs: Empty, day: str, held: bool) -> None:
    council = south_cambs(CORPORATE)
    write(council, TOM, "A complaint", OLD.format(about="the bins").replace("3 January 2025", day))
    assert ("More than 12 months old" in waits(council, 1)) is held


@pytest.mark.rows("S002-08", "S002-18")
def test_the_team_that_deals_with_it_is_told(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    write(council, TOM, "A complaint", NOISE)
    refused(council, "anti_social_behaviour", "housing_repairs")
    assert "The young men above the repairs yard" in " ".join(letters_to(council.got, ASB))
    write(council, "ivy@home.example", "A complaint", BANDING.replace("Tom Marsh", "Ivy Lane"))
    words = Words("as the policy says")
    house, reader = council.town.house, council.town.reader
    by_hand_refuse.refuse(house, reader, 2, JO, "allocations_review", "housing_options", words)
    assert "review my banding" in " ".join(letters_to(council.work(), ADVICE))


@pytest.mark.rows("S002-09")
def test_how_the_team_dealt_with_a_report_is_a_complaint_from_the_day_it_came(
    south_cambs: Empty,
) -> None:
    council = south_cambs(HOUSING)
    ignored = NOISE.replace("nobody does anything", "the ASB team never answered my report of May")
    write(council, TOM, "A complaint", ignored)
    page = shown(council)
    assert "Is it about the behaviour itself, or about how the team dealt with a report" in page
    council.town.days_pass(1)
    house, reader = council.town.house, council.town.reader
    by_hand_register.register(house, reader, 1, JO, Wishes(service="housing_repairs"))
    assert council.stage.received_at.date() == date(2026, 2, 3)
    by = council.town.sql("SELECT due_on FROM deadlines WHERE name = 'acknowledgement'")
    assert str(by[0][0]) == "2026-02-06"
    assert letters_to(council.work(), TOM)
