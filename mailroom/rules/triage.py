"""What a message seems to be: kind, act, service, exclusion and flags, each with the very words that moved it.

Proposes and never acts. Evidence first (somebody tried before, is angry, asks, praises), then what the evidence says
of the kind; the services by `subject_matter`. Every proposal carries a confidence from 0 to 1 that was measured on
labelled mail (`certainty`); `disposition` asks a person below the council's threshold. Pure: the same words give the
same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from textwrap import shorten

from mailroom.rules import certainty
from mailroom.rules.elsewhere import NEIGHBOUR, exclusion_of, kind_of
from mailroom.rules.flagging import flags_of
from mailroom.rules.following import Followed, Standing, asks_after, followed, refers
from mailroom.rules.heeding import heed
from mailroom.rules.hints import Letters, folded
from mailroom.rules.subject_matter import About, Services
from mailroom.rules.vocabulary import Wordings, first_of
from mailroom.rules.vocabulary_acts import ACTS
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_flags import FLAGS
from mailroom.rules.vocabulary_following import FOLLOWING
from mailroom.rules.vocabulary_kinds import EVIDENCE, KIND_WEIGHTS, PRIOR
from mailroom.rules.weighing import kinds_of

# A subject is a headline: its words count so much more than the body's.
SUBJECT_WEIGHT = 1.3
# How many characters of a message are read for signs; a resident's point is made by then.
READ_CHARACTERS = 20_000
# So much of a wording is shown.
_TOLD_CHARACTERS = 90
# A second wording of the same evidence adds so much, and more than these add nothing.
_SECOND, _MOST = 0.4, 3
# What goes wrong still, and is not told as how it was before.
_UNSETTLED = frozenset("promised waiting wrong remedy anger says_complaint conduct".split())
# Beside the name of whom it praises, what went wrong is most often what they put right.
_UNSETTLED_FOR_ALL = frozenset("anger says_complaint conduct sarcasm".split())

_EVIDENCE, _EXCLUSIONS = Wordings(EVIDENCE), Wordings(EXCLUSIONS)
_ACTS, _FOLLOWING, _FLAGS = Wordings(ACTS), Wordings(FOLLOWING), Wordings(FLAGS)
_FURTHER = Wordings(one for one in EVIDENCE if one.label == "further")

# What nobody wants but of a case: found or not, it is no new matter.
_OF_A_CASE = frozenset(("withdrawal", "consent"))
# A note of so few words that belongs to something is no matter of its own.
_SHORT_NOTE = 80
# "Ok, thanks" wants nothing more.
_BARE_NOTE = 8
_OWN_CASE = frozenset(("refers_back", "own_case"))
_CARRIES_ON = frozenset(("refers_back", "permits"))
_FOLLOWING_NOTHING = ("complaint", "service_request")
_SPACE = re.compile(r"\s+")
_CURLY = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "`": "'", "\u00b4": "'"}
)


@dataclass(frozen=True, slots=True)
class Because:
    """A label and the words of the message that spoke for it."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules take a message to be; `confidence` is of kind and service together, from 0 to 1."""

    kind: str
    act: str = ""
    services: tuple[str, ...] = ()
    exclusion: str = ""
    flags: tuple[str, ...] = ()
    confidence: float = 0.0
    because: tuple[Because, ...] = ()
    # What its words alone would make of it, where the case makes it something else; '' where they are the same.
    alone: str = ""
    # Its words go on with something that was said before; they say that it is another matter.
    follows: bool = False
    another: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A message as triage reads it: the subject, what the person wrote, and a form's fields where there was one."""

    subject: str
    text: str
    form_service: str = ""
    form_kind: str = ""
    # A form came with the mail; it came as a picture.
    form_attached: bool = False
    scanned: bool = False
    # What was ticked or filled in on it that is a flag.
    form_flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """The words with their quotes straight and their lines joined, so that a wording is found over a line's end."""

    subject: str
    text: str
    # The one above the other; and in small letters, in which wordings are looked for.
    whole: str
    low: str
    # What of all that any wording needs stands in it.
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """How strongly each label is spoken for, and by which words."""

    strength: dict[str, float]
    because: dict[str, str]

    def told(self, labels: Iterable[str]) -> tuple[Because, ...]:
        """Some labels with their words."""
        return tuple(Because(one, self.because[one]) for one in labels if one in self.because)


def propose(words: Words, services: Services, standing: Standing | None = None) -> Proposal:
    """The likeliest kind, act, service, exclusion and flags; `standing` is how the message stands to an older case."""
    plain = plain_words(words)
    evidence = hear(_EVIDENCE, plain)
    about = services.find(plain.subject, plain.text, words.form_service)
    kinds = kinds_of(evidence, words.form_kind)
    excluded = hear(_EXCLUSIONS, plain)
    exclusion = exclusion_of(excluded, about, kinds, plain)
    alone = kind_of(kinds, exclusion, named="says_complaint" in evidence.strength)
    act, back = _act(plain, kinds), hear(_FOLLOWING, plain)
    now = _followed(alone, act, kinds, back, standing, plain, about)
    kind = now.kind if now else alone
    flags, moved = flags_of(kind, plain, hear(_FLAGS, plain), about, words)
    said = Proposal(
        kind=kind,
        act=now.act if now else act,
        services=about.services,
        exclusion=exclusion,
        flags=flags,
        confidence=0.0
        if _is_for_a_person(flags, back, standing)
        else certainty.of(
            kinds,
            PRIOR,
            alone,
            about,
            ticked=words.form_kind == alone,
            grudge=_has_grudge(evidence, flags),
            neighbour=NEIGHBOUR in excluded.strength and not exclusion,
        ),
        alone=alone if now else "",
        follows=refers(alone, back.because),
        another="another_matter" in back.because,
        because=(
            *back.told(back.because),
            *evidence.told(_supporting(alone, evidence)),
            *(Because(_beside(one[0], about), one[1]) for one in about.because),
            *excluded.told([exclusion]),
            *(Because(*one) for one in moved),
        ),
    )
    return _with_lessons(said, kinds, about)


def _beside(label: str, about: About) -> str:
    """A topic's name; of one that was heard too and not taken, that it stands beside."""
    return label if label in (*about.services, about.elsewhere) else f"beside it: {label}"


def _told(text: str, start: int, end: int) -> str:
    """The words of a wording, the last one whole, and no more than fit on a line."""
    while end < len(text) and (text[end].isalnum() or text[end] in "'\u2019"):
        end += 1
    words = " ".join(text[start:end].split())
    # The library goes over every letter of what is short enough already.
    return (
        words
        if len(words) <= _TOLD_CHARACTERS
        else shorten(words, _TOLD_CHARACTERS, placeholder=" …")
    )


def _is_for_a_person(flags: tuple[str, ...], back: Heard, standing: Standing | None) -> bool:
    """Of what somebody rang about and how they were spoken to, a person says which is the matter; and whether what goes
    on with a complaint that is nowhere on the record is a new one.
    """
    return "fluency_duty" in flags or (standing is None and "own_case" in back.because)


def _has_grudge(evidence: Heard, flags: tuple[str, ...]) -> bool:
    """Whether something is told that went wrong, and was not put right by whoever is praised."""
    unsettled = _UNSETTLED_FOR_ALL if "names_staff" in flags else _UNSETTLED
    return not unsettled.isdisjoint(evidence.strength)


def _with_lessons(said: Proposal, kinds: dict[str, float], about: About) -> Proposal:
    """The proposal, weighed again with what was learnt from decisions where that has anything to say."""
    # What follows a case is told by the case.
    heard = None if said.alone else heed(said, kinds, PRIOR, about)
    if heard is None:
        return said
    because = (*said.because, *(Because(*one) for one in heard.because))
    return replace(
        said,
        kind=heard.kind,
        services=heard.services,
        confidence=heard.confidence,
        because=because,
    )


def goes_on(words: Words) -> bool:
    """Whether the words go on with something said before: refer back to it, ask after it, want it looked at again."""
    plain = plain_words(words)
    said = hear(_FOLLOWING, plain).strength
    return (
        "refers_back" in said or "asks_after" in said or "further" in hear(_FURTHER, plain).strength
    )


def plain_words(words: Words) -> Plain:
    """The words as the wordings are looked for in them."""
    subject = _SPACE.sub(" ", words.subject.translate(_CURLY)).strip()
    text = _SPACE.sub(" ", words.text[:READ_CHARACTERS].translate(_CURLY)).strip()
    # A full stop between them: no wording begins in the one and ends in the other.
    whole = f"{subject}.\n{text}"
    held = _letters().held_in(folded(whole))
    return Plain(subject, text, whole, _lowered(whole), held)


@lru_cache(maxsize=1)
def _letters() -> Letters:
    """All that the wordings need; read off them with the first mail."""
    tables = (_EVIDENCE, _EXCLUSIONS, _ACTS, _FOLLOWING, _FLAGS)
    return Letters(chain.from_iterable(one.hints for one in tables))


def _lowered(text: str) -> str:
    """In small letters, each where its own stands: a letter that would become two stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(_small(letter) for letter in text)


def _small(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


def hear(wordings: Wordings, plain: Plain) -> Heard:
    """Each label's strength: a wording in the subject counts more, a second one of the same label less."""
    heard: defaultdict[str, list[float]] = defaultdict(list)
    because: dict[str, str] = {}
    for sign, ways in wordings.perhaps_in(plain.held):
        if len(heard.get(sign.label, ())) >= _MOST:
            continue
        if hit := first_of(ways, plain.low):
            start, end = hit
            in_subject = start < len(plain.subject)
            heard[sign.label].append(sign.weight * (SUBJECT_WEIGHT if in_subject else 1.0))
            because.setdefault(sign.label, _told(plain.whole, start, end))
    strength = {
        label: max(all_) + _SECOND * (sum(all_) - max(all_)) for label, all_ in heard.items()
    }
    return Heard(strength, because)


def _followed(
    alone: str,
    act: str,
    kinds: dict[str, float],
    back: Heard,
    standing: Standing | None,
    plain: Plain,
    about: About,
) -> Followed | None:
    """What it is that follows something; None where it is a matter of its own."""
    if standing is not None:
        return followed(alone, act, kinds, back.because, standing)
    words = len(plain.text.split())
    if "withdraws" in back.because:
        return Followed("follow_up", "withdrawal")
    if act in _OF_A_CASE and not _CARRIES_ON.isdisjoint(back.because):
        return Followed("follow_up", act)
    short = words <= _SHORT_NOTE
    if short and "sends" in back.because and not _OWN_CASE.isdisjoint(back.because):
        return Followed("follow_up", "information")
    lets_be = "lets_it_be" in back.because or words <= _BARE_NOTE
    if short and act == "thanks" and lets_be and "refers_back" in back.because:
        return Followed("follow_up", "thanks")
    if alone in _FOLLOWING_NOTHING and asks_after(
        back.because, act, words, names_a_matter=bool(about.services)
    ):
        return Followed("follow_up", "chase")
    return None


def _supporting(kind: str, evidence: Heard) -> list[str]:
    """The evidence that speaks for the kind, the loudest first."""
    said = {
        label: KIND_WEIGHTS[label].get(kind, 0.0) * strength
        for label, strength in evidence.strength.items()
    }
    return sorted((label for label in said if said[label] > 0), key=lambda one: -said[one])


def _act(plain: Plain, kinds: dict[str, float]) -> str:
    """What somebody wants on a case that is there already; thanks only where nothing is complained of."""
    acts = hear(_ACTS, plain).strength
    grumbles = kinds["complaint"] > max(kinds["compliment"], 2.5) or kinds["escalation"] > 0
    if grumbles:
        acts.pop("thanks", None)
    return max(acts, key=lambda one: acts[one], default="information")
