"""A report as a file: which kinds there are, what each is called, and what is needed to make one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mailroom.house import House
from mailroom.reports import listed
from mailroom.reports.figures import Report, Table
from mailroom.reports.paper import livery_of
from mailroom.reports.seen import Seen, narrowed


class Form(StrEnum):
    """What a report can be."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IN_WORDS = {
    Form.PDF: "a PDF to read",
    Form.DOCX: "a Word document to edit",
    Form.XLSX: "an Excel workbook for counts",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A report with the rows that it was counted from."""

    report: Report
    rows: tuple[Table, ...] = ()


def counted(
    report: Report, seen: Seen, services: Iterable[str] | None = None, *, all_policies: bool = False
) -> Counted:
    """A report with the cases of its policies and services; of those of all policies where it counts them all."""
    names = frozenset(report.policies)
    rows = seen if services is None else narrowed(seen, services=services)
    policies = [one for one in seen.in_use if one.name in names]
    if not all_policies and len(policies) == 1:
        rows = narrowed(rows, policy=policies[0])
    return Counted(report, (listed.cases(rows), listed.due(rows)))


def make_file(house: House, made: Counted, form: Form) -> bytes:
    """The report as such a file; LetterFault where this machine cannot make it."""
    titles = {name: house.policy(name).title for name in made.report.policies}
    livery = livery_of(house.config, titles)
    # Each is loaded when it is asked for: together they take seconds.
    match form:
        case Form.PDF:
            from mailroom.reports.as_pdf import as_pdf

            return as_pdf(made.report, livery)
        case Form.DOCX:
            from mailroom.reports.as_docx import as_docx

            return as_docx(made.report, livery)
        case Form.XLSX:
            from mailroom.reports.as_xlsx import as_xlsx

            return as_xlsx(made.report, livery, made.rows)


def file_name(report: Report, form: Form) -> str:
    """What the file is called: the report, its policy where it is of one, and its days."""
    of = (report.policies[0],) if len(report.policies) == 1 else ()
    days = f"{report.period.from_on}-to-{report.period.to_on}"
    return f"{'-'.join((report.name.replace('_', '-'), *of, days))}.{form}"
