"""One set of words, written twice: the plain pen and the page pen.

A letter's words stand once, in its `body.txt`. The plain pen writes them as text, the page pen as HTML that needs no style
sheet, picture or script, sets no colour of text or ground (so that a dark screen stays dark) and reads well on a phone.
Whatever a fact says is escaped; only the pens themselves make markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

from markupsafe import Markup, escape

from letters.words import clean, cut, one_line, shortdate

# A mid grey that can be told from white and from black alike (at least 4.5 to 1 on either).
GREY = "#767676"
_QUOTE = f"margin:0 0 16px;padding:2px 0 2px 14px;border-left:4px solid {GREY}"
_CELL = "padding:3px 16px 3px 0;text-align:left;vertical-align:top"
_PARAGRAPH = '<p style="margin:0 0 16px">'
_BLOCK = re.compile(r"<(?:h2|blockquote|table|ul|ol|hr|p|div)\b")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_MANY_GAPS = re.compile(r"\n{3,}")
_BLANK_ENDS = re.compile(r"[ \t]+\n")
_ADDRESS = re.compile(r"[^\s<>\"',;:()\\]+@[^\s<>\"',;:()\\@]+")
_WEB = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)

# What an officer can do: the key in `links`, the word at the head of a reply, the words of the link, what it does.
COMMANDS: tuple[tuple[str, str, str, str], ...] = (
    ("accept", "ACCEPT", "Take it on", "you take the case on."),
    (
        *("answer", "ANSWER", "Send the answer"),
        "we send the resident what you write below the word, as a letter from you. "
        "You can give the outcome with it: ANSWER UPHELD, ANSWER PARTLY UPHELD or ANSWER NOT UPHELD.",
    ),
    (
        "holding",
        "HOLDING",
        "Send a holding reply",
        "we send the resident what you write: why it takes longer, and until when.",
    ),
    (
        "extend",
        "EXTEND TO {day}",
        "Ask for more time",
        "give your own date, and the reason below it. We tell the resident.",
    ),
    ("ask", "ASK", "Ask the resident", "we put your question to the resident."),
    (
        "pass_on",
        "PASS TO",
        "Pass it on",
        "give the name or address of the colleague who should have it.",
    ),
    (
        "refuse",
        "REFUSE",
        "Say it is out of scope",
        "give the reason. A coordinator decides; nothing is sent before that.",
    ),
    ("note", "NOTE", "Leave a note", "it is kept on the file and the resident does not see it."),
)


class Pen(Protocol):
    """What every pen can write; each method is a filter of that name in a template."""

    def heading(self, words: object) -> str: ...
    def small(self, words: object) -> str: ...
    def quoted(self, words: object, longest: int = 0) -> str: ...
    def verbatim(self, words: object) -> str: ...
    def particulars(self, rows: Iterable[tuple[str, object]]) -> str: ...
    def bullets(self, things: Iterable[object] | None) -> str: ...
    def mail(self, address: object) -> str: ...
    def web(self, address: object) -> str: ...
    def commands(self, links: Mapping[str, object] | None, day: date | None = None) -> str: ...


class PlainPen:
    """Writes plain text."""

    def heading(self, words: object) -> str:
        """A heading: a line of its own."""
        return one_line(words)

    def small(self, words: object) -> str:
        """Words that stand back."""
        return one_line(words)

    def quoted(self, words: object, longest: int = 0) -> str:
        """Somebody's own words, each line marked with '>'; cut at a word where `longest` (characters) is given."""
        lines = _own_words(words, longest).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines) if lines != [""] else ""

    def verbatim(self, words: object) -> str:
        """What an officer wrote, as it was written."""
        return clean(words).strip()

    def particulars(self, rows: Iterable[tuple[str, object]]) -> str:
        """Labels with their values, one a line; what has no value is left out."""
        return "\n".join(f"{label}: {value}" for label, value in _known(rows))

    def bullets(self, things: Iterable[object] | None) -> str:
        """A list, one thing a line."""
        return "\n".join(f"- {thing}" for thing in map(one_line, things or ()) if thing)

    def mail(self, address: object) -> str:
        """An email address."""
        return one_line(address)

    def web(self, address: object) -> str:
        """A web address."""
        return one_line(address)

    def commands(self, links: Mapping[str, object] | None, day: date | None = None) -> str:
        """What an officer can do: the word to write, what it does, and the address that does the same."""
        items = _commands(links, day)
        return "\n".join(
            f"- {word}: {does} (Or write to {_bare(link)})" for word, _, does, link in items
        )


class PagePen:
    """Writes HTML; every answer is Markup whose facts are escaped."""

    def heading(self, words: object) -> Markup:
        """A heading below the letter's own."""
        text = one_line(words)
        return (
            Markup('<h2 style="margin:24px 0 8px;font-size:18px">{}</h2>').format(text)
            if text
            else Markup("")
        )

    def small(self, words: object) -> Markup:
        """Words that stand back: small and grey."""
        return Markup('<p style="margin:0 0 16px;font-size:13px;color:{}">{}</p>').format(
            GREY, one_line(words)
        )

    def quoted(self, words: object, longest: int = 0) -> Markup:
        """Somebody's own words, set off by a rule at the left."""
        text = _own_words(words, longest)
        return (
            Markup('<blockquote style="{}">{}</blockquote>').format(_QUOTE, _lines(text))
            if text
            else Markup("")
        )

    def verbatim(self, words: object) -> Markup:
        """What an officer wrote, in its own paragraphs and lines."""
        return _paragraphs(clean(words).strip())

    def particulars(self, rows: Iterable[tuple[str, object]]) -> Markup:
        """A table of labels and values, each label the header of its row."""
        row = Markup(
            '<tr><th scope="row" style="{cell};font-weight:bold">{label}</th><td style="{cell}">{value}</td></tr>'
        )
        cells = [row.format(cell=_CELL, label=label, value=value) for label, value in _known(rows)]
        table = Markup('<table style="border-collapse:collapse;margin:0 0 16px">{}</table>')
        return table.format(Markup("").join(cells)) if cells else Markup("")

    def bullets(self, things: Iterable[object] | None) -> Markup:
        """A list."""
        return _list([escape(thing) for thing in map(one_line, things or ()) if thing])

    def mail(self, address: object) -> Markup:
        """A link that opens an email; what is no address stays words."""
        text = one_line(address)
        return (
            Markup('<a href="mailto:{0}">{0}</a>').format(text)
            if _ADDRESS.fullmatch(text)
            else escape(text)
        )

    def web(self, address: object) -> Markup:
        """A link to a page of the web; no other kind of link is ever made."""
        text = one_line(address)
        if not _WEB.fullmatch(text):
            return escape(text)
        target = text if "://" in text else f"https://{text}"
        return Markup('<a href="{}">{}</a>').format(target, text)

    def commands(self, links: Mapping[str, object] | None, day: date | None = None) -> Markup:
        """What an officer can do: a link that opens the right email, and the word that does the same in a reply."""
        item = Markup('<a href="{}"><strong>{}</strong></a>, or reply with <strong>{}</strong>: {}')
        items = _commands(links, day)
        return _list(
            [item.format(_mailto(link), label, word, does) for word, label, does, link in items]
        )


def as_page(rendered: str) -> Markup:
    """The page pen's rendering as HTML blocks: paragraphs where the text had blank lines, lists where it had dashes."""
    return Markup("\n").join(_block(part) for part in _GAP.split(tidy(rendered).strip()) if part)


def tidy(rendered: str) -> str:
    """The letter without blank line ends and without two blank lines together; ends with one line end."""
    text = _BLANK_ENDS.sub("\n", clean(rendered))
    return _MANY_GAPS.sub("\n\n", text).strip() + "\n"


def filters_of(pen: Pen) -> dict[str, Callable[..., str]]:
    """The pen's strokes by the names that templates use."""
    names = (
        "heading",
        "small",
        "quoted",
        "verbatim",
        "particulars",
        "bullets",
        "mail",
        "web",
        "commands",
    )
    return {name: getattr(pen, name) for name in names}


def _block(part: str) -> Markup:
    if _BLOCK.match(part):
        return Markup(part)  # the page pen made it: facts were escaped there
    lines = part.split("\n")
    if all(line.startswith("- ") for line in lines):
        return _list([Markup(line[2:]) for line in lines])
    return Markup(f"{_PARAGRAPH}{'<br>'.join(lines)}</p>")


def _list(items: list[Markup]) -> Markup:
    inner = Markup("").join(
        Markup('<li style="margin:0 0 8px">{}</li>').format(item) for item in items
    )
    return (
        Markup('<ul style="margin:0 0 16px;padding:0 0 0 24px">{}</ul>').format(inner)
        if items
        else Markup("")
    )


def _paragraphs(text: str) -> Markup:
    return Markup("").join(
        Markup(_PARAGRAPH) + _lines(part) + Markup("</p>") for part in _GAP.split(text) if part
    )


def _lines(text: str) -> Markup:
    return Markup("<br>".join(str(escape(line)) for line in text.split("\n")))


def _own_words(words: object, longest: int) -> str:
    text = clean(words).strip()
    text = _MANY_GAPS.sub("\n\n", _BLANK_ENDS.sub("\n", text))
    return cut(text, longest) if longest else text


def _known(rows: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """The rows that say something, each value on one line; what a pen has marked up stays marked up."""
    shown = [
        (label, value if isinstance(value, Markup) else one_line(value)) for label, value in rows
    ]
    return [(label, value) for label, value in shown if value]


def _commands(
    links: Mapping[str, object] | None, day: date | None
) -> list[tuple[str, str, str, str]]:
    example = shortdate(day) or "a date"
    known = [
        (key, one_line((links or {}).get(key)), word, label, does)
        for key, word, label, does in COMMANDS
    ]
    return [
        (word.format(day=example), label, does, link)
        for _, link, word, label, does in known
        if link
    ]


def _bare(link: str) -> str:
    return link.removeprefix("mailto:").partition("?")[0]


def _mailto(link: str) -> str:
    return link if link.startswith("mailto:") else f"mailto:{link}"
