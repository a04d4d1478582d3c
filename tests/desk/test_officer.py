"""An officer acts on the desk: the same checks, letters and record as by mail, and some minutes to take it back."""

from __future__ import annotations

import base64
import io
import re
from datetime import timedelta
from typing import Any

import pytest

from mailroom.jobs.by_hand import CannotBeDone, send_round_again
from mailroom.rules.officers_words import Verb
from store import cases, inbox, journal, outbox
from store.states import IncomingState
from tests.desk.answering import ANSWER, ask_for, complaint, letters_called, page_of, wait
from tests.desk.conftest import JO, KIM, ROB, SAM, Council

PLAN = b"%PDF-1.4 a plan of the rounds"


def test_an_answer_is_looked_at_kept_and_sent_when_it_can_no_longer_be_taken_back(
    council: Council, case: cases.CaseFile
) -> None:
    looked = ask_for(
        council, SAM, Verb.ANSWER, "look", text=ANSWER, outcome="upheld", remedy="an apology"
    )
    page = page_of(looked)
    assert looked.status_code == 200
    assert "Look before it goes" in page
    assert "A crew comes on Friday." in page
    assert complaint(council).stages[-1].answered_at is None
    assert not letters_called(council, "response")
    sent_at = council.clock.now()
    sent = ask_for(council, SAM, Verb.ANSWER, text=ANSWER, outcome="upheld", remedy="an apology")
    assert sent.status_code == 302
    assert complaint(council).stages[-1].answered_at is None
    wait(council)
    stage = complaint(council).stages[-1]
    assert (stage.answered_at, stage.outcome, stage.signatory_name) == (
        sent_at,
        "upheld",
        "Sam Lee",
    )
    (letter,) = letters_called(council, "response")
    assert letter.recipient == "una@home.example"
    with council.house.record.read() as conn:
        acts = {one.act: one.by for one in journal.entries_of(conn, 1)}
    assert acts["instructed"] == acts["officer: answer"] == SAM
    # What they wrote stands on the case, in the words of the mail that would have done it.
    reference = case.case.reference
    written = page_of(council.client(SAM).get(f"/cases/{reference}"))
    number = re.findall(rf"/cases/{reference}/mail/(\d+)", written)
    told = page_of(council.client(SAM).get(f"/cases/{reference}/mail/{max(map(int, number))}"))
    assert "ANSWER upheld" in told
    assert "Remedy: an apology" in told


def test_what_is_taken_back_never_happened_and_can_be_changed(
    council: Council, case: cases.CaseFile
) -> None:
    paper = (io.BytesIO(PLAN), "rounds.pdf")
    ask_for(council, SAM, Verb.UPDATE, text="We are looking into it.", papers=paper)
    page = page_of(council.client(SAM).get(f"/cases/{case.case.reference}"))
    (number,) = re.findall(r"as-officer/undo/(\d+)", page)
    # Nobody else's to take back.
    for who, code in ((ROB, 404), (KIM, 404)):
        undone = council.client(who).post(f"/cases/{case.case.reference}/as-officer/undo/{number}")
        assert undone.status_code == code
    back = council.client(SAM).post(f"/cases/{case.case.reference}/as-officer/undo/{number}")
    assert "We are looking into it." in page_of(back)
    assert "rounds.pdf" in page_of(back)
    wait(council)
    assert not letters_called(council, "update_notice")
    after = page_of(council.client(SAM).get(f"/cases/{case.case.reference}"))
    assert "written on the desk" not in after
    # And it waits for no coordinator.
    assert "0 messages wait" in page_of(council.client(JO).get("/queue"))


def test_documents_go_with_it_and_come_along_while_it_is_looked_at(
    council: Council, case: cases.CaseFile
) -> None:
    paper = (io.BytesIO(PLAN), "rounds.pdf")
    page = page_of(ask_for(council, SAM, Verb.UPDATE, "look", text="The plan.", papers=paper))
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept
    again = {"kept_name": "rounds.pdf", "kept": kept[1], "text": "The plan."}
    assert "Leave out rounds.pdf" in page_of(ask_for(council, SAM, Verb.UPDATE, "change", **again))
    left = page_of(ask_for(council, SAM, Verb.UPDATE, "look", leave_out="0", **again))
    assert "rounds.pdf" not in left
    ask_for(council, SAM, Verb.UPDATE, **again)
    wait(council)
    (letter,) = letters_called(council, "update_notice")
    with council.house.record.read() as conn:
        assert base64.b64encode(PLAN)[:30] in outbox.raw_of(conn, letter.id)


FAULTS = [
    (Verb.ANSWER, {"text": ""}, "Write the answer, or attach it"),
    (Verb.EXTEND, {"until": "", "text": "x"}, "Enter the new date."),
    (Verb.EXTEND, {"until": "2026-02-31", "text": "x"}, "Enter a real date"),
    (Verb.EXTEND, {"until": "2026-02-01", "text": "x"}, "is no working day"),
    (Verb.EXTEND, {"until": "2029-02-01", "text": "x"}, "more than a year away"),
    (Verb.HOLDING, {"until": "2026-02-03", "text": "x"}, "not after the date"),
    (Verb.ASK, {"until": "2026-01-03", "text": "x"}, "has come already"),
    (Verb.CONSULT, {"to": "", "text": "x"}, "Choose somebody."),
    (Verb.OUT_OF_SCOPE, {"text": " "}, "Write your reasons."),
    (Verb.ANSWER, {"text": f"{ANSWER[:40]}\nLearning: fire the crew\n{ANSWER[40:]}"}, "not for the resident"),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "places", "words"), FAULTS)
def test_a_wrong_one_changes_nothing_and_is_said_on_the_form(
    council: Council, case: cases.CaseFile, verb: Verb, places: dict[str, str], words: str
) -> None:
    for step in ("look", "send"):
        answer = ask_for(council, SAM, verb, step, **places)
        page = page_of(answer)
        assert answer.status_code in (409, 422), page
        assert "There is a problem" in page
        assert words in page
        assert "Nothing was changed, and nothing was sent." in page
    assert complaint(council) == case
    wait(council)
    assert not [*letters_called(council, "response"), *letters_called(council, "officer_receipt")]


def test_nobody_acts_on_a_case_that_is_not_theirs(council: Council, case: cases.CaseFile) -> None:
    codes = {who: ask_for(council, who, Verb.ANSWER, text=ANSWER).status_code for who in (ROB, KIM)}
    assert codes == {ROB: 404, KIM: 403}
    for verb in Verb:
        place = f"/cases/{case.case.reference}/as-officer/{verb}"
        assert council.client(ROB).get(place).status_code == 404
        assert council.client(KIM).get(place).status_code == 403
        assert council.app.test_client().get(place).status_code == 302
    assert complaint(council) == case
    wait(council)
    assert not [*letters_called(council, "response"), *letters_called(council, "officer_receipt")]


def test_whoever_answered_stage_1_does_not_answer_stage_2(
    council: Council, case: cases.CaseFile
) -> None:
    ask_for(council, SAM, Verb.ANSWER, text=ANSWER, outcome="not")
    wait(council)
    reference = case.case.reference
    again = "I am not satisfied. Please take my complaint to stage 2: nobody came on Friday."
    council.mail("una@home.example", f"Re: {reference}", again)
    number = max(one.number for one in complaint(council).stages)
    if number == 1:
        (waits,) = re.findall(r'href="/queue/(\d+)"', page_of(council.client(JO).get("/queue")))[:1]
        form = {"act": "attach", "reference": reference, "as": "next-stage"}
        council.client(JO).post(f"/queue/{waits}/decide", data=form)
        wait(council)
    file = complaint(council)
    assert file.stages[-1].number == 2
    assert file.stages[-1].owner_email != SAM
    refused = ask_for(council, SAM, Verb.ANSWER, text=ANSWER)
    assert refused.status_code == 409
    assert "answered already" in page_of(refused)


def test_a_form_without_its_token_does_nothing(council: Council, case: cases.CaseFile) -> None:
    client = council.client(SAM)
    council.app.config["WTF_CSRF_ENABLED"] = True
    place = f"/cases/{case.case.reference}/as-officer/close"
    assert client.post(place, data={"step": "send"}).status_code == 400


def test_the_same_asked_for_twice_is_done_once(council: Council, case: cases.CaseFile) -> None:
    codes = [ask_for(council, SAM, Verb.ANSWER, text=ANSWER).status_code for _ in range(2)]
    assert codes == [302, 409]
    wait(council)
    assert len(letters_called(council, "response")) == 1


def test_what_could_not_be_done_after_all_is_told_and_waits_for_a_coordinator(
    council: Council, case: cases.CaseFile
) -> None:
    ask_for(council, SAM, Verb.ANSWER, text=ANSWER)
    council.client(JO).post(f"/cases/{case.case.reference}/do/withdraw")
    wait(council)
    assert not letters_called(council, "response")
    (receipt,) = letters_called(council, "officer_receipt")
    assert receipt.recipient == SAM
    assert "not done" in page_of(council.client(SAM).get(f"/cases/{case.case.reference}"))
    assert "1 message waits" in page_of(council.client(JO).get("/queue"))


def test_each_word_of_a_mail_can_be_asked_for_here(council: Council, case: cases.CaseFile) -> None:
    done: list[tuple[Verb, dict[str, Any]]] = [
        (Verb.ACCEPT, {"points": "the bin\nthe apology"}),
        (Verb.NOTE, {"contact": "call", "text": "She would like it on a Monday."}),
        (Verb.CONCERN, {"text": "The list is wrong for the whole road."}),
        (Verb.CONSULT, {"to": ROB, "text": "Was the road closed?"}),
        (Verb.ASK, {"text": "Which bin is it?"}),
        (Verb.OUT_OF_SCOPE, {"text": "It is a request for service."}),
        (Verb.ANSWER, {"text": ANSWER, "outcome": "partly", "action": "a new bin, by 3 March 2026, Sam Lee"}),
    ]  # fmt: skip
    for verb, places in done:
        answer = ask_for(council, SAM, verb, **places)
        assert answer.status_code == 302, page_of(answer)
        wait(council)
        council.clock.advance_to(council.clock.now() + timedelta(hours=1))
    with council.house.record.read() as conn:
        acts = {one.act for one in journal.entries_of(conn, 1)}
    assert {f"officer: {verb}" for verb, _ in done} <= acts
    for answer in (
        ask_for(council, SAM, Verb.DONE, which="a new bin"),
        ask_for(council, SAM, Verb.RECORD, learning="read the list"),
    ):
        assert answer.status_code == 302, page_of(answer)


def test_a_coordinator_gives_the_answer_of_whoever_signs_it(
    council: Council, case: cases.CaseFile
) -> None:
    page = page_of(council.client(JO).get(f"/cases/{case.case.reference}/as-officer/answer"))
    assert 'value="Sam Lee"' in page
    ask_for(council, JO, Verb.ANSWER, text=ANSWER, signed_by="Sam Lee")
    wait(council)
    assert complaint(council).stages[-1].signatory_name == "Sam Lee"


@pytest.mark.parametrize("name", ["note.txt", "photo.jpg", "their mail.eml", "../../x.docx"])
def test_any_file_can_be_put_on_the_file_and_none_is_read_as_a_mail(
    council: Council, case: cases.CaseFile, name: str
) -> None:
    content = b"From: a@b.example\r\nSubject: x\r\n\r\nwords of somebody else's"
    paper = (io.BytesIO(content), name)
    answer = ask_for(council, SAM, Verb.NOTE, text="What I found.", papers=paper)
    assert answer.status_code == 302, page_of(answer)
    wait(council)
    with council.house.record.read() as conn:
        kept = [one for one in inbox.queue(conn, [IncomingState.HANDLED]) if one.sender == SAM]
        (document,) = inbox.documents_of(conn, kept[-1].id)
    assert "/" not in document.filename
    assert document.size == len(content)
    assert "somebody else" not in page_of(council.client(SAM).get(f"/cases/{case.case.reference}"))


def test_what_was_written_on_the_desk_is_never_handled_as_a_mail(
    council: Council, case: cases.CaseFile
) -> None:
    ask_for(council, SAM, Verb.ANSWER, text=ANSWER)
    council.client(JO).post(f"/cases/{case.case.reference}/do/withdraw")
    wait(council)
    with council.house.record.read() as conn:
        (waits,) = inbox.queue(conn)
    with pytest.raises(CannotBeDone, match="was written on the desk"):
        send_round_again(council.house, waits.id, JO)
    assert council.client(JO).get(f"/queue/{waits.id}").status_code == 200
    council.client(JO).post(f"/queue/{waits.id}/decide", data={"act": "file", "why": "withdrawn"})
    wait(council)
    with council.house.record.read() as conn:
        assert not inbox.queue(conn)
