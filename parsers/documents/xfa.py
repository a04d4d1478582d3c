"""XFA: the XML form that Adobe LiveCycle hides in a PDF; councils have some to this day.

Source: XFA specification 3.3, "datasets" (what was filled in) and "template" (the captions).
"""

from __future__ import annotations

from lxml import etree

from parsers.documents.archive import read_xml
from parsers.documents.document import Pair
from parsers.documents.pairs import tidy_label, tidy_value
from parsers.documents.pdf_fields import spoken_name
from parsers.documents.ticks import YES
from parsers.documents.unreadable import Unreadable

MOST_BYTES = 20 << 20


def read_xfa(packets: dict[str, bytes]) -> tuple[Pair, ...]:
    """The filled-in fields, with their captions where the template has them; () without XFA."""
    datasets, template = _tree(packets.get("datasets")), _tree(packets.get("template"))
    if datasets is None:
        return ()
    captions, boxes = _captions(template), _boxes(template)
    pairs = []
    for leaf in datasets.iter():
        if not isinstance(leaf.tag, str) or len(leaf):
            continue
        name = etree.QName(leaf).localname
        value = tidy_value(leaf.text or "")
        if name in boxes:
            value = YES if value.lower() in ("1", "yes", "true", "on") else ""
        pairs.append((captions.get(name) or spoken_name(name), value))
    return tuple(pairs)


def _tree(xml: bytes | None) -> etree._Element | None:
    if not xml or len(xml) > MOST_BYTES:
        return None
    try:
        return read_xml(xml.strip())
    except Unreadable:  # a broken packet: the page's own words are read instead
        return None


def _captions(template: etree._Element | None) -> dict[str, str]:
    """The words printed beside each field, by the field's name."""
    captions = {}
    for field in _fields(template):
        words = " ".join(" ".join(found.itertext()) for found in field.findall("{*}caption"))
        captions[field.get("name", "")] = tidy_label(words)
    return captions


def _boxes(template: etree._Element | None) -> set[str]:
    fields = _fields(template)
    return {f.get("name", "") for f in fields if f.find("{*}ui/{*}checkButton") is not None}


def _fields(template: etree._Element | None) -> list[etree._Element]:
    if template is None:
        return []
    return [e for e in template.iter("{*}field", "{*}exclGroup") if e.get("name")]
