"""Hands the letters that lie in the outbox to the post: QUEUED -> SENDING (committed) -> SENT, LATER or REFUSED; what
goes on paper is laid on the pile to be printed.

The Message-ID was fixed when the letter was written; in doubt after a crash a letter is sent again under the
same one, and that is journalled. Writes no letter and decides on none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from mailroom.acts import deliveries, prints
from mailroom.acts.ledger import Ledger
from mailroom.errors import place_of
from mailroom.gates.post import Accepted, Later, Outcome, Post, Refused
from mailroom.house import House
from store import claims, outbox
from store import prints as pile
from store.session import Connection, RecordFault
from store.states import OutgoingState

log = structlog.get_logger()

# Letters claimed at once; each result is committed by itself, so that a crash leaves at most one in doubt.
BATCH = 25
# How long a claimed letter is believed to be under way before another daemon takes it for lost: so long at least,
# and so many of the post's own timeouts.
UNDER_WAY = timedelta(minutes=10)
UNDER_WAY_TIMEOUTS = 8
# A letter is not begun on where its claim might end before the post has given it up.
LAST_TIMEOUTS = 2

# A letter and what the post said of it.
Sent = tuple[outbox.Ready, Outcome]


@dataclass
class Dispatched:
    """How many letters went out, were put off or were refused, and why the post was left early ('' if it was not)."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Letters claimed together, and until when a letter of them may be begun on."""

    letters: list[outbox.Ready]
    begin_until: datetime


def dispatch(
    house: House,
    post: Post,
    stopping: Callable[[], bool] = lambda: False,
    *,
    at_once: int = 1,
    throttled: bool = True,
    beat: Callable[[], object] = lambda: None,
) -> Dispatched:
    """Send every letter that is ready, as many a minute as the post may be given; `stopping` ends it after a letter.

    `at_once` results are committed together, and the post is not `throttled`, only where a letter sent twice harms
    nobody and goes to nobody (replay).
    `beat` is called after each letter.
    """
    done = Dispatched()
    _lay_on_pile(house)
    while not done.fault and not stopping():
        most = max(BATCH, at_once)
        batch = _claim(house, most, throttled=throttled)
        if not batch.letters:
            break
        sent: list[Sent] = []
        was_all = len(batch.letters) < most
        for position, letter in enumerate(batch.letters):
            if stopping() or house.now() > batch.begin_until:
                _give_back(house, batch.letters[position:])
                was_all = False
                break
            outcome = post.send(letter.raw, _envelope_sender(house), (letter.recipient,))
            sent.append((letter, outcome))
            if len(sent) >= at_once:
                _record(house, sent)
                sent = []
            _count(done, outcome)
            beat()
            if isinstance(outcome, Later) and outcome.unavailable:
                done.fault = outcome.reply
                _give_back(house, batch.letters[position + 1 :])
                break
        if sent:
            _record(house, sent)
        if was_all and not throttled:
            break  # no post, no refusals, so nothing was written meanwhile
    return done


def _lay_on_pile(house: House) -> None:
    """What goes on paper waits for whoever prints; its cases know that it is on its way."""
    with house.record.read() as conn:
        if not pile.not_laid(conn, house.now(), 1):
            return
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="dispatch")
        while prints.lay(ledger):
            ledger.flush()


def _claim(house: House, most: int, *, throttled: bool) -> _Batch:
    now = house.now()
    timeout = timedelta(seconds=house.config.post.timeout_seconds)
    until = now + max(UNDER_WAY, UNDER_WAY_TIMEOUTS * timeout)
    with house.record.write() as conn:
        allowed = _allowed(house, conn, now, most) if throttled else most
        ready = outbox.claim_ready(conn, house.holder, allowed, now, until) if allowed > 0 else []
    return _Batch(ready, until - LAST_TIMEOUTS * timeout)


def _allowed(house: House, conn: Connection, now: datetime, most: int) -> int:
    """How many letters the post may still be given in this minute, by all daemons together."""
    if house.config.post.kind != "smtp":
        return most
    gone = claims.sent_since(conn, now - timedelta(minutes=1))
    gone += claims.under_way_elsewhere(conn, house.holder, now)
    return min(most, house.config.post.per_minute - gone)


def _envelope_sender(house: House) -> str:
    # Bounces come back to the mailbox itself: they carry our Message-ID, by which the case is found.
    return house.config.council.feedback_address


def _record(house: House, sent: Sequence[Sent]) -> None:
    """Note what became of letters and tell their cases; where that cannot be told, a letter's fate all the same."""
    try:
        with house.record.write() as conn:
            ledger = Ledger(house, conn, house.now(), by="dispatch")
            for letter, outcome in sent:
                _tell(ledger, letter, outcome)
            ledger.flush()
    except RecordFault:
        raise  # nothing can be noted: the letter is in doubt, and says so when it goes again
    except Exception as error:  # left under way, it would go out again every ten minutes for ever
        if len(sent) > 1:
            for one in sent:
                _record(house, [one])
        else:
            log.error(
                "case could not be told of its letter",
                outgoing_id=sent[0][0].id,
                error=type(error).__name__,
                place=place_of(error),
            )
            log.debug("the error in full", exc_info=error)
            _record_alone(house, *sent[0], error)


def _record_alone(house: House, letter: outbox.Ready, outcome: Outcome, error: Exception) -> None:
    why = f"{type(error).__name__}: {error}"[:300]
    state = OutgoingState.SENT if isinstance(outcome, Accepted) else OutgoingState.REFUSED
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="dispatch")
        _note_if_again(ledger, letter)
        deliveries.alone(ledger, letter=letter, state=state, reply=outcome.reply, why=why)
        ledger.flush()


def _note_if_again(ledger: Ledger, letter: outbox.Ready) -> None:
    if letter.again:
        ledger.note(
            "sent again",
            "the house stopped with this letter in hand: if it had gone, it went again under the same Message-ID",
            case_id=letter.case_id,
            outgoing_id=letter.id,
        )


def _tell(ledger: Ledger, letter: outbox.Ready, outcome: Outcome) -> None:
    _note_if_again(ledger, letter)
    match outcome:
        case Accepted():
            deliveries.sent(ledger, letter, outcome.reply, outcome.server_id)
        case Later():
            if outcome.in_doubt:
                why = "the line broke after its last word: it may have been taken, and goes again unchanged"
                ledger.note("in doubt", why, case_id=letter.case_id, outgoing_id=letter.id)
            deliveries.put_off(ledger, letter, outcome.reply)
        case Refused():
            deliveries.refused(ledger, letter, outcome.reply)


def _count(done: Dispatched, outcome: Outcome) -> None:
    match outcome:
        case Accepted():
            done.sent += 1
        case Later():
            done.later += 1
        case Refused():
            done.refused += 1


def _give_back(house: House, letters: list[outbox.Ready]) -> None:
    fresh = [letter.id for letter in letters if not letter.again]
    doubted = [letter.id for letter in letters if letter.again]
    with house.record.write() as conn:
        claims.give_back(conn, house.holder, fresh)
        claims.leave_in_doubt(conn, house.holder, doubted, house.now())
