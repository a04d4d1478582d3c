"""What an answer must look like to be taken for a name, an address, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from parsers.forms.labels import ASIDE, kind_of

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(?:\+|00)?\(?\d[\d ()./-]{7,16}\d(?!\d)")
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)  # BS 7666
TITLES = re.compile(
    r"\b(?:mr|mrs|miss|ms|mx|dr|prof(?:essor)?|rev(?:erend|d)?|sir|dame|other)\b\.?", re.IGNORECASE
)
_BESIDE_NAME = re.compile(
    rf"(?:\b(?:tel|telephone|mob|mobile|phone)\b[.: ]*)?{PHONE.pattern}", re.IGNORECASE
)
FEWEST_DIGITS = 9  # of a telephone number
LONGEST_NAME, LONGEST_SERVICE = 80, 120
LONGEST_CONSENT = 12  # words
LONGEST_REFERENCE = 6  # words; more tell of it
_REFERENCE_TOLD = re.compile(
    r"(?<!\S)(?=(?:\S*\d){4})(?!\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b)(?![12]\d{3}\b\W*(?:\s|$))\S+"
)
# What somebody writes before a number that the form has asked for: 'Account no. 7100 4482'.
_NUMBER_OF = re.compile(
    r"(?:(?:my|our|your|the|council|account|acct|case|ref(?:erence)?|customer|tenancy|rent|job|order|no|number|num|nr"
    r"|is|tax)\b[.:]*\s*)+(?=\S*\d)",
    re.IGNORECASE,
)
# What a page or a person puts where nothing was answered, without the brackets and dashes round it.
EMPTY = frozenset(
    "|n/a|na|none|nil|not applicable|not known|unknown|not given|none given|not provided|none provided|not supplied"
    "|not stated|not specified|not answered|no answer|no response|not entered|not completed|left blank|as above"
    "|see above|same|same as above".split("|")
)
_ROUND_IT = " \t\n.,;:()[]{}<>_*\u2013\u2014-"
YES_NO = frozenset(["yes", "no", "y", "n", "true", "on", "off"])
UNSURE = frozenset(
    "prefer not to say|rather not say|not sure|unsure|don't know|dont know|do not know".split("|")
)
ALWAYS_TAKEN = ("consent", "kind", "discrimination", "on_behalf_of")


def tidy(key: str, value: str) -> str:
    """The answer to keep under a key; '' where it cannot be one (a ticked box is no address)."""
    words = value.strip(" \t\n/")  # of "Yes / No" one was struck out
    if is_empty(words):
        return ""
    if key not in ALWAYS_TAKEN and _bare(words) in YES_NO | UNSURE:
        return ""
    return _TIDIES[key](words) if key in _TIDIES else words


def name_in_title(value: str) -> str:
    """The name written where only the title was asked: of 'Mr / Ms / Dr: A Clay' the last; '' for titles alone."""
    words = TITLES.sub(" ", ASIDE.sub(" ", value))
    name = " ".join(word for word in words.replace("/", " ").split() if word.strip(",;.:-"))
    return name if len(name.split()) > 1 else ""


def is_postcode(value: str) -> bool:
    """Whether an answer is a postcode and nothing else."""
    return POSTCODE.fullmatch(value.strip()) is not None


def is_empty(value: str) -> bool:
    """Whether an answer says only that there is none: "(not given)", "n/a", a dash."""
    return _bare(value) in EMPTY


def _bare(value: str) -> str:
    return " ".join(value.strip(_ROUND_IT).lower().split())


def name_and_address(value: str) -> tuple[str, str]:
    """'Ivy Clay, 3 High Street' parted: the name ends at the line's end or the first comma."""
    first, line_end, rest = value.strip().partition("\n")
    if not line_end:
        first, _, rest = value.partition(",")
    return first.strip(), rest.strip()


def without_postcode(address: str) -> tuple[str, str]:
    """The address without its postcode, and the postcode."""
    postcode = _postcode(address)
    bare = POSTCODE.sub("", address) if postcode else address
    return re.sub(r"(?:\s*,)+\s*$", "", re.sub(r"\s*,(?:\s*,)+", ",", bare)).strip(" ,\n"), postcode


def moved(fields: dict[str, str]) -> dict[str, str]:
    """'What is it about?' answered with a story is a story, not a service."""
    service = fields.get("service", "")
    if len(service) > LONGEST_SERVICE and not fields.get("details"):
        return {**fields, "service": "", "details": service}
    return fields


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[0] if found else ""


def _phone(words: str) -> str:
    for found in PHONE.finditer(words):
        if sum(character.isdigit() for character in found[0]) >= FEWEST_DIGITS:
            return found[0].strip(" .-/")
    return ""


def _postcode(words: str) -> str:
    found = POSTCODE.search(words)
    return f"{found[1]} {found[2]}".upper() if found else ""


def _reference(words: str) -> str:
    """A reference has a figure in it; what kind of number it is, and what else is told beside it, is no part of it."""
    line = " ".join(words.split())
    if len(line.split()) > LONGEST_REFERENCE and (told := _REFERENCE_TOLD.search(line)):
        return told[0].rstrip(".,;:)")
    return _NUMBER_OF.sub("", line, count=1).strip() if any(map(str.isdigit, line)) else ""


def _address(words: str) -> str:
    """On one line, without the telephone number or email somebody wrote under it."""
    bare = EMAIL.sub("", words)
    lines = [line.strip(" ,") for line in bare.split("\n") if not _phone(line)]
    return ", ".join(line for line in lines if line)


def _name(words: str) -> str:
    """A name has no @ and hardly a figure in it; the telephone number beside it is none of it."""
    line = " ".join(_BESIDE_NAME.sub(" ", words).split())
    figures = sum(character.isdigit() for character in line)
    return "" if "@" in line or figures > 2 or len(line) > LONGEST_NAME else line


def _title(_words: str) -> str:
    """No name is addressed by a title that was ticked in a box of its own."""
    return ""


def _consent(words: str) -> str:
    """What is longer than an answer is the notice that is printed there."""
    return words if len(words.split()) <= LONGEST_CONSENT else ""


def _day(words: str) -> str:
    return _line(words) if any(map(str.isdigit, words)) else ""


def _line(words: str) -> str:
    return " ".join(words.split())


def _unless_no(words: str) -> str:
    return "" if words.lower() == "no" else words


_TIDIES: Mapping[str, Callable[[str], str]] = {
    "email": lambda words: _first(EMAIL, words).strip(".'"),
    "phone": _phone,
    "postcode": _postcode,
    "address": _address,
    "address_line": _address,
    "name": _name,
    "first_name": _name,
    "last_name": _name,
    "title": _title,
    "kind": kind_of,
    "reference_quoted": _reference,
    "consent": _consent,
    "incident_date": _line,
    "date_noticed": _day,
    "service": _line,
    "on_behalf_of": lambda words: _line(_unless_no(words)),
    "discrimination": _unless_no,
    "adjustments": _unless_no,
}
