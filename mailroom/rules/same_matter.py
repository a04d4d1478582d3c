"""Whether two texts of one person tell of the same matter in other words: by what is exact in them, never by likeness.

Two mails about missed bins read alike; the same receipt, the same sum and the same days do not come twice. Asked only
among one person's own cases, and only of mail that somebody wrote anew. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.facts import dates, phones, postcodes

_SUM = re.compile(r"£\s?(\d[\d,]*(?:\.\d\d)?)|\b(\d[\d,]*(?:\.\d\d)?) ?(?:quid|pounds?)\b", re.I)
# A receipt, an application, a permit: letters and digits, or many digits.
_NUMBER = re.compile(r"\b(?:[A-Z]{1,6}[-/ ]?\d{3,}[A-Z\d/-]*|\d{2,4}/\d{3,6}\w*|\d{6,})\b")
# So many sums and days that both tell, or a number and one of these.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What is exact in a text: what is numbered, the sums of money, the days."""

    numbers: frozenset[str]
    sums: frozenset[str]
    days: frozenset[date]


def told_in(text: str, written_on: date) -> Told:
    """What is exact in a text; not the writer's telephone nor where they live, the same in all they send."""
    for theirs in (*phones(text), *postcodes(text)):
        text = text.replace(theirs, " ")
    numbers = (re.sub(r"[-/ ]", "", one.group()) for one in _NUMBER.finditer(text))
    sums = ((one[1] or one[2]).replace(",", "").removesuffix(".00") for one in _SUM.finditer(text))
    # The day on which a thing is written is told in every mail of that day.
    days = (day for day, _ in dates(text, written_on) if day != written_on)
    return Told(frozenset(numbers), frozenset(sums), frozenset(days))


def shares_any(one: Told, other: Told) -> bool:
    """Whether both tell one sum or one number: too little to say that it is the same matter, enough to suppose it."""
    return not (one.sums.isdisjoint(other.sums) and one.numbers.isdisjoint(other.numbers))


def is_same_matter(one: Told, other: Told) -> bool:
    """Whether both tell of one matter: the same sums and days, or a number with one of these."""
    shared = len(one.sums & other.sums) + len(one.days & other.days)
    return shared >= _ENOUGH or (shared >= 1 and not one.numbers.isdisjoint(other.numbers))
