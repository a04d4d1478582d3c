"""Each PDF of a letter can be read by a screen reader, as far as a machine can tell; and the machine can tell."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import BooleanObject, NameObject, TextStringObject
from weasyprint import HTML

from letters.compose import compose
from letters.document import Head, Look, Sheet, as_pdf
from letters.document_checking import example_sheet
from letters.samples import sample_facts
from tests.letters.accessible import faults_of

HEAD = Head("Fenbridge Borough Council", ("Town Hall", "Fenbridge FB1 1AA"), phone="01632 960 100")
LOOKS = {
    "ordinary": Look(),
    "large print": Look(points=20),
    "plain": Look(plain=True),
    "plain and large": Look(points=18, plain=True),
}
# A picture of one dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def sheet(name: str, look: Look, logo: Path | None = None) -> Sheet:
    head = replace(HEAD, logo=logo)
    return replace(example_sheet(head, look), letter=compose(name, sample_facts(name)))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("name", ["response", "acknowledgement", "survey", "signpost"])
def test_a_letter_meets_what_a_machine_can_tell_of_pdf_ua(
    name: str, look: Look, tmp_path: Path
) -> None:
    logo = tmp_path / "crest.png"
    logo.write_bytes(DOT)
    assert faults_of(as_pdf(sheet(name, look, logo))) == []


def _damaged(change: Callable[[pypdf.PdfWriter, Any], None]) -> list[str]:
    """What is said of a letter to which something was done."""
    letter = as_pdf(sheet("response", Look()))
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(letter)))
    change(writer, writer.root_object)
    out = io.BytesIO()
    writer.write(out)
    return faults_of(out.getvalue())


def _untagged(writer: pypdf.PdfWriter, root: Any) -> None:
    del root["/StructTreeRoot"]


def _no_language(writer: pypdf.PdfWriter, root: Any) -> None:
    del root["/Lang"]


def _not_marked(writer: pypdf.PdfWriter, root: Any) -> None:
    root["/MarkInfo"][NameObject("/Marked")] = BooleanObject(False)


def _no_title(writer: pypdf.PdfWriter, root: Any) -> None:
    writer.metadata = None


def _file_name_shown(writer: pypdf.PdfWriter, root: Any) -> None:
    del root["/ViewerPreferences"]


def _strange_kind(writer: pypdf.PdfWriter, root: Any) -> None:
    element = root["/StructTreeRoot"]["/K"][0].get_object()
    element[NameObject("/S")] = NameObject("/Fancy")


def _words_beside_the_structure(writer: pypdf.PdfWriter, root: Any) -> None:
    page = writer.pages[0]
    content = page.get_contents()
    assert content is not None
    content.set_data(b"BT (lost) Tj ET\n" + content.get_data())
    page[NameObject("/Contents")] = writer._add_object(content)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_untagged, "01-006"),
        (_no_language, "11-006"),
        (_not_marked, "06-004"),
        (_no_title, "06-003"),
        (_file_name_shown, "07-001"),
        (_strange_kind, "02-001"),
        (_words_beside_the_structure, "01-005: Tj"),
    ],
)
def test_a_fault_is_found(change: Callable[[pypdf.PdfWriter, Any], None], told: str) -> None:
    assert any(told in fault for fault in _damaged(change))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f'<p>a</p><img src="data:image/png;base64,{base64.b64encode(DOT).decode()}">', "13-004"),
        ("<h1>a</h1><h3>b</h3>", "14-003"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "15-003"),
        ('<p><a href="https://fenbridge.example">a</a></p>', ""),
    ],
)
def test_a_page_with_a_fault_is_found_out(page: str, told: str) -> None:
    said = f"<html lang='en-GB'><head><title>t</title></head><body>{page}</body></html>"
    faults = faults_of(HTML(string=said).write_pdf(pdf_variant="pdf/ua-1"))
    assert any(one.startswith(told) for one in faults) if told else faults == []


def test_words_in_another_place_than_the_title_do_not_count() -> None:
    def titled(writer: pypdf.PdfWriter, _: Any) -> None:
        writer.add_metadata({"/Title": TextStringObject("")})

    assert any("06-003" in one for one in _damaged(titled))
