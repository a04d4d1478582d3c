"""A mail that belongs to no case, looked at again with experience: kind, ground, services, flags, and how sure.

The rules come first, and what they heard is half of what experience goes by (`heard_in`); the other half are the mail's
own words. What the writer chose on a form, and a service that only this council has, stay as the rules have them. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailroom.rules import certainty
from mailroom.rules.experience import ALWAYS, NOT, Answer, Asked, experience, words_heard

if TYPE_CHECKING:
    from mailroom.rules.subject_matter import About

# However loudly the rules heard something, it is heard no louder than so; and counted in these parts.
_LOUDEST, _PART = 6.0, 3.0
_HEAVIEST, _TOPIC_PART = 10.0, 4.0
# From so much on there is surely no ground; else the likeliest is proposed from so much on, or what the rules heard. A
# person decides it either way.
_SURELY_NONE, _LIKELY = 0.9, 0.3
# Who asks for it in so many words has asked for it; and what the rules heard so strongly is a person's to look at too.
_ASKED_FOR, _IN_SO_MANY_WORDS = frozenset(("anonymous",)), 4.0
# What the rules take for going on with something stays that from so much on: a person looks for what it goes on with.
_GOES_ON = 0.15
# Flags that experience tells better than the rules, unless these heard it said plainly: from so much on, in nats; where
# they only heard it, a lesser share will do. Of the others either is enough.
_BY_EXPERIENCE = frozenset(
    "vulnerable legal_threat group_complaint adjustment_requested fluency_duty names_staff contractor"
    " third_party".split()
)
_FLAG, _FLAGGED = "flag ", certainty.nats(certainty.FLAG)
_PLAINLY, _HEARD_TOO = 3.0, 0.1
# That somebody agrees has to be likelier than not before it is supposed; that somebody is in danger, less likely. Money
# is asked for in so few words, and an answer to praise, that less tells of them too.
MAY_SPEAK = "third_party_consent_given"
_TOLD_FROM = {
    MAY_SPEAK: certainty.nats(0.5),
    "safeguarding": certainty.nats(0.3),
    "reply_requested": certainty.nats(0.3),
    "compensation_sought": certainty.nats(0.2),
}
# From so much on two services are meant, the two likeliest; and from so much on those that the rules heard.
_SEVERAL, _HEARD_SEVERAL = 0.5, 0.2
# What is wanted back is told by the whole mail.
_BY_EXPERIENCE_ALONE = "compensation_sought"
# Roads and their lights are another authority's where no service has them. Experience has seen little of them and may
# take them for the streets that are swept: there what the rules know of them stands.
ROADS, _TAKEN_FOR = frozenset(("highways", "street_lighting")), "street_cleaning"
# What is answered only where somebody asks for it; of all else it says nothing that an answer is wanted.
_ANSWERED_IF_ASKED = ("comment", "compliment")
# Who complains and names the council's own contractor complains of its crew.
_OF_A_CONTRACTOR = ("complaint", "escalation")
_ABOUT_A_SERVICE = frozenset(("complaint", "comment", "compliment", "service_request"))
# What a machine answered; and in what nobody asks the council for anything.
AUTOMATIC = "automatic"
_NOBODYS = frozenset(("spam", AUTOMATIC))
_WITHOUT_GROUND = _NOBODYS | {"compliment", "comment", "ombudsman"}
# Who says that they complain of a decision, and nothing of an appeal, complains, though an appeal may be open to them.
_COMPLAINS = "says_complaint"
_APPEALS = re.compile(r"\b(?:appeal|challeng|review|representations?\b|tribunal)")
# Where nothing but the words says that a machine wrote, from so much on: "is anyone going to ring me" is short too.
_SURELY_A_MACHINES = 0.9
NONE = "-"


@dataclass(frozen=True, slots=True)
class ByRules:
    """What the rules heard in a mail, each label with its strength, and what they made of it."""

    kind: str
    exclusion: str
    flags: tuple[str, ...]
    kinds: Mapping[str, float]
    evidence: Mapping[str, float]
    excluded: Mapping[str, float]
    back: Mapping[str, float]
    flagged: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a mail is with experience, and the words that moved it where the rules had it otherwise."""

    kind: str
    services: tuple[str, ...]
    exclusion: str
    flags: tuple[str, ...]
    confidence: float
    because: tuple[tuple[str, str], ...]
    # Hardly a word of it is known: what it is, is the rules' guess.
    unknown: bool = False


def heard_in(low: str, rules: ByRules, about: About) -> dict[str, float]:
    """All that experience goes by: the words of a text in small letters, and what the rules heard, by a letter each."""
    heard = words_heard(low)
    heard[ALWAYS] = 1.0
    for letter, strengths in (
        ("e", rules.evidence),
        ("x", rules.excluded),
        ("b", rules.back),
        ("f", rules.flagged),
        ("k", rules.kinds),
    ):
        for label, strength in strengths.items():
            held = max(-_LOUDEST, min(_LOUDEST, strength))
            heard[f"{letter}:{label}"] = held / _PART
    for topic, weight in about.topics.items():
        heard[f"t:{topic}"] = min(_HEAVIEST, weight) / _TOPIC_PART
    heard[f"kind:{rules.kind}"] = 1.0
    heard[f"ground:{rules.exclusion or NONE}"] = 1.0
    heard[f"service:{about.first_topic or NONE}"] = 1.0
    heard |= {f"flag:{flag}": 1.0 for flag in rules.flags}
    return heard


def look_again(
    low: str,
    rules: ByRules,
    about: About,
    owners: Mapping[str, str],
    *,
    ticked: bool = False,
    by_machine: bool = False,
    own: Mapping[str, float] | None = None,
) -> Looked:
    """What experience makes of a mail; `ticked` where the writer says the kind on a form, `by_machine` where its header
    or subject says that a machine wrote, `owners` the service that has each topic, `own` what the council's decisions
    add to each kind.
    """
    known = experience()
    if not by_machine and known.hardly_knows(low):
        by_rules = rules.kind, about.services, rules.exclusion, rules.flags
        return Looked(*by_rules, confidence=0.0, because=(), unknown=True)
    asked = known.ask(heard_in(low, rules, about))
    answers = asked.answers
    matter = answers["matter"].with_own(own) if own else answers["matter"]
    of_kind = matter.part(0)
    likely = of_kind if by_machine else _of_people(of_kind)
    goes_on = rules.kind == "follow_up" and likely.shares["follow_up"] >= _GOES_ON
    kind = rules.kind if ticked or goes_on else likely.first
    plain = matter.shares.get(f"{kind}/{NONE}", 0.0)
    kind_sure = certainty.TICKED * plain / of_kind.shares[kind] if ticked else plain
    services, service_sure = _services(about, answers, known.ask_parts(low, "service"), owners)
    if kind == AUTOMATIC:
        # Experience has an answer to whatever it is asked; a machine's note is about what it names, if anything.
        services = about.services
    exclusion = _ground(kind, matter, rules)
    if (kind, exclusion) == ("other_process", "right_of_appeal") and _complains(low, rules):
        kind = "complaint"
    flags = _flags(answers, rules, about, kind, services)
    return Looked(
        kind=kind,
        services=services,
        exclusion=exclusion,
        flags=flags,
        confidence=certainty.of_looking(
            kind_sure * (service_sure if kind in _ABOUT_A_SERVICE else 1.0),
            answers["person"].shares["must"],
        ),
        because=(
            *_because(asked, matter, kind, services, exclusion, owners),
            *_because_of_flags(asked, flags, rules.flags),
        ),
    )


def _of_people(of_kind: Answer) -> Answer:
    """The kinds without a machine's answer, where nothing but the words says so and they do not surely."""
    if of_kind.shares[AUTOMATIC] >= _SURELY_A_MACHINES:
        return of_kind
    return Answer({one: nats for one, nats in of_kind.sums.items() if one != AUTOMATIC})


def _complains(low: str, rules: ByRules) -> bool:
    return _COMPLAINS in rules.evidence and _APPEALS.search(low) is None


def _services(
    about: About, answers: Mapping[str, Answer], parts: Iterable[Answer], owners: Mapping[str, str]
) -> tuple[tuple[str, ...], float]:
    """The services and how sure: those that the rules have where the writer chose, or where no topic has them."""
    if about.chosen or (about.services and about.services[0] not in owners.values()):
        return about.services, certainty.of_service(about)
    if about.elsewhere in ROADS and answers["service"].first == _TAKEN_FOR:
        return (), 0.0
    topics = answers["service"].sums
    shares = answers["service"].shares_of(owners)
    best = max(shares, key=lambda one: shares[one])
    # Two topics of one service are one service's.
    two = {owners.get(one, "") for one in sorted(topics, key=lambda one: topics[one])[-2:]}
    several = certainty.of_several(
        answers["several"].shares["yes"], in_a_part(answers, parts, owners)
    )
    if len(about.services) > 1 and several >= _HEARD_SEVERAL:
        return about.services, certainty.SEVERAL
    if several >= _SEVERAL and len(two) > 1 and "" not in two:
        both = sorted(two, key=lambda one: shares[one], reverse=True)
        return tuple(both), certainty.SEVERAL
    if not best:
        return (), 0.0
    sure = shares[best] * (1.0 - several if len(two) > 1 else 1.0)
    return (best,), certainty.of_channel(about, sure)


def in_a_part(
    answers: Mapping[str, Answer], parts: Iterable[Answer], owners: Mapping[str, str]
) -> float:
    """How likely the likeliest part of a mail is about another service than the whole, from 0 to 1; `parts` are the
    answers of each part that was asked for its service.
    """
    whole = answers["service"].shares_of(owners)
    best = max(whole, key=lambda one: whole[one])
    most = 0.0
    for part in parts:
        shares = part.shares_of(owners) | {best: 0.0, "": 0.0}
        most = max(most, *shares.values())
    return most


def _ground(kind: str, matter: Answer, rules: ByRules) -> str:
    """The ground for refusal that a person should look at; '' where there is surely none."""
    if rules.exclusion in _ASKED_FOR:
        return rules.exclusion
    if kind in _WITHOUT_GROUND:
        return ""
    asked = matter.part(1)
    if asked.shares[NONE] >= _SURELY_NONE:
        plainly = rules.excluded.get(rules.exclusion, 0.0) >= _IN_SO_MANY_WORDS
        return rules.exclusion if plainly else ""
    likeliest = max((one for one in asked.sums if one != NONE), key=lambda one: asked.sums[one])
    return likeliest if asked.shares[likeliest] >= _LIKELY else rules.exclusion


def _flags(
    answers: Mapping[str, Answer],
    rules: ByRules,
    about: About,
    kind: str,
    services: tuple[str, ...],
) -> tuple[str, ...]:
    if kind in _NOBODYS:
        return rules.flags
    told = {name.removeprefix(_FLAG) for name, one in answers.items() if _is_told(name, one)}
    told |= {flag for flag in rules.flags if _stands(flag, rules, answers)}
    if about.contractor and kind in _OF_A_CONTRACTOR:
        told.add("contractor")
    if kind not in _ANSWERED_IF_ASKED:
        told.discard("reply_requested")
    if len(services) < 2:
        told.discard("multi_service")
    elif kind in _ABOUT_A_SERVICE:
        told.add("multi_service")
    # Whoever lets somebody speak for them is no third party; else it is a third party's to say.
    if "third_party" not in told and kind != "follow_up":
        told.discard(MAY_SPEAK)
    return tuple(sorted(told))


def _stands(flag: str, rules: ByRules, answers: Mapping[str, Answer]) -> bool:
    """Whether a flag of the rules stands beside what experience says of it."""
    if flag == _BY_EXPERIENCE_ALONE:
        return False
    plainly = rules.flagged.get(flag, 0.0) >= _PLAINLY
    return (
        plainly
        or flag not in _BY_EXPERIENCE
        or answers[f"{_FLAG}{flag}"].shares["yes"] >= _HEARD_TOO
    )


def _is_told(name: str, answer: Answer) -> bool:
    if not name.startswith(_FLAG):
        return False
    # Hardly any is told: compared as it was added up, no share has to be reckoned.
    least = _TOLD_FROM.get(name.removeprefix(_FLAG), _FLAGGED)
    return answer.sums["yes"] - answer.sums[NOT] >= least


def _because(
    asked: Asked,
    matter: Answer,
    kind: str,
    services: Iterable[str],
    exclusion: str,
    owners: Mapping[str, str],
) -> Iterable[tuple[str, str]]:
    """What moved each answer, in words of the mail: the ground where there is one, else the kind."""
    part = f"/{exclusion}" if exclusion else f"{kind}/"
    whole = _likeliest(matter.sums, (one for one in matter.sums if part in one))
    yield f"{exclusion or kind}, by its words", asked.words_for("matter", whole)
    sums = asked.answers["service"].sums
    for service in services:
        topic = _likeliest(sums, (one for one, owner in owners.items() if owner == service))
        yield f"{service}, by its words", asked.words_for("service", topic)
    if asked.answers["person"].shares["must"] > certainty.FOR_A_PERSON:
        yield "for a person, by its words", asked.words_for("person", "must")


def _because_of_flags(
    asked: Asked, flags: Iterable[str], by_rules: Container[str]
) -> Iterable[tuple[str, str]]:
    for flag in flags:
        if flag not in by_rules:
            yield f"{flag}, by its words", asked.words_for(f"{_FLAG}{flag}", "yes")


def _likeliest(sums: Mapping[str, float], labels: Iterable[str]) -> str:
    return max(labels, key=lambda one: sums[one], default="")
