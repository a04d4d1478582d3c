"""Whom a line of an officer's mail greets: a resident of the case by name, a colleague, or somebody else. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_GREETING = re.compile(
    r"[ \t]*(?P<how>dear|hello|hi|hiya|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|fao)"
    r"(?:[ \t]+(?P<who>[^\n,:;!?]{1,60}?))?[ \t]*[,:;!.\u2013-]*[ \t]*\Z",
    re.IGNORECASE,
)
# The greeting and the letter's first words on one line.
_RUN_IN = re.compile(
    r"[ \t]*(?:dear|hello|hi)[ \t]+(?P<who>[^\n,:;!?]{1,60}?)[ \t]*[,:][ \t]*(?=\S)", re.IGNORECASE
)
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor rev revd reverend sir lady dame lord cllr councillor master madam".split()
)
_JOINING = frozenset(("and", "&"))
_COLLEAGUES = frozenset(
    "all both team everyone everybody folks colleagues colleague there guys feedback complaints casework".split()
)
# "Dear Ms Hollis and fellow plot holders": those for whom she wrote, and no name of anybody's.
_AND_THE_REST = re.compile(
    r"\s+(?:and|&)\s+(?:all\s+)?(?:(?:the|your|her|his|their)\s+)?(?:other\s+|fellow\s+)?(?:[a-z]+\s+)?"
    r"(?:neighbours|residents|tenants|leaseholders|holders|families|family|members|parents|traders|friends"
    r"|others)\Z"
)
_PUNCTUATION = re.compile(r"[^\w'\u2019&-]+")


class Greeted(StrEnum):
    """Whom a greeting is for."""

    RESIDENT = "resident"
    COLLEAGUE = "colleague"
    UNCLEAR = "unclear"  # a first name that a resident and a colleague share
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Names:
    """Who can be greeted in a case: those who are written to in it, and the council's own people and teams."""

    residents: tuple[str, ...]
    colleagues: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Greeting:
    """A greeting, as it stands in a line: whom it is for, and their name as it is written."""

    greeted: Greeted
    who: str
    is_run_in: bool = False


def find_greeting(line: str, names: Names) -> Greeting | None:
    """The greeting that a line is; None where it is none."""
    found = _GREETING.match(line)
    if found is None:
        run_in = _RUN_IN.match(line)
        if run_in is None or _for_whom(run_in["who"], names) is not Greeted.RESIDENT:
            return None
        return Greeting(Greeted.RESIDENT, run_in["who"].strip(), is_run_in=True)
    who = (found["who"] or "").strip()
    if found["how"].lower() != "dear" and not who:
        return Greeting(Greeted.COLLEAGUE, "")
    if len(who.split()) > 6:
        return None
    return Greeting(_for_whom(who, names), who)


def is_named(who: str, name: str) -> bool:
    """Whether somebody is called so: surname after a title, first name alone, or the whole name."""
    said, words = name_words(who), name_words(name)
    if not said or not words:
        return False
    bare = [one for one in said if one not in _TITLES and one not in _JOINING]
    known = [one for one in words if one not in _TITLES and one not in _JOINING]
    if not bare or not known or len(bare) > len(known) + 1:
        return False
    if any(not _is_one_of(one, known) for one in bare):
        return False
    has_title = len(bare) < len(said)
    return bare[-1] == known[-1] or (not has_title and len(bare) == 1 and bare[0] == known[0])


def name_words(name: str) -> list[str]:
    """A name's words in small letters, without accents; "O’Neil" and "O'Neil" are the same."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L").casefold())
    bare = "".join(one for one in plain if not unicodedata.combining(one)).replace("\u2019", "'")
    return [one.strip("'-") for one in _PUNCTUATION.split(bare) if one.strip("'-")]


def _is_one_of(word: str, known: list[str]) -> bool:
    """Whether a word is one of a name's; an initial stands for the name that begins with it."""
    return word in known or (len(word) == 1 and any(one.startswith(word) for one in known))


def _for_whom(who: str, names: Names) -> Greeted:
    who = _AND_THE_REST.sub("", who)
    theirs = any(is_named(who, one) for one in names.residents)
    ours = any(is_named(who, one) for one in names.colleagues)
    words = name_words(who)
    if theirs and ours and len(words) == 1:
        return Greeted.UNCLEAR
    if theirs:
        return Greeted.RESIDENT
    team = bool(words) and (set(words) <= _COLLEAGUES or _is_a_team(words, names.teams))
    several = [one for one in words if one not in _JOINING]
    all_ours = bool(several) and all(
        any(is_named(word, one) for one in names.colleagues) or word in _COLLEAGUES
        for word in several
    )
    return Greeted.COLLEAGUE if ours or team or all_ours else Greeted.OTHER


def _is_a_team(words: list[str], teams: tuple[str, ...]) -> bool:
    """Whether it names a team: one of the council's own names, or whatever calls itself so."""
    return words[-1] in ("team", "colleagues", "office") or any(
        words == name_words(one) for one in teams
    )
