"""What stands in a mail and is not what it is about: idioms, streets, houses, a greeting. Pure."""

from __future__ import annotations

import re

# Named in passing: what is paid, where it was reported. Looked for only around the words in them.
_PASSING = (
    (
        "council tax",
        r"(?:what|why) (?:(?:do|am|are|on earth do) )?(?:we|i|you) (?:even |actually |all )?(?:pay(?:ing)?|"
        r"paid) (?:our |my |your )?"
        r"council tax(?: for)?|(?:i|we) pay (?:my|our|full|the full) council tax|(?:as|"
        r"like) (?:a )?council tax ?payers?"
        r"|(?:for )?(?:the |all the )?council tax (?:i|we) pay|waste of (?:my |our )?council tax|"
        r"council tax ?payers?'?",
    ),
    (
        "website|portal| app|form",
        r"(?:your|the|council'?s?) web ?site (?:says|said|promises|states|tells|claims|gives|gave|told)"
        r"|(?:on|through|via|using|by) (?:your|the|my) (?:council'?s? )?(?:web ?site|app|portal|online form|"
        r"web form)",
    ),
    (
        "wast|bills|nuisance",
        r"(?:waste|wasted|wasting) (?:of )?(?:my|our|your|everyone'?s) (?:time|money)|pay (?:my|our|the) bills"
        r"|(?:make|making|be|being) a nuisance",
    ),
    (
        "benefit|the post",
        r"(?:would|will|could|also|to|not|and) benefit(?: from)?|benefit of the doubt|(?:in|by|through|"
        r"opening) the post"
        r"|for the benefit of",
    ),
    # What somebody will not do; the rubbish is a noun.
    (
        "refuse",
        r"(?:will|to|you|they|i|we|not|must|should|would|may|can|please|did) refuse\b(?! (?:collect|bin|sack|truck|"
        r"lorry|wagon|crew|store|chute|bag|was|is|has|have))|refuse (?:to|my|our|me|us|it|permission|planning|"
        r"this|him|her|them|any|point blank)\b",
    ),
    ("sent from", r"sent from (?:my|the)[^\n]{0,40}"),
    (
        "email|internet|website",
        r"(?:don't|do not|can't|cannot|doesn't) (?:do|use|have) (?:the )?(?:email|internet|website)s?",
    ),
)
_IDIOMS = tuple(
    (tuple(near.split("|")), re.compile(rf"\b(?:{words})\b")) for near, words in _PASSING
)
# A street's or a house's name is no word for a service: Meadow Lane, 8 orchard way.
_KINDS_OF_STREET = (
    "road|street|lane|avenue|close|court|house|view|way|drive|hill|terrace|walk|row|place|crescent|mews|grove|rise|tower"
    "|gardens|square|parade|wharf|quay|rd|ave|st|ln"
)
_STREET = re.compile(
    rf"\b(?:(?:[A-Z][\w'\u2019]+ ){{1,2}}(?:{'|'.join(one.capitalize() for one in _KINDS_OF_STREET.split('|'))})"
    rf"|\d{{1,4}}[a-z]? (?:[a-z]+ ){{1,2}}(?:{_KINDS_OF_STREET}))\b(?! ?(?:[Cc]lean|[Ss]weep|[Ll]ight|"
    rf"[Ll]amp|[Tt]rad|[Ss]ign|[Nn]ame))"
)
# A house by its number: "6 Chapel Bank", "40 Church Stile"; no day of a month.
_HOUSE = re.compile(
    r"\b\d{1,4}[a-z]?,? (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Council|Housing|Blue|Parking)[a-z]*\b)"
    r"(?:[A-Z][\w'\u2019]+ ){1,2}(?!I\b)[A-Z][\w'\u2019]+\b"
)
GREETING = re.compile(
    r"\A\s*(?:dear|hi|hello|good (?:morning|afternoon|evening))\b[^,.!\n]{0,40}", re.IGNORECASE
)


def bare(source: str) -> str:
    """A text in small letters with blanks for what is no word of a matter, each letter where it stood."""
    nowhere = _HOUSE.sub(_blank, _STREET.sub(_blank, source))
    return _without_idioms(GREETING.sub(_blank, nowhere, count=1).lower())


def _without_idioms(lowered: str) -> str:
    for near, pattern in _IDIOMS:
        if any(word in lowered for word in near):
            lowered = pattern.sub(_blank, lowered)
    return lowered


def _blank(hit: re.Match[str]) -> str:
    return " " * len(hit.group())
