"""What a message seems to be: kind, act, service, exclusion and flags, each with the very words that moved it.

Proposes and never acts. Evidence first (somebody tried before, is angry, asks, praises), then what the evidence says
of the kind; the services by `subject_matter`. Every proposal carries a confidence from 0 to 1 that was measured on
labelled mail (`certainty`); `disposition` asks a person below the council's threshold. Pure: the same words give the
same.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from mailroom.rules import certainty
from mailroom.rules.elsewhere import NEIGHBOUR, exclusion_of, kind_of
from mailroom.rules.flagging import flags_of
from mailroom.rules.following import Followed, Standing, asks_after, followed, refers
from mailroom.rules.hearing import (
    ACTS_HEARD,
    EVIDENCE_HEARD,
    FLAGS_HEARD,
    FOLLOWING_HEARD,
    GROUNDS_HEARD,
    Because,
    Heard,
    Plain,
    Words,
    hear,
    plain_words,
)
from mailroom.rules.heeding import heed
from mailroom.rules.reasons import MIGHT, SOUNDS
from mailroom.rules.second_look import MAY_SPEAK, ROADS, ByRules, look_again
from mailroom.rules.subject_matter import About, Services
from mailroom.rules.vocabulary import Wordings
from mailroom.rules.vocabulary_kinds import EVIDENCE, KIND_WEIGHTS, PRIOR
from mailroom.rules.weighing import kinds_of
from mailroom.rules.withdrawing import because_put_right

__all__ = ["Because", "Proposal", "Words", "goes_on", "heard_by_rules", "propose"]

# What goes wrong still, and is not told as how it was before.
_UNSETTLED = frozenset("promised waiting wrong remedy anger says_complaint conduct".split())
# Beside the name of whom it praises, what went wrong is most often what they put right.
_UNSETTLED_FOR_ALL = frozenset("anger says_complaint conduct sarcasm".split())

_FURTHER = Wordings(one for one in EVIDENCE if one.label == "further")

# What nobody wants but of a case: found or not, it is no new matter.
_OF_A_CASE = frozenset(("withdrawal", "consent"))
# A note of so few words that belongs to something is no matter of its own.
_SHORT_NOTE = 80
# "Ok, thanks" wants nothing more.
_BARE_NOTE = 8
_OWN_CASE = frozenset(("refers_back", "own_case"))
_CARRIES_ON = frozenset(("refers_back", "permits"))
# Experience may suppose that somebody agrees; only what says so in so many words is acted upon.
_SUPPOSED_TO_AGREE = (
    "it seems to be written for somebody who agrees: a person says whether that is shown"
)
# Whoever is thanked for a bitter joke is hurt twice.
_HEARD_BITTER = 1.0
_PRAISE_OR_NOT = "it reads like praise, and may be bitter: a person says which it is"
# What no service of the council's does may be another authority's; who is told so, a person says.
_OF_THE_ROADS = (
    "it seems to be about the roads or their lights, which no service here looks after: a person says"
    " who is written to"
)
_UNKNOWN = (
    "hardly a word of it is known here, it may be in another language: a person reads what it says"
)
_FOLLOWING_NOTHING = ("complaint", "service_request")


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
    # Why a person has to say what it is, whatever its words; '' where nothing stands against it.
    for_a_person: str = ""
    # Those of the flags that nothing shows: a person says whether they are so.
    supposed: tuple[str, ...] = ()
    # The words of whoever withdraws a complaint that it was put right; '' where they do not say so, or say more.
    put_right: str = ""


def propose(words: Words, services: Services, standing: Standing | None = None) -> Proposal:
    """The likeliest kind, act, service, exclusion and flags; `standing` is how the message stands to an older case."""
    plain = plain_words(words)
    said, rules, about = _by_rules(plain, words, services, standing)
    if said.kind == "ombudsman" or (standing is not None and said.alone):
        # What follows a case is told by the case.
        return said
    found = _with_experience(said, rules, about, plain, words, services)
    return replace(found, confidence=0.0) if found.for_a_person else found


def heard_by_rules(words: Words, services: Services) -> tuple[str, ByRules, About]:
    """A mail as experience is asked about it: its words in small letters, what the rules heard, and of which topics."""
    plain = plain_words(words)
    _, rules, about = _by_rules(plain, words, services, None)
    return plain.low, rules, about


def _by_rules(
    plain: Plain, words: Words, services: Services, standing: Standing | None
) -> tuple[Proposal, ByRules, About]:
    """What the rules make of a message, and what they heard in it."""
    evidence = hear(EVIDENCE_HEARD, plain)
    about = services.find(plain.subject, plain.text, words.form_service)
    kinds = kinds_of(evidence, words.form_kind)
    excluded = hear(GROUNDS_HEARD, plain)
    exclusion = exclusion_of(excluded, about, kinds, plain)
    alone = kind_of(kinds, exclusion, named="says_complaint" in evidence.strength)
    act, back = _act(plain, kinds), hear(FOLLOWING_HEARD, plain)
    now = _followed(alone, act, kinds, back, standing, plain, about)
    kind = now.kind if now else alone
    flagged = hear(FLAGS_HEARD, plain)
    flags, moved = flags_of(kind, plain, flagged, about, words)
    for_a_person = _for_a_person(flags, back.strength, standing)
    sure = certainty.of(
        kinds,
        PRIOR,
        alone,
        about,
        ticked=words.form_kind == alone,
        grudge=_has_grudge(evidence, flags),
        neighbour=NEIGHBOUR in excluded.strength and not exclusion,
    )
    said = Proposal(
        kind=kind,
        act=now.act if now else act,
        services=about.services,
        exclusion=exclusion,
        flags=flags,
        confidence=0.0 if for_a_person else sure,
        alone=alone if now else "",
        follows=refers(alone, back.because),
        another="another_matter" in back.because,
        for_a_person=for_a_person,
        put_right=because_put_right(words.text) if now and now.act == "withdrawal" else "",
        because=(
            *back.told(back.because),
            *evidence.told(_supporting(alone, evidence)),
            *(Because(_beside(one[0], about), one[1]) for one in about.because),
            *excluded.told([exclusion]),
            *(Because(*one) for one in moved),
        ),
    )
    heard = [one.strength for one in (evidence, excluded, back, flagged)]
    rules = ByRules(kind, exclusion, flags, kinds, *heard)
    return said, rules, about


def _beside(label: str, about: About) -> str:
    """A topic's name; of one that was heard nearly as much and not taken, that it might be meant."""
    return label if label in (*about.services, about.elsewhere) else f"{MIGHT}{label}"


def _of_services(told: Because, by_rules: tuple[str, ...], taken: tuple[str, ...]) -> Because:
    """A service by whose words the rules would have gone, where the wording as a whole is of another."""
    if told.label in by_rules and taken and told.label not in taken:
        return replace(told, label=f"{SOUNDS}{told.label}")
    meant = told.label.removeprefix(MIGHT)
    return replace(told, label=meant) if meant in taken else told


def _for_a_person(flags: tuple[str, ...], back: Container[str], standing: Standing | None) -> str:
    """Of what somebody rang about and how they were spoken to, a person says which is the matter; and whether what goes
    on with a complaint that is nowhere on the record is a new one. '' where neither is so.
    """
    if "fluency_duty" in flags:
        return "a person has to say whether it is about the officer's spoken English"
    if standing is None and "own_case" in back:
        return "it goes on with a complaint that is nowhere on the record: a person says whether it is a new one"
    return ""


def _has_grudge(evidence: Heard, flags: tuple[str, ...]) -> bool:
    """Whether something is told that went wrong, and was not put right by whoever is praised."""
    unsettled = _UNSETTLED_FOR_ALL if "names_staff" in flags else _UNSETTLED
    return not unsettled.isdisjoint(evidence.strength)


def _with_experience(
    said: Proposal, rules: ByRules, about: About, plain: Plain, words: Words, services: Services
) -> Proposal:
    """The proposal, looked at again with experience, and with what the council's own decisions taught."""
    # What was ticked counts where the rules follow it; all that is told may speak louder against it.
    ticked = words.form_kind == rules.kind
    looked = look_again(
        plain.low, rules, about, services.owners, ticked=ticked, by_machine=words.by_machine
    )
    if about.lessons is not None and not looked.exclusion:
        lessons = about.lessons
        taught = look_again(
            plain.low,
            rules,
            lessons.about,
            services.owners,
            ticked=ticked,
            by_machine=words.by_machine,
            own=lessons.kinds,
        )
        looked = heed(looked, taught, lessons)
    sure = looked.confidence
    if words.form_kind and words.form_kind != looked.kind:
        sure = min(sure, certainty.OTHERWISE)
    flags = {*looked.flags, *words.form_flags}
    supposed = MAY_SPEAK in flags and MAY_SPEAK not in {*said.flags, *words.form_flags}
    roads = about.elsewhere in ROADS and not (looked.services or looked.exclusion)
    bitter = looked.kind == "compliment" and rules.evidence.get("sarcasm", 0.0) >= _HEARD_BITTER
    overruled = set(said.flags) - flags
    heard = (one for one in said.because if one.label not in overruled)
    told = (Because(*one) for one in looked.because if one[1])
    return replace(
        said,
        kind=looked.kind,
        services=looked.services,
        exclusion=looked.exclusion,
        # What was filled in on a form is no matter of words.
        flags=tuple(sorted(flags)),
        confidence=sure,
        supposed=(MAY_SPEAK,) if supposed else (),
        for_a_person=said.for_a_person
        or (_SUPPOSED_TO_AGREE if supposed else _PRAISE_OR_NOT if bitter else "")
        or (_UNKNOWN if looked.unknown else "")
        or (_OF_THE_ROADS if roads and looked.kind in _FOLLOWING_NOTHING else ""),
        alone=said.alone if looked.kind == said.kind else "",
        because=(
            *(_of_services(one, said.services, looked.services) for one in heard),
            *told,
        ),
    )


def goes_on(words: Words) -> bool:
    """Whether the words go on with something said before: refer back to it, ask after it, want it looked at again."""
    plain = plain_words(words)
    said = hear(FOLLOWING_HEARD, plain).strength
    return (
        "refers_back" in said or "asks_after" in said or "further" in hear(_FURTHER, plain).strength
    )


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
    acts = hear(ACTS_HEARD, plain).strength
    grumbles = kinds["complaint"] > max(kinds["compliment"], 2.5) or kinds["escalation"] > 0
    if grumbles:
        acts.pop("thanks", None)
    return max(acts, key=lambda one: acts[one], default="information")
