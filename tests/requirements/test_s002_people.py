"""Housing's policy: whom it is for, its kinds, designated persons while the law had them, what is kept from whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from mailroom.acts.parties import Behalf
from mailroom.cli import main
from mailroom.commands.case_page import page_of as case_page
from mailroom.commands.queue_page import page_of as queue_page
from mailroom.errors import MailroomError
from mailroom.jobs import by_hand_case, by_hand_outside, by_hand_register, by_hand_settle
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.by_hand_page import page
from mailroom.jobs.by_hand_register import Wishes
from mailroom.rules.designated import Asked
from mailroom.rules.policy import built_in_folder
from store.states import CaseStatus
from tests.acts.council import Council, letters_to
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import (
    ANSWER,
    BIN,
    CONFIG,
    CORPORATE,
    HOUSING,
    HUW,
    IN_2014,
    JO,
    KIT,
    LEAK,
    NOT_SATISFIED,
    RIA,
    TOM,
    UNA,
    asks_always,
    named,
    report,
    waits,
    write,
)

CLLR = "bo.ward@members.example"
CASEWORK = (
    "I am the councillor for Ashford and write about the repairs at the home of my constituent Mr Marsh, which were"
    " missed for three weeks. He wishes to make a formal complaint.\n\nBo Ward"
)
CALL = (
    "Mr Tom Marsh rang today. He is really unhappy: the leak in his kitchen was to be repaired three times, nobody has"
    " come, and this is not good enough. He did not want to write."
)
REQUEST = (
    "Our kitchen tap has just started to drip. Could you please send somebody to repair it? This is the first time I"
    " report it.\n\nRo"
)
COMMENT = (
    "I would like to suggest that the repairs team rings before it comes. This is only a comment."
)
PRAISE = "Thank you so much to the repairs team: brilliant, polite, excellent service. Well done, my praise."
OF_COUNCILLOR = Asked("councillor", "the home is in her ward, by the map")


def shown(council: Council) -> str:
    """The case as `mailroom case show` prints it."""
    house = council.town.house
    return " ".join(" ".join(case_page(house, page(house, council.file.case.reference))).split())


def queued(council: Council, number: int = 1) -> str:
    """What a person is shown of a message in the queue."""
    house = council.town.house
    return " ".join(" ".join(queue_page(house, look(house, council.town.reader, number))).split())


def designate(council: Council, asked: Asked) -> None:
    """A coordinator records a designated person."""
    reference = council.file.case.reference
    by_hand_outside.record_designated(council.town.house, reference, JO, asked, "Bo Ward", CLLR)


def answered_in(south_cambs: Empty, start: datetime) -> tuple[Council, str]:
    """A tenant's complaint answered at both stages from that day on, and the last letter."""
    council = south_cambs(HOUSING, start=start)
    write(council, TOM, "Leak: complaint", LEAK)
    council.says(RIA, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nRia Bell")
    council.says(TOM, NOT_SATISFIED)
    sent = council.says(HUW, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nHuw Kane")
    return council, " ".join(letters_to(sent, TOM))


@pytest.mark.rows("S002-02", "S002-13", "S002-15", "S002-29", "S002-31")
def test_while_the_law_held_the_answer_offers_a_designated_person_and_tells_the_first_day(
    south_cambs: Empty,
) -> None:
    council, letter = answered_in(south_cambs, IN_2014)
    assert (
        "A Member of Parliament or a local councillor for the district of the home can help"
        in letter
    )
    assert "take it to the Housing Ombudsman Service for you at any time" in letter
    # Eight weeks after 7 October 2014.
    assert "Tuesday 2 December 2014" in letter
    assert "panel" not in letter
    assert [one for one in council.town.journal() if one.act == "lacks"] == []


@pytest.mark.parametrize(
    ("start", "offered"),
    [
        (datetime(2013, 3, 28, 9, tzinfo=UTC), False),
        (datetime(2013, 4, 2, 9, tzinfo=UTC), True),
        (datetime(2022, 9, 30, 8, tzinfo=UTC), True),
        (datetime(2022, 10, 3, 8, tzinfo=UTC), False),
    ],
)
@pytest.mark.rows("S002-02", "S002-13", "S002-29")
def test_before_and_after_the_law_nobody_is_offered(
    south_cambs: Empty, start: datetime, *, offered: bool
) -> None:
    council, letter = answered_in(south_cambs, start)
    assert ("local councillor" in letter) is offered
    assert [one for one in council.town.journal() if one.act == "lacks"] == []


@pytest.mark.rows("S002-14", "S002-16", "S002-34", "S002-60")
def test_a_designated_person_stands_on_the_case_and_refers_it_only_at_the_end(
    south_cambs: Empty,
) -> None:
    council = south_cambs(HOUSING, start=IN_2014)
    assert write(council, CLLR, "Casework: Mr Marsh", CASEWORK) == []
    too_early = (
        "can refer the complaint to the Housing Ombudsman only once stage 2 has been answered"
    )
    assert too_early in queued(council)
    behalf = Behalf("Tom Marsh", TOM, member=True)
    house, reader = council.town.house, council.town.reader
    by_hand_register.register(
        house, reader, 1, JO, Wishes(service="housing_repairs", behalf=behalf)
    )
    assert letters_to(council.work(), CLLR) == []
    with pytest.raises(MailroomError, match="that the home is in their district"):
        designate(council, Asked("councillor"))
    with pytest.raises(MailroomError, match="a Member of Parliament; a local councillor"):
        designate(council, Asked("tenant panel", "by the map"))
    with pytest.raises(MailroomError, match="resolved_locally, referred, declined_to_refer"):
        designate(council, Asked("councillor", "by the map", outcome="upheld"))
    with pytest.raises(MailroomError, match="only once stage 2 has been answered"):
        designate(council, Asked("councillor", "by the map", "letter of today", "referred"))
    designate(council, OF_COUNCILLOR)
    assert "designated person: a local councillor" in shown(council)
    assert too_early in shown(council)
    # Nothing of the case is told them before the tenant asks for it in writing.
    council.says(RIA, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nRia Bell")
    council.says(TOM, NOT_SATISFIED)
    assert letters_to(council.got, CLLR) == []
    designate(council, Asked("councillor", "by the map", "letter of 7 October 2014"))
    council.says(HUW, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nHuw Kane")
    assert "The crew had an old list" in " ".join(letters_to(council.got, CLLR))
    designate(council, Asked("councillor", "by the map", "letter of 7 October 2014", "referred"))
    assert "came of it: referred" in shown(council)
    assert too_early not in shown(council)
    outcomes = [one.why for one in council.town.journal() if one.act == "designated person"]
    assert "outcome: referred" in str(outcomes)


@pytest.mark.rows("S002-02", "S002-60")
def test_a_referral_wants_the_tenants_own_letter_and_today_there_is_none(
    south_cambs: Empty,
) -> None:
    council, _ = answered_in(south_cambs, IN_2014)
    with pytest.raises(MailroomError, match="the tenant's request in writing"):
        designate(council, Asked("councillor", "by the map", outcome="referred"))
    council.town.clock.advance_to(datetime(2026, 2, 3, 9, tzinfo=UTC))
    with pytest.raises(MailroomError, match="held from 1 April 2013 to 30 September 2022"):
        designate(council, OF_COUNCILLOR)


@pytest.mark.rows("S002-05")
def test_what_is_not_housings_is_opened_under_the_corporate_policy(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    write(council, UNA, "Missed bin: complaint", BIN)
    assert (council.file.case.policy, council.stage.owner_email) == (CORPORATE, KIT)
    write(council, TOM, "Leak: complaint", LEAK)
    second = council.town.case(2)
    assert (second.case.policy, second.stages[-1].owner_email) == (HOUSING, RIA)


@pytest.mark.rows("S002-05", "S002-59")
def test_check_tells_of_services_the_policy_is_not_for_and_of_a_law_that_has_gone(
    south_cambs: Empty,
) -> None:
    council = south_cambs(HOUSING)
    file = council.town.folder / "mailroom.toml"
    file.write_text(CONFIG.format(policy=HOUSING) + f'\n[policy.by_service]\nwaste = "{HOUSING}"\n')
    told = CliRunner().invoke(main, ["--config", str(file), "check"]).output
    told = " ".join(told.split())
    assert f"policy.by_service.waste: the policy {HOUSING} is for other services" in told
    assert f"it leaves this one to {CORPORATE}" in told
    assert "“The Data Protection Act 1998”, which is no longer in force" in told


@pytest.mark.rows("S002-03")
def test_what_is_settled_where_it_arose_has_no_informal_clock(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    asks_always(council)
    write(council, TOM, "Leak: complaint", LEAK)
    assert "Can it be settled now, to the customer's satisfaction?" in queued(council)
    house, reader = council.town.house, council.town.reader
    wishes = Wishes(service="housing_repairs", informal=True)
    with pytest.raises(MailroomError, match="knows no step before the formal procedure"):
        by_hand_register.register(house, reader, 1, JO, wishes)
    by_hand_settle.settle(house, reader, 1, JO, "housing_repairs", "The plumber came at once.")
    assert "The plumber came at once" in " ".join(letters_to(council.work(), TOM))
    assert (council.file.case.closing, council.file.case.informal_until) == (
        "resolved informally",
        None,
    )
    assert council.file.case.status is CaseStatus.CLOSED


@pytest.mark.rows("S002-06", "S002-07", "S002-10", "S002-11", "S002-37", "S002-38", "S002-40")
def test_each_kind_goes_its_way_however_it_was_said(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    write(council, "call@home.example", "Note of a telephone call", CALL)
    if waits(council, 1):  # a note of a call is nobody's own words: a person may be asked
        wishes = Wishes(service="housing_repairs")
        by_hand_register.register(council.town.house, council.town.reader, 1, JO, wishes)
    asked = write(council, "ro@home.example", "Our tap", REQUEST)
    idea = write(council, UNA, "An idea for repairs", COMMENT)
    praise = write(council, "pat@home.example", "Repairs", PRAISE)
    kinds = [council.town.case(number).case.kind for number in (1, 2, 3, 4)]
    assert kinds == ["complaint", "service_request", "comment", "compliment"]
    assert "a request and not as a complaint" in " ".join(letters_to(asked, "ro@home.example"))
    assert letters_to(idea, UNA) == []
    assert "Comments about your area are kept on the register" in letters_to(idea, RIA)[0]
    assert "share it within your service area" in " ".join(letters_to(praise, RIA))
    assert "\nComplaints  1\n" in report(council, "quarterly", "2026-Q1")


@pytest.mark.rows("S002-06")
def test_how_it_came_is_kept_where_nobody_wrote(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    write(council, HUW, "A call", CALL)
    assert waits(council, 1)
    noted = {"channel": "telephone", "assisted_by": "Huw Kane"}
    behalf = Behalf("Tom Marsh", TOM, "he rang himself")
    wishes = Wishes(service="housing_repairs", behalf=behalf, noted=noted)
    by_hand_register.register(council.town.house, council.town.reader, 1, JO, wishes)
    assert (council.file.case.kind, council.file.case.channel) == ("complaint", "telephone")
    assert "by telephone, taken down by Huw Kane" in shown(council)


@pytest.mark.rows("S002-58")
def test_the_head_has_a_complaint_without_a_name(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    sent = write(
        council, "noreply@post.example", "Complaint", LEAK.replace("Tom Marsh, 4 Elm Close", "")
    )
    assert "anonymous" in council.file.case.flags
    assert council.stage.owner_email == HUW
    assert letters_to(sent, RIA) == []


@pytest.mark.rows("S002-39", "S002-61", "S002-62")
def test_what_colleagues_send_on_is_its_writers(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    head = "Please deal with this.\n\n-----Original Message-----\nFrom: {who}\nSent: Mon, 2 Feb 2026 15:40\n"
    head += f"To: Huw Kane <{HUW}>\nSubject: Repairs\n\n"
    sent = write(council, HUW, "FW: Repairs", head.format(who=f"Tom Marsh <{TOM}>") + LEAK)
    assert letters_to(sent, TOM)
    assert council.file.stages[0].received_at.date() == date(2026, 2, 2)
    sent = write(council, HUW, "FW: Idea", head.format(who=f"Una <{UNA}>") + COMMENT)
    assert named(sent, RIA, "Comment for you to consider")
    write(council, HUW, "FW: Thanks", head.format(who="Pat <pat@home.example>") + PRAISE)
    assert "\nCompliments  1\n" in report(council, "annual_report", "2025-26")


@pytest.mark.rows("S002-59", "S002-60")
def test_whoever_writes_for_a_tenant_needs_their_word_in_writing(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    joan = "joan@home.example"
    text = LEAK.replace("I wish to make", "On behalf of my mother, Ada Hill, I wish to make")
    write(council, joan, "Leak: complaint", text.replace("Tom Marsh, 4 Elm Close", "Joan Hill"))
    assert "without their consent" in waits(council, 1)
    wishes = Wishes(service="housing_repairs", behalf=Behalf("Ada Hill", "ada@home.example"))
    by_hand_register.register(council.town.house, council.town.reader, 1, JO, wishes)
    sent = [*council.work(), *council.says(RIA, f"ANSWER not upheld\n\n{ANSWER}\nRia Bell")]
    assert letters_to(sent, joan) == []
    reference, house = council.file.case.reference, council.town.house
    by_hand_case.give_permission(house, reference, JO, given=True, why="her letter", message=None)
    by_hand_case.write_update(house, reference, JO, "We come on Friday.", "Jo Park")
    assert "We come on Friday" in " ".join(letters_to(council.work(), joan))


@pytest.mark.rows("S002-65")
def test_a_case_shows_all_that_belongs_to_it(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    write(council, TOM, "Leak: complaint", LEAK)
    council.says(RIA, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nRia Bell")
    council.says(RIA, "LEARNING\nLessons: a list\nActions: none\nPattern: none")
    told = shown(council)
    for part in ("Leak: complaint", "acknowledgement", "assignment", "response", "lessons: a list"):
        assert part in told
    assert "Tom Marsh, 4 Elm Close" in told


@pytest.mark.rows("S002-74")
def test_nothing_is_taken_from_the_flowchart_that_is_lost() -> None:
    text = (built_in_folder() / f"{HOUSING}.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "S002-74" in line or "flowchart" in line]
    assert lines
    assert all(line.startswith("#") for line in lines)
