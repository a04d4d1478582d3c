"""Whether a mail is something for elsewhere, by its words and by a topic that no service has. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mailroom.rules.topics import elsewhere_of

if TYPE_CHECKING:
    from mailroom.rules.subject_matter import About
    from mailroom.rules.triage import Heard, Plain

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
    if told:
        return max(told, key=lambda one: told[one])
    far = about.elsewhere and about.weight >= _FAR and about.second <= _FAR_SHARE * about.weight
    return elsewhere_of(about.elsewhere) if far and kind != "service_request" else ""
