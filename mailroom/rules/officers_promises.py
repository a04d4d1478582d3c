"""What an officer's line promises to a resident: a remedy or an action, by when and by whom. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mailroom.rules.officers_dates import DATE, find_date

_AMOUNT = re.compile(r"£\s?\d{1,3}(?:,?\d{3})*(?:\.\d\d)?")
_ALLOWED_BY = re.compile(
    r"[,;.\s]*\(?\b(?:allowed|approved|authorised|authorized|agreed) by\s+(?P<name>[^,;()]+)\)?",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"[\s,;:–-]*\b(?:by|on|before|until)?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)?\s*\Z",
    re.IGNORECASE,
)
_NOTHING_TO_PUT_RIGHT = re.compile(
    r"(?:none|no (?:remedy|action)|nothing)\b(?: (?:is )?(?:needed|appropriate|owed|due))?\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A remedy or an action of an answer: what, by when, by whom, and of money how much and who allowed it."""

    what: str
    by_on: date | None = None
    who: str = ""
    amount: str = ""
    allowed_by: str = ""
    # From a line `Action:`; a remedy else.
    is_action: bool = False

    @property
    def is_none(self) -> bool:
        """Whether it says that nothing has to be put right: that, too, is recorded."""
        return self.by_on is None and _NOTHING_TO_PUT_RIGHT.match(self.what) is not None


def read_promise(words: str, *, is_action: bool) -> Promise:
    """What was promised, parted into what, by when and by whom: "a new bin, by 3 March 2026, Kit Roe"."""
    text = " ".join(words.split())
    allowed = _ALLOWED_BY.search(text)
    if allowed:
        text = (text[: allowed.start()] + text[allowed.end() :]).strip()
    amount = _AMOUNT.search(text)
    by_on = find_date(text)
    text, who = _what_and_who(text) if by_on else (text, "")
    return Promise(
        what=text.strip(" ,.;:–-"),
        by_on=by_on,
        who=who,
        amount=amount[0].replace(" ", "") if amount else "",
        allowed_by=allowed["name"].strip(" .") if allowed else "",
        is_action=is_action,
    )


# A name with its title; more words than that after a date go on with the promise.
_LONGEST_NAME = 6


def _what_and_who(text: str) -> tuple[str, str]:
    """A promise with a date in it, parted into what stands before the date and who stands after it."""
    day = DATE.search(text)
    assert day
    what = _BEFORE_DATE.sub("", text[: day.start()]).strip(" ,.;:–-")
    who = text[day.end() :].strip(" ,.;:()–-")
    if len(who.split()) > _LONGEST_NAME:
        return text, ""
    who = re.sub(r"^by\s+", "", who, flags=re.IGNORECASE)
    return (what, who) if what else (who, "")
