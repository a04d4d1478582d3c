"""What cannot wait for the daily word: a mailbox that cannot be read, a people's file that is at fault.

Each is told once, by a key that bears what it is about; when it is over and happens again it is told again.
"""

from __future__ import annotations

from datetime import timedelta

from mailroom.acts import letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.clock import LONDON
from store import outbox, polls

LETTER = "house_alert"
# A server that is restarted is back sooner.
UNREADABLE_FOR = timedelta(minutes=30)
_SHOWN = 1500


def unreadable(ledger: Ledger) -> list[polls.Poll]:
    """The mailboxes that have not been read for half an hour, for a fault."""
    boxes = {box.name for box in ledger.house.config.mailboxes}
    return [
        one
        for one in polls.polls(ledger.conn)
        if one.mailbox in boxes
        and one.last_error_at is not None
        and (one.last_ok_at is None or one.last_error_at > one.last_ok_at)
        and (one.last_ok_at is None or ledger.at - one.last_ok_at >= UNREADABLE_FOR)
    ]


def tell_of_mailboxes(ledger: Ledger) -> int:
    """Tell the coordinators of each mailbox that cannot be read, once for each time; how many letters."""
    written = 0
    for one in unreadable(ledger):
        since = one.last_ok_at.astimezone(LONDON) if one.last_ok_at else None
        when = f"since {since:%H:%M on %A %-d %B %Y}" if since else "ever yet"
        alert: dict[str, object] = {
            "title": f"The mailbox {one.mailbox} cannot be read",
            "words": f"It has not been read {when}. What comes in lies there unread, and the time for our answers runs."
            f"\n\nThe server said: {one.last_error[:_SHOWN]}",
            "do": [
                "Ask your IT desk whether the mail server can be reached, and whether the sign-in still works.",
                "mailroom check tries the sign-in; mailroom status tells when it is read again.",
            ],
        }
        written += _tell(ledger, f"unreadable:{one.mailbox}:{one.last_ok_at}", alert)
    return written


def tell_of_directory(ledger: Ledger, digest: str, faults: str) -> int:
    """Tell the coordinators that the people's file cannot be used, once for each text of it; how many letters."""
    alert: dict[str, object] = {
        "title": "The file of people cannot be used",
        "words": f"It was changed and has faults. The people as they were before stay in use.\n\n{faults[:_SHOWN]}",
        "do": ["Put the lines right and save the file: it is read again by itself."],
    }
    return _tell(ledger, f"directory:{digest}", alert)


def _tell(ledger: Ledger, key: str, alert: dict[str, object]) -> int:
    written = 0
    for to in letters.coordinators(ledger):
        name = f"alert:{key}:{to.email}"
        if not outbox.has_key(ledger.conn, name):
            letters.write(ledger, Order(LETTER, to, name, extra={"alert": alert}))
            written += 1
    return written
