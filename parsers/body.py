"""The text a person wrote: the right part chosen, HTML made text, quotes off; nothing of the writer's lost."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.defects import Defect


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's words. `newest` is never less than the writer's own words; where unsure it equals `text`."""

    text: str  # the whole, as plain text
    newest: str  # what this person wrote
    quoted: str  # what was cut off
    html: str | None  # as sent, for display after sanitising
    forwarded: str = ""  # the text of a mail forwarded inside
    defects: tuple[Defect, ...] = ()
