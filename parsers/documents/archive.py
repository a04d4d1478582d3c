"""Zip files that hold a document: checked before anything in them is unpacked."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from parsers.documents.unreadable import Unreadable

MOST_ENTRIES = 2_000
MOST_BYTES = 60 << 20  # all entries unpacked
MOST_RATIO = 200  # unpacked to packed; ordinary Word files reach 30
SMALL_BYTES = 1 << 20  # an entry below this may be packed as tightly as it likes


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, safe to unpack; raises Unreadable for a bomb, a password or damage.

    zipfile reads no more of an entry than the directory says, so the sums below hold.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Unreadable("the file is damaged or was cut short") from fault
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"it holds more than {MOST_ENTRIES:,} parts: it was not opened")
    if total > MOST_BYTES:
        raise Unreadable(f"it would unpack to {total >> 20:,} MB: it was not opened")
    if total > SMALL_BYTES and total > MOST_RATIO * len(content):
        raise Unreadable("it is packed more tightly than any document: it was not opened")
    if any(entry.file_size > SMALL_BYTES and _is_bomb(entry) for entry in entries):
        raise Unreadable("it is packed more tightly than any document: it was not opened")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("it is protected by a password")
    return archive


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > MOST_RATIO * max(1, entry.compress_size)


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of the archive; raises Unreadable where it is missing or damaged."""
    try:
        return archive.read(name)
    except KeyError as fault:
        raise Unreadable(f"a part of it is missing ({name})") from fault
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as fault:
        raise Unreadable("the file is damaged or was cut short") from fault


def read_xml(xml: bytes) -> etree._Element:
    """The tree of a stranger's XML: no entities, no network, no giant texts."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable("the file is damaged or was cut short") from fault
