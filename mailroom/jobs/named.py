"""Looks up whose case a mail names: a councillor's or an Ombudsman's, or the same person from another address.

A name alone says nothing: where they live has to stand in the mail too. It is the weakest of clues, and a person's to
look at: nobody is joined to a case by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mailroom.rules.homes import address_in
from mailroom.rules.matching import Clue, Rung
from mailroom.rules.officers_greeting import is_named
from mailroom.rules.reading import Reading
from parsers.facts import postcodes
from store import cases
from store.search import Asked, find_cases
from store.session import Connection

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|cllr|councillor|rev|sir|prof)\.? ", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? ((?:[A-Z][\w\u2019'-]*\.? ){0,3}[A-Z][a-z][\w\u2019'-]+)"
)
# More names than these no letter about somebody's case has; each costs a look into the register.
_MOST_NAMES, _MOST_CASES = 4, 3
# So many open cases of one surname are looked through for those of one colleague.
_MOST_OPEN = 25
_FEWEST_WORDS = 2
_SHORTEST_DOOR = 4
_OPEN = "OPEN"


def by_name(conn: Connection, reading: Reading) -> Iterator[Clue]:
    """The cases of people whom the mail names together with where they live."""
    text = f"{reading.message.subject}\n{reading.story}"
    lives_at = postcodes(text)
    if not lives_at and not address_in(text):
        return
    known: set[int] = set()
    for name in _names(reading, text):
        # Under an initial nothing is found: the surname, and where they live.
        whole = [one for one in name.split() if len(one) > 1]
        lives = lives_at[:1] or ((address_in(text),) if len(whole) < _FEWEST_WORDS else ())
        asked = Asked(words=" ".join((*whole, *lives)), limit=_MOST_CASES)
        found = find_cases(conn, asked) if len(name.split()) >= _FEWEST_WORDS else []
        files = cases.case_files(conn, [one.id for one in found if one.id not in known])
        for file in files.values():
            # Of what is closed an Ombudsman writes; whoever had it begins anew.
            own = file.case.status != _OPEN and is_named_alike(file, reading)
            if not own and _is_in(file, name, text, lives_at):
                known.add(file.case.id)
                yield Clue(Rung.NAMED, file.case.id, f"names {name}, and where they live")


def by_officer(conn: Connection, reading: Reading, officer: str) -> Iterator[Clue]:
    """A colleague's open cases whose complainant their mail names, though it answers no letter of ours."""
    text = f"{reading.message.subject}\n{reading.message.body.newest}"
    named = dict.fromkeys(_bare(hit.group(1)) for hit in _TITLED.finditer(text))
    known: set[int] = set()
    for name in list(named)[:_MOST_NAMES]:
        asked = Asked(words=name.split()[-1], status=_OPEN, limit=_MOST_OPEN)
        found = [one.id for one in find_cases(conn, asked) if one.id not in known]
        for file in cases.case_files(conn, found).values():
            theirs = any(officer in (one.owner_email, one.accountable_email) for one in file.stages)
            if theirs and any(is_named(name, _bare(one.name)) for one in file.parties):
                known.add(file.case.id)
                yield Clue(
                    Rung.NAMED, file.case.id, f"names {name}, whose case {officer} deals with"
                )


def is_named_alike(file: cases.CaseFile, reading: Reading) -> bool:
    """Whether the sender bears the name of a party to the case."""
    sender = reading.complainant
    own = _bare(sender.name).casefold() if sender else ""
    return bool(own) and any(_bare(party.name).casefold() == own for party in file.parties)


def is_from_elsewhere(file: cases.CaseFile, reading: Reading) -> bool:
    """Whether it comes from an address that is none of its parties'."""
    writer = reading.complainant
    return writer is not None and writer.email not in {party.email for party in file.parties}


def _names(reading: Reading, text: str) -> Iterable[str]:
    sender = reading.complainant
    own = [_bare(sender.name)] if sender and sender.name else []
    told = (_bare(hit.group(1)) for hit in _TITLED.finditer(text))
    return list(dict.fromkeys((*own, *told)))[:_MOST_NAMES]


def _is_in(file: cases.CaseFile, name: str, text: str, lives_at: tuple[str, ...]) -> bool:
    """Whether a party to the case bears the name, and lives where the mail says."""
    named = [one for one in file.parties if is_named(name, _bare(one.name))]
    if any(one.postcode.upper() in lives_at for one in named):
        return True
    door = address_in(text).partition(",")[0].strip().casefold()
    told = "\n".join((file.case.summary, *(one.address for one in named))).casefold()
    return bool(named) and len(door) > _SHORTEST_DOOR and door in told


def _bare(name: str) -> str:
    """A name without its title and its full stops."""
    return _TITLE.sub("", " ".join(name.replace(".", " ").split())).strip()
