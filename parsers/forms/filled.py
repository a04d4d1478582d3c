"""A form while it is read, pair by pair: whose name it is, which answer goes under which key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parsers.forms import values
from parsers.forms.labels import (
    CONTACT,
    asks_how_to_reach,
    contacts_in,
    kind_of,
    meaning_of,
    plain_label,
)

GATHERED = ("details", "desired_outcome", "service", "adjustments")  # several boxes make one answer
LONGEST_KIND = 7  # words: 'I am not happy with your reply'
REACHED_BY = ("email", "phone")  # what stands under 'How can we reach you?'
NOT_SAID = ("no", "n/a", "na", "none", "not applicable", "-", "nil")
NAME_AND_ADDRESS = re.compile(r"\bnames?\b.{0,20}\baddress")
OFFICE_ASKS = ("reference_quoted", "incident_date", "service", "kind")  # … too: not for us
BACK_TO_MATTER = ("kind", "service", "details", "incident_date", "desired_outcome")
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

    def take(self, label: str, value: str) -> None:
        """Take the next pair of the page."""
        taught = self._taught.get(plain_label(label), "")
        key = taught or meaning_of(label)
        if key == "title" and len(value.split()) > 1:  # 'Mr/Mrs/Ms (delete as appropriate)': a name
            key = "name"
        if (
            key == "kind" and len(value.split()) > LONGEST_KIND
        ):  # 'Nature of complaint', and the story
            key = "details"
        if not key and value and self._open == "service":  # 'Which service?', 'Housing: estates'
            key, value = "service", f"{label}: {value}"
        self._open = "" if value else key
        if not taught and key == "service" and len(value.split()) <= 2 and kind_of(value):
            key = "kind"  # 'What is this about? Complaint'
        if (
            not taught and kind_of(label) and value == "yes"
        ):  # a ticked 'A complaint', whatever else it says
            key, value = "kind", label
        self._turn(key, label, value)
        if key == "office" or (self._office and key in OFFICE_ASKS):
            return
        if self._other and key in (*CONTACT, "address_line"):
            key = "on_behalf_of" if key in CONTACT[:3] else "ignored"
        contacts = contacts_in(label) if key in CONTACT and not taught else ()
        if (
            not taught
            and key in ("name", "address")
            and NAME_AND_ADDRESS.search(plain_label(label))
        ):
            name, address = values.name_and_address(value)
            self._answer("name", name)
            self._answer("address", address)
            return
        if key == "ignored" and not self._other and asks_how_to_reach(label):
            contacts = REACHED_BY
        for contact in contacts or (key,):
            self._answer(contact, value)

    def _turn(self, key: str, label: str, value: str) -> None:
        """Notice where another part of the form begins."""
        if key == "office":
            self._office = True
        elif key in ("name", "email", "address", "details"):
            self._office = False
        begun = not self.asked.isdisjoint(CONTACT)
        if key in ("on_behalf_of", "representative") and begun:
            self._other = value.lower() not in NOT_SAID
        elif key in BACK_TO_MATTER or BACK_TO_RESIDENT.search(label.lower()):
            self._other = False

    def _answer(self, key: str, value: str) -> None:
        if not key or key == "ignored":
            return
        self.asked.add(key)
        if answer := values.tidy(key, value):
            self._answers.setdefault(key, []).append(answer)

    def fields(self) -> dict[str, str]:
        """The answers under the house's keys; what was left empty is left out."""
        found = {key: self._one(key) for key in self._answers}
        found["name"] = found.get("name") or self._whole_name()
        found["address"] = found.get("address") or ", ".join(self._answers.get("address_line", ()))
        found["address"], inside = values.without_postcode(found["address"])
        found["postcode"] = found.get("postcode") or inside
        found = values.moved(found)
        hidden = ("title", "first_name", "last_name", "address_line", "representative")
        return {key: value for key, value in found.items() if value and key not in hidden}

    def _one(self, key: str) -> str:
        answers = list(dict.fromkeys(self._answers[key]))
        if key not in GATHERED:
            return answers[0]
        return ("; " if key == "service" else "\n\n").join(answers)

    def _whole_name(self) -> str:
        parts = (self._answers.get(key, [""])[0] for key in ("first_name", "last_name"))
        return " ".join(part for part in parts if part)
