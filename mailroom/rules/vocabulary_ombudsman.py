"""How an Ombudsman writes to a council of somebody's complaint: what was brought, asked for, decided. Data alone.

"I have been through your procedure and am going to the Ombudsman" is a resident's, and none of these.
"""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

_BROUGHT = r"(?:referred|brought|made|sent|escalated|submitted|complained)"
_THEY = r"(?:it|she|he|they|this|that|who|which|complaint|resident|complainant|tenant|matter|case)"

OMBUDSMAN: tuple[Sign, ...] = signs(
    "from_ombudsman",
    1.0,
    rf"(?:has|have) (?:\w+ )?{_BROUGHT} (?:(?:her|his|their|the|a|this|\w+'s) (?:\w+ )?complaint\b.{{0,80}}\b)?"
    r"to (?:us|this office|our (?:office|service))\b",
    r"(?:has|have) (?:asked us|approached us|come to us|contacted us|contacted our (?:office|service))\b"
    r".{0,80}\b(?:complaint|council|landlord)\b",
    rf"{_THEY} (?:has |have |had )?(?:now )?(?:completed|exhausted|been through|finished) "
    r"(?:your|the council's|the landlord's|the member's) (?:\w+ )?(?:complaints? )?(?:procedure|process|stages)\b",
    r"(?:send|provide|supply|let|forward|share with)(?: to)? us\b.{0,60}\b(?:complaints? file|full file|case file|"
    r"your (?:\w+ )?(?:stage \w+ )?(?:responses|comments on)|evidence bundle|records)\b",
    r"(?:your|the council's|the landlord's) (?:comments|response) (?:on|to) (?:our|the) (?:\w+ )?(?:enquir\w+|draft|"
    r"decision|proposed|determination|provisional)\b",
    r"(?:complaint handling failure order|finding of (?:severe )?maladministration|orders and recommendations|"
    r"notice of (?:our )?(?:investigation|determination)|our determination)\b",
    r"we (?:have|are) (?:decid\w+|propos\w+|mind\w+|going) (?:not )?to investigate\b",
    r"(?:evidence|information) request\b.{0,60}\b(?:ombudsman|our investigation)\b",
)
