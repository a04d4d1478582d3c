"""A case closed without its answer: withdrawn, settled on the spot, passed on. Whoever writes again meets a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailroom.jobs.by_hand_case import join, reopen, settle_informal, withdraw
from mailroom.jobs.by_hand_refuse import transfer_case
from parsers.documents import Reader
from store.states import CaseStatus
from tests.acts.council import ANSWER, COMPLAINT, SAM, UNA, Council, letters_to
from tests.acts.deciding import BEA, BY, Deciding, deciding
from tests.acts.replies import latest_to, replies


@pytest.fixture
def council(tmp_path: Path, reader: Reader) -> Iterator[Deciding]:
    """A council that may try to settle things at once."""
    made = deciding(tmp_path, reader, "brighton-hove")
    yield made
    made.town.record.close()


def _withdrawn(council: Deciding) -> None:
    council.complain()
    withdraw(council.town.house, council.file.case.reference, BY)
    council.work()
    council.town.days_pass(3)


def _settled(council: Deciding) -> None:
    reference = council.register(council.asks(UNA), informal=True)
    council.work()
    settle_informal(council.town.house, reference, BY, "The crew came back today.", settled=True)
    council.work()


def _passed_on(council: Deciding) -> None:
    council.complain()
    to = ("Upwell Council", "waste@upwell.example")
    transfer_case(council.town.house, council.file.case.reference, BY, to, "theirs", forward=False)
    council.work()


def _held(council: Council) -> list[str]:
    rows = council.town.sql("select reason from incoming where state = 'HELD' order by id")
    return [str(row[0]) for row in rows]


@pytest.mark.parametrize("closed", [_withdrawn, _settled, _passed_on])
@pytest.mark.parametrize(
    "text",
    [
        "I am not satisfied. It is not settled at all: please take my complaint to stage 2.",
        "I have changed my mind. The bins were missed again, and I want you to go on.",
    ],
)
def test_who_writes_again_meets_a_person_and_no_stage_is_skipped(
    council: Deciding, closed: Callable[[Deciding], None], text: str
) -> None:
    closed(council)
    replies(council, latest_to(council, UNA), text)
    (why,) = _held(council)
    assert "written after the case was closed" in why
    assert len(council.file.stages) == 1
    assert council.is_now(CaseStatus.CLOSED)


def test_sent_again_after_it_was_withdrawn_it_is_not_called_a_duplicate(council: Deciding) -> None:
    _withdrawn(council)
    before = len(council.got)
    council.complain()
    assert not letters_to(council.got[before:], UNA)
    assert len(_held(council)) == 1


def test_opened_again_only_the_new_clock_runs(council: Deciding) -> None:
    _withdrawn(council)
    reopen(council.town.house, council.file.case.reference, BY, "they want it after all")
    council.work()
    council.says(SAM, f"ANSWER UPHELD\n{ANSWER}\n\nRemedy: an apology")
    assert all(one.answered_at for one in council.file.stages)
    before = len(council.got)
    for _ in range(20):
        council.town.days_pass(1)
        council.work()
    subjects = {str(one["Subject"]) for one in council.got[before:]}
    assert not {one for one in subjects if one.startswith(("Answer due", "Answer overdue"))}
    assert not {one for one in subjects if "is late" in one}


def test_who_withdrew_has_no_part_in_the_answer_to_all(council: Deciding) -> None:
    council.complain()
    council.complain(COMPLAINT.replace("3 Hill Road", "4 Hill Road"), BEA)
    hers, beas = (str(row[0]) for row in council.town.sql("select reference from cases"))
    join(council.town.house, beas, hers, BY)
    withdraw(council.town.house, hers, BY)
    council.work()
    # Sam answers a letter on Bea's, and not the one which says that Una's is withdrawn.
    council.got = [one for one in council.got if hers not in str(one["Subject"])]
    letters = council.says(SAM, f"ANSWER ALL upheld\n\n{ANSWER}")
    assert not letters_to(letters, UNA)
    assert letters_to(letters, BEA)
    assert council.named(hers).case.status is CaseStatus.CLOSED
