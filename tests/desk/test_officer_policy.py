"""What an officer may do on the desk is the policy's to say: the same form is there under one and not under another."""

from __future__ import annotations

import pytest

from mailroom.rules.officers_words import Verb
from store import cases, learning
from tests.desk.answering import ANSWER, ask_for, page_of, wait
from tests.desk.conftest import JO, ROB, SAM, Council


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
    listed = f'{place}/as-officer/{verb}"' in page_of(council.client(who).get(place))
    assert listed == (not why_not and who == SAM)
    shown = council.client(who).get(f"{place}/as-officer/{verb}")
    answer = ask_for(council, who, verb, **places)
    assert (shown.status_code, answer.status_code) == ((409, 409) if why_not else (200, 302))
    assert why_not in page_of(answer)


@pytest.mark.parametrize("more", [_under("cambridge-city"), _under("brighton-hove")])
def test_only_a_policy_that_lets_it_be_answered_by_word_of_mouth_asks_how_it_was(
    council: Council, case: cases.CaseFile, more: str
) -> None:
    page = page_of(council.client(SAM).get(f"/cases/{case.case.reference}/as-officer/answer"))
    assert ('name="channel"' in page) == ("brighton" in more)


@pytest.mark.parametrize("more", [_under("south-cambs-housing")])
def test_the_learning_form_asks_the_policys_own_questions(
    council: Council, case: cases.CaseFile
) -> None:
    ask_for(council, SAM, Verb.ANSWER, text=ANSWER, outcome="upheld")
    wait(council)
    page = page_of(council.client(SAM).get(f"/cases/{case.case.reference}/as-officer/learning"))
    assert "What have you learnt from this complaint?" in page
    half = dict(list(LEARNT.items())[:1])
    refused = ask_for(council, SAM, Verb.LEARNING, **half)
    assert refused.status_code == 409
    assert "so that it does not happen again" in page_of(refused)
    assert ask_for(council, SAM, Verb.LEARNING, **LEARNT).status_code == 302
    wait(council)
    with council.house.record.read() as conn:
        (kept,) = [one.answers for one in learning.learning_of(conn, 1) if "form" in one.answers]
    assert "Read the list." in kept.values()
