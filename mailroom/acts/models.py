"""A version of what triage has learnt is kept, put out of use, or taken out of the record; the journal tells each.

Whether a version is worth keeping is for `rules.compared`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mailroom.acts.ledger import Ledger
from mailroom.rules.compared import Compared, Outcome
from store import models


def keep(ledger: Ledger, outcome: Outcome, through_id: int) -> int | None:
    """Keep what came of learning; gives the version's number, None where there is nothing to keep."""
    if not outcome.kept:
        ledger.note("learnt nothing", outcome.why)
        return None
    figures = {
        "why": outcome.why,
        "beside_none": _figures(outcome.beside_none),
        "beside_present": _figures(outcome.beside_present),
    }
    number = models.add_model(
        ledger.conn,
        models.NewModel(
            ledger.at, ledger.by, through_id, outcome.taught, outcome.kept.as_json(), figures
        ),
    )
    ledger.note("learnt", f"version {number}: {outcome.why}")
    return number


def _figures(one: Compared | None) -> dict[str, Any] | None:
    return asdict(one) if one else None


def undo(ledger: Ledger) -> tuple[int | None, int | None]:
    """Go back to the version before; gives the number put out of use and the one in use now, None where none is."""
    number = models.number_in_use(ledger.conn)
    if number is None:
        return None, None
    models.undo_model(ledger.conn, number, ledger.by, ledger.at)
    before = models.number_in_use(ledger.conn)
    instead = f"version {before}" if before else "the rules alone"
    ledger.note("learning undone", f"version {number}; {instead} is in use again")
    return number, before


def forget(ledger: Ledger) -> int:
    """Take every version out of the record; how many there were."""
    many = models.forget_models(ledger.conn)
    if many:
        ledger.note("learning forgotten", f"{many} versions, with every word in them")
    return many
