"""A Word template filled with a letter: docxtpl in Jinja's sandbox, and the sizes of a large print.

A council edits the template, so it can read the facts of the letter and nothing else, and a fact that
it misspells is told and never left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from letters.blocks import Block, Kind, blocks_of
from letters.faults import LetterFault

if TYPE_CHECKING:
    from letters.document import Sheet

LARGE = 16  # points
# A fault of the template's; more than one word of it is of use to whoever edits it.
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
    BadZipFile,
    SyntaxError,
)


def render(template: Path, facts: Mapping[str, object], sheet: Sheet) -> bytes:
    """The template filled, as bytes of a .docx; LetterFault names the template and what is wrong with it."""
    import docx
    from docxtpl import DocxTemplate

    desk = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(template)
        document.render({**facts, "body": [_as_word(one) for one in _blocks(facts)]}, desk)
        # Its footers are filled in the file alone: what is open still has the template's.
        filled = io.BytesIO()
        document.save(filled)
        made: Any = docx.Document(filled)
        _describe(made, facts, sheet)
        if sheet.look.is_large:
            _enlarge(made, sheet.look.points, str(facts["date"]))
        out = io.BytesIO()
        made.save(out)
    except _FAULTS as fault:
        raise LetterFault(
            _in_words(fault), letter=sheet.letter.name, place=str(template)
        ) from fault
    return out.getvalue()


def _in_words(fault: BaseException) -> str:
    if isinstance(fault, BadZipFile | KeyError) or type(fault).__name__ == "PackageNotFoundError":
        return "this is no Word document (.docx)"
    return f"{fault}" or type(fault).__name__


def _blocks(facts: Mapping[str, object]) -> Iterator[Block]:
    body = facts["body"]
    assert isinstance(body, tuple)
    yield from body


def _as_word(block: Block) -> dict[str, object]:
    """A block as a template knows it: its kind, its words, the same with what is strong in bold, and its rows."""
    from docxtpl import RichText

    rich = RichText()
    for run in block.runs:
        rich.add(run.words, bold=run.strong)
    rows = [{"label": label, "value": value} for label, value in block.rows]
    return {"kind": str(block.kind), "words": block.words, "rich": rich, "rows": rows}


def _describe(made: Any, facts: Mapping[str, object], sheet: Sheet) -> None:
    """What a reader's program says of the document before it is opened."""
    properties = made.core_properties
    properties.title = str(facts["subject"])
    properties.author = sheet.head.name
    properties.last_modified_by = sheet.head.name
    properties.language = "en-GB"
    properties.subject = sheet.reference
    properties.comments = ""


def _enlarge(made: Any, points: int, date: str) -> None:
    """Every size grown as much as the body text has to, left aligned and black; the address stays as it fits the
    window, and a letterhead as it fits above it.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    size = made.styles["Normal"].font.size
    factor = points / (size.pt if size else 11)
    for style in made.styles:
        font = getattr(style, "font", None)
        if font is not None and font.size:
            font.size = Pt(round(font.size.pt * factor))
        if font is not None and font.color is not None and font.color.rgb is not None:
            font.color.rgb = None
    made.styles["Normal"].font.size = Pt(points)
    cells = [cell for table in made.tables for row in table.rows for cell in row.cells]
    dated = [cell for cell in cells if date in cell.text]
    parts = [made, *dated, *(section.footer for section in made.sections)]
    for paragraph in (one for part in parts for one in part.paragraphs):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for run in paragraph.runs:
            if run.font.size:
                run.font.size = Pt(max(LARGE, round(run.font.size.pt * factor)))


def words_in(content: bytes) -> str:
    """All that a Word document says, header and footer with it, each paragraph on a line."""
    import docx
    from docx.oxml.ns import qn

    made = docx.Document(io.BytesIO(content))
    parts = [made.element.body]
    for section in made.sections:
        edges = (section.header, section.footer, section.first_page_header)
        parts += [edge._element for edge in edges]
    lines = []
    for part in parts:
        for paragraph in part.iter(qn("w:p")):
            texts = [_said(one, qn("w:t")) for one in paragraph.iter(qn("w:t"), qn("w:br"))]
            lines.append("".join(texts))
    return "\n".join(lines)


def _said(node: Any, text: str) -> str:
    return node.text or "" if node.tag == text else "\n"


_SPACES = re.compile(r"\s+")


def check_letterhead(template: Path, sheet: Sheet) -> list[str]:
    """Every fault in a council's own Word template, in words: what it cannot say, and what it leaves unsaid."""
    from letters.document import as_docx

    if not template.is_file():
        return [f"{template}: there is no such file"]
    try:
        said = _SPACES.sub(" ", words_in(as_docx(sheet, template)))
    except LetterFault as fault:
        return [str(fault)]
    wanted: dict[str, list[str]] = {
        "address": list(sheet.to),
        "date": [f"{sheet.on:%-d %B %Y}"],
        "reference": [sheet.reference],
    }
    lacks = [
        f"{template}: {{{{ {name} }}}} is not in it, or not all of it is printed"
        for name, words in wanted.items()
        if not all(_SPACES.sub(" ", one) in said for one in words if one)
    ]
    if any(_SPACES.sub(" ", one) not in said for one in _said_by(sheet)):
        lacks.append(f"{template}: not all of the letter's own words are printed (body)")
    return lacks


def _said_by(sheet: Sheet) -> Iterator[str]:
    for block in blocks_of(sheet.letter):
        if block.kind is Kind.ROWS:
            yield from (part for row in block.rows for part in row)
        else:
            yield from block.words.split("\n")
