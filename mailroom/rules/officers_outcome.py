"""Which outcome an officer's letter names, in the words that officers use; nothing where it leaves a doubt. Pure.

"I uphold your complaint", "Decision: partly upheld", "we are unable to uphold it". What somebody else decided, what
might be decided, and what was decided at an earlier stage is no outcome of this letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_VERB = r"(?:uphold(?:ing)?|upheld)"
_SAYS = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
# "I uphold", "we have decided not to uphold": few words between who decides and the deciding.
_I_DECIDE = re.compile(
    rf"\b(?:i|we)(?:['\u2019](?:ve|m|re))?(?:\s+[\w'\u2019,]+){{0,7}}?\s+(?:to\s+)?{_VERB}\b",
    re.IGNORECASE,
)
# "Your complaint is upheld", "all three are upheld"; what was upheld was upheld by somebody before.
_IT_IS = re.compile(
    rf"\b(?:is|are|has|have|being)(?:\s+[\w'\u2019]+){{0,4}}?\s+{_VERB}\b|\b(?:isn|aren)['\u2019]t\s+{_VERB}\b",
    re.IGNORECASE,
)
_BARE = (
    r"(?:(?:your|the|this|my|our|all|both|complaint|complaints|stage|part|point"
    r"|\w+\s+complaints?|one|two|three|1|2|3|and|in)\s+)"
)
# "Upheld.", "Complaint not upheld as to the noise": a finding without a verb.
_FINDING = re.compile(
    rf"\W*{_BARE}{{0,4}}(?:not|partly|partially|part|fully|wholly)?[\s-]*upheld\b"
    r"(?!\s+(?:by|at|on|when|last|before)\b)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\W*(?:[\w'\u2019]+\s+){0,6}(?:decision|outcome|finding|findings|conclusion|result|answer|response|reply)s?"
    r"(?:\s+(?:is|was|on \w+(?: \w+){0,4}|on stage \d))?\s*[:\u2013\u2014-]\s*(?:that\s+(?:it|this)\s+(?:is|was)\s+)?"
    r"(?:(?:not|partly|partially|part|fully)[\s-]+)?(?:uphold|upheld)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    rf"\b(?:not|cannot|unable|never|neither|nor|no|decline[ds]?|refuse[ds]?)\b[^.]{{0,40}}\b{_VERB}"
    rf"|n['\u2019]t\b[^.]{{0,40}}\b{_VERB}",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    rf"\bpart(?:ly|ially)?[\s-]+{_VERB}\b|\b{_VERB}\s+(?:[\w'\u2019]+\s+){{0,3}}in part\b"
    rf"|\b{_VERB}\s+(?:[\w'\u2019]+\s+){{0,2}}(?:partly|partially)\b",
    re.IGNORECASE,
)
# It may be so, or somebody else says so, or it was so: no outcome of this letter's own.
_NOT_SAID = re.compile(
    r"\b(?:if|whether|unless|would|could|might|may|should|asked|asking|asks|ask|want\w*|wish\w*|hope\w*|expect\w*"
    r"|previous\w*|earlier|ombudsman|panel|tribunal|court|colleagues?|minded|propos\w+|recommend\w*|suggest\w*"
    r"|inclined|likely|provisional\w*|think|stage one|first (?:reply|response|answer|stage)|to be|was|were|had"
    r"|she|he|they)\b",
    re.IGNORECASE,
)
# Of a sentence that has several clauses, the one that decides is looked at for such words.
_CLAUSE = re.compile(r"[,;:\u2013\u2014]|\b(?:and|but|so|therefore)\b", re.IGNORECASE)
_FOR_NOW = re.compile(
    r"\b(?:if|unless|whether|provided|subject to|pending|until)\b|\?", re.IGNORECASE
)
# Something is upheld, and not surely the whole.
_A_PART = re.compile(
    rf"\b{_VERB}\s+(?:only\s+)?(?:(?:this|that|these|those|one|the|your|two)\s+(?:\w+\s+)?"
    r"(?:parts?|points?|elements?|aspects?|grounds?|issues?|heads?)\b"
    r"|(?:the|your|a)\s+complaints?\s+(?:that|as|in so far|insofar)\b|as (?:to|regards|far)\b)"
    rf"|\b(?:parts?|points?|elements?|aspects?|grounds?|issues?)\s+(?:\w+\s+)?(?:is|are)\b[^.]{{0,30}}\b{_VERB}\b"
    rf"|\b{_VERB}\s+as (?:to|regards)\b|\b{_VERB}\s+on (?:this|that|one|the)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:in full|fully|both|all)\b", re.IGNORECASE)
_LONG_LINE = 55
_LABEL = re.compile(r"\s*[A-Z][\w' \u2019]{0,40}:")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Named:
    """An outcome as a letter names it.

    `outcome` is 'upheld', 'partly' or 'not'; '' where only a part is decided on, or the letter says one thing and
    another. `words` is the sentence that says it, '' where none does.
    """

    outcome: str = ""
    words: str = ""
    is_mixed: bool = False


def read_outcome(text: str) -> Named:
    """The outcome that a letter names."""
    found: dict[str, str] = {}
    parts: dict[str, str] = {}
    for sentence in _sentences(text):
        if _is_said(sentence):
            of_a_part = _A_PART.search(sentence) and not _WHOLE.search(sentence)
            (parts if of_a_part else found).setdefault(_which(sentence), sentence)
    if "partly" in found:
        return Named("partly", found["partly"])
    said = {**parts, **found}
    if len(said) > 1:
        return Named("", " / ".join(said.values()), is_mixed=True)
    return Named(next(iter(found), ""), next(iter(said.values()), ""))


def _which(sentence: str) -> str:
    if _PARTLY.search(sentence):
        return "partly"
    return "not" if _NOT.search(sentence) else "upheld"


def _is_said(sentence: str) -> bool:
    """Whether a sentence decides, here and now, and in the writer's own name."""
    verb = _SAYS.search(sentence)
    if verb is None:
        return False
    labelled = _LABELLED.match(sentence)
    if labelled:
        return _FOR_NOW.search(sentence) is None
    clause = _CLAUSE.split(sentence[: verb.start()])[-1]
    if _NOT_SAID.search(clause) or _FOR_NOW.search(sentence):
        return False
    return any(one.search(sentence) for one in (_I_DECIDE, _IT_IS)) or bool(
        _FINDING.match(sentence)
    )


def _sentences(text: str) -> Iterator[str]:
    """Sentences, with the lines together that a program wrapped; a short line and a labelled one stand alone."""
    whole = ""
    for line in [*text.split("\n"), ""]:
        ends = not line.strip() or _LABEL.match(line) is not None
        if whole and ends:
            yield from _SENTENCE.split(whole)
            whole = ""
        whole = f"{whole} {line.strip()}".strip()
        if whole and len(line) < _LONG_LINE:
            yield from _SENTENCE.split(whole)
            whole = ""
