"""Plays a corpus of labelled mail: each message alone against an empty record, each conversation in its own house.

Gives what the house did in the corpus's own words. Measures and changes nothing: no rule knows that it is watched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from mailroom.clock import SetClock
from mailroom.gates.corpus import LabelledMail, Scenario, Single
from mailroom.house import House
from mailroom.jobs import evaluate_account as account
from mailroom.jobs import passed_on, reading
from mailroom.jobs.evaluate_coordinator import handle_with_coordinator
from mailroom.jobs.evaluate_council import under
from mailroom.jobs.evaluate_replies import filled_in, find_letter, unmarked, wanted
from mailroom.jobs.evaluate_truth import Told, handle_as_told
from mailroom.jobs.replay import PastMail, play
from mailroom.jobs.round import Round, handle_all
from mailroom.rules.learnt import Learnt
from mailroom.rules.particulars import particulars
from mailroom.rules.retries import STRIKES
from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from parsers.message import read_clues
from store.session import Record

Row = dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """What a corpus is played with: the council's house, and an empty record for each play.

    With `truth_decides` the truth stands in for triage and matching.
    """

    house: House
    empty_record: Callable[[], AbstractContextManager[Record]]
    reader: Reader
    truth_decides: bool = False
    # What the house holds, a coordinator decides at once as the truth says.
    with_coordinator: bool = False
    # What was learnt before these mails are played; of them it has seen none.
    learnt_for: Callable[[Sequence[LabelledMail]], Learnt | None] = lambda _: None

    def handled_by(self, told: Told) -> Callable[[House, Reader], None]:
        """Who handles what was collected."""
        if self.truth_decides:
            return partial(handle_as_told, told=told)
        return partial(handle_with_coordinator, told=told) if self.with_coordinator else _patiently


@dataclass
class Play:
    """What came of one play: the rows that are written of it, and what could not be played as meant."""

    messages: list[Row]
    cases: list[Row] = field(default_factory=list)
    letters: list[Row] = field(default_factory=list)
    # Replies to letters that the house never sent: file and letter.
    unanswerable: list[tuple[str, str]] = field(default_factory=list)


def judge_alone(setting: Setting, single: Single) -> Row:
    """The decision on a message by itself, at its own time and under its own policy."""
    on = local_date(single.mail.received_at)
    return _play(setting, single.policy, (single.mail,), None, on).messages[0]


def converse(setting: Setting, plan: Scenario) -> Play:
    """A conversation from its first mail to its last day."""
    return _play(setting, plan.policy, plan.mails, plan, plan.until)


def _play(
    setting: Setting,
    policy: str,
    mails: tuple[LabelledMail, ...],
    plan: Scenario | None,
    until: date,
) -> Play:
    mails = tuple(sorted(mails, key=lambda mail: mail.received_at))
    start = mails[0].received_at if mails else datetime.combine(until, time(12), UTC)
    clock = SetClock(start)
    told = Told(mails, plan)
    with setting.empty_record() as record:
        house = replace(
            setting.house,
            config=under(setting.house.config, policy),
            record=record,
            clock=clock,
            learnt=setting.learnt_for(mails),
        )
        missing: list[tuple[str, str]] = []
        play(
            house,
            clock,
            [PastMail(mail.file, mail.raw, mail.received_at, True) for mail in mails],
            until,
            setting.reader,
            as_it_came=partial(_as_reply, house, told, missing),
            handled_by=setting.handled_by(told),
        )
        played = _account(house, mails, setting.reader, with_cases=plan is not None)
    if setting.truth_decides:
        _say_what_was_asked(played, told)
    _say_what_was_believed(played, told)
    played.unanswerable = missing
    return played


def _patiently(house: House, reader: Reader) -> None:
    """As in the daemon's rounds: a message that fails is tried again until it is put on the queue."""
    for _ in range(STRIKES):
        done = Round()
        handle_all(house, reader, done)
        if done.settled or done.failed:
            return


def _as_reply(house: House, told: Told, missing: list[tuple[str, str]], mail: PastMail) -> PastMail:
    """A reply to the letter that the house really sent; as it stands, without the mark, where it sent none."""
    letter = wanted(mail.raw)
    if letter is None:
        return mail
    with house.record.read() as conn:
        case_id = told.case_id(conn, letter.case)
        writer = read_clues(mail.raw).sender
        found = find_letter(conn, case_id, letter.letter, writer) if case_id is not None else None
    if found is None:
        missing.append((mail.name, letter.letter))
        return replace(mail, raw=unmarked(mail.raw))
    own = house.config.council.feedback_address
    return replace(mail, raw=filled_in(mail.raw, found[1], own))


def _account(
    house: House, mails: tuple[LabelledMail, ...], reader: Reader, *, with_cases: bool
) -> Play:
    files = {uid: mail.file for uid, mail in enumerate(mails, start=1)}
    with house.record.read() as conn:
        played = Play(account.decisions(conn, files))
        if with_cases:
            played.cases = account.cases(conn, files)
            played.letters = account.letters(conn)
    trusted = house.config.council.trusted_authserv
    by_file = {row["file"]: row["decision"] for row in played.messages}
    for mail in mails:
        started = reading.start(0, mail.raw, mail.received_at, reader, trusted, mail.received_at)
        decision = by_file[mail.file]
        of_ours = decision.get("kind") == "officer"
        read = passed_on.opened(house, reading.finish(started))
        decision["fields"] = particulars(read, of_ours=of_ours)
    return played


def _say_what_was_believed(played: Play, told: Told) -> None:
    """What a coordinator decided is told as the house took it before it was asked."""
    uids = {mail.file: uid for uid, mail in enumerate(told.mails, start=1)}
    for row in played.messages:
        row["decision"] |= told.believed.get(uids[row["file"]], {})


def _say_what_was_asked(played: Play, told: Told) -> None:
    """Held is what the rules would have held, though a coordinator has decided it since."""
    uids = {mail.file: uid for uid, mail in enumerate(told.mails, start=1)}
    for row in played.messages:
        asked = told.queued.get(uids[row["file"]])
        row["decision"]["queued"] = asked is not None
        if asked is not None:
            row["decision"]["why"] = asked
