"""Plain text and HTML files: which alphabet, then which lines are labels."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from parsers.documents.document import Document
from parsers.documents.pairs import line_pairs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HTML = re.compile(rb"\s*(<!doctype html|<html\b|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE)
BLOCKS = frozenset(["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "section"])


def read_plain(content: bytes) -> Document:
    """A text file; what is not UTF-8 is taken for Windows western, the usual one in Britain."""
    text = words_of_html(content) if HTML.match(content[:1024]) else decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return Document("text", text=text, pairs=line_pairs(text.split("\n")))


def decode(content: bytes) -> str:
    """The characters of a text file."""
    for mark, alphabet in MARKS:
        if content.startswith(mark):
            return content.decode(alphabet, "replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def words_of_html(content: bytes) -> str:
    """What a browser would show of it, roughly; nothing is fetched and no script is run."""
    tree = etree.fromstring(decode(content).encode(), etree.HTMLParser(encoding="utf-8"))
    if tree is None:
        return ""
    pieces: list[str] = []
    for action, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in ("script", "style", "head") or not isinstance(element.tag, str):
            pieces.append((element.tail or "") if action == "end" else "")
        elif action == "start":
            pieces.append(("\n" if element.tag in BLOCKS else "") + (element.text or ""))
        else:
            pieces.append(("\n" if element.tag in BLOCKS else " ") + (element.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
