"""The text a person wrote: the right part chosen, HTML made text, quotes off; nothing of the writer's lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.contents import Contents, Text
from parsers.defects import Defect
from parsers.feet import fold_foot
from parsers.html import marks_quotes, read_html
from parsers.plain import even_out
from parsers.quotes import Cut, cut_quotes, is_forward

# Characters: a plain alternative shorter than this may be a stub, so the HTML beside it is looked at.
_STUB = 300
_STUB_WORDS = re.compile(
    r"(?:does(?: not|n'?t)|can(?:not|'?t)|unable to|not) (?:support|display|view|read|show|render)\w*.{0,40}HTML"
    r"|HTML.{0,20}(?:version|format|e-?mail|message|viewer|compatible)|view (?:this|it) (?:e-?mail |message )?(?:in|online)",
    re.I | re.S,
)
_HTML_IN_PLAIN = re.compile(r"\s*<(?:!doctype html|html|head|body|div|table|p)\b[^>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's words. `newest` is never less than the writer's own words; where unsure it equals `text`."""

    text: str  # the whole, as plain text
    newest: str  # what this person wrote
    quoted: str  # what was cut off
    html: str | None  # as sent, for display after sanitising
    forwarded: str = ""  # the text of a mail forwarded inside
    defects: tuple[Defect, ...] = ()

    @property
    def own(self) -> str:
        """What this person wrote and nothing else, to be read first: `newest` without a mail sent on and without `foot`."""
        return self._folded[0]

    @property
    def foot(self) -> str:
        """The signature and a gateway's notice below their words; '' where there is none."""
        return self._folded[1]

    @property
    def _folded(self) -> tuple[str, str]:
        head = self.forwarded.partition("\n")[0]
        above = self.newest[: self.newest.find(f"\n{head}")] if f"\n{head}" in self.newest else ""
        return fold_foot(above if head.strip() and above.strip() else self.newest)


def read_body(contents: Contents, subject: str = "") -> Body:
    """The body out of a mail's sorted parts; the subject tells a forward from a reply."""
    forward = is_forward(subject)
    texts = _first_with_words(contents)
    pages = [text.content for text in texts if text.is_html]
    chosen = choose_texts(texts)
    read = [_read_text(text, forward) for text in chosen]
    text = _join([whole for whole, _, _ in read])
    newest = _join([new for _, new, _ in read])
    cut = cut_quotes(newest, subject)
    quoted = _join([*(old for _, _, old in read), cut.quoted])
    if not quoted and not cut.forwarded and pages and not any(one.is_html for one in chosen):
        cut, quoted = _cut_by_page(pages, cut, subject)
    html = "\n".join(pages) or None
    return Body(text, cut.newest, quoted, html, cut.forwarded, tuple(contents.defects))


def _first_with_words(contents: Contents) -> list[Text]:
    """The writer's texts; where there are none, texts sent as files, then what lies outside any part."""
    for texts in (contents.texts, contents.spare):
        if any(text.content.strip() for text in texts):
            return texts
    return [] if contents.files or contents.messages or contents.reports else contents.stray


def _cut_by_page(pages: Sequence[str], cut: Cut, subject: str) -> tuple[Cut, str]:
    """Where the plain form shows no quote but the HTML beside it marks one, the HTML is believed."""
    if is_forward(subject) or not any(marks_quotes(page) for page in pages):
        return cut, ""
    read = [read_html(page) for page in pages]
    quoted = _join([page.quoted for page in read])
    if not quoted:
        return cut, ""
    again = cut_quotes(_join([page.newest for page in read]), subject)
    return again, _join([quoted, again.quoted])


def _read_text(text: Text, forward: bool) -> tuple[str, str, str]:
    """The whole, the newest and the quoted words of one text, as far as its form shows them."""
    if not text.is_html:
        whole = even_out(text.content)
        return whole, whole, ""
    page = read_html(text.content, forward=forward)
    return page.text, page.newest, page.quoted


def _join(texts: Sequence[str]) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def choose_texts(texts: Sequence[Text]) -> list[Text]:
    """The texts to read: of two forms of the same the plain one, unless it is a stub for the HTML."""
    texts = [_as_html(text) for text in texts if text.content.strip()]
    plain = [text for text in texts if text.alternative and not text.is_html]
    pages = [text for text in texts if text.alternative and text.is_html]
    if plain and pages:
        dropped = plain if _is_stub(plain, pages) else pages
        texts = [text for text in texts if text not in dropped]
    return _without_doubles(texts)


def _as_html(text: Text) -> Text:
    """A page sent as plain text is a page."""
    if text.is_html or not _HTML_IN_PLAIN.match(text.content) or "</" not in text.content:
        return text
    return Text(text.content, True, text.alternative)


def _without_doubles(texts: list[Text]) -> list[Text]:
    """Some programs send the plain and the HTML form one after the other, not as alternatives: one is enough."""
    if len(texts) != 2 or texts[0].is_html == texts[1].is_html:
        return texts
    page, plain = sorted(texts, key=lambda text: not text.is_html)
    words = set(read_html(page.content).text.split())
    own = set(even_out(plain.content).split())
    return [plain] if words and len(words & own) >= 0.9 * len(words | own) else texts


def _is_stub(plain: Sequence[Text], pages: Sequence[Text]) -> bool:
    words = " ".join(text.content for text in plain)
    if len(words) >= _STUB * 4 or not words.strip():
        return not words.strip()
    if _STUB_WORDS.search(words):
        return True
    if len(words) >= _STUB or sum(len(page.content) for page in pages) < 4 * len(words):
        return False
    shown = sum(len(read_html(page.content).text.split()) for page in pages)
    return shown > 3 * len(words.split()) + 10
