"""Whether a mail is something for elsewhere, by its words and by a topic that no service has. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mailroom.rules.topics import elsewhere_of

if TYPE_CHECKING:
    from mailroom.rules.hearing import Heard, Plain
    from mailroom.rules.subject_matter import About

# A topic of no service of the council is what a mail is about from so much weight on, with nothing near it.
_FAR, _FAR_SHARE = 3.5, 0.6

# A matter for another road is no complaint to answer, even where it is called one; of the others a person decides.
_OTHER_ROADS = frozenset(
    (
        "schools",
        "social_care",
        "not_the_council",
        "fraud_or_whistleblowing",
        "live_planning_application",
        "councillor_conduct",
        "supplier_or_partner",
        "staff_grievance",
        "personnel",
    )
)
# Who calls it a complaint may complain of how the claim, the request or the decision was dealt with.
_ROADS_UNLESS_NAMED = frozenset(("right_of_appeal", "legal_or_insurance", "foi_or_data_protection"))
_COMPLAINT_LIKE = ("complaint", "service_request", "escalation", "other_process")
# Another body is in it; but who writes "your officer promised" complains of us.
NEIGHBOUR = "not_the_council"
_OURS_TO_ANSWER = re.compile(
    r"\b(?:(?:one is |complain\w* )about the council|your (?:own )?(?:website|officers?|team|staff|department|"
    r"inspectors?|wardens?|"
    r"people|crews?|office|colleagues?|contractors?)\b|(?:the|your) council (?:has|have|never|failed|won't|"
    r"refus\w+|ignored|told|promised)|"
    r"you (?:told|said|promised|never|haven't|have not|refused|ignored|failed|sent|closed|cancelled)\b)"
)

# Whoever says that it is not that is believed; and what somebody will do unless, they have not done.
_DISOWNED = {
    "right_of_appeal": re.compile(
        r"(?:(?:not|n't) (?:\w+ )?(?:appealing|disputing|contesting|challenging|arguing)"
        r"|(?:not|isn't|no) (?:\w+ )?an appeal"
        r"|(?:don't|do not|please don't) (?:just )?tell me to appeal|know (?:how|where|that i (?:can"
        r"|could|may)) (?:to )?appeal"
        r"|(?:am|i'm|have|i've) (?:already )?(?:appeal(?:ed|ing)|challeng(?:ed|ing)) (?:that|it|this|the \w+|them)"
        r" (?:separately|already|elsewhere|through|on (?:your|the) (?:website|portal))"
        r"|no (?:complaint|quarrel|argument|problem) (?:about|with) (?:the|our|my) (?:\w+ )?(?:ticket"
        r"|fine|penalty|pcn|decision"
        r"|rating|score|band|refusal|amount))\b"
    ),
    "legal_or_insurance": re.compile(
        r"(?:(?:not|n't) (?:\w+ ){0,2}?(?:mak(?:e|ing)|put(?:ting)? in|submit(?:ting)?|after"
        r"|bring(?:ing)?|want) (?:a|an|any) "
        r"(?:\w+ )?claim|(?:not|n't) (?:\w+ )?(?:claiming|suing|after (?:money|compensation))"
        r"|(?:is|it's|this is) not a claim)\b"
    ),
    "councillor_conduct": re.compile(
        r"(?:(?:councillor|cllr\.?)(?: [\w'-]+){0,3}? (?:has |have |kindly |has kindly )?(?:told"
        r"|advised|asked|suggested|said|"
        r"recommended|encouraged|urged|helped) (?:that )?(?:me|us|i|we)(?: to| should|\b)"
        r"|no complaints? (?:about|against) (?:him|"
        r"her|them|the councillor|our councillor))\b"
    ),
}
_THREATENED = re.compile(
    r"\b(?:if|unless|otherwise|failing (?:that|which)|or (?:else )?i(?:'ll| will| shall)"
    r"|before i)\b[^.?!]{0,160}\b(?:solicitors?|"
    r"(?:county |small claims )?courts?|small claims|proceedings|legal action|a claim|letter before)\b"
)
# What a threat alone is heard as: one wording, in the text.
_ONE_WORDING = 3.0
# Whoever gives no name may write about anything: another ground says more.
_LEAST = "anonymous"


def kind_of(kinds: dict[str, float], exclusion: str, *, named: bool) -> str:
    """The likeliest kind; a matter for another road is that, unless it is `named` a complaint and may be one."""
    kind = max(kinds, key=lambda one: kinds[one])
    if kind not in _COMPLAINT_LIKE or not exclusion:
        return kind
    elsewhere = exclusion in _OTHER_ROADS or (exclusion in _ROADS_UNLESS_NAMED and not named)
    return "other_process" if elsewhere else kind


def exclusion_of(excluded: Heard, about: About, kinds: dict[str, float], plain: Plain) -> str:
    """The ground that the most words speak for; where none does, that of a topic which no service has."""
    kind = max(kinds, key=lambda one: kinds[one])
    if kind in ("compliment", "comment", "spam", "ombudsman"):
        return ""
    told = dict(excluded.strength)
    if NEIGHBOUR in told and about.services and _OURS_TO_ANSWER.search(plain.low):
        del told[NEIGHBOUR]
    for ground in [one for one in told if _is_disowned(one, told[one], plain.low)]:
        del told[ground]
    if told:
        return max(told, key=lambda one: (one != _LEAST, told[one]))
    far = about.elsewhere and about.weight >= _FAR and about.second <= _FAR_SHARE * about.weight
    return elsewhere_of(about.elsewhere) if far and kind != "service_request" else ""


def _is_disowned(ground: str, strength: float, low: str) -> bool:
    """Whether the writer says that it is not that, or only what they will do unless they are heard."""
    if ground in _DISOWNED and _DISOWNED[ground].search(low):
        return True
    only = ground == "legal_or_insurance" and strength <= _ONE_WORDING
    return only and _THREATENED.search(low) is not None
