"""Pictures of a document's first pages, to be looked at beside what was read in it; not how they are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pictures:
    """The first pages as PNG, how many pages there are (0: not known), and why there is no picture, in words."""

    pages: tuple[bytes, ...] = ()
    of: int = 0
    problem: str = ""

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return sum(len(page) for page in self.pages)


def as_frame(pictures: Pictures) -> tuple[dict[str, Any], bytes]:
    """The pictures as a heading and bytes, for the pipe between parent and child."""
    sizes = [len(page) for page in pictures.pages]
    heading = {"sizes": sizes, "of": pictures.of, "problem": pictures.problem}
    return heading, b"".join(pictures.pages)


def from_frame(heading: Mapping[str, Any], content: bytes) -> Pictures:
    """The pictures that `as_frame` described; raises KeyError, TypeError or ValueError."""
    pages, at = [], 0
    for size in heading["sizes"]:
        page = content[at : at + int(size)]
        # From a process that opened a stranger's file: nothing but a picture is taken from it.
        if len(page) != int(size) or not page.startswith(b"\x89PNG\r\n\x1a\n"):
            raise ValueError("it is no picture")
        pages.append(page)
        at += int(size)
    return Pictures(tuple(pages), int(heading["of"]), str(heading["problem"]))
