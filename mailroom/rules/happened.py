"""The day that a complaint is about, of all that are told: none of the asking and waiting, nor one to come. Pure."""

from __future__ import annotations

import re
from datetime import date

from mailroom.rules.told_dates import TODAY, ToldDate, told_dates

# A line's end within a paragraph, which may part a day from its month.
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
# Said of a day in its own clause: on it somebody wrote, rang, promised or was to come, and nothing happened.
_CHASED = re.compile(
    r"\b(?:rang|rung|ring|phoned|telephoned|called|wrote|written|emailed|e-mailed|chased|promis\w+|told (?:me|us|it|"
    r"that)|was told|said|would|will|reported|complained|asked"
    r"|acknowledg\w+|appointment|agreed|filled in|paid|apply|applied|sent|send|submitted|registered|booked)\b",
    re.IGNORECASE,
)
# And before "since": "has not returned my calls since".
_WAITED = re.compile(
    rf"{_CHASED.pattern}|\b(?:heard|return\w*|repl\w+|answer\w*|respon\w+|tried|chasing|waiting|waited)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\b(?:had|got|received|have)\b.{0,20}\b(?:letter|e-?mail|text|reply|response|call)\b",
    re.IGNORECASE,
)
# Right before a day that is an end or a paper's date: "by the 5th", "your letter of 3 November".
_NO_DAY_OF_IT = re.compile(
    r"\b(?:by|due(?: on)?|until|till|before|between|letters? (?:of|dated)|e-?mails? (?:of|dated)|"
    r"repl(?:y|ies) (?:of|dated)|that was|which was)(?:\s+the)?(?:\s+\w+day,?)?(?:\s+the)?\s*$",
    re.IGNORECASE,
)
# "It is now the 1st of June": when they write, and no more.
_NOW = re.compile(
    r"\b(?:it is|it's|its|today is|today's|as of|still \w+ (?:on|at|as of)|still)(?: now| only| already)?"
    r"(?:\s+on)?(?:\s+the)?(?:\s+\w+day,?)?(?:\s+the)?\s*$",
    re.IGNORECASE,
)
# What may yet be, whatever year the day is read in, or only an end, or why it is late: "my badge ran out".
_TO_COME = re.compile(
    r"\b(?:if|unless|(?:runs?|running|ran|run) out|expir\w+|lapsed|goes in|comes out|died|passed away|buried|"
    r"funeral)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.?!;] |\n\n| [-\u2013] |, and (?!again)|,? (?:and then|then|but) ")
# More days nobody tells in a letter, and each is read with what stands around it.
_MOST = 100
_SENTENCE_END = re.compile(r"[.?!]\s+(?=[^a-z])|\n\n")
# A letter's own date, alone on its line.
_DATE_LINE = re.compile(
    r"^[ \t]*(?:date:?[ \t]*)?(?:\w+day,?[ \t]+)?(?:\d{1,2}(?:st|nd|rd|th)?[ \t]+[a-z]{3,9},?[ \t]+\d{4}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})[ \t]*\.?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


def happened_on(text: str, received_on: date) -> ToldDate | None:
    """The day it happened: since when it lasts, else the first told on which more was done than to chase it up.

    Of several told in one sentence the last: "it was missed on 9 June, 23 June and 7 July".
    """
    text = _WRAPPED.sub(" ", _DATE_LINE.sub("", text))
    told = [one for one in told_dates(text, received_on) if one.exact][:_MOST]
    told = [one for one in told if not _NOW.search(text[: one.at][-40:])] or told
    told = [one for one in told if not _TO_COME.search(_clause(text, one))] or told
    since = [one for one in told if _SINCE.search(text[max(0, one.at - 20) : one.at + 6])]
    # "I have rung four times since the 22nd" is no beginning of it.
    since = [one for one in since if not _WAITED.search(_clause(text, one).partition("since")[0])]
    if since:
        return since[0]
    happened = [one for one in told if not _is_chasing(text, one)]
    # "Nobody has come today" is said of what happened on a day that is told.
    happened = [one for one in happened if not TODAY.fullmatch(one.words)] or happened
    if not happened:
        return next(iter(told), None)
    end = _SENTENCE_END.search(text, happened[0].at + len(happened[0].words) - 1)
    told_at_once = [one for one in happened if end is None or one.at < end.start()]
    return max(told_at_once, key=lambda one: one.on)


def _is_chasing(text: str, one: ToldDate) -> bool:
    """Whether a day is one of the asking and waiting, not of what happened."""
    clause = _clause(text, one)
    before = text[: one.at][-40:] + ("until" if one.words.lower().startswith("until") else "")
    return bool(_CHASED.search(clause) or _LETTER.search(clause) or _NO_DAY_OF_IT.search(before))


def _clause(text: str, one: ToldDate) -> str:
    """The part of a sentence that a day is told in."""
    start = max((end.end() for end in _CLAUSE_END.finditer(text, 0, one.at)), default=0)
    # A date's own full stop may be the sentence's: "on 8 June. Nobody came".
    after = _CLAUSE_END.search(text, one.at + len(one.words) - 1)
    return text[start : after.start() if after else len(text)]
