"""What was learnt from decisions, as a page of lines: what `mailroom learn --show` prints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill
from typing import Any

from mailroom.clock import LONDON
from mailroom.house import House
from mailroom.rules.learnt import Learnt, Table, read_learnt
from store import decisions, models
from store.decisions import Decision
from store.session import Connection

_WIDTH = 100
# The lower ends of the bands in which a proposal's confidence is counted.
_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
# The decision that says what a message is; of the others only how many there were is told.
_SAYS = "register"


def page_of(house: House) -> Iterator[str]:
    """The version in use with its phrases, how it did, what people decided, and every version there was."""
    with house.record.read() as conn:
        kept = models.models(conn)
        made = list(_all_decisions(conn))
    in_use = next((one for one in reversed(kept) if one.undone_at is None), None)
    yield from _in_use(in_use, heeded=house.config.triage.learns)
    if in_use is not None:
        yield from _phrases(read_learnt(in_use.learnt))
    yield from _decided(made)
    yield from _versions(kept)


def _in_use(model: models.Model | None, *, heeded: bool) -> Iterator[str]:
    if model is None:
        yield "Nothing that was learnt is in use: the rules read the mail alone."
        return
    at = f"{model.made_at.astimezone(LONDON):%-d %B %Y}"
    heed = "" if heeded else " It is NOT heeded: the configuration has no `learns = true`."
    yield f"Version {model.id}, learnt on {at} from the mail of {model.lessons} people.{heed}"
    yield fill(f"Kept because {(model.figures or {}).get('why', '')}.", _WIDTH)


def _phrases(learnt: Learnt) -> Iterator[str]:
    for title, table in (("Services", learnt.services), ("Kinds", learnt.kinds)):
        if table.phrases:
            yield ""
            yield f"{title}: what a phrase points to, and whose mail it stood in"
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    for one in sorted(table.phrases, key=lambda one: (one.label, -one.here, one.phrase)):
        besides = f", {one.elsewhere} elsewhere" if one.elsewhere else ""
        yield f'  "{one.phrase}" → {one.label.replace("_", " ")}: {one.here} people{besides}'


def _all_decisions(conn: Connection) -> Iterator[Decision]:
    after = 0
    while page := decisions.decisions(conn, after):
        yield from page
        after = page[-1].id


def _decided(made: Sequence[Decision]) -> Iterator[str]:
    yield ""
    yield f"What people decided: {len(made)} times"
    acts = Counter(str(one.made.get("act", "")) for one in made)
    for act, many in acts.most_common():
        yield f"  {many:>4}  {act.replace('_', ' ')}"
    grounds = Counter(str(one.made["exclusion"]) for one in made if one.made.get("exclusion"))
    if grounds:
        yield "Grounds to refuse (counted, not learnt: a refusal is a person's decision)"
    for ground, many in grounds.most_common():
        yield f"  {many:>4}  {ground.replace('_', ' ')}"
    yield from _by_confidence(made)


def _by_confidence(made: Sequence[Decision]) -> Iterator[str]:
    """How often a proposal was taken as it was, by how sure the rules were of it."""
    bands: defaultdict[float, list[bool]] = defaultdict(list)
    for one in made:
        sure = (one.proposed or {}).get("confidence")
        if sure is not None and one.made.get("act") == _SAYS:
            bands[max(lower for lower in _BANDS if lower <= sure)].append(_as_proposed(one))
    if bands:
        yield "Kind and service taken as proposed, by how sure the proposal was"
    for lower, right in sorted(bands.items()):
        upper = next((one for one in _BANDS if one > lower), 1.0)
        share = sum(right) / len(right)
        yield f"  {lower:>4.0%} to {upper:>4.0%}  {share:>5.0%}  {sum(right)}/{len(right)}"


def _as_proposed(one: Decision) -> bool:
    proposed: Mapping[str, Any] = one.proposed or {}
    services = set(proposed.get("services") or ())
    return proposed.get("kind") == one.made.get("kind") and services == set(
        one.made.get("services") or ()
    )


def _versions(kept: Sequence[models.Model]) -> Iterator[str]:
    if len(kept) > 1 or any(one.undone_at for one in kept):
        yield ""
        yield "Every version"
        for one in kept:
            undone = ""
            if one.undone_at is not None:
                day = f"{one.undone_at.astimezone(LONDON):%-d %B %Y}"
                undone = f", undone on {day} by {one.undone_by}"
            yield f"  {one.id}: {one.made_at.astimezone(LONDON):%-d %B %Y}, by {one.by}{undone}"
