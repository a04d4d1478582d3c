"""A message that cannot be handled: three strikes, a person, and nobody else held up; likewise a case and a letter."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailroom.cli import main
from mailroom.jobs.collect import collect
from mailroom.rules.policy import find_policies
from store import claims, inbox, outbox
from store.states import IncomingState, OutgoingState
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import message_id, names, only, reply, write
from tests.end_to_end.council import MANAGER, Council
from tests.end_to_end.people import HILARY, RESIDENT, STORY

pytestmark = pytest.mark.server

PARKS = "Complaint: the playground swings are broken for the third time. I have reported it and nobody came."
JO = "Jo Bell <jo@bell.example>"


def own_policy(council: Council) -> Path:
    """A policy of the council's own for parks, in its folder."""
    file = council.folder / "policies" / "parks-own.toml"
    file.write_text(find_policies()["south-cambs-2021"].read_text())
    council.reconfigure(by_service={"parks": "parks-own"})
    return file


def without(council: Council, file: Path) -> str:
    """The policy's file goes missing, the configuration no longer names it, and the house starts again."""
    kept = file.read_text()
    file.unlink()
    council.reconfigure(by_service={})
    return kept


def in_the_park(council: Council) -> None:
    """Jo complains about the park, under the policy that will be lost."""
    council.deliver(write(JO, "Complaint: playground", PARKS, at=council.clock.now()))
    assert names(council.letters()) == [
        ("acknowledgement", "jo@bell.example"),
        ("assignment", "lee.ash@fenbridge.example"),
    ]


def test_a_message_fails_after_three_strikes_while_the_next_is_handled(council: Council) -> None:
    file = own_policy(council)
    council.deliver(write(JO, "Complaint: playground", PARKS, at=council.clock.now()))
    acknowledgement = only(council.letters(), "acknowledgement")
    kept = without(council, file)
    raw = reply(JO, acknowledgement, "It is worse now.", at=council.clock.now())
    council.deliver(raw)
    council.deliver(write(RESIDENT, "Complaint: missed bin", STORY, at=council.clock.now()))
    arrived = []
    for _ in range(4):
        council.any_round()
        arrived += council.arrived()
    assert names(arrived) == [("acknowledgement", HILARY), ("assignment", MANAGER)]
    (failed,) = council.queue()
    assert failed.state is IncomingState.FAILED
    assert "in 3 attempts" in failed.reason
    assert "parks-own" in failed.reason

    run = CliRunner().invoke(
        main, ["--config", str(council.config_file), "queue", "raw", str(failed.id)]
    )
    assert run.exit_code == 0, run.output
    assert run.stdout_bytes.endswith(raw)

    file.write_text(kept)
    council.reconfigure(by_service={"parks": "parks-own"})
    run = CliRunner().invoke(
        main, ["--config", str(council.config_file), "queue", "again", str(failed.id)]
    )
    assert run.exit_code == 0, run.output
    assert names(council.letters()) == [("update_forwarded", "lee.ash@fenbridge.example")]
    assert council.queue() == []


def test_a_broken_letter_of_the_councils_own_stops_only_its_messages(
    new_council: NewCouncil,
) -> None:
    council = new_council()
    override = council.folder / "letters" / "acknowledgement"
    override.mkdir()
    (override / "body.txt").write_text("Dear {{ recipient.no_such_fact }}\n")
    council.deliver(write(RESIDENT, "Complaint: missed bin", STORY, at=council.clock.now()))
    council.deliver(
        write(JO, "Well done", "A big thank you to the bin crew, they were brilliant and so kind. Well done.",
              at=council.clock.now())
    )  # fmt: skip
    for _ in range(4):
        council.any_round()
    states = [council.mail(number).state for number in (1, 2)]
    assert states[0] is IncomingState.FAILED
    assert "no_such_fact" in council.mail(1).reason
    assert states[1] is not IncomingState.FAILED
    council.journal()


def test_a_case_whose_policy_is_lost_keeps_no_other_case_from_its_reminders(
    council: Council,
) -> None:
    file = own_policy(council)
    in_the_park(council)
    without(council, file)
    council.deliver(write(RESIDENT, "Complaint: missed bin", STORY, at=council.clock.now()))
    assert "parks-own" in council.any_round().faults[0]
    due = council.case(2).stages[0].respond_by
    assert due is not None
    found = []
    for _ in range(16):
        council.day(days=1)
        assert len(council.any_round().faults) == 1, "nobody is told of the lost policy"
        assert council.any_round().faults == [], "told more than once a day"
        found += names(council.arrived())
    assert ("officer_reminder", MANAGER) in found
    assert ("officer_overdue", MANAGER) in found


def test_a_letter_whose_case_has_lost_its_policy_goes_out_once(council: Council) -> None:
    file = own_policy(council)
    council.line_out.refuse()
    council.deliver(write(JO, "Complaint: playground", PARKS, at=council.clock.now()))
    council.any_round()
    without(council, file)
    council.line_out.restore()
    for _ in range(12):
        council.clock.advance_to(council.clock.now() + timedelta(minutes=11))
        council.any_round()
    arrived = council.arrived()
    assert names(arrived) == [
        ("acknowledgement", "jo@bell.example"),
        ("assignment", "lee.ash@fenbridge.example"),
    ]
    with council.record.read() as conn:
        assert outbox.counts(conn)[OutgoingState.SENT] == 2


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
