"""The record: what came in, what became of it, what went out, and who did what, when and why.

The only room that knows SQL. It keeps and finds rows; it never reads the clock, parses mail or
decides. Everybody else opens a `session.Record`, enters `read()` or `write()`, and hands the
connection to the functions of `inbox`, `outbox`, `cases`, `journal`, `decisions` and `polls`.
Rows come back as frozen values.
"""
