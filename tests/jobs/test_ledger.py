"""The journal tells of a letter only where one was really written."""

from __future__ import annotations

from dataclasses import replace

from mailroom.acts.ledger import Ledger
from store import outbox
from store.session import Connection
from tests.jobs.town import Town
from tests.store.makers import letter


def _ledger(town: Town, conn: Connection) -> Ledger:
    return Ledger(town.house, conn, town.house.now())


def test_of_a_letter_under_a_known_key_the_journal_says_nothing(town: Town) -> None:
    with town.record.write() as conn:
        ledger = _ledger(town, conn)
        ledger.note("before")
        ledger.post(letter("a", letter="first"))
        ledger.note("between")
        ledger.post(replace(letter("a", letter="second"), message_id="another@council.example"))
        ledger.post(letter("b", letter="third"))
        ledger.flush()
    told = [(one.act, one.why) for one in town.journal()]
    assert told == [("before", ""), ("letter", "first"), ("between", ""), ("letter", "third")]


def test_nor_where_an_earlier_transaction_wrote_it(town: Town) -> None:
    for _ in range(2):
        with town.record.write() as conn:
            ledger = _ledger(town, conn)
            ledger.post(letter("a"))
            ledger.flush()
            ledger.post(letter("a"))
            ledger.flush()
    assert [one.act for one in town.journal()] == ["letter"]
    counted = town.read(outbox.counts)
    assert sum(counted.values()) == 1
