"""Daemons killed again and again: nothing is lost, and nothing doubled but a letter in doubt, which is journalled."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store import inbox
from store.schema import incoming, outgoing
from store.session import Record
from store.states import IncomingState, OutgoingState
from tests.end_to_end.mailbag import mailbag
from tests.end_to_end.outcome import Outcome, check_post, differences, outcome_of
from tests.end_to_end.town import Town, town
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(420)]

SEED = 20260608
KILLS = 64
# Seconds after a daemon says that it is ready; for every third, after the post has taken the first letter from it.
LIFE = (0.0, 0.6)
AFTER_A_LETTER = (0.0, 0.1)
CLAIMED = select(func.count()).where(incoming.c.state == IncomingState.RECEIVED)
UNDER_WAY = select(func.count()).where(outgoing.c.state == OutgoingState.SENDING)


@pytest.fixture
def disturbed(
    dovecot: Dovecot, smtp_server: SmtpServer, record_url: str, tmp_path: Path
) -> Iterator[Town]:
    """A town whose daemons will be killed, on each database in turn."""
    with town(tmp_path, dovecot, smtp_server, record_url) as made:
        yield made


def in_hand(record: Record, posted: int, at: datetime) -> str:
    """What a daemon that was killed at an instant was at: by the claims it left, which hold beyond that instant."""
    with record.read() as conn:
        if conn.execute(UNDER_WAY.where(outgoing.c.claimed_until > at)).scalar():
            return "dispatching"
        if conn.execute(CLAIMED.where(incoming.c.claimed_until > at)).scalar():
            return "handling"
        return "collecting" if sum(inbox.counts(conn).values()) < posted else "between"


def test_the_mailbag_is_what_it_is_said_to_be(undisturbed: Outcome) -> None:
    found = Counter(re.sub(r",.*", "", one) for all_ in undisturbed.mails.values() for one in all_)
    assert sum(found.values()) == 300
    assert found["copy"] == 50
    assert undisturbed.letters["acknowledgement", "resident0@saltmarsh.example"] == 1
    assert Counter(name for name, _ in undisturbed.letters.elements()) == {
        "acknowledgement": 150,
        "assignment": 150,
        "duplicate_open": 50,
        "update_forwarded": 50,
    }


def test_a_daemon_killed_sixty_times_loses_nothing(disturbed: Town, undisturbed: Outcome) -> None:
    chance = random.Random(SEED)
    bag = mailbag()
    share = len(bag) // KILLS + 1
    began, starting, at = time.monotonic(), 0.0, Counter[str]()
    for number in range(KILLS):
        disturbed.post(bag[number * share : (number + 1) * share])
        born = time.monotonic()
        life = disturbed.nursery.start()
        starting += time.monotonic() - born
        if number % 3 == 2:
            disturbed.wait_for_a_letter(5)
            time.sleep(chance.uniform(*AFTER_A_LETTER))
        else:
            time.sleep(chance.uniform(*LIFE))
        life.kill()
        at[in_hand(disturbed.record, disturbed.posted, datetime.now(UTC))] += 1
    killed = time.monotonic() - began
    disturbed.post(bag[KILLS * share :])
    life = disturbed.nursery.start()
    finished = disturbed.wait_until_settled(120)
    life.stop()
    doubled = check_post(disturbed.record, disturbed.smtp.taken)
    print(
        f"seed {SEED}: {KILLS} kills in {killed:.0f} s (start to ready {starting / KILLS:.2f} s), killed while"
        f" {dict(at)}; finished after {finished:.1f} s more; {doubled} letters taken twice"
    )
    assert life.code == 0
    assert differences(outcome_of(disturbed.record), undisturbed) == []
    assert doubled <= KILLS
    assert min(at["collecting"], at["handling"], at["dispatching"]) >= 1, (
        "the kills were not spread"
    )
