"""What councils do, as a starter: topics and their words, and which of a council's services has each. Pure."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from mailroom.rules.phrases import cut

# How much a phrase speaks for a topic, by the list that it stands in.
_WEIGHTS = {"sure": 3.0, "likely": 1.5, "faint": 0.4}
# A council's own words go before; one that several of its services have says little of any.
_OWN_PHRASE, _OWN_WORD, _OWN_SHARED = 3.5, 2.5, 0.3
_CONTRACTOR = 2.0
# Whoever names the people of a service means it: "the leisure staff", "your benefits office".
_PEOPLE, _NAMED_PEOPLE, _TOPICS_PEOPLE = (
    "team staff department dept office section".split(),
    3.0,
    2.5,
)
_PARTS = re.compile(r",|&|/|\band\b")
_EMPTY_WORDS = frozenset(
    "and of the for a to other not sure service department team dont know".split()
)
# Words that a firm's name may begin with and that stand in any mail.
_COMMON = frozenset(
    "a the first home green clean fresh local urban community city county direct".split()
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A service of the council: its id and name, its own words, and who does the work for it."""

    id: str
    name: str = ""
    words: tuple[str, ...] = ()
    contractor: str = ""


@dataclass(frozen=True, slots=True)
class Speaks:
    """What a phrase speaks for, and how loudly; `/topic` where no service of the council has it."""

    label: str
    weight: float
    of_contractor: bool = False


def phrases_of(offered: Sequence[Offered]) -> Iterator[tuple[str, Speaks]]:
    """Every phrase that points somewhere: those of the starter, of the council, of its contractors."""
    theirs = {tuple(cut(word)[0]) for one in offered for word in one.words}
    for topic in topics():
        label = owner_of(topic, offered) or _nearest(topic, offered) or f"/{topic['id']}"
        for key, weight in _WEIGHTS.items():
            for word in _listed(topic, key):
                if tuple(cut(word)[0]) not in theirs:
                    yield word, Speaks(label, weight)
        if not label.startswith("/"):
            for name in (name for name in _listed(topic, "names") if len(name) > 2):
                yield from ((f"{name} {who}", Speaks(label, _TOPICS_PEOPLE)) for who in _PEOPLE)
    shared = Counter(word.lower() for one in offered for word in {*one.words})
    for one in offered:
        for word in dict.fromkeys((one.name, *one.words)):
            full = _OWN_PHRASE if " " in word.strip() else _OWN_WORD
            yield word, Speaks(one.id, full if shared[word.lower()] < 2 else _OWN_SHARED)
        for part in _parts_of(one.name):
            yield from ((f"{part} {who}", Speaks(one.id, _NAMED_PEOPLE)) for who in _PEOPLE)
        for word in _called(one.contractor):
            yield word, Speaks(one.id, _CONTRACTOR, of_contractor=True)


def named_on_form(offered: Sequence[Offered], chosen: str) -> str:
    """The service that a form's own field names; '' where that is none, or "other"."""
    wanted = frozenset(cut(chosen)[0]) - _EMPTY_WORDS
    if not wanted:
        return ""
    # A word that several services bear says little of any: of "Housing: estates" the estates count.
    borne = Counter(word for one in offered for word in name_words(one))
    fits = {one.id: sum(1 / borne[word] for word in wanted & name_words(one)) for one in offered}
    best = max(fits, key=lambda service: fits[service], default="")
    return best if best and fits[best] else ""


def greeted_in(offered: Sequence[Offered], greeting: str) -> str:
    """The one service that is greeted ("Dear Licensing,"); '' where none is, or more than one may be."""
    words = frozenset(cut(greeting)[0])
    parts = {one.id: _words_of_parts(one.name) for one in offered}
    found = [service for service, named in parts.items() if any(part <= words for part in named)]
    return found[0] if len(found) == 1 else ""


def _parts_of(name: str) -> list[str]:
    """The names within a service's name: "Leisure and events" is both."""
    parts = (part.strip().lower() for part in _PARTS.split(name))
    return [part for part in parts if part and part not in _EMPTY_WORDS]


def name_words(one: Offered) -> frozenset[str]:
    """The words of a service's id and name, singular."""
    return _spoken_words(f"{one.id.replace('_', ' ').replace('-', ' ')} {one.name}")


# A council's services are the same for every mail.
@lru_cache(maxsize=512)
def _spoken_words(spoken: str) -> frozenset[str]:
    return frozenset(cut(spoken)[0]) - _EMPTY_WORDS


@lru_cache(maxsize=512)
def _words_of_parts(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(cut(part)[0]) for part in _parts_of(name))


@lru_cache(maxsize=1)
def topics() -> tuple[Mapping[str, Any], ...]:
    """The starter, as it lies beside this module."""
    raw = files("mailroom.rules").joinpath("service_words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(raw)["topics"])


def answers_calls(offered: Sequence[Offered]) -> str:
    """The service that answers the telephones; '' where the council names none."""
    return next((owner_of(one, offered) for one in topics() if one.get("calls")), "")


# The services of a council as the starter has them: whatever else a council does is near one of these.
STARTERS = (
    "waste street_cleaning housing_repairs tenancy housing_options planning council_tax benefits environmental_health"
    " parking parks licensing elections customer_contact leisure it_web"
).split()


def owners(offered: Sequence[Offered]) -> dict[str, str]:
    """The council's service that has each topic of the starter's; without those that none has."""
    known = {str(one["id"]): one for one in topics()}
    found = {
        topic: owner_of(known[topic], offered) or _nearest(known[topic], offered)
        for topic in STARTERS
    }
    return {topic: owner for topic, owner in found.items() if owner}


def _nearest(topic: Mapping[str, Any], offered: Sequence[Offered]) -> str:
    """The service that has a topic by its kinship, near or far: the libraries, where leisure has them; ''."""
    asked: list[object] = [topic["id"]]
    while topic.get("nearest") and topic["nearest"] not in asked:
        asked.append(topic["nearest"])
        topic = next(one for one in topics() if one["id"] == topic["nearest"])
        owner = owner_of(topic, offered)
        if owner:
            return owner
    return ""


def channels(offered: Sequence[Offered]) -> frozenset[str]:
    """The services that are ways to the others: the telephones, the website."""
    ways = (owner_of(one, offered) for one in topics() if one.get("calls") or one.get("channel"))
    return frozenset(ways) - {""}


@lru_cache(maxsize=64)
def elsewhere_of(topic: str) -> str:
    """The ground that a topic points to: a school's matter, another body's; ''."""
    return next((str(one.get("elsewhere", "")) for one in topics() if one["id"] == topic), "")


def owner_of(topic: Mapping[str, Any], offered: Sequence[Offered]) -> str:
    """The service that has the topic: by its id, else by the name that fits best; '' where none does."""
    ids = {str(other["id"]) for other in topics()}
    spelt = {one.id: one.id.replace("-", "_") for one in offered}
    if topic["id"] in spelt.values():
        return next(own for own, plain in spelt.items() if plain == topic["id"])
    named = (frozenset(cut(name)[0]) - _EMPTY_WORDS for name in _listed(topic, "names"))
    names = [one for one in dict.fromkeys(named) if one]
    # Of two that fit as well it is the one whose name says less besides: planning is Planning's, not Planning
    # Enforcement's.
    fits = {
        one.id: (sum(len(name) for name in names if name <= name_words(one)), -len(name_words(one)))
        for one in offered
        if spelt[one.id] not in ids
    }
    best = max(fits, key=lambda service: fits[service], default="")
    return best if best and fits[best][0] else ""


def _listed(topic: Mapping[str, Any], key: str) -> list[str]:
    words = str(topic.get(key, "")).split(",")
    return [" ".join(word.split()) for word in words if word.strip()]


def _called(contractor: str) -> Iterator[str]:
    """A firm as people call it: in full, or by its first word where that is a name."""
    first = contractor.partition(" ")[0]
    if first:
        yield contractor
    if len(first) > 3 and first.lower() not in _COMMON:
        yield first
