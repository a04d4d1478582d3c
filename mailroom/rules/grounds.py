"""What a mail may be that the procedure is not for, as a person is told it: each ground in the trade's words. Pure."""

from __future__ import annotations

from collections.abc import Iterable

# Where the policy has no title of its own; each goes on from "it may be".
GROUNDS = {
    "already_exhausted": "something that has had its last answer",
    "anonymous": "from somebody who gives no name",
    "council_policy": "about what the council has decided, rather than about how it was done",
    "councillor_conduct": "about how a councillor behaved",
    "foi_or_data_protection": "a request for information, or about personal data",
    "fraud_or_whistleblowing": "a report of fraud or wrongdoing",
    "legal_or_insurance": "a claim, or a matter for the courts",
    "live_planning_application": "about a planning application that is not decided yet",
    "not_affected_personally": "about something that did not affect the writer themselves",
    "not_the_council": "for another body than the council",
    "personnel": "about the council's staff as their employer",
    "right_of_appeal": "about a decision that can be appealed against",
    "schools": "for a school",
    "social_care": "about social care, which has a procedure of its own",
    "staff_grievance": "a grievance of somebody who works for the council",
    "supplier_or_partner": "from a supplier or a partner of the council",
}
_ANOTHER = "for another procedure than this"
_NAMELESS = "it bears no name: a person says whether it is looked into"


def named(code: str, titles: Iterable[str] = ()) -> str:
    """A ground in words: by the policy's titles where it has any, else by what is meant; '' where there is none."""
    return "; ".join(titles) or GROUNDS.get(code, code.replace("_", " "))


def why_looked_at(code: str, titles: tuple[str, ...]) -> str:
    """Why a person looks at it before it is taken up."""
    if code == "anonymous":
        return _NAMELESS
    if titles:
        return f"it may be something that the policy does not take up ({named(code, titles)}): only a person may say so"
    return f"it may be {named(code) or _ANOTHER}: only a person may say so"
