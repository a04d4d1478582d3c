"""Made-up facts for each letter to somebody outside the council."""

from __future__ import annotations

from datetime import date

from letters.sample_case import (
    ANSWER,
    COMMENT,
    COMPLIMENT,
    ESCALATED,
    ESCALATION,
    LAST_STAGE,
    OLDER,
    POLICY,
    RESIDENT,
    RESTRICTION,
    WHO,
    Facts,
)

# What each letter needs beyond, or in place of, the facts that all have.
TO_RESIDENTS: dict[str, Facts] = {
    "acknowledgement": {},
    "closure": {
        "closing": {"reason": "answered", "text": None, "on": date(2026, 1, 29)},
        "older": {**OLDER, "reference": None, "answered_on": date(2026, 1, 22)},
        "policy": {**POLICY, "reopen_months": 12},
    },
    "comment_acknowledgement": {"case": COMMENT},
    "compliment_thanks": {
        "case": COMPLIMENT,
        "policy": {**POLICY, "nomination": "You can nominate them for an award on our website"},
    },
    "consent_request": {
        "recipient": {**RESIDENT, "name": "Hilary Stannard"},
        "consent": {
            "person_name": "Edith Stannard",
            "writer_name": "Hilary Stannard",
            "to_writer": True,
            "form_enclosed": True,
        },
        "documents": ["third-party consent.docx"],
    },
    "duplicate_open": {},
    "escalation_acknowledgement": {
        "case": ESCALATED,
        "policy": LAST_STAGE,
        "escalation": ESCALATION,
    },
    "extension": {
        "extension": {
            **WHO,
            "reason": "Two of the crew who were on the round are away until Monday 2 February.",
            "new_due": date(2026, 2, 10),
            "previous_due": date(2026, 1, 27),
        }
    },
    "holding": {
        "holding": {
            **WHO,
            "text": "I have not yet been able to speak to the whole crew. I will by Friday.",
            "new_due": date(2026, 2, 10),
        }
    },
    "information_request": {
        "question": {
            **WHO,
            "text": "Does your mother put the bin out herself, or does somebody do it for her?",
            "answer_by": date(2026, 1, 20),
            "pauses": True,
        }
    },
    "repeat_closed_stage1": {"older": OLDER},
    "repeat_closed_stage2": {"older": {**OLDER, "stage": 2}, "policy": LAST_STAGE},
    "response": {
        "response": {
            **WHO,
            "text": ANSWER,
            "outcome": "upheld",
            "remedies": ["an apology", "a check of every assisted collection in the borough"],
            "actions": [
                {
                    "what": "Check that all four crews have the new list",
                    "by": date(2026, 2, 3),
                    "who": "Sandra Whitlock",
                }
            ],
            "learning": "The office now sends the list, so that no depot can work from an old one.",
        }
    },
    "signpost": {
        "signpost": {
            "reason": "you have a right of appeal to the Traffic Penalty Tribunal",
            "refusal": True,
            "text": "The Tribunal can cancel the charge, which we cannot do in a complaint.",
            "where": "Traffic Penalty Tribunal",
            "contact": "https://www.trafficpenaltytribunal.gov.uk",
        }
    },
    "survey": {"survey": {"questions": None, "reply_by": date(2026, 2, 28)}},
    "collective_notice": {
        "collective": {
            "points": ["bins missed in Pound Close", "calls that nobody passed to the crew"],
            "report": None,
            "personal": None,
        }
    },
    "complaint_offer": {
        "case": COMMENT,
        "offer": {"words": "It sounds as though something went wrong.", "survey": False},
        "feedback": {
            "from_name": "Hilary Stannard",
            "from_email": "hilary.stannard@saltmarsh.example",
            "received_on": date(2026, 1, 13),
            "text": "The bin by the bandstand was full again. Not good enough.",
        },
        "policy": {**POLICY, "complain_how": None},
    },
    "escalation_declined": {
        "escalation": ESCALATION,
        "declined": {
            "reasons": "You have a right of appeal to the Tribunal, which can decide what we cannot.",
            "where": "Traffic Penalty Tribunal",
            "contact": "https://www.trafficpenaltytribunal.gov.uk",
        },
    },
    "formal_notice": {},
    "member_copy": {
        "recipient": {"name": "Councillor Ines Marlow", "email": "i.marlow@fenbridge.example"}
        | {"greeting": "Dear Councillor Marlow"},
        "copy": {"text": ANSWER, "subject": "Our answer", "sent_on": date(2026, 1, 22)},
    },
    "referred_back": {
        "escalation": ESCALATION,
        "referred": {
            "to": "Waste and recycling",
            "words": "To tell you what went wrong with the list, and how it will be kept up to date.",
            "inside": False,
        },
    },
    "remedy_dropped": {
        "remedy": {
            "what": "a new bin with a wider lid",
            "by": date(2026, 2, 3),
            "why": "The maker has stopped making it.",
            "instead": "We will bring a bin of the usual size with a lid that opens by foot.",
            "instead_by": date(2026, 2, 17),
        }
    },
    "restriction_notice": {
        "case": None,
        "restriction": {
            **RESTRICTION,
            "warned_on": date(2026, 1, 6),
            "appeal": "You can appeal to our Monitoring Officer, Dele Okafor, 01632 960 155.",
            "no_appeal": False,
        },
    },
    "restriction_review": {
        "case": None,
        "restriction": {
            **RESTRICTION,
            "reasons": "The messages have not become fewer.",
            "lifted": False,
            "appeal": None,
            "no_appeal": True,
        },
    },
    "restriction_warning": {"case": None, "restriction": {**RESTRICTION, "policy_words": None}},
    "status_reply": {
        "status": {
            "answered_on": None,
            "closed_on": None,
            "waiting_for": "the records of the crew",
            "words": None,
        }
    },
    "transfer": {
        "transfer": {
            "authority": "Upwell District Council",
            "contact": "complaints@upwell.example, 01632 960 170",
            "to_resident": True,
        }
    },
    "update_notice": {
        "update": {
            "from_name": "Jeremy Fisk",
            "received_on": date(2026, 1, 20),
            "text": "I have spoken to two of the crew and will speak to the third on Friday.",
        },
        "documents": ["photo of the list.jpg"],
    },
}
