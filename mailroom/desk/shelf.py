"""Pictures of documents made lately, by what is in them: a page that is looked at again is not drawn again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, field

from mailroom.rules.reading import withheld
from parsers.attachments import Attachment
from parsers.documents import Reader
from parsers.documents.pictures import Pictures

# Some three hundred pages of A4.
MOST_BYTES = 64 << 20
# Whoever looks at something drawn slowly must not keep all others from the desk.
AT_ONCE = 3
BUSY = "others are being drawn just now: load the page again in a moment"


@dataclass
class Shelf:
    """Draws by the reader and keeps what was drawn, as long as there is room."""

    reader: Reader
    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[str, Future[Pictures]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _waiting: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(AT_ONCE)
    )

    def kept(self, sha256: str) -> Pictures | None:
        """What was drawn of a document before; None where nothing is kept."""
        with self._lock:
            found = self._kept.get(sha256)
            if found is None or not found.done():
                return None
            self._kept.move_to_end(sha256)
        return found.result()

    def pictures(self, document: Attachment) -> Pictures:
        """The pictures of a document, drawn now if they are not kept; its problem where there are none."""
        found = self.kept(document.sha256)
        if found is not None:
            return found
        if not self._waiting.acquire(blocking=False):
            return Pictures(problem=BUSY)
        try:
            return self._drawn(document)
        finally:
            self._waiting.release()

    def _drawn(self, document: Attachment) -> Pictures:
        with self._lock:
            future = self._kept.get(document.sha256)
            if future is None:
                future = self.reader.start_pictures(document.content)
                self._kept[document.sha256] = future
        found = future.result()
        with self._lock:
            if withheld(found.problem):
                # A scanner that could not be asked may be there again next time.
                self._kept.pop(document.sha256, None)
            self._make_room()
        return found

    def _make_room(self) -> None:
        size = sum(one.result().size for one in self._kept.values() if one.done())
        for sha256, one in list(self._kept.items()):
            if size <= self.most_bytes:
                return
            if one.done():
                size -= one.result().size
                del self._kept[sha256]
