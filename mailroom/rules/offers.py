"""Whether somebody who is dissatisfied is asked to make it a complaint, and what they say to that. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailroom.rules.policy import Policy
from mailroom.rules.triage import Proposal

# What the triage calls words that only somebody dissatisfied writes.
_DISSATISFIED = frozenset(
    (
        *("complaint", "tried", "again", "unanswered", "promised", "waiting", "anger", "sarcasm"),
        *("conduct", "wrong", "suffered", "remedy"),
    )
)
_THE_WORD = re.compile(r"\bcomplain", re.IGNORECASE)
_YES = re.compile(
    r"\A\W*(?:(?:hi|hello|dear)\b[^\n]{0,60}\n\s*)?(?:yes\b|yep\b|please do\b|please treat\b"
    r"|i (?:would|do) (?:like|want|wish)\b[^.\n]{0,60}\bcomplain)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\A\W*(?:(?:hi|hello|dear)\b[^\n]{0,60}\n\s*)?(?:no\b(?! one)|not a complaint\b|i (?:only|just) wanted\b)",
    re.IGNORECASE,
)
# A no that goes on to ask for something, or at length, is more than a no.
_AND = re.compile(
    r"\b(?:but|however|want|would like|still|yet|again|yes|when|why)\b|\?", re.IGNORECASE
)
_LONGEST_NO = 200
# A yes that takes something back is for a person to read.
_BUT = re.compile(r"\b(?:but|unless|withdraw|forget it|changed my mind|not)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offered:
    """A question that a mail answers: of which message, on which case, about what; and what they say."""

    incoming_id: int
    case_id: int | None
    services: tuple[str, ...]
    answer: str  # 'yes', 'no', or '' where it is not sure


def is_offered(policy: Policy, proposal: Proposal, text: str) -> bool:
    """Whether the policy has somebody asked who is dissatisfied and does not speak of a complaint (S004-06)."""
    rule = policy.definitions
    if rule is None or rule.without_the_word != "offer" or proposal.kind != "complaint":
        return False
    dissatisfied = any(one.label in _DISSATISFIED for one in proposal.because)
    return dissatisfied and _THE_WORD.search(text) is None


def read_answer(text: str) -> str:
    """What somebody says who was asked: 'yes', 'no', '' where a person has to read it."""
    said = text.strip()
    if _NO.match(said):
        return "" if _AND.search(said) or len(said) > _LONGEST_NO else "no"
    return "yes" if _YES.match(said) and not _BUT.search(said) else ""
