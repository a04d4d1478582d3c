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
MOST_LEVELS = 150  # of elements within each other; a form has some thirty
MOST_BETWEEN = 50  # elements between a row and its table
FEWEST_ROWS = 3  # … with a label beside the answer, and a table with others within lays out no page
LONGEST_LABEL = 200  # characters
BLOCKS = frozenset(
    "p div li tr table section article h1 h2 h3 h4 h5 h6 ul ol dl dt dd td th".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt th b strong label".split())
HIDDEN = frozenset("script style head title template noscript".split())

Rows = list[list[LexborNode]]


def page_pairs(html: str) -> tuple[Pair, ...]:
    """The pairs on a page, in order; () where it has none, and where it is larger or deeper than any form."""
    body = LexborHTMLParser(html[:MOST_CHARACTERS]).body
    if body is None or len(body.css("*")) > MOST_NODES or _is_deep(body):
        return ()
    tables = _tables(body)
    pairs = [pair for _, rows in tables for pair in _table(rows)]
    for table, _ in tables:
        table.decompose()
    lines = _Lines()
    _walk(body, lines)
    return (*pairs, *lines.pairs())


def _is_deep(body: LexborNode) -> bool:
    """Whether elements stand within each other deeper than any form's: to read them would take too long, or fail."""
    level = [body]
    for _ in range(MOST_LEVELS):
        level = [child for node in level for child in node.iter()]
        if not level:
            return False
    return True


def _tables(body: LexborNode) -> list[tuple[LexborNode, Rows]]:
    """The tables to read, each with its own rows: those that hold no other, and those with labels beside the answers,
    of which a maker of forms may put each into a table of its own. A table that only lays out the page is none.
    """
    tables = body.css("table")
    within = {table.mem_id: _table_around(table) for table in tables}
    rows: dict[int, Rows] = {}
    for row in body.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        rows.setdefault(_table_around(row), []).append(cells)
    outer = set(within.values())
    read: dict[int, tuple[LexborNode, Rows]] = {}
    done = set()  # tables that are read, and those within them
    for table in tables:  # a table stands before those within it
        at = table.mem_id
        own = rows.get(at, [])
        if within[at] in done:
            done.add(at)
        elif at not in outer or sum(map(_labels_beside, own)) >= FEWEST_ROWS:
            done.add(at)
            read[at] = (table, own)
    return list(read.values())


def _table_around(node: LexborNode) -> int:
    """The table that a table or a row stands in; 0 for none near."""
    around = node.parent
    for _ in range(MOST_BETWEEN):
        if around is None:
            break
        if around.tag == "table":
            return around.mem_id
        around = around.parent
    return 0


def _labels_beside(row: list[LexborNode]) -> bool:
    """Whether a row has a label in its first cell and a place for the answer in its second."""
    if len(row) != 2 or row[0].css_first("table") is not None:
        return False
    return 0 < len(row[0].text(deep=True).strip()) <= LONGEST_LABEL


def _table(cells: Rows) -> tuple[Pair, ...]:
    """The pairs of one table; cells with nothing in them only indent."""
    rows = [[_words(cell) for cell in row] for row in cells]
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
