"""The pieces of a Word document that python-docx leaves to others: contents, heads that repeat, pictures' words.

Knows nothing of reports; the library is loaded when a document is begun.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FONT, _GREY, _RULE = "Arial", "505A5F", "B1B4B6"
# What Word can show; a logo of another kind is left out, and the council's name stands in its place.
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif"))
_PICTURE_CM = 16.5
# With more columns than this a table is in smaller letters.
_MANY_COLUMNS = 7


def blank(colour: str) -> Document:
    """An empty A4 document in British English with the styles of a report, in the council's colour."""
    import docx
    from docx.shared import Cm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    _language(document)
    _styles(document, colour.lstrip("#").upper())
    return document


def _language(document: Document) -> None:
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "en-GB")


def _styles(document: Document, colour: str) -> None:
    from docx.shared import Cm

    _style(document, "Normal", 10.5, space=(0, 6))
    _style(document, "Title", 23, bold=True, space=(0, 2))
    _style(document, "Subtitle", 14, colour="383F43", space=(0, 12))
    for level, points, space in ((1, 16, (18, 6)), (2, 13, (14, 4)), (3, 11.5, (12, 4))):
        own = colour if level == 1 else "0B0C0C"
        _style(document, f"Heading {level}", points, bold=True, colour=own, space=space)
    for name, points, more in (
        ("Particulars", 10.5, {"space": (0, 2)}),
        ("Caution", 10.5, {"space": (8, 8)}),
        ("Contents Heading", 16, {"bold": True, "colour": colour, "space": (16, 6)}),
        ("How Counted", 8.5, {"colour": _GREY, "space": (2, 10)}),
        ("Table Cell", 9, {"space": (2, 2)}),
        ("Table Cell Small", 8, {"space": (2, 2)}),
        ("Contents 1", 10.5, {"space": (0, 2)}),
        ("Contents 2", 10, {"space": (0, 1)}),
    ):
        _style(document, name, points, **more)
    document.styles["Particulars"].paragraph_format.tab_stops.add_tab_stop(Cm(2.6))
    document.styles["Particulars"].paragraph_format.left_indent = Cm(2.6)
    document.styles["Particulars"].paragraph_format.first_line_indent = Cm(-2.6)
    document.styles["Contents 2"].paragraph_format.left_indent = Cm(0.8)
    document.styles["Contents Heading"].paragraph_format.keep_with_next = True
    for name in ("Title", "Caution"):
        _edge(document.styles[name], colour if name == "Caution" else "")


def _style(
    document: Document,
    name: str,
    points: float,
    *,
    bold: bool = False,
    colour: str = "0B0C0C",
    space: tuple[float, float],
) -> None:
    """A style of paragraphs, one of Word's own or a new one."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    known = {one.name for one in document.styles}
    style: Any = (
        document.styles[name]
        if name in known
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(points), bold
    style.font.italic, style.font.color.rgb = False, RGBColor.from_string(colour)
    properties = style.element.get_or_add_rPr()
    for spread in properties.findall(_tag("w:spacing")):
        properties.remove(spread)
    fonts = properties.get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, space)


def _edge(style: Any, colour: str) -> None:
    """A bar at the left of a paragraph in the council's colour; with none, no line around it at all."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(_tag("w:pBdr")):
        properties.remove(old)
    if colour:
        lines = _element("w:pBdr")
        line = {"val": "single", "sz": "24", "space": "8", "color": colour}
        lines.append(_element("w:left", **line))
        properties.insert_element_before(lines, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def describe(document: Document, *, title: str, author: str, made_at: datetime) -> None:
    """What the file says of itself."""
    told = document.core_properties
    told.title, told.author, told.last_modified_by = title, author, author
    told.language, told.comments, told.subject = "en-GB", "", ""
    told.created = told.modified = made_at


def edges(document: Document, council: str) -> None:
    """The council's name above, and the page's number of how many below, on every page."""
    section = document.sections[0]
    section.header.paragraphs[0].text = council
    section.header.paragraphs[0].style = document.styles["How Counted"]
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["How Counted"]
    foot.add_run("Page ")
    _field(foot, "PAGE", "1")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES", "1")


def logo(document: Document, file: Path | None, council: str) -> None:
    """The council's logo, where Word can show it; else its name."""
    from docx.shared import Cm

    if file is None or file.suffix.lower() not in _PICTURES or not file.is_file():
        document.add_paragraph(council, "Contents Heading")
        return
    shape = document.add_paragraph().add_run().add_picture(str(file), height=Cm(1.8))
    shape._inline.docPr.set("descr", council)


def heading(
    document: Document, words: str, level: int, bookmark: str = "", *, new_page: bool = False
) -> None:
    """A heading that the contents can point to."""
    paragraph = document.add_paragraph(words, f"Heading {level}")
    paragraph.paragraph_format.page_break_before = new_page
    if bookmark:
        number = str(_next_number(document))
        begin = _element("w:bookmarkStart", id=number, name=f"_Toc_{bookmark}")
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, begin)
        paragraph._p.append(_element("w:bookmarkEnd", id=number))


def _next_number(document: Document) -> int:
    return 1 + sum(1 for _ in document.element.iter(_tag("w:bookmarkStart")))


def contents(document: Document, headings: Sequence[tuple[int, str, str]]) -> None:
    r"""The contents as links, within a field that Word makes anew when asked (TOC \n: no page numbers to go wrong)."""
    for at, (level, words, bookmark) in enumerate(headings):
        line = document.add_paragraph(style=f"Contents {level}")
        if at == 0:
            deepest = max(one for one, _, _ in headings)
            _begin(line, rf'TOC \o "1-{deepest}" \n \h \z')
        link = _element("w:hyperlink", anchor=f"_Toc_{bookmark}", history="1")
        run = line.add_run(words)
        link.append(run._r)
        line._p.append(link)
        if at == len(headings) - 1:
            _char(line, "end")


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    _begin(paragraph, code)
    paragraph.add_run(shown)
    _char(paragraph, "end")


def _begin(paragraph: Paragraph, code: str) -> None:
    _char(paragraph, "begin")
    words = _element("w:instrText")
    words.text = f" {code} "
    paragraph.add_run()._r.append(words)
    _char(paragraph, "separate")


def _char(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType=kind))


def drawing(document: Document, png: bytes, words: str) -> None:
    """A picture with its words for whoever does not see it, kept with what follows."""
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(_PICTURE_CM))
    shape._inline.docPr.set("descr", words)


def table(
    document: Document,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    colour: str,
    *,
    right: Sequence[bool] = (),
    widths: Sequence[float] = (),
    title: str = "",
    says: str = "",
) -> None:
    """A table whose head repeats on every page, with its title and what it says for whoever does not see it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, RGBColor

    made = document.add_table(rows=1 + len(rows), cols=len(heads))
    _frame(made, title, says)
    to_right = right or [False] * len(heads)
    # Cells asked for one by one are found anew each time: a list of them is a hundred times quicker.
    cells = [list(row.cells) for row in made.rows]
    for column, width in zip(made.columns, widths, strict=False):
        column.width = Cm(width)
    style = document.styles["Table Cell Small" if len(heads) > _MANY_COLUMNS else "Table Cell"]
    for at, (line, words) in enumerate(zip(cells, (heads, *rows), strict=True)):
        for cell, said, align, width in zip(
            line, words, to_right, _given(widths, heads), strict=True
        ):
            paragraph = cell.paragraphs[0]
            paragraph.style = style
            run = paragraph.add_run(said)
            if align:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if width:
                cell.width = Cm(width)
            if at == 0:
                run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
                shade = {"val": "clear", "color": "auto", "fill": colour.lstrip("#").upper()}
                cell._tc.get_or_add_tcPr().append(_element("w:shd", **shade))
    for at, row in enumerate(made.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if at == 0:
            properties.append(_element("w:tblHeader"))


def _given(widths: Sequence[float], heads: Sequence[str]) -> Sequence[float]:
    return widths or [0.0] * len(heads)


def _frame(made: Any, title: str, says: str) -> None:
    """Thin lines between rows, a head row that programs know as one, and the words for whoever does not see it."""
    properties = made._tbl.tblPr
    made.autofit = False
    lines = _element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        lines.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_RULE))
    for old in properties.findall(_tag("w:tblLook")):
        properties.remove(old)
    look = {"val": "0020", "firstRow": "1", "lastRow": "0", "firstColumn": "0"}
    properties.append(lines)
    properties.append(_element("w:tblLook", **look, lastColumn="0", noHBand="1", noVBand="1"))
    for name, words in (("w:tblCaption", title), ("w:tblDescription", says)):
        if words:
            properties.append(_element(name, val=words))


@contextmanager
def on_its_side(document: Document, *, across: bool) -> Iterator[None]:
    """What is put in meanwhile stands on a page on its side."""
    if not across:
        yield
        return
    _new_section(document, across=True)
    yield
    _new_section(document, across=False)


def _new_section(document: Document, *, across: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.add_section()
    long, short = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if across else (short, long)


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(_tag(f"w:{key}"), value)
    return made
