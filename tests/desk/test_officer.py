"""An officer acts on the desk: the same checks, letters and record as by mail, and some minutes to take it back."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from mailroom.rules.officers_words import Verb
from store import cases, journal, learning, outbox
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import JO, KIM, ROB, SAM, Council

ANSWER = "Dear Una Firth,\n\nI uphold your complaint. A crew comes on Friday.\n\nYours sincerely,\nSam Lee"


@pytest.fixture
def case(council: Council) -> cases.CaseFile:
    """A complaint about bins, which Sam answers."""
    council.mail("una@home.example", "My bin", COMPLAINT)
    file = _file(council)
    assert file.stages[-1].owner_email == SAM
    return file


def _file(council: Council) -> cases.CaseFile:
    with council.house.record.read() as conn:
        return cases.get_case(conn, 1)


def _do(
    council: Council, who: str, verb: Verb, step: str = "send", **places: object
) -> TestResponse:
    reference = _file(council).case.reference
    form = {"step": step, **places}
    return council.client(who).post(
        f"/cases/{reference}/as-officer/{verb}", data=form, content_type="multipart/form-data"
    )


def _text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def _later(council: Council) -> None:
    council.pass_minutes(6)
    council.round()


def _letters(council: Council, name: str) -> list[outbox.Outgoing]:
    with council.house.record.read() as conn:
        return [one for one in outbox.letters_of(conn, 1) if one.letter == name]


def test_an_answer_is_looked_at_kept_and_sent_when_it_can_no_longer_be_taken_back(
    council: Council, case: cases.CaseFile
) -> None:
    looked = _do(
        council, SAM, Verb.ANSWER, "look", text=ANSWER, outcome="upheld", remedy="an apology"
    )
    page = _text(looked)
    assert looked.status_code == 200
    assert "Look before it goes" in page
    assert "A crew comes on Friday." in page
    assert _file(council).stages[-1].answered_at is None
    assert not _letters(council, "response")
    sent_at = council.clock.now()
    sent = _do(council, SAM, Verb.ANSWER, text=ANSWER, outcome="upheld", remedy="an apology")
    assert sent.status_code == 302
    assert _file(council).stages[-1].answered_at is None
    _later(council)
    stage = _file(council).stages[-1]
    assert (stage.answered_at, stage.outcome, stage.signatory_name) == (
        sent_at,
        "upheld",
        "Sam Lee",
    )
    (letter,) = _letters(council, "response")
    assert letter.recipient == "una@home.example"
    with council.house.record.read() as conn:
        acts = {one.act: one.by for one in journal.entries_of(conn, 1)}
    assert acts["instructed"] == acts["officer: answer"] == SAM
    # What they wrote stands on the case, in the words of the mail that would have done it.
    reference = case.case.reference
    written = _text(council.client(SAM).get(f"/cases/{reference}"))
    number = re.findall(rf"/cases/{reference}/mail/(\d+)", written)
    told = _text(council.client(SAM).get(f"/cases/{reference}/mail/{max(map(int, number))}"))
    assert "ANSWER upheld" in told
    assert "Remedy: an apology" in told


def test_what_is_taken_back_never_happened_and_can_be_changed(
    council: Council, case: cases.CaseFile
) -> None:
    paper = (io.BytesIO(b"%PDF-1.4 a plan of the rounds"), "rounds.pdf")
    _do(council, SAM, Verb.UPDATE, text="We are looking into it.", papers=paper)
    page = _text(council.client(SAM).get(f"/cases/{case.case.reference}"))
    (number,) = re.findall(r"as-officer/undo/(\d+)", page)
    # Nobody else's to take back.
    for who, code in ((ROB, 404), (KIM, 404)):
        undone = council.client(who).post(f"/cases/{case.case.reference}/as-officer/undo/{number}")
        assert undone.status_code == code
    back = council.client(SAM).post(f"/cases/{case.case.reference}/as-officer/undo/{number}")
    assert "We are looking into it." in _text(back)
    assert "rounds.pdf" in _text(back)
    _later(council)
    assert not _letters(council, "update_notice")
    after = _text(council.client(SAM).get(f"/cases/{case.case.reference}"))
    assert "written on the desk" not in after
    # And it waits for no coordinator.
    assert "0 messages wait" in _text(council.client(JO).get("/queue"))


def test_documents_go_with_it_and_come_along_while_it_is_looked_at(
    council: Council, case: cases.CaseFile
) -> None:
    paper = (io.BytesIO(b"%PDF-1.4 a plan of the rounds"), "rounds.pdf")
    page = _text(_do(council, SAM, Verb.UPDATE, "look", text="The plan.", papers=paper))
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept
    again = {"kept_name": "rounds.pdf", "kept": kept[1], "text": "The plan."}
    assert "Leave out rounds.pdf" in _text(_do(council, SAM, Verb.UPDATE, "change", **again))
    left = _text(_do(council, SAM, Verb.UPDATE, "look", leave_out="0", **again))
    assert "rounds.pdf" not in left
    _do(council, SAM, Verb.UPDATE, **again)
    _later(council)
    (letter,) = _letters(council, "update_notice")
    with council.house.record.read() as conn:
        assert b"rounds.pdf" in outbox.raw_of(conn, letter.id)


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
        answer = _do(council, SAM, verb, step, **places)
        page = _text(answer)
        assert answer.status_code in (409, 422), page
        assert "There is a problem" in page
        assert words in page
        assert "Nothing was changed, and nothing was sent." in page
    assert _file(council) == case
    _later(council)
    assert not [*_letters(council, "response"), *_letters(council, "officer_receipt")]


def _under(policy: str) -> str:
    return f'\n[policy.by_service]\nwaste = "{policy}"\n'


LATER = {"until": "2026-03-03", "text": "The crew is away."}
CALLED = {
    "channel": "telephone",
    "complexity": "straightforward",
    "text": "Told her that we uphold it.",
}
LEARNT = {
    "What have you learnt from this complaint? ?": "Read the list.",
    "What has been done, or will be done, so that it does not happen again? ?": "A new list.",
    "Have you seen this before, and should a process or procedure be reviewed because of it? ?": "none",
}
POLICIES = [
    (_under("south-cambs-2021"), SAM, Verb.EXTEND, LATER, ""),
    (_under("brighton-hove"), SAM, Verb.EXTEND, LATER, "The policy knows no extension"),
    (_under("brighton-hove"), SAM, Verb.ANSWER, CALLED, ""),
    (_under("cambridge-city"), SAM, Verb.PASS_ON, {"to": ROB}, "only a coordinator gives it"),
    (_under("cambridge-city"), JO, Verb.PASS_ON, {"to": ROB}, ""),
    (_under("cambridge-city"), SAM, Verb.CLOSE, {}, "of the kind to do"),
    (_under("cambridge-city"), SAM, Verb.LEARNING, LEARNT, "of the kind to do"),
]


@pytest.mark.parametrize(("more", "who", "verb", "places", "why_not"), POLICIES)
def test_the_policy_says_what_may_be_done(
    council: Council,
    case: cases.CaseFile,
    who: str,
    verb: Verb,
    places: dict[str, str],
    why_not: str,
) -> None:
    place = f"/cases/{case.case.reference}"
    listed = f'{place}/as-officer/{verb}"' in _text(council.client(who).get(place))
    assert listed == (not why_not and who == SAM)
    shown = council.client(who).get(f"{place}/as-officer/{verb}")
    answer = _do(council, who, verb, **places)
    assert (shown.status_code, answer.status_code) == ((409, 409) if why_not else (200, 302))
    assert why_not in _text(answer)


@pytest.mark.parametrize("more", [_under("cambridge-city"), _under("brighton-hove")])
def test_only_a_policy_that_lets_it_be_answered_by_word_of_mouth_asks_how_it_was(
    council: Council, case: cases.CaseFile, more: str
) -> None:
    page = _text(council.client(SAM).get(f"/cases/{case.case.reference}/as-officer/answer"))
    assert ('name="channel"' in page) == ("brighton" in more)


@pytest.mark.parametrize("more", [_under("south-cambs-housing")])
def test_the_learning_form_asks_the_policys_own_questions(
    council: Council, case: cases.CaseFile
) -> None:
    _do(council, SAM, Verb.ANSWER, text=ANSWER, outcome="upheld")
    _later(council)
    page = _text(council.client(SAM).get(f"/cases/{case.case.reference}/as-officer/learning"))
    assert "What have you learnt from this complaint?" in page
    half = dict(list(LEARNT.items())[:1])
    refused = _do(council, SAM, Verb.LEARNING, **half)
    assert refused.status_code == 409
    assert "so that it does not happen again" in _text(refused)
    assert _do(council, SAM, Verb.LEARNING, **LEARNT).status_code == 302
    _later(council)
    with council.house.record.read() as conn:
        (kept,) = [one.answers for one in learning.learning_of(conn, 1) if "form" in one.answers]
    assert "Read the list." in kept.values()


def test_nobody_acts_on_a_case_that_is_not_theirs(council: Council, case: cases.CaseFile) -> None:
    codes = {who: _do(council, who, Verb.ANSWER, text=ANSWER).status_code for who in (ROB, KIM)}
    assert codes == {ROB: 404, KIM: 403}
    for verb in Verb:
        place = f"/cases/{case.case.reference}/as-officer/{verb}"
        assert council.client(ROB).get(place).status_code == 404
        assert council.client(KIM).get(place).status_code == 403
        assert council.app.test_client().get(place).status_code == 302
    assert _file(council) == case
    _later(council)
    assert not [*_letters(council, "response"), *_letters(council, "officer_receipt")]


def test_whoever_answered_stage_1_does_not_answer_stage_2(
    council: Council, case: cases.CaseFile
) -> None:
    _do(council, SAM, Verb.ANSWER, text=ANSWER, outcome="not")
    _later(council)
    reference = case.case.reference
    again = "I am not satisfied. Please take my complaint to stage 2: nobody came on Friday."
    council.mail("una@home.example", f"Re: {reference}", again)
    number = max(one.number for one in _file(council).stages)
    if number == 1:
        (waits,) = re.findall(r'href="/queue/(\d+)"', _text(council.client(JO).get("/queue")))[:1]
        form = {"act": "attach", "reference": reference, "as": "next-stage"}
        council.client(JO).post(f"/queue/{waits}/decide", data=form)
        _later(council)
    file = _file(council)
    assert file.stages[-1].number == 2
    assert file.stages[-1].owner_email != SAM
    refused = _do(council, SAM, Verb.ANSWER, text=ANSWER)
    assert refused.status_code == 409
    assert "answered already" in _text(refused)


def test_a_form_without_its_token_does_nothing(council: Council, case: cases.CaseFile) -> None:
    client = council.client(SAM)
    council.app.config["WTF_CSRF_ENABLED"] = True
    place = f"/cases/{case.case.reference}/as-officer/close"
    assert client.post(place, data={"step": "send"}).status_code == 400


def test_the_same_asked_for_twice_is_done_once(council: Council, case: cases.CaseFile) -> None:
    codes = [_do(council, SAM, Verb.ANSWER, text=ANSWER).status_code for _ in range(2)]
    assert codes == [302, 409]
    _later(council)
    assert len(_letters(council, "response")) == 1


def test_what_could_not_be_done_after_all_is_told_and_waits_for_a_coordinator(
    council: Council, case: cases.CaseFile
) -> None:
    _do(council, SAM, Verb.ANSWER, text=ANSWER)
    council.client(JO).post(f"/cases/{case.case.reference}/do/withdraw")
    _later(council)
    assert not _letters(council, "response")
    (receipt,) = _letters(council, "officer_receipt")
    assert receipt.recipient == SAM
    assert "not done" in _text(council.client(SAM).get(f"/cases/{case.case.reference}"))
    assert "1 message waits" in _text(council.client(JO).get("/queue"))


def test_each_word_of_a_mail_can_be_asked_for_here(council: Council, case: cases.CaseFile) -> None:
    done: list[tuple[Verb, dict[str, object]]] = [
        (Verb.ACCEPT, {"points": "the bin\nthe apology"}),
        (Verb.NOTE, {"contact": "call", "text": "She would like it on a Monday."}),
        (Verb.CONCERN, {"text": "The list is wrong for the whole road."}),
        (Verb.CONSULT, {"to": ROB, "text": "Was the road closed?"}),
        (Verb.ASK, {"text": "Which bin is it?"}),
        (Verb.OUT_OF_SCOPE, {"text": "It is a request for service."}),
        (Verb.ANSWER, {"text": ANSWER, "outcome": "partly", "action": "a new bin, by 3 March 2026, Sam Lee"}),
    ]  # fmt: skip
    for verb, places in done:
        answer = _do(council, SAM, verb, **places)
        assert answer.status_code == 302, _text(answer)
        _later(council)
        council.clock.advance_to(council.clock.now() + timedelta(hours=1))
    with council.house.record.read() as conn:
        acts = {one.act for one in journal.entries_of(conn, 1)}
    assert {f"officer: {verb}" for verb, _ in done} <= acts
    for verb, places in (
        (Verb.DONE, {"which": "a new bin"}),
        (Verb.RECORD, {"learning": "read the list"}),
    ):
        assert _do(council, SAM, verb, **places).status_code == 302
        _later(council)


def test_a_coordinator_gives_the_answer_of_whoever_signs_it(
    council: Council, case: cases.CaseFile
) -> None:
    page = _text(council.client(JO).get(f"/cases/{case.case.reference}/as-officer/answer"))
    assert 'value="Sam Lee"' in page
    _do(council, JO, Verb.ANSWER, text=ANSWER, signed_by="Sam Lee")
    _later(council)
    assert _file(council).stages[-1].signatory_name == "Sam Lee"
