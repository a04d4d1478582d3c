"""A report as a workbook, read back: sheets to be counted, with dates and numbers as such, and nothing that runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from mailroom.reports.as_xlsx import as_xlsx
from mailroom.reports.figures import Column, Part, Report, Section, Share, Table
from mailroom.reports.files import counted
from mailroom.reports.paper import Livery
from mailroom.reports.report import make
from mailroom.reports.workbook import RISKY
from tests.reports.conftest import QUARTER, Reported
from tests.reports.seed import PLANTS, TODAY

LIVERY = Livery("#00703c")


def report_with(*tables: Table, published: bool = False) -> Report:
    """A small report of some tables."""
    part = Part("council", "", "", (Section("volume", "What people told us", (), tables),))
    return Report(
        *("small", "A small report", "Ashford Moor Council", ("south-cambs-corporate",)),
        *("quarterly", ("Members",), True, published, QUARTER, TODAY, (part,)),
    )


def table_of(*cells: object, name: str = "words") -> Table:
    columns = (Column("name", "Service"), Column("words", "What was said"))
    rows = tuple((f"row {at}", cell) for at, cell in enumerate(cells))
    return Table(name, "What was said", columns, rows, "Everything.")  # type: ignore[arg-type]


def workbook(report: Report, *rows: Table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(report, LIVERY, rows)))


def test_the_workbook_has_every_figure_and_a_sheet_for_each_table(
    told: Reported, quarterly: Report
) -> None:
    made = counted(quarterly, told.seen())
    book = workbook(quarterly, *made.rows)
    tables = [t for section in quarterly.parts[0].sections for t in section.tables]
    assert book.sheetnames[:4] == ["About", "Figures", "Cases", "What fell due"]
    assert len(book.sheetnames) == 4 + len(tables)
    figures = {row[1]: row[2:5] for row in book["Figures"].iter_rows(min_row=2, values_only=True)}
    section = next(one for one in quarterly.parts[0].sections if one.block == "timeliness")
    share = next(one.value for one in section.figures if one.name == "answered_in_time")
    assert isinstance(share, Share)
    assert figures["Answered in time"][:2] == (share.count, share.of)
    assert figures["Answered in time"][2] == pytest.approx(share.part)


def test_the_rows_of_cases_add_up_to_the_figures(told: Reported, quarterly: Report) -> None:
    book = workbook(quarterly, *counted(quarterly, told.seen()).rows)
    head, *rows = book["Cases"].iter_rows(values_only=True)
    at = {name: place for place, name in enumerate(head)}
    received = [row for row in rows if row[at["Received in the period"]] == "yes"]
    volume = {one.name: one.value for one in quarterly.parts[0].sections[0].figures}
    kinds = [row[at["Counted as"]] for row in received]
    assert kinds.count("complaints") == volume["complaints"]
    assert len(received) == volume["total"]
    assert len({row[0] for row in rows}) == len(rows)
    fell_due = list(book["What fell due"].iter_rows(min_row=2, values_only=True))
    answers = [row for row in fell_due if row[3] == "answer" and row[7] in _COUNTED]
    timeliness = next(one for one in quarterly.parts[0].sections if one.block == "timeliness")
    share = next(one.value for one in timeliness.figures if one.name == "answered_in_time")
    assert isinstance(share, Share)
    assert (sum(row[7] == "in time" for row in answers), len(answers)) == (share.count, share.of)


_COUNTED = ("in time", "after its day", "its day is over and it is still owed")


def test_nothing_of_a_resident_is_in_the_rows_of_cases(told: Reported, quarterly: Report) -> None:
    book = workbook(quarterly, *counted(quarterly, told.seen()).rows)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            said = " ".join(str(cell) for cell in row)
            assert [plant for plant in PLANTS if plant in said] == [], sheet.title


def test_what_is_published_has_no_sheet_of_single_cases(told: Reported, quarterly: Report) -> None:
    public = replace(quarterly, published=True)
    book = workbook(public, *counted(public, told.seen()).rows)
    assert not {"Cases", "What fell due"} & {*book.sheetnames}
    assert any("published" in str(row[1]) for row in book["About"].iter_rows(values_only=True))


def test_dates_are_dates_and_numbers_are_numbers(told: Reported, quarterly: Report) -> None:
    book = workbook(quarterly, *counted(quarterly, told.seen()).rows)
    head = [cell.value for cell in book["Cases"][1]]
    received = book["Cases"].cell(2, 1 + head.index("Received"))
    assert isinstance(received.value, datetime)
    assert received.is_date
    assert received.number_format == "dd/mm/yyyy"
    about = {row[0]: row[1] for row in book["About"].iter_rows(max_col=2, values_only=True)}
    assert isinstance(about["From"], datetime)
    assert about["From"].date() == QUARTER.from_on
    assert [*book["Cases"].tables]  # a table that Excel knows as one, with its head


@pytest.mark.parametrize("begins", RISKY)
def test_no_words_are_taken_for_a_formula(begins: str) -> None:
    evil = f"{begins}cmd|' /C calc'!A1"
    sheet = workbook(report_with(table_of(evil, f'{begins}HYPERLINK("http://x.example","y")')))[
        "What was said"
    ]
    for at in (2, 3):
        cell = sheet.cell(at, 2)
        assert cell.data_type == "s"
        assert cell.quotePrefix
        assert str(cell.value).strip().startswith(begins.strip())


def test_no_address_becomes_a_link_and_no_control_character_breaks_a_sheet() -> None:
    said = ("http://evil.example/x", "a\x00b\x0bc", "x" * 40_000, "", None)
    raw = as_xlsx(report_with(table_of(*said)), LIVERY)
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["What was said"]
    assert sheet.cell(2, 2).hyperlink is None
    assert sheet.cell(3, 2).value == "a b c"
    assert len(str(sheet.cell(4, 2).value)) == 32_767
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert not any("external" in one.lower() for one in packed.namelist())


def test_sheets_of_one_title_have_names_of_their_own() -> None:
    long = "What was said of [this]: and / that, which is longer than a sheet's name may be"
    tables = [replace(table_of("x", name=f"n{at}"), title=long) for at in range(12)]
    names = workbook(report_with(*tables)).sheetnames
    assert len({one.lower() for one in names}) == 14
    assert all(len(one) <= 31 for one in names)


def test_the_parts_of_a_report_share_a_sheet(told: Reported) -> None:
    policy = told.house.policy("south-cambs-corporate")
    (rule,) = (one for one in policy.reports if one.name == "open_complaints")
    report = make(told.seen(anonymous=False), policy, rule)
    book = workbook(report)
    assert book["Each of them"].cell(1, 1).value == "Service"
    titles = {row[0] for row in book["Figures"].iter_rows(min_row=2, values_only=True)}
    assert titles == {part.title for part in report.parts}
