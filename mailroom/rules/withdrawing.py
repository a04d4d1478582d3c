"""Whether somebody who withdraws a complaint does so because it was put right, and says so without a "but". Pure.

Such a case a clerk closes, and says so to both. Whoever gives up, is told to, or would withdraw if something else came
about, is read by a person first.
"""

from __future__ import annotations

import re

# A note that is longer tells more than that it was put right.
_WORDS = 90
_DONE = (
    r"(?:fixed|mended|repaired|sorted(?: out)?|resolved|settled|put right|cleared(?: up)?|collected|emptied|delivered"
    r"|replaced|removed|cleaned|corrected|refunded|paid(?: back)?|done|working|dealt with|unblocked|finished)"
)
_WHEN = (
    r"(?:today|yesterday|this (?:morning|afternoon|evening|week)|last (?:night|week|\w+day)|(?:on |first thing )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|at \d)"
)
# Who merely rang or went has put nothing right by that.
_CAME = r"(?:came|come|landed|arrived|turned up|moved|swapped)"
_PUT_RIGHT = re.compile(
    r"\b(?:is|are|was|were|been|got|it's|they've|that's|now|all|being)"
    rf"(?: (?:all|now|finally|at last|since|\w+ly))? {_DONE}\b"
    rf"|\b(?:has|have|they|he|she|you|who) (?:now |since |finally |all |kindly )?{_DONE}\b"
    r"|(?:\b(?:has|have|it)|['\u2019](?:s|ve)) (?:now |just |since |both )?(?:come|arrived|turned up|been and|brought"
    r"|swapped|emptied|gone (?:in|on|through))\b"
    rf"|\b{_CAME}\b[^.?!\n]{{0,60}}\b{_WHEN}\b|\b{_WHEN}\b[^.?!\n]{{0,60}}\b{_CAME}\b",
    re.IGNORECASE,
)
# What leaves a doubt: a condition, a grievance that stands, somebody else's wish, a question, another road.
_NOT_FOR_GOOD = re.compile(
    r"\b(?:if|unless|until|till|once|when|provided|otherwise|but|however|although|though|except|instead|yet|still"
    r"|not|never|nobody|no one|nothing|(?<!hello )(?<!hi )again|tired|sick|ill|hospital|afraid|scared|frightened"
    r"|worried|threaten\w*|pressur\w*|(?:told|made|asked|urged|persuaded)(?: \w+)? to|advised|given up|give up"
    r"|giving up|no point|pointless|useless|waste of|solicitor|court|ombudsman|newspaper|councillor|mp"
    r"|rude\w*|shout\w*|swore|argu\w+|row|angry|upset|blam\w+|warn\w+|bull(?:y|ied|ying))\b"
    r"|n['\u2019]t\b|\?",
    re.IGNORECASE,
)
# The wish itself may be put with a "not": "I do not wish to go on", "there is no need to write".
_THE_WISH = re.compile(
    r"\b(?:(?:do not|don['\u2019]t|no longer|need not|needn['\u2019]t)\s+(?:want|wish|need|have)\b[^.?!\n]{0,60}"
    r"|no need\b[^.?!\n]{0,60}|not (?:be )?(?:taking|pursuing|going|needed)\b[^.?!\n]{0,40})",
    re.IGNORECASE,
)


def because_put_right(text: str) -> str:
    """The words that say that it was put right; '' where none do, or where something else stands beside them."""
    found = _PUT_RIGHT.search(text)
    if (
        found is None
        or len(text.split()) > _WORDS
        or _NOT_FOR_GOOD.search(_THE_WISH.sub(" ", text))
    ):
        return ""
    return " ".join(found.group().split())
