"""What the council took from a case, and what the resident said of how it was dealt with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from store.rows import NoSuchRow, as_row, columns_for
from store.schema import learning as table
from store.schema import surveys


@dataclass(frozen=True, slots=True)
class NewLearning:
    """A learning form that came back; `answers` by the policy's keys."""

    case_id: int
    stage_id: int | None
    answers: Mapping[str, Any]
    returned_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Learning:
    """A learning form as it was kept."""

    id: int
    case_id: int
    stage_id: int | None
    answers: dict[str, Any]
    returned_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NewSurvey:
    """A resident was asked how it was; `outgoing_key` is the letter's."""

    case_id: int
    sent_at: datetime
    outgoing_key: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey and what came of it; without answers nobody has answered yet."""

    id: int
    case_id: int
    sent_at: datetime
    outgoing_key: str = ""
    answers: dict[str, Any] | None = None
    returned_at: datetime | None = None


_ADD = insert(table).returning(*columns_for(table, Learning))
_OF_CASE = (
    select(*columns_for(table, Learning))
    .where(table.c.case_id == bindparam("of_case"))
    .order_by(table.c.id)
)
_ADD_SURVEY = insert(surveys).returning(*columns_for(surveys, Survey))
_LAST_SURVEY = (
    select(*columns_for(surveys, Survey))
    .where(surveys.c.case_id == bindparam("of_case"))
    .order_by(surveys.c.id.desc())
    .limit(1)
)
_ANSWER = (
    update(surveys)
    .where(surveys.c.id == bindparam("wanted"))
    .values(answers=bindparam("said"), returned_at=bindparam("at"))
)


def add_learning(conn: Connection, new: NewLearning) -> Learning:
    """Keep a learning form; gives it as the record has it."""
    return Learning(*conn.execute(_ADD, as_row(new)).one())


def learning_of(conn: Connection, case_id: int) -> list[Learning]:
    """The learning forms of a case, in the order they came back."""
    return [Learning(*row) for row in conn.execute(_OF_CASE, {"of_case": case_id})]


def add_survey(conn: Connection, new: NewSurvey) -> Survey:
    """Note that a resident was asked; gives the survey as the record has it."""
    return Survey(*conn.execute(_ADD_SURVEY, as_row(new)).one())


def survey_of(conn: Connection, case_id: int) -> Survey | None:
    """The survey last sent in a case, None where nobody was asked."""
    row = conn.execute(_LAST_SURVEY, {"of_case": case_id}).one_or_none()
    return None if row is None else Survey(*row)


def answer_survey(
    conn: Connection, survey_id: int, answers: Mapping[str, Any], at: datetime
) -> None:
    """A resident has answered; a later answer takes the place of an earlier. Raises NoSuchRow."""
    terms = {"wanted": survey_id, "said": answers, "at": at}
    if not conn.execute(_ANSWER, terms).rowcount:
        raise NoSuchRow(f"there is no survey {survey_id}")
