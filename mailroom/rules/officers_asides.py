"""Words that an officer writes to colleagues around a letter, or by mistake within one. Pure.

Some introduce the letter ("Reply for Mr Hill, please send:") and are cut off; some say that it is not to go yet. Any
of the second kind stops it, whatever else is said.
"""

from __future__ import annotations

import re

# Not yet, or not sure: a draft, a question, something that somebody is to do first.
_STOP = re.compile(
    r"\?"
    r"|\bdrafts?\b|\bdrafted\b"
    r"|\b(?:your|any|for|some) (?:comments?|thoughts|views|input|feedback on|steer|advice"
    r"|approval|amends|amendments|review)\b"
    r"|\bwhat do (?:you|we) think\b|\b(?:let|tell) me know\b|\bcomments? (?:please|welcome|by)\b"
    r"|\b(?:check|proof-?read|look (?:over|at|through)|read (?:over|through)|review|amend"
    r"|edit|tidy|tweak|change|finali[sz]e"
    r"|approve|clear|vet|fill in|complete)\b(?= (?:it|this|the (?:letter|reply|response|draft"
    r"|wording|text)|before|my)\b)"
    r"|\bsanity check|\bsecond pair of eyes\b"
    r"|\bbefore (?:it|this|that|the (?:letter|reply|response|answer)|we|i|you|sending|issuing)\b"
    r"|\b(?:do not|don['\u2019]t|please don['\u2019]t|not to be|not) (?:yet )?(?:send|sent"
    r"|issue|issued|release|released|go|be sent|forward|post)\b"
    r"|\bnot (?:yet|ready|final|for (?:sending|issue|release))\b|\bnot (?:be )?(?:until|till)\b"
    r"|\bhold (?:off|on|back|it|this|fire)\b|\bwait(?:ing)?\b|\buntil\b|\bonce\b|\bas soon as\b"
    r"|\bwhen (?:i|you|he|she|they|we)\b"
    r"|\bafter (?:legal|i|you|he|she|they|we)\b|\bsubject to\b|\bpending\b|\bunless\b|\bassuming\b"
    r"|\bprovided\b|\bif\b"
    r"|\bneeds? (?:to be )?(?:sign|check|approv|agree|legal|clear)\w*|\b(?:for|awaiting|await"
    r"|needs?) (?:your |his |her |their )?sign[- ]?off\b"
    r"|\bto be (?:signed|approved|agreed|checked|confirmed|cleared)\b"
    r"|\b(?:reply|response|answer|letter) (?:will follow|to follow|to come|is coming)\b"
    r"|\bsomething like\b|\balong (?:these|the) lines\b|\bwords to (?:this|that) effect\b"
    r"|\bfeel free to\b|\bi (?:think|suggest|propose)\b"
    r"|\bproposed\b|\bsuggested\b|\boptions?\b|\bversion \d\b|\bearlier version\b|\binstead of\b"
    r"|\bignore\b|\bnot sure\b|\bunsure\b",
    re.IGNORECASE,
)
# It is said what the text below is, or what is to be done with it.
_INTRODUCTION = re.compile(
    r"\b(?:reply|response|answer|letter|email|text|wording|message)\b[^.?!]{0,60}\b(?:for"
    r"|to|below|attached|follows|following)\b"
    r"|\b(?:my|our|the|a|his|her|stage (?:one|two|1|2)|final|full|formal) (?:\w+ )?(?:reply|response|answer|letter)\b"
    r"|\bplease (?:can you |could you )?(?:send|issue|forward|email|post|get (?:this|the)"
    r"|pass (?:this|the)|let (?:him|her|them|mr|mrs|ms|miss) have)\b"
    r"|\b(?:to|should) go (?:out )?(?:to|today|now|as it is)\b|\bfor (?:sending|issue|the resident|the complainant)\b"
    r"|\b(?:below|as follows|following)\b",
    re.IGNORECASE,
)
# Words for colleagues that may stand in the midst of a letter.
_INSIDE = re.compile(
    r"\b(?:not for|don['\u2019]t (?:tell|send|show|share with)|do not (?:tell|send this|show|share|disclose|forward))"
    r" (?:to |with )?(?:the |this )?(?:resident|complainant|customer|publication|disclosure"
    r"|release|him|her|them|mr|mrs|ms|this)\b"
    r"|\binternal(?:ly)? (?:note|use|only|comment|remark|discussion)s?\b|\[\s*internal|\(\s*internal|\binternal\s*:"
    r"|\bbetween (?:us|ourselves|you and me)\b|\boff the record\b|\bfor (?:the|our) file\b"
    r"|\bfor your (?:eyes|ears) only\b|\bnote (?:to|for) (?:the )?(?:team|feedback|self|file"
    r"|colleagues?|coordinators?)\b"
    r"|(?:^|\n)[ \t]*(?:nb|fyi|note|ps|p\.s\.|aside|question|query|comment|todo|to do"
    r"|action for)\b[ \t]*[:–-][ \t]*(?=\S)"
    r"|\b(?:fyi|todo)\b"
    r"|(?:^|\n)[ \t]*\[[^\]\n]{8,}\][ \t]*(?=\n|\Z)"
    r"|(?:^|\n)[ \t]*//|<!--|(?:^|\n)[ \t]*\*{2,3}[^*\n]{8,}\*{2,3}[ \t]*(?=\n"
    r"|\Z)"
    r"|\b(?:this|the) (?:complainant|resident|customer) (?:is|was|has|keeps|always|will|does)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\[\s*(?:insert|name|date|amount|tbc|tba|add|reference|ref|address|xx+|x|\.\.\.|…|\?+"
    r"|[^\]\n]{0,60}\?)[^\]\n]{0,60}\]"
    r"|<\s*(?:insert|name|date|amount|add|reference)[^>\n]{0,60}>|<<[^>\n]{0,80}>>|\{\{?[^}\n]{1,60}\}\}?"
    r"|\bx{3,}\b|\b(?:tbc|tba|tbd)\b|\?{2,}|_{4,}|\b(?:dd/mm|dd month)\b|£\s?(?:x+|_+|\?+)(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 60


_POLITE = re.compile(
    r"\b(?:can|could|would|will) (?:you|we|someone|somebody)(?: please| kindly)? "
    r"(?:send|issue|forward|email|post|get|let (?:him|her|them) have)\b[^.?!\n]{0,60}\?",
    re.IGNORECASE,
)


def stop_in(text: str) -> str:
    """The words that say that something is not to go out yet; '' where none do."""
    found = _STOP.search(_POLITE.sub(lambda one: one.group()[:-1] + ".", text))
    return _around(text, found) if found else ""


def introduces(text: str) -> bool:
    """Whether words above a letter are but its introduction: "Reply for Mr Hill, please send:"."""
    return any(one.search(text) for one in (_INTRODUCTION, _POLITE))


def inside_words(text: str) -> str:
    """Words in a letter that are for colleagues; '' where there are none."""
    found = _INSIDE.search(text)
    return _around(text, found) if found else ""


def placeholder_in(text: str) -> str:
    """What of a letter is still to be filled in: "[date]", "TBC"; '' where nothing is."""
    found = _PLACEHOLDER.search(text)
    return found.group().strip()[:_LONGEST] if found else ""


def _around(text: str, found: re.Match[str]) -> str:
    """The words on their line, so that a person sees what was meant."""
    begins = text.rfind("\n", 0, max(found.start(), 0) + 1) + 1
    ends = text.find("\n", max(found.end() - 1, begins))
    line = " ".join(text[begins : ends if ends >= 0 else len(text)].split())
    return line if len(line) <= _LONGEST else " ".join(found.group().split())[:_LONGEST]
