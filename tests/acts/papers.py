"""Documents that officers enclose."""

from __future__ import annotations

from tests.parsers.documents.making import para, run, word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def learning_form(*answers: tuple[str, str]) -> bytes:
    """A learning form as DOCX: its heading, then each question with what was written beside it."""
    lines = ["Learning from Complaints", *(f"{label}: {words}" for label, words in answers)]
    return word("".join(para(run(line)) for line in lines))


def letter(*lines: str) -> bytes:
    """A letter as DOCX, a paragraph a line."""
    return word("".join(para(run(line)) for line in lines))
