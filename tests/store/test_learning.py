"""What was learnt and what residents said is kept with its case."""

from __future__ import annotations

import pytest

from store import learning
from store.learning import NewLearning, NewSurvey
from store.rows import NoSuchRow
from store.session import Record
from tests.store.makers import AT, MINUTE, open_case, open_stage


def test_learning_forms_come_back_in_order(record: Record) -> None:
    with record.write() as conn:
        stage_id, case_id = open_stage(conn), open_case(conn)
        said = {"cause": "No cover in August.", "change": ["a rota", "a reminder"]}
        first = learning.add_learning(conn, NewLearning(case_id, stage_id, said, AT, "Ola"))
        second = learning.add_learning(conn, NewLearning(case_id, None, {}, AT, "Pat"))
        assert learning.learning_of(conn, case_id) == [first, second]
        assert learning.learning_of(conn, case_id + 1) == []
    assert (first.answers, first.stage_id, first.by) == (said, stage_id, "Ola")
    assert (second.answers, second.stage_id, second.returned_at) == ({}, None, AT)


def test_a_survey_is_answered_and_the_last_answer_stands(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        assert learning.survey_of(conn, case_id) is None
        asked = learning.add_survey(conn, NewSurvey(case_id, AT, "survey/1"))
        assert learning.survey_of(conn, case_id) == asked
        assert (asked.outgoing_key, asked.answers, asked.returned_at) == ("survey/1", None, None)
        learning.answer_survey(conn, asked.id, {"1": "good"}, AT)
        learning.answer_survey(conn, asked.id, {"1": "bad"}, AT + MINUTE)
        answered = learning.survey_of(conn, case_id)
    assert answered is not None
    assert (answered.answers, answered.returned_at) == ({"1": "bad"}, AT + MINUTE)


def test_the_survey_last_sent_counts(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        learning.add_survey(conn, NewSurvey(case_id, AT))
        again = learning.add_survey(conn, NewSurvey(case_id, AT + MINUTE))
        assert learning.survey_of(conn, case_id) == again


def test_a_survey_that_is_not_there_is_an_error(record: Record) -> None:
    with record.write() as conn, pytest.raises(NoSuchRow, match="999"):
        learning.answer_survey(conn, 999, {}, AT)
