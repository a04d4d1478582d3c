"""Who comes in, for how long, and what they may see and do."""

from __future__ import annotations

import re

import pytest

from store import journal
from tests.desk.conftest import ADA, JO, KIM, NEW, PEOPLE, ROB, SAM, START, Council


def _page(council: Council, email: str, place: str) -> tuple[int, str]:
    answer = council.client(email).get(place)
    return answer.status_code, answer.get_data(as_text=True)


def _ask(council: Council, email: str) -> str:
    council.app.config["WTF_CSRF_ENABLED"] = False
    council.door.begin = lambda work: work()
    client = council.app.test_client()
    answer = client.post("/sign-in", data={"email": email}, follow_redirects=True)
    return re.sub(r"<input[^>]*csrf[^>]*>", "", answer.get_data(as_text=True))


def test_a_stranger_and_a_coordinator_are_told_the_same_but_only_one_gets_a_link(
    council: Council,
) -> None:
    assert _ask(council, "stranger@else.example") == _ask(council, JO)
    (letter,) = council.letters()
    assert f"To: Jo Park <{JO}>" in letter
    assert "/sign-in/" in letter


def test_a_link_opens_by_a_button_once_and_not_for_long(council: Council) -> None:
    council.app.config["WTF_CSRF_ENABLED"] = False
    token, late = council.link(JO), council.link(JO)
    client = council.app.test_client()
    # A filter that opens links to look at them uses nothing up.
    assert client.get(f"/sign-in/{token}").status_code == 200
    assert client.post(f"/sign-in/{token}").status_code == 302
    assert client.get("/queue").status_code == 200
    assert council.app.test_client().post(f"/sign-in/{token}").status_code == 403
    council.pass_minutes(16)
    assert council.app.test_client().post(f"/sign-in/{late}").status_code == 403


def test_no_token_stands_in_the_record(council: Council) -> None:
    token = council.link(JO)
    assert token.encode() not in (council.folder / "record.sqlite").read_bytes()


def test_links_to_one_address_and_asking_from_one_place_have_an_end(council: Council) -> None:
    for _ in range(10):
        _ask(council, JO)
    assert len(council.letters()) == 4
    client = council.app.test_client()
    codes = {client.post("/sign-in", data={"email": "a@b.example"}).status_code for _ in range(40)}
    assert codes == {302, 429}
    council.pass_minutes(16)
    assert client.post("/sign-in", data={"email": "a@b.example"}).status_code == 302


@pytest.mark.parametrize(("minutes", "times"), [(61, 1), (50, 13)], ids=["idle", "ten hours"])
def test_a_visit_ends_by_itself(council: Council, minutes: int, times: int) -> None:
    client = council.client(JO)
    codes = []
    for _ in range(times):
        codes.append(client.get("/queue").status_code)
        council.pass_minutes(minutes)
    assert codes[0] == 200
    assert client.get("/queue").status_code == 302


def test_a_visit_is_ended_by_signing_out_and_by_an_administrator(council: Council) -> None:
    client = council.client(JO)
    client.post("/sign-out")
    with client.session_transaction() as session:
        assert "key" not in session
    other, ada = council.client(SAM), council.client(ADA)
    page = ada.get("/state").get_data(as_text=True)
    for number in re.findall(r"/state/end/(\d+)", page):
        council.client(ADA).post(f"/state/end/{number}")
    assert other.get("/cases").status_code == 302


def test_a_form_without_its_token_does_nothing(waiting: Council) -> None:
    client = waiting.client(JO)
    waiting.app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/queue/1/decide", data={"act": "file", "why": "x"})
    assert answer.status_code == 400
    assert "out of date" in answer.get_data(as_text=True)


def test_every_answer_bears_what_keeps_people_safe(council: Council) -> None:
    headers = council.client(JO).get("/queue").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert council.app.test_client().get("/", headers={"Host": "evil.example"}).status_code == 400


def test_who_may_go_where(waiting: Council) -> None:
    sees = {
        who: [_page(waiting, who, place)[0] for place in ("/queue", "/queue/1", "/cases", "/state")]
        for who in (JO, SAM, KIM, ADA)
    }
    assert sees == {
        JO: [200, 200, 200, 200],
        SAM: [403, 403, 200, 403],
        KIM: [403, 403, 200, 403],
        ADA: [403, 403, 200, 200],
    }
    assert waiting.app.test_client().get("/queue").status_code == 302


def test_an_officer_sees_their_own_services_cases_alone(waiting: Council) -> None:
    waiting.client(JO).post(
        "/queue/1/decide", data={"act": "register", "kind": "complaint", "service": "waste"}
    )
    waiting.pass_minutes(6)
    waiting.round()
    listed = {who: _page(waiting, who, "/cases")[1] for who in (SAM, ROB, KIM, JO)}
    found = re.search(r"AMC-2026-\w+-\w", listed[SAM])
    assert found
    assert [found[0] in listed[who] for who in (SAM, ROB, KIM, JO)] == [True, False, True, True]
    codes = [_page(waiting, who, f"/cases/{found[0]}")[0] for who in (SAM, ROB, KIM)]
    assert codes == [200, 404, 200]
    # Nor does a search for its words, nor its mail by number.
    assert found[0] not in _page(waiting, ROB, "/cases?words=tell+somebody")[1]
    assert _page(waiting, ROB, f"/cases/{found[0]}/mail/1")[0] == 404
    assert waiting.client(KIM).post(f"/cases/{found[0]}/do/note").status_code == 403


def test_every_look_is_in_the_journal(waiting: Council) -> None:
    _page(waiting, JO, "/queue/1")
    with waiting.house.record.read() as conn:
        looks = [one for one in journal.latest(conn) if one.act == "looked at"]
    assert [(one.by, one.incoming_id, one.at) for one in looks] == [(JO, 1, START)]


@pytest.mark.parametrize("more", ['\n[directory]\ncsv = "people.csv"\n'])
def test_whoever_is_taken_out_of_the_peoples_file_is_out_at_once(council: Council) -> None:
    client = council.client(NEW)
    assert client.get("/cases").status_code == 200
    (council.folder / "people.csv").write_text(PEOPLE.replace(NEW, "another@ashford.example"))
    assert client.get("/cases").status_code == 302
    # A file at fault changes nothing: the last good one stays.
    (council.folder / "people.csv").write_text("no,columns,of,ours\n1,2,3,4\n")
    assert council.client("another@ashford.example").get("/cases").status_code == 200
