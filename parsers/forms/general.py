"""The general reader: any council's complaint form, by the words of its labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from parsers.documents.document import Document, Pair
from parsers.documents.pairs import inline_pair, line_pairs, looks_like_label
from parsers.forms.filled import Filling
from parsers.forms.form import Form
from parsers.forms.labels import CONTACT, MATTER, NO_ANSWER, meaning_of
from parsers.forms.others import names_another_form
from parsers.forms.page import page_pairs
from parsers.forms.taught import TaughtForm, taught_form

NAME = "complaint"
SURE_OF_TAUGHT = 0.9  # known by its own words, and filled in
LONGEST_ALONE = 14  # words of a label on a line of its own
DASHED = re.compile(r"\s*([^-–—:?]{2,60}?)\s+[-–—]\s+(\S.*)")
FEWEST_CONTACTS, FEWEST_MATTERS, FEWEST_LABELS = 1, 2, 4  # below, it is a letter with a heading
OCR_MOST = 0.5  # what OCR read is never sure
# A table of two columns as text: what was filled in begins at one place on so many lines.
_COLUMNS = re.compile(r"(?P<label>\S(?:.{0,70}?\S)?) {2,}(?P<value>\S.*)")
FEWEST_ROWS = 3


def read_form(document: Document, taught: Sequence[TaughtForm] = ()) -> Form | None:
    """The complaint form in a document; None where it is a letter, another form, or unread.

    A form that the council has `taught` goes before what forms usually ask.
    """
    known = taught_form(taught, document.text)
    if document.problem or (known is None and names_another_form(document)):
        return None
    return _form(
        document.pairs, ocr="read by OCR" in document.notes, text=document.text, known=known
    )


def read_form_in(text: str, taught: Sequence[TaughtForm] = ()) -> Form | None:
    """The form in a text, as a web page's form arrives by mail: 'Name: …', 'What happened? …'."""
    known = taught_form(taught, text)
    asked = [line for line in text.split("\n") if not NO_ANSWER.match(line)]
    lines = [_with_colon(line) for line in _out_of_columns(asked)]
    pairs = line_pairs(lines, _labels_alone(lines))
    return _form(pairs, ocr=False, text=text, known=known)


def read_form_on(page: str) -> Form | None:
    """The form on a page of HTML, as makers of web forms send it."""
    return _form(page_pairs(page), ocr=False)


def _with_colon(line: str) -> str:
    """'Name - A Clay' as 'Name: A Clay', where the words before the dash are known to ask."""
    found = DASHED.fullmatch(line)
    return f"{found[1]}: {found[2]}" if found and meaning_of(found[1]) else line


def _labels_alone(lines: Sequence[str]) -> set[int]:
    """The lines that hold a label and nothing else, where a text has so many that it is a form."""
    found: set[int] = set()
    for number, line in enumerate(lines[:-1]):
        above = lines[number - 1].strip() if number else ""
        is_answer = number - 1 in found or above.endswith((":", "?"))
        if not is_answer and _is_label_alone(line):
            found.add(number)
    return found if len(found) >= FEWEST_LABELS else set()


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


def _is_label_alone(line: str) -> bool:
    """Whether a line asks for something known, and holds no answer."""
    short = looks_like_label(line) and len(line.split()) <= LONGEST_ALONE
    if not short or line.rstrip()[-1:] in ".!,;" or inline_pair(line):
        return False
    return meaning_of(line) not in ("", "title")  # 'Miss A Clay' is an answer


def _form(
    pairs: Sequence[Pair], *, ocr: bool, text: str = "", known: TaughtForm | None = None
) -> Form | None:
    filling = Filling(known.meanings if known else {})
    for label, value in (*(known.pairs_in(text) if known else ()), *pairs):
        filling.take(label, value)
    asked = filling.asked
    contacts = len(asked.intersection(CONTACT))
    matters = len(asked.intersection(MATTER))
    enough = contacts >= FEWEST_CONTACTS and matters >= FEWEST_MATTERS
    if known is None and (not enough or contacts + matters < FEWEST_LABELS):
        return None
    fields = filling.fields()
    sure = _confidence(contacts, matters, has_story="details" in fields)
    sure = max(sure, SURE_OF_TAUGHT) if known and "details" in fields else sure
    return Form(NAME, fields, min(sure, OCR_MOST) if ocr else sure)


def _confidence(contacts: int, matters: int, *, has_story: bool) -> float:
    """More labels understood, more sure; a form without a story was read wrongly or not filled."""
    seen = 0.3 + 0.1 * min(contacts, 4) + 0.08 * min(matters, 4)
    return round(min(0.97, seen if has_story else seen * 0.6), 2)
