"""What each letter has to say, with the requirement that asks for it."""

from __future__ import annotations

TO_RESIDENTS = (
    "acknowledgement",
    "closure",
    "comment_acknowledgement",
    "compliment_thanks",
    "consent_request",
    "duplicate_open",
    "escalation_acknowledgement",
    "extension",
    "holding",
    "information_request",
    "repeat_closed_stage1",
    "repeat_closed_stage2",
    "response",
    "signpost",
    "survey",
    *("collective_notice", "complaint_offer", "escalation_declined", "formal_notice"),
    *("member_copy", "referred_back", "remedy_dropped", "restriction_notice"),
    *("restriction_review", "restriction_warning", "status_reply", "transfer"),
    "update_notice",
)
# The names that corpora and policies use, and those the house added.
ALL = {
    *TO_RESIDENTS,
    *("assignment", "officer_reminder", "officer_overdue", "anonymous_feedback", "bounce_alert"),
    *("compliment_pass_on", "comment_pass_on", "comment_reply_reminder", "update_forwarded"),
    *("learning_form_chase", "officer_receipt", "external_stage_notice", "held_notice"),
    *("acknowledgement_overdue", "daily_word", "house_alert", "mail_not_believed"),
    *("contact_limits", "duty", "duty_reminder", "external_acknowledgement", "informal_request"),
    *("refusal_notice", "remedy_reminder", "report", "staff_copy", "systemic_notice"),
}
OMBUDSMAN = ("Local Government and Social Care Ombudsman", "Coventry CV4 0EH", "0300 061 0614")
REF = "FBC-26-0012"

# Letter -> what must stand in it, with the requirement it meets.
SAYS: dict[str, tuple[str, ...]] = {
    # S001-19 who deals with it and how to reach them; S001-20 when; S004-64, CODE-21 understanding
    # and outcome sought; S000-85 stage.
    "acknowledgement": (
        *("Jeremy Fisk, Head of Environment", "01632 960 140", "Tuesday 27 January 2026", REF),
        *("> My mother is 84", "> Collections as agreed", "stage 1", "stage 2"),
    ),
    # S000-66 complaint, form and computed date; S000-17 speak to the complainant.
    "assignment": (
        *("Tuesday 27 January 2026", "> My mother is 84", "01632 960 118", "learning form"),
        *("ANSWER", "HOLDING", "EXTEND TO 10 February 2026", "ACCEPT", "NOTE"),
        *("Speak to the resident", "feedback+answer.k7q2m@fenbridge.example"),
    ),
    # S004-44..50, CODE-38: stage, definition, decision, reasons, remedies, actions, next stage.
    "response": (
        *("Stage of our procedure: 1", "> My mother is 84", "Your complaint is upheld"),
        *("an apology", "Sandra Whitlock), by Tuesday 3 February 2026", "stage 2"),
        *("by Monday 27 April 2026", "Jeremy Fisk\nHead of Environment"),
    ),
    # S004-56 new date; S004-59, CODE-34 reason and the Ombudsman's details.
    "extension": ("Tuesday 27 January", "by Tuesday 10 February 2026", "are away", *OMBUDSMAN),
    # S001-26 apology, why, when.
    "holding": ("We are sorry", "whole crew", "by Tuesday 10 February 2026", *OMBUDSMAN),
    # CODE-40 acknowledged and defined anew.
    "escalation_acknowledgement": ("> Thank you, but the list", "> My mother", "stage 2", REF),
    "duplicate_open": (REF, "Tuesday 27 January 2026", "not opened a second one"),
    # S003-14 directs to stage 2.
    "repeat_closed_stage1": ("FBC-25-0981", "Tuesday 9 December 2025", "stage 2", "27 April"),
    # S003-15 directs to the ombudsman; CODE-67 final, and may now complain.
    "repeat_closed_stage2": ("final answer", "may now complain", *OMBUDSMAN),
    # S004-04, S003-23 reason, where to go, and the Ombudsman may review the refusal.
    "signpost": ("right of appeal", "Traffic Penalty Tribunal", "our decision", *OMBUDSMAN),
    "anonymous_feedback": ("> Could there be", "gave no name"),
    "compliment_thanks": ("> The crew carried", "Jeremy Fisk"),
    # S000-10 share it; S000-13 the recognition scheme.
    "compliment_pass_on": ("share it", "Going the Extra Mile", "> The crew carried"),
    "comment_pass_on": ("> Could there be", "Tuesday 27 January 2026", "ANSWER"),
    "comment_reply_reminder": ("Tuesday 27 January 2026", "> Could there be"),
    "comment_acknowledgement": ("> Could there be", "not as a complaint"),
    "information_request": ("put the bin out", "by Tuesday 20 January 2026", "stands still"),
    # S003-56 written permission before anything is told.
    "consent_request": ("Edith Stannard", "permission in writing", "form that we enclose"),
    "update_forwarded": ("> It has happened again", "today.jpg", "Tuesday 27 January 2026"),
    # S000-54 four questions; CODE-05 how to complain.
    "survey": ("1. how your complaint", "4. how quickly", "complain", "28 February 2026"),
    "learning_form_chase": ("cannot be closed", "Tuesday 3 February 2026"),
    "closure": ("Thursday 29 January 2026", "stage 2", "Monday 27 April 2026", "12 months"),
    "house_alert": ("since 9.15am on Tuesday 13 January 2026", "Ask your IT desk"),
    "mail_not_believed": (
        "did not confirm",
        "14:05 on Tuesday 13",
        "Nothing has been changed",
        REF,
    ),
    "bounce_alert": ("saltmarch.example", "550 5.1.1", "01632 960 118"),
    "officer_reminder": ("Tuesday 27 January 2026", "Tuesday 10 February 2026", "> My mother"),
    "officer_overdue": ("was due on Tuesday 27 January 2026", "with you", "> My mother"),
    "acknowledgement_overdue": ("by Friday 16 January 2026",),
    "officer_receipt": ("could not", "after 10 February 2026.", "EXTEND TO and a date"),
    "external_stage_notice": ("25 014 221", "by Tuesday 2 June 2026", "not to the resident"),
    "daily_word": (
        "3 messages are waiting",
        "Tuesday 13 January 2026",
        "the flat upstairs",
        "Jeremy Fisk",
    ),
    "report": (
        *("how we performed in the quarter”", "January to March 2026", "Wednesday 1 April 2026"),
        *("an Excel workbook for counts", "names no resident", "goes to Senior management"),
    ),
    "held_notice": ("at risk of harm", "https://desk.fenbridge.example/queue/1431"),
    # S001-22 collectively, one report; S001-23 what is one's own apart.
    "collective_notice": ("one report", "- bins missed", "about you alone", "27 January 2026"),
    # S003-08, S004-06, S004-08 asked before it is a complaint.
    "complaint_offer": ("> The bin by", "treat this as a complaint", "say yes", "do nothing"),
    # S001-44 other ways, independent advice; S004-31 a thorough explanation and the Ombudsman.
    "escalation_declined": (
        *("right of appeal", "Traffic Penalty Tribunal", "Citizens Advice", *OMBUDSMAN),
        *("stage 2", "Tuesday 10 February 2026", "> Thank you, but the list"),
    ),
    # S000-20 the formal procedure is followed; the time counts from the first word, A001-06.
    "formal_notice": ("formal complaint", "stage 1", "Tuesday 13 January 2026", "27 January 2026"),
    "member_copy": ("for Hilary Stannard", "Thursday 22 January 2026", "> You told us", "private"),
    # S001-42 the resident is told that it was sent back.
    "referred_back": ("waste and recycling", "Tuesday 27 January 2026", "need not begin again"),
    # CODE-51 reasons, what instead, and the Ombudsman again.
    "remedy_dropped": ("wider lid", "stopped making it", "Tuesday 17 February 2026", *OMBUDSMAN),
    # S004-96, S004-97, S001-82, S001-83 why, what, how long, appeal, one contact.
    "restriction_notice": (
        *("nine of our colleagues", "- Please write to us no more", "Monday 20 July 2026"),
        *("Monday 19 January 2026", "Dele Okafor", "Ruth Amadi", "something new", "999"),
        *("Tuesday 6 January 2026", "speak for you", *OMBUDSMAN),
    ),
    # S004-100 the outcome with its reasons and the next review; S003-72 no appeal, the Ombudsman.
    "restriction_review": ("must stay", "not become fewer", "20 July 2026", "no right of appeal"),
    "restriction_warning": ("Nothing is limited now", "more than twenty", "write to you first"),
    # S003-39 stage, who has it, and the date.
    "status_reply": ("stage 1", "Jeremy Fisk", "Tuesday 27 January 2026", "records of the crew"),
    # S003-42 what the officer noted, and what was added.
    "update_notice": ("Jeremy Fisk", "> I have spoken", "photo of the list.jpg", REF),
    # S004-98 those whom the resident may turn to.
    "contact_limits": ("Alan Dyer", "- You may write", "19 January 2026", "act at once"),
    "duty": ("Tuesday 20 January 2026", "ask what would settle", "cannot be answered", "the day"),
    "duty_reminder": ("by Friday 9 January 2026", "have not heard", "ask what would settle"),
    "external_acknowledgement": ("Jeremy Fisk, Head", "27 January 2026", "complaint of Hilary"),
    # S001-14 the service has until then; S001-15 else stage 1 from the first receipt.
    "informal_request": ("10.30am on Wednesday 14 January 2026", "first wrote", "> My mother is"),
    "refusal_notice": ("Hilary Stannard", "Ground: A penalty charge", "> My mother is 84"),
    "remedy_reminder": ("all four crews", "Friday 9 January 2026", "Sandra Whitlock", "new date"),
    # S001-64, S001-65 told early, may comment, kept informed.
    "staff_copy": (
        "names you",
        "> The lady",
        "Tuesday 20 January 2026",
        "Nothing has been decided",
    ),
    "systemic_notice": ("6 complaints", "- FBC-26-0015", "And 4 more", "missed assisted"),
    # S003-59 the lead authority answers.
    "transfer": ("Upwell District Council", "13 January 2026", "need not write again", "960 170"),
}
