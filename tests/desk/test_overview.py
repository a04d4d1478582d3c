"""Calendar, compliments, restricted contact, permission and health: each shows what it is for, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store import cases, inbox, journal, outbox, polls, restrictions
from store.restrictions import NewRestriction
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import ADA, JO, KIM, ROB, SAM, Council, Sent
from tests.store.makers import AT, mail

PRAISE = "Thank you so much, the bin crew were wonderful. Well done!"


@pytest.fixture
def more() -> str:
    """Whom the policy leaves the review of a restriction to."""
    return '[roles.leadership_team]\nname = "Lea Orr"\nemail = "lea.orr@ashford.example"\n'


def _page(council: Council, who: str, place: str) -> str:
    return council.client(who).get(place).get_data(as_text=True)


def _case(council: Council, number: int = 1) -> cases.CaseFile:
    with council.house.record.read() as conn:
        return cases.get_case(conn, number)


def test_the_calendar_has_what_falls_due_on_its_day_for_those_whose_case_it_is(
    council: Council,
) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    file = _case(council)
    due = file.stages[0].respond_by
    assert due is not None
    place = f"/calendar?from={due.isoformat()}"
    for who in (JO, SAM):
        page = _page(council, who, place)
        assert f"{due:%A} {due:%-d %B %Y}" in page
        assert file.case.reference in page
    assert file.case.reference not in _page(council, ROB, place)
    before = f"/calendar?from={(due - timedelta(days=30)).isoformat()}"
    assert "Nothing falls due in these days." in _page(council, JO, before)
    assert "Falls due, 3 February 2026" in _page(council, JO, "/calendar?from=nonsense")


def test_praise_is_there_to_be_shared_and_never_says_by_whom(council: Council) -> None:
    council.mail("una.firth@home.example", "Thank you", PRAISE)
    for who in (JO, KIM, SAM):
        page = _page(council, who, "/compliments")
        assert "the bin crew were wonderful" in page
        assert "una" not in page.lower().replace(SAM, "")
    assert "None yet." in _page(council, ROB, "/compliments")


@pytest.fixture
def restricted(council: Council) -> Council:
    """A council that has restricted contact with one person."""
    council.mail("una@home.example", "A complaint", COMPLAINT)
    new = NewRestriction(
        email="una@home.example",
        name="Una Firth",
        organisation="",
        target="person",
        case_id=1,
        granted=True,
        requested_by="Sam Lee",
        decided_by=(("head", "Kit Roe"),),
        reasons="She rang forty times a day.",
        behaviours=(),
        measures=(("one_contact", ""),),
        checks=(),
        from_on=date(2026, 1, 5),
        review_on=date(2026, 2, 1),
        spoc_email=SAM,
        at=AT,
        by=JO,
        policy=council.house.policy_for(None, "feedback").name,
        policy_digest=council.house.policy_for(None, "feedback").digest,
    )
    with council.house.record.write() as conn:
        restrictions.add_restriction(conn, new)
    return council


def test_a_restriction_is_shown_and_that_its_review_is_late(restricted: Council) -> None:
    page = _page(restricted, JO, "/restricted")
    assert "She rang forty times a day." in page
    assert "to be looked at again by 1 February 2026" in page
    assert ">late<" in page
    assert "Look at it again" in page
    # Who reads sees it; who answers cases does not; and only coordinators take its review.
    assert "Look at it again" not in _page(restricted, KIM, "/restricted")
    assert restricted.client(SAM).get("/restricted").status_code == 403
    assert restricted.client(KIM).post("/restricted/1/review").status_code == 403


def test_a_review_needs_a_reason_and_is_kept(restricted: Council, sent: Sent) -> None:
    form: dict[str, object] = {"outcome": "lift", "why": "", "next": "", "decided_by": ""}
    assert "Nothing was changed" in sent(restricted.client(JO), "/restricted/1/review", form)
    form |= {"why": "She has been calm since", "decided_by": "Lea Orr"}
    page = sent(restricted.client(JO), "/restricted/1/review", form)
    with restricted.house.record.read() as conn:
        (one,) = restrictions.restrictions(conn)
    assert one.ended_on == restricted.house.today()
    assert "She has been calm since" in page
    assert "ended 3 February 2026" in page


def test_permission_is_recorded_on_the_case_and_shown(council: Council, sent: Sent) -> None:
    council.mail("nephew@home.example", "bins", "Bins again. I did tell somebody.")
    form: dict[str, object] = {
        "act": "register", "kind": "complaint", "service": "waste", "for_whom": "Old Una",
        "for_email": "old@home.example",
    }  # fmt: skip
    sent(council.client(JO), "/queue/1/decide", form)
    council.pass_minutes(6)
    council.round()
    place = f"/cases/{_case(council).case.reference}"
    assert "Asked for permission" in _page(council, JO, place)
    given: dict[str, object] = {"given": "given", "why": "signed form, 4 February"}
    sent(council.client(JO), f"{place}/do/consent", given)
    assert "With permission" in _page(council, JO, place)
    with council.house.record.read() as conn:
        written = [one.why for one in journal.entries(conn) if one.by == JO]
    assert any("signed form, 4 February" in one for one in written)


def test_health_says_what_is_wrong_and_what_to_do_and_machines_get_the_figures(
    council: Council,
) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    assert "All is well." in _page(council, JO, "/state")
    assert council.app.test_client().get("/health").json == {"ok": True, "wrong": []}
    council.pass_minutes(31)
    with council.house.record.write() as conn:
        inbox.keep(conn, [mail(99, received_at=AT - timedelta(days=400))], council.house.now())
        polls.poll_failed(conn, "feedback", council.house.now(), "cannot be reached")
        assert outbox.counts(conn)
    page = _page(council, ADA, "/state")
    assert "The mailbox feedback has not been read since 3 February, 12:00 UTC." in page
    assert "systemctl status mailroom" in page
    assert "has not been handled" in page
    answer = council.app.test_client().get("/health")
    assert answer.status_code == 503
    assert len(answer.json["wrong"]) == 2
    figures = council.app.test_client().get("/metrics").get_data(as_text=True)
    for name in (
        "oldest_unread_mail_seconds", "queue_messages", "letters_waiting", "letters_refused",
        "letters_put_off", 'last_good_poll_timestamp_seconds{mailbox="feedback"}',
    ):  # fmt: skip
        assert f"\nmailroom_{name} " in figures
    assert "una" not in figures + str(answer.json)
