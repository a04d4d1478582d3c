"""One set of words, written twice: the plain pen and the page pen.

A letter's words stand once, in its `body.txt`. The plain pen writes them as text, the page pen as
HTML that needs no style sheet, picture or script, sets no colour of text or ground (so that a dark
screen stays dark) and reads well on a phone. Whatever a fact says is escaped; only the pens
themselves make markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from urllib.parse import unquote

from markupsafe import Markup, escape

from letters.words import clean, cut, one_line, shortdate

# A mid grey that can be told from white and from black alike (at least 4.5 to 1 on either).
GREY = "#767676"
_QUOTE = f'<blockquote style="margin:0 0 16px;padding:2px 0 2px 14px;border-left:4px solid {GREY}">'
_CELL = "padding:3px 16px 3px 0;text-align:left;vertical-align:top"
_HEADER = f'<tr><th scope="row" style="{_CELL};font-weight:bold">'
_PARAGRAPH = '<p style="margin:0 0 16px">'
_SMALL = f'<p style="margin:0 0 16px;font-size:13px;color:{GREY}">'
_ITEM = '<li style="margin:0 0 8px">'
_BLOCK = re.compile(r"<(?:h2|blockquote|table|ul|ol|hr|p|div)\b")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_ADDRESS = re.compile(r"[^\s<>\"',;:()\\]+@[^\s<>\"',;:()\\@]+")
_WEB = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)

_ANSWER = (
    "we send the resident what you write below the word, as a letter from you. You can give the "
    "outcome with it: ANSWER UPHELD, ANSWER PARTLY UPHELD or ANSWER NOT UPHELD."
)
_HOLDING = "we send the resident what you write: why it takes longer, and until when."
_EXTEND = "give your own date, and the reason below it. We tell the resident."
_UPDATE = "we send the resident what you write below the word, as news from you."
_LEARNING = "we keep the form that you attach, or your answers below the word."
_DONE = "we mark what was to be done on this case as done."
# What an officer can do: the key in `links`, the word for a reply, the link's words, what it does.
COMMANDS: tuple[tuple[str, str, str, str], ...] = (
    ("accept", "ACCEPT", "Take it on", "you take on the case."),
    ("answer", "ANSWER", "Send the answer", _ANSWER),
    ("holding", "HOLDING", "Send a holding reply", _HOLDING),
    ("extend", "EXTEND TO {day}", "Ask for more time", _EXTEND),
    ("ask", "ASK", "Ask the resident", "we put your question to the resident."),
    ("update", "UPDATE", "Send news to the resident", _UPDATE),
    ("pass_on", "PASS ON TO", "Pass it on", "with the name of the colleague who should have it."),
    (
        "consult",
        "ASK COLLEAGUE",
        "Ask a colleague",
        "with their name beside it, and your question below.",
    ),
    ("refuse", "OUT OF SCOPE", "Say it is out of scope", "say why below. A coordinator decides."),
    ("learning", "LEARNING", "Return the learning form", _LEARNING),
    ("done", "DONE", "Say that it is done", _DONE),
    ("note", "NOTE", "Leave a note", "it is kept on the file and the resident does not see it."),
)


# What a command does where a case is no complaint of a resident's; '' where it does nothing.
OTHERWISE: dict[str, dict[str, str]] = {
    "external": {
        "answer": "we keep what you write below the word; a coordinator sends it to the Ombudsman.",
        **dict.fromkeys(("holding", "extend", "ask", "update"), ""),
    },
    "comment": {
        "answer": "we send the resident what you write below the word, as a letter from you.",
        **dict.fromkeys(("holding", "extend", "refuse", "learning"), ""),
    },
}
# What works by a word at the head of a reply, where the mailbox takes no signed addresses.
BY_WORD = frozenset(
    (
        *("accept", "answer", "holding", "extend", "ask", "update", "pass_on", "consult", "refuse"),
        *("done", "note"),
    )
)


Links = Mapping[str, object] | None


class PlainPen:
    """Writes plain text."""

    def heading(self, words: object) -> str:
        """A heading: a line of its own."""
        return one_line(words)

    def small(self, words: object) -> str:
        """Words that stand back."""
        return one_line(words)

    def strong(self, words: object) -> str:
        """Words that must not be overlooked: a date, above all."""
        return one_line(words)

    def quoted(self, words: object, longest: int = 0) -> str:
        """Somebody's own words, each line marked with '>', cut to `longest` characters if given."""
        text = _own_words(words, longest)
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""

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

    def commands(self, links: Links, day: date | None = None, case: Links = None) -> str:
        """What an officer can do: the word to write, what it does, and the address that does it."""
        return "\n".join(
            f"- {word}: {does}" + (f" (Or write to {_bare(link)})" if link else "")
            for word, _, does, link in _commands(links, day, case)
        )


class PagePen:
    """Writes HTML; every answer is Markup whose facts are escaped."""

    def heading(self, words: object) -> Markup:
        """A heading below the letter's own."""
        text = escape(one_line(words))
        return as_markup(
            f'<h2 style="margin:24px 0 8px;font-size:18px">{text}</h2>' if text else ""
        )

    def small(self, words: object) -> Markup:
        """Words that stand back: small and grey."""
        return as_markup(f"{_SMALL}{escape(one_line(words))}</p>")

    def strong(self, words: object) -> Markup:
        """Words that must not be overlooked: a date, above all."""
        return as_markup(f"<strong>{escape(one_line(words))}</strong>")

    def quoted(self, words: object, longest: int = 0) -> Markup:
        """Somebody's own words, set off by a rule at the left."""
        text = _own_words(words, longest)
        return as_markup(f"{_QUOTE}{_lines(text)}</blockquote>" if text else "")

    def verbatim(self, words: object) -> Markup:
        """What an officer wrote, in its own paragraphs and lines."""
        parts = _GAP.split(clean(words).strip())
        return as_markup("".join(f"{_PARAGRAPH}{_lines(part)}</p>" for part in parts if part))

    def particulars(self, rows: Iterable[tuple[str, object]]) -> Markup:
        """A table of labels and values, each label the header of its row."""
        lines = "".join(
            f'{_HEADER}{escape(label)}</th><td style="{_CELL}">{escape(value)}</td></tr>'
            for label, value in _known(rows)
        )
        table = f'<table style="border-collapse:collapse;margin:0 0 16px">{lines}</table>'
        return as_markup(table if lines else "")

    def bullets(self, things: Iterable[object] | None) -> Markup:
        """A list."""
        return _list([escape(thing) for thing in map(one_line, things or ()) if thing])

    def mail(self, address: object) -> Markup:
        """A link that opens an email; what is no address stays words."""
        text, shown = one_line(address), escape(one_line(address))
        return (
            as_markup(f'<a href="mailto:{shown}">{shown}</a>')
            if _ADDRESS.fullmatch(text)
            else shown
        )

    def web(self, address: object) -> Markup:
        """A link to a page of the web; no other kind of link is ever made."""
        text, shown = one_line(address), escape(one_line(address))
        if not _WEB.fullmatch(text):
            return shown
        target = shown if "://" in text else f"https://{shown}"
        return as_markup(f'<a href="{target}">{shown}</a>')

    def commands(self, links: Links, day: date | None = None, case: Links = None) -> Markup:
        """What an officer can do: a link that opens the right email, and the word for a reply."""
        return _list(
            (f'<a href="{escape(_mailto(link))}">{label}</a>, or reply with ' if link else "")
            + f"<strong>{word}</strong>: {does}"
            for word, label, does, link in _commands(links, day, case)
        )


def as_page(rendered: str) -> str:
    """The page pen's rendering as HTML blocks: paragraphs for blank lines, lists for dashes."""
    return "\n".join(_block(part) for part in tidy(rendered).strip().split("\n\n"))


def tidy(rendered: str) -> str:
    """The letter with no blank line ends and no two blank lines together; ends with a line end."""
    text = clean(rendered)
    if " \n" in text or "\t\n" in text:
        text = "\n".join([line.rstrip() for line in text.split("\n")])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip() + "\n"


def filters_of(pen: PlainPen | PagePen) -> dict[str, Callable[..., str]]:
    """The pen's strokes by the names that templates use."""
    strokes = (pen.heading, pen.small, pen.strong, pen.quoted, pen.verbatim, pen.particulars)
    return {one.__name__: one for one in (*strokes, pen.bullets, pen.mail, pen.web, pen.commands)}


def as_markup(html: str) -> Markup:
    """HTML that was put together from our own markup, or a council's, and escaped facts."""
    return Markup(html)  # noqa: S704 - the one place where markup is vouched for


def _block(part: str) -> str:
    if _BLOCK.match(part):
        return part  # the page pen made it: a fact's own '<' is escaped by now
    lines = part.split("\n")
    if all(line.startswith("- ") for line in lines):
        return _list(line[2:] for line in lines)
    return f"{_PARAGRAPH}{'<br>'.join(lines)}</p>"


def _list(items: Iterable[str]) -> Markup:
    inner = "".join(f"{_ITEM}{item}</li>" for item in items)
    return as_markup(
        f'<ul style="margin:0 0 16px;padding:0 0 0 24px">{inner}</ul>' if inner else ""
    )


def _lines(text: str) -> str:
    return str(escape(text)).replace("\n", "<br>")


def _own_words(words: object, longest: int) -> str:
    text = "" if words is None else tidy(str(words)).strip("\n")
    return cut(text, longest) if longest else text


def _known(rows: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """The rows that say something, each on one line; what a pen has marked up stays as it is."""
    shown = [
        (name, value if isinstance(value, Markup) else one_line(value)) for name, value in rows
    ]
    return [(name, value) for name, value in shown if value]


def _commands(links: Links, day: date | None, case: Links) -> list[tuple[str, str, str, str]]:
    """Word, label, effect and link of what may be done; no links at all: the words do without."""
    example, given, about = shortdate(day) or "a date", _given(links), case or {}
    kind = "external" if about.get("external") else one_line(about.get("kind"))
    other = OTHERWISE.get(kind, {} if kind in ("", "complaint") else OTHERWISE["comment"])
    return [
        (word.format(day=example), label, effect, given.get(key, ""))
        for key, word, label, does in COMMANDS
        if (key in given or (not given and key in BY_WORD)) and (effect := other.get(key, does))
    ]


def _given(links: Links) -> dict[str, str]:
    """The links that there are, each as one line."""
    return {key: link for key, value in (links or {}).items() if (link := one_line(value))}


def _bare(link: str) -> str:
    return unquote(link.removeprefix("mailto:").partition("?")[0])


def _mailto(link: str) -> str:
    return link if link.startswith("mailto:") else f"mailto:{link}"
