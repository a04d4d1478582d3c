"""Much at once: a queue of five thousand, a case of five hundred entries, a mail built to be slow."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from mailroom.acts.ledger import Ledger
from store import cases, inbox
from store.states import IncomingState
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import JO, START, Council
from tests.desk.test_browser import _hostile
from tests.store.makers import mail, settled

MANY = 5_000
# On a busy machine; what it takes on a quiet one is measured by bench.
SECONDS = 3.0


@pytest.fixture
def long_queue(council: Council) -> Council:
    """A council with five thousand messages that wait, of three reasons."""
    why = ("the rules were not sure enough", "it looks like advertising or fraud", "no service")
    with council.house.record.write() as conn:
        inbox.keep(
            conn,
            [mail(one, received_at=START - timedelta(minutes=one)) for one in range(1, MANY + 1)],
            START,
        )
        rows = inbox.queue(conn, (IncomingState.RECEIVED,), MANY)
        held = [
            settled(
                one.id,
                IncomingState.HELD,
                reason=why[one.uid % 3],
                proposal={"kind": "complaint", "services": ["waste" if one.uid % 2 else "housing"]},
            )
            for one in rows
        ]
        inbox.settle(conn, held)
    return council


def _timed(council: Council, place: str) -> str:
    client = council.client(JO)
    client.get(place)
    begun = time.perf_counter()
    answer = client.get(place)
    assert time.perf_counter() - begun < SECONDS
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def _numbers(page: str) -> list[int]:
    table = page[page.index("<table") : page.index("</table>")]
    return [int(one) for one in re.findall(r'href="/queue/(\d+)"', table)]


def _walk(council: Council, place: str, pages: int) -> Iterator[int]:
    for _ in range(pages):
        page = _timed(council, place)
        yield from _numbers(page)
        place = re.findall(r'rel="next" href="([^"]+)"', page)[0].replace("&amp;", "&")


def test_a_queue_of_five_thousand_is_paged_the_longest_waiting_first(long_queue: Council) -> None:
    assert f"{MANY} messages wait" in _timed(long_queue, "/queue")
    shown = list(_walk(long_queue, "/queue", 4))
    with long_queue.house.record.read() as conn:
        waiting = inbox.queue(conn, (IncomingState.HELD,), MANY)
    oldest = sorted(waiting, key=lambda one: (one.received_at, one.id))[:100]
    assert shown == [one.id for one in oldest]


def test_it_is_shown_by_reason_and_by_service(long_queue: Council) -> None:
    page = _timed(long_queue, "/queue?reason=it+looks+like+advertising+or+fraud&service=waste")
    many = int(re.findall(r"(\d+) messages wait", page)[0])
    assert many == sum(one % 3 == 1 and one % 2 == 1 for one in range(1, MANY + 1))
    table = page[page.index("<table") : page.index("</table>")]
    assert "Housing" not in table
    assert "not sure" not in table


def test_a_case_of_five_hundred_entries_shows_the_latest_and_all_when_asked(
    council: Council,
) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    with council.house.record.write() as conn:
        ledger = Ledger(council.house, conn, council.house.now(), by=JO)
        for one in range(500):
            ledger.note("note", f"call number {one}", case_id=1)
        ledger.flush()
        reference = cases.get_case(conn, 1).case.reference
    page = _timed(council, f"/cases/{reference}")
    assert page.count("call number") <= 200
    assert re.search(r"Show \d+ earlier events", page)
    assert _timed(council, f"/cases/{reference}?all=yes").count("call number") == 500


def test_a_mail_built_to_be_slow_is_shown_at_once(council: Council) -> None:
    number = council.raw(_hostile())
    page = _timed(council, f"/queue/{number}")
    assert "My bin &lt;b&gt;again&lt;/b&gt;" in page
