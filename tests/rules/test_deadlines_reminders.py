"""Which letters to officers fall due: ladders by hand, and properties over every policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailroom.clock import LONDON
from mailroom.rules.deadlines import (
    DueLetter,
    PauseFacts,
    StageFacts,
    letters_due,
    next_look_on,
    stage_dates,
)
from mailroom.rules.policy import Policy, find_policies, load_policy
from mailroom.rules.workdays import Calendar

ENGLAND = Calendar("ENG")
# The first question reads years of bank holidays: how long one example takes proves nothing.
UNTIMED = settings(deadline=None)
NONE: frozenset[str] = frozenset()


@cache
def policy_named(name: str) -> Policy:
    return load_policy(find_policies()[name])


def stage(received: str, number: int = 1, **more: Any) -> StageFacts:
    at = datetime.fromisoformat(received).replace(tzinfo=LONDON)
    return StageFacts(number, at, **({"acknowledged_at": at, "answered_at": None} | more))


def told(
    policy: str, facts: StageFacts, until: str, done: frozenset[str] = NONE
) -> list[tuple[str, str, str]]:
    """What a diary asked every day up to this one would have written: (day, letter, role)."""
    written: list[tuple[str, str, str]] = []
    today, last = facts.received_at.date(), date.fromisoformat(until)
    while today <= last:
        for letter in letters_due(policy_named(policy), facts, ENGLAND, today, done):
            written.append((today.isoformat(), letter.letter, letter.role))
            done |= {letter.key, *letter.overtaken}
        today += timedelta(days=1)
    return written


def due(policy: str, facts: StageFacts, today: str, done: frozenset[str] = NONE) -> list[DueLetter]:
    return list(letters_due(policy_named(policy), facts, ENGLAND, date.fromisoformat(today), done))


def test_an_owner_is_reminded_before_the_day_and_on_it_and_then_it_is_overdue() -> None:
    # received and acknowledged on Tuesday 3 February 2026: due on the 17th
    assert told("south-cambs-corporate", stage("2026-02-03T10:15"), "2026-02-25") == [
        ("2026-02-13", "officer_reminder", "officer"),
        ("2026-02-17", "officer_reminder", "officer"),
        ("2026-02-18", "officer_overdue", "officer"),
        ("2026-02-18", "officer_overdue", "coordinator"),
    ]


def test_the_policy_says_how_early() -> None:
    days = [day for day, _, _ in told("brighton-hove", stage("2026-02-03T10:15"), "2026-02-17")]
    assert days == ["2026-02-10", "2026-02-13", "2026-02-17"]


def test_on_the_day_the_delay_letter_is_named_and_still_when_it_is_overdue() -> None:
    facts = stage("2026-02-03T10:15")
    early, on_the_day, late, to_coordinator = (
        due("south-cambs-corporate", facts, "2026-02-13")
        + due("south-cambs-corporate", facts, "2026-02-17")
        + due("south-cambs-corporate", facts, "2026-02-18")
    )
    assert early.duty == ""
    assert "you owe the complainant a letter" in on_the_day.duty
    assert on_the_day.duty == late.duty == to_coordinator.duty


def test_a_holding_letter_sent_is_not_owed_again() -> None:
    sent = datetime(2026, 2, 16, 12, tzinfo=LONDON)
    facts = stage("2026-02-03T10:15", held_reply_at=sent)
    assert due("brighton-hove", facts, "2026-02-17")[0].duty == ""


def test_stage_two_has_a_progress_letter_prompted_half_way() -> None:
    facts = stage("2026-02-03T10:15", 2)
    (letter,) = due("south-cambs-corporate", facts, "2026-02-17")
    assert letter.due_on == date(2026, 2, 17)
    assert "consider a letter to the complainant on progress" in letter.duty
    (later,) = due("south-cambs-corporate", facts, "2026-02-27")
    assert later.duty == ""  # prompted, not owed


def test_the_department_is_to_be_told_within_five_days_unless_it_was() -> None:
    facts = stage("2026-06-24T19:20", 2)
    (letter,) = due("brighton-hove", facts, "2026-07-01")
    assert "department's manager" in letter.duty
    assert due("brighton-hove", replace(facts, notified=True), "2026-07-01") == []


def test_a_late_acknowledgement_gives_the_owner_no_more_time() -> None:
    # A000-04: due on 24 February by the words, reminded towards the 20th
    late = datetime(2026, 2, 10, 9, tzinfo=LONDON)
    facts = stage("2026-02-03T10:15", acknowledged_at=late)
    assert [day for day, _, _ in told("south-cambs-corporate", facts, "2026-02-25")] == [
        "2026-02-18",  # two working days before the backstop
        "2026-02-20",  # the backstop
        "2026-02-24",  # the delay letter is owed
        "2026-02-25",
        "2026-02-25",
    ]


def test_without_an_acknowledgement_the_projected_date_counts() -> None:
    # an anonymous complaint can never be acknowledged, and its clock runs all the same (A000-07)
    facts = stage("2026-02-07T22:14", acknowledged_at=None)
    assert told("south-cambs-corporate", facts, "2026-02-26")[1][0] == "2026-02-25"


def test_the_ombudsmans_date_on_a_saturday_is_reminded_of_on_friday() -> None:
    facts = stage("2026-02-07T09:00", 3)
    assert told("south-cambs-corporate", facts, "2026-03-09") == [
        ("2026-03-04", "officer_reminder", "officer"),
        ("2026-03-06", "officer_reminder", "officer"),
        ("2026-03-09", "officer_overdue", "officer"),
        ("2026-03-09", "officer_overdue", "coordinator"),
    ]


def test_an_extension_begins_a_new_ladder() -> None:
    facts = stage("2026-06-01T09:00")
    done = frozenset(
        key for letter in due("cambridge-city", facts, "2026-06-15")
        for key in (letter.key, *letter.overtaken)
    )  # fmt: skip
    extended = replace(facts, extended_to=date(2026, 6, 29), extended_on=date(2026, 6, 15))
    assert told("cambridge-city", extended, "2026-06-29", done) == [
        ("2026-06-25", "officer_reminder", "officer"),
        ("2026-06-29", "officer_reminder", "officer"),
    ]
    assert due("cambridge-city", extended, "2026-06-29")[0].duty == ""


def test_nobody_is_reminded_on_the_day_a_date_was_set() -> None:
    extended = stage(
        "2026-06-01T09:00", extended_to=date(2026, 6, 17), extended_on=date(2026, 6, 15)
    )
    assert due("cambridge-city", extended, "2026-06-15") == []
    assert due("cambridge-city", extended, "2026-06-17") != []


def test_a_clock_begun_again_writes_again() -> None:
    first, again = stage("2026-02-03T10:15"), stage("2026-03-03T10:15")
    done = frozenset(letter.key for letter in due("brighton-hove", first, "2026-02-17"))
    keys = {letter.key for letter in due("brighton-hove", again, "2026-03-17", done)}
    assert keys
    assert not keys & done


def test_nothing_is_written_for_a_stage_answered_or_standing_still() -> None:
    answered = stage("2026-02-03T10:15", answered_at=datetime(2026, 2, 10, 9, tzinfo=LONDON))
    paused = stage("2026-02-03T10:15", pauses=(PauseFacts(date(2026, 2, 9), None),))
    assert due("cambridge-city", answered, "2026-06-01") == []
    assert due("cambridge-city", paused, "2026-06-01") == []
    too_late = stage("2026-02-03T10:15", pauses=(PauseFacts(date(2026, 2, 18), None),))
    assert due("cambridge-city", too_late, "2026-06-01") != []


@pytest.mark.parametrize("kind", ["compliment", "service_request", "feedback"])
def test_what_has_no_clock_has_no_letters(kind: str) -> None:
    facts = stage("2026-02-03T10:15", kind=kind)
    assert due("south-cambs-corporate", facts, "2027-01-01") == []


def test_a_reply_to_a_comment_is_reminded_of_only_where_it_was_asked_for() -> None:
    facts = stage("2026-05-01T19:31", 0, kind="comment", reply_requested=True)
    assert told("south-cambs-corporate", facts, "2026-06-30") == [
        ("2026-05-14", "comment_reply_reminder", "officer"),
        ("2026-05-18", "comment_reply_reminder", "officer"),
        ("2026-05-19", "comment_reply_reminder", "officer"),
    ]
    unasked = replace(facts, reply_requested=False)
    assert told("south-cambs-corporate", unasked, "2026-06-30") == []


def test_a_key_names_letter_person_stage_start_and_step() -> None:
    (letter,) = due("brighton-hove", stage("2026-02-03T10:15"), "2026-02-10")
    assert letter.key == "officer_reminder:officer:1:2026-02-03:2026-02-10"


def test_after_an_outage_the_latest_step_is_written_and_the_earlier_are_overtaken() -> None:
    officer, coordinator = due("south-cambs-corporate", stage("2026-02-03T10:15"), "2026-03-04")
    assert officer.due_on == date(2026, 2, 18)
    assert [key.rpartition(":")[2] for key in officer.overtaken] == ["2026-02-13", "2026-02-17"]
    assert coordinator.due_on == date(2026, 2, 18)
    assert coordinator.overtaken == ()


# Properties.
NAMES = sorted(find_policies())
INSTANTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis wants its bounds naive
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(LONDON),
)
DAYS_ON = st.integers(0, 120)


@st.composite
def any_facts(draw: st.DrawFn) -> tuple[Policy, StageFacts]:
    """A stage under any policy, acknowledged late or never, extended, paused; or a comment."""
    policy = policy_named(draw(st.sampled_from(NAMES)))
    at = draw(INSTANTS)
    ack = draw(st.none() | st.integers(0, 15))
    extended = draw(st.none() | st.integers(1, 60))
    pauses = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=2))
    kind = draw(st.sampled_from(["complaint", "complaint", "comment"]))
    return policy, StageFacts(
        number=draw(st.sampled_from(sorted(policy.stages))),
        received_at=at,
        acknowledged_at=None if ack is None else at + timedelta(days=ack),
        answered_at=None,
        extended_to=None if extended is None else at.date() + timedelta(days=extended),
        extended_on=draw(st.sampled_from([None, at.date()])),
        pauses=tuple(
            PauseFacts(at.date() + timedelta(days=a), at.date() + timedelta(days=a + b))
            for a, b in pauses
        ),
        held_reply_at=draw(st.sampled_from([None, at])),
        kind=kind,
        reply_requested=True,
    )


def keys_of(letters: tuple[DueLetter, ...]) -> frozenset[str]:
    return frozenset(key for letter in letters for key in (letter.key, *letter.overtaken))


@UNTIMED
@given(any_facts(), DAYS_ON)
def test_asked_again_with_its_own_keys_done_it_gives_nothing(
    drawn: tuple[Policy, StageFacts], days: int
) -> None:
    policy, facts = drawn
    today = facts.received_at.date() + timedelta(days=days)
    first = letters_due(policy, facts, ENGLAND, today, NONE)
    assert letters_due(policy, facts, ENGLAND, today, keys_of(first)) == ()
    # an overtaken step is as good as gone: what was written alone is enough
    written = frozenset(letter.key for letter in first)
    assert letters_due(policy, facts, ENGLAND, today, written) == ()


@UNTIMED
@given(any_facts(), DAYS_ON)
def test_asked_daily_and_asked_late_agree(drawn: tuple[Policy, StageFacts], days: int) -> None:
    policy, facts = drawn
    begun = facts.received_at.date()
    done, last = NONE, {}
    for n in range(days + 1):
        for letter in letters_due(policy, facts, ENGLAND, begun + timedelta(days=n), done):
            assert letter.overtaken == ()
            assert letter.due_on == begun + timedelta(days=n) or n == 0
            done |= {letter.key}
            last[letter.role] = letter.key
    late = letters_due(policy, facts, ENGLAND, begun + timedelta(days=days), NONE)
    assert keys_of(late) == done
    assert {letter.role: letter.key for letter in late} == last


@UNTIMED
@given(any_facts(), DAYS_ON, st.data())
def test_whatever_was_done_before_nothing_is_written_twice_or_lost(
    drawn: tuple[Policy, StageFacts], days: int, data: st.DataObject
) -> None:
    """The diary may have been away on any days: in the end the same keys are behind it."""
    policy, facts = drawn
    begun = facts.received_at.date()
    asked = data.draw(st.sets(st.integers(0, days), max_size=6)) | {days}
    done, written = NONE, []
    for n in sorted(asked):
        letters = letters_due(policy, facts, ENGLAND, begun + timedelta(days=n), done)
        written += [letter.key for letter in letters]
        done |= keys_of(letters)
    assert len(written) == len(set(written))
    assert done == keys_of(letters_due(policy, facts, ENGLAND, begun + timedelta(days=days), NONE))


@UNTIMED
@given(any_facts(), DAYS_ON)
def test_letters_to_officers_fall_due_on_days_they_work(
    drawn: tuple[Policy, StageFacts], days: int
) -> None:
    policy, facts = drawn
    today = facts.received_at.date() + timedelta(days=days)
    letters = letters_due(policy, facts, ENGLAND, today, NONE)
    assert all(ENGLAND.is_working_day(letter.due_on) for letter in letters)
    assert all(letter.due_on <= today for letter in letters)


@UNTIMED
@given(any_facts(), DAYS_ON)
def test_nothing_is_called_overdue_before_it_is(
    drawn: tuple[Policy, StageFacts], days: int
) -> None:
    policy, facts = drawn
    today = facts.received_at.date() + timedelta(days=days)
    dates = stage_dates(policy, facts, ENGLAND)
    limit = dates.respond_by or dates.projected_by
    for letter in letters_due(policy, facts, ENGLAND, today, NONE):
        assert letter.letter != "officer_overdue" or (limit and limit < letter.due_on)


@UNTIMED
@given(any_facts(), st.integers(0, 20), DAYS_ON)
def test_looking_only_when_something_can_fall_due_writes_the_same_letters_on_the_same_days(
    drawn: tuple[Policy, StageFacts], first: int, days: int
) -> None:
    policy, facts = drawn
    begun = facts.received_at.date() + timedelta(days=first)
    daily: list[tuple[date, str]] = []
    sparse: list[tuple[date, str]] = []
    done_daily, done_sparse, look_on = NONE, NONE, begun
    for today in (begun + timedelta(days=n) for n in range(days + 1)):
        letters = letters_due(policy, facts, ENGLAND, today, done_daily)
        daily += [(today, letter.key) for letter in letters]
        done_daily |= keys_of(letters)
        if today == look_on:
            letters = letters_due(policy, facts, ENGLAND, today, done_sparse)
            sparse += [(today, letter.key) for letter in letters]
            done_sparse |= keys_of(letters)
            look_on = next_look_on(policy, facts, ENGLAND, today)
            assert today < look_on <= today + timedelta(days=28)
    assert sparse == daily
