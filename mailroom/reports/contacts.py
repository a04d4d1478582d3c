"""Counts what is no complaint under the procedure, or nobody's: praise, comments, requests, anonymous mail. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mailroom.reports.counts import category_of
from mailroom.reports.figures import Section, most_first
from mailroom.reports.seen import Seen, answered_in, is_anonymous, is_complaint
from mailroom.reports.timing import RESPONSE, tally
from mailroom.reports.words import Figures, Listed, Row, Tables, section
from mailroom.rules.workdays import local_date
from store.figure_rows import CaseRow


def _by_service(seen: Seen, cases: Iterable[CaseRow]) -> list[tuple[str, int]]:
    return most_first(Counter(seen.service_name(case.service) for case in cases).items())


def _place(seen: Seen, case: CaseRow) -> Row:
    return seen.received_on(case), case.reference, seen.service_name(case.service)


def _with_words(seen: Seen, rows: list[Row], words: Iterable[str]) -> Listed:
    """The rows with what residents wrote, or without the column where the report names nobody."""
    if seen.anonymous:
        return Listed(rows, without=("words",))
    return Listed([(*row, " ".join(said.split())) for row, said in zip(rows, words, strict=True)])


def _text(seen: Seen, case: CaseRow) -> tuple[str, str]:
    """Subject and summary; nothing of what is kept confidential."""
    return ("", "") if case.confidential else (seen.texts or {}).get(case.id, ("", ""))


def compliments(seen: Seen) -> Section:
    """Praise, one by one; in residents' words only where the report may name them."""
    found = [case for case in seen.received if case.kind in ("compliment", "nomination")]
    rows: list[Row] = [(*_place(seen, case), "yes" if _nominates(case) else "") for case in found]
    figures: Figures = {"compliments": len(found), "nominations": sum(map(_nominates, found))}
    listed = _with_words(seen, rows, (_text(seen, case)[1] for case in found))
    return section("compliments", figures, {"by_service": _by_service(seen, found), "list": listed})


def _nominates(case: CaseRow) -> bool:
    return case.kind == "nomination" or "extra_mile_nomination" in case.flags


def comments(seen: Seen) -> Section:
    """Comments, and whether those who asked for a reply had one in time."""
    found = [case for case in seen.received if case.kind == "comment"]
    replies = (row for row in seen.due if row.case.kind == "comment" and row.name == RESPONSE)
    figures: Figures = {
        "comments": len(found),
        "asked": sum("reply_requested" in case.flags for case in found),
        "replied_in_time": tally(seen, replies).share,
    }
    rows: list[Row] = [_place(seen, case) for case in found]
    listed = _with_words(seen, rows, (_text(seen, case)[0] for case in found))
    return section("comments", figures, {"by_service": _by_service(seen, found), "list": listed})


def feedback(seen: Seen) -> Section:
    """Feedback that nobody made a complaint of."""
    found = [case for case in seen.received if case.kind in ("feedback", "anonymous_feedback")]
    unsigned = sum(case.kind == "anonymous_feedback" or is_anonymous(case) for case in found)
    figures: Figures = {"feedback": len(found), "unsigned": unsigned}
    return section("feedback", figures, {"by_service": _by_service(seen, found)})


def service_requests(seen: Seen) -> Section:
    """Requests for a service: counted though they are no complaints, with those that became one (CODE-03)."""
    found = [case for case in seen.received if case.kind == "service_request"]
    parents = seen.parents or {}
    grown = sum(
        is_complaint(case) and parents.get(case.parent_id or 0) == "service_request"
        for case in seen.received
    )
    months = Counter(f"{local_date(case.received_at):%Y-%m}" for case in found)
    by_month = [
        (f"{month.from_on:%b %Y}", months[f"{month.from_on:%Y-%m}"])
        for month in seen.period.by_month()
    ]
    figures: Figures = {"service_requests": len(found), "became_complaints": grown}
    tables: Tables = {"by_service": _by_service(seen, found), "by_month": by_month}
    return section("service_requests", figures, tables)


def anonymous(seen: Seen) -> Section:
    """What came without a name: reported apart, and outside the share of acknowledgements (A000-07)."""
    found = [case for case in seen.received if is_complaint(case) and is_anonymous(case)]
    places = Counter((seen.service_name(case.service), category_of(case)) for case in found)
    figures: Figures = {
        "complaints": len(found),
        "looked_into": sum(is_anonymous(row.case) for row in answered_in(seen)),
        "feedback": sum(case.kind == "anonymous_feedback" for case in seen.received),
    }
    rows: list[Row] = [(*place, count) for place, count in sorted(places.items())]
    return section("anonymous", figures, {"by_service": rows})
