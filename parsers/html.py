"""HTML of a mail to plain text: selectolax mends and marks the quotes, inscriptis lays out, and no word is lost.

Where inscriptis shows fewer words than selectolax sees, or the page is hostile, our own plain walker stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.htmlwalk import strip_tags, walk
from parsers.plain import even_out

# Characters: layout takes some 0.1 ms a kB; a page longer than this is read by the plain stripper.
MAX_HTML = 1_500_000
# Levels: inscriptis loses text below 250, lexbor's reader grows slow from some thousand on.
MAX_DEPTH = 200
# Cells of a page's tables: laying out costs some 0.1 ms each; more than a long newsletter has.
MAX_CELLS = 3_000
# The share of words that layout must show of what the mended page has.
_WORDS_KEPT = 0.8

# Levels of quotes within quotes that are taken off one by one.
_MAX_NESTED_QUOTES = 50

# Private-use characters mark quotes in the page; they survive layout and never come from a mail (they are removed first).
_CUT, _OPEN, _CLOSE = "\ue0f1", "\ue0f2", "\ue0f3"
_MARKS = re.compile(f"[{_CUT}{_OPEN}{_CLOSE}]")
_QUOTED = re.compile(f"{_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE}")

# Where the quoted mail follows, to the end: Outlook on the web, on phones and on the desktop, Hotmail.
_CUT_AT = (
    "#divRplyFwdMsg, #appendonsend, #x_divRplyFwdMsg, #x_appendonsend, #OLK_SRC_BODY_SECTION, #stopSpelling, "
    "#mail-editor-reference-message-container, .ms-outlook-mobile-reference-message, #mailroom-write-above"
)
# What holds the quoted mail whole: Gmail, Apple Mail, Thunderbird, Yahoo, AOL, Proton, Zoho, Spark, GMX.
_HOLDS = (
    "div.gmail_quote, blockquote[type=cite], .yahoo_quoted, .moz-cite-prefix, "
    ".protonmail_quote, .tutanota_quote, .zmail_extra, #blockquote_zmail, [name=messageReplySection], "
    "[name=quote], .aolmail_gmail_quote, .aol_quoted, .sh-quoted-content, .front-blockquote"
)
# A quick look for any of the above, in lower case.
_HINTS = (
    "rplyfwdmsg appendonsend olk_src stopspelling reference-message gmail_quote yahoo_quoted moz-cite border-top "
    'protonmail_quote tutanota_quote zmail messagereplysection type=cite type=\'cite type="cite name=quote name="quote '
    "aol quoted-content front-block mailroom-write"
).split()
_OUTLOOK_RULE = re.compile(r"border-top:\s*(?:solid\s+\S+\s+1\.0pt|1(?:\.0)?p[tx]\s+solid)", re.I)
_FORWARD = re.compile(r"\s*(?:-{2,}\s*)?(?:Begin forwarded message|Forwarded message)", re.I)
_HEAD_WORDS = re.compile(
    r"\s*(?:From|Von|De|Da|Od)\s*:.{1,300}?(?:Sent|Date|Gesendet|Datum|Envoyé|Inviato|Wysłano)\s*:",
    re.I | re.S,
)
_NESTING = re.compile(
    r"<(/?)(?!br\b|img\b|hr\b|meta\b|link\b|input\b|p\b|li\b|t[drh]\b|tbody\b|o:p\b|d[td]\b|wbr\b|col\b|area\b)[a-z]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as text, with the marks of its quotes taken out."""

    text: str
    newest: str
    quoted: str
    whole: bool = True  # False where it was too long or too deep to lay out


def read_html(source: str, *, forward: bool = False) -> Page:
    """The text of a page, and what of it is not quoted, as the page itself marks it.

    Of a forward nothing is cut: what it quotes is what it was sent for. Never raises.
    """
    source = source.replace("\x00", "")
    for mark in (_CUT, _OPEN, _CLOSE):
        source = source.replace(mark, "")
    if len(source) > MAX_HTML or _depth(source) > MAX_DEPTH * 5:
        text = even_out(strip_tags(source))
        return Page(text, text, "", whole=False)
    tree = LexborHTMLParser(source)
    lowered = source.lower()
    hidden = any(hint in lowered for hint in ("display:none", "display: none", "mso-hide"))
    for node in tree.css("script, style, template, noscript, title, head"):
        node.decompose()
    if not forward and marks_quotes(source):
        _mark_quotes(tree)
    return _divide(_lay_out(tree, hidden))


def marks_quotes(source: str) -> bool:
    """Whether a page seems to mark what it quotes; a quick look, before it is parsed."""
    lowered = source.lower()
    return any(hint in lowered for hint in _HINTS)


def _depth(source: str) -> int:
    """How deep the page may be nested at most; only long pages are looked at."""
    if source.count("<") < MAX_DEPTH * 5:
        return 0
    depth = deepest = 0
    for match in _NESTING.finditer(source):
        depth = depth - 1 if match.group(1) and depth else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _mark_quotes(tree: LexborHTMLParser) -> None:
    for node in tree.css(_CUT_AT):
        node.insert_before(_CUT)
    for node in tree.css("div[style]"):
        style = node.attributes.get("style") or ""
        if _OUTLOOK_RULE.search(style) and _HEAD_WORDS.match(node.text(deep=True)[:500]):
            node.insert_before(_CUT)
    for node in tree.css(_HOLDS):
        if not _FORWARD.match(_opening(node)):
            node.insert_before(_OPEN)
            node.insert_after(_CLOSE)


def _opening(node: LexborNode) -> str:
    return node.text(deep=True)[:200]


def _lay_out(tree: LexborHTMLParser, hidden: bool) -> str:
    """The page's words: laid out by inscriptis where there are tables, else by the walker, ten times as fast."""
    body = tree.body
    if body is None:
        return ""
    if body.css_first("td + td, th + td") is None or len(body.css("td, th")) > MAX_CELLS:
        return walk(body, hidden=hidden)
    seen = body.text(deep=True, separator=" ")
    try:
        text = _lay_out_tables(body.html or "")
    except (
        Exception
    ):  # inscriptis and lxml raise what they like on hostile pages; the walker does not
        text = ""
    if len(_MARKS.sub("", text).split()) < _WORDS_KEPT * len(seen.split()):
        return walk(body, hidden=hidden)
    return text


def _lay_out_tables(source: str) -> str:
    # Loaded with the first page that has a table: most mails have none.
    from inscriptis import get_text
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig

    config = ParserConfig(
        css=CSS_PROFILES["strict"].copy(), display_images=False, display_links=False
    )
    return str(get_text(source, config))


def _divide(marked: str) -> Page:
    """The laid-out text with and without what lies between the marks."""
    text = even_out(_MARKS.sub("", marked))
    if not _MARKS.search(marked):
        return Page(text, text, "")
    kept, _, cut = marked.partition(_CUT)
    quoted: list[str] = []
    for _ in range(_MAX_NESTED_QUOTES):
        found = _QUOTED.findall(kept)
        if not found:
            break
        quoted += found
        kept = _QUOTED.sub("\n", kept)
    newest = even_out(_MARKS.sub("", kept))
    if not newest.strip():
        return Page(text, text, "")
    return Page(text, newest, even_out(_MARKS.sub("", "\n".join([*quoted, cut]))))
