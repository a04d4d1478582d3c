"""A made-up council, a resident and a complaint, for sample letters.

Nobody here exists; every address ends in `.example` and every telephone number is one kept for
fiction.
"""

from __future__ import annotations

from datetime import date

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
    "not been brought up to date since November. Our procedure asks for a new one each week. That "
    "was our mistake, and I am sorry for it.\n\n"
    "The list is now sent to each lorry every Monday. Your mother's bin was collected today."
)
WHO: Facts = {"officer_name": "Jeremy Fisk", "officer_title": "Head of Environment"}

ESCALATED: Facts = {**CASE, "stage": 2}
LAST_STAGE: Facts = {**POLICY, "next_stage": None, "next_stage_name": None}
COMMENT: Facts = {
    **CASE,
    "kind": "comment",
    "stage": None,
    "subject": "Bins by the bandstand",
    "summary": "Could there be a second bin by the bandstand? The one there is full by noon.",
    "desired_outcome": None,
    "flags": ["reply_requested"],
}
COMPLIMENT: Facts = {
    **COMMENT,
    "kind": "compliment",
    "subject": "The crew on Pound Close",
    "summary": "The crew carried my mother's bin back to the garage and waved. Please thank them.",
    "flags": ["extra_mile_nomination"],
}
NAMELESS: Facts = {
    **COMMENT,
    "subject": "Car park attendant",
    "complainant_name": None,
    "complainant_email": None,
    "complainant_phone": None,
    "complainant_address": None,
    "flags": [],
}
EXTERNAL: Facts = {**CASE, "stage": 3, "received_on": date(2026, 5, 5)}
ESCALATION: Facts = {
    "text": "Thank you, but the list was wrong again on Tuesday. I want somebody else to look.",
    "received_on": date(2026, 2, 10),
}
OLDER: Facts = {"reference": "FBC-25-0981", "stage": 1, "answered_on": date(2025, 12, 9)}
DUTY: Facts = {
    "words": "Speak to the resident, and ask what would settle the matter",
    "due_on": date(2026, 1, 20),
    "line": None,
    "wants_note": "the day on which you spoke, and what was said",
    "link": None,
    "bars": "answering",
}
RESTRICTION: Facts = {
    "name": "unreasonable contact",
    "person": "Alan Dyer",
    "reasons": "Since 1 December you have written to nine of our colleagues about the same matter.",
    "behaviours": ["more than twenty messages a week about what we have answered"],
    "measures": [
        "Please write to us no more than once a week.",
        "You may write, but please do not telephone.",
    ],
    "from_on": date(2026, 1, 19),
    "review_on": date(2026, 7, 20),
    "spoc": "Ruth Amadi, ruth.amadi@fenbridge.example",
    "policy_words": "You can read our policy at https://www.fenbridge.example/contact",
}
