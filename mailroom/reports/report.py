"""Puts a report together: which blocks, for the whole council or for each area or service, for whose eyes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from mailroom.reports import contacts, counts, matters, results, times
from mailroom.reports.assessment import self_assessment
from mailroom.reports.figures import Part, Report, Section
from mailroom.reports.seen import Seen, cases_of, narrowed
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule

BLOCKS: Mapping[str, Callable[[Seen], Section]] = {
    "volume": counts.volume,
    "by_stage": counts.by_stage,
    "by_area": counts.by_area,
    "by_service": counts.by_service,
    "by_category": counts.by_category,
    "timeliness": times.timeliness,
    "days_taken": times.days_taken,
    "themes": matters.themes,
    "outcomes": results.outcomes,
    "learning": results.learning,
    "remedies": results.remedies,
    "compliments": contacts.compliments,
    "comments": contacts.comments,
    "service_requests": contacts.service_requests,
    "feedback": contacts.feedback,
    "refused": results.refused,
    "escalations": times.escalations,
    "extensions": times.extensions,
    "restricted_contact": matters.restricted_contact,
    "discrimination": matters.discrimination,
    "recommendations": results.recommendations,
    "overdue_actions": results.overdue_actions,
    "ombudsman": matters.ombudsman,
    "survey": matters.survey,
    "anonymous": contacts.anonymous,
    "self_assessment": self_assessment,
    "open_cases": matters.open_cases,
}


def make(
    seen: Seen, policy: Policy, rule: ReportRule, services: Iterable[str] | None = None
) -> Report:
    """A report that a policy promises, of the cases under that policy; of some services only where they are named."""
    return Report(
        name=rule.name,
        title=rule.title,
        council=seen.config.council.name,
        policies=(policy.name,),
        cadence=rule.cadence,
        readers=rule.readers,
        anonymous=seen.anonymous,
        published=rule.published,
        period=seen.period,
        made_on=seen.today,
        parts=_parts(narrowed(seen, policy=policy), rule.per, rule.blocks, services),
    )


def figures_of(seen: Seen, blocks: Iterable[str], services: Iterable[str] | None = None) -> Report:
    """The figures of all policies together, promised or not."""
    return Report(
        name="figures",
        title="Figures",
        council=seen.config.council.name,
        policies=tuple(policy.name for policy in seen.in_use),
        cadence="on request",
        readers=(),
        anonymous=seen.anonymous,
        published=False,
        period=seen.period,
        made_on=seen.today,
        parts=_parts(seen, "council", tuple(blocks), services),
    )


def assessment_of(seen: Seen, occasion: str = "") -> Report:
    """The self-assessment of the policies in use, by itself: with the year's report, or for another occasion."""
    made = figures_of(seen, ("self_assessment",))
    title = "Self-assessment against the Complaint Handling Codes"
    return replace(made, name="self_assessment", title=title, occasion=occasion)


def _parts(
    seen: Seen, per: str, blocks: tuple[str, ...], services: Iterable[str] | None
) -> tuple[Part, ...]:
    named = None if services is None else tuple(services)
    if per == "council":
        scope = seen if named is None else narrowed(seen, services=named)
        names = ", ".join(seen.service_name(one) for one in named or ())
        return (_part(scope, "council" if named is None else "service", "", names, blocks),)
    own = _services(seen) if named is None else named
    if per == "service":
        return tuple(
            _part(narrowed(seen, services=(one,)), per, one, seen.service_name(one), blocks)
            for one in own
            if named is not None or _has_anything(narrowed(seen, services=(one,)))
        )
    areas = dict.fromkeys(seen.area_of(one) for one in own)
    of = {area: [one for one in own if seen.area_of(one) == area] for area in areas}
    return tuple(
        _part(narrowed(seen, services=some), per, area, area, blocks)
        for area, some in sorted(of.items())
    )


def _services(seen: Seen) -> tuple[str, ...]:
    """The council's services, and those it no longer has that are told of: parts add up to the whole."""
    known = tuple(one.id for one in seen.config.services)
    rows = (seen.received, seen.stages, seen.due, seen.open, seen.remedies)
    told = {case.service for case in cases_of(*rows)}
    return (*known, *sorted(told - set(known)))


def _part(seen: Seen, per: str, name: str, title: str, blocks: tuple[str, ...]) -> Part:
    return Part(per, name, title, tuple(BLOCKS[block](seen) for block in blocks))


def _has_anything(seen: Seen) -> bool:
    """Whether a service has anything in the period, so that reports are not full of empty tables."""
    rows = (
        seen.received,
        seen.stages,
        seen.due,
        seen.open,
        seen.remedies,
        seen.overdue,
        seen.learnt,
    )
    return any(rows)
