"""Word documents: python-docx finds the parts, our own walk reads what it leaves out.

python-docx passes over content controls, legacy fields, text boxes and tracked insertions
(its issue 155): on a form these are what was filled in. Macros are noted and never run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from docx.opc.pkgreader import PackageReader
from lxml import etree

from parsers.documents import ocr
from parsers.documents.archive import open_archive, read_part, read_xml
from parsers.documents.document import Document, Pair, Table
from parsers.documents.pairs import line_pairs
from parsers.documents.tables import table_pairs
from parsers.documents.unreadable import Unreadable
from parsers.documents.word_walk import Block, Grid, Paragraph, blocks_of

MAIN = "word/document.xml"
INNER = "/officeDocument"  # how the relation to the main part ends
OUTER = ("/header", "/footer")  # … and those to running titles
NOTES = {
    "macros": "it has macros; they were not run",
    "objects": "it has other files inside; they were not opened",
    "struck": "words struck through were left out",
}


def read_word(content: bytes) -> Document:
    """The words, tables and filled-in fields of a Word document, also of one with macros."""
    with open_archive(content) as archive:
        body, outer = _parts(content, archive)
        names = archive.namelist()
    blocks = blocks_of(body)
    titles = [line for part in outer for block in blocks_of(part) for line in lines_of([block])]
    text = "\n".join([*titles, *lines_of(blocks)]).strip()
    if not text and any(name.startswith("word/media/") for name in names):
        raise Unreadable(ocr.PROBLEM)  # a photograph of a letter, pasted into Word
    return Document(
        "docx", text=text, pairs=_pairs(blocks), tables=_tables(blocks), notes=_notes(names, body)
    )


def _parts(content: bytes, archive: zipfile.ZipFile) -> tuple[etree._Element, list[etree._Element]]:
    """The body and the headers and footers; a package out of order is read by its names."""
    try:
        package = PackageReader.from_file(io.BytesIO(content))  # type: ignore[no-untyped-call]
        parts = [(relation, blob) for _, _, relation, blob in package.iter_sparts()]
        body = next(blob for relation, blob in parts if relation.endswith(INNER))
        outer = [blob for relation, blob in parts if relation.endswith(OUTER)]
        return read_xml(body), [read_xml(blob) for blob in outer]
    except (KeyError, ValueError, AttributeError, StopIteration, etree.LxmlError, Unreadable):
        return read_xml(read_part(archive, MAIN)), []


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """The words as lines; the cells of a row stand on one line, parted by bars."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            lines += [" | ".join(cell for cell in row if cell) for row in block.rows]
        else:
            lines += block.text.split("\n")
    return lines


def _tables(blocks: Iterable[Block]) -> tuple[Table, ...]:
    return tuple(
        tuple(tuple(row) for row in block.rows) for block in blocks if isinstance(block, Grid)
    )


def _pairs(blocks: list[Block]) -> tuple[Pair, ...]:
    """Named fields where there are any, else what the lines and tables look like."""
    pairs: list[Pair] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not block.fields:
            run.append(block)
            continue
        pairs += _run_pairs(run, followed=isinstance(block, Paragraph))
        run = []
        if isinstance(block, Grid):
            pairs += _grid_pairs(block)
        else:
            pairs += block.fields
    return (*pairs, *_run_pairs(run, followed=False))


def _run_pairs(run: list[Paragraph], *, followed: bool) -> tuple[Pair, ...]:
    """Pairs in paragraphs without fields; the question a field answers is dropped: it has it."""
    lines: list[str] = []
    headings: set[int] = set()
    for paragraph in run:
        if paragraph.heading and paragraph.text.strip():
            headings.add(len(lines))
        lines += paragraph.text.split("\n")
    pairs = line_pairs(lines, headings)
    return pairs[:-1] if followed and pairs and not pairs[-1][1] else pairs


def _grid_pairs(grid: Grid) -> list[Pair]:
    """The rows' pairs, then the fields whose value no row already gives."""
    pairs = list(table_pairs(grid.rows, headed=grid.headed))
    given = {value for _, value in pairs if value}
    known = {label for label, _ in pairs}
    more = [
        (label, value)
        for label, value in grid.fields
        if label not in known and (value not in given or value == "yes")
    ]
    return pairs + more


def _notes(names: list[str], body: etree._Element) -> tuple[str, ...]:
    found = {
        "macros": any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names),
        "objects": any(name.startswith("word/embeddings/") for name in names),
        "struck": bool(body.xpath("boolean(//*[local-name()='rPr']/*[local-name()='strike'])")),
    }
    return tuple(NOTES[name] for name, is_so in found.items() if is_so)
