"""A contact settled where it arose: kept and counted by itself, and never in the formal procedure (S002-03)."""

from __future__ import annotations

from mailroom.acts import informal
from mailroom.acts.ledger import Ledger
from store import cases, diary


def settle_at_source(ledger: Ledger, file: cases.CaseFile, words: str) -> None:
    """Close a case that was registered only to be kept: no clock ran, and nobody answers it."""
    stage = file.stages[-1]
    # What the registering has just noted as due is not due after all.
    ledger.deadlines[:] = [due for due in ledger.deadlines if due[0] != stage.id]
    diary.meet_deadline(ledger.conn, stage.id, "acknowledgement", ledger.at)
    informal.settle(ledger, file, words)
