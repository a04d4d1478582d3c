"""The tables of the record and what each is for.

States are words (`states`), instants are UTC (`columns.Utc`), `_on` is a date. Ids that a letter or
the journal may name are never given twice (`sqlite_autoincrement`). `migrations` makes the tables;
a test holds the two equal.
"""

from __future__ import annotations

from store.columns import metadata
from store.schema.desk import instructions, links, visits
from store.schema.duties import duties, refusals, restriction_reviews, restrictions
from store.schema.history import decisions, entries
from store.schema.house import chores, identity, policies
from store.schema.mail import documents, incoming, originals, outgoing, polls, sheets
from store.schema.matters import (
    actions,
    cases,
    deadlines,
    learning,
    parties,
    pauses,
    series,
    stages,
    steps,
    surveys,
)
from store.schema.models import models
from store.schema.prints import print_batches, printed

__all__ = [
    "actions",
    "cases",
    "chores",
    "deadlines",
    "decisions",
    "documents",
    "duties",
    "entries",
    "identity",
    "incoming",
    "instructions",
    "learning",
    "links",
    "metadata",
    "models",
    "originals",
    "outgoing",
    "parties",
    "pauses",
    "policies",
    "polls",
    "print_batches",
    "printed",
    "refusals",
    "restriction_reviews",
    "restrictions",
    "series",
    "sheets",
    "stages",
    "steps",
    "surveys",
    "visits",
]
