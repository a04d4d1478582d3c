"""What an answer must look like to be taken for a name, an address, a number."""

from __future__ import annotations

import re

from parsers.forms.labels import kind_of

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(?:\+|00)?\(?\d[\d ()./-]{7,16}\d(?!\d)")
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)  # BS 7666
FEWEST_DIGITS = 9  # of a telephone number
LONGEST_NAME, LONGEST_SERVICE = 80, 120
# What a page or a person puts where nothing was answered, without the brackets and dashes round it.
EMPTY = frozenset(
    "|n/a|na|none|nil|not applicable|not known|unknown|not given|none given|not provided|none provided|not supplied"
    "|not stated|not specified|not answered|no answer|no response|not entered|not completed|left blank".split(
        "|"
    )
)
_ROUND_IT = " \t\n.,;:()[]{}<>_*\u2013\u2014-"
YES_NO = frozenset(["yes", "no", "y", "n", "true", "on", "off"])
ALWAYS_TAKEN = ("consent", "kind", "discrimination", "on_behalf_of")


def tidy(key: str, value: str) -> str:
    """The answer to keep under a key; '' where it cannot be one (a ticked box is no address)."""
    words = value.strip()
    if is_empty(words) or (words.lower() in YES_NO and key not in ALWAYS_TAKEN):
        return ""
    match key:
        case "email":
            return _first(EMAIL, words).strip(".'")
        case "phone":
            return _phone(words)
        case "postcode":
            return _postcode(words)
        case "address" | "address_line":
            return _address(words)
        case "name" | "first_name" | "last_name":
            return _name(words)
        case "kind":
            return kind_of(words)
        case "incident_date" | "reference_quoted" | "service":
            return " ".join(words.split())
        case "on_behalf_of":
            return "" if words.lower() == "no" else " ".join(words.split())
        case "discrimination" | "adjustments":
            return "" if words.lower() == "no" else words
    return words


def is_empty(value: str) -> bool:
    """Whether an answer says only that there is none: "(not given)", "n/a", a dash."""
    return " ".join(value.strip(_ROUND_IT).lower().split()) in EMPTY


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


def _address(words: str) -> str:
    """On one line, without the telephone number or email somebody wrote under it."""
    bare = EMAIL.sub("", words)
    lines = [line.strip(" ,") for line in bare.split("\n") if not _phone(line)]
    return ", ".join(line for line in lines if line)


def _name(words: str) -> str:
    """A name has no @ and hardly a figure in it."""
    line = " ".join(words.split())
    figures = sum(character.isdigit() for character in line)
    return "" if "@" in line or figures > 2 or len(line) > LONGEST_NAME else line
