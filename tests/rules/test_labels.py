"""What became of a mail, in a clerk's words: what came in bulk is a newsletter or somebody selling."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.rules.decision import Act, Decision, Facts
from mailroom.rules.labels import label
from parsers.automatic import Automatic, AutomaticKind
from tests.rules.test_disposition import NEW, PLAIN


def in_bulk(reason: str, kind: str, confidence: float) -> Facts:
    machine = Automatic(AutomaticKind.LIST, reason)
    proposal = replace(PLAIN, kind=kind, confidence=confidence)
    return replace(NEW, automatic=machine, proposal=proposal)


@pytest.mark.parametrize(
    ("reason", "kind", "confidence", "called"),
    [
        ("list-id: News <news.example>", "spam", 0.5, "automatic"),
        ("list-id: Deals <deals.example>", "spam", 0.95, "spam"),
        ("Precedence: bulk", "spam", 0.5, "spam"),
        ("Precedence: bulk", "complaint", 0.5, "automatic"),
    ],
)
def test_what_came_in_bulk_is_called_by_who_asked_for_it(
    reason: str, kind: str, confidence: float, called: str
) -> None:
    facts = in_bulk(reason, kind, confidence)
    assert label(Decision(Act.FILE, reason), facts, None).kind == called
