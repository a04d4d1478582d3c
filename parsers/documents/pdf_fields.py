"""The fields of a fillable PDF (AcroForm): what was typed, chosen and ticked, and their labels.

Source: ISO 32000-1 section 12.7 (interactive forms). Widgets are read page by page, so that the
order is the page's; a field without a tooltip (/TU) takes the words printed beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from parsers.documents.sheet import Box
from parsers.documents.ticks import YES

RADIO, PUSH_BUTTON = 1 << 15, 1 << 16  # field flags, table 226
MOST_PARENTS = 20
EMPTY_STATE = "/Off"
DULL_STATE = re.compile(r"/(?:\d+|yes|on|true|choice ?\d*|option ?\d*|button ?\d*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its own label ('' if it has none), its value, and where its widgets are."""

    label: str
    name: str
    value: str
    page: int
    places: tuple[Box, ...] = ()
    chosen: Box | None = None  # the widget of a group that is ticked, where its state says nothing


def read_fields(reader: PdfReader, pages: int) -> list[Field]:
    """The fields on the first `pages` pages, in order; buttons that only do things are left out."""
    fields: dict[str, Field] = {}
    for number in range(pages):
        for widget in _widgets(reader, number):
            name = _name(widget)
            found = fields.get(name) or _field(widget, name, number)
            if found is not None:
                place = _place(widget, reader, number)
                found = replace(found, places=(*found.places, place))
                fields[name] = _with_choice(found, widget, place)
    return list(fields.values())


def _widgets(reader: PdfReader, number: int) -> Iterator[DictionaryObject]:
    annotations: Any = reader.pages[number].get("/Annots")
    for reference in annotations or ():
        widget = reference.get_object()
        if isinstance(widget, DictionaryObject) and widget.get("/Subtype") == "/Widget":
            yield widget


def _field(widget: DictionaryObject, name: str, number: int) -> Field | None:
    flags = _inherited(widget, "/Ff")
    bits = int(flags) if isinstance(flags, int) else 0
    kind = _inherited(widget, "/FT")
    if kind == "/Btn" and bits & PUSH_BUTTON:
        return None
    value = _inherited(widget, "/V")
    match kind:
        case "/Btn":
            words = "" if bits & RADIO else _ticked(widget, value)
        case "/Ch":
            words = _chosen(widget, value)
        case "/Sig":
            words = "signed" if value is not None else ""
        case _:
            words = _words(value)
    label = " ".join(_words(_inherited(widget, "/TU")).split())
    return Field(label, name, words, number)


def _with_choice(found: Field, widget: DictionaryObject, place: Box) -> Field:
    """A radio button that is on gives the group its value."""
    flags = _inherited(widget, "/Ff")
    state = str(widget.get("/AS", EMPTY_STATE))
    if not isinstance(flags, int) or not int(flags) & RADIO or state == EMPTY_STATE:
        return found
    dull = DULL_STATE.fullmatch(state) and not re.fullmatch(r"/(?:yes|no)", state, re.IGNORECASE)
    return replace(found, value=state.lstrip("/"), chosen=place if dull else found.chosen)


def _ticked(widget: DictionaryObject, value: Any) -> str:
    """A tick shows in the widget's state; the field's value counts where it has none."""
    state = str(widget.get("/AS", value if value is not None else EMPTY_STATE))
    return "" if state in (EMPTY_STATE, "") else YES


def _chosen(widget: DictionaryObject, value: Any) -> str:
    """The words shown for what was chosen from a list, not the code behind them."""
    shown = {}
    for option in _inherited(widget, "/Opt") or ():
        pair = option.get_object()
        if isinstance(pair, list) and len(pair) == 2:
            shown[_words(pair[0])] = _words(pair[1])
    values = value if isinstance(value, list) else [value]
    return "; ".join(shown.get(words, words) for words in map(_words, values) if words)


def _words(value: object) -> str:
    """A text value; a long one may be a stream."""
    got = value.get_object() if isinstance(value, PdfObject) else value
    if got is None:
        return ""
    data = got.get_data() if hasattr(got, "get_data") else got
    text = data.decode("latin-1", "replace") if isinstance(data, bytes) else str(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _inherited(widget: DictionaryObject, key: str) -> Any:
    """A field's property, from itself or its parents (12.7.3.2)."""
    current: object = widget
    for _ in range(MOST_PARENTS):
        if not isinstance(current, DictionaryObject):
            return None
        if (found := current.get(key)) is not None:
            return found.get_object()
        parent = current.get("/Parent")
        current = parent.get_object() if parent is not None else None
    return None


def _name(widget: DictionaryObject) -> str:
    """The dotted name; widgets of one group share it."""
    parts: list[str] = []
    current: object = widget
    for _ in range(MOST_PARENTS):
        if not isinstance(current, DictionaryObject):
            break
        if current.get("/T") is not None:
            parts.insert(0, str(current["/T"]))
        parent = current.get("/Parent")
        current = parent.get_object() if parent is not None else None
    return ".".join(parts)


def spoken_name(name: str) -> str:
    """A field's name as a label: 'form[0].page1[0].full_name[0]' is 'full name'."""
    last = re.sub(r"\[\d+\]", "", name).rpartition(".")[2]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", last).replace("_", " ").replace("-", " ")
    return " ".join(words.split())


def _place(widget: DictionaryObject, reader: PdfReader, number: int) -> Box:
    """The widget's rectangle, turned to run from the top of the page."""
    sheet = reader.pages[number].mediabox
    left, height = float(sheet.left), float(sheet.top)
    rectangle: Any = widget["/Rect"]
    x0, y0, x1, y1 = (float(side.get_object()) for side in rectangle)
    return Box(min(x0, x1) - left, height - max(y0, y1), max(x0, x1) - left, height - min(y0, y1))
