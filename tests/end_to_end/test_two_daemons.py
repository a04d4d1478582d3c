"""Two daemons on one PostgreSQL and the same mailboxes, both killed now and then: the same result as of one."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from tests.end_to_end.mailbag import mailbag
from tests.end_to_end.outcome import Outcome, check_post, differences, outcome_of
from tests.end_to_end.town import town
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(300)]

SEED = 20260609
KILLS = 12


def settled_by(log: Path) -> int:
    """How many messages a daemon says it has settled."""
    return sum(int(number) for number in re.findall(r"settled=(\d+)", log.read_text()))


def test_two_daemons_share_the_work(
    dovecot: Dovecot,
    smtp_server: SmtpServer,
    postgres_url: str,
    tmp_path: Path,
    undisturbed: Outcome,
) -> None:
    chance = random.Random(SEED)
    bag = mailbag()
    share = len(bag) // (KILLS + 1) + 1
    with town(tmp_path, dovecot, smtp_server, postgres_url) as shared:
        began = time.monotonic()
        lives = {name: shared.nursery.start("--instance", name, name=name) for name in "ab"}
        for number in range(KILLS):
            shared.post(bag[number * share : (number + 1) * share])
            time.sleep(chance.uniform(0.2, 1.5))
            name = chance.choice("ab")
            lives[name].kill()
            lives[name] = shared.nursery.start("--instance", name, name=name)
        shared.post(bag[KILLS * share :])
        shared.wait_until_settled(120)
        took = time.monotonic() - began
        for life in lives.values():
            life.stop()
            assert life.code == 0
        doubled = check_post(shared.record, smtp_server.taken)
        done = {name: settled_by(life.log) for name, life in lives.items()}
        print(
            f"seed {SEED}: {took:.0f} s with {KILLS} kills; settled {done}; {doubled} letters taken twice"
        )
        assert differences(outcome_of(shared.record), undisturbed) == []
        assert min(done.values()) > 20, "one of them did nothing"
        assert doubled <= KILLS
