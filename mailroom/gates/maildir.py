"""Mail in a folder of files (Maildir): a mailbox to read from, and a post that writes letters.

For a server on the same machine, for trials and for the demonstration. A file in tmp/ is still
being written and never read; bytes are given as they lie there, whatever their line ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mailroom.clock import monotonic
from mailroom.errors import MailboxUnavailable, PostUnavailable
from mailroom.gates.mailbox import AfterStoring, Fetched, TooLarge
from mailroom.gates.post import Accepted, Later, Outcome

SEEN = ":2,S"
FOLDERS = ("tmp", "new", "cur")
UIDVALIDITY = 1  # a file's UID comes from its name alone and so holds as long as the folder
HEADER_BYTES = 64 * 1024  # as much of a too large message as is searched for its header's end
LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class MaildirSettings:
    """One Maildir to read. `move_to` is another Maildir, absolute or beside new/ and cur/."""

    name: str
    path: Path
    after_storing: AfterStoring = AfterStoring.LEAVE
    move_to: str = ""
    max_message_bytes: int = 50 * 1024 * 1024


def modified_at(file: Path) -> datetime:
    """When the file was written, which is when the message came."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


class MaildirMailbox:
    """A Maildir as a mailbox. Not for two threads at once."""

    def __init__(
        self,
        settings: MaildirSettings,
        *,
        wake: threading.Event | None = None,
        received_at: Callable[[Path], datetime] = modified_at,
    ) -> None:
        """`wake` ends a wait early; `received_at` says when a file came."""
        self._settings = settings
        self._wake = wake or threading.Event()
        self._received_at = received_at
        self._files: dict[int, Path] = {}
        self._arrived: dict[int, int] = {}  # nanoseconds of the mtime
        self._changed: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the council calls it."""
        return self._settings.name

    def open(self) -> int:
        """See that it is there; its UIDVALIDITY, always the same."""
        for folder in self._folders():
            if not folder.is_dir():
                what = f"there is no folder {folder}"
                raise self._unavailable(what, "Check the path; a Maildir has cur, new and tmp.")
        return UIDVALIDITY

    def uids(self) -> list[int]:
        """All messages, oldest first. The numbers come from the names and are in no order."""
        self.open()
        try:
            self._changed = self._change_times()
            self._files, self._arrived = self._scan()
        except OSError as error:
            raise self._cannot(error) from error
        return sorted(self._files, key=self._by_arrival)

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched | TooLarge]:
        """These messages, oldest first in whatever order they are named; one that has vanished
        is passed over. One that may not be read keeps no other back: it is told when all the
        rest were given."""
        unread: OSError | None = None
        for uid in sorted(uids, key=self._by_arrival):
            try:
                yield self._read(uid, self._file(uid))
            except FileNotFoundError:
                continue
            except OSError as error:
                unread = unread or error
        if unread is not None:
            raise self._cannot(unread) from unread

    def treat(self, uids: Sequence[int]) -> None:
        """Leave (marked seen, so that other readers of the folder know), move or delete these."""
        try:
            for uid in uids:
                self._treat_one(uid)
        except OSError as error:
            raise self._cannot(error) from error

    def wait(self, seconds: float) -> bool:
        """Look at the folders each second, until there is a message not seen or the time ends."""
        ends = monotonic() + seconds
        while not self._has_new():
            left = ends - monotonic()
            if left <= 0 or self._wake.wait(min(LOOK_SECONDS, left)):
                return False
        return True

    def check(self) -> list[str]:
        """What `mailroom check` shows of it."""
        self.open()
        return [f"The Maildir {self._settings.path} holds {len(self.uids())} messages."]

    def close(self) -> None:
        """Nothing is held open."""

    def _by_arrival(self, uid: int) -> tuple[int, str]:
        """Sorts by the time of the file, and by name within one instant."""
        file = self._files.get(uid)
        return self._arrived.get(uid, 0), unique_name(file.name) if file else ""

    def _folders(self) -> tuple[Path, Path]:
        return self._settings.path / "new", self._settings.path / "cur"

    def _change_times(self) -> tuple[int, ...]:
        return tuple(folder.stat().st_mtime_ns for folder in self._folders())

    def _scan(self) -> tuple[dict[int, Path], dict[int, int]]:
        """Files by UID and when they came (nanoseconds of their mtime); where a name is in both
        folders, as it is for a moment, cur counts."""
        files: dict[int, Path] = {}
        arrived: dict[int, int] = {}
        for folder in self._folders():
            for entry in os.scandir(folder):
                # Gone since the folder was listed: another reader moved or deleted it.
                with contextlib.suppress(FileNotFoundError):
                    if not entry.name.startswith(".") and entry.is_file():
                        arrived[uid_of(entry.name)] = entry.stat().st_mtime_ns
                        files[uid_of(entry.name)] = Path(entry.path)
        return files, arrived

    def _has_new(self) -> bool:
        try:
            changed = self._change_times()
            if changed == self._changed:
                return False
            self._changed = changed
            found, _ = self._scan()
        except OSError:
            # `open` will say what is wrong, once: until the folder is back there is nothing to see.
            known, self._changed = self._changed, ()
            return known != ()
        news = found.keys() - self._files.keys()
        self._files = found if not news else self._files
        return bool(news)

    def _file(self, uid: int) -> Path:
        """Where a message lies now; FileNotFoundError where it has gone."""
        known = self._files.get(uid)
        if known is None or not known.exists():
            self._files, _ = self._scan()
        if uid not in self._files:
            raise FileNotFoundError(uid)
        return self._files[uid]

    def _read(self, uid: int, file: Path) -> Fetched | TooLarge:
        size, limit = file.stat().st_size, self._settings.max_message_bytes
        if size <= limit:
            return Fetched(uid, file.read_bytes(), self._received_at(file))
        with file.open("rb") as stream:
            start = stream.read(HEADER_BYTES)
        end = re.search(rb"\r?\n\r?\n", start)
        why = f"it has {size:,} bytes; mailroom takes {limit:,} at most"
        header = start[: end.end()] if end else start
        return TooLarge(uid, size, header, self._received_at(file), why)

    def _treat_one(self, uid: int) -> None:
        try:
            file = self._file(uid)
            match self._settings.after_storing:
                case AfterStoring.DELETE:
                    file.unlink()
                    del self._files[uid]
                case AfterStoring.MOVE:
                    target = make_maildir(self._settings.path / self._settings.move_to)
                    file.rename(target / "cur" / f"{unique_name(file.name)}{SEEN}")
                    del self._files[uid]
                case AfterStoring.LEAVE if file.parent.name == "new":
                    seen = self._settings.path / "cur" / f"{unique_name(file.name)}{SEEN}"
                    self._files[uid] = file.rename(seen)
        except FileNotFoundError:
            return  # gone already: this is a repetition, or somebody else was quicker

    def _cannot(self, error: OSError) -> MailboxUnavailable:
        what = f"{error.filename or self._settings.path}: {error.strerror or error}"
        return self._unavailable(what, "Check the folder and the rights of mailroom's user.")

    def _unavailable(self, what: str, do: str) -> MailboxUnavailable:
        return MailboxUnavailable(
            f"The mailbox '{self.name}' cannot be read: {what}.",
            kept="Mail stays in the folder and is collected once this is mended.",
            do=do,
        )


class MaildirPost:
    """A post that writes each letter as a file: for the demonstration, and for trials."""

    def __init__(self, path: Path) -> None:
        """`path` is the Maildir; it is made where missing."""
        self._path = path

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> Outcome:
        """Write the letter; the same letter to the same people a second time changes nothing."""
        name = _letter_name(raw, recipients)
        try:
            folder = make_maildir(self._path)
            if not any((folder / "cur").glob(f"{name}*")):
                _write(folder, name, raw)
        except OSError as error:
            words = f"{error.filename or self._path}: {error.strerror or error}"
            return Later(f"The letter cannot be written. {words}.", unavailable=True)
        return Accepted(f"written as {name}")

    def check(self) -> list[str]:
        """See that letters can be written."""
        try:
            folder = make_maildir(self._path)
        except OSError as error:
            what = f"The folder {self._path} cannot be made: {error.strerror}."
            kept = "Letters stay in the outbox."
            raise PostUnavailable(what, kept=kept, do="Check the path and its rights.") from error
        return [f"Letters are written into {folder} and reach nobody."]

    def close(self) -> None:
        """Nothing is held open."""


def make_maildir(path: Path) -> Path:
    """The Maildir of this path, made where missing; OSError where it cannot be."""
    for folder in FOLDERS:
        (path / folder).mkdir(parents=True, exist_ok=True)
    return path


def unique_name(file_name: str) -> str:
    """The name without its flags, which change."""
    return file_name.partition(":2,")[0]


def uid_of(file_name: str) -> int:
    """63 bits from the unique name: the same on every machine, and room in any database."""
    digest = hashlib.sha256(os.fsencode(unique_name(file_name))).digest()
    return int.from_bytes(digest[:8], "big") >> 1


_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\r\n]*>)", re.IGNORECASE | re.MULTILINE)


def _letter_name(raw: bytes, recipients: Sequence[str]) -> str:
    """A name that is the same for the same letter, by its Message-ID and whom it goes to."""
    header = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    found = _MESSAGE_ID.search(header)
    digest = hashlib.sha256(found.group(1) if found else raw)
    digest.update("\0".join(sorted(recipients)).encode())
    return f"{digest.hexdigest()[:32]}.mailroom"


def _write(folder: Path, name: str, raw: bytes) -> None:
    """Whole or not at all: written aside, forced to disk, then named."""
    draft = folder / "tmp" / name
    with draft.open("wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / "new" / name)
    directory = os.open(folder / "new", os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
