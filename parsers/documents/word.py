"""Word documents: python-docx finds the parts, our own walk reads what it leaves out.

python-docx passes over content controls, legacy fields, text boxes and tracked insertions
(its issue 155): on a form these are what was filled in. Macros are noted and never run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docx.opc.pkgreader import PackageReader
from lxml import etree

from parsers.documents import ocr
from parsers.documents.archive import open_archive, read_part, read_xml
from parsers.documents.document import Document, Pair, Table
from parsers.documents.guidance import sounds_like_guidance
from parsers.documents.pairs import asks, inline_pair, line_pairs, tidy_label, tidy_value
from parsers.documents.tables import table_pairs
from parsers.documents.unreadable import Unreadable
from parsers.documents.word_walk import Block, Grid, Paragraph, blocks_of

MAIN = "word/document.xml"
INNER = "/officeDocument"  # how the relation to the main part ends
OUTER = ("/header", "/footer")  # … and those to running titles
# So many lines that sound like guidance, and this share of all in that hand, make it the form's.
FEWEST_HINTS, HINTS_OF_HAND = 2, 0.6
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
    blocks = _without_hints(blocks)
    pairs: list[Pair] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not block.fields:
            run.append(block)
            continue
        if isinstance(block, Grid) and block.is_box and (question := _open_question(run)):
            answer = block.rows[0][0]
            if not _is_form(answer.split("\n")):
                pairs += _run_pairs(run[: run.index(question)], followed=False)
                pairs.append((tidy_label(question.text), tidy_value(answer)))
                run = []
                continue
        pairs += _run_pairs(run, followed=isinstance(block, Paragraph))
        run = []
        if isinstance(block, Grid):
            pairs += _grid_pairs(block)
        else:
            pairs += block.fields
    return (*pairs, *_run_pairs(run, followed=False))


def _without_hints(blocks: list[Block]) -> list[Block]:
    """The blocks without the guidance that the form sets apart in a hand of its own, slanted or grey; all of them
    where that hand writes other things, as the answers of somebody who likes it.
    """
    hints = [one.text for one in _paragraphs(blocks) if one.is_hint]
    said = sum(map(sounds_like_guidance, hints))
    if said < FEWEST_HINTS or said < HINTS_OF_HAND * len(hints):
        return blocks
    return list(_unhinted(blocks))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Grid):
            for cell in (cell for row in block.cells for cell in row):
                yield from _paragraphs(cell)
        else:
            yield block


def _unhinted(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Grid):
            cells = tuple(tuple(tuple(_unhinted(cell)) for cell in row) for row in block.cells)
            yield replace(block, cells=cells)
        elif block.fields or not block.is_hint or not sounds_like_guidance(block.text):
            yield block


def _open_question(run: list[Paragraph]) -> Paragraph | None:
    """The last words before a box, where they are a question that has no answer yet."""
    last = next((one for one in reversed(run) if one.text.strip()), None)
    return last if last is not None and (last.heading or asks(last.text)) else None


def _is_form(lines: list[str]) -> bool:
    """Whether most lines in a box ask for something themselves."""
    asking = sum(inline_pair(line) is not None or asks(line) for line in lines)
    return 2 * asking > len(lines)


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
