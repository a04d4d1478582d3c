"""What makes both databases refuse to rewrite the journal, whoever asks."""

from __future__ import annotations

KEEP_JOURNAL = {
    "sqlite": tuple(
        f"CREATE TRIGGER entries_refuse_{what} BEFORE {what} ON entries "
        "BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END"
        for what in ("update", "delete")
    ),
    "postgresql": (
        "CREATE FUNCTION entries_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'the journal is only ever added to'; END$$",
        "CREATE TRIGGER entries_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION entries_refuse()",
    ),
}
