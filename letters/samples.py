"""Made-up facts to write each letter from: for tests, for a preview, and for checking a council's
own wording.

Nobody here exists; every address ends in `.example` and every telephone number is one kept for
fiction.
"""

from __future__ import annotations

from datetime import date

from letters.faults import LetterFault

Facts = dict[str, object]

COUNCIL: Facts = {
    "name": "Fenbridge Borough Council",
    "signature": "The Feedback Team",
    "email": "feedback@fenbridge.example",
    "phone": "01632 960 100",
    "url": "https://www.fenbridge.example/complaints",
}
RESIDENT: Facts = {
    "name": "Hilary Stannard",
    "email": "hilary.stannard@saltmarsh.example",
    "greeting": "Dear Ms Stannard",
}
OFFICER: Facts = {
    "name": "Jeremy Fisk",
    "email": "jeremy.fisk@fenbridge.example",
    "greeting": "Dear Mr Fisk",
}
COORDINATOR: Facts = {
    "name": "Ruth Amadi",
    "email": "ruth.amadi@fenbridge.example",
    "greeting": None,
}
CASE: Facts = {
    "reference": "FBC-26-0012",
    "subject": "Assisted bin collection missed again",
    "service_name": "Waste and recycling",
    "kind": "complaint",
    "stage": 1,
    "received_on": date(2026, 1, 13),
    "summary": (
        "My mother is 84 and on the assisted collection list. The crew has missed her bin on four "
        "Tuesdays running (16, 23 and 30 December & 6 January).\n\n"
        "Each time I rang I was told that it had been <passed to the crew>. It had not."
    ),
    "desired_outcome": "Collections as agreed, and to know why the list does not reach the crew.",
    "not_ours": None,
    "complainant_name": "Hilary Stannard",
    "complainant_email": "hilary.stannard@saltmarsh.example",
    "complainant_phone": "01632 960 118",
    "complainant_address": "14 Pound Close, Fenbridge FB4 7QT",
    "flags": ["vulnerable"],
}
OWNER: Facts = {
    "name": "Jeremy Fisk",
    "title": "Head of Environment",
    "email": "jeremy.fisk@fenbridge.example",
    "phone": "01632 960 140",
}
DATES: Facts = {
    "acknowledge_by": date(2026, 1, 16),
    "respond_by": date(2026, 1, 27),
    "projected_by": None,
    "extendable_to": date(2026, 2, 10),
    "escalate_by": date(2026, 4, 27),
    "previous_due": date(2026, 1, 27),
}
POLICY: Facts = {
    "title": "Feedback and complaints policy",
    "next_stage": 2,
    "next_stage_name": "stage 2",
    "escalate_how": None,
    "ombudsman": {
        "name": "Local Government and Social Care Ombudsman",
        "address": "PO Box 4771, Coventry CV4 0EH",
        "phone": "0300 061 0614",
        "url": "https://www.lgo.org.uk",
    },
    "ombudsman_on_delay": True,
    "learning_form": True,
    "nomination": None,
}
_SIGNED = "feedback+{}.k7q2m@fenbridge.example"
LINKS: Facts = {
    verb: f"mailto:{_SIGNED.format(verb)}?subject={verb.upper()}%20FBC-26-0012"
    for verb in ("accept", "answer", "holding", "extend", "note")
}
ANSWER = (
    "You told us that your mother's bin was missed on four Tuesdays although she is on the "
    "assisted collection list.\n\n"
    "I have looked at the crew's records and spoken to the supervisor. The list on the lorry had "
    "not been brought up to date since November. That was our mistake, and I am sorry for it.\n\n"
    "The list is now sent to each lorry every Monday. Your mother's bin was collected today."
)
_WHO: Facts = {"officer_name": "Jeremy Fisk", "officer_title": "Head of Environment"}

_ESCALATED: Facts = {**CASE, "stage": 2}
_LAST_STAGE: Facts = {**POLICY, "next_stage": None, "next_stage_name": None}
_COMMENT: Facts = {
    **CASE,
    "kind": "comment",
    "stage": None,
    "subject": "Bins by the bandstand",
    "summary": "Could there be a second bin by the bandstand? The one there is full by noon.",
    "desired_outcome": None,
    "flags": ["reply_requested"],
}
_COMPLIMENT: Facts = {
    **_COMMENT,
    "kind": "compliment",
    "subject": "The crew on Pound Close",
    "summary": "The crew carried my mother's bin back to the garage and waved. Please thank them.",
    "flags": ["extra_mile_nomination"],
}
_NAMELESS: Facts = {
    **_COMMENT,
    "subject": "Car park attendant",
    "complainant_name": None,
    "complainant_email": None,
    "complainant_phone": None,
    "complainant_address": None,
    "flags": [],
}
_EXTERNAL: Facts = {**CASE, "stage": 3, "received_on": date(2026, 5, 5)}
_ESCALATION: Facts = {
    "text": "Thank you, but the list was wrong again on Tuesday. I want somebody else to look.",
    "received_on": date(2026, 2, 10),
}
_OLDER: Facts = {"reference": "FBC-25-0981", "stage": 1, "answered_on": date(2025, 12, 9)}

# What each letter needs beyond, or in place of, the facts that all have.
OWN: dict[str, Facts] = {
    "acknowledgement": {},
    "acknowledgement_overdue": {"recipient": COORDINATOR},
    "anonymous_feedback": {"recipient": OFFICER, "case": _NAMELESS, "owner": None},
    "assignment": {
        "recipient": OFFICER,
        "links": LINKS,
        "documents": ["letter from Ms Stannard.pdf", "photo of the bin.jpg"],
    },
    "bounce_alert": {
        "recipient": COORDINATOR,
        "bounce": {
            "recipient": "hilary.stannard@saltmarch.example",
            "reason": "550 5.1.1 no such mailbox",
            "letter": "acknowledgement",
        },
    },
    "closure": {
        "closing": {"reason": "answered", "text": None, "on": date(2026, 1, 29)},
        "older": {**_OLDER, "reference": None, "answered_on": date(2026, 1, 22)},
        "policy": {**POLICY, "reopen_months": 12},
    },
    "comment_acknowledgement": {"case": _COMMENT},
    "comment_pass_on": {"recipient": OFFICER, "case": _COMMENT, "links": LINKS},
    "comment_reply_reminder": {"recipient": OFFICER, "case": _COMMENT, "links": LINKS},
    "compliment_pass_on": {
        "recipient": OFFICER,
        "case": _COMPLIMENT,
        "policy": {
            **POLICY,
            "nomination": "nominate them for Going the Extra Mile with the form on the intranet",
        },
    },
    "compliment_thanks": {"case": _COMPLIMENT},
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
        "case": _ESCALATED,
        "policy": _LAST_STAGE,
        "escalation": _ESCALATION,
    },
    "extension": {
        "extension": {
            **_WHO,
            "reason": "Two of the crew who were on the round are away until Monday 2 February.",
            "new_due": date(2026, 2, 10),
            "previous_due": date(2026, 1, 27),
        }
    },
    "external_stage_notice": {
        "recipient": OFFICER,
        "case": _EXTERNAL,
        "links": LINKS,
        "notice": {
            "from_name": "Local Government and Social Care Ombudsman",
            "their_reference": "25 014 221",
            "reply_by": date(2026, 6, 2),
            "text": "We have decided to investigate Ms Stannard's complaint about your council.",
        },
    },
    "daily_word": {
        "recipient": COORDINATOR,
        "case": None,
        "owner": None,
        "policy": None,
        "queue": {
            "count": 3,
            "oldest_on": date(2026, 1, 13),
            "lines": ["1431, A. Resident: the flat upstairs (may be in danger)"],
            "more": 2,
        },
        "late": {"count": 1, "lines": ["FBC-26-0012: Jeremy Fisk, 27 January 2026"], "more": None},
    },
    "held_notice": {
        "recipient": COORDINATOR,
        "case": None,
        "owner": None,
        "policy": None,
        "held": {
            "reason": "somebody may be at risk of harm",
            "number": 1431,
            "link": "https://desk.fenbridge.example/queue/1431",
            "received_on": date(2026, 1, 13),
            "from_name": "A. Resident",
            "from_email": "a.resident@saltmarsh.example",
            "subject": "the flat upstairs",
        },
    },
    "holding": {
        "holding": {
            **_WHO,
            "text": "I have not yet been able to speak to the whole crew. I will by Friday.",
            "new_due": date(2026, 2, 10),
        }
    },
    "information_request": {
        "question": {
            **_WHO,
            "text": "Does your mother put the bin out herself, or does somebody do it for her?",
            "answer_by": date(2026, 1, 20),
            "pauses": True,
        }
    },
    "learning_form_chase": {
        "recipient": OFFICER,
        "learning": {"due_on": date(2026, 2, 3)},
        "documents": ["learning from complaints.docx"],
    },
    "officer_overdue": {"recipient": OFFICER, "links": LINKS},
    "officer_receipt": {
        "recipient": OFFICER,
        "links": LINKS,
        "receipt": {
            "command": "EXTEND TO 3 March 2026",
            "done": None,
            "wrong": ["the policy allows no date after 10 February 2026"],
            "remedy": "Reply with EXTEND TO and a date up to 10 February 2026.",
            "words": "The crew are away.",
        },
    },
    "officer_reminder": {"recipient": OFFICER, "links": LINKS},
    "repeat_closed_stage1": {"older": _OLDER},
    "repeat_closed_stage2": {"older": {**_OLDER, "stage": 2}, "policy": _LAST_STAGE},
    "response": {
        "response": {
            **_WHO,
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
    "update_forwarded": {
        "recipient": OFFICER,
        "links": LINKS,
        "update": {
            "from_name": "Hilary Stannard",
            "received_on": date(2026, 1, 20),
            "text": "It has happened again today. I enclose a photograph.",
        },
        "documents": ["today.jpg"],
    },
}


def bare_facts(letter: str) -> Facts:
    """The least that a letter may have to go by: whom it is from and to, and nothing known."""
    kept = {"council": COUNCIL, "today": date(2026, 1, 13), "recipient": RESIDENT}
    bare = {
        name: dict.fromkeys(value) if isinstance(value, dict) else None
        for name, value in sample_facts(letter).items()
    }
    return bare | kept


def sample_facts(letter: str) -> Facts:
    """All that a letter of that name may say, made up; the caller may change the mapping."""
    if letter not in OWN:
        raise LetterFault("there are no sample facts for a letter of that name", letter=letter)
    common: Facts = {
        "council": COUNCIL,
        "today": date(2026, 1, 13),
        "recipient": RESIDENT,
        "case": CASE,
        "owner": OWNER,
        "dates": DATES,
        "policy": POLICY,
        "documents": [],
        "notes": None,
    }
    merged = common | OWN[letter]
    return {
        name: dict(value) if isinstance(value, dict) else value for name, value in merged.items()
    }
