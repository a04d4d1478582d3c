"""Which of the council's services a message is about, by its own words and by a starter of what councils do. Pure.

The matter complained about stands in the subject and the first sentences, in phrases rather than in single words; a
service named in passing ("your website says", "what do we pay council tax for") is not it. Where the words point to
something that no service of the council does, or to two alike, that is said: somebody is asked.
"""

from __future__ import annotations

import copy
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from textwrap import shorten

from mailroom.rules.learnt import Learnt
from mailroom.rules.passing import GREETING, bare
from mailroom.rules.phrases import Cut, Lexicon, cut, singular
from mailroom.rules.topics import (
    Offered,
    Speaks,
    answers_calls,
    channels,
    elsewhere_of,
    greeted_in,
    named_on_form,
    owners,
    phrases_of,
)

__all__ = ["About", "ByLessons", "Offered", "Services"]

# What stands in the subject or in the first sentences is what somebody writes about.
_IN_SUBJECT, _EARLY, _EARLY_CHARACTERS = 1.8, 1.25, 240
_AFTER_ABOUT = 1.6
_RANG = 0.35
# Less than a word that mostly means it says nothing.
_LEAST = 1.0
# "The bins" after "litter bins", "the park" after "car park": the word alone means what the phrase does.
_SHORT_FOR = 0.25
# The police, a hospital, a bus are spoken of in many a mail that is about none of them.
_BY_THE_WAY = 0.7
# So is how calls were answered, by whoever rang about something else.
_CALLS_BY_THE_WAY = 0.8
# The same phrase again adds less each time.
_REPEATED = (1.0, 0.35, 0.2, 0.0)
_NAMED_ON_FORM = 8.0
_GREETED, _GREETING_WORDS = 3.0, 4
# Two services are complained about where the second weighs so much of the first, and the mail says that there are two.
# Where only the weights say so, one of them is most often told by the way, and a person is asked which.
_SECOND_SHARE, _SECOND_LEAST = 0.4, 3.0
# A service that was heard half as much as the first is told beside it; so much of its words is shown.
_RIVAL_SHARE, _TOLD_CHARACTERS = 0.5, 80
_ABOUT = re.compile(
    r"\b(?:complain(?:t|ing|ts)?|unhappy|dissatisfied|disgusted|problem|issue|thanks?|praise|compliments?|"
    r"question|enquiry)"
    r"(?: you| again)?,? (?:about|with|regarding|concerning|re|against|of|to|at|for)\b.{0,50}"
)
# What somebody rang about is often but the way to what happened when they rang.
_RANG_ABOUT = re.compile(
    r"\b(?:rang|ring|phoned|telephoned|called|on hold|wanted (?:was )?to (?:ask|enquire)|asked to speak)"
    r"(?: \w+){0,3} (?:about|regarding|re|over)\b.{0,30}"
)
_SEVERAL = re.compile(
    r"\b(?:(?:two|three|four|2|3|4|several|a (?:couple|number|few) of) (?:separate |different )?(?:complaints|"
    r"issues|matters|things|problems|departments|services|points|grumbles)"
    r"|(?:first(?:ly)?|one|1|a)[:.,)] .{10,1500}\b(?:second(?:ly)?|two|2|b)[:.,)] |firstly\b.{10,1500}\bsecondly"
    r"|and another thing|on top of (?:that|this|all)|in addition,|the other (?:thing|matter|issue|problem) is"
    r"|separately,|while i'?m (?:at it|writing)|to make matters worse|not only\b.{10,200}\bbut also|each blames"
    r"|blam\w+ each other)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about: services, the topic where no service has it, how far ahead the first is, the words."""

    services: tuple[str, ...] = ()
    elsewhere: str = ""
    weight: float = 0.0
    ahead: float = 0.0
    second: float = 0.0
    because: tuple[tuple[str, str], ...] = ()
    contractor: str = ""
    # The first service is a way to others, as the website is: what was wanted by it may be complained of too.
    by_a_channel: bool = False
    # The writer chose the service on a form.
    chosen: bool = False
    # What was heard of each topic that the starter's council has, and which of these was heard the most.
    topics: Mapping[str, float] = field(default_factory=dict)
    first_topic: str = ""
    # The same weighed again with what was learnt from decisions, where that has anything to say.
    lessons: ByLessons | None = None


@dataclass(frozen=True, slots=True)
class ByLessons:
    """What a message is about with the learnt phrases counted, what they say of its kind, and which they are."""

    about: About
    kinds: Mapping[str, float]
    because: tuple[tuple[str, str], ...]


@dataclass
class _Tally:
    """What the phrases of a message add up to."""

    weights: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    words: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    contractor: str = ""

    def add(self, speaks: Speaks, weight: float, said: str) -> None:
        """Count a phrase."""
        self.weights[speaks.label] += weight
        self.words[speaks.label].append(" ".join(said.split()))
        if speaks.of_contractor:
            self.contractor = self.contractor or said


class Services:
    """A council's services, ready to be looked for."""

    def __init__(self, offered: Iterable[Offered]) -> None:
        """Each topic of the starter goes to the service that bears its name."""
        self.offered = tuple(offered)
        self._ids = frozenset(one.id for one in self.offered)
        self._lexicon = _lexicon_of(self.offered)
        self._calls = answers_calls(self.offered)
        self._channels = channels(self.offered)
        self.owners = owners(self.offered)
        self._learnt: Learnt | None = None

    def taught(self, learnt: Learnt | None) -> Services:
        """The same services with what was learnt from decisions beside the rules; None is the rules alone."""
        same = copy.copy(self)
        same._learnt = learnt
        return same

    def find(self, subject: str, text: str, form_service: str = "") -> About:
        """What the message is about."""
        tally = _Tally()
        read = [_Source(subject, _IN_SUBJECT, self._lexicon), _Source(text, 1.0, self._lexicon)]
        heads = _heads(read)
        texts = [self._weigh(tally, one, heads) for one in read]
        chosen = named_on_form(self.offered, form_service)
        if chosen:
            tally.add(Speaks(chosen, 0.0), _NAMED_ON_FORM, form_service)
        greeting = GREETING.match(text)
        dear = " ".join(greeting.group().split()[:_GREETING_WORDS]) if greeting else ""
        greeted = greeted_in(self.offered, dear) if dear else ""
        if greeted:
            tally.add(Speaks(greeted, 0.0), _GREETED, dear)
        whole = f"{subject}\n{text}"
        found = self._about(tally, whole)
        lessons = self._by_lessons(tally, texts, whole) if self._learnt else None
        return replace(
            found,
            chosen=bool(chosen) and found.services[:1] == (chosen,),
            services=(chosen,) if chosen and found.services[:1] == (chosen,) else found.services,
            by_a_channel=found.services[:1] != () and found.services[0] in self._channels,
            lessons=lessons,
        )

    def words_of(self, source: str) -> Cut:
        """The words of a text in which phrases are looked for: no street, no greeting, nothing named in passing."""
        return cut(bare(source))

    def _about(self, tally: _Tally, whole: str) -> About:
        """What it adds up to, and what was heard of each topic that the starter has a service for."""
        counted = {one: _counted(one, weight, self._calls) for one, weight in tally.weights.items()}
        found = _about(tally, counted, whole)
        topics = {topic: counted[owner] for topic, owner in self.owners.items() if owner in counted}
        nobodys = {label: weight for label, weight in counted.items() if label.startswith("/")}
        first = next(
            (one for one, owner in self.owners.items() if (owner,) == found.services[:1]), ""
        )
        return replace(found, topics=topics | nobodys, first_topic=first)

    def _weigh(
        self, tally: _Tally, source: _Source, heads: Mapping[str, frozenset[str]]
    ) -> Sequence[str]:
        spans = _Spans(source.plain)
        seen: Counter[tuple[str, str]] = Counter()
        for speaks, start, end in source.hits:
            said = speaks.label, source.plain[start:end]
            weight = speaks.weight * source.times
            weight *= _REPEATED[min(seen[said], len(_REPEATED) - 1)]
            meant = heads.get(singular(said[1].removeprefix("the ")))
            if meant and speaks.label not in meant:
                weight *= _SHORT_FOR
            seen[said] += 1
            tally.add(speaks, weight * spans.factor(start), source.written[start:end])
        return source.words

    def _by_lessons(
        self, tally: _Tally, texts: Iterable[Sequence[str]], whole: str
    ) -> ByLessons | None:
        """What the learnt phrases make of it; None where the message has none of them."""
        spoken = self._learnt.find(texts) if self._learnt else None
        if spoken is None:
            return None
        for label, weight in spoken.services.items():
            if label in self._ids:
                phrases = (one.phrase for one in spoken.because if one.label == label)
                tally.add(Speaks(label, 0.0), weight, ", ".join(phrases))
        because = tuple(
            one.told
            for one in spoken.because
            if one.label in self._ids or one.label in spoken.kinds
        )
        return ByLessons(self._about(tally, whole), spoken.kinds, because) if because else None


class _Source:
    """A subject or a text with the phrases found in it, and how much they count there."""

    def __init__(self, written: str, times: float, lexicon: Lexicon[Speaks]) -> None:
        self.written, self.times = written, times
        self.plain = bare(written)
        words = cut(self.plain)
        self.words = words[0]
        self.hits = list(lexicon.find(words))


@lru_cache(maxsize=8)
def _lexicon_of(offered: tuple[Offered, ...]) -> Lexicon[Speaks]:
    """The phrases of a council's services: six thousand, and the same for as long as its services are."""
    return Lexicon(phrases_of(offered))


def _heads(sources: Iterable[_Source]) -> Mapping[str, frozenset[str]]:
    """What the last words of longer phrases stand for, so that the word alone is known for what it is short for."""
    heads: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for speaks, start, end in source.hits:
            words = source.plain[start:end].removeprefix("the ").split()
            if len(words) > 1:
                heads[singular(words[-1])].add(speaks.label)
    return {word: frozenset(labels) for word, labels in heads.items()}


class _Spans:
    """Where in a text its writer says what it is about, and what they merely rang about."""

    def __init__(self, plain: str) -> None:
        self._about = [hit.span() for hit in _ABOUT.finditer(plain)]
        self._rang = [hit.span() for hit in _RANG_ABOUT.finditer(plain)]

    def factor(self, at: int) -> float:
        """How much more or less a phrase counts for standing where it does."""
        if any(start <= at < end for start, end in self._rang):
            return _RANG
        factor = _EARLY if at < _EARLY_CHARACTERS else 1.0
        return (
            factor * _AFTER_ABOUT
            if any(start <= at < end for start, end in self._about)
            else factor
        )


def _about(tally: _Tally, counted: Mapping[str, float], text: str) -> About:
    ranked = sorted(counted.items(), key=lambda one: -one[1])
    if not ranked or ranked[0][1] < _LEAST:
        return About()
    first = ranked[0][0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    most = tally.weights[first]
    others = () if first.startswith("/") else _others(ranked, most, text)
    told = (first, *others, *_rivals(ranked, others))
    because = tuple((label.lstrip("/"), _said(tally.words[label])) for label in told)
    services, elsewhere = ((), first[1:]) if first.startswith("/") else ((first, *others), "")
    return About(services, elsewhere, most, most - second, second, because, tally.contractor)


def _others(ranked: Sequence[tuple[str, float]], most: float, text: str) -> tuple[str, ...]:
    return tuple(one for one, weight in ranked[1:4] if _is_another(one, weight, most, text))


def _rivals(ranked: Sequence[tuple[str, float]], others: tuple[str, ...]) -> tuple[str, ...]:
    """The service that might have been meant instead: one of the council's own, heard half as much as the first."""
    (_, most), *rest = ranked
    near = (one for one, weight in rest[:2] if weight >= _RIVAL_SHARE * most)
    return tuple(one for one in near if one not in others and not one.startswith("/"))


def _said(words: Iterable[str]) -> str:
    """The words heard of a topic, each once however it is written, and no more than fit on a line."""
    once: dict[str, str] = {}
    for one in words:
        once.setdefault(one.lower(), one)
    said = ", ".join(once.values())
    # The library goes over every letter of what is short enough already.
    short = len(said) <= _TOLD_CHARACTERS
    return said if short else shorten(said, _TOLD_CHARACTERS, placeholder=" …")


def _counted(label: str, weight: float, calls: str) -> float:
    """What a topic weighs beside others: less where it may be spoken of by the way, as another body is."""
    if label == calls:
        return weight * _CALLS_BY_THE_WAY
    elsewhere = label.startswith("/") and elsewhere_of(label[1:]) == "not_the_council"
    return weight * _BY_THE_WAY if elsewhere else weight


def _is_another(label: str, weight: float, most: float, text: str) -> bool:
    """Whether a second service is complained about too: it weighs enough, and the mail says that there are two."""
    if label.startswith("/") or weight < _SECOND_LEAST:
        return False
    return weight >= _SECOND_SHARE * most and _SEVERAL.search(text) is not None
