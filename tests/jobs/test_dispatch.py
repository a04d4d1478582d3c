"""Letters leave one by one: none is begun on late, and all daemons together keep to the post's measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from mailroom.gates.post import Accepted, Later, Outcome
from mailroom.jobs.dispatch import dispatch
from store import outbox
from store.states import OutgoingState
from tests.commands.conftest import CONFIG
from tests.jobs.town import START, Town
from tests.store.makers import letter

SMTP = CONFIG.replace(
    'kind = "maildir"\npath = "post"',
    'kind = "smtp"\nhost = "localhost"\nport = 2525\nsecurity = "plain"\nper_minute = 30\n'
    "timeout_seconds = 60",
)


@dataclass
class Slow:
    """A post that says what the test wants of each letter, and notes what it was given."""

    on_send: Callable[[int], Outcome] = lambda _: Accepted("250 ok")
    given: list[bytes] = field(default_factory=list)

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> Outcome:
        self.given.append(raw)
        return self.on_send(len(self.given))

    def check(self) -> list[str]:
        return []

    def close(self) -> None:
        pass


def _write(town: Town, count: int) -> None:
    with town.record.write() as conn:
        outbox.write(conn, [letter(str(number), written_at=START) for number in range(count)])


def _another(town: Town) -> Town:
    """The town as another daemon of the same record sees it."""
    other = object.__new__(Town)
    other.__dict__.update(town.__dict__)
    other.house = replace(town.house, holder="elsewhere:daemon")
    return other


def _states(town: Town) -> dict[OutgoingState, int]:
    counts = town.read(outbox.counts)
    return {state: number for state, number in counts.items() if number}


def test_what_would_be_begun_on_too_late_is_given_back_and_claimed_anew(town: Town) -> None:
    town.open(SMTP)
    _write(town, 12)
    rivals: list[int] = []

    def slowly(_: int) -> Outcome:
        town.clock.advance_to(town.clock.now() + timedelta(seconds=50))
        with town.record.write() as conn:
            now = town.clock.now()
            rivals.extend(
                one.id for one in outbox.claim_ready(conn, "rival", 9, now, now) if one.again
            )
        return Accepted("250 ok")

    post = Slow(slowly)
    done = dispatch(town.house, post)
    assert done.sent == 12
    assert len(set(post.given)) == 12
    assert rivals == []


def test_two_daemons_together_keep_the_measure_of_a_minute(town: Town) -> None:
    town.open(SMTP)
    _write(town, 60)
    other = _another(town)
    theirs = Slow()
    ours = Slow(lambda _: (dispatch(other.house, theirs), Accepted("250 ok"))[1])
    dispatch(town.house, ours)
    assert len(ours.given) + len(theirs.given) == 30
    town.clock.advance_to(START + timedelta(seconds=61))
    dispatch(other.house, theirs)
    assert len(ours.given) + len(theirs.given) == 60


def test_a_letter_in_doubt_is_not_counted_as_under_way(town: Town) -> None:
    town.open(SMTP)
    _write(town, 30)
    with town.record.write() as conn:
        outbox.claim_ready(conn, "dead:daemon", 30, START, START)
    assert dispatch(town.house, Slow()).sent == 30


def test_a_stop_is_heard_between_letters(town: Town) -> None:
    _write(town, 5)
    post = Slow()
    dispatch(town.house, post, lambda: len(post.given) == 2)
    assert len(post.given) == 2
    assert _states(town) == {OutgoingState.SENT: 2, OutgoingState.LATER: 3}


def test_there_is_a_beat_for_every_letter(town: Town) -> None:
    _write(town, 5)
    beats: list[int] = []
    dispatch(town.house, Slow(), beat=lambda: beats.append(1))
    assert len(beats) == 5


def test_a_letter_in_doubt_that_was_given_back_is_still_in_doubt(town: Town) -> None:
    _write(town, 2)
    with town.record.write() as conn:
        outbox.claim_ready(conn, "dead:daemon", 2, START, START)
    away = Slow(lambda _: Later("no line", unavailable=True))
    assert dispatch(town.house, away).fault == "no line"
    town.days_pass(1)
    dispatch(town.house, Slow())
    assert [one.act for one in town.journal()].count("sent again") == 2


def test_nobody_gives_back_what_another_has_in_hand(town: Town) -> None:
    _write(town, 2)

    def too_late(_: int) -> Outcome:
        town.days_pass(1)
        with town.record.write() as conn:
            now = town.clock.now()
            outbox.claim_ready(conn, "rival", 9, now, now + timedelta(minutes=10))
        return Later("no line", unavailable=True)

    dispatch(town.house, Slow(too_late))
    holders = town.sql("SELECT claimed_by FROM outgoing WHERE state = 'SENDING'")
    assert ("rival",) in holders
