"""What a report reads: the rows of a period and no others, with what their case is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from store import cases, diary, figures, learning, refusals, remedies
from store.cases import NewParty
from store.figure_rows import CaseRow
from store.learning import NewLearning, NewSurvey
from store.refusals import NewRefusal
from store.remedies import NewRemedy
from store.rows import columns_for
from store.schema import cases as cases_table
from store.session import Connection, Record
from store.states import CaseStatus, PartyRole
from tests.store.makers import AT, MINUTE, new_stage, open_case

DAY = timedelta(days=1)
END = AT + DAY


def stage(conn: Connection, case_id: int, number: int = 1, **more: Any) -> int:
    (stage_id,) = cases.add_stages(conn, [replace(new_stage(case_id, number), **more)])
    return stage_id


def test_every_field_of_a_case_has_its_column() -> None:
    names = [column.name for column in columns_for(cases_table, CaseRow)]
    assert names == list(CaseRow.__dataclass_fields__)


def test_cases_are_found_by_receipt_and_closing_the_end_left_out(record: Record) -> None:
    with record.write() as conn:
        times = [AT - MINUTE, AT, END - MINUTE, END]
        ids = [open_case(conn, received_at=at) for at in times]
        for id_, at in zip(ids, times, strict=True):
            cases.change_case(conn, id_, status=CaseStatus.CLOSED, closed_at=at)
        assert [one.id for one in figures.received(conn, AT, END)] == ids[1:3]
        assert [one.id for one in figures.closed(conn, AT, END)] == ids[1:3]


def test_a_row_of_a_case_has_what_a_report_counts_by(record: Record) -> None:
    with record.write() as conn:
        id_ = open_case(
            conn, "ann@home.example", flags=("anonymous",), category="Delay", characteristic="age"
        )
        (found,) = figures.received(conn, AT, END)
    assert (found.id, found.flags, found.category) == (id_, ("anonymous",), "Delay")
    assert (found.case, found.characteristic, found.closed_at) == (found, "age", None)
    assert found.received_at == AT


def test_stages_are_found_by_opening_or_answer(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        early = stage(conn, case_id, opened_at=AT - DAY, answered_at=AT)
        late = stage(conn, case_id, 2, opened_at=AT + MINUTE)
        stage(conn, case_id, 3, opened_at=END, answered_at=END)
        found = figures.stages_between(conn, AT, END)
    assert [row.id for row in found] == [early, late]
    assert [row.taken_further for row in found] == [True, False]
    assert found[0].case.id == case_id


def test_a_stage_begun_again_is_not_taken_further(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        stage(conn, case_id, answered_at=AT)
        stage(conn, case_id, opened_at=AT + MINUTE)
        assert [row.taken_further for row in figures.stages_between(conn, AT, END)] == [False] * 2


def test_the_last_stage_of_what_was_open_then_is_told(record: Record) -> None:
    with record.write() as conn:
        open_ = open_case(conn)
        stage(conn, open_, opened_at=AT)
        second = stage(conn, open_, 2, opened_at=AT + MINUTE)
        stage(conn, open_, 3, opened_at=END)
        closed_later = open_case(conn)
        third = stage(conn, closed_later)
        cases.change_case(conn, closed_later, status=CaseStatus.CLOSED, closed_at=END)
        closed = open_case(conn)
        stage(conn, closed)
        cases.change_case(conn, closed, status=CaseStatus.CLOSED, closed_at=END - MINUTE)
        stage(conn, open_case(conn, kind="comment"))
        stage(conn, open_case(conn, received_at=END), received_at=END, opened_at=END)
        assert [row.id for row in figures.open_at(conn, END)] == [second, third]


def test_what_was_due_is_found_by_its_day_met_or_not(record: Record) -> None:
    first = date(2026, 11, 2)
    with record.write() as conn:
        id_ = stage(conn, open_case(conn))
        diary.set_deadlines(conn, [(id_, "acknowledgement", first), (id_, "response", first + DAY)])
        diary.meet_deadline(conn, id_, "acknowledgement", AT)
        diary.add_pause(conn, id_, first, "asked")
        both = figures.due(conn, first, first + DAY)
        assert [(row.name, row.met_at, row.stands_still) for row in both] == [
            ("acknowledgement", AT, True),
            ("response", None, True),
        ]
        diary.close_pause(conn, id_, first)
        assert [row.stands_still for row in figures.due(conn, first, first)] == [False]
        assert figures.due(conn, first + 2 * DAY, first + 3 * DAY) == []


def test_remedies_are_found_by_promise_day_and_doing(record: Record) -> None:
    day = date(2026, 11, 2)
    with record.write() as conn:
        id_ = open_case(conn)
        before = AT - 10 * DAY
        new = [
            NewRemedy(id_, "promised", AT),
            NewRemedy(id_, "for a day", before, by_on=day),
            NewRemedy(id_, "done", before),
            NewRemedy(id_, "another time", before, by_on=day - DAY),
        ]
        kept = remedies.add_remedies(conn, new)
        remedies.finish_remedy(conn, kept[2].id, AT, "Sam")
        found = figures.remedies_between(conn, AT, END, day, day)
        assert [row.remedy.what for row in found] == ["promised", "for a day", "done"]
        assert [row.remedy.what for row in figures.remedies_of_cases(conn, [id_])] == [
            one.what for one in new
        ]
        assert figures.remedies_of_cases(conn, []) == []


def test_a_remedy_is_overdue_until_the_instant_it_was_done(record: Record) -> None:
    day = date(2026, 11, 2)
    with record.write() as conn:
        id_ = open_case(conn)
        promised = [NewRemedy(id_, str(n), AT - DAY, by_on=day - DAY) for n in range(4)]
        kept = remedies.add_remedies(conn, [*promised, NewRemedy(id_, "due", AT, by_on=day)])
        remedies.finish_remedy(conn, kept[1].id, END - MINUTE, "Sam")
        remedies.finish_remedy(conn, kept[2].id, END, "Sam")
        remedies.drop_remedy(conn, kept[3].id, AT, "Sam", "why", "")
        found = figures.overdue_at(conn, day, END)
    assert [row.remedy.what for row in found] == ["0", "2"]


def test_lessons_surveys_and_refusals_are_found_by_their_time(record: Record) -> None:
    with record.write() as conn:
        id_ = open_case(conn)
        of = stage(conn, id_, 2)
        for when in (AT, END):
            learning.add_learning(conn, NewLearning(id_, of, {"lessons": "more bins"}, when, "Sam"))
            refusals.add_refusal(conn, NewRefusal("late", "Late", "", "Co", when, id_))
        refusals.add_refusal(conn, NewRefusal("court", "Court", "", "Co", AT))
        asked = learning.add_survey(conn, NewSurvey(id_, AT - DAY))
        learning.answer_survey(conn, asked.id, {"scores": [5]}, AT)
        learning.add_survey(conn, NewSurvey(id_, END))
        (lesson,) = figures.learnt(conn, AT, END)
        (survey,) = figures.surveyed(conn, AT, END)
        declined = figures.refused(conn, AT, END)
    assert (lesson.answers, lesson.number, lesson.case.id) == ({"lessons": "more bins"}, 2, id_)
    assert (survey.answers, survey.returned_at) == ({"scores": [5]}, AT)
    assert [(row.case.id if row.case else None, row.refusal.code) for row in declined] == [
        (id_, "late"),
        (None, "court"),
    ]


def test_counts_are_by_policy_service_category_and_span(record: Record) -> None:
    edges = [AT, AT + DAY, AT + 2 * DAY]
    with record.write() as conn:
        for at in (AT, AT + MINUTE, AT + DAY, AT - MINUTE, AT + 2 * DAY):
            open_case(conn, received_at=at)
        open_case(conn, kind="comment")
        open_case(conn, service="parks", category="Delay")
        found = sorted(figures.counts_between(conn, edges))
    assert found == [
        ("corporate", "parks", "Delay", 0, 1),
        ("corporate", "waste", "", 0, 2),
        ("corporate", "waste", "", 1, 1),
    ]


def test_texts_kinds_and_names_are_told_of_the_cases_asked_for(record: Record) -> None:
    with record.write() as conn:
        one, other = open_case(conn, "ann@home.example", subject="Bins"), open_case(conn)
        cases.add_parties(conn, [NewParty(one, PartyRole.MEMBER, "Cllr Bo", phone="01")])
        assert figures.texts(conn, [one]) == {one: ("Bins", "Nobody emptied our bins.")}
        assert figures.kinds_of(conn, [one, other, one]) == {one: "complaint", other: "complaint"}
        assert figures.named_in(conn, [one, other]) == {
            one: (("Ann", "ann@home.example", "", "", "", ""), ("Cllr Bo", "", "01", "", "", ""))
        }
