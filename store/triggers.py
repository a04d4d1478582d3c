"""What makes both databases refuse to rewrite the journal, whoever asks."""

from __future__ import annotations

_REFUSAL = "the journal is only ever added to"
_SQLITE = (
    "CREATE TRIGGER entries_refuse_{0} BEFORE {0} ON entries BEGIN SELECT RAISE(ABORT, '{1}'); END"
)
_FUNCTION = (
    "CREATE FUNCTION entries_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$BEGIN RAISE EXCEPTION '{_REFUSAL}'; END$$"
)
_TRIGGER = (
    "CREATE TRIGGER entries_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON entries "
    "FOR EACH STATEMENT EXECUTE FUNCTION entries_refuse()"
)

KEEP_JOURNAL = {
    "sqlite": tuple(_SQLITE.format(what, _REFUSAL) for what in ("update", "delete")),
    "postgresql": (_FUNCTION, _TRIGGER),
}
