"""Hands the letters that lie in the outbox to the post: QUEUED -> SENDING (committed) -> SENT, LATER or REFUSED.

The Message-ID was fixed when the letter was written; in doubt after a crash a letter is sent again under the
same one, and that is journalled. Writes no letter and decides on none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from mailroom.acts import deliveries
from mailroom.acts.ledger import Ledger
from mailroom.gates.post import Accepted, Later, Outcome, Post, Refused
from mailroom.house import House
from store import claims, outbox

# Letters claimed at once; each result is committed by itself, so that a crash leaves at most one in doubt.
BATCH = 25
# How long a claimed letter is believed to be under way before another daemon takes it for lost.
UNDER_WAY = timedelta(minutes=10)


@dataclass
class Dispatched:
    """How many letters went out, were put off or were refused, and why the post was left early ('' if it was not)."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    fault: str = ""


def dispatch(house: House, post: Post) -> Dispatched:
    """Send every letter that is ready, as many a minute as the post may be given."""
    done = Dispatched()
    while not done.fault:
        ready = _claim(house)
        if not ready:
            break
        for position, letter in enumerate(ready):
            outcome = post.send(letter.raw, _envelope_sender(house), (letter.recipient,))
            _record(house, letter, outcome)
            _count(done, outcome)
            if isinstance(outcome, Later) and outcome.unavailable:
                done.fault = outcome.reply
                _give_back(house, ready[position + 1 :])
                break
    return done


def _claim(house: House) -> list[outbox.Ready]:
    now = house.now()
    with house.record.write() as conn:
        allowed = BATCH
        if house.config.post.kind == "smtp":
            allowed = min(
                BATCH,
                house.config.post.per_minute - claims.sent_since(conn, now - timedelta(minutes=1)),
            )
        if allowed <= 0:
            return []
        return outbox.claim_ready(conn, house.holder, allowed, now, now + UNDER_WAY)


def _envelope_sender(house: House) -> str:
    # Bounces come back to the mailbox itself: they carry our Message-ID, by which the case is found.
    return house.config.council.feedback_address


def _record(house: House, letter: outbox.Ready, outcome: Outcome) -> None:
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="dispatch")
        if letter.again:
            ledger.note(
                "sent again",
                "the house stopped while this letter was under way; it went again under the same Message-ID",
                case_id=letter.case_id,
                outgoing_id=letter.id,
            )
        match outcome:
            case Accepted():
                deliveries.sent(ledger, letter, outcome.reply, outcome.server_id)
            case Later():
                deliveries.put_off(ledger, letter, outcome.reply)
            case Refused():
                deliveries.refused(ledger, letter, outcome.reply)
        ledger.flush()


def _count(done: Dispatched, outcome: Outcome) -> None:
    match outcome:
        case Accepted():
            done.sent += 1
        case Later():
            done.later += 1
        case Refused():
            done.refused += 1


def _give_back(house: House, letters: list[outbox.Ready]) -> None:
    with house.record.write() as conn:
        claims.give_back(conn, [letter.id for letter in letters])
