"""A web page's form as it comes by mail: the HTML that makers of forms send, as labels and answers.

Granicus, Jadu, Gravity Forms, Netcall and their like write tables of two columns, tables striped by label and answer,
definition lists, headings with a paragraph below, bold labels with the answer after a line's end.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.documents.document import Pair
from parsers.documents.pairs import line_pairs
from parsers.documents.tables import table_pairs
from parsers.forms.labels import NO_ANSWER

MOST_CHARACTERS = 500_000
MOST_NODES = 20_000
BLOCKS = frozenset(
    "p div li tr table section article h1 h2 h3 h4 h5 h6 ul ol dl dt dd td th".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt th b strong label".split())
HIDDEN = frozenset("script style head title template noscript".split())


def page_pairs(html: str) -> tuple[Pair, ...]:
    """The pairs on a page, in order; () where it has none."""
    body = LexborHTMLParser(html[:MOST_CHARACTERS]).body
    if body is None or len(body.css("*")) > MOST_NODES:
        return ()
    tables = [one for one in body.css("table") if not one.css("table table, table")[1:]]
    pairs = [pair for table in tables for pair in _table(table)]
    for table in tables:
        table.decompose()
    lines = _Lines()
    _walk(body, lines)
    return (*pairs, *lines.pairs())


def _table(table: LexborNode) -> tuple[Pair, ...]:
    """The pairs of one table; cells with nothing in them only indent."""
    rows = [[_words(cell) for cell in row.css("td, th")] for row in table.css("tr")]
    filled = [[cell for cell in row if cell] for row in rows]
    if rows and all(len(row) <= 1 for row in filled):
        return _striped(rows)
    asked = [row for row in rows if any(row) and not NO_ANSWER.match(row[0])]
    return table_pairs(asked)


def _striped(rows: list[list[str]]) -> tuple[Pair, ...]:
    """A label in one row, its answer in the next, which is empty where nothing was answered."""
    words = [" ".join(row).strip() for row in rows]
    return tuple(zip(words[0::2], [*words[1::2], ""], strict=False))


class _Lines:
    """The words outside tables, line by line, and which lines are headings."""

    def __init__(self) -> None:
        self._lines: list[str] = [""]
        self._headings: set[int] = set()

    def add(self, words: str, *, heading: bool) -> None:
        if words.strip() and not NO_ANSWER.match(words):
            if heading and not self._lines[-1]:
                self._headings.add(len(self._lines) - 1)
            elif not heading:
                self._headings.discard(len(self._lines) - 1)
            self._lines[-1] += words

    def end(self) -> None:
        if self._lines[-1]:
            self._lines.append("")

    def pairs(self) -> tuple[Pair, ...]:
        """A bold line without an answer on it asks; 'Name: A Clay' is a pair by itself."""
        return line_pairs([line.strip() for line in self._lines], self._headings)


def _walk(node: LexborNode, lines: _Lines, heading: bool = False) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            lines.add(" ".join((child.text_content or "").split()) + " ", heading=heading)
        elif tag == "br":
            lines.end()
        elif tag not in HIDDEN:
            if tag in BLOCKS:
                lines.end()
            _walk(child, lines, heading or tag in HEADINGS)
            if tag in BLOCKS:
                lines.end()


def _words(cell: LexborNode) -> str:
    """A cell's words, a line for each of its lines."""
    for end in cell.css("br, p, div, li"):
        end.insert_after("\n")
    text = cell.text(deep=True).replace("\xa0", " ")
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
