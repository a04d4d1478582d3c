"""What an officer asks of colleagues in plain words, in a mail that holds no letter to the resident. Pure.

"Please move this one to Jo", "I need to extend this to 18 May", "ask Mr Hill which bin", "I don't think this is ours".
Nothing of such words ever goes to a resident: what they are to be told, somebody has to write to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mailroom.rules.officers_greeting import is_named, name_words

_THIS = r"(?:(?:this|that|it)(?:\s+(?:one|case|complaint|matter|over|on|across))*|(?:the|my)\s+(?:case|complaint))"
_NAME = r"(?P<who>[A-Z][\w'\u2019-]+(?:\s+(?:(?:and|&|of)\s+)?[A-Z][\w'\u2019-]+){0,3})"
_PASSED_ON = (
    re.compile(
        rf"\b(?i:move|pass|re-?assign|re-?allocate|give|hand|transfer|redirect|re-?route|allocate"
        rf"|assign|forward)\s+(?i:{_THIS})"
        rf"\s+(?:over\s+|on\s+|across\s+)?(?i:to)\s+{_NAME}"
    ),
    re.compile(
        rf"\b(?i:this|it)(?i:\s+one)?(?i:['\u2019]s|\s+is|\s+belongs|\s+should go|\s+needs to go)\s+(?i:for"
        rf"|to|with|one for)\s+{_NAME}"
    ),
    re.compile(rf"\b(?i:one for|over to)\s+{_NAME}"),
    re.compile(
        r"\b(?i:this|it|that)(?i:\s+one)?(?i:['\u2019]s|\s+is)\s+(?P<who>[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?)['\u2019]s?(?i:\s+(?:team"
        r"|area|service|patch|"
        r"one|case|job|responsibility))?(?=[\s,.;:!]|\Z)(?!\s+(?!and\b|so\b|not\b|please\b)[a-z])"
    ),
    re.compile(
        rf"{_NAME}\s+(?i:will|is going to|has agreed to|is to|needs to|should|can|to)\s+(?i:deal with"
        rf"|answer|reply to|respond to|take|"
        rf"handle|pick up|own|investigate)\s+(?i:{_THIS})"
    ),
)
# "That was Jo's team, please reassign to her": the colleague was named in the words before. What is merely passed or
# sent to somebody may be meant for the resident.
_TO_ONE_NAMED = re.compile(
    rf"\b(?:re-?assign|re-?allocate|transfer|redirect|re-?route|move)(?:\s+{_THIS})?\s+(?:over\s+|on\s+|across\s+)?"
    r"to\s+(?:him|her|them)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b[A-Z][\w\u2019'-]+(?:\s+[A-Z][\w\u2019'-]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_NOT_MEANT = re.compile(
    r"\b(?:not|never|no need|instead of|rather than|unless|if|should (?:i|we)|shall (?:i"
    r"|we)|do you think|perhaps|maybe|might"
    r"|would it|could it|wonder)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
# "This is Jo's: could you put it across to her?" asks for it; "could you tell me whether" does not.
_PLEASE_DO = re.compile(
    r"\b(?:can|could|would|will) (?:you|one of you|somebody|someone) (?:please |kindly |possibly )?(?:put|pass|move"
    r"|send|give|hand|transfer|re-?assign|re-?allocate|re-?direct|forward|switch|swap)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\s*(?:please\W+)?(?:can|could|would|will) (?:you|we)\b",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\bout(?:side)?(?: of)? (?:the )?(?:scope|policy|procedure|remit)|\boutside (?:our|it"
    r"|the (?:complaints? )?(?:policy|procedure|scheme))\b"
    r"|(?:\bnot|n['\u2019]t)\b[^.?!\n]{0,40}\b(?:ours\b(?! to give)|for us to (?:answer|deal"
    r"|look)|one for us|a complaint\b|our responsibility|our remit)"
    r"|\bnot (?:covered|within|something) (?:by |in |under )?(?:the |our )?(?:complaints? )?(?:policy"
    r"|procedure|scheme|remit|scope)"
    r"|\bshould(?:n['\u2019]t| not) (?:be|have been) (?:taken|accepted|registered|logged"
    r"|treated)|\b(?:refuse|reject|decline) (?:this|it|the complaint)\b"
    r"|\b(?:belongs|for) (?:with |to )?(?:the )?(?:tribunal|ombudsman|courts?|planning inspectorate"
    r"|another (?:council|authority))\b",
    re.IGNORECASE,
)
_MORE_TIME = re.compile(
    r"\b(?:extend|extension|extending)\b"
    r"|\b(?:need|want|require|have|like|allow|give me|grant)\b[^.?!\n]{0,40}\b(?:more time"
    r"|longer|(?:extra|further|another|more|additional) "
    r"(?:\w+ )?(?:days?|weeks?|time|fortnight|month))\b"
    r"|\bpush (?:it|this|that|the \w+)(?: \w+){0,2} (?:back|on|out|another)|\bpush(?:ed)? (?:it |this )?(?:on|back)\b"
    r"|\bmove the (?:date|deadline|target)\b|\bwill (?:now )?(?:answer|reply|respond|be able to (?:answer"
    r"|reply|respond)) by\b"
    r"|\b(?:new|later|revised) (?:date|deadline|target)\b",
    re.IGNORECASE,
)
_NO_MORE_TIME = re.compile(
    r"(?:\b(?:no|not|without)|n['\u2019]t) (?:need |want |require )?(?:an? |any |for )?(?:further "
    r"|more )?(?:extension|extending|extend|more time|longer)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:please|can|could|would|need to|want to|let['\u2019]s|to)\b[^.?!\n]{0,25}\bask (?:(?:mr"
    r"|mrs|ms|miss|mx|dr|cllr)\b|him\b|her\b|them\b"
    r"|the (?:resident|complainant|customer|tenant)\b)"
    r"|\b(?:stop|pause|suspend|freeze) the (?:clock|time)\b|\bput (?:this|it) on hold (?:until|till|while)\b"
    r"|\bgo back to (?:mr|mrs|ms|miss|mx|dr|him|her|them|the (?:resident|complainant|customer))\b[^.\n]{0,30}\bfor\b",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    r"\b(?:send|write|give|let (?:him|her|them|mr|mrs|ms|miss|dr)\b[^.?!\n]{0,30}\bhave)\b[^.?!\n]{0,40}"
    r"\bholding (?:reply|letter|response|email|note|answer)\b"
    r"|\bholding (?:reply|letter|response|email) (?:please|to (?:go|be sent|mr|mrs|ms|miss|dr|him|her|them))",
    re.IGNORECASE,
)
_SPOKEN_TO = (
    (
        "visit",
        re.compile(
            r"\b(?:went to (?:see|visit)|visited|called (?:on|round)|been (?:to see|round to)|home visit)\b",
            re.I,
        ),
    ),
    (
        "telephone",
        re.compile(
            r"\b(?:rang|telephoned|phoned|called|by (?:tele)?phone|on the (?:tele)?phone|over the (?:tele)?phone)\b",
            re.I,
        ),
    ),
    (
        "meeting",
        re.compile(r"\b(?:met|met with|meeting with|came in to see|sat down with)\b", re.I),
    ),
)
_GAVE_ANSWER = re.compile(
    r"\b(?:gave|given|told|explained|read|went through|talked (?:\w+ )?through)\b[^.?!\n]{0,50}\b(?:our"
    r"|my|the|its|stage \w+) "
    r"(?:\w+ )?(?:answer|decision|outcome|response|reply|findings?)\b",
    re.IGNORECASE,
)
_TO_BE_WRITTEN = re.compile(
    r"\b(?:letter|written (?:answer|response|reply|confirmation)|it in writing) (?:will follow"
    r"|to follow|to come|is coming|is being)"
    r"|\b(?:will|shall|am going to|to|need to|[iI]['\u2019]ll) (?:now )?(?:write|put it in writing"
    r"|confirm (?:it |this )?in writing|send (?:a|the) letter)\b"
    r"|\bwrit(?:ing|ten) (?:up|to (?:him|her|them|mr|mrs|ms))\b",
    re.IGNORECASE,
)
_SPOKEN_OUTCOME = re.compile(
    r"(?:\b(?:answer|decision|outcome|finding|response|complaint)s?\b[^.?!\n]{0,40}[:,\u2013-]\s*"
    r"|\bthat (?:it|the complaint|her complaint"
    r"|his complaint|their complaint) (?:is|was) )(?P<part>(?:not|partly|partially|fully)\s+)?upheld\b",
    re.IGNORECASE,
)
_TO_OMBUDSMAN = re.compile(
    r"\b(?:comments|response|reply|answer|letter|submission|papers|file)\b[^?\n]{0,120}\b(?:went"
    r"|gone|sent|submitted|uploaded|posted|filed)\b",
    re.IGNORECASE,
)
_OMBUDSMAN = re.compile(r"\bombudsm[ae]n\b|\bombuds\b|\bL?GSCO\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Whom something is to go to, as it was written, and the sentence that says so."""

    who: str
    words: str
    is_sure: bool


def find_passed_on(text: str, colleagues: Iterable[str] = ()) -> PassedOn | None:
    """To whom an officer wants a case given; unsure where it is a question, or is said not to be so.

    "Please reassign to him" means whichever of the `colleagues` was named before, where that is one.
    """
    sentences = _SENTENCE.split(text)
    for sentence in sentences:
        for pattern in _PASSED_ON:
            found = pattern.search(sentence)
            if found:
                return _given(found["who"], sentence)
    everybody = tuple(colleagues)
    for number, sentence in enumerate(sentences):
        found = _TO_ONE_NAMED.search(sentence)
        if found:
            before = " ".join((*sentences[:number], sentence[: found.start()]))
            who = _colleagues_in(before, everybody)
            given = _given(who[0] if who else "", sentence)
            return given if len(who) == 1 else replace(given, is_sure=False)
    return None


def _given(who: str, sentence: str) -> PassedOn:
    polite = _POLITE.match(sentence) or _PLEASE_DO.search(sentence)
    doubted = _NOT_MEANT.search(_PLEASE_DO.sub(" ", sentence)) or (
        sentence.strip().endswith("?") and not polite
    )
    return PassedOn(who, " ".join(sentence.split()), is_sure=not doubted)


def _colleagues_in(text: str, colleagues: tuple[str, ...]) -> tuple[str, ...]:
    """The colleagues whom a text names, each once, in its order."""
    called = (_POSSESSIVE.sub("", one) for one in _CALLED.findall(text))
    found = (one for name in called for one in colleague_named(name, colleagues))
    return tuple(dict.fromkeys(found))


def colleague_named(who: str, colleagues: Iterable[str]) -> tuple[str, ...]:
    """The colleagues whom a name means: by the whole name, else by the first name alone."""
    everybody = tuple(colleagues)
    words = name_words(who)
    # "Denise Please": a capital after the name may begin something else.
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        found = tuple(dict.fromkeys(one for one in everybody if is_named(said, one)))
        if found:
            return found
    return ()


def proposes_refusal(text: str) -> str:
    """The words that say that a complaint is not one to be answered here; '' where none do."""
    return _first(_SCOPE, text)


def wants_more_time(text: str) -> str:
    """The words that ask for a later date; '' where none do."""
    return "" if _NO_MORE_TIME.search(text) else _first(_MORE_TIME, text)


def asks_resident(text: str) -> str:
    """The words that want something asked of the resident; '' where none do."""
    return _first(_ASKED, text)


def wants_holding(text: str) -> str:
    """The words that want a holding reply sent; '' where none do."""
    return _first(_HOLDING, text)


def to_ombudsman(text: str) -> str:
    """The words that say what was sent to an Ombudsman; '' where none do."""
    return _first(_TO_OMBUDSMAN, text) if _OMBUDSMAN.search(text) else ""


@dataclass(frozen=True, slots=True)
class SpokenAnswer:
    """An answer given by word of mouth: how, its outcome, and why it may not be one after all."""

    channel: str
    outcome: str
    words: str
    doubt: str = ""


def find_spoken_answer(text: str) -> SpokenAnswer | None:
    """That the resident was told the answer, by telephone, at a meeting or at home."""
    gave = _GAVE_ANSWER.search(text)
    channels = [name for name, pattern in _SPOKEN_TO if pattern.search(text)]
    if gave is None or not channels:
        return None
    found = _SPOKEN_OUTCOME.search(text)
    part = (found["part"] or "").strip().lower() if found else ""
    outcome = {"not": "not", "partly": "partly", "partially": "partly"}.get(part, "upheld")
    doubt = ""
    if found is None:
        doubt = "the answer was given by word of mouth, and which outcome it had is not sure"
    elif _is_still_to_be_written(text):
        doubt = "an answer was given by word of mouth, and is to be written as well: which of them counts is not sure"
    return SpokenAnswer(channels[0], outcome if found else "", gave.group(), doubt)


def _is_still_to_be_written(text: str) -> bool:
    sentences = [one for one in _SENTENCE.split(text) if _TO_BE_WRITTEN.search(one)]
    return any(
        not re.search(r"\bnot\b|n['\u2019]t\b|\bform\b", one, re.IGNORECASE) for one in sentences
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found.group().split())[:80] if found else ""


def several(found: Sequence[str]) -> str:
    """Names in words: "Jo Hill or Jo Lee"."""
    return " or ".join(found)
