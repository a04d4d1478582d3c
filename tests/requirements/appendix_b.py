"""Appendix B of Brighton & Hove's procedure as a table: each row with its ground, its reason, its road, who is told."""

from __future__ import annotations

from dataclasses import dataclass

from tests.requirements.brighton import HR, IG, INS, LEX, MO, STAT, WB


@dataclass(frozen=True)
class Matter:
    """Something that is not taken: what points to it, and what its letter says."""

    code: str
    reason: str
    where: str
    told: str = ""  # who has it
    service: str = "waste"
    text: str = ""  # what makes the rules point to it
    contact: str = ""  # a person gives it where the configuration names nobody


# Each row of Appendix B with its ground, or with the road of one that has several.
MATTERS = {
    "S001-01": Matter(
        "social_care",
        "The law has a complaints procedure of its own",
        "will write to you about it",
        STAT,
    ),
    "S001-94": Matter(
        "committee_decision",
        "decided by a committee of elected councillors",
        "Your ward councillor can take up your concern",
    ),
    "S001-95": Matter(
        "legal_by_complainant",
        "have begun legal proceedings against the council",
        "ask them to write to Legal Services",
        LEX,
        text="My solicitor has sent a letter before claim and court proceedings follow.",
    ),
    "S001-96": Matter(
        "legal_by_council",
        "The council has begun legal proceedings about this",
        "You can put your side of it in those proceedings",
        text="I have had your summons and the liability order.",
    ),
    "S001-97": Matter(
        "insurance_claim",
        "decided as an insurance claim",
        "send your claim to our insurance team",
        INS,
        contact="01273 290 111",
        text="This is a claim for damage to my car.",
    ),
    "S001-98": Matter(
        "another_function",
        "Another part of the council is considering this at the moment",
        "comments on the planning application to the planning team",
        service="planning",
        text="I object to the application next door.",
    ),
    "S001-99": Matter(
        "planning_decision",
        "as the Local Planning Authority",
        "appeal to the Planning Inspectorate",
        service="planning",
        text="You granted permission for that planning decision.",
    ),
    "S001-100": Matter(
        "right_of_appeal",
        "You have a right to appeal against this decision",
        "The letter in which you were told of the decision says how to appeal",
    ),
    "S001-101": Matter(
        "not_affected_personally",
        "has not affected you yourself",
        "reply to this email and tell us how",
    ),
    "S001-102": Matter(
        "widespread_issue",
        "affects most people in the council's area",
        "website tells what is being done about it",
    ),
    "S001-103": Matter("schools", "about how a school is run", "school's own complaints procedure"),
    "S001-104": Matter(
        "staff_disciplinary",
        "disciplinary or capability procedure",
        "passed it to those who advise on these procedures",
        HR,
    ),
    "S001-105": Matter(
        "personnel",
        "as a member of the council's staff about your own employment",
        "speak to your manager or to Human Resources",
    ),
    "S001-106": Matter(
        "recruitment_decision",
        "whom the council chose for a post",
        "ask those who held the interviews",
        text="I was not shortlisted after my job interview.",
    ),
    "S001-107": Matter(
        "fraud",
        "a matter of fraud or corruption",
        "passed what you wrote to those who look into such matters",
        WB,
    ),
    "S001-108": Matter(
        "malpractice",
        "the council's Monitoring Officer has to look at it",
        "passed what you wrote to the Monitoring Officer",
        MO,
    ),
    "S001-109": Matter(
        "supplier",
        "as a supplier to the council about your contract",
        "officer who manages your contract",
    ),
    "S001-110": Matter(
        "older_than_12_months",
        "You have known of this for more than 12 months",
        "If there are such reasons, please reply",
    ),
    "S001-111": Matter(
        "already_exhausted",
        "You have had our final answer about this",
        "If you have such evidence, please send it to us",
    ),
    "S001-112": Matter(
        "councillor_conduct",
        "looked at under a procedure of its own",
        "Mona Hart, Monitoring Officer",
        MO,
    ),
    "S001-114": Matter(
        "foi_or_data_protection",
        "law on data protection and freedom of information",
        "Information Commissioner's Office, 0303 123 1113",
        IG,
    ),
    "S001-68": Matter(
        "staff_concern",
        "as a member of the council's staff about how a service is run",
        "raise it with the manager of that service",
    ),
}
# The roads of the right of appeal, by service.
ROADS = {
    "parking": "Traffic Penalty Tribunal",
    "benefits": "appeal to an independent tribunal",
    "council_tax": "Valuation Tribunal for England",
    "planning": "Planning Inspectorate",
    "homelessness": "review of its decision about your homelessness",
    "school_admissions": "independent panel against the refusal of a school place",
    "legal": "judicial review",
}
