"""Made-up facts to write each letter from: for tests, for a preview, and for checking a council's own wording.

Nobody here exists; every address ends in `.example` and every telephone number is one kept for fiction.
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
        "My mother is 84 and on the assisted collection list. The crew has missed her bin on four Tuesdays running "
        "(16, 23 and 30 December & 6 January).\n\nEach time I rang I was told that it had been <passed to the crew>. It had not."
    ),
    "desired_outcome": "Collections as agreed, and an explanation of why the list does not reach the crew.",
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
    "You told us that your mother's bin was missed on four Tuesdays although she is on the assisted collection list.\n\n"
    "I have looked at the crew's records and spoken to the supervisor. The list on the lorry had not been brought up to date "
    "since November. That was our mistake, and I am sorry for it.\n\n"
    "The list is now sent to each lorry every Monday. Your mother's bin was collected today."
)
_WHO: Facts = {"officer_name": "Jeremy Fisk", "officer_title": "Head of Environment"}

# What each letter needs beyond the facts that all have.
OWN: dict[str, Facts] = {
    "acknowledgement": {},
    "assignment": {
        "recipient": OFFICER,
        "links": LINKS,
        "documents": ["letter from Ms Stannard.pdf", "photo of the bin.jpg"],
    },
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
}


def sample_facts(letter: str) -> Facts:
    """All that a letter of that name may say, made up; the mapping is the caller's own to change."""
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
