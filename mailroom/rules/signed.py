"""Who signed a letter: the name at its foot, or at the end of its last sentence, beside the header's. Pure.

The header's name stays where it says as much. A first name or an initial alone at the foot is no better than the full
name that the header has; a full name is better than a firm's, a desk's or a first name with an initial.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.facts import phones

# How many lines from the foot up a signature may stand in.
FOOT_LINES = 9
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|rev|revd|reverend|fr|father|capt(?:ain)?|cllr|councillor|sir|lady)\b\.?\s+(?!&|and\b)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:cllr|councillor)\b", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\s*\((?:mr|mrs|ms|miss|dr)\.?\)\s*$|,?\s*aged \d+.*$|,?\s+(?:mp|mbe|obe|cbe|bem|jp)\.?$"
    r"|\s+(?:on behalf of|for and on behalf of)\b.*$|\s+x+$",
    re.IGNORECASE,
)
# "Kelly M", whose surname nobody is told.
_FIRST_AND_INITIAL = re.compile(r"^([^\W\d_]{2,}) [^\W\d_]\.?$")
# What is behind a name in a header, and is no name: "(Retd)", "RIBA", "at Little Crumb".
_HONOURS = re.compile(
    r"\s*\((?:retd?\b|retired|mrs?\b|ms\b|miss\b|dr\b|he\b|she\b|they\b)[^)]*\)\s*$"
    r"|(?<=[a-z]),?(?: (?-i:RIBA|[FM][A-Z]{2,4}|OBE|CBE|BEM|ACA|ACCA|QC|KC|JP|RN|RAF)(?=\s|$))+$",
    re.IGNORECASE,
)
_AT_FIRM = re.compile(r"^([A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)?) (?:at|from|@) (?=[A-Z])")
_BEFORE_REST = re.compile(
    r"[,\d|;:@(/]|\s[-\u2013]\s|\s{2,}|\b(?:flat|apartment|tel|mobile|aged)\b", re.IGNORECASE
)
# "Gwen and Arthur Pelham", "Mr & Mrs Pelham" with the titles off.
_COUPLE = re.compile(r"^([A-Z][a-z'\u2019-]+) (?:and|&|\+) ([A-Z][a-z'\u2019-]+(?= [A-Z]))")
# "Bartek Nowicki and Ola Nowicka": the first of two who sign.
_SECOND_NAME = re.compile(r"(?<=[a-z] )(?<!^)(?:and|&|\+) [A-Z].*$")
_CLOSING = re.compile(
    r"^(?:(?:many|kind|best|warm) )?(?:thanks|thank you|regards|wishes|cheers|ta|yours \w+)[,.!]\s+(?=[A-Z])",
    re.IGNORECASE,
)
# A line that closes a letter, and a name follows.
_CLOSES = re.compile(
    r"^(?:(?:with |and |many |kind(?:est)? |best |warm(?:est)? )*"
    r"(?:thanks|thank you|regards|wishes|cheers|respect)\b.{0,25}"
    r"|yours(?: \w+){0,2})[,.!]*$",
    re.IGNORECASE,
)
_AND = frozenset(["and", "&", "+"])
FIRM = re.compile(
    r"\b(?:ltd|limited|llp|plc|solicitors?|advice|office|council|association|assoc|residents|neighbours|tenants|friends|"
    r"forms?|team|services?|online|customer|group|circle|society|club|committee|family|newsdesk|dept|department|"
    r"accounts?|claims|legal|control|parish|clerk|county|district|borough|library|church|primary|academy|"
    r"trust|stores?|shop|mp|roofing|properties|lettings|scan|mfd|admin|support|reception|citizens|"
    r"community|centre|house|school|government|ombudsman|ombudsmen|farm|cafe|caf\u00e9|bar|hotel|nursery|nurseries)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^(?:[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?)$")
NO_NAME = frozenset(
    "regards sincerely faithfully thanks thank you kind best yours many cheers dear sent from my iphone"
    " regards, android galaxy mobile phone tel telephone email address the council team sir madam hello hi"
    " hope truly wishes respectfully warm please and of for to in on at a is are was it this that not no"
    " yes secretary chair manager officer good morning afternoon evening all everyone ref reference ps".split()
)
# No surname, but where they live: "Palmerston Court".
_PLACE_END = re.compile(
    r"^(?:court|road|street|avenue|terrace|crescent|gardens|towers?|estate|mews|cottages?|drive)$",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
# Small words within a name: "Saskia de Wit".
_PARTICLES = frozenset("de da di van von der den la le el al bin ap".split())
# So many words a line of a signature has at most; a sentence has more.
_LINE_WORDS = 9
_SENTENCE = re.compile(r"(?<=[.!?)])\s+|(?<=[a-z]{3}[.!?])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Signature:
    """A name at the foot, and the title that it is signed with."""

    name: str
    title: str

    @property
    def words(self) -> list[str]:
        return self.name.split()


def name_signed(text: str, header_name: str, email: str = "") -> str:
    """The name at the foot of a letter; '' where there is none that says more than the header.

    `email` is the writer's address, which tells a first name in it from any other word.
    """
    header = person_of(header_name)
    foot = [line.strip() for line in text.strip().splitlines() if line.strip()][-FOOT_LINES:]
    signed = list(_signatures(foot))
    if _is_persons(header):
        return _beside_person(header, header_name, signed)
    full = [one for one in signed if len(one.words) > 1 and _may_sign(one, header, email)]
    if full and _NAME_WORD.match(header) and not FIRM.search(header):
        # A first name alone: whoever signs in full has to be the same, "Dazza" be Darren.
        full = [one for one in full if one.name[:2].casefold() == header[:2].casefold()]
    if full:
        return full[0].name
    return _surname_after(header, "\n".join(foot)) or _first_name(header, foot, signed, email)


def person_of(header_name: str) -> str:
    """The person in a header's name: without what they are, and without the firm that they write from."""
    at_firm = _AT_FIRM.match(header_name)
    if at_firm and not FIRM.search(at_firm.group(1)):
        return at_firm.group(1)
    if FIRM.search(header_name):
        return header_name
    return _HONOURS.sub("", _HONOURS.sub("", header_name)).strip() or header_name


def _signatures(foot: list[str]) -> Iterator[_Signature]:
    """Who may have signed, the likeliest first: below the closing words, at the end of a sentence, elsewhere."""
    closed = [place for place, line in enumerate(foot) if _CLOSES.match(line)]
    below = foot[closed[-1] + 1 :] if closed else []
    block = below or _block(foot)
    yield from _names(block)
    if foot and not below:
        yield from _names(
            _SENTENCE.split(_without_phone(line).strip(" ."))[-1] for line in foot[::-1][:3]
        )
    yield from _names(line for line in reversed(foot) if line not in block)


def _block(foot: list[str]) -> list[str]:
    """The short lines at the foot, below the last that is a sentence's."""
    last = max((place for place, line in enumerate(foot) if _is_prose(line)), default=-1)
    return foot[last + 1 :]


def _is_prose(line: str) -> bool:
    words = line.split()
    small = [word for word in words if word[:1].islower() and word.lower() not in NO_NAME]
    return (
        len(words) > _LINE_WORDS
        or len(small) > 3
        or (line.endswith((".", "?", "!")) and len(words) > 4)
    )


def _names(lines: Iterable[str]) -> Iterator[_Signature]:
    for line in lines:
        if not _is_prose(line) and (name := _name_in(line)):
            yield _Signature(name, _title(_CLOSING.sub("", line)))


def _without_phone(line: str) -> str:
    for number in phones(line):
        line = line.replace(number, " ")
    return line


def _beside_person(header: str, header_name: str, signed: list[_Signature]) -> str:
    """Of a header with somebody's full name: what is signed where that is better."""
    bare = _TITLE.sub("", header)
    same = [one for one in signed if _letters_only(one.name) == _letters_only(bare)]
    if same and _AND & set(bare.split()) and "and" in same[0].words:
        return same[0].name
    if same:
        # A title stands where they sign with it, and that of an office wherever they write.
        untitled = not same[0].title and not _OFFICE.match(header_name)
        return bare if bare != header_name and untitled else ""
    # "Mrs Hambly" is less than a header's "Jean Hambly".
    signed = [one for one in signed if not _TITLE.match(one.name)]
    better = (
        f"{one.title}{one.name}"
        for one in signed
        if _is_full(one.words) and _says_more(one.name, bare)
    )
    return next(better, "")


def _may_sign(one: _Signature, header: str, email: str) -> bool:
    """Whether it is a name: in capitals as names are, or in small letters where the header or the address has it."""
    words = [word for word in one.words if word not in _AND and word.lower() not in _PARTICLES]
    if not words or _PLACE_END.search(words[-1]):
        return False
    if all(word[:1].isupper() for word in words):
        return len(words[-1].strip(".")) > 1
    known = {*_letters(header), *_letters(re.sub(r"[\d._-]+", " ", email.partition("@")[0]))}
    alone = len(words) == 2 and all(word.islower() for word in words)
    return alone and any(
        word in name or name in word for word in _letters(one.name) for name in known
    )


def _first_name(header: str, foot: list[str], signed: list[_Signature], email: str) -> str:
    """A first name that is signed alone, where the header has no more than it and an initial, or nothing."""
    headed = _FIRST_AND_INITIAL.match(header)
    if headed and any(
        re.search(rf"(?i:\b{headed.group(1)}[\s.!,]*x*\Z)", line) for line in foot[-3:]
    ):
        return headed.group(1)
    if _NAME_WORD.match(header):
        return ""
    local = email.partition("@")[0].casefold()
    alone = [one.name for one in signed if len(one.words) == 1 and len(one.name) > 2]
    return next((name for name in alone if name.casefold() in local), "")


def _says_more(name: str, header: str) -> bool:
    """Whether a name signed is to be preferred: the header has the first name short, or without accents."""
    if not _letters(name) & _letters(header):
        return False
    signed, headed = name.split(), header.split()
    if _AND & set(signed):  # a couple, one of whom has the mailbox
        return signed[-1].casefold() == headed[-1].casefold()
    if _AND & set(headed):  # one of a couple signs
        return signed[-1].casefold() == headed[-1].casefold()
    if signed[0].casefold() == headed[0].casefold():
        return len(signed) == len(headed)
    # "Ambrose Upholstery" is what Sally Ambrose's firm is called; "Joanne Fairbrother" is Jo.
    return bool(_letters(signed[-1]) & _letters(headed[-1]))


def _surname_after(header_name: str, foot: str) -> str:
    """The surname that follows a header's lone first name where they sign in the last line: "shaz malik 07700 ..."."""
    if not _NAME_WORD.match(header_name) or len(header_name) < 3 or FIRM.search(header_name):
        return ""
    found = re.findall(
        rf"\b({re.escape(header_name)}[ \t]+([^\W\d_]{{3,}}))\b", foot, re.IGNORECASE
    )
    full = [
        whole
        for whole, surname in found
        if surname.lower() not in NO_NAME
        and not _BEFORE_REST.match(surname)
        and not FIRM.match(surname)
    ]
    return " ".join(full[-1].split()) if full else ""


def _name_in(line: str) -> str:
    """The name that a line begins with; '' for any other line."""
    line = _CLOSING.sub("", line)
    head = _BEFORE_REST.split(_AFTER_NAME.sub("", line), maxsplit=1)[0]
    if line[len(head) :].startswith(":"):  # a label, and what it says
        return ""
    named = _AFTER_NAME.sub("", head.strip())
    head = _TITLE.sub("", named).strip(" .")
    if not _COUPLE.match(head):
        head = _SECOND_NAME.sub("", head).strip()
    words = head.split()
    alone = [word for word in words if word not in _AND]
    if not 1 <= len(alone) <= 4 or any(not _NAME_WORD.match(word) for word in alone):
        return ""
    if FIRM.search(head) or any(_is_no_name(word) for word in alone) or not head[-1].isalpha():
        return ""
    if words[-1] in _AND or (len(words) > 1 and _SHOUTED.search(head) and not head.isupper()):
        return ""  # "S. Hill and 17 others", "Quote SUMMIT20"
    if len(alone[0].strip(".")) == 1 and not alone[-1][0].isupper():
        return ""  # "I remain", "A lamp"
    return " ".join(words) if len(words) > 1 else f"{_title(named)}{head}"


def _is_no_name(word: str) -> bool:
    """Whether a word is of those that letters end with; no initial is."""
    return word.lower().strip(".,") in NO_NAME and not re.fullmatch(r"[A-HJ-Z]\.?", word)


def _title(named: str) -> str:
    """The title before a surname alone, which is no name without it: "Mrs Lam"."""
    titled = _TITLE.match(named)
    return titled.group() if titled else ""


def _is_full(words: list[str]) -> bool:
    """First name and surname, neither an initial."""
    return len(words) > 1 and len(words[0].strip(".")) > 1 and len(words[-1].strip(".")) > 1


def _is_persons(header_name: str) -> bool:
    """Whether the header's name is that of a person, in full: two words of letters, the last more than an initial."""
    words = _TITLE.sub("", header_name).split()
    if FIRM.search(header_name) or not 2 <= len(words) <= 4:
        return False
    if words[0] == "The" or re.search(r"['\u2019]s$", words[0]):
        return False
    alone = [word for word in words if word not in _AND]
    # "Bartek & Ola" have no surname there, and "Kelly M" hardly one.
    named = len(alone) == len(words) or len(alone) > 2
    return named and len(words[-1].strip(".")) > 1 and all(_NAME_WORD.match(word) for word in alone)


def _letters_only(name: str) -> str:
    return re.sub(
        r"[^\w ]", "", " ".join("and" if word in _AND else word for word in name.casefold().split())
    )


def _letters(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return {word.strip(".'") for word in plain.split() if len(word.strip(".'")) > 1}
