"""By which words a letter says what has no fact of its own: an apology, how to complain, how to ask
for the next stage. Matched against words in small letters on one line.
"""

from __future__ import annotations

import re


def of(pattern: str) -> re.Pattern[str]:
    """A pattern for words in small letters."""
    return re.compile(pattern)


GREETING = of(r"\b(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^.]{0,80},")
REACH = of(r"\brepl(?:y|ying) to this|\b(?:telephone|phone|call|ring|email|write to) (?:us|me)\b")
OMBUDSMAN = of(r"ombudsman")
ANY_TIME = of(r"\bat any (?:time|stage|point)\b")
USUALLY = of(r"\b(?:usually|normally|generally)\b")
FIRST = of(r"\b(?:first|before|followed|complete[ds]?|exhaust\w*)\b")
DECISION = of(r"\b(?:decision|decided|refus\w+)\b")
FINAL = of(r"\bfinal (?:answer|response|reply|decision)\b|\blast stage of our\b")
LOOKED = of(
    r"\b(?:look(?:ed|ing)|read|spok(?:e|en)|visit(?:ed)?|check(?:ed)?|review(?:ed)?|found"
    r"|asked|consider(?:ed)?|studied|went through|examined|investigat(?:ed|ion))\b"
)
GROUNDS = of(
    r"\b(?:law|act(?: of)? \d{4}|regulations?|statut\w+|legislation|polic(?:y|ies)|procedures?|guidance|code"
    r"|standards?|tenancy agreement|lease|contract|good practice|rules?)\b"
)
APOLOGY = of(r"\b(?:sorry|apolog\w+|regret)\b")
REMEDY = of(
    r"\b(?:sorry|apolog\w+|refund\w*|compensat\w+|repa(?:y|id)\w*|redress|remed\w+"
    r"|put(?:ting)? (?:it|this|that|them|things|matters) right)\b"
)
LEARNT = of(r"\b(?:learn\w*|lessons?|happen again|in future|from now on|will now|now \w+ every)\b")
A_DAY = of(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b"
)
ASK = of(r"\b(?:ask|escalat\w+|request\w*|stage)\b")
HOW = of(r"\b(?:repl(?:y|ying)|write|writing|email|telephone|call|form)\b")
WHY = of(r"\b(?:still wrong|why (?:you|it)|not (?:been )?(?:settled|resolved)|unresolved)\b")
WANTED = of(r"\b(?:what (?:\w+ ){0,3}(?:would like|want|outcome)|would like us to do|outcome)\b")
COMPLAIN = of(r"\b(?:complain(?:ts?)?)\b")
TELL = of(r"\b(?:repl(?:y|ying)|tell us|write|telephone|call|form|email)\b")
ADVICE = of(r"\b(?:independent (?:legal )?advice|legal advice|solicitor|citizens advice)\b")
STILL = of(r"\b(?:stands? still|paused?|on hold|do(?:es)? not count|is stopped)\b")
PERMISSION = of(r"\b(?:permission|consent|i agree)\b")
LEARNING_FORM = of(r"\blearning (?:form|from complaints)\b")
APPEAL = of(r"\bappeal\w*\b")
NOMINATE = of(r"\bnominat\w+\b")
SHARE = of(r"\bshar(?:e|ing) (?:it|this|them)\b|\bteam meeting\b")
LIMITED = of(r"\b(?:until|for) .{0,40}\b(?:look at (?:it|this) again|months?|review)")
UPHELD = {
    "upheld": of(r"(?<!not )(?<!partly )(?<!partially )\bup(?:held|hold)\b(?! in part)"),
    "partly": of(r"\bpart(?:ly|ially) up(?:held|hold)\b|\bupheld in part\b"),
    "not": of(r"\bnot (?:been )?up(?:held|hold)\b"),
    "": of(r"\bup(?:held|hold)\b"),
}
