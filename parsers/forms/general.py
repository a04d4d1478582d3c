"""The general reader: any council's complaint form, by the words of its labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from parsers.documents.document import Document, Pair
from parsers.documents.pairs import line_pairs
from parsers.forms.filled import Filling
from parsers.forms.form import Form
from parsers.forms.labels import CONTACT, MATTER
from parsers.forms.others import names_another_form

NAME = "complaint"
FEWEST_CONTACTS, FEWEST_MATTERS, FEWEST_LABELS = 1, 2, 4  # below, it is a letter with a heading
OCR_MOST = 0.5  # what OCR read is never sure
# A table of two columns as text: what was filled in begins at one place on so many lines.
_COLUMNS = re.compile(r"(?P<label>\S(?:.{0,70}?\S)?) {2,}(?P<value>\S.*)")
FEWEST_ROWS = 3


def read_form(document: Document) -> Form | None:
    """The complaint form in a document; None where it is a letter, another form, or unread."""
    if document.problem or names_another_form(document):
        return None
    return _form(document.pairs, ocr="read by OCR" in document.notes)


def read_form_in(text: str) -> Form | None:
    """The form in a text, as a web page's form arrives by mail: 'Name: …', 'What happened? …'."""
    return _form(line_pairs(_out_of_columns(text.split("\n"))), ocr=False)


def _out_of_columns(lines: Sequence[str]) -> list[str]:
    """The rows of a table with a colon between their columns; other lines as they are."""
    rows = [_COLUMNS.fullmatch(line) for line in lines]
    begun = Counter(row.start("value") for row in rows if row)
    at, many = begun.most_common(1)[0] if begun else (0, 0)
    if many < FEWEST_ROWS:
        return list(lines)
    return [
        f"{row['label'].rstrip(':')}: {row['value']}" if row and row.start("value") == at else line
        for row, line in zip(rows, lines, strict=True)
    ]


def _form(pairs: Sequence[Pair], *, ocr: bool) -> Form | None:
    filling = Filling()
    for label, value in pairs:
        filling.take(label, value)
    asked = filling.asked
    contacts = len(asked.intersection(CONTACT))
    matters = len(asked.intersection(MATTER))
    enough = contacts >= FEWEST_CONTACTS and matters >= FEWEST_MATTERS
    if not enough or contacts + matters < FEWEST_LABELS:
        return None
    fields = filling.fields()
    sure = _confidence(contacts, matters, has_story="details" in fields)
    return Form(NAME, fields, min(sure, OCR_MOST) if ocr else sure)


def _confidence(contacts: int, matters: int, *, has_story: bool) -> float:
    """More labels understood, more sure; a form without a story was read wrongly or not filled."""
    seen = 0.3 + 0.1 * min(contacts, 4) + 0.08 * min(matters, 4)
    return round(min(0.97, seen if has_story else seen * 0.6), 2)
