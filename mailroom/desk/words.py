"""Values in words for a page: days, kinds, how long something waits, and a text with its telling words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from markupsafe import Markup, escape

from mailroom.clock import LONDON
from mailroom.rules.workdays import local_date
from store.outbox import Outgoing
from store.states import Channel, OutgoingState
from store.undelivered import GIVEN_UP

# More of one message is not shown on its page; the whole is a click away.
SHOWN_CHARACTERS = 60_000


def day(on: date | datetime | None) -> str:
    """A day as a page shows it, where the council is."""
    if isinstance(on, datetime):
        on = local_date(on)
    return f"{on:%-d %B %Y}" if on else "no day"


def short_day(on: date | datetime | None) -> str:
    """The same for a table."""
    if isinstance(on, datetime):
        on = local_date(on)
    return f"{on:%-d %b %Y}" if on else "–"


def when(at: datetime | None) -> str:
    """A day and an hour."""
    return f"{at.astimezone(LONDON):%-d %b %Y, %H:%M}" if at else "–"


def hour(at: datetime) -> str:
    """An hour of this day."""
    return f"{at.astimezone(LONDON):%H:%M}"


def plain(word: str) -> str:
    """A word of the record as people write it."""
    return word.replace("_", " ")


def opening(word: str) -> str:
    """The same at the head of a line."""
    said = plain(word)
    return said[:1].upper() + said[1:]


def since(at: datetime, now: datetime) -> str:
    """How long something has waited, in words."""
    days = (local_date(now) - local_date(at)).days
    if days:
        return f"{days} day{'s' if days > 1 else ''}"
    hours = int((now - at).total_seconds() // 3600)
    return f"{hours} hour{'s' if hours != 1 else ''}" if hours else "less than an hour"


def marked(text: str, words: Iterable[str]) -> Markup:
    """A text as paragraphs, escaped, with these words marked wherever they first stand in it."""
    text = text[:SHOWN_CHARACTERS]
    # Words that moved the same label stand in one line, with commas between them.
    every = [part for one in words for part in (one, *one.split(", "))]
    spans = sorted({span for one in every if (span := _place_of(one, text))})
    out, at = [], 0
    for start, end in spans:
        if start < at:
            continue
        out += [
            escape(text[at:start]),
            Markup("<mark>"),
            escape(text[start:end]),
            Markup("</mark>"),
        ]
        at = end
    out.append(escape(text[at:]))
    return Markup("").join(out)


def _place_of(words: str, text: str) -> tuple[int, int] | None:
    """Where words stand in a text, however it is broken into lines, and whatever its quotation marks."""
    parts = [re.escape(one) for one in words.split()]
    if not parts:
        return None
    pattern = (
        r"\s+".join(parts).replace("'", "['\u2018\u2019`\u00b4]").replace('"', '["\u201c\u201d]')
    )
    found = re.search(pattern, text, re.IGNORECASE)
    return found.span() if found else None


def stands(letter: Outgoing) -> str:
    """How a letter stands, in words."""
    if letter.last_reply.startswith(GIVEN_UP):
        return "given up"
    if letter.channel is Channel.PRINT and letter.state is OutgoingState.SENT:
        return "printed"
    return _STANDS[letter.state]


_STANDS = {
    OutgoingState.QUEUED: "waits",
    OutgoingState.LATER: "put off",
    OutgoingState.SENDING: "being sent, or in doubt",
    OutgoingState.SENT: "sent",
    OutgoingState.REFUSED: "refused",
}
FILTERS = {
    "stands": stands,
    "day": day,
    "short_day": short_day,
    "when": when,
    "hour": hour,
    "plain": plain,
    "opening": opening,
}
