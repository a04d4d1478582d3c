"""OCR with the real program: a photographed form is read, and says that it was guessed."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.documents import Reader
from parsers.forms import read_form

LINES = (
    "Complaints form", "Name: Ada Lovatt", "Email: ada@mail.example", "Postcode: ZZ1 1AA",
    "What happened?", "My bin was not emptied.", "What would put it right?", "Empty it",
)  # fmt: skip


def photograph() -> bytes:
    """The form as a picture."""
    paper = Image.new("L", (1240, 900), 255)
    pen, letters = ImageDraw.Draw(paper), ImageFont.load_default(34)
    for number, line in enumerate(LINES):
        pen.text((60, 60 + 80 * number), line, font=letters, fill=0)
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed here")
def test_a_photographed_form_is_read_and_never_sure() -> None:
    with Reader(seconds=60) as reader:
        document = reader.read(photograph(), "form.png")
    assert document.notes == ("read by OCR",)
    found = read_form(document)
    assert found is not None
    assert found.fields["email"] == "ada@mail.example"
    assert found.fields["details"] == "My bin was not emptied."
    assert found.confidence <= 0.5
