"""Several people about one matter: looked into together, one report, and a letter of their own to each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_case import join
from mailroom.jobs.by_hand_groups import answer_all
from parsers.documents import Reader
from tests.acts.council import ANSWER, COMPLAINT, JO, SAM, UNA, text_of
from tests.acts.deciding import BEA, BY, Deciding, deciding, words_to

CAL = "cal@home.example"


@pytest.fixture
def three(tmp_path: Path, reader: Reader) -> Iterator[Deciding]:
    """Una, Bea and Cal complain of the same bins."""
    council = deciding(tmp_path, reader, "brighton-hove")
    for number, one in enumerate((UNA, BEA, CAL)):
        council.complain(COMPLAINT.replace("3 Hill Road", f"{number} Hill Road"), one)
    yield council
    council.town.record.close()


def references(council: Deciding) -> list[str]:
    """The three cases."""
    return [str(row[0]) for row in council.town.sql("select reference from cases order by id")]


def test_each_is_told_once_that_it_is_looked_into_together(three: Deciding) -> None:
    first, second, third = references(three)
    join(three.town.house, second, first, BY)
    join(three.town.house, third, second, BY)
    letters = three.work()
    for email in (UNA, BEA, CAL):
        (told,) = words_to(letters, email)
        assert "Others have complained about the same matter" in told
        assert not {"Una", "Bea", "Cal"} & set(told.split())
        others = {UNA, BEA, CAL} - {email}
        assert not any(other in told for other in others)
    assert {three.named(one).case.group_id for one in references(three)} == {1}
    with pytest.raises(CannotBeDone, match="cannot join itself"):
        join(three.town.house, first, first, BY)


def test_one_report_goes_to_each_as_a_letter_of_their_own(three: Deciding) -> None:
    first, second, third = references(three)
    join(three.town.house, second, first, BY)
    three.work()
    three.town.mail(SAM, "The report on Hill Road", f"ANSWER\nOutcome: upheld\n\n{ANSWER}")
    three.work()
    (row,) = three.town.sql("select id from incoming where state = 'HELD'")
    done = answer_all(three.town.house, three.reader, int(str(row[0])), BY, first)
    assert done == f"answered {first} and {second}"
    letters = three.work()
    for email, reference in ((UNA, first), (BEA, second)):
        (answer,) = words_to(letters, email)
        assert reference in answer
        assert "The crew had an old list" in answer
    assert not words_to(letters, CAL)
    assert len([one for one in words_to(letters, JO) if "old list" in one]) == 1
    assert three.named(third).stages[-1].answered_at is None


def test_an_officer_answers_all_of_the_group_with_one_mail(three: Deciding) -> None:
    _, second, third = references(three)
    join(three.town.house, third, second, BY)
    three.work()
    letters = three.says(SAM, f"ANSWER ALL upheld\n\n{ANSWER}")
    had_it = {
        one for one in (UNA, BEA, CAL) if any("old list" in w for w in words_to(letters, one))
    }
    assert had_it == {BEA, CAL}
    assert (
        three.named(second).stages[-1].outcome == three.named(third).stages[-1].outcome == "upheld"
    )


def test_answer_all_of_a_complaint_that_stands_alone_sends_nothing(three: Deciding) -> None:
    letters = three.says(SAM, f"ANSWER ALL\n\n{ANSWER}")
    assert not any(words_to(letters, email) for email in (UNA, BEA, CAL))
    assert any("without ALL" in one for one in words_to(letters, SAM))


def test_what_concerns_one_alone_is_answered_apart_afterwards(three: Deciding) -> None:
    first, second, _ = references(three)
    join(three.town.house, second, first, BY)
    three.work()
    three.town.mail(SAM, "The report on Hill Road", f"ANSWER\nOutcome: upheld\n\n{ANSWER}")
    three.work()
    (row,) = three.town.sql("select id from incoming where state = 'HELD'")
    answer_all(three.town.house, three.reader, int(str(row[0])), BY, first)
    before = three.named(first).stages[-1]
    three.work()
    three.town.days_pass(2)
    # The last letter to Sam that can be answered is of the second case.
    letter = three.last_to(SAM)
    hers = first if first in str(letter["Subject"]) else second
    three.says(
        SAM, "ANSWER\n\nDear Madam\n\nYour own ramp was mended on 4 February. I am sorry for it."
    )
    after = three.named(hers).stages[-1]
    assert (after.outcome, after.answered_at) == (before.outcome, before.answered_at)
    apart = [one for one in three.got if "Your own ramp was mended" in text_of(one)]
    assert len({str(one["To"]) for one in apart} & {UNA, BEA}) == 1


def test_a_stranger_sends_no_report(three: Deciding) -> None:
    first, second, third = references(three)
    number = three.asks("zed@home.example", f"ANSWER\n\n{ANSWER}", "The report")
    with pytest.raises(CannotBeDone, match="no other case was put together"):
        answer_all(three.town.house, three.reader, number, BY, third)
    join(three.town.house, second, first, BY)
    with pytest.raises(CannotBeDone, match="not from anybody named in the configuration"):
        answer_all(three.town.house, three.reader, number, BY, first)


def test_registered_about_the_same_matter_it_joins(three: Deciding) -> None:
    first = references(three)[0]
    reference = three.register(three.asks("dot@home.example"), same_matter=first)
    assert three.named(reference).case.group_id == three.named(first).case.group_id == 1
    assert words_to(three.work(), "dot@home.example", "others about the same matter")


def test_what_grew_out_of_a_case_stands_beside_it(three: Deciding) -> None:
    first = references(three)[0]
    reference = three.register(three.asks("dot@home.example"), grew_out_of=first)
    assert three.named(reference).case.parent_id == three.named(first).case.id
