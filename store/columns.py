"""Column types that mean the same on SQLite and on PostgreSQL, whatever a mail puts in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    false,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

# PostgreSQL refuses NUL in text and JSON; no database encodes half a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# SQLite gives numbers by itself only to a column of exactly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(constraint_name)s",
    }
)


def storable(text: str) -> str:
    """The text with U+FFFD in place of what a database cannot keep."""
    return text if text.isascii() and "\x00" not in text else _UNSTORABLE.sub("\ufffd", text)


def storable_json(value: object) -> object:
    """The value as JSON will give it back, every text in it storable; tuples become lists."""
    match value:
        case str():
            return storable(value)
        case Mapping():
            return {storable(str(key)): storable_json(item) for key, item in value.items()}
        case list() | tuple():
            return [storable_json(item) for item in value]
        case _:
            return value


def frozen(value: object) -> object:
    """The value with tuples in place of lists, however deep."""
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


class Utc(TypeDecorator[datetime]):
    """An instant: aware going in, in UTC coming out; SQLite alone would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time (ValueError): nobody can say which instant it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be kept: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of any length; what no database can keep is replaced, for bad mail stops nothing."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the text storable."""
        return None if value is None else storable(value)


class Json(TypeDecorator[Any]):
    """Plain values as JSON; lists come back as tuples where `as_tuples`.

    `exact` keeps PostgreSQL from putting keys and digits in an order and form of its own.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, *, as_tuples: bool = False, exact: bool = False) -> None:
        """Say how lists come back, and whether the text itself matters."""
        super().__init__(none_as_null=True)
        self.as_tuples = as_tuples
        self.exact = exact

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB where there is one, but for what must come back letter for letter."""
        if dialect.name == "postgresql" and not self.exact:
            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(JSON(none_as_null=True))

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        """Make every text in it storable."""
        return storable_json(value)

    def process_result_value(self, value: object, dialect: Dialect) -> object:
        """Freeze lists where asked."""
        return frozen(value) if self.as_tuples else value


def state_of(kind: type[StrEnum], name: str) -> Enum:
    """A column of states, kept as their words and checked by the database under the name."""
    return Enum(
        kind,
        native_enum=False,
        length=20,
        create_constraint=True,
        validate_strings=True,
        name=name,
        values_callable=lambda states: [state.value for state in states],
    )


def id_column() -> Column[int]:
    """A row's own number."""
    return Column("id", Id, primary_key=True)


def to_column(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    """The number of a row in another table."""
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable)


def words_column(name: str) -> Column[str]:
    """Text that is empty where there is none."""
    return Column(name, Words, nullable=False, server_default="")


def at_column(name: str, *, nullable: bool = False) -> Column[Any]:
    """An instant."""
    return Column(name, Utc, nullable=nullable)


def list_column(name: str) -> Column[Any]:
    """Plain values in order, which come back as tuples; empty where there are none."""
    return Column(name, Json(as_tuples=True), nullable=False, server_default="[]")


def yes_column(name: str) -> Column[bool]:
    """Whether something holds; it does not until somebody says so."""
    return Column(name, Boolean, nullable=False, server_default=false())


def count_column(name: str) -> Column[int]:
    """A number that starts at nought."""
    return Column(name, Integer, nullable=False, server_default="0")
