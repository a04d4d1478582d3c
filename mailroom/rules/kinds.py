"""What a policy calls what the triage found: a comment feedback, praise with a name put forward a nomination. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from mailroom.rules.policy import Policy
from mailroom.rules.triage import Proposal

_NOMINATES = re.compile(r"\bnominat(?:e|es|ed|ing|ion|ions)\b", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"\bno (?:need (?:for you )?to|need for (?:a|an|any)) (?:reply|answer|respon[ds]e?|write back)\b"
    r"|\b(?:do not|don'?t|not) (?:need|want|expect|require|looking for|after) (?:you to )?(?:an? |any )?"
    r"(?:reply|answer|response|respond|write back)\b"
    r"|\bno (?:reply|answer|response) (?:is )?(?:needed|required|necessary|wanted|expected)\b"
    r"|\b(?:for your information only|just (?:so you know|letting you know|wanted you to know|to let you know))\b",
    re.IGNORECASE,
)


def as_the_policy_calls(policy: Policy, proposal: Proposal, text: str) -> Proposal:
    """The proposal with the policy's own name for its kind, where it has one."""
    kind = proposal.kind
    if kind == "compliment" and "nomination" in policy.kinds and _NOMINATES.search(text):
        kind = "nomination"
    if kind == "comment" and "comment" not in policy.kinds and "feedback" in policy.kinds:
        kind = "feedback"
    return replace(proposal, kind=kind) if kind != proposal.kind else proposal


def wants_no_answer(policy: Policy, proposal: Proposal, text: str) -> bool:
    """Whether somebody dissatisfied asks for no answer, which the policy calls feedback (S003-02)."""
    rule = policy.definitions
    if rule is None or not rule.requires_response or proposal.kind != "complaint":
        return False
    return _NO_ANSWER.search(text) is not None


# What the triage calls a ground, and the kind that a policy may make of it instead.
_KINDS_OF_GROUNDS = {
    "council_policy": "policy_complaint",
    "councillor_conduct": "councillor_complaint",
}


def kind_to_speak_of(policy: Policy, proposal: Proposal) -> str:
    """The kind of which a policy's own words are meant: a complaint about a policy, or about a councillor."""
    kind = _KINDS_OF_GROUNDS.get(proposal.exclusion, "")
    return kind if kind in policy.kinds else proposal.kind
