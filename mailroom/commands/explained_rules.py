"""The paragraph of `mailroom explain` on the rules: which one decided, and, where wanted, all that were asked."""

from __future__ import annotations

from mailroom.commands.explained_layout import section
from mailroom.rules.disposition import RULES, Decision

# What each rule of the table in `rules/disposition.py` looks for, by its name in the trail.
TITLES = {
    "only the header": "only its header was fetched",
    "our own letter": "a letter of ours that came back",
    "delivery report": "a report that a letter did not arrive",
    "in danger": "somebody may be in danger",
    "automatic": "sent by a machine",
    "from our address": "bears our own address",
    "forged": "bears a colleague's address, not vouched for",
    "flawed": "may not be what was sent",
    "answered enough": "its sender had many answers today",
    "officer": "from an officer",
    "restricted": "contact with the writer is restricted",
    "nothing to read": "nothing to read in it",
    "two candidates": "may belong to more than one case",
    "ombudsman": "from an Ombudsman",
    "permission": "gives permission for somebody to act",
    "survey": "answers the survey",
    "offer": "answers whether to make it a complaint",
    "stranger": "about a case whose party the sender is not",
    "belongs to case": "surely belongs to a case",
    "may belong to case": "may belong to a case",
    "beside what waits": "the same person's earlier mail waits",
    "without a case": "goes on with something, or is advertising",
    "exclusion": "may not be for this procedure",
    "third party": "written for somebody else",
    "led elsewhere": "another council leads the service",
    "no address": "nobody to answer",
    "from within": "came from within the council",
    "wants no answer": "wants no answer",
    "settled": "had its last answer not long ago",
    "first report": "may be the first report of a repair",
    "no word of it": "unhappy, but does not say that it is a complaint",
    "unsure": "not sure enough",
    "too many": "many cases of one person today",
    "register": "a new case",
}


def rules(decision: Decision, *, in_full: bool) -> str:
    """Which rule decided; in full each in the order asked, the last is the one that spoke."""
    *silent, spoke = decision.trail or ("none",)
    count = len(silent)
    rows = [("decided", f"rule {count + 1} of {len(RULES)}: {title(spoke)}")]
    if in_full:
        rows = [
            (f"{number}. {title(one)}", "nothing to say") for number, one in enumerate(silent, 1)
        ]
        return section(
            "Which rules were asked", [*rows, (f"{count + 1}. {title(spoke)}", decision.reason)]
        )
    if silent:
        before = "rule before it" if count == 1 else "rules before it"
        rows.append(("silent", f"the {count} {before} had nothing to say (--rules lists them)"))
    return section("Which rule decided", rows)


def title(name: str) -> str:
    """What a rule looks for, by its name in the trail."""
    return TITLES.get(name, name)
