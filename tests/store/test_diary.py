"""The diary finds the stages it has not looked at, and its steps are done once."""

from __future__ import annotations

from datetime import date, timedelta

from store import cases, diary
from store.session import Record
from store.states import CaseStatus, StepHow
from tests.store.makers import AT, MINUTE, new_stage, open_case, open_stage

TODAY = date(2026, 11, 2)
TOMORROW = TODAY + timedelta(days=1)


def test_a_stage_is_looked_at_once_a_day_until_it_is_answered(record: Record) -> None:
    with record.write() as conn:
        one, two = open_stage(conn), open_stage(conn)
        assert [stage for _, stage in diary.stages_to_look_at(conn, TODAY)] == [one, two]
        diary.looked(conn, [one], TODAY)
        assert [stage for _, stage in diary.stages_to_look_at(conn, TODAY)] == [two]
        cases.change_stage(conn, two, answered_at=AT)
        assert diary.stages_to_look_at(conn, TODAY) == []
        assert [stage for _, stage in diary.stages_to_look_at(conn, TOMORROW)] == [one]


def test_a_stage_looked_at_for_a_day_too_far_ahead_counts_as_never_looked_at(
    record: Record,
) -> None:
    with record.write() as conn:
        one, two = open_stage(conn), open_stage(conn)
        diary.looked(conn, [one], TODAY + diary.LONGEST_UNSEEN)
        diary.looked(conn, [two], TODAY + diary.LONGEST_UNSEEN + timedelta(days=1))
        assert [stage for _, stage in diary.stages_to_look_at(conn, TODAY)] == [two]


def test_every_unanswered_stage_can_be_looked_at_anew(record: Record) -> None:
    with record.write() as conn:
        one, two, answered = open_stage(conn), open_stage(conn), open_stage(conn, answered_at=AT)
        diary.looked(conn, [one, answered], TODAY)
        assert diary.look_anew(conn) == 1
        assert [stage for _, stage in diary.stages_to_look_at(conn, TODAY)] == [one, two]


def test_a_closed_case_is_not_looked_at(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        cases.add_stages(conn, [new_stage(case_id)])
        cases.change_case(conn, case_id, status=CaseStatus.CLOSED)
        assert diary.stages_to_look_at(conn, TODAY) == []


def test_stages_come_in_portions_that_end(record: Record) -> None:
    with record.write() as conn:
        stages = {open_stage(conn) for _ in range(7)}
        seen: set[int] = set()
        while due := diary.stages_to_look_at(conn, TODAY, limit=3):
            assert len(due) <= 3
            diary.looked(conn, [stage for _, stage in due], TODAY)
            seen |= {stage for _, stage in due}
    assert seen == stages


def test_a_step_is_done_once_and_stays_as_it_was(record: Record) -> None:
    with record.write() as conn:
        one, two = open_stage(conn), open_stage(conn)
        done = (one, "reminder/1", AT, StepHow.WRITTEN)
        diary.add_steps(conn, [done, done, (one, "reminder/2", AT, "overtaken")])
        diary.add_steps(conn, [(one, "reminder/1", AT + MINUTE, StepHow.OVERTAKEN)])
        diary.add_steps(conn, [])
        assert diary.steps_of(conn, [one, two]) == {
            one: frozenset({"reminder/1", "reminder/2"}),
            two: frozenset(),
        }
        how = conn.exec_driver_sql("SELECT how FROM steps ORDER BY key").scalars().all()
    assert how == ["written", "overtaken"]


def test_a_pause_ends_when_the_clock_runs_again(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        (stage_id,) = cases.add_stages(conn, [new_stage(case_id)])
        diary.add_pause(conn, stage_id, TODAY, "asked the resident")
        assert diary.close_pause(conn, stage_id, TOMORROW) == 1
        assert diary.close_pause(conn, stage_id, TOMORROW + timedelta(days=9)) == 0
        diary.add_pause(conn, stage_id, TOMORROW, "asked again")
        pauses = cases.get_case(conn, case_id).stages[0].pauses
    assert [(pause.from_on, pause.to_on) for pause in pauses] == [
        (TODAY, TOMORROW),
        (TOMORROW, None),
    ]


def test_a_deadline_moves_until_it_is_met(record: Record) -> None:
    with record.write() as conn:
        stage_id = open_stage(conn)
        diary.set_deadlines(conn, [(stage_id, "response", TODAY), (stage_id, "other", TODAY)])
        diary.set_deadlines(conn, [(stage_id, "response", TOMORROW)])
        diary.set_deadlines(conn, [])
        assert [due.name for due in diary.due_between(conn, TODAY, TODAY)] == ["other"]
        assert [due.name for due in diary.due_between(conn, TODAY, TOMORROW)] == [
            "other",
            "response",
        ]
        diary.meet_deadline(conn, stage_id, "response", AT)
        diary.meet_deadline(conn, stage_id, "response", AT + MINUTE)
        diary.meet_deadline(conn, stage_id, "never owed", AT)
        assert diary.due_between(conn, TOMORROW, TOMORROW) == []
        (met,) = diary.due_between(conn, TOMORROW, TOMORROW, met=True)
    assert (met.stage_id, met.met_at) == (stage_id, AT)


def test_a_closed_case_owes_nothing(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        (stage_id,) = cases.add_stages(conn, [new_stage(case_id)])
        diary.set_deadlines(conn, [(stage_id, "response", TODAY)])
        cases.change_case(conn, case_id, status=CaseStatus.CLOSED)
        assert diary.due_between(conn, TODAY, TODAY) == []


def test_who_has_how_many_open_stages(record: Record) -> None:
    with record.write() as conn:
        open_stage(conn)
        open_stage(conn)
        open_stage(conn, answered_at=AT)
        open_stage(conn, owner_email="gone@council.example")
        closed = open_case(conn)
        cases.add_stages(conn, [new_stage(closed)])
        cases.change_case(conn, closed, status=CaseStatus.CLOSED)
        owners = diary.owners_of_open_stages(conn)
    assert owners == {"ola@council.example": 2, "gone@council.example": 1}


def test_an_answer_whose_clock_stands_still_is_not_late(record: Record) -> None:
    with record.write() as conn:
        stage = open_stage(conn)
        cases.set_deadlines(conn, [(stage, "response", TODAY)])
        assert diary.late_answers(conn, TOMORROW, 5)[0] == 1
        cases.add_pause(conn, stage, TODAY, "asked the resident")
        assert diary.late_answers(conn, TOMORROW, 5) == (0, [])
        cases.close_pause(conn, stage, TODAY)
        assert diary.late_answers(conn, TOMORROW, 5)[0] == 1
