"""Repairs: what may be heard of for the first time is a request for the service, and a person looks. Pure."""

from __future__ import annotations

import re

from mailroom.rules.policy import Policy, covers
from mailroom.rules.triage import Proposal

# What somebody writes who has told us before, or has waited.
_BEFORE = re.compile(
    r"\b(?:re-?report\w*|reported|rang|rung|phoned|telephoned|called|e-?mailed|wrote|written|told|asked|chas\w+|contacted"
    r"|again|still|yet|since|promis\w+|missed|late|waiting|waited|weeks?|months?|days|years?|times|twice|second|third"
    r"|no ?body|no one|never|appointments?|operative|engineer|plumber|electrician|job number|reference)\b",
    re.IGNORECASE,
)


def may_be_new(policy: Policy, proposal: Proposal, text: str) -> bool:
    """Whether a complaint about a home may be its first report, which the policy treats as a request (S004-23)."""
    rule = policy.disrepair
    if rule is None or rule.first_report != "service_request" or proposal.kind != "complaint":
        return False
    about_it = bool(proposal.services) and covers(rule.services, proposal.services[0])
    return about_it and _BEFORE.search(text) is None
