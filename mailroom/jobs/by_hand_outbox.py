"""A person sees to a letter that did not go: it is sent again, has reached its reader otherwise, or is given up.

Writes no letter. What a case owes by a letter it owes until the letter is on its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mailroom.acts import deliveries, telling
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone
from store import outbox, undelivered
from store import prints as record
from store.outbox import Outgoing
from store.rows import NoSuchRow
from store.states import Audience, Channel, OutgoingState


def send_again(house: House, number: int, by: str) -> str:
    """It goes with the next round; CannotBeDone where it went already, is being sent, or goes on paper."""
    with _letter(house, number, by) as (ledger, letter):
        if letter.channel is Channel.PRINT:
            raise CannotBeDone(f"Letter {number} goes on paper.", do="Print it, then post it.")
        if not undelivered.send_again(ledger.conn, number, ledger.at):
            raise _too_late(letter)
        _note(ledger, letter, "to be sent again", letter.last_reply)
    return f"Letter {number} goes out with the next round."


def reached(house: House, number: int, by: str, how: str) -> str:
    """Posted, or told otherwise: for its case it has gone. CannotBeDone where it went, or nobody says how."""
    how = how.strip()
    if not how:
        raise CannotBeDone("It is kept how they were reached.", do="Say how: posted, rung up.")
    with _letter(house, number, by) as (ledger, letter):
        _settle(ledger, letter, OutgoingState.SENT, f"{how} ({by})")
        _note(ledger, letter, "reached otherwise", how)
        deliveries.gone(ledger, letter)
        deliveries.explained(ledger, letter)
    return f"Letter {number} is kept as gone: {how}."


def give_up(house: House, number: int, by: str, why: str) -> str:
    """It never goes, and troubles nobody any more; CannotBeDone where it went, or nobody says why."""
    why = why.strip()
    if not why:
        raise CannotBeDone("It is kept with the reason for it.", do="Say why it need not go.")
    with _letter(house, number, by) as (ledger, letter):
        _settle(ledger, letter, OutgoingState.REFUSED, f"{undelivered.GIVEN_UP}{by}: {why}")
        _note(ledger, letter, "given up", why)
        theirs = letter.role in (Audience.RESIDENT, Audience.THIRD_PARTY)
        if letter.letter == telling.LETTER and theirs and letter.case_id is not None:
            telling.unreached(ledger, letter.case_id)
    return f"Letter {number} is given up: {why}."


def posted(house: House, batch_id: int, by: str) -> str:
    """A batch that was printed is with the post; CannotBeDone where there is none such, or it was posted before."""
    with house.record.write() as conn:
        try:
            batch = record.get_batch(conn, batch_id)
        except NoSuchRow:
            raise CannotBeDone(f"There is no print batch {batch_id}.") from None
        if batch.made_at is None:
            raise CannotBeDone(f"Batch {batch_id} is not printed yet.", do="Make it first.")
        ledger = Ledger(house, conn, house.now(), by=by)
        letters = record.post(conn, batch_id, f"printed in batch {batch_id}, posted by {by}")
        if not letters:
            raise CannotBeDone(f"Batch {batch_id} was marked as posted before.")
        for one in record.letters_in(conn, batch_id):
            _note(ledger, one, "posted", f"{one.letter}: batch {batch_id}")
        ledger.flush()
    return f"Batch {batch_id} is posted: {letters} letter{'s' if letters != 1 else ''}."


@contextmanager
def _letter(house: House, number: int, by: str) -> Iterator[tuple[Ledger, Outgoing]]:
    with house.record.write() as conn:
        try:
            letter = outbox.get(conn, number)
        except NoSuchRow:
            raise CannotBeDone(f"There is no letter {number}.") from None
        ledger = Ledger(house, conn, house.now(), by=by)
        yield ledger, letter
        ledger.flush()


def _settle(ledger: Ledger, letter: Outgoing, state: OutgoingState, words: str) -> None:
    if not undelivered.settle(ledger.conn, letter.id, state, words, ledger.at):
        raise _too_late(letter)


def _too_late(letter: Outgoing) -> CannotBeDone:
    stands = "is being sent just now" if letter.state is OutgoingState.SENDING else "has gone"
    return CannotBeDone(f"Letter {letter.id} {stands}.", do="Look at it again in a minute.")


def _note(ledger: Ledger, letter: Outgoing, act: str, words: str) -> None:
    ledger.note(act, words, case_id=letter.case_id, outgoing_id=letter.id)
