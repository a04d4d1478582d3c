"""Servers that refuse, put off, vanish and forget; mail that is too large; rounds that go on regardless."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from imapclient import IMAPClient

from store import outbox, polls
from store.states import IncomingState, OutgoingState
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import names, only, write
from tests.end_to_end.council import COORDINATOR, MANAGER, Council
from tests.end_to_end.people import HILARY, RESIDENT, STORY, complain
from tests.servers.dovecot import Account, Dovecot
from tests.servers.proxy import Proxy

pytestmark = pytest.mark.server


def outcome(council: Council, number: int) -> OutgoingState:
    """What became of a letter."""
    with council.record.read() as conn:
        return outbox.get(conn, number).state


def folder(dovecot: Dovecot, account: Account, name: str) -> list[int]:
    """The messages in a folder, as another program at the same mailbox sees them."""
    with IMAPClient("localhost", port=dovecot.port, ssl=False) as client:
        client.login(account.username, account.password)
        client.select_folder(name, readonly=True)
        return list(client.search())


# The way out ---------------------------------------------------------------------------------


def test_a_550_is_final_and_the_coordinator_is_told(council: Council) -> None:
    council.smtp.misbehaviour.recipients[HILARY] = "550 5.1.1 no such user"
    sent = complain(council)
    assert names(sent) == [("assignment", MANAGER), ("bounce_alert", COORDINATOR)]
    alert = only(sent, "bounce_alert").text
    assert HILARY in alert
    assert "no such user" in alert
    assert outcome(council, 1) is OutgoingState.REFUSED
    council.day(days=1)
    assert council.letters() == []


def test_a_451_is_tried_again_when_its_time_has_come(council: Council) -> None:
    council.smtp.misbehaviour.recipients[HILARY] = "451 4.7.1 greylisted, come again"
    assert names(complain(council)) == [("assignment", MANAGER)]
    assert outcome(council, 1) is OutgoingState.LATER
    del council.smtp.misbehaviour.recipients[HILARY]
    council.clock.advance_to(council.clock.now() + timedelta(minutes=4))
    assert council.letters() == [], "too soon"
    council.clock.advance_to(council.clock.now() + timedelta(minutes=1))
    assert names(council.letters()) == [("acknowledgement", HILARY)]
    assert outcome(council, 1) is OutgoingState.SENT


def test_what_is_always_put_off_ends_with_a_person(council: Council) -> None:
    council.smtp.misbehaviour.recipients[HILARY] = "451 4.3.0 mailbox on fire"
    complain(council)
    found = []
    for _ in range(60):
        council.clock.advance_to(council.clock.now() + timedelta(hours=1))
        found += names(council.letters())
    assert ("bounce_alert", COORDINATOR) in found
    assert outcome(council, 1) is OutgoingState.REFUSED


def test_with_the_post_down_letters_wait_and_keep_their_order(council: Council) -> None:
    council.line_out.refuse()
    council.deliver(write(RESIDENT, "Missed bin", STORY, at=council.clock.now()))
    done = council.any_round()
    assert len(done.faults) == 1
    assert "post" in done.faults[0]
    assert council.case_count() == 1
    council.clock.advance_to(council.clock.now() + timedelta(minutes=30))
    assert council.any_round().faults
    council.line_out.restore()
    council.clock.advance_to(council.clock.now() + timedelta(hours=2))
    assert sorted(names(council.letters())) == [
        ("acknowledgement", HILARY),
        ("assignment", MANAGER),
    ]
    entries = [one.act for one in council.journal()]
    assert entries.count("sent") == 2


def test_a_line_that_breaks_after_the_letter_doubles_it_under_one_message_id(
    council: Council,
) -> None:
    council.smtp.misbehaviour.drop_after_data = 1
    council.deliver(write(RESIDENT, "Missed bin", STORY, at=council.clock.now()))
    assert council.any_round().faults
    first = council.arrived()
    assert len(first) == 1
    council.clock.advance_to(council.clock.now() + timedelta(hours=1))
    again = council.letters()
    assert [one.message_id for one in again if one.name == first[0].name] == [first[0].message_id]
    assert sorted(one.name for one in again) == ["acknowledgement", "assignment"]


# The way in ----------------------------------------------------------------------------------


def test_one_mailbox_down_does_not_keep_the_other_from_its_mail(
    new_council: NewCouncil, dovecot: Dovecot, new_proxy: Callable[[int], Proxy]
) -> None:
    proxy = new_proxy(dovecot.port)
    council = new_council(
        boxes={"complaints": "", "feedback": ""}, ports={"complaints": proxy.port}
    )
    proxy.refuse()
    council.deliver(write(RESIDENT, "Missed bin", STORY, at=council.clock.now()))
    done = council.any_round()
    assert len(done.faults) == 1
    assert done.faults[0].startswith("complaints")
    # That a mailbox has never been read cannot wait for the daily word.
    told = [("acknowledgement", HILARY), ("assignment", MANAGER), ("house_alert", COORDINATOR)]
    assert sorted(names(council.arrived())) == told
    with council.record.read() as conn:
        known = {poll.mailbox: poll for poll in polls.polls(conn)}
    assert "complaints" in known["complaints"].last_error
    other = write("Jo Bell <jo@bell.example>", "Complaint: bins", STORY, at=council.clock.now())
    council.deliver(other, box="complaints")
    proxy.restore()
    assert len(council.letters()) == 2
    assert council.case_count() == 2


@pytest.mark.parametrize("after", ["leave", "move", "delete"])
def test_the_server_is_touched_as_configured(
    new_council: NewCouncil, dovecot: Dovecot, after: str
) -> None:
    more = f'after_storing = "{after}"' + ('\nmove_to = "Stored"' if after == "move" else "")
    council = new_council(boxes={"feedback": more})
    complain(council)
    account = council.accounts["feedback"]
    assert len(folder(dovecot, account, "INBOX")) == (after == "leave")
    if after == "move":
        assert len(folder(dovecot, account, "Stored")) == 1
    with council.record.read() as conn:
        assert outbox.counts(conn)[OutgoingState.SENT] == 2
    assert council.letters() == []
    assert council.case_count() == 1


def test_a_new_uidvalidity_doubles_nothing(council: Council) -> None:
    complain(council)
    council.deliver(
        write("Jo Bell <jo@bell.example>", "Lunch", "Hello there.", at=council.clock.now())
    )
    council.round()
    before = council.mail(1).uidvalidity
    council.shut()
    time.sleep(1.1)  # Dovecot names a new folder by the second
    for file in council.accounts["feedback"].maildir.glob("dovecot*"):
        file.unlink()
    council.open()
    assert council.letters() == []
    assert council.mail(3).uidvalidity != before
    assert [council.mail(number).copy_of for number in (3, 4)] == [1, 2]
    assert council.case_count() == 1
    assert len(council.queue()) == 1


@pytest.mark.parametrize("after", ["leave", "delete"])
def test_a_message_too_large_waits_for_a_person_and_stays_on_the_server(
    new_council: NewCouncil, dovecot: Dovecot, after: str
) -> None:
    council = new_council(
        boxes={"feedback": f'max_message_bytes = 65536\nafter_storing = "{after}"'}
    )
    council.deliver(
        write(
            RESIDENT,
            "Complaint: bins",
            STORY + "\n" + "photograph " * 10_000,
            at=council.clock.now(),
        )
    )
    council.deliver(
        write("Jo Bell <jo@bell.example>", "Complaint: bins", STORY, at=council.clock.now())
    )
    assert names(council.letters()) == [
        ("acknowledgement", "jo@bell.example"),
        ("assignment", MANAGER),
    ]
    (held,) = council.queue()
    assert held.state is IncomingState.HELD
    assert held.sender == HILARY
    assert "only its header" in held.reason
    assert len(folder(dovecot, council.accounts["feedback"], "INBOX")) == (
        2 if after == "leave" else 1
    )
    assert council.letters() == [], "it was fetched again"
