"""A form that a council has taught: how it is known, and which of its labels asks for what.

What a council teaches goes before what the general reader knows; of labels it does not name the general reader judges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.documents.document import Pair
from parsers.documents.pairs import line_pairs, tidy_value
from parsers.forms.form import KEYS
from parsers.forms.labels import plain_label

# What a label may be said to ask for: the house's own keys, parts of them, and nothing that is to be read.
TEACHABLE = (*KEYS, "first_name", "last_name", "address_line", "ignored")


@dataclass(frozen=True, slots=True)
class TaughtForm:
    """One form of a council's own."""

    title: str
    recognised_by: tuple[str, ...]  # words that all stand in it, in whatever letters
    labels: Mapping[str, str]  # a label as it is printed → a key of TEACHABLE

    @property
    def meanings(self) -> dict[str, str]:
        """The keys by the labels as they are compared: small letters, no number, no aside."""
        return {plain_label(label): key for label, key in self.labels.items()}

    def is_in(self, text: str) -> bool:
        """Whether the words by which it is known all stand in a text."""
        words = " ".join(text.casefold().split())
        return all(" ".join(one.casefold().split()) in words for one in self.recognised_by)

    def pairs_in(self, text: str) -> tuple[Pair, ...]:
        """Its labels in a text, each with what follows on the line or, where nothing does, below it."""
        lines = text.split("\n")
        asked: list[str] = []
        headings: set[int] = set()
        for line in lines:
            label, value = self._parted(line)
            if label:
                headings.add(len(asked))
                asked += [label, value] if value else [label]
            else:
                asked.append(line)
        return tuple(
            (label, tidy_value(value))
            for label, value in line_pairs(asked, headings)
            if plain_label(label) in self.meanings
        )

    def _parted(self, line: str) -> tuple[str, str]:
        """The label that a line begins with, and the rest of it."""
        words = " ".join(line.split())
        for label in sorted(self.labels, key=len, reverse=True):
            bare = " ".join(label.split())
            rest = words[len(bare) :]
            if words.casefold().startswith(bare.casefold()) and not rest[:1].isalnum():
                return bare, rest.lstrip(" :?.-–—*\t")
        return "", ""


def taught_form(forms: Sequence[TaughtForm], text: str) -> TaughtForm | None:
    """The one whose words stand in the text; of several the one known by the most words."""
    found = [form for form in forms if form.is_in(text)]
    return max(found, key=lambda form: sum(map(len, form.recognised_by)), default=None)
