"""Counts what came of complaints: outcomes, remedies, what was learnt and recommended, what was not taken up. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from mailroom.reports.counts import upheld
from mailroom.reports.figures import Cell, Section, Share, most_first
from mailroom.reports.seen import INFORMAL, REFUSED, WITHDRAWN, Seen, answered_in
from mailroom.reports.words import Figures, Row, Tables, section
from mailroom.rules.policy_after import LearningField
from mailroom.rules.policy_page_words import first_up
from mailroom.rules.workdays import local_date
from store.figure_rows import LearningRow, RemedyRow, StageRow
from store.remedies import Remedy

# What an answer has under these names is how the form came, and no lesson.
_NO_LESSON = frozenset(("form",))
_RECOMMENDS = frozenset(("recommendation", "recommendations"))
# The kind of an entry that says that nothing has to be put right.
_NOTHING = "none"
_CLOSED = {
    "answered": "Answered",
    WITHDRAWN: "Withdrawn",
    REFUSED: "Refused",
    INFORMAL: "Settled on the spot",
}
# Any other reason is in the words of whoever closed it, and may name somebody.
_OTHERWISE = "For another reason"


def outcomes(seen: Seen) -> Section:
    """Upheld, partly, not; how complaints were closed."""
    answered = answered_in(seen)
    closed = Counter(
        _CLOSED.get(case.closing, _OTHERWISE if case.closing else "No reason on record")
        for case in seen.closed
        if case.kind == "complaint"
    )
    figures: Figures = {
        "upheld": upheld(answered),
        "not_recorded": sum(not r.outcome for r in answered),
    }
    tables: Tables = {
        "by_stage": _outcomes(answered, lambda row: seen.stage_name(row.number)),
        "by_service": _outcomes(answered, lambda row: seen.service_name(row.case.service)),
        "closed": most_first(closed.items()),
    }
    return section("outcomes", figures, tables)


def _outcomes(rows: Sequence[StageRow], of: Callable[[StageRow], str]) -> list[Row]:
    counts = Counter((of(row), row.outcome or "") for row in rows)
    names = sorted({name for name, _ in counts})
    told = ("upheld", "partly", "not", "")
    return [
        (name, *(found := [counts[name, outcome] for outcome in told]), sum(found))
        for name in names
    ]


def refused(seen: Seen) -> Section:
    """What was not taken up, by the policy's ground; every such decision was a person's (CODE-53)."""
    counts = Counter((one.refusal.code, one.refusal.what) for one in seen.refused)
    titles = {one.refusal.code: one.refusal.title for one in seen.refused}
    whats = ("refused", "escalation declined", "exception")
    rows: list[Row] = [
        (code, title, *(counts[code, what] for what in whats))
        for code, title in sorted(titles.items())
    ]
    figures: Figures = {
        "refused": sum(one.refusal.what == "refused" for one in seen.refused),
        "exceptions": sum(one.refusal.what == "exception" for one in seen.refused),
    }
    return section("refused", figures, {"by_code": rows})


def remedies(seen: Seen) -> Section:
    """What was promised, done and given up, by the policy's kinds."""
    found = [row.remedy for row in seen.remedies if row.remedy.kind != _NOTHING]
    promised = [one for one in found if local_date(one.promised_at) in seen.period]
    done = [one for one in found if one.done_at and local_date(one.done_at) in seen.period]
    dropped = [one for one in found if one.dropped_at and local_date(one.dropped_at) in seen.period]
    words = {kind.code: kind.words for policy in seen.in_use for kind in policy.remedies.kinds}
    counts = [Counter(one.kind for one in some) for some in (promised, done, dropped)]
    rows: list[Row] = [
        (first_up(words.get(code, _kind_in_words(code))), code, *(count[code] for count in counts))
        for code in sorted({code for count in counts for code in count})
    ]
    kept = _kept(seen, found)
    figures: Figures = {"promised": len(promised), "kept": kept, "dropped": len(dropped)}
    return section("remedies", figures, {"by_kind": rows})


def _kind_in_words(code: str) -> str:
    return code.replace("_", " ") or "other action"


def _kept(seen: Seen, found: Iterable[Remedy]) -> Share:
    due = [
        one
        for one in found
        if one.by_on is not None
        and one.by_on in seen.period
        and one.dropped_at is None
        and (one.done_at is not None or one.by_on < seen.today)
    ]
    in_time = sum(
        one.done_at is not None and one.by_on is not None and local_date(one.done_at) <= one.by_on
        for one in due
    )
    return Share(in_time, len(due), "Nothing was promised for a day of the period.")


def overdue_actions(seen: Seen) -> Section:
    """What was promised and is late, the oldest first."""
    found = sorted(seen.overdue, key=lambda row: (row.remedy.by_on or seen.today, row.remedy.id))
    rows: list[Row] = [
        (
            row.remedy.by_on,
            row.case.reference,
            seen.service_name(row.case.service),
            seen.said(row.remedy.what, row.case),
            seen.said(row.remedy.owner_name, row.case),
        )
        for row in found
    ]
    return section("overdue_actions", {"overdue": len(found)}, {"list": rows})


def learning(seen: Seen) -> Section:
    """What was learnt, in officers' own words."""
    rows: list[Row] = [
        (*_written(seen, row), _stage(seen, row), row.case.reference, *said)
        for row in seen.learnt
        for said in _lessons(seen, row)
    ]
    cases = {row.case.id for row in seen.learnt}
    return section("learning", {"returned": len(cases)}, {"lessons": rows})


def _written(seen: Seen, row: LearningRow) -> tuple[Cell, Cell]:
    return local_date(row.returned_at), seen.service_name(row.case.service)


def _stage(seen: Seen, row: LearningRow) -> str:
    return "" if row.number is None else seen.stage_name(row.number)


def _lessons(seen: Seen, row: LearningRow) -> Iterator[tuple[str, str]]:
    """What each answer is on, and what it says."""
    policy = seen.policy_of(row.case)
    asked: tuple[LearningField, ...] = policy.learning.fields if policy else ()
    known = {field.key for field in asked}
    for name, words in row.answers.items():
        if name in _NO_LESSON or not str(words).strip():
            continue
        heading = name if name in known or name != "text" else "lessons"
        yield heading.replace("_", " ").capitalize(), seen.said(str(words), row.case)


def recommendations(seen: Seen) -> Section:
    """What was recommended, and how far it is by the actions entered on its case (S001-09)."""
    found = [
        (row, str(words))
        for row in seen.learnt
        for name, words in row.answers.items()
        if name in _RECOMMENDS and str(words).strip()
    ]
    actions = _by_case(seen.actions)
    with_actions = [actions[row.case.id] for row, _ in found if row.case.id in actions]
    done = sum(all(one.done_at for one in some) for some in with_actions)
    rows: list[Row] = [
        (
            *_written(seen, row),
            row.case.reference,
            seen.said(words, row.case),
            _state(actions.get(row.case.id, [])),
        )
        for row, words in found
    ]
    share = Share(done, len(with_actions), "No action was entered for any of them.")
    figures: Figures = {"recommendations": len(found), "carried_out": share}
    return section("recommendations", figures, {"recommendations": rows})


def _by_case(rows: Iterable[RemedyRow]) -> dict[int, list[Remedy]]:
    """The actions that carry out what was recommended: those with a day, and not given up."""
    found: dict[int, list[Remedy]] = {}
    for row in rows:
        if row.remedy.by_on is not None and row.remedy.dropped_at is None:
            found.setdefault(row.case.id, []).append(row.remedy)
    return found


def _state(actions: list[Remedy]) -> str:
    if not actions:
        return "no action entered"
    done = sum(one.done_at is not None for one in actions)
    if done == len(actions):
        return "carried out"
    days = [one.by_on for one in actions if one.done_at is None and one.by_on]
    by = f", the next by {min(days):%-d %B %Y}" if days else ""
    return f"{done} of {len(actions)} actions carried out{by}"
