"""A mail that bears an officer's address is not believed to be theirs: they are told, at the address in the directory.

Says nothing of the case nor of what the mail says: whoever forged it would have us carry their words.
"""

from __future__ import annotations

from mailroom.acts import letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.clock import LONDON
from mailroom.rules.decision import Facts
from mailroom.rules.officers import doubt
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import outbox

LETTER = "house_alert"
_NOT_VOUCHED_FOR = "the council's own mail server did not confirm that it came from you"


def tell(ledger: Ledger, reading: Reading, facts: Facts) -> None:
    """Tell whose address it is that a mail waits for a person, and why; once a day, however many a forger writes."""
    sender = reading.message.sender
    entry = ledger.house.config.directory.get(sender.email) if sender else None
    why = _NOT_VOUCHED_FOR if facts.forged else doubt(facts.claim) if facts.claim else ""
    if entry is None or not why:
        return
    key = f"not_believed:{entry.person.email}:{local_date(ledger.at)}"
    if outbox.has_key(ledger.conn, key):
        return
    came = reading.received_at.astimezone(LONDON)
    alert: dict[str, object] = {
        "title": "A mail with your address was not acted on",
        "words": f"It reached us at {came:%H:%M on %A %-d %B %Y} and waits for a coordinator, because {why}."
        " Nothing was done on the strength of it, and no resident was written to.",
        "do": [
            "If you wrote it, you need do nothing more: a coordinator reads it. To have it done at once, reply to the"
            " letter that we wrote to you about the case, from your own mailbox.",
            "If you did not write it, tell your IT desk: somebody may be writing in your name.",
        ],
    }
    order = Order(LETTER, letters.officer(entry.person), key, extra={"alert": alert})
    letters.write(ledger, order)
    ledger.note("told of a mail not believed", entry.person.email, incoming_id=reading.incoming_id)
