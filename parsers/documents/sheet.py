"""One page seen as paper: words, boxes to write in, and which label belongs to which box.

All measures are points (1/72 inch) from the top left corner. Nothing here knows PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GAP = 9.0  # a wider gap between two words of a line is a new column
LABEL_LEFT = 260.0  # a label begins its box at most this far to the right of its end
LABEL_ABOVE = 26.0  # … or this far below it
TALL = 30.0  # a box higher than this has its label above it rather than beside


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, other: Box, *, margin: float = 1.0) -> bool:
        """True where the middle of `other` lies in this box."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        inside = self.x0 - margin <= x <= self.x1 + margin
        return inside and self.top - margin <= y <= self.bottom + margin

    def beside(self, other: Box) -> bool:
        """True where both stand on one line."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        return overlap > 0.4 * min(self.height, other.height)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or the words between two gaps, and the rectangle it fills."""

    text: str
    place: Box
    font: str = ""


def around(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle around all of them."""
    sides = [(box.x0, box.top, box.x1, box.bottom) for box in boxes]
    return Box(
        min(side[0] for side in sides),
        min(side[1] for side in sides),
        max(side[2] for side in sides),
        max(side[3] for side in sides),
    )


def innermost(boxes: Sequence[Box]) -> list[Box]:
    """The boxes without those that are only a frame around others, and without doubles."""
    kept = list(dict.fromkeys(boxes))
    return [box for box in kept if not any(_frames(box, other) for other in kept)]


def _frames(box: Box, other: Box) -> bool:
    larger = box.width * box.height > 1.2 * other.width * other.height
    return box != other and larger and box.holds(other)


def segments(words: Iterable[Word]) -> list[Word]:
    """Words joined to what stands together on a line, in reading order."""
    joined: list[Word] = []
    for line in lines(words):
        current = line[0]
        for word in line[1:]:
            if word.place.x0 - current.place.x1 > GAP:
                joined.append(current)
                current = word
            else:
                current = _together(current, word)
        joined.append(current)
    return joined


def lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words sorted into lines from top to bottom, each from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.place.top + word.place.bottom, word.place.x0)):
        if found and found[-1][0].place.beside(word.place):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda word: word.place.x0) for line in found]


def _together(left: Word, right: Word) -> Word:
    a, b = left.place, right.place
    place = Box(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))
    return Word(f"{left.text} {right.text}", place, left.font)


def text_in(words: Sequence[Word]) -> str:
    """The words of a cell or box as lines; a first line in another type gets a label's colon."""
    rows = lines(words)
    texts = [" ".join(word.text for word in row) for row in rows]
    if len(rows) > 1 and all(row[0].font != rows[0][0].font for row in rows[1:]):
        texts[0] = texts[0].rstrip(" :") + ("" if texts[0].endswith("?") else ":")
    return "\n".join(texts)


def label_of(box: Box, free: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """The words that name a box: beside it on the left, else above it; [] where there are none."""
    beside, above = _beside(box, free, boxes), _above(box, free, boxes)
    if box.height > TALL:
        return above or beside
    return beside or above


def _beside(box: Box, free: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    near = [
        word
        for word in free
        if word.place.beside(Box(box.x0, box.top, box.x1, min(box.bottom, box.top + TALL)))
        and word.place.x0 < box.x0
        and -GAP <= box.x0 - word.place.x1 <= LABEL_LEFT
        and not _parted(word.place, box, boxes)
    ]
    return [max(near, key=lambda word: word.place.x1)] if near else []


def _parted(left: Box, right: Box, boxes: Sequence[Box]) -> bool:
    """True where another box stands between the two on the line."""
    return any(
        other.beside(left) and left.x1 - 2 <= other.x0 and other.x1 <= right.x0 + 2
        for other in boxes
        if other != right
    )


def _above(box: Box, free: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """The line over the box and what is printed close over that: a question and its hint."""
    label: list[Word] = []
    edge, reach = box.top, LABEL_ABOVE
    over = [word for word in free if word.place.bottom <= box.top + 3 and _over(word.place, box)]
    for word in sorted(over, key=lambda word: -word.place.bottom):
        blocked = any(word.place.bottom <= b.top < box.top and _over(b, box) for b in boxes)
        if edge - word.place.bottom > reach or blocked or len(label) == 3:
            break
        label.insert(0, word)
        edge, reach = word.place.top, 0.45 * word.place.height
    return label


def _over(place: Box, box: Box) -> bool:
    return place.x0 < box.x1 and place.x1 > box.x0 - 4 and place.x0 > box.x0 - 60
