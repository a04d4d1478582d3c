"""Mail that lies on disk: a folder of .eml files, an mbox, or a Maildir, read for replay and never changed."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mailroom.errors import MailboxUnavailable


@dataclass(frozen=True, slots=True)
class Archived:
    """One message of an archive: a name to speak of it by, and its bytes."""

    name: str
    raw: bytes


def read_archive(path: Path) -> Iterator[Archived]:
    """Every message of an archive, in the archive's own order; MailboxUnavailable where it is none."""
    if not path.exists():
        raise MailboxUnavailable(f"{path}: there is no such file or folder.")
    if path.is_file():
        yield from _read_file(path)
    elif (path / "cur").is_dir() or (path / "new").is_dir():
        for folder in ("new", "cur"):
            yield from _read_folder(path / folder, "*")
    else:
        yield from _read_folder(path, "**/*.eml")


def _read_file(path: Path) -> Iterator[Archived]:
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    if not is_mbox:
        yield Archived(path.name, path.read_bytes())
        return
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield Archived(f"{path.name}:{int(key) + 1}", box.get_bytes(key))
    finally:
        box.close()


def _read_folder(folder: Path, pattern: str) -> Iterator[Archived]:
    for file in sorted(folder.glob(pattern)) if folder.is_dir() else ():
        if file.is_file() and not file.name.startswith("."):
            yield Archived(str(file.relative_to(folder)), file.read_bytes())
