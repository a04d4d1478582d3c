"""When a stage's letters and answers are due, and which letters have fallen due.

The front of two modules: `stage_clock` counts, `reminders` writes. Nothing here knows today's date
unless it is told.
"""

from __future__ import annotations

from mailroom.rules.reminders import DueLetter, letters_due, next_look_on
from mailroom.rules.stage_clock import PauseFacts, StageDates, StageFacts, reckon, stage_dates

__all__ = [
    "DueLetter",
    "PauseFacts",
    "StageDates",
    "StageFacts",
    "letters_due",
    "next_look_on",
    "reckon",
    "stage_dates",
]
