"""What was wrong with a mail, as a value: a defect is noted and shown, it never stops the reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Defect:
    """One fault of a mail: a short slug for rules and figures, and the detail in words."""

    code: str
    detail: str
