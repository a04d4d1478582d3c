"""A message that cannot be handled: three strikes, a person, and nobody else held up; likewise a case and a letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from mailroom.cli import main
from mailroom.jobs.collect import collect
from mailroom.rules.policy import find_policies
from store import claims, inbox, outbox
from store.states import IncomingState, OutgoingState
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import Arrived, message_id, names, only, reply, write
from tests.end_to_end.council import MANAGER, Council
from tests.end_to_end.people import HILARY, RESIDENT, STORY, complain

pytestmark = pytest.mark.server

PARKS = (
    "Formal complaint: the swings in the playground in Mill Park have been broken since May. I reported it to the parks"
    " team three times and nobody came to mend them, and now a chain hangs loose."
)
JO, JO_EMAIL = "Jo Bell <jo@bell.example>", "jo@bell.example"
LEE = "lee.ash@fenbridge.example"


def break_for_parks(council: Council, letter: str) -> None:
    """The council's own wording of a letter, which cannot be written for a case of the parks service."""
    own = council.folder / "letters" / letter
    own.mkdir()
    fault = '{% if case.service_name == "Parks" %}{{ 1 // (case.stage - case.stage) }}{% endif %}'
    (own / "body.txt").write_text(
        f"{{{{ recipient|greeting }}}},\n\n{{{{ case.reference }}}} {fault}\n"
    )


def in_the_park(council: Council) -> Arrived:
    """Jo complains about the park; the acknowledgement."""
    council.deliver(write(JO, "Complaint: playground", PARKS, at=council.clock.now()))
    sent = council.letters()
    assert names(sent) == [("acknowledgement", JO_EMAIL), ("assignment", LEE)]
    return only(sent, "acknowledgement")


def command(council: Council, *args: str) -> Result:
    """A command on the council's record."""
    done = CliRunner().invoke(main, ["--config", str(council.config_file), *args])
    assert done.exit_code == 0, done.output
    return done


def test_a_message_fails_after_three_strikes_while_the_next_is_handled(council: Council) -> None:
    break_for_parks(council, "update_forwarded")
    acknowledgement = in_the_park(council)
    raw = reply(JO, acknowledgement, "It is worse now.", at=council.clock.now())
    council.deliver(raw)
    council.deliver(write(RESIDENT, "Complaint: missed bin", STORY, at=council.clock.now()))
    for _ in range(4):
        council.any_round()
    assert names(council.arrived()) == [("acknowledgement", HILARY), ("assignment", MANAGER)]
    (failed,) = council.queue()
    assert failed.state is IncomingState.FAILED
    assert "in 3 attempts" in failed.reason
    assert "update_forwarded" in failed.reason
    assert command(council, "queue", "raw", str(failed.id)).stdout_bytes.endswith(raw)
    assert "update_forwarded" in command(council, "queue", "list").output

    council.reconfigure(letters="letters-mended")
    command(council, "queue", "again", str(failed.id))
    assert names(council.letters()) == [("update_forwarded", LEE)]
    assert council.queue() == []


def test_a_broken_letter_stops_only_the_mail_that_needs_it(council: Council) -> None:
    break_for_parks(council, "acknowledgement")
    council.deliver(write(JO, "Complaint: playground", PARKS, at=council.clock.now()))
    council.deliver(write(RESIDENT, "Complaint: missed bin", STORY, at=council.clock.now()))
    for _ in range(4):
        council.any_round()
    assert names(council.arrived()) == [("acknowledgement", HILARY), ("assignment", MANAGER)]
    assert [council.mail(number).state for number in (1, 2)] == [
        IncomingState.FAILED,
        IncomingState.HANDLED,
    ]
    assert council.case_count() == 1, "a case was left behind of what was undone"
    council.journal()


def test_a_reminder_that_cannot_be_written_keeps_no_other_from_its_day(council: Council) -> None:
    break_for_parks(council, "officer_reminder")
    in_the_park(council)
    complain(council)
    due = council.case(2).stages[0].respond_by
    assert due is not None
    found, told = [], 0
    while council.house.today() <= due + timedelta(days=1):
        council.day(days=1)
        told += len(council.any_round().faults)
        assert council.any_round().faults == [], "told more than once a day"
        found += names(council.arrived())
    assert found.count(("officer_reminder", MANAGER)) == 2
    assert ("officer_overdue", LEE) in found, "what can be written of the case is written"
    assert told >= 2


def test_a_refused_letter_whose_alert_cannot_be_written_is_refused_once(council: Council) -> None:
    break_for_parks(council, "bounce_alert")
    council.smtp.misbehaviour.recipients[JO_EMAIL] = "550 5.1.1 no such user"
    council.deliver(write(JO, "Complaint: playground", PARKS, at=council.clock.now()))
    for _ in range(4):
        council.any_round()
        council.clock.advance_to(council.clock.now() + timedelta(minutes=11))
    with council.record.read() as conn:
        letter = outbox.get(conn, 1)
    assert (letter.state, letter.attempts) == (OutgoingState.REFUSED, 1)
    assert any("bounce_alert" in entry.why for entry in council.journal())


def test_a_case_outlives_the_file_of_its_policy(council: Council) -> None:
    file = council.folder / "policies" / "parks-own.toml"
    file.write_text(find_policies()["south-cambs-2021"].read_text())
    council.reconfigure(by_service={"parks": "parks-own"})
    acknowledgement = in_the_park(council)
    file.unlink()
    council.reconfigure(by_service={})
    raw = reply(JO, acknowledgement, "It is worse now.", at=council.clock.now())
    council.deliver(raw)
    assert names(council.letters()) == [("update_forwarded", LEE)]
    council.day(days=40)
    assert ("officer_overdue", LEE) in names(council.letters())


def test_an_older_message_is_handled_before_one_that_was_tried(new_council: NewCouncil) -> None:
    """The house was killed over a reply; what it answers comes late, out of the other mailbox."""
    council = new_council(boxes={"feedback": "", "complaints": ""})
    at = council.clock.now()
    first = write(RESIDENT, "Complaint: missed bin", STORY, at=at)
    threaded = {"In-Reply-To": message_id(first), "References": message_id(first)}
    council.clock.advance_to(at + timedelta(minutes=5))
    second = write(RESIDENT, "Re: Complaint", "The green one, too.", at=at, headers=threaded)
    council.deliver(second)
    collect(council.house, council.boxes[0])
    now = council.clock.now()
    with council.record.write() as conn:
        assert inbox.claim(conn, council.house.holder, 50, now, now + timedelta(minutes=15))
    with council.record.write() as conn:
        claims.take_back(conn, council.house.holder, now)
    council.deliver(first, box="complaints", at=at)
    council.any_round()
    council.any_round()
    assert council.case_count() == 1
    assert council.case().case.opened_by == 2
    assert council.queue() == []
