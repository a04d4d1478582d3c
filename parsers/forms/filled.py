"""A form while it is read, pair by pair: whose name it is, which answer goes under which key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parsers.documents.document import Pair
from parsers.forms import values
from parsers.forms.labels import (
    CONTACT,
    asks_how_to_reach,
    contacts_in,
    kind_of,
    meaning_of,
    names_kind_alone,
    plain_label,
)

GATHERED = ("details", "desired_outcome", "service", "adjustments")  # several boxes make one answer
LONGEST_KIND = 7  # words: 'I am not happy with your reply'
REACHED_BY = ("email", "phone")  # what stands under 'How can we reach you?'
NOT_SAID = ("no", "n/a", "na", "none", "not applicable", "-", "nil")
NAME_AND_ADDRESS = re.compile(r"\bnames?\b.{0,20}\baddress")
OFFICE_ASKS = ("reference_quoted", "incident_date", "service", "kind")  # … too: not for us
BACK_TO_MATTER = ("kind", "service", "details", "incident_date", "desired_outcome")
NAMES = ("name", "first_name", "last_name")
MAY_BE_KIND = ("", "service", "details", "desired_outcome")
UNLIKE_LABELS = ("first_name", "last_name", "on_behalf_of", "incident_date", "reference_quoted")
TOLD = ("details", "desired_outcome")
# A label that is no question but a sentence of a story: so many words, and no beginning of those that ask.
FEWEST_TOLD, FEWEST_OF_DAY = 10, 4
ASKING = re.compile(
    r"\W*(?:\d|[a-z]\d|please|tell|give|use|include|describe|explain|state|say|set out|list|what|when|which|how|where"
    r"|who|why|do|does|did|are|is|has|have|can|could|may|if|name|date|your|details?|for|any|section|part|i (?:agree"
    r"|consent|confirm|declare|give|understand|have read|am happy))\b",
    re.IGNORECASE,
)
A_DAY = re.compile(
    r"(?:on |(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr"
    r"|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*(?: \d{4})?$|(?:mon|tues|wednes|thurs|fri|satur|sun)day$",
    re.IGNORECASE,
)
BACK_TO_RESIDENT = re.compile(r"about you\b|your (?:own )?details")


class Filling:
    """What has been asked and answered so far."""

    def __init__(self, taught: Mapping[str, str] | None = None) -> None:
        """`taught` are the meanings of labels that a council has taught, by the plain label."""
        self._taught = taught or {}
        self.asked: set[str] = set()
        self._answers: dict[str, list[str]] = {}
        self._office = False  # in the council's own corner
        self._other = False  # in the part about another person
        self._open = ""  # what was asked on the line before, and has no answer yet
        self._beside_name = ""  # a telephone number that stood with the name
        self._told = ""  # what was asked on the line before, if the answer is a story

    def take(self, label: str, value: str) -> None:
        """Take the next pair of the page."""
        taught = self._taught.get(plain_label(label), "")
        key, value = (taught, value) if taught else self._asked(label, value)
        if not taught and self._goes_on(key, label, value):
            return
        if key in UNLIKE_LABELS and meaning_of(value) not in ("", "title", key):
            value = ""  # the next question, where nothing was filled in
        self._open = "" if value else key
        self._told = key if key in TOLD else ""
        self._turn(key, label, value)
        if key == "office" or (self._office and key in OFFICE_ASKS):
            return
        if self._other and key in (*CONTACT, "address_line"):
            key = "on_behalf_of" if key in CONTACT[:3] else "ignored"
        if (
            not taught
            and key in ("name", "address")
            and NAME_AND_ADDRESS.search(plain_label(label))
        ):
            name, address = values.name_and_address(value)
            self._answer("name", name)
            self._answer("address", address)
            return
        contacts = contacts_in(label) if key in CONTACT and not taught else ()
        if key == "ignored" and not self._other and asks_how_to_reach(label):
            contacts = REACHED_BY
        for contact in contacts or (key,):
            self._answer(contact, value)

    def _asked(self, label: str, value: str) -> Pair:
        """What a label asks, and what is said to it: its words, and where these are not enough the answer's."""
        key = meaning_of(label)
        if key == "title" and (named := values.name_in_title(value)):
            return "name", named
        if kind_of(label) and value == "yes":  # a ticked 'A complaint', whatever else it says
            return "kind", label
        if not key and value and self._open == "service":  # 'Which service?', 'Housing: estates'
            return "service", f"{label}: {value}"
        if not key and not self._office and values.is_postcode(value) and self._knows_them():
            return "postcode", value  # however it was asked for: 'Code for the post'
        if key in MAY_BE_KIND and names_kind_alone(value):
            return "kind", value  # 'What is this about? Complaint'
        if key == "kind" and len(value.split()) > LONGEST_KIND:
            return "details", value  # 'Nature of complaint', and the story
        return key, value

    def _goes_on(self, key: str, label: str, value: str) -> bool:
        """Take for a part of the story what looked like a question: a sentence with a colon in it, a day and what
        happened on it, a paragraph below another.
        """
        if not self._told or self._office or key in ("consent", "ignored", "office"):
            return False
        prose = len(label.split()) >= FEWEST_TOLD and "?" not in label and not ASKING.match(label)
        day = not key and A_DAY.match(label) and len(value.split()) >= FEWEST_OF_DAY
        if not prose and not day:
            return False
        more = f"{label}: {value}" if value else label
        told = self._answers.setdefault(self._told, [])
        told[-1:] = [f"{told[-1]}\n{more}" if told else more]
        return True

    def _turn(self, key: str, label: str, value: str) -> None:
        """Notice where another part of the form begins."""
        if key == "office":
            self._office = True
        elif key in ("name", "email", "address", "details"):
            self._office = False
        if key in ("on_behalf_of", "representative") and self._knows_them():
            self._other = value.lower() not in NOT_SAID
        elif key in BACK_TO_MATTER or BACK_TO_RESIDENT.search(label.lower()):
            self._other = False

    def _knows_them(self) -> bool:
        """Whether the part about the person has begun."""
        return not self.asked.isdisjoint(CONTACT)

    def _answer(self, key: str, value: str) -> None:
        if not key or key == "ignored":
            return
        self.asked.add(key)
        if key in NAMES:
            self._beside_name = self._beside_name or values.tidy("phone", value)
        if answer := values.tidy(key, value):
            self._answers.setdefault(key, []).append(answer)

    def fields(self) -> dict[str, str]:
        """The answers under the house's keys; what was left empty is left out."""
        found = {key: self._one(key) for key in self._answers}
        found["name"] = self._whole_name() or found.get("name", "")
        found["phone"] = found.get("phone") or self._beside_name
        found["incident_date"] = found.get("incident_date") or found.pop("date_noticed", "")
        found["address"] = found.get("address") or ", ".join(self._answers.get("address_line", ()))
        found["address"], inside = values.without_postcode(found["address"])
        found["postcode"] = found.get("postcode") or inside
        found = values.moved(found)
        hidden = (
            *("title", "first_name", "last_name", "address_line", "county"),
            *("representative", "date_noticed"),
        )
        return {key: value for key, value in found.items() if value and key not in hidden}

    def _one(self, key: str) -> str:
        answers = list(dict.fromkeys(self._answers[key]))
        if key not in GATHERED:
            return answers[0]
        return ("; " if key == "service" else "\n\n").join(answers)

    def _whole_name(self) -> str:
        """First and last name, where either was asked for and the whole name nowhere."""
        first, last = (self._answers.get(key, [""])[0] for key in ("first_name", "last_name"))
        if not (first and last) and self._answers.get("name"):
            return ""
        return " ".join(part for part in (first, last) if part)
