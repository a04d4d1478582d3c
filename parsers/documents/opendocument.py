"""OpenDocument texts (LibreOffice): content.xml walked once, no library needed.

Source: OpenDocument 1.3 part 3, sections 5 (text), 9 (tables), 13 (form controls).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from parsers.documents.archive import open_archive, read_part, read_xml
from parsers.documents.document import Document, Pair, Table
from parsers.documents.pairs import line_pairs, tidy_label, tidy_value
from parsers.documents.tables import table_pairs
from parsers.documents.ticks import TICKED, UNTICKED
from parsers.documents.unreadable import Unreadable

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
TEXT = f"{{{OASIS}:text:1.0}}"
TABLE = f"{{{OASIS}:table:1.0}}"
FORM = f"{{{OASIS}:form:1.0}}"
DRAW = f"{{{OASIS}:drawing:1.0}}"
OFFICE = f"{{{OASIS}:office:1.0}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SKIPPED = {f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}note"}
MOST_REPEATS = 100  # a cell or a space said to be repeated: no form needs more

Rows = list[list[str]]


def read_opendocument(content: bytes) -> Document:
    """The words, tables and filled-in fields of an .odt file."""
    with open_archive(content) as archive:
        if b"encryption-data" in _manifest(archive.namelist(), content):
            raise Unreadable("it is protected by a password")
        tree = read_xml(read_part(archive, "content.xml"))
        scripts = any(name.startswith(("Basic/", "Scripts/")) for name in archive.namelist())
    body = tree.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable("not a text but another OpenDocument file: it needs a person")
    return _document(body, ("it has macros; they were not run",) if scripts else ())


def _manifest(names: list[str], content: bytes) -> bytes:
    if "META-INF/manifest.xml" not in names:
        return b""
    with open_archive(content) as archive:
        return read_part(archive, "META-INF/manifest.xml")


def _document(body: etree._Element, notes: tuple[str, ...]) -> Document:
    controls = _controls(body)
    pairs: list[Pair] = []
    lines: list[str] = []
    tables: list[Table] = []
    run: list[str] = []
    for block in _blocks(body, controls):
        if isinstance(block, str):
            run += block.split("\n")
            continue
        pairs += (*line_pairs(run), *table_pairs(block))
        lines += [*run, *(" | ".join(cell for cell in row if cell) for row in block)]
        tables.append(tuple(tuple(row) for row in block))
        run = []
    pairs += (*line_pairs(run), *_control_pairs(controls, pairs))
    return Document(
        "odt", "\n".join([*lines, *run]).strip(), tuple(pairs), tuple(tables), "", notes
    )


def _blocks(element: etree._Element, controls: dict[str, etree._Element]) -> Iterator[str | Rows]:
    for child in element:
        if child.tag in SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield _words(child, controls)
            for box in child.iter(f"{DRAW}text-box"):
                yield from _blocks(box, controls)
        elif child.tag == f"{TABLE}table":
            yield _rows(child, controls)
        else:
            yield from _blocks(child, controls)


def _rows(table: etree._Element, controls: dict[str, etree._Element]) -> Rows:
    rows = []
    for row in table.iter(f"{TABLE}table-row"):
        cells = row.findall(f"{TABLE}table-cell")
        rows.append([_cell(cell, controls) for cell in cells])
    return rows


def _cell(cell: etree._Element, controls: dict[str, etree._Element]) -> str:
    lines = (
        block if isinstance(block, str) else "\n".join(": ".join(row) for row in block)
        for block in _blocks(cell, controls)
    )
    return "\n".join(lines).strip()


def _words(element: etree._Element, controls: dict[str, etree._Element]) -> str:
    """The words of a paragraph; fields and controls as what was chosen in them."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED:
            pieces.append(_inline(child, controls))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _inline(child: etree._Element, controls: dict[str, etree._Element]) -> str:
    match child.tag.rpartition("}")[2]:
        case "s":
            return " " * min(MOST_REPEATS, int(child.get(f"{TEXT}c", "1")))
        case "tab":
            return "\t"
        case "line-break":
            return "\n"
        case "placeholder" | "text-box":  # a hint; a box that is read by itself
            return ""
        case "drop-down":
            return _chosen(child)
        case "control":
            control = controls.get(child.get(f"{DRAW}control", ""))
            return "" if control is None else _shown(control)
    return _words(child, controls)


def _chosen(drop_down: etree._Element) -> str:
    """A field with a list: the label marked as chosen, else the words shown."""
    for label in drop_down.findall(f"{TEXT}label"):
        if label.get(f"{TEXT}current-selected") == "true":
            return str(label.get(f"{TEXT}value", ""))
    return "".join(drop_down.itertext())


def _controls(body: etree._Element) -> dict[str, etree._Element]:
    found = (control for forms in body.iter(f"{OFFICE}forms") for control in forms.iter())
    return {
        control.get(f"{FORM}id", control.get(XML_ID, "")): control
        for control in found
        if isinstance(control.tag, str) and control.get(f"{FORM}id", control.get(XML_ID))
    }


def _shown(control: etree._Element) -> str:
    """What a form control shows on the page."""
    label = control.get(f"{FORM}label", "")
    if control.tag in (f"{FORM}checkbox", f"{FORM}radio"):
        state = control.get(f"{FORM}current-state", control.get(f"{FORM}state", "unchecked"))
        ticked = state == "checked" or control.get(f"{FORM}current-selected") == "true"
        return f"{TICKED if ticked else UNTICKED} {label}"
    if control.tag == f"{FORM}listbox":
        options = control.findall(f"{FORM}option")
        chosen = [o for o in options if o.get(f"{FORM}current-selected") == "true"]
        return "; ".join(option.get(f"{FORM}label", "") for option in chosen)
    return str(control.get(f"{FORM}current-value", control.get(f"{FORM}value", "")))


def _control_pairs(controls: dict[str, etree._Element], given: list[Pair]) -> list[Pair]:
    """Controls by their own names, where neither line nor row has given their value."""
    known = {value for _, value in given if value}
    pairs = []
    for control in controls.values():
        name = control.get(f"{FORM}title") or control.get(f"{FORM}name", "")
        value = tidy_value(_shown(control))
        if name and value and value not in known and not value.startswith((TICKED, UNTICKED)):
            pairs.append((tidy_label(name), value))
    return pairs
