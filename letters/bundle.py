"""Everything on a case as one PDF: cover, contents, what happened when, each paper under its number, the journal.

All of ours is laid out together, with an empty page for each page of somebody else's, so that numbers, links and
bookmarks are right of themselves; then theirs are drawn on those pages. Works on files in one folder; changes nothing
else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letters.document import laid_out
from letters.overlay import Placed, lay_over
from letters.words import clean

# Of one paper's words; the whole is in the originals.
MOST_CHARACTERS = 120_000
# Lines in one paragraph: what is laid out as one piece is slow when it goes over many pages.
_LINES = 30
_WORD = 3_000


@dataclass(frozen=True, slots=True)
class Words:
    """Something to be read: a `kind` of words ("", "quoted", "forwarded", "heading", "item", "row"), and the words."""

    text: str
    kind: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing on the case under its number.

    `heads` are label and words; `notes` what a reader must know of it (internal, not shown and why). `file` is where
    its pages come from, within the folder; `withheld` why it is left out: then nothing else of it is here.
    """

    number: int
    kind: str
    title: str
    day: str
    who: str = ""
    heads: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    withheld: str = ""
    internal: bool = False
    file: str = ""
    filename: str = ""
    # What is shown where the file has no pages: words that were read out of it.
    instead: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the chronology; `paper` is the number of the paper it is told by, 0 where there is none."""

    when: str
    what: str
    who: str = ""
    paper: int = 0
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter before the papers: a title, rows of label and words, and sentences."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that is bound together."""

    council: str
    reference: str
    title: str
    made: str
    cover: tuple[tuple[str, str], ...]
    urgent: str
    lists: tuple[Part, ...]
    parts: tuple[Part, ...]
    happenings: tuple[Happening, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a paper's file, ready to be drawn: the PDF, each page's size, or why there are none."""

    file: Path | None = None
    sizes: tuple[tuple[float, float], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """The whole: how many pages, on which each paper begins, and how many it has."""

    pages: int
    begins: Mapping[int, int]
    lengths: Mapping[int, int]


def paragraphs(text: str, kind: str = "") -> tuple[Words, ...]:
    """A text as pieces that can be laid out, its lines kept; what is too long is cut, and says so."""
    said = clean(text).strip("\n")
    cut = len(said) > MOST_CHARACTERS
    pieces: list[Words] = []
    lines: list[str] = []
    for line in said[:MOST_CHARACTERS].split("\n"):
        lines += [line[at : at + _WORD] for at in range(0, len(line), _WORD)] or [""]
        if not line.strip() or len(lines) >= _LINES:
            pieces.append(Words("\n".join(lines), kind))
            lines = []
    pieces.append(Words("\n".join(lines), kind))
    kept = tuple(one for one in pieces if one.text.strip())
    return (*kept, Words("… and more: the whole is in the originals.", "note")) if cut else kept


def bind(bundle: Bundle, pages: Mapping[int, Pages], folder: Path, out: Path) -> Bound:
    """The PDF of a bundle in a file; LetterFault where it cannot be made."""
    slots = {number: _slots(found.sizes) for number, found in pages.items() if found.file}
    made = folder / "ours.pdf"
    facts: dict[str, object] = {
        "bundle": bundle,
        "slots": slots,
        "problems": {number: found.problem for number, found in pages.items() if found.problem},
    }
    sheets, anchors = laid_out("bundle.html", facts, made)
    placed = [
        Placed(found.file, page, anchors[f"doc-{number}-page-{page + 1}"])
        for number, found in pages.items()
        if found.file is not None
        for page in range(len(found.sizes))
    ]
    if placed:
        lay_over(made, placed, out)
        made.unlink()
    else:
        made.replace(out)
    begins = {one.number: anchors[f"doc-{one.number}"] + 1 for one in bundle.papers}
    ends = [*sorted(begins.values()), sheets + 1]
    lengths = {
        number: next(at for at in ends if at > page) - page for number, page in begins.items()
    }
    return Bound(sheets, begins, lengths)


def _slots(sizes: Sequence[tuple[float, float]]) -> list[str]:
    """How each page of somebody else's lies: 'wide' or 'high'."""
    return ["wide" if width > height * 1.05 else "high" for width, height in sizes]
