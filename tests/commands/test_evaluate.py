"""`evaluate`: a corpus is played as it stands, replies answer the letters really sent, and the figures are right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mailroom.commands.evaluate import evaluate
from mailroom.jobs.evaluate_replies import filled_in, unmarked, wanted
from parsers.message import read_message
from tests.commands.conftest import COMPLAINT, mail_from

SHARED = Path(os.environ.get("MAILROOM_SHARED", Path(__file__).parents[3] / "shared"))
COUNCIL = {
    "name": "Ashford Moor Council",
    "domain": "ashford.example",
    "feedback_address": "feedback@ashford.example",
    "signature_name": "Feedback Team",
    "portal_url": "https://www.ashford.example/complaints",
    "services": [
        {
            "id": "waste",
            "name": "Waste and recycling",
            "area": "Environment",
            "manager": {"name": "Sam Lee", "email": "sam.lee@ashford.example"},
            "head": {"name": "Kit Roe", "email": "kit.roe@ashford.example"},
            "director": {"name": "Ray Fenn", "email": "ray.fenn@ashford.example"},
            "ombudsman": "lgsco",
            "shared_with": {"authority": "Otherley Council", "address": "bins@otherley.example"},
            "contractor": None,
        }
    ],
    "coordinators": [{"name": "Jo Park", "email": "jo.park@ashford.example"}],
    "hr": "hr@ashford.example",
}
WORDS = '[[services]]\nid = "waste"\nwords = ["bin", "bins", "missed collection"]\n'
NOTHING = {"relates_to": None, "stage": None, "service": None, "exclusion": None, "flags": []}
FIRST = {
    **NOTHING,
    "kind": "complaint",
    "relation": "new",
    "stage": 1,
    "service": "waste",
    "fields": {"name": "Una Firth", "email": "una@home.example"},
    "queue": "must_not",
}
ANSWER = {
    **NOTHING,
    "kind": "officer",
    "act": "response",
    "relation": "open_case",
    "relates_to": "C1",
    "fields": {},
    "queue": "must_not",
}
LATE = {**NOTHING, "kind": "other_process", "relation": "new", "exclusion": "schools"}
LETTERS = [
    {"letter": "acknowledgement", "case": "C1", "to": "resident", "on": "2026-02-03"},
    {"letter": "assignment", "case": "C1", "to": "officer", "on": "2026-02-03"},
    {"letter": "response", "case": "C1", "to": "resident", "by": "2026-02-17"},
    {"letter": "survey", "case": "C1", "to": "resident", "by": "2026-02-17"},
]


def marked(raw: bytes, letter: str) -> bytes:
    """A reply as a corpus writes it: it does not know the Message-ID of our letter yet."""
    return f'X-Corpus-Reply-To: {{"letter": "{letter}", "case": "C1"}}\r\n'.encode() + raw


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One message alone and one conversation: a complaint and its owner's answer."""
    folder = tmp_path / "corpus"
    talk = folder / "scenarios" / "001-bins"
    for one in (folder / "singles", talk):
        one.mkdir(parents=True)
    (folder / "council.json").write_text(json.dumps(COUNCIL))
    first = mail_from("una@home.example", "Complaint: my bin", COMPLAINT)
    answer = mail_from(
        "sam.lee@ashford.example",
        "RE: Complaint for your response",
        "ANSWER\n\nDear Ms Firth,\n\nYour bin was emptied today. I am sorry.\n\nSam Lee",
        received="Tue, 10 Feb 2026 09:00:00 +0000",
    )
    (folder / "singles" / "001.eml").write_bytes(first)
    row = {"file": "001.eml", "received": "2026-02-03T10:15:00+00:00", "policy": "south-cambs-2021"}
    (folder / "singles" / "truth.jsonl").write_text(json.dumps({**row, "truth": LATE}) + "\n")
    (talk / "01.eml").write_bytes(first)
    (talk / "02.eml").write_bytes(marked(answer, "assignment"))
    plan: dict[str, Any] = {
        "id": "A001",
        "policy": "south-cambs-2021",
        "until": "2026-02-20",
        "messages": [
            {"file": "01.eml", "received": row["received"], "truth": FIRST},
            {"file": "02.eml", "received": "2026-02-10T09:00:00+00:00", "truth": ANSWER},
        ],
        "cases": [{"label": "C1", "opened_by": "01.eml", "stage_at_end": 1}],
        "letters": LETTERS,
        "never": [{"letter": "duplicate_open", "case": "C1", "why": "nothing is sent twice"}],
    }
    (talk / "scenario.json").write_text(json.dumps(plan))
    return folder


def play(corpus: Path, *options: str, code: int = 0) -> tuple[str, list[Any], list[Any]]:
    """Run the command; its words, and the rows of both files."""
    out = corpus.parent / "out"
    words = corpus.parent / "words.toml"
    words.write_text(WORDS)
    result = CliRunner().invoke(
        evaluate, [str(corpus), "--out", str(out), "--config", str(words), *options]
    )
    assert result.exit_code == code, result.output
    if code:
        return result.output, [], []
    rows = [
        [json.loads(line) for line in (out / name).read_text().splitlines()]
        for name in ("singles.jsonl", "scenarios.jsonl")
    ]
    return result.output, rows[0], rows[1]


@pytest.mark.parametrize("who", ["house", "truth"])
def test_a_conversation_is_played_through_the_letters_really_sent(corpus: Path, who: str) -> None:
    said, singles, (talk,) = play(corpus, "--decisions", who)
    decided = {row["file"]: row["decision"] for row in talk["messages"]}
    assert (decided["02.eml"]["kind"], decided["02.eml"]["act"]) == ("officer", "response")
    (case,) = talk["cases"]
    assert (case["opened_by"], case["service"], case["stage"]) == ("01.eml", "waste", 1)
    assert decided["02.eml"]["relates_to"] == case["reference"]
    assert decided["01.eml"]["fields"]["email"] == "una@home.example"
    sent = [(one["letter"], one["role"], one["at"][:10]) for one in talk["letters"]]
    assert ("acknowledgement", "resident", "2026-02-03") in sent
    assert ("response", "resident", "2026-02-10") in sent
    assert "Every reply answered a letter that was sent." in said
    assert [row["file"] for row in singles] == ["001.eml"]


def test_the_truth_decides_and_the_rules_are_still_asked(corpus: Path) -> None:
    _, (alone,), _ = play(corpus, "--decisions", "truth")
    assert alone["decision"]["kind"] == "other_process"
    assert alone["decision"]["queued"]
    assert "for a school" in alone["decision"]["why"]


def test_the_table_counts_what_is_missing(corpus: Path) -> None:
    said, _, _ = play(corpus)
    lines = {" ".join(line.split()[:-2]): line.split()[-1] for line in said.splitlines() if line}
    assert lines["letter in time"] == "3/4"  # no survey is sent
    assert lines["never kept"] == "1/1"
    assert lines["conversation whole"] == "0/1"
    assert lines["kind"] == "2/3"
    assert "Kinds: meant (down) and taken for (across)" in said
    assert "Right by confidence" in said


def test_a_reply_to_a_letter_never_sent_is_played_as_it_stands_and_counted(corpus: Path) -> None:
    late = mail_from("una@home.example", "Re: How did we do?", "Very well, thank you, all sorted.")
    (corpus / "scenarios" / "001-bins" / "02.eml").write_bytes(marked(late, "survey"))
    said, _, (talk,) = play(corpus)
    assert "1  survey" in said
    assert len(talk["messages"]) == 2


def test_an_evaluation_repeats_to_the_letter(corpus: Path) -> None:
    assert play(corpus) == play(corpus)


def test_a_higher_threshold_asks_more(corpus: Path) -> None:
    told = "It is unacceptable that my bin was not emptied on Tuesday. I have rung twice and nobody came."
    mild = mail_from("una@home.example", "My bin", told)
    (corpus / "singles" / "001.eml").write_bytes(mild)
    assert play(corpus, "--threshold", "0.5")[1][0]["decision"]["queued"] is False
    assert play(corpus, "--threshold", "1.0")[1][0]["decision"]["queued"] is True


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("council.json", "{", "council.json: cannot be read as part of a corpus"),
        ("council.json", '{"name": "A"}', "council.feedback_address"),
        ("singles/truth.jsonl", '{"file": "9.eml", "received": "2026-02-03"}', "9.eml"),
    ],
)
def test_a_broken_corpus_is_said_in_words(corpus: Path, file: str, text: str, told: str) -> None:
    (corpus / file).write_text(text)
    assert told in play(corpus, code=1)[0]


def test_a_policy_that_nobody_has_is_said_in_words(corpus: Path) -> None:
    plan = corpus / "scenarios" / "001-bins" / "scenario.json"
    plan.write_text(plan.read_text().replace("south-cambs-2021", "atlantis"))
    assert "no policy atlantis" in play(corpus, code=1)[0]


def test_a_reply_takes_thread_subject_and_address_from_the_letter() -> None:
    letter = read_message(
        b"Message-ID: <ours@ashford.example>\r\nReferences: <first@home.example>\r\n"
        b"Reply-To: feedback+abc@ashford.example\r\nSubject: Your complaint FB-1\r\n\r\nHello\r\n"
    )
    mail = marked(
        b"To: una@home.example\r\nCc: Team <Feedback@Ashford.example>\r\nSubject: RE: Yours\r\n"
        b"References: <old@home.example>\r\n\r\nX-Corpus-Reply-To: stays in the body\r\n",
        "response",
    )
    assert wanted(mail) is not None
    reply = read_message(filled_in(mail, letter, "feedback@ashford.example"))
    assert reply.in_reply_to == ("ours@ashford.example",)
    assert reply.references == ("first@home.example", "ours@ashford.example")
    assert reply.subject == "RE: Your complaint FB-1"
    assert [one.email for one in reply.to] == ["una@home.example"]
    assert [one.email for one in reply.cc] == ["feedback+abc@ashford.example"]
    assert "x-corpus-reply-to" not in {name.lower() for name, _ in reply.header_fields}
    assert wanted(unmarked(mail)) is None
    assert unmarked(mail).endswith(b"stays in the body\r\n")


def test_a_delivery_report_keeps_its_subject_and_address() -> None:
    letter = read_message(b"Message-ID: <ours@a.example>\r\nReply-To: f+x@a.example\r\n\r\nHi\r\n")
    report = marked(
        b"To: f@a.example\r\nSubject: Undelivered Mail\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b--\r\n",
        "acknowledgement",
    )
    read = read_message(filled_in(report, letter, "f@a.example"))
    assert (read.subject, read.to[0].email) == ("Undelivered Mail", "f@a.example")
    assert read.in_reply_to == ("ours@a.example",)


def test_the_shared_score_agrees_with_the_table(corpus: Path) -> None:
    score = SHARED / "tools" / "score.py"
    if not score.is_file():
        pytest.skip(f"no {score}: set MAILROOM_SHARED to the folder that holds it")
    said, _, _ = play(corpus, "--decisions", "truth")
    told = subprocess.run(
        [sys.executable, str(score), str(corpus), str(corpus.parent / "out")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    theirs = {line.split()[0].replace("_", " "): line.split()[-1] for line in told.splitlines()}
    ours = {
        " ".join(line.split()[:-2]): line.split()[-1]
        for line in said.partition("Kinds:")[0].splitlines()[1:]
        if line
    }
    both = theirs.keys() & ours.keys()
    assert len(both) >= 8
    assert {name: ours[name] for name in both} == {name: theirs[name] for name in both}
