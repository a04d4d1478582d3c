"""The forms of a made-up council, blank and as its residents sent them, against the labels."""

from __future__ import annotations

import email
import email.policy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parsers.documents import Document, Reader
from parsers.forms import read_form

SHARED = Path(os.environ.get("MAILROOM_SHARED", Path(__file__).parents[4] / "shared"))
COUNCIL = SHARED / "corpus" / "fenbridge"
COPIED = ("name", "email", "phone", "postcode", "address", "desired_outcome", "reference_quoted")

pytestmark = pytest.mark.skipif(
    not COUNCIL.is_dir(), reason="the labelled mail is not beside this repository"
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def attachments(message: Path) -> Iterator[tuple[str, bytes]]:
    parsed = email.message_from_bytes(message.read_bytes())
    for part in parsed.walk():
        content = part.get_payload(decode=True)
        if part.get_filename() and isinstance(content, bytes):
            yield str(part.get_filename()), content


def singles() -> list[tuple[str, dict[str, Any]]]:
    lines = COUNCIL / "singles" / "truth.jsonl"
    if not lines.is_file():
        return []
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    return [
        (row["file"], row["truth"]["fields"])
        for row in rows
        if any(attachments(COUNCIL / "singles" / row["file"]))
    ]


def forms() -> list[Path]:
    return sorted((COUNCIL / "forms").glob("*.*")) if COUNCIL.is_dir() else []


@pytest.mark.parametrize("file", forms(), ids=lambda path: path.name)
def test_a_blank_form_has_labels_and_no_answers(file: Path, reader: Reader) -> None:
    document = reader.read(file.read_bytes(), file.name)
    if document.problem:
        assert document == Document("pdf", problem="a picture or scan: it needs a person")
        return
    found = read_form(document)
    assert document.pairs
    assert found is None or found.fields == {}


@pytest.mark.parametrize(("file", "fields"), singles(), ids=lambda value: str(value)[:8])
def test_what_residents_filled_in(file: str, fields: dict[str, str], reader: Reader) -> None:
    """Every field that the form gives is right; all that the truth has and the form holds is given."""
    read = [reader.read(content, name) for name, content in attachments(COUNCIL / "singles" / file)]
    found = [form for document in read if (form := read_form(document))]
    if not found:  # a letter, a scan, a nomination
        assert not any(read_form(document) for document in read)
        return
    given = {key: found[0].fields[key] for key in COPIED if key in found[0].fields}
    assert given == {key: fields[key] for key in given}
    held = " ".join(value for document in read for _, value in document.pairs)
    assert {key for key in COPIED if key in fields and fields[key] in held} == set(given)
