"""What a machine can see of whether a PDF can be read by a screen reader: the points of the Matterhorn protocol for
PDF/UA-1 that need no person, each fault told by the number of its checkpoint.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ContentStream

# What paints on a page: words, lines and areas, pictures, shadings.
_PAINTS = frozenset(
    (
        b"Tj",
        b"TJ",
        b"'",
        b'"',
        b"S",
        b"s",
        b"f",
        b"F",
        b"f*",
        b"B",
        b"B*",
        b"b",
        b"b*",
        b"sh",
        b"Do",
    )
)
_PAINTS |= {b"INLINE IMAGE"}
_HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
# The structure types of ISO 32000-1, 14.8.4.
_STANDARD = frozenset(
    f"/{one}"
    for one in (
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
        ),
        *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl"),
        *("LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note"),
        *("Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form"),
    )
)


def faults_of(content: bytes) -> list[str]:
    """What keeps a PDF from being PDF/UA-1, as far as a machine can tell; nothing where it may well be."""
    made = pypdf.PdfReader(io.BytesIO(content))
    root = made.trailer["/Root"]
    nodes = list(_nodes(root.get("/StructTreeRoot")))
    return [
        *_of_document(made, root),
        *_of_structure(root, nodes),
        *_of_pages(made, root),
        *_of_fonts(made),
    ]


def _of_document(made: pypdf.PdfReader, root: Any) -> Iterator[str]:
    said = root["/Metadata"].get_data() if "/Metadata" in root else b""
    if b"pdfuaid" not in said or not (b"part>1<" in said or b'part="1"' in said):
        yield "06-002: it does not say that it is PDF/UA-1"
    if b"dc:title" not in said or not made.metadata or not made.metadata.title:
        yield "06-003: it has no title"
    marked = root.get("/MarkInfo", {})
    if not _is_so(marked, "/Marked") or _is_so(marked, "/Suspects"):
        yield "06-004: it is not marked as tagged"
    if not _is_so(root.get("/ViewerPreferences", {}), "/DisplayDocTitle"):
        yield "07-001: its title is not shown"
    if not root.get("/Lang"):
        yield "11-006: its language is not said"
    if made.is_encrypted:
        yield "26-001: it is locked"
    if "/XFA" in root.get("/AcroForm", {}) or "/JavaScript" in root.get("/Names", {}):
        yield "25-001: a program is in it"


def _is_so(said: Any, name: str) -> bool:
    return getattr(said.get(name), "value", False) is True


def _of_structure(root: Any, nodes: list[Any]) -> Iterator[str]:
    if not nodes:
        yield "01-006: it has no structure"
    mapped = root.get("/StructTreeRoot", {}).get("/RoleMap", {})
    types = [str(mapped.get(one["/S"], one["/S"])) for one in nodes]
    yield from (f"02-001: nobody knows what {one} is" for one in types if one not in _STANDARD)
    headings = [_HEADINGS.index(one) + 1 for one in types if one in _HEADINGS]
    for before, after in zip([0, *headings], headings, strict=False):
        if after > before + 1:
            yield f"14-003: a heading of level {after} follows one of level {before}"
    for node, kind in zip(nodes, types, strict=True):
        if kind == "/Figure" and not str(node.get("/Alt") or node.get("/ActualText") or "").strip():
            yield "13-004: a picture has no words in its place"
        if kind == "/TH" and _attribute(node, "/Scope") not in ("/Row", "/Column", "/Both"):
            yield "15-003: a heading of a table does not say for what it is one"
        inside = {str(one["/S"]) for one in _children(node)}
        if kind == "/L" and not inside <= {"/L", "/LI", "/Caption"}:
            yield f"a list holds {inside}"
        if kind == "/LI" and not inside <= {"/Lbl", "/LBody"}:
            yield f"an item of a list holds {inside}"
        if kind == "/Table" and not inside <= {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"}:
            yield f"a table holds {inside}"
        if kind == "/TR" and not inside <= {"/TH", "/TD"}:
            yield f"a row holds {inside}"


def _of_pages(made: pypdf.PdfReader, root: Any) -> Iterator[str]:
    parents = _numbers(root.get("/StructTreeRoot", {}).get("/ParentTree", {}))
    for page in made.pages:
        where = f"page {(page.page_number or 0) + 1}"
        marks = set()
        for fault, mark in _marked(page, made):
            if fault:
                yield f"{where}: {fault}"
            elif mark is not None:
                marks.add(mark)
        owners = parents.get(page.get("/StructParents"), [])
        for mark in sorted(marks):
            if mark >= len(owners) or "/S" not in owners[mark].get_object():
                yield f"{where}: 01-005: what is marked {mark} stands nowhere in the structure"
        notes = [one.get_object() for one in page.get("/Annots") or ()]
        if notes and page.get("/Tabs") != "/S":
            yield f"{where}: 28-008: the tab key does not follow the structure"
        for note in notes:
            if not note.get("/Contents"):
                yield f"{where}: 28-012: a link does not say where it leads"
            owner = parents.get(note.get("/StructParent"))
            if owner is None or owner.get("/S") not in ("/Link", "/Annot", "/Form"):
                yield f"{where}: 28-011: a link stands nowhere in the structure"


def _marked(page: Any, made: pypdf.PdfReader) -> Iterator[tuple[str, int | None]]:
    """Each thing that is painted: a fault where it is neither words of the letter nor an ornament, else its mark."""
    within: list[tuple[str, int | None]] = []
    for operands, operator in ContentStream(page.get_contents(), made).operations:
        if operator in (b"BDC", b"BMC"):
            named = operands[1] if operator == b"BDC" and isinstance(operands[1], dict) else {}
            within.append((str(operands[0]), named.get("/MCID")))
            kinds = {
                kind == "/Artifact"
                for kind, mark in within
                if kind == "/Artifact" or mark is not None
            }
            if len(kinds) > 1:
                yield "01-003: an ornament within the words, or words within an ornament", None
        elif operator == b"EMC":
            within.pop()
        elif operator in _PAINTS:
            if not any(kind == "/Artifact" or mark is not None for kind, mark in within):
                yield (
                    f"01-005: {operator.decode()} paints what is neither words nor an ornament",
                    None,
                )
            yield from (("", mark) for kind, mark in within if mark is not None)


def _of_fonts(made: pypdf.PdfReader) -> Iterator[str]:
    for page in made.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()
            if "/ToUnicode" not in inner:
                yield f"10-001: nobody knows what the signs of {inner['/BaseFont']} mean"
            inner = next((one.get_object() for one in inner.get("/DescendantFonts", ())), inner)
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
                inner.get("/FontDescriptor", {})
            ):
                yield f"31-027: {inner['/BaseFont']} is not within"


def _nodes(node: Any) -> Iterator[Any]:
    """The elements of the structure in their order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one)
    elif isinstance(node, dict):
        if "/S" in node and node.get("/Type") != "/OBJR":
            yield node
        yield from _nodes(node.get("/K"))


def _children(node: Any) -> Iterator[Any]:
    inside = node.get("/K")
    inside = inside.get_object() if hasattr(inside, "get_object") else inside
    for one in inside if isinstance(inside, list) else [inside]:
        found = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(found, dict) and "/S" in found:
            yield found


def _attribute(node: Any, name: str) -> str:
    said = node.get("/A")
    said = said.get_object() if hasattr(said, "get_object") else said
    for one in said if isinstance(said, list) else [said]:
        found = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(found, dict) and name in found:
            return str(found[name])
    return ""


def _numbers(tree: Any) -> dict[int, Any]:
    """A number tree as a table."""
    tree = tree.get_object() if hasattr(tree, "get_object") else tree
    found: dict[int, Any] = {}
    for kid in tree.get("/Kids", ()):
        found |= _numbers(kid)
    pairs = list(tree.get("/Nums", ()))
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        found[int(key)] = value.get_object()
    return found
