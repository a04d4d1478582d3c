"""Letters on paper wait until a batch of theirs was made; a letter is in one batch, whatever stops the printing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from store import outbox, prints
from store.rows import NoSuchRow
from store.session import Record
from store.states import Channel, OutgoingState
from tests.store.makers import AT, MINUTE, letter


def test_what_waits_is_counted_with_its_oldest_and_never_sent(record: Record) -> None:
    later = letter("b", channel=Channel.PRINT, written_at=AT + MINUTE)
    with record.write() as conn:
        assert prints.how_many_wait(conn) == (0, None)
        outbox.write(conn, [letter("a", channel=Channel.PRINT), later, letter("c")])
        assert prints.how_many_wait(conn) == (2, AT)
        assert [one.key for one in prints.waiting(conn, 10)] == ["a", "b"]
        sent = outbox.claim_ready(conn, "me", 10, AT + MINUTE, AT + 2 * MINUTE)
        assert [one.id for one in sent] == [3]


def test_a_letter_is_laid_on_the_pile_once_and_not_before_its_time(record: Record) -> None:
    with record.write() as conn:
        waits = letter("a", channel=Channel.PRINT, try_at=AT + MINUTE)
        outbox.write(conn, [waits])
        assert prints.not_laid(conn, AT, 10) == []
        (ready,) = prints.not_laid(conn, AT + MINUTE, 10)
        prints.lay(conn, [ready.id])
        assert prints.not_laid(conn, AT + timedelta(days=1), 10) == []
        assert prints.how_many_wait(conn)[0] == 1


def test_a_batch_ends_once_and_its_letters_are_printed(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter(key, channel=Channel.PRINT) for key in "abc"])
        batch = prints.begin(conn, "jo", AT, [1, 2])
        assert (batch.letters, batch.made_at, batch.begun_by) == (2, None, "jo")
        assert prints.unmade(conn) == batch
        # Begun is not printed: they wait until the file is there.
        assert prints.how_many_wait(conn)[0] == 3
        assert prints.end(conn, batch.id, "one.pdf", "0" * 64, AT + MINUTE) == [1, 2]
        assert prints.unmade(conn) is None
        assert [one.id for one in prints.letters_in(conn, batch.id)] == [1, 2]
        first = outbox.get(conn, 1)
        assert (first.state, first.sent_at) == (OutgoingState.SENT, AT + MINUTE)
        assert [one.id for one in prints.waiting(conn, 10)] == [3]
        assert prints.end(conn, batch.id, "one.pdf", "0" * 64, AT + 2 * MINUTE) == []
        assert [one.filename for one in prints.latest(conn, 5)] == ["one.pdf"]
    with record.read() as conn, pytest.raises(NoSuchRow):
        prints.get_batch(conn, 7)


def test_no_letter_is_in_two_batches(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a", channel=Channel.PRINT)])
        prints.begin(conn, "jo", AT, [1])
    with pytest.raises(IntegrityError), record.write() as conn:
        prints.begin(conn, "al", AT, [1])
