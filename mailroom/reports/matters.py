"""Counts what governors look at beyond the single case: themes, discrimination, restricted contact, Ombudsmen. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from mailroom.reports.counts import category_of, grouped
from mailroom.reports.figures import Section, Share, mean_of, most_first
from mailroom.reports.seen import Seen, answered_in, is_complaint, is_waiting, opened_in
from mailroom.reports.timing import RESPONSE, due_in, tally
from mailroom.reports.words import Figures, Listed, Row, Tables, section
from mailroom.rules.policy import Policy
from mailroom.rules.unusual import MONTHS, span, spikes
from mailroom.rules.workdays import local_date
from store.figure_rows import CaseRow, StageRow
from store.restrictions import Restriction

# How a mail came or was read is no theme.
_NO_THEME = frozenset(
    ("anonymous", "asked_in_writing", "form_attached", "paused", "reply_requested", "scanned_form", "spoofed",
     "third_party_consent_given")
)  # fmt: skip


def themes(seen: Seen) -> Section:
    """What complaints are about, beside the time before, and where there are more than usual (S001-72, CODE-59)."""
    tables: Tables = {
        "services": _beside_before(seen, lambda case: [seen.service_name(case.service)]),
        "categories": _beside_before(seen, lambda case: [category_of(case)]),
        "marks": _beside_before(seen, _marks),
    }
    watched = [policy for policy in seen.in_use if policy.unusual is not None]
    unusual: Tables = {"unusual": [row for one in watched for row in _unusual(seen, one)]}
    return section("themes", tables={**tables, **(unusual if watched else {})})


def _marks(case: CaseRow) -> list[str]:
    return [flag.replace("_", " ").capitalize() for flag in case.flags if flag not in _NO_THEME]


def _beside_before(seen: Seen, of: Callable[[CaseRow], Iterable[str]]) -> list[Row]:
    now = Counter(name for case in seen.received if is_complaint(case) for name in of(case))
    before = Counter(name for case in seen.before if is_complaint(case) for name in of(case))
    names = sorted({*now, *before}, key=lambda name: (-now[name], -before[name], name))
    return [(name, now[name], before[name]) for name in names]


def _unusual(seen: Seen, policy: Policy) -> list[Row]:
    rule = policy.unusual
    assert rule is not None  # only such policies are asked
    counts: dict[str, list[int]] = {}
    for name, service, category, place, count in seen.counted:
        if name == policy.name:
            for about in (seen.service_name(service), *([category] if category else [])):
                counts.setdefault(about, [0] * MONTHS)[place] += count
    looked_at = str(span(rule, seen.last_on))
    return [(one.about, one.count, round(one.usual, 1), looked_at) for one in spikes(rule, counts)]


def discrimination(seen: Seen) -> Section:
    """Complaints recorded as being about discrimination, for monitoring (S001-76)."""
    found = [case for case in seen.received if is_complaint(case) and _is_discrimination(case)]
    characteristics = Counter(case.characteristic or "Not recorded" for case in found)
    places = Counter((seen.service_name(case.service), category_of(case)) for case in found)
    came = Counter(
        row.outcome or "not recorded" for row in answered_in(seen) if _is_discrimination(row.case)
    )
    by_service: list[Row] = [(*place, count) for place, count in sorted(places.items())]
    tables: Tables = {
        "by_characteristic": most_first(characteristics.items()),
        "by_service": by_service,
        "outcomes": most_first(came.items()),
    }
    return section("discrimination", {"complaints": len(found)}, tables)


def _is_discrimination(case: CaseRow) -> bool:
    return "discrimination" in case.flags or bool(case.characteristic)


def restricted_contact(seen: Seen) -> Section:
    """The log of every request to restrict contact, granted or not (S003-71)."""
    decided = [one for one in seen.restrictions if local_date(one.at) in seen.period]
    in_force = [one for one in seen.restrictions if _in_force(one, seen.last_on)]
    figures: Figures = {
        "requests": len(decided),
        "granted": sum(one.granted for one in decided),
        "in_force": len(in_force),
        "to_review": sum(one.review_on <= seen.last_on for one in in_force),
    }
    rows = [_logged(seen, one) for one in decided]
    if seen.anonymous:
        log = Listed(rows, without=("name", "words"))
    else:
        who = [(one.name or one.organisation or one.email, one.reasons) for one in decided]
        log = Listed([(*row, *named) for row, named in zip(rows, who, strict=True)])
    return section("restricted_contact", figures, {"log": log})


def _in_force(one: Restriction, day: date) -> bool:
    return one.granted and one.from_on <= day and (one.ended_on is None or one.ended_on > day)


def _logged(seen: Seen, one: Restriction) -> Row:
    policy = seen.policies.get(one.policy_digest)
    rule = policy.designation if policy else None
    words = {measure.code: measure.words for measure in rule.measures} if rule else {}
    measures = [words.get(code, code.replace("_", " ")) for code, _ in one.measures]
    roles = [role.replace("_", " ") for role, _ in one.decided_by]
    return (
        one.id,
        local_date(one.at),
        one.target,
        "granted" if one.granted else "not granted",
        "; ".join(measures),
        ", ".join(roles),
        one.review_on if one.granted else None,
        one.ended_on,
    )


def ombudsman(seen: Seen) -> Section:
    """Cases that an Ombudsman asked about: by when we answered, and what is on record of the outcome (CODE-53)."""
    opened = opened_in(seen, external=True)
    answered = answered_in(seen, external=True)
    found = {row.id: row for row in (*opened, *answered)}
    figures: Figures = {
        "notices": len(opened),
        "answered_in_time": tally(seen, due_in(seen, RESPONSE, external=True)).share,
    }
    rows = [_with_ombudsman(seen, row) for row in found.values()]
    return section("ombudsman", figures, {"cases": rows})


def _with_ombudsman(seen: Seen, row: StageRow) -> Row:
    received_on = seen.received_on(row)
    policy, service = seen.policy_of(row.case), seen.config.find_service(row.case.service)
    own = service.ombudsman if service else ""
    body = policy.ombudsman_for(row.case.service, own, received_on).name if policy else ""
    return (
        row.case.reference,
        row.their_reference,
        body,
        seen.service_name(row.case.service),
        received_on,
        row.respond_by,
        local_date(row.answered_at) if row.answered_at else None,
        row.outcome or "not recorded",
    )


def survey(seen: Seen) -> Section:
    """How people found it: who was asked, who answered, the mean of each score."""
    sent = [row for row in seen.surveyed if local_date(row.sent_at) in seen.period]
    came = [
        row
        for row in seen.surveyed
        if row.returned_at is not None and local_date(row.returned_at) in seen.period
    ]
    scores: dict[tuple[int, str], list[int]] = {}
    for row in came:
        questions = _questions(seen, row.case)
        for place, score in enumerate((row.answers or {}).get("scores", ())):
            asked = questions[place] if place < len(questions) else ""
            scores.setdefault((place + 1, asked), []).append(int(score))
    returned = sum(row.returned_at is not None for row in sent)
    means: list[Row] = [
        (*asked, len(given), mean_of(given)) for asked, given in sorted(scores.items())
    ]
    words: list[Row] = [
        (row.case.reference, seen.service_name(row.case.service), _said(row.answers))
        for row in came
    ]
    own: Tables = {} if seen.anonymous else {"words": words}
    tables: Tables = {"scores": means, **own}
    return section(
        "survey",
        {"sent": len(sent), "returned": Share(returned, len(sent), "Nobody was asked.")},
        tables,
    )


def _questions(seen: Seen, case: CaseRow) -> tuple[str, ...]:
    policy = seen.policy_of(case)
    return (policy.surveys.questions or policy.closure.survey_questions) if policy else ()


def _said(answers: dict[str, Any] | None) -> str:
    return " ".join(str((answers or {}).get("words", "")).split())


def open_cases(seen: Seen) -> Section:
    """Every open complaint, by service and by who answers for it (S000-69)."""
    found = [row for row in seen.open if is_complaint(row)]
    services = grouped(found, lambda case: case.service)
    by_service: list[Row] = [
        (
            seen.service_name(service),
            _head(seen, service),
            len(rows),
            sum(_is_late(seen, row) for row in rows),
        )
        for service, rows in services.items()
    ]
    listed: list[Row] = [
        (
            seen.service_name(row.case.service),
            row.case.reference,
            seen.stage_name(row.number),
            row.owner_name,
            seen.received_on(row),
            row.respond_by,
            _standing(seen, row),
        )
        for rows in services.values()
        for row in rows
        if not row.case.confidential
    ]
    figures: Figures = {"open": len(found), "late": sum(_is_late(seen, row) for row in found)}
    return section("open_cases", figures, {"by_service": by_service, "list": listed})


def _head(seen: Seen, service: str) -> str:
    """Who answers for a service: its head, or whoever the configuration has next to one."""
    return seen.config.holder(service, "head")[0].name


def _is_late(seen: Seen, row: StageRow) -> bool:
    over = row.respond_by is not None and (
        row.respond_by < seen.today and row.respond_by <= seen.last_on
    )
    return is_waiting(seen, row) and over and not row.stands_still


def _standing(seen: Seen, row: StageRow) -> str:
    if not is_waiting(seen, row):
        return "answered, not closed"
    if row.stands_still:
        return "waits for the complainant"
    if _is_late(seen, row):
        return "late"
    return "in time" if row.respond_by else "no day set"
