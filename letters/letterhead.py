"""Makes the Word templates that come with the house: `python -m letters.letterhead FOLDER`.

What a council starts from when it makes its own: the address lies where the window of a DL envelope
shows it, sizes and spaces are the styles', and every word of Jinja stands in a run of its own. Run
again after a change here; a test holds the files to it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from letters.document import LETTERHEAD, PLAIN, TEMPLATES

_FONT = "Liberation Sans"
# Sizes in points; Normal is what a large print grows from.
_STYLES = {"Normal": 11, "Title": 14, "Heading 2": 12, "List Bullet": 11, "Quote": 11}
_BLACK = RGBColor(0, 0, 0)


def make(*, plain: bool) -> Any:
    """A template as a document of python-docx: with the letterhead and the window, or plain."""
    made = docx.Document()
    _set_page(made)
    _set_styles(made)
    if plain:
        _head_of_plain(made)
    else:
        _head(made)
    _body(made, plain=plain)
    _foot(made)
    return made


def _set_page(made: Any) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(20), Mm(20)
    page.top_margin, page.bottom_margin = Mm(20), Mm(22)
    page.header_distance, page.footer_distance = Mm(8), Mm(10)


def _set_styles(made: Any) -> None:
    for name, points in _STYLES.items():
        style = made.styles[name]
        style.font.name, style.font.size = _FONT, Pt(points)
        style.font.color.rgb, style.font.italic = _BLACK, False
        style.font.bold = name in ("Title", "Heading 2")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), _FONT)
        style.paragraph_format.space_after = Pt(8)
        style.paragraph_format.line_spacing = 1.15
        border = style.element.pPr.find(qn("w:pBdr"))
        if border is not None:
            style.element.pPr.remove(border)
    made.styles["Heading 2"].paragraph_format.space_before = Pt(14)
    made.styles["Quote"].paragraph_format.left_indent = Mm(8)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _head(made: Any) -> None:
    """Letterhead, and the address in the window: 57 mm from the top of the sheet, six lines of 4 mm."""
    table = made.add_table(rows=2, cols=2)
    table.autofit = False
    _no_borders(table)
    for row, height in zip(table.rows, (37, 38), strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell, width in zip(row.cells, (96, 74), strict=True):
            cell.width = Mm(width)
    council, _ = table.rows[0].cells
    _line(council.paragraphs[0], "{{ council.name }}", points=16, bold=True)
    _line(council.add_paragraph(), "{{ council.address|join(', ') }}", points=9)
    _line(council.add_paragraph(), "{{ council.phone }}", points=9)
    _line(council.add_paragraph(), "{{ council.email }}", points=9)
    _line(council.add_paragraph(), "{{ council.url }}", points=9)
    to, about = table.rows[1].cells
    _line(to.paragraphs[0], "{{ address|join('\\n') }}", points=10, exactly=Mm(4))
    _line(about.paragraphs[0], "{{ date }}", points=10)
    _line(about.add_paragraph(), "Our reference: {{ reference }}", points=10)


def _head_of_plain(made: Any) -> None:
    for words in ("{{ council.name }}", "{{ address|join('\\n') }}", "{{ date }}"):
        made.add_paragraph().add_run(words)
    made.add_paragraph().add_run("Our reference: {{ reference }}")


def _no_borders(table: Any) -> None:
    table.style = "Normal Table"


def _line(
    paragraph: Any, words: str, *, points: int, bold: bool = False, exactly: Any = None
) -> None:
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = Pt(points), bold
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    if exactly is not None:
        paragraph.paragraph_format.line_spacing = exactly
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY


def _body(made: Any, *, plain: bool) -> None:
    """The letter's own words: one paragraph of the template for each kind of block."""
    made.add_paragraph("{{ subject }}", style="Title")
    made.add_paragraph("{%p for block in body %}")
    for kind, style in (("heading", "Heading 2"), ("item", "List Bullet"), ("quote", "Quote")):
        word = "if" if kind == "heading" else "elif"
        made.add_paragraph(f"{{%p {word} block.kind == '{kind}' %}}")
        made.add_paragraph("{{ block.words }}" if kind == "heading" else "", style=style)
        if kind != "heading":
            made.paragraphs[-1].add_run("{{r block.rich }}")
    made.add_paragraph("{%p elif block.kind == 'rows' %}")
    if plain:
        made.add_paragraph("{%p for row in block.rows %}")
        made.add_paragraph("{{ row.label }}: {{ row.value }}")
        made.add_paragraph("{%p endfor %}")
    else:
        _rows(made)
    made.add_paragraph("{%p else %}")
    made.add_paragraph().add_run("{{r block.rich }}")
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")


def _rows(made: Any) -> None:
    table = made.add_table(rows=3, cols=2)
    _no_borders(table)
    table.cell(0, 0).paragraphs[0].add_run("{%tr for row in block.rows %}")
    table.cell(1, 0).paragraphs[0].add_run("{{ row.label }}").bold = True
    table.cell(1, 1).paragraphs[0].add_run("{{ row.value }}")
    table.cell(2, 0).paragraphs[0].add_run("{%tr endfor %}")
    for cell in table.rows[1].cells:
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _foot(made: Any) -> None:
    """Reference and page at the foot of every sheet, so that none is lost."""
    foot = made.sections[0].footer.paragraphs[0]
    _line(foot, "{{ reference }}, page ", points=9)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        run.font.size = Pt(9)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = words
        run._r.append(mark)


def write(folder: Path) -> list[Path]:
    """Both templates written into a folder; where they are."""
    made = []
    for place, plain in ((LETTERHEAD, False), (PLAIN, True)):
        file = folder / place.name
        make(plain=plain).save(str(file))
        made.append(file)
    return made


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
