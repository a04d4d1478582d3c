"""The figures of an evaluation: what the house did beside what a careful clerk says, as tables of plain text.

Counts and divides; decides nothing and writes no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mailroom.clock import LONDON
from mailroom.gates.corpus import Corpus, LabelledMail, Scenario, Truth

Row = Mapping[str, Any]
# Kinds of message that are about a service.
_OF_A_SERVICE = ("complaint", "comment", "compliment", "service_request")
# The lower ends of the bands in which confidence is counted.
_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass
class Figures:
    """Hits and totals by name, the pairs of kinds said and meant, and how sure the house was when right and wrong."""

    hits: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    # Services meant and said where they were not the same.
    mistaken: Counter[tuple[str, str]] = field(default_factory=Counter)
    bands: dict[float, list[bool]] = field(default_factory=dict)

    def add(self, name: str, right: object) -> None:
        """Count one try under a name."""
        self.totals[name] += 1
        self.hits[name] += bool(right)


def measure(corpus: Corpus, singles: Sequence[Row], scenarios: Sequence[Row]) -> Figures:
    """Every figure of a corpus, from the rows as they are written to singles.jsonl and scenarios.jsonl."""
    figures = Figures()
    said = {row["file"]: row["decision"] for row in singles}
    for single in corpus.singles:
        _judge(figures, single.mail.truth, said[single.mail.file])
    played = {row["id"]: row for row in scenarios}
    for plan in corpus.scenarios:
        _judge_conversation(figures, plan, played[plan.id])
    return figures


def _judge(figures: Figures, truth: Truth, said: Row) -> bool:
    """Whether kind, service, exclusion and relation are all right."""
    kind = truth.kind == said["kind"]
    figures.kinds[truth.kind, str(said["kind"])] += 1
    figures.add("kind", kind)
    if truth.act:
        figures.add("act", truth.act == said["act"])
    of_a_service = bool(truth.services) and truth.kind in _OF_A_SERVICE
    service = not of_a_service or set(truth.services) == _as_set(said["service"])
    if of_a_service:
        figures.add("service", service)
        if not service:
            figures.mistaken[_names(truth.services), _names(_as_set(said["service"]))] += 1
    exclusion = truth.exclusion == (said["exclusion"] or "")
    figures.add("exclusion found" if truth.exclusion else "exclusion not invented", exclusion)
    _judge_sets(figures, truth, said)
    if truth.queue in ("must", "must_not"):
        must = truth.queue == "must"
        name = "asked when it must" if must else "acted when plain"
        figures.add(name, bool(said["queued"]) is must)
    whole = kind and service and exclusion and truth.relation in ("", said["relation"])
    if not said["queued"]:
        figures.add("right when it acted alone", whole)
    if said["confidence"] is not None and of_a_service:
        band = max(lower for lower in _BANDS if lower <= said["confidence"])
        figures.bands.setdefault(band, []).append(kind and service)
    return whole


def _judge_sets(figures: Figures, truth: Truth, said: Row) -> None:
    """Flags and fields: found of those that are there, and right of those that were said."""
    flags = set(said["flags"])
    for flag in truth.flags:
        figures.add("flags found", flag in flags)
    for flag in flags:
        figures.add("flags not invented", flag in truth.flags)
    for key, value in truth.fields.items():
        figures.add("fields copied", _plain(said["fields"].get(key, "")) == _plain(value))


def _judge_conversation(figures: Figures, plan: Scenario, played: Row) -> None:
    said = {row["file"]: row["decision"] for row in played["messages"]}
    opened = {row["opened_by"]: row for row in played["cases"]}
    label_of = {
        opened[case["opened_by"]]["reference"]: case["label"]
        for case in plan.cases
        if case["opened_by"] in opened
    }
    good = [_judge_place(figures, mail, said[mail.file], label_of) for mail in plan.mails]
    wanted = {case["opened_by"] for case in plan.cases}
    good.append(wanted == set(opened))
    figures.add("cases opened", good[-1])
    for case in plan.cases:
        found = opened.get(case["opened_by"])
        if found and case.get("stage_at_end") is not None:
            figures.add("stage at end", found["stage"] == case["stage_at_end"])
    letters = [{**row, "case": label_of.get(row["case"])} for row in played["letters"]]
    good += [one is not None for one in _find_letters(figures, plan, letters)]
    good += [_is_kept(figures, plan, ban, letters) for ban in plan.never]
    figures.add("conversation whole", all(good))


def _judge_place(
    figures: Figures, mail: LabelledMail, said: Row, label_of: Mapping[str, str]
) -> bool:
    """Whether a message was put where it belongs."""
    truth, good = mail.truth, True
    _judge(figures, truth, said)
    if truth.relation not in ("", "none"):
        good = truth.relation == said["relation"]
        figures.add("relation", good)
    if truth.relates_to and truth.relation != "new":
        right = label_of.get(said["relates_to"] or "") == truth.relates_to
        figures.add("right case", right)
        good = good and right
    return good


def _find_letters(figures: Figures, plan: Scenario, sent: Sequence[Row]) -> list[Row | None]:
    """For each letter expected the one that was sent in time to the right reader; each counts once."""
    free, found = list(sent), []
    for want in plan.letters:
        match = next((one for one in free if _is_the_letter(want, one)), None)
        if match is not None:
            free.remove(match)
        figures.add("letter in time", match is not None)
        found.append(match)
    return found


def _is_the_letter(want: Row, sent: Row) -> bool:
    on = _day(sent["at"])
    return (
        sent["letter"] == want["letter"]
        and sent["case"] == want.get("case")
        and want.get("to") in (None, sent["role"])
        and (not want.get("on") or on == date.fromisoformat(want["on"]))
        and (not want.get("by") or on <= date.fromisoformat(want["by"]))
    )


def _is_kept(figures: Figures, plan: Scenario, ban: Row, sent: Sequence[Row]) -> bool:
    """Whether a letter that must never go did not: in that case, or between a message and the next."""
    times = {mail.file: mail.received_at for mail in plan.mails}
    since = times.get(ban.get("after") or "")
    until = min((at for at in times.values() if since and at > since), default=None)
    broken = any(
        one["letter"] == ban["letter"]
        and ban.get("case") in (None, one["case"])
        and (since is None or datetime.fromisoformat(one["at"]) >= since)
        and (until is None or datetime.fromisoformat(one["at"]) < until)
        for one in sent
    )
    figures.add("never kept", not broken)
    return not broken


def _day(stamp: str) -> date:
    return datetime.fromisoformat(stamp).astimezone(LONDON).date()


def _as_set(value: object) -> set[object]:
    return set(value) if isinstance(value, list | tuple) else {value} - {None}


def _names(services: Iterable[object]) -> str:
    return " + ".join(sorted(map(str, services))) or "none"


def _plain(value: object) -> str:
    return " ".join(str(value).casefold().replace(",", " ").split())


def table(figures: Figures) -> str:
    """The figures, a line each: share right, hits and tries."""
    lines = [
        f"  {name:<26} {figures.hits[name] / total:>6.1%}  {figures.hits[name]}/{total}"
        for name, total in figures.totals.items()
    ]
    return "\n".join(["What was right", *lines])


def confusion(figures: Figures) -> str:
    """What each kind was taken for: the clerk's kinds down, the house's across."""
    meant = sorted({kind for kind, _ in figures.kinds})
    said = sorted({kind for _, kind in figures.kinds})
    width = max((len(kind) for kind in (*meant, *said)), default=0)
    head = "  " + " " * width + "  " + _row(_short(kind) for kind in said)
    lines = [
        f"  {kind:<{width}}  " + _row(figures.kinds[kind, other] or "." for other in said)
        for kind in meant
    ]
    return "\n".join(["Kinds: meant (down) and taken for (across)", head, *lines])


def mistaken(figures: Figures) -> str:
    """Which services were taken for which others, the most frequent first."""
    rows = sorted(figures.mistaken.items(), key=lambda one: (-one[1], one[0]))
    lines = [f"  {many:>4}  {meant} taken for {said}" for (meant, said), many in rows]
    return "\n".join(["Services mistaken", *(lines or ["  none"])])


def beside(before: Figures, after: Figures) -> str:
    """The figures of two plays of the same mail, a line each: the share right in the one, in the other, and tries."""
    lines = [
        f"  {name:<26} {before.hits[name] / max(1, before.totals[name]):>6.1%}"
        f"  {after.hits[name] / total:>6.1%}  of {total}"
        for name, total in after.totals.items()
    ]
    head = f"{'What was right':<28} {'before':>6}  {'after':>6}"
    return "\n".join([head, *lines])


def _row(cells: Iterable[object]) -> str:
    return " ".join(f"{cell!s:>9}" for cell in cells)


def _short(kind: str) -> str:
    return kind.replace("service_request", "request").replace("other_process", "other")[:9]


def calibration(figures: Figures) -> str:
    """How often kind and service were right, by how sure the house was: a sure house is right as often as it says."""
    lines = []
    for lower, upper in zip(_BANDS, (*_BANDS[1:], 1.0), strict=True):
        right = figures.bands.get(lower, [])
        share = f"{sum(right) / len(right):>6.1%}" if right else "     -"
        lines.append(f"  {lower:>4.0%} to {upper:>4.0%}  {share}  {sum(right)}/{len(right)}")
    return "\n".join(["Right by confidence (kind and service)", *lines])
