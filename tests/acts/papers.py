"""Documents that officers enclose."""

from __future__ import annotations

import io

import docx

from tests.parsers.documents.making import para, run, word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def learning_form(*answers: tuple[str, str]) -> bytes:
    """A learning form as DOCX: its heading, then each question with what was written beside it."""
    lines = ["Learning from Complaints", *(f"{label}: {words}" for label, words in answers)]
    return word("".join(para(run(line)) for line in lines))


def letter(*lines: str) -> bytes:
    """A letter as DOCX, a paragraph a line."""
    return word("".join(para(run(line)) for line in lines))


def remarked(remark: str, *lines: str, title: str = "serial complainer") -> bytes:
    """A letter as DOCX with a remark in its margin, and its author's name for the resident in its properties."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    if remark:
        made.add_comment(made.paragraphs[0].runs[0], text=remark, author="Bob")
    made.core_properties.title = made.core_properties.author = title
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
