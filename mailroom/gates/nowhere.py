"""A post that hands letters to nobody: for replay, where nothing may leave the machine."""

from __future__ import annotations

from collections.abc import Sequence

from mailroom.gates.post import Accepted, Outcome


class NoPost:
    """Says of every letter that it was taken, and lets it go."""

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> Outcome:
        """Take a letter and do nothing with it."""
        return Accepted("kept here: this is a replay")

    def check(self) -> list[str]:
        """Nothing to check."""
        return ["Letters go nowhere: this is a replay."]

    def close(self) -> None:
        """Nothing to close."""
