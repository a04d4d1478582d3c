"""A report as plain values for JSON, in the shape that docs/reports.md tells; names are kept between versions. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from mailroom.reports.figures import Cell, Figure, Part, Report, Section, Share, Table

VERSION = 1


def as_json(report: Report) -> dict[str, Any]:
    """The whole report."""
    return {
        "version": VERSION,
        "report": report.name,
        "title": report.title,
        "council": report.council,
        "policies": list(report.policies),
        "cadence": report.cadence,
        "readers": list(report.readers),
        "anonymous": report.anonymous,
        "published": report.published,
        "period": {
            "from": report.period.from_on.isoformat(),
            "to": report.period.to_on.isoformat(),
            "words": str(report.period),
        },
        "made_on": report.made_on.isoformat(),
        "occasion": report.occasion,
        "parts": [_part(part) for part in report.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "of": part.of,
        "name": part.name,
        "title": part.title,
        "sections": [_section(section) for section in part.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "block": section.block,
        "title": section.title,
        "figures": [_figure(figure) for figure in section.figures],
        "tables": [_table(table) for table in section.tables],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "words": figure.words,
        "value": _cell(figure.value),
        "note": figure.note,
        "definition": figure.definition,
    }


def _table(table: Table) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    return {
        "name": table.name,
        "title": table.title,
        "definition": table.definition,
        "columns": [{"name": one.name, "words": one.words} for one in table.columns],
        "rows": [dict(zip(names, map(_cell, row), strict=True)) for row in table.rows],
    }


def _cell(cell: Cell) -> Any:
    match cell:
        case Share(count, of, nothing):
            part = None if cell.part is None else round(cell.part, 4)
            return {"count": count, "of": of, "share": part, "nothing": "" if of else nothing}
        case date():
            return cell.isoformat()
        case _:
            return cell
