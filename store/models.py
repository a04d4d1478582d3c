"""What triage has learnt: versions, each kept as it was made; the last that nobody undid is in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from store.rows import as_row, columns_for
from store.schema import models as table


@dataclass(frozen=True, slots=True)
class NewModel:
    """A version to keep; `through_id` is the last decision that was there, `lessons` how many people taught it."""

    made_at: datetime
    by: str
    through_id: int
    lessons: int
    learnt: Mapping[str, Any]
    figures: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A version as it was kept."""

    id: int
    made_at: datetime
    by: str
    through_id: int
    lessons: int
    learnt: dict[str, Any]
    figures: dict[str, Any] | None
    undone_at: datetime | None
    undone_by: str


_ROW = select(*columns_for(table, Model))
_IN_USE = select(func.max(table.c.id)).where(table.c.undone_at.is_(None))


def add_model(conn: Connection, new: NewModel) -> int:
    """Keep a version, which is in use from now on; gives its number."""
    row = conn.execute(insert(table).returning(table.c.id), as_row(new)).one()
    return int(row.id)


def number_in_use(conn: Connection) -> int | None:
    """The number of the version in use; None where nothing is."""
    number: int | None = conn.execute(_IN_USE).scalar()
    return number


def model_in_use(conn: Connection) -> Model | None:
    """The version in use; None where nothing was learnt, or all of it was undone."""
    row = conn.execute(_ROW.where(table.c.id == _IN_USE.scalar_subquery())).first()
    return Model(*row) if row is not None else None


def models(conn: Connection) -> list[Model]:
    """Every version, the oldest first."""
    return [Model(*row) for row in conn.execute(_ROW.order_by(table.c.id))]


def undo_model(conn: Connection, number: int, by: str, at: datetime) -> bool:
    """Put a version out of use; False where it was already."""
    ours = (table.c.id == number) & table.c.undone_at.is_(None)
    statement = update(table).where(ours).values(undone_at=at, undone_by=by)
    return conn.execute(statement).rowcount == 1


def forget_models(conn: Connection) -> int:
    """Take every version out of the record, with every word in it; how many there were."""
    return conn.execute(delete(table)).rowcount
