"""Made-up facts for each letter to a colleague, another council or the Ombudsman."""

from __future__ import annotations

from datetime import UTC, date, datetime

from letters.sample_case import (
    COMMENT,
    COMPLIMENT,
    COORDINATOR,
    DUTY,
    EXTERNAL,
    LINKS,
    NAMELESS,
    OFFICER,
    POLICY,
    RESTRICTION,
    Facts,
)

# What each letter needs beyond, or in place of, the facts that all have.
INSIDE: dict[str, Facts] = {
    "acknowledgement_overdue": {"recipient": COORDINATOR},
    "anonymous_feedback": {"recipient": OFFICER, "case": NAMELESS, "owner": None},
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
    "house_alert": {
        "recipient": COORDINATOR,
        "alert": {
            "title": "The mailbox cannot be read",
            "words": "The mailbox 'feedback' has not been read since 9.15am on Tuesday 13 January 2026.",
            "do": ["Ask your IT desk whether the mail server is there."],
        },
    },
    "mail_not_believed": {
        "recipient": OFFICER,
        "doubted": {
            "came": "14:05 on Tuesday 13 January 2026",
            "why": "the council's own mail server did not confirm that it came from you",
            "in_your_name": True,
        },
    },
    "comment_pass_on": {"recipient": OFFICER, "case": COMMENT, "links": LINKS},
    "comment_reply_reminder": {"recipient": OFFICER, "case": COMMENT, "links": LINKS},
    "compliment_pass_on": {
        "recipient": OFFICER,
        "case": COMPLIMENT,
        "policy": {
            **POLICY,
            "nomination": "nominate them for Going the Extra Mile with the form on the intranet",
        },
    },
    "external_stage_notice": {
        "recipient": OFFICER,
        "case": EXTERNAL,
        "links": LINKS,
        "notice": {
            "from_name": "Local Government and Social Care Ombudsman",
            "their_reference": "25 014 221",
            "reply_by": date(2026, 6, 2),
            "text": "We have decided to investigate Ms Stannard's complaint about your council.",
            "pack": "Mail, letters, documents and journal as one PDF: mailroom case pack FBC-26-0012 --out FOLDER",
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
        "sections": [
            {
                "title": "Duties that are late",
                "lines": ["FBC-26-0012: Tell the member of staff (Jeremy Fisk, 20 January 2026)"],
                "more": 1,
            }
        ],
    },
    "report": {
        "recipient": OFFICER,
        "case": None,
        "owner": None,
        "policy": None,
        "report": {
            "title": "Complaints: how we performed in the quarter",
            "period": "January to March 2026",
            "made_on": date(2026, 4, 1),
            "policy": "Complaints Policy",
            "readers": "Senior management, Leadership Team",
            "cadence": "each quarter",
            "services": None,
            "anonymous": True,
            "published": None,
            "attached": [
                "a PDF to read",
                "a Word document to edit",
                "an Excel workbook for counts",
            ],
        },
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
    "contact_limits": {
        "recipient": OFFICER,
        "case": None,
        "owner": None,
        "policy": None,
        "restriction": {**RESTRICTION, "lifted": False},
    },
    "duty": {"recipient": OFFICER, "duty": DUTY},
    "duty_reminder": {"recipient": OFFICER, "duty": {**DUTY, "due_on": date(2026, 1, 9)}},
    "external_acknowledgement": {
        "recipient": {
            "name": "Local Government and Social Care Ombudsman",
            "email": "intake@lgsco.example",
            "greeting": "Dear Ombudsman",
        },
        "case": EXTERNAL,
    },
    "informal_request": {
        "recipient": OFFICER,
        "informal": {"until": datetime(2026, 1, 14, 10, 30, tzinfo=UTC), "text": None},
    },
    "refusal_notice": {
        "recipient": OFFICER,
        "refusal": {
            "title": "a penalty charge, which can be appealed against",
            "words": "We have told them how to appeal.",
            "partial": False,
        },
    },
    "remedy_reminder": {
        "recipient": OFFICER,
        "remedy": {
            "what": "Check that all four crews have the new list",
            "by": date(2026, 1, 9),
            "late": True,
            "promised_on": date(2025, 12, 22),
            "owner_name": "Sandra Whitlock",
            "amount": None,
        },
    },
    "staff_copy": {
        "recipient": {**OFFICER, "name": "Gail Rennie", "greeting": "Dear Gail"},
        "staff": {
            "what": "complaint",
            "text": "The lady on the telephone told me that it was not her job.",
            "comment_by": date(2026, 1, 20),
            "manager": "Jeremy Fisk",
            "outcome": None,
            "words": None,
        },
    },
    "systemic_notice": {
        "recipient": OFFICER,
        "case": None,
        "owner": None,
        "policy": None,
        "systemic": {
            "title": "missed assisted collections",
            "count": 6,
            "since": date(2025, 12, 1),
            "lines": ["FBC-26-0012: Pound Close", "FBC-26-0015: Mill Lane"],
            "more": 4,
            "words": None,
        },
    },
}
