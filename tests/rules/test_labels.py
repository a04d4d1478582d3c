"""What became of a mail, in a clerk's words: what came in bulk is a newsletter or somebody selling."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest

from mailroom.rules.decision import Act, Decision
from mailroom.rules.labels import label
from parsers.message import read_message
from tests.rules.test_disposition import NEW, PLAIN


@pytest.mark.parametrize(
    ("field", "kind", "confidence", "called"),
    [
        ("List-Id: News <news.example>", "spam", 0.5, "automatic"),
        ("List-Id: Deals <deals.example>", "spam", 0.95, "spam"),
        ("Precedence: bulk", "spam", 0.5, "spam"),
        ("Precedence: bulk", "complaint", 0.5, "automatic"),
    ],
)
def test_what_came_in_bulk_is_called_by_who_asked_for_it(
    field: str, kind: str, confidence: float, called: str
) -> None:
    mail = EmailMessage()
    name, _, value = field.partition(": ")
    mail[name] = value
    mail["From"] = "news@news.example"
    mail.set_content("This week")
    machine = read_message(mail.as_bytes()).automatic
    proposal = replace(PLAIN, kind=kind, confidence=confidence)
    facts = replace(NEW, automatic=machine, proposal=proposal)
    assert label(Decision(Act.FILE, "seen"), facts, None).kind == called
