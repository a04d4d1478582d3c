"""Small turns of English that letters need: dates, lists, greetings. Plain text in, plain text out.

Nothing here knows of markup, templates or the trade's rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONDON = ZoneInfo("Europe/London")  # the readers' clock
# What must never reach a reader: control characters, and the marks that turn writing round so that
# it reads as another.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_REPLY_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|aw|fw)\s*:\s*)+", re.IGNORECASE)
_GREETED = re.compile(
    r"\s*(?:dear|hello|hi|good (?:morning|afternoon|evening)|to whom)\b", re.IGNORECASE
)
_SIGNED = re.compile(
    r"^\s*(?:yours\b|(?:kind(?:est)?|best|warm(?:est)?|with) (?:regards|wishes)|regards\b"
    r"|sincerely\b|many thanks,?\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
SIGN_OFF_LINES = (
    12  # a sign-off, name, title, team, telephone and address stand within so many lines of the end
)


def clean(value: object) -> str:
    """What somebody wrote as printable text with plain line ends; '' for None."""
    if value is None:
        return ""
    text = str(value)
    if text.replace("\n", " ").isprintable():  # nearly always, and twenty times as quick
        return text
    return _UNPRINTABLE.sub("", _LINE_END.sub("\n", text))


def one_line(value: object) -> str:
    """The words on one line with single spaces: for subjects, names and table cells."""
    return " ".join(clean(value).split())


def longdate(day: date | None) -> str:
    """A date as people say it: 'Tuesday 3 February 2026'; '' for None."""
    if day is None:
        return ""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def shortdate(day: date | None) -> str:
    """A date without its weekday, as an officer would type it: '3 February 2026'; '' for None."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment(when: date | None) -> str:
    """A day, with the time where there is one: '10.30am on Tuesday 3 February 2026'; '' for None.

    An instant is told by the readers' clock.
    """
    if not isinstance(when, datetime):
        return longdate(when)
    local = when.astimezone(_LONDON) if when.tzinfo else when
    hour = local.hour % 12 or 12
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'} on {longdate(local)}"


def in_words(things: Iterable[object] | None) -> str:
    """A list as it is spoken: 'one', 'one and two', 'one, two and three'; what is empty is left
    out.
    """
    names = [name for name in map(one_line, things or ()) if name]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def sentence(words: object) -> str:
    """The words as a sentence: a capital first and a full stop last; '' for nothing."""
    text = one_line(words)
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?:" else ".")


def to_reply(recipient: Mapping[str, object]) -> str:
    """What a reader does to answer us: 'reply to this email'; on paper, 'write to us'."""
    return "write to us" if recipient.get("by_post") else "reply to this email"


def replying(recipient: Mapping[str, object]) -> str:
    """The same as what is being done: 'replying to this email', 'writing to us'."""
    return "writing to us" if recipient.get("by_post") else "replying to this email"


_BY_EMAIL = re.compile(
    r"\b(?:by\s+|in\s+)?(?:a\s+)?(?P<what>reply(?:ing)?|answer(?:ing)?) (?:to )?this e-?mail\b",
    re.IGNORECASE,
)


def on_paper(words: str) -> str:
    """A council's own words for a letter on paper, in which nobody is told to reply to an email."""

    def written(found: re.Match[str]) -> str:
        words = found.group().lower()
        if words.startswith("in "):
            said = "in a letter"
        else:
            said = "by writing to us" if words.startswith("by ") else "write to us"
        return said[0].upper() + said[1:] if found.group()[0].isupper() else said

    return _BY_EMAIL.sub(written, words)


def greeting(recipient: Mapping[str, object]) -> str:
    """How the letter begins, without its comma: the greeting that was given, else the name, else
    'Hello'.
    """
    said = one_line(recipient.get("greeting")).rstrip(" ,")
    if said:
        return said if is_greeted(said) else f"Dear {said}"
    name = one_line(recipient.get("name"))
    return f"Dear {name}" if name else "Hello"


def is_greeted(text: object) -> bool:
    """Whether the text already begins with a greeting, so that the letter gives none of its own."""
    return _GREETED.match(clean(text)) is not None


def is_signed_off(text: object) -> bool:
    """Whether the text already ends with 'Yours sincerely' or the like."""
    end = "\n".join(clean(text).rstrip().split("\n")[-SIGN_OFF_LINES:])
    return _SIGNED.search(end) is not None


def about(lead: str, case: Mapping[str, object]) -> str:
    """A subject line: the lead, the reference, and the resident's own subject without its 'Re:'."""
    reference, subject = one_line(case.get("reference")), one_line(case.get("subject"))
    subject = _REPLY_PREFIX.sub("", subject)
    known = f"{lead} ({reference})" if reference else lead
    return f"{known}: {subject}" if subject else known


def in_text(name: object) -> str:
    """A heading's name within a sentence: 'Waste and recycling' becomes 'waste and recycling', 'IT'
    and 'Anglia Homes' stay.
    """
    text = one_line(name)
    plain = text[1:] == text[1:].lower() and text[1:2].isalpha()
    return text[:1].lower() + text[1:] if plain else text


def stage_words(number: object, name: object = None) -> str:
    """A stage within a sentence: the policy's own name for it, else 'stage 2'; '' for None."""
    said = one_line(name)
    if said:
        return said[0].lower() + said[1:] if said.lower().startswith("stage") else said
    return "" if number is None else f"stage {number}"


_OUTCOMES = {
    "upheld": "Your complaint is upheld",
    "partly": "Your complaint is partly upheld",
    "not": "Your complaint is not upheld",
}


def outcome_words(outcome: object) -> str:
    """What was decided, said to the resident; '' where nothing was."""
    return _OUTCOMES.get(one_line(outcome), sentence(outcome).rstrip("."))


_OUTCOMES_INSIDE = {
    "upheld": "the complaint was upheld",
    "partly": "the complaint was partly upheld",
    "not": "the complaint was not upheld",
}


def outcome_inside(outcome: object) -> str:
    """What was decided, said to a colleague within a sentence; '' where nothing was."""
    return _OUTCOMES_INSIDE.get(one_line(outcome), one_line(outcome))


# Why a case was closed, where the letter that closes it has not said so already.
_CLOSED = {
    "refused": "We have explained to you why we cannot look into it, and what you can do.",
    "declined": "We have explained to you why we will not look at it again, and what you can do.",
    "no reply": "We asked you something and have not heard from you. If you write, we will go on.",
    "legal action": "It is now a matter for the court, and we cannot deal with it at the same time.",
    "joined": "We deal with it together with your other complaint.",
}


def closing_words(reason: object) -> str:
    """Why a case was closed, said to the resident; '' where nothing more need be said."""
    return _CLOSED.get(one_line(reason), "")


# The remedies that the Ombudsmen's Codes name (CODE-48), for a policy that has no words of its own.
_REMEDIES = {
    "apology": "an apology",
    "explanation": "an explanation of what went wrong",
    "action": "doing now what should have been done before",
    "reconsider": "looking again at our decision",
    "change_decision": "a change of our decision",
    "amend_record": "putting our records right",
    "redress": "a payment",
    "policy_change": "a change in how we work",
}


def remedy_words(remedy: object) -> str:
    """A remedy as the resident reads it: its own words, or ours for a plain code."""
    return _REMEDIES.get(one_line(remedy), letter_words(remedy))


def cut(text: str, longest: int) -> str:
    """The text cut at a word to at most `longest` characters, with a sign that there was more."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 2]
    at = max(kept.rfind(" "), kept.rfind("\n"))
    return f"{kept[:at] if at > longest // 2 else kept} …"


def letter_words(name: object) -> str:
    """A letter's name, or a flag's, as people say it: with spaces."""
    return one_line(name).replace("_", " ")


# The flags of a case, said to an officer who has to take care; a flag that is not here is printed
# with spaces.
FLAG_WORDS: dict[str, str] = {
    "discrimination": "it speaks of discrimination",
    "safeguarding": "somebody may be at risk of harm: follow the safeguarding procedure today",
    "vulnerable": "the resident may be in a vulnerable situation",
    "names_staff": "it names a member of staff, who should be told of it and may comment",
    "abusive": "some of the language is abusive",
    "legal_threat": "it speaks of legal action",
    "third_party": "it was written on somebody else's behalf",
    "third_party_consent_given": "the person concerned has given permission",
    "elected_member": "it came through an elected member",
    "adjustment_requested": "the resident has asked us to write or speak in a certain way",
    "multi_service": "it concerns several services",
    "shared_service": "the service is shared with another authority",
    "contractor": "a contractor is concerned",
    "group_complaint": "several people complain of the same matter",
    "fluency_duty": "it is about how well a member of staff speaks English",
    "compensation_sought": "the resident asks for compensation",
    "extra_mile_nomination": "it nominates somebody for recognition",
    "reply_requested": "the resident asks for a reply",
    "form_attached": "a form is enclosed",
    "scanned_form": "a scanned form is enclosed",
    "anonymous": "the writer gave no name or address",
    "data_protection": "it concerns personal information or a request for information",
    "restricted": "contact with the resident is restricted: keep to what has been agreed",
    "spoofed": "the sender's address may be forged",
    "asked_in_writing": "the resident was asked to put it in writing",
    "informal_tried": "it was tried first to settle it without a formal complaint",
    "misconduct": "it may be a matter for the disciplinary procedure",
    "paused": "the time for the answer stands still until the resident replies",
    "staff_behaviour": "it is about how a member of staff behaved",
}


def flag_words(flags: Iterable[object] | None) -> str:
    """The flags of a case as one sentence part: 'it names …; the resident may …'."""
    names = [one_line(flag) for flag in flags or ()]
    return "; ".join(
        FLAG_WORDS.get(name.replace(" ", "_"), letter_words(name)) for name in names if name
    )
