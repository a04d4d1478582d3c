"""The fields of a Word form: content controls (2007 on) and form fields (97 on)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from parsers.documents.pairs import tidy_label, tidy_value
from parsers.documents.ticks import TICKED, UNTICKED

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
TICKED_SYMBOLS = {"F0FE", "F052", "F0FC", "F0FD", "F078", "F050", "F053", "F054", "F04F", "F051"}
UNTICKED_SYMBOLS = {"F0A8", "F0A3", "F06F", "F071", "F072", "F0A1"}  # Wingdings and Wingdings 2
GROUPS = ("docPartObj", "docPartList", "group", "picture", "citation", "bibliography")
JUNK_LABEL = re.compile(r"(?:text|check|dropdown|control|field|box)[ _]?\d*", re.IGNORECASE)
HINT_VERB = re.compile(
    r"(?:please )?(?:click|tap)(?: or (?:click|tap))?(?: here)? to (?:enter|add|type)",
    re.IGNORECASE,
)


def flag(element: etree._Element | None) -> bool:
    """An on/off property: there and not 'false' (ECMA-376 17.17.4)."""
    if element is None:
        return False
    value = element.get(f"{W}val", element.get(f"{W14}val", "1"))
    return value.lower() not in ("0", "false", "off", "none")


def sign_of_symbol(element: etree._Element) -> str:
    """A character of the Wingdings fonts as the box it shows."""
    code = element.get(f"{W}char", "").upper()
    if "wingdings" not in element.get(f"{W}font", "").lower():
        return ""
    return TICKED if code in TICKED_SYMBOLS else UNTICKED if code in UNTICKED_SYMBOLS else ""


def label_before(text: str) -> str:
    """The label on the line before a field: the words after the last field or box."""
    words = re.split(f"\n|\t|{TICKED}|{UNTICKED}|   ", text.rstrip())[-1]
    _, colon, after = words.rstrip().rstrip(":").rpartition(": ")
    return tidy_label(after.split("  ")[-1] if colon else words.split("  ")[-1])


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: what it is called, whether its own hint still stands in it."""

    label: str
    is_field: bool
    is_hint: bool
    is_box: bool
    ticked: bool

    def shown(self, text: str) -> str:
        """What stands on the page: a box as its sign, a hint as nothing."""
        if self.is_box:
            return TICKED if self.ticked else UNTICKED
        return text

    def value(self, text: str) -> str:
        """What was filled in."""
        if self.is_box:
            return "yes" if self.ticked else ""
        return "" if self.is_hint else tidy_value(text)


def read_control(element: etree._Element) -> Control:
    """What the properties of a content control say (17.5.2.38)."""
    properties = element.find(f"{W}sdtPr")
    if properties is None:
        return Control("", is_field=False, is_hint=False, is_box=False, ticked=False)
    box = properties.find(f"{W14}checkbox")
    return Control(
        label=_label(properties, element),
        is_field=not any(properties.find(f"{W}{name}") is not None for name in GROUPS)
        and properties.find(f"{W15}repeatingSection") is None,
        is_hint=flag(properties.find(f"{W}showingPlcHdr")),
        is_box=box is not None,
        ticked=box is not None and flag(box.find(f"{W14}checked")),
    )


def _label(properties: etree._Element, element: etree._Element) -> str:
    """The control's title, else its tag, else what its hint asks for."""
    for name in ("alias", "tag"):
        found = properties.find(f"{W}{name}")
        words = "" if found is None else found.get(f"{W}val", "").replace("_", " ").strip()
        if words and not JUNK_LABEL.fullmatch(words):
            return tidy_label(words)
    if flag(properties.find(f"{W}showingPlcHdr")):
        hint = "".join(text.text or "" for text in element.iter(f"{W}t"))
        return tidy_label(HINT_VERB.sub("", hint).strip(" ."))
    return ""


class LegacyField:
    """A form field of Word 97 while its paragraph is read (17.16.17)."""

    def __init__(self, begin: etree._Element, begun: int) -> None:
        self.begun = begun  # how many pieces of the paragraph stood before it
        found = begin.find(f"{W}ffData")
        self._properties = found if found is not None else etree.Element("none")
        self.is_field = found is not None
        self.is_box = self._properties.find(f"{W}checkBox") is not None

    @property
    def label(self) -> str:
        """Its help text or bookmark name; 'Text1' is no label."""
        for name in ("statusText", "helpText", "name"):
            words = self._value_of(f"{W}{name}").replace("_", " ")
            if words and not JUNK_LABEL.fullmatch(words):
                return tidy_label(words)
        return ""

    def shown(self, result: str) -> str:
        """What stands on the page."""
        if (box := self._properties.find(f"{W}checkBox")) is not None:
            return TICKED if self._is_ticked(box) else UNTICKED
        return self._chosen(result)

    def value(self, result: str) -> str:
        """What was filled in; the five wide spaces of an empty field are nothing."""
        if (box := self._properties.find(f"{W}checkBox")) is not None:
            return "yes" if self._is_ticked(box) else ""
        return tidy_value(self._chosen(result).replace("\u2002", " "))

    def _chosen(self, result: str) -> str:
        drop_down = self._properties.find(f"{W}ddList")
        if drop_down is None:
            return result
        entries = [entry.get(f"{W}val", "") for entry in drop_down.findall(f"{W}listEntry")]
        place = drop_down.find(f"{W}result")
        number = 0 if place is None else int(place.get(f"{W}val", "0"))
        return entries[number] if number < len(entries) else result

    def _is_ticked(self, box: etree._Element) -> bool:
        checked = box.find(f"{W}checked")
        return flag(checked if checked is not None else box.find(f"{W}default"))

    def _value_of(self, name: str) -> str:
        found = self._properties.find(name)
        return "" if found is None else found.get(f"{W}val", "")
