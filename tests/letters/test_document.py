"""Letters as documents: a Word template that a council edits, and a PDF that a screen reader can read."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest

from letters.blocks import Kind, blocks_of
from letters.compose import Letter, compose
from letters.document import LETTERHEAD, PLAIN, Head, Look, Sheet, address_lines, as_docx, as_pdf
from letters.document_checking import check_documents, example_sheet
from letters.envelope import MARKER
from letters.faults import LetterFault
from letters.letterhead import make
from letters.samples import sample_facts
from letters.word import check_letterhead, words_in

HEAD = Head("Fenbridge Borough Council", ("Town Hall", "Fenbridge FB1 1AA"), phone="01632 960 100")
ORDINARY, LARGE = Look(), Look(points=18)


def answer(look: Look = ORDINARY) -> Sheet:
    """An answer with everything in it."""
    return replace(
        example_sheet(HEAD, look), letter=compose("response", sample_facts("response", 1))
    )


def squeezed(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("name", ["response", "acknowledgement", "survey", "information_request"])
def test_the_blocks_of_a_letter_say_all_that_the_letter_says(name: str) -> None:
    letter = compose(name, sample_facts(name))
    said = squeezed(" ".join(block.words for block in blocks_of(letter)))
    plain = re.sub(r"^[>-] ?", "", letter.text.replace(MARKER, ""), flags=re.MULTILINE)
    assert sorted(said.split()) == sorted(plain.split())


def test_a_page_of_a_councils_own_is_taken_apart_whatever_it_is_made_of() -> None:
    page = (
        "<html><head><title>no</title><style>p {}</style></head><body>Dear&nbsp;Ann<div><p>One <b>two</b>\n three</p>"
        "loose <i>words</i></div><ol><li>first<li>second</ol><script>no</script><table><tr><td>a<td>b</table>"
    )
    found = blocks_of(Letter("own", "", "", page))
    kinds = [block.kind for block in found]
    assert [block.words for block in found] == [
        *("Dear Ann", "One two three", "loose words", "first", "second", "a: b"),
    ]
    assert kinds[-1] is Kind.ROWS
    assert [(run.words, run.strong) for run in found[1].runs] == [
        *(("One ", False), ("two", True), (" three", False)),
    ]


def test_a_letter_that_is_text_alone_is_paragraphs() -> None:
    found = blocks_of(Letter("edited", "", f"{MARKER}\n\nDear Ann,\n\nOne\ntwo\n", ""))
    assert [block.words for block in found] == ["Dear Ann,", "One\ntwo"]


def test_the_pdf_is_tagged_titled_and_in_british_english() -> None:
    made = pypdf.PdfReader(io.BytesIO(as_pdf(answer())))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata
    assert made.metadata.title
    assert made.metadata.title.startswith("Our answer to your complaint (FBC-26-0012)")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    roles = set(_roles(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/BlockQuote"} <= roles
    fonts = [
        font.get_object() for page in made.pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        (inner,) = (one.get_object() for one in font["/DescendantFonts"])
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])


def _roles(node: object) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [role for one in node for role in _roles(one)]
    if not isinstance(node, dict):
        return []
    return [str(node["/S"]), *_roles(node.get("/K"))] if "/S" in node else _roles(node.get("/K"))


def test_large_print_is_large_on_every_line_but_the_address_in_the_window() -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(as_pdf(answer(LARGE)))) as made:
        sizes = {
            round(one["size"])
            for page in made.pages
            for one in page.chars
            if not (page.page_number == 1 and 160 < one["top"] < 232 and one["x0"] < 300)
        }
    assert min(sizes) >= 16
    assert as_pdf(answer()) != as_pdf(answer(LARGE))


def test_a_plain_letter_has_no_table() -> None:
    made = pypdf.PdfReader(io.BytesIO(as_pdf(answer(Look(plain=True)))))
    assert "/Table" not in _roles(made.trailer["/Root"]["/StructTreeRoot"])
    assert (
        "Our decision: Your complaint is upheld"
        in made.pages[1].extract_text() + made.pages[0].extract_text()
    )
    assert not docx.Document(io.BytesIO(as_docx(answer(Look(plain=True))))).tables


@pytest.mark.parametrize(
    "look", [Look(), LARGE, Look(plain=True)], ids=["ordinary", "large", "plain"]
)
def test_the_word_document_says_the_whole_letter(look: Look) -> None:
    content = as_docx(answer(look))
    said = squeezed(words_in(content))
    for block in blocks_of(answer().letter):
        words = block.words if block.kind is not Kind.ROWS else block.rows[0][1]
        assert squeezed(words) in said
    assert "{{" not in said
    assert "{%" not in said
    assert "<passed to the crew>" in said
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert (properties.language, properties.author) == ("en-GB", HEAD.name)
    assert properties.title.startswith("Our answer")


def test_large_print_grows_every_style_of_a_councils_own_template() -> None:
    made = docx.Document(io.BytesIO(as_docx(answer(LARGE))))
    assert made.styles["Normal"].font.size.pt == 18
    assert all(made.styles[name].font.size.pt >= 18 for name in ("Quote", "List Bullet", "Title"))


def test_large_print_is_large_in_the_foot_of_a_word_document_too() -> None:
    for look, least in ((LARGE, 16), (ORDINARY, 8)):
        made = docx.Document(io.BytesIO(as_docx(answer(look))))
        runs = [run for one in made.sections[0].footer.paragraphs for run in one.runs]
        assert "FBC-26-0012" in "".join(run.text for run in runs)
        assert min(run.font.size.pt for run in runs if run.font.size) >= least


def test_what_a_document_fetches_is_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the council's own")
    page = (
        f'<p>Dear Ann <img src="file://{secret}"></p><link rel="attachment" href="file://{secret}">'
    )
    sheet = replace(answer(), letter=Letter("own", "Our answer", "", page))
    assert b"EmbeddedFile" not in as_pdf(sheet)


def test_a_template_cannot_reach_beyond_its_facts(tmp_path: Path) -> None:
    template = docx.Document(str(LETTERHEAD))
    template.add_paragraph("{{ ''.__class__.__mro__ }}")
    file = tmp_path / "own.docx"
    template.save(str(file))
    with pytest.raises(LetterFault, match=r"__class__|unsafe|mro"):
        as_docx(answer(), file)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("{{ recipent }}", "'recipent' is undefined"),
        ("{% if reference %}", "endif"),
        ("{{ council.nme }}", "nme"),
    ],
)
def test_a_fault_in_a_councils_letterhead_is_told_in_words(
    tmp_path: Path, changed: str, told: str
) -> None:
    template = docx.Document(str(LETTERHEAD))
    template.add_paragraph(changed)
    file = tmp_path / "own.docx"
    template.save(str(file))
    (fault,) = check_documents(HEAD, file, ["response"])
    assert fault.startswith(str(file))
    assert told in fault


def test_a_letterhead_that_leaves_the_letter_out_is_found(tmp_path: Path) -> None:
    file = tmp_path / "own.docx"
    template = docx.Document()
    template.add_paragraph("{{ date }} {{ reference }}")
    template.save(str(file))
    faults = check_letterhead(file, example_sheet(HEAD))
    assert any("{{ address }} is not in it" in one for one in faults)
    assert any("own words" in one for one in faults)
    (file).write_bytes(b"words")
    assert "no Word document" in check_letterhead(file, example_sheet(HEAD))[0]
    assert "no such file" in check_letterhead(tmp_path / "none.docx", example_sheet(HEAD))[0]


def test_a_letter_to_attach_that_does_not_exist_is_told() -> None:
    (fault,) = check_documents(HEAD, None, ["respones"])
    assert fault == "letters.attach: there is no letter 'respones'; did you mean response?"


def test_the_templates_that_come_with_the_house_are_what_the_script_makes() -> None:
    for file, plain in ((LETTERHEAD, False), (PLAIN, True)):
        made = make(plain=plain)
        kept = docx.Document(str(file))
        assert kept.element.xml == made.element.xml
        assert kept.styles.element.xml == made.styles.element.xml


def test_seven_lines_of_an_address_become_six() -> None:
    lines = [
        "Ann Moss",
        "Flat 2",
        "The Maltings",
        "Upper Street",
        "Saltmarsh",
        "Fenshire",
        "FB4 7QT",
    ]
    assert address_lines(lines) == [
        *("Ann Moss", "Flat 2", "The Maltings", "Upper Street", "Saltmarsh, Fenshire", "FB4 7QT"),
    ]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice)")
@pytest.mark.parametrize(
    "look", [Look(), LARGE, Look(plain=True)], ids=["ordinary", "large", "plain"]
)
def test_libreoffice_opens_the_word_document_and_prints_all_of_it(
    tmp_path: Path, look: Look
) -> None:
    (tmp_path / "letter.docx").write_bytes(as_docx(answer(look)))
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "letter.docx")],
        capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "javaldx" not in line and line.strip()]
    assert told == []
    said = squeezed(
        " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "letter.pdf").pages)
    )
    for wanted in (
        "14 Pound Close",
        "Our reference: FBC-26-0012",
        "That was our mistake, and I am sorry",
    ):
        assert wanted in said
    assert said.rstrip().endswith("FBC-26-0012, page 2") or look.is_large
