"""Letters on paper on their way: laid on the pile to be printed, and printed.

For its case a letter has gone when it lies on the pile: its dates were reckoned for that day, and who writes has done
what they owe. How long it lies there is the coordinators' to know, each day.
"""

from __future__ import annotations

from mailroom.acts import deliveries
from mailroom.acts.ledger import Ledger
from store import prints

# Letters laid on the pile in one transaction.
AT_ONCE = 100


def lay(ledger: Ledger) -> int:
    """Lay what is ready on the pile to be printed and tell the cases; how many letters."""
    ready = prints.not_laid(ledger.conn, ledger.at, AT_ONCE)
    prints.lay(ledger.conn, [one.id for one in ready])
    for one in ready:
        ledger.note("to be printed", one.letter, case_id=one.case_id, outgoing_id=one.id)
        deliveries.gone(ledger, one)
    return len(ready)


def begin(ledger: Ledger, most: int) -> prints.Batch | None:
    """The batch to print now: the one that was begun and never finished, else a new one of all that waits; None where
    nothing does.
    """
    while lay(ledger):
        ledger.flush()
    unmade = prints.unmade(ledger.conn)
    if unmade is not None:
        ledger.note("print batch begun again", f"batch {unmade.id}: its file was never finished")
        return unmade
    found = prints.waiting(ledger.conn, most)
    if not found:
        return None
    batch = prints.begin(ledger.conn, ledger.by, ledger.at, [one.id for one in found])
    ledger.note("print batch begun", f"batch {batch.id}: {_many(len(found))}")
    return batch


def end(ledger: Ledger, batch: prints.Batch, filename: str, sha256: str) -> None:
    """The file is safely written: its letters are printed, each in its case's journal."""
    new = set(prints.end(ledger.conn, batch.id, filename, sha256, ledger.at))
    for one in prints.letters_in(ledger.conn, batch.id):
        if one.id in new:
            words = f"{one.letter}: in batch {batch.id}"
            ledger.note("printed", words, case_id=one.case_id, outgoing_id=one.id)
            deliveries.explained(ledger, one)
    ledger.note("print batch made", f"batch {batch.id}: {filename}, SHA-256 {sha256}")


def again(ledger: Ledger, batch: prints.Batch) -> None:
    """A batch was printed once more; its letters are what they were."""
    for one in prints.letters_in(ledger.conn, batch.id):
        words = f"{one.letter}: batch {batch.id}"
        ledger.note("printed again", words, case_id=one.case_id, outgoing_id=one.id)


def _many(count: int) -> str:
    return "one letter" if count == 1 else f"{count} letters"
