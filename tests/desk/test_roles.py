"""Which page each role may see: one table over every page that the desk has."""

from __future__ import annotations

import pytest

from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import ADA, ANA, JO, KIM, NEW, ROB, SAM, Council

# A coordinator, an officer of the case's service, one of another, a reader, an administrator.
ALL = (JO, SAM, ROB, KIM, ADA)
SEES, NO, NONE = 200, 403, 404
PAGES: dict[str, tuple[int, int, int, int, int]] = {
    "/queue": (SEES, NO, NO, NO, NO),
    "/queue/{waits}": (SEES, NO, NO, NO, NO),
    "/today": (SEES, SEES, SEES, SEES, SEES),
    "/cases": (SEES, SEES, SEES, SEES, SEES),
    "/cases/{case}": (SEES, SEES, NONE, SEES, NONE),
    "/cases/{case}/mail/{mail}": (SEES, SEES, NONE, SEES, NONE),
    "/cases/{case}/mail/{mail}/original": (SEES, SEES, NONE, SEES, NONE),
    "/cases/{case}/letter/1": (SEES, SEES, NONE, SEES, NONE),
    "/cases/{case}/as-officer/answer": (SEES, SEES, NONE, NO, NONE),
    "/cases/NONE-2026-00001-X": (NONE, NONE, NONE, NONE, NONE),
    "/calendar": (SEES, SEES, SEES, SEES, SEES),
    "/outbox": (SEES, NO, NO, NO, NO),
    "/compliments": (SEES, SEES, SEES, SEES, SEES),
    "/restricted": (SEES, NO, NO, SEES, NO),
    "/reports": (SEES, NO, NO, SEES, NO),
    "/reports/figures": (SEES, NO, NO, SEES, NO),
    "/reports/figures/as/xlsx": (SEES, NO, NO, SEES, NO),
    "/reports/self-assessment": (SEES, NO, NO, SEES, NO),
    "/reports/self-assessment/as/xlsx": (SEES, NO, NO, SEES, NO),
    "/state": (SEES, NO, NO, NO, SEES),
}
# What stands open: signing in, whatever a machine asks, and nothing of a resident's.
OPEN = {"/sign-in", "/sign-in/asked", "/colour.css", "/health", "/metrics"}


@pytest.fixture
def places(council: Council) -> dict[str, object]:
    mail = council.mail("una@home.example", "My bin", COMPLAINT)
    waits = council.mail("una2@home.example", "bins", "Bins again. I did tell somebody.")
    page = council.client(JO).get("/cases").get_data(as_text=True)
    case = page.partition('href="/cases/')[2].partition('"')[0]
    return {"case": case, "mail": mail, "waits": waits}


def test_each_role_sees_its_own_pages_and_no_other(
    council: Council, places: dict[str, object]
) -> None:
    clients = {who: council.client(who) for who in ALL}
    found = {
        page: tuple(clients[who].get(page.format(**places)).status_code for who in ALL)
        for page in PAGES
    }
    assert found == PAGES
    stranger = council.app.test_client()
    assert {stranger.get(page.format(**places)).status_code for page in PAGES} == {302}


def test_only_a_coordinator_decides_and_a_reader_does_nothing(
    council: Council, places: dict[str, object]
) -> None:
    case, waits = places["case"], places["waits"]
    acts = [
        f"/queue/{waits}/decide",
        f"/queue/{waits}/undo",
        f"/queue/{waits}/again",
        f"/cases/{case}/do/note",
        f"/cases/{case}/do/close",
    ]
    for who in (SAM, KIM, ADA, ROB):
        codes = {council.client(who).post(place).status_code for place in acts}
        assert codes <= {403, 404}, who
    assert council.client(KIM).post(f"/cases/{case}/as-officer/note").status_code == 403
    assert council.client(SAM).post("/state/end/1").status_code == 403


def test_every_page_is_in_the_table_or_bears_a_reason_why_not(council: Council) -> None:
    """A page that is added without a thought for who may see it fails here."""
    rules = {
        rule.rule
        for rule in council.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint != "static"
    }
    stranger = council.app.test_client()
    plain = {rule for rule in rules if "<" not in rule}
    let_in = {rule for rule in plain if stranger.get(rule).status_code != 302}
    assert let_in == OPEN | {"/sign-in/openid", "/sign-in/openid/back"}


def test_everybody_lands_where_they_work(council: Council) -> None:
    lands = {
        who: council.client(who).get("/").headers["Location"] for who in (JO, ANA, SAM, KIM, ADA)
    }
    assert lands == {JO: "/queue", ANA: "/queue", SAM: "/cases", KIM: "/cases", ADA: "/cases"}


@pytest.mark.parametrize("more", ['\n[directory]\ncsv = "people.csv"\n'])
def test_somebody_with_no_service_sees_what_was_given_to_them_alone(
    council: Council, places: dict[str, object]
) -> None:
    case = places["case"]
    assert council.client(NEW).get(f"/cases/{case}").status_code == 404
    council.client(JO).post(f"/cases/{case}/do/assign", data={"email": NEW})
    assert council.client(NEW).get(f"/cases/{case}").status_code == 200
    assert council.client(NEW).get(f"/cases/{case}/as-officer/answer").status_code == 200
