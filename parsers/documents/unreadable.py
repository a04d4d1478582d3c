"""The one way in which a reader of one kind of file gives up: with words for a coordinator."""

from __future__ import annotations

NO_WORDS = "it has no words in it"


class Unreadable(Exception):
    """The document cannot be read; the message says why, in words for a coordinator."""
