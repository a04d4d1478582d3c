"""What is wrong with a letter, in words for the person who has to mend it.

A `LetterFault` is raised before anything is written or sent: a letter goes out whole or not at all.
"""

from __future__ import annotations


class LetterFault(Exception):
    """A letter cannot be written: which one, what is wrong, and the file and line where that is
    known.
    """

    def __init__(self, what: str, *, letter: str = "", place: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.letter = letter
        self.place = place

    def __str__(self) -> str:
        """The fault with its place before it, as a compiler would say it."""
        return ": ".join(part for part in (self.place or self.letter, self.what) if part)
