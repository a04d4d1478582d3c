"""A report as a tagged PDF: headings, tables with heads, pictures with their words, contents with page numbers."""

from __future__ import annotations

import base64
from typing import Any

from letters.document import picture, render_pdf
from mailroom.reports.as_text import cell_words
from mailroom.reports.bars import Picture, picture_of
from mailroom.reports.figures import Report, Section, Table
from mailroom.reports.paper import (
    Livery,
    cautions,
    chief_figures,
    figure_words,
    lies_across,
    long_columns,
    numeric,
    opening,
    particulars,
)
from mailroom.reports.pictures import as_svg

# With more columns than this a table is in smaller letters.
_MANY_COLUMNS = 7


def as_pdf(report: Report, livery: Livery) -> bytes:
    """The whole report; LetterFault where no PDF can be made on this machine."""
    facts: dict[str, object] = {
        "title": report.title,
        "council": report.council,
        "period": str(report.period),
        "colour": livery.colour,
        "logo": picture(livery.logo) if livery.logo else "",
        "particulars": particulars(report, livery),
        "cautions": cautions(report),
        "chief": [(opening(one.words), figure_words(one)) for one in chief_figures(report)],
        "parts": [
            {
                "title": part.title,
                "sections": [_section(section, livery) for section in part.sections],
            }
            for part in report.parts
        ],
    }
    return render_pdf("report.html", facts, f"report {report.name}")


def _section(section: Section, livery: Livery) -> dict[str, Any]:
    return {
        "title": section.title,
        "figures": [
            (opening(one.words), figure_words(one), one.definition) for one in section.figures
        ],
        "tables": [_table(table, livery) for table in section.tables],
    }


def _table(table: Table, livery: Livery) -> dict[str, Any]:
    right, long = numeric(table), long_columns(table)
    drawn = picture_of(table)
    return {
        "title": table.title,
        "across": lies_across(table),
        "many": len(table.columns) > _MANY_COLUMNS,
        "picture": _uri(drawn, livery) if drawn else "",
        "alt": drawn.alt if drawn else "",
        "undrawn": drawn.more if drawn else 0,
        "columns": [
            {"words": opening(one.words), "right": to_right, "long": is_long}
            for one, to_right, is_long in zip(table.columns, right, long, strict=True)
        ],
        "rows": [[cell_words(cell) for cell in row] for row in table.rows],
        "empty": table.empty,
        "definition": table.definition,
    }


def _uri(drawn: Picture, livery: Livery) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(as_svg(drawn, livery.colour)).decode()}"
