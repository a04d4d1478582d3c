"""A corpus played with somebody who decides: at once, what the house asks about; and for several about one matter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.commands.conftest import COMPLAINT, mail_from
from tests.commands.test_evaluate import ANSWER, FIRST, corpus, marked, play

__all__ = ["corpus"]  # the fixture
VAGUE = "There is trouble at my address again and nobody does a thing."
REPLY = "ANSWER upheld\n\nDear Ms Firth,\n\nYour bin was emptied today. I am sorry.\n\nSam Lee"


def conversation(
    corpus: Path, mails: list[tuple[bytes, str, dict[str, Any]]], cases: list[str]
) -> None:
    """These mails in the place of the corpus's conversation; `cases` names the mail that opens each case."""
    talk = corpus / "scenarios" / "001-bins"
    messages = []
    for number, (raw, received, truth) in enumerate(mails, 1):
        (talk / f"{number:02}.eml").write_bytes(raw)
        messages.append({"file": f"{number:02}.eml", "received": received, "truth": truth})
    opened = [
        {"label": f"C{at}", "opened_by": file, "stage_at_end": 1}
        for at, file in enumerate(cases, 1)
    ]
    plan = {
        "id": "A001",
        "policy": "south-cambs-2021",
        "until": "2026-02-20",
        "messages": messages,
        "cases": opened,
        "letters": [],
        "never": [],
    }
    (talk / "scenario.json").write_text(json.dumps(plan))


def vague(corpus: Path, truth: dict[str, Any]) -> None:
    """A complaint of which the house is not sure, and its owner's answer."""
    first = mail_from("una@home.example", "", VAGUE)
    answer = mail_from(
        "sam.lee@ashford.example",
        "RE: Complaint",
        REPLY,
        received="Tue, 10 Feb 2026 09:00:00 +0000",
    )
    conversation(
        corpus,
        [
            (first, "2026-02-03T10:15:00+00:00", truth),
            (marked(answer, "assignment"), "2026-02-10T09:00:00+00:00", ANSWER),
        ],
        ["01.eml"],
    )


def test_what_the_house_asks_about_is_decided_and_the_conversation_goes_on(corpus: Path) -> None:
    vague(corpus, {**FIRST, "queue": "either"})
    said, _, (talk,) = play(corpus)
    assert talk["cases"] == []
    assert "1  assignment" in said  # the officer answers a letter that nobody was sent

    said, _, (talk,) = play(corpus, "--coordinator", "truth")
    decided = {row["file"]: row["decision"] for row in talk["messages"]}
    # What the house itself took it for stands, with why it asked.
    assert decided["01.eml"]["queued"]
    assert "which service it is about was not clear" in decided["01.eml"]["why"]
    assert (decided["02.eml"]["act"], decided["02.eml"]["queued"]) == ("response", False)
    (case,) = talk["cases"]
    assert (case["opened_by"], case["service"]) == ("01.eml", "waste")
    sent = [(one["letter"], one["to"]) for one in talk["letters"]]
    assert ("response", "una@home.example") in sent
    assert "Every reply answered a letter that was sent." in said


def test_what_the_house_does_unasked_is_its_own_right_or_wrong(corpus: Path) -> None:
    clear = mail_from("una@home.example", "Complaint: my bin", COMPLAINT)
    praise = {**FIRST, "kind": "compliment", "stage": None, "queue": "either"}
    conversation(corpus, [(clear, "2026-02-03T10:15:00+00:00", praise)], ["01.eml"])
    _, _, (talk,) = play(corpus, "--coordinator", "truth")
    assert [one["decision"]["kind"] for one in talk["messages"]] == ["complaint"]
    assert [one["kind"] for one in talk["cases"]] == ["complaint"]


def test_complaints_of_several_people_are_put_together_when_the_truth_decides(corpus: Path) -> None:
    """Whoever registers them: the house alone, or a person who has to look first; one report answers all."""
    people = (
        ("una@home.example", "Una Firth"),
        ("bea@home.example", "Bea Moss"),
        ("cy@home.example", "Cy Orr"),
    )
    mails: list[tuple[bytes, str, dict[str, Any]]] = []
    for hour, (email, name) in enumerate(people, 10):
        received = f"Tue, 03 Feb 2026 {hour}:15:00 +0000"
        raw = mail_from(
            email,
            "Complaint: bins of Hill Road",
            COMPLAINT.replace("Una Firth", name),
            received=received,
        )
        truth = {
            **FIRST,
            "flags": ["group_complaint"],
            "relates_to": None if hour == 10 else "01.eml",
            "queue": "must" if hour == 12 else "must_not",
            "fields": {"name": name, "email": email},
        }
        mails.append((raw, f"2026-02-03T{hour}:15:00+00:00", truth))
    report = mail_from(
        "sam.lee@ashford.example",
        "RE: Complaint",
        "ANSWER ALL\n\nDear all,\n\nThe round was put right. I uphold your complaints and am sorry.\n\nSam Lee",
        received="Tue, 10 Feb 2026 09:00:00 +0000",
    )
    for_all = {**ANSWER, "flags": ["group_complaint"]}
    mails.append((marked(report, "assignment"), "2026-02-10T09:00:00+00:00", for_all))
    conversation(corpus, mails, ["01.eml", "02.eml", "03.eml"])
    _, _, (talk,) = play(corpus, "--decisions", "truth")
    assert [one["opened_by"] for one in talk["cases"]] == ["01.eml", "02.eml", "03.eml"]
    answered = {one["to"] for one in talk["letters"] if one["letter"] == "response"}
    assert answered == {email for email, _ in people}
    # By one mail of the officer's, in answer to the first of them.
    assert len([one for one in talk["letters"] if one["letter"] == "officer_receipt"]) == 1
