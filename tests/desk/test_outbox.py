"""Letters that did not go, and those that go on paper: each can be seen to on the desk."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pdfplumber
import pytest
from sqlalchemy import update

from mailroom.jobs.state import house_state
from store import cases, claims, journal, outbox
from store.outbox import Outgoing
from store.schema import outgoing
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import JO, KIM, SAM, VAGUE, Council, Sent

NOTE = {
    "act": "register", "kind": "complaint", "service": "waste", "channel": "telephone",
    "name": "Ivy Moss", "address": "14 Pound Close, Fenbridge FB4 7QT",
}  # fmt: skip


def _sent_to(council: Council) -> list[str]:
    """To which residents letters go in a round, by the real post of the test."""
    folder = council.folder / "post" / "new"
    for one in folder.iterdir():
        # The same letter again has the same name.
        one.unlink()
    council.round()
    new = "\n".join(one.read_text() for one in folder.iterdir())
    return re.findall(r"^To: .*?([\w.]+@home\.example)", new, re.MULTILINE)


def _letters(council: Council) -> list[Outgoing]:
    with council.house.record.read() as conn:
        case = cases.get_case(conn, 1).case
        return outbox.letters_of(conn, case.id)


@pytest.fixture
def refused(council: Council) -> tuple[Council, Outgoing]:
    """An acknowledgement that the server refused for good."""
    council.mail("una@home.example", "A complaint", COMPLAINT)
    return council, _left(council, "REFUSED", "550 5.1.1 no such user")


def _left(council: Council, state: str, reply: str) -> Outgoing:
    """The acknowledgement as a server's answer would have left it."""
    (letter,) = [one for one in _letters(council) if one.letter == "acknowledgement"]
    later = council.house.now() + timedelta(days=1)
    changed = update(outgoing).where(outgoing.c.id == letter.id)
    with council.house.record.write() as conn:
        conn.execute(changed.values(state=state, sent_at=None, last_reply=reply, try_at=later))
        return outbox.get(conn, letter.id)


def _acts(council: Council) -> list[str]:
    with council.house.record.read() as conn:
        assert journal.verify(conn) is None
        return [one.act for one in journal.entries(conn) if one.by == JO]


def test_a_refused_letter_is_told_with_the_servers_answer_and_sent_again(
    refused: tuple[Council, Outgoing], sent: Sent
) -> None:
    council, letter = refused
    page = council.client(JO).get("/outbox?state=refused").get_data(as_text=True)
    assert "550 5.1.1 no such user" in page
    assert "Refused (1)" in page
    place = f"/outbox/{letter.id}"
    assert "goes out with the next round" in sent(council.client(JO), f"{place}/do/again", {})
    given = _sent_to(council)
    assert given == ["una@home.example"]
    with council.house.record.read() as conn:
        after = outbox.get(conn, letter.id)
        assert house_state(council.house, conn).letters_refused == 0
    assert (after.state, after.message_id) == ("SENT", letter.message_id)
    assert "to be sent again" in _acts(council)
    # What has gone goes no second time.
    assert "has gone" in sent(council.client(JO), f"{place}/do/again", {})


def test_a_letter_that_was_put_off_need_not_wait(council: Council, sent: Sent) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    letter = _left(council, "LATER", "451 try later")
    assert _sent_to(council) == []
    page = council.client(JO).get("/outbox").get_data(as_text=True)
    assert "put off" in page
    assert "451 try later" in page
    sent(council.client(JO), f"/outbox/{letter.id}/do/again", {})
    assert _sent_to(council) == ["una@home.example"]


def test_a_letter_that_got_there_otherwise_troubles_nobody_and_its_case_knows(
    refused: tuple[Council, Outgoing], sent: Sent
) -> None:
    council, letter = refused
    place = f"/outbox/{letter.id}/do/reached"
    assert "Say how" in sent(council.client(JO), place, {"how": " "})
    assert "is kept as gone" in sent(council.client(JO), place, {"how": "posted first class"})
    with council.house.record.read() as conn:
        after = outbox.get(conn, letter.id)
        assert house_state(council.house, conn).letters_refused == 0
    assert (after.state, after.last_reply) == ("SENT", f"posted first class ({JO})")
    assert after.sent_at == council.house.now()
    assert "reached otherwise" in _acts(council)


def test_a_letter_is_given_up_with_a_reason_and_never_goes(
    refused: tuple[Council, Outgoing], sent: Sent
) -> None:
    council, letter = refused
    place = f"/outbox/{letter.id}/do/give-up"
    assert "Say why" in sent(council.client(JO), place, {})
    assert "is given up: she died" in sent(council.client(JO), place, {"why": "she died"})
    assert _sent_to(council) == []
    page = council.client(JO).get("/outbox?state=refused").get_data(as_text=True)
    assert "Refused (0)" in page
    with council.house.record.read() as conn:
        assert house_state(council.house, conn).letters_refused == 0
    page = council.client(JO).get(f"/outbox/{letter.id}").get_data(as_text=True)
    assert f"given up by {JO}: she died" in page
    # Whoever thinks better of it can still send it.
    sent(council.client(JO), f"/outbox/{letter.id}/do/again", {})
    assert _sent_to(council) == ["una@home.example"]


def test_a_letter_in_a_senders_hand_is_left_to_it_and_one_in_doubt_is_told(
    refused: tuple[Council, Outgoing], sent: Sent
) -> None:
    council, letter = refused
    sent(council.client(JO), f"/outbox/{letter.id}/do/again", {})
    now, until = council.house.now(), council.house.now() + timedelta(minutes=10)
    with council.house.record.write() as conn:
        (taken,) = outbox.claim_ready(conn, "another", 5, now, until)
    assert taken.id == letter.id
    for name in ("again", "give-up", "reached"):
        form: dict[str, object] = {"why": "x", "how": "x"}
        told = sent(council.client(JO), f"/outbox/{letter.id}/do/{name}", form)
        assert "is being sent just now" in told
    # The sender stopped and did not come back.
    with council.house.record.write() as conn:
        claims.take_back(conn, "another", now)
    assert "in doubt" in council.client(JO).get(f"/outbox/{letter.id}").get_data(as_text=True)
    assert "is given up" in sent(council.client(JO), f"/outbox/{letter.id}/do/give-up", form)
    assert _sent_to(council) == []


def test_a_letter_can_be_had_as_a_document_to_post(refused: tuple[Council, Outgoing]) -> None:
    council, letter = refused
    client = council.client(JO)
    made = client.get(f"/outbox/{letter.id}/document")
    assert made.headers["Content-Disposition"].startswith("attachment")
    with pdfplumber.open(io.BytesIO(made.data)) as pdf:
        assert "AMC-" in pdf.pages[0].extract_text()
    word = client.get(f"/outbox/{letter.id}/document?as=docx").data
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word)).namelist()


def _on_paper(council: Council, sent: Sent) -> None:
    council.mail("desk@ashford.example", "Telephone note", VAGUE)
    sent(council.client(JO), "/queue/1/decide", {**NOTE})
    council.pass_minutes(6)
    council.round()


def test_letters_on_paper_are_made_into_a_batch_fetched_and_marked_as_posted(
    council: Council, sent: Sent
) -> None:
    _on_paper(council, sent)
    client = council.client(JO)
    page = client.get("/outbox/print").get_data(as_text=True)
    assert "1 letter waits for paper" in page
    assert "14 Pound Close, Fenbridge FB4 7QT" in page
    page = sent(client, "/outbox/print", {})
    assert "Batch 1 is made" in page
    assert "14 Pound Close" in page
    for _ in range(2):
        # Fetched as often as need be: a printer jams.
        made = client.get("/outbox/print/1/file")
        with pdfplumber.open(io.BytesIO(made.data)) as pdf:
            text = "\n".join(one.extract_text() for one in pdf.pages)
        assert "Ivy Moss" in text
        assert re.search(r"filename=\"?print-batch-0001\.pdf", made.headers["Content-Disposition"])
    assert "not yet marked as posted" in client.get("/outbox/print/1").get_data(as_text=True)
    assert "Batch 1 is posted: 1 letter." in sent(client, "/outbox/print/1/posted", {})
    assert "before" in sent(client, "/outbox/print/1/posted", {})
    assert "Posted." in client.get("/outbox/print/1").get_data(as_text=True)
    assert "No letter waits to be printed." in client.get("/outbox/print").get_data(as_text=True)
    assert "No letter waits to be printed." in sent(client, "/outbox/print", {})
    acts = _acts(council)
    assert acts.count("print batch made") == acts.count("posted") == 1
    assert acts.count("printed again") == 2


def test_the_outbox_is_for_coordinators(council: Council, sent: Sent) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    for who in (SAM, KIM):
        client = council.client(who)
        for place in ("/outbox", "/outbox/1", "/outbox/1/document", "/outbox/print",
                      "/outbox/print/1", "/outbox/print/1/file"):  # fmt: skip
            assert client.get(place).status_code == 403
        for place in ("/outbox/1/do/again", "/outbox/print", "/outbox/print/1/posted"):
            assert client.post(place).status_code == 403
    client = council.client(JO)
    assert client.get("/outbox/99").status_code == 404
    assert client.get("/outbox/print/99").status_code == 404
    assert client.post("/outbox/1/do/nonsense").status_code == 404
    assert client.get("/outbox/99/document").status_code == 409
    assert client.get("/outbox/print/99/file").status_code == 409
