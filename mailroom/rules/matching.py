"""Which case a message belongs to: a ladder of clues, strong evidence before weak, two candidates mean a person.

Pure: the clues were looked up by whoever asks. The first rung that names a case decides; who wrote decides
what may follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Strength(StrEnum):
    """How far a clue is to be trusted."""

    CERTAIN = "certain"
    STRONG = "strong"
    WEAK = "weak"


class Rung(StrEnum):
    """The clues, in the order in which they are asked (design.md, the ladder)."""

    ADDRESS = "signed address"
    LETTER = "answers a letter of ours"
    THREAD = "answers a message in the case"
    REFERENCE = "names the reference"
    SAME_WORDS = "the same words from the same person"
    SAME_TOLD = "the same person tells the same numbers, sums and days"
    QUOTED_REFERENCE = "mentions the reference"
    SAME_MATTER = "the same person, service and story"
    PARTY = "the sender's only open case"
    FORMER = "an earlier case of the sender's"
    NAMED = "names somebody who has a case"


STRENGTH = {
    Rung.ADDRESS: Strength.CERTAIN,
    Rung.LETTER: Strength.CERTAIN,
    Rung.THREAD: Strength.STRONG,
    Rung.REFERENCE: Strength.STRONG,
    Rung.SAME_WORDS: Strength.STRONG,
    Rung.SAME_TOLD: Strength.STRONG,
    Rung.QUOTED_REFERENCE: Strength.WEAK,
    Rung.SAME_MATTER: Strength.WEAK,
    Rung.PARTY: Strength.WEAK,
    Rung.FORMER: Strength.WEAK,
    Rung.NAMED: Strength.WEAK,
}
_ORDER = list(Rung)


@dataclass(frozen=True, slots=True)
class Clue:
    """One sign that a message belongs to a case, with what was seen."""

    rung: Rung
    case_id: int
    seen: str
    # The stage and letter that the clue names, where it does; None and '' otherwise. A signed address
    # knows the stage by its number only.
    stage_id: int | None = None
    stage: int | None = None
    letter: str = ""
    # Whom that letter was written to ('resident', 'officer' …), '' where the clue is no letter.
    role: str = ""
    recipient: str = ""
    # Of a case of the sender's own: one sum or number is told in both.
    tells_one: bool = False

    @property
    def strength(self) -> Strength:
        """How far it is to be trusted."""
        return STRENGTH[self.rung]


@dataclass(frozen=True, slots=True)
class Match:
    """The case a message belongs to by its best clue; `others` are further cases that the weaker clues name."""

    clue: Clue
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Two cases or more at the same rung: a person has to choose."""

    clues: tuple[Clue, ...]


def choose(clues: Iterable[Clue]) -> Match | Candidates | None:
    """The case that the strongest clues name, or all that they name, or None without any clue."""
    ladder = sorted(clues, key=lambda clue: _ORDER.index(clue.rung))
    if not ladder:
        return None
    best = [clue for clue in ladder if clue.strength is ladder[0].strength]
    if len({clue.case_id for clue in best}) > 1:
        return Candidates(tuple(best))
    first = ladder[0]
    # What our letter hangs under is older mail, and not named by whoever answers the letter.
    certain = first.strength is Strength.CERTAIN
    named_too = (clue for clue in ladder if not (certain and clue.rung is Rung.THREAD))
    others = {clue.case_id for clue in named_too} - {first.case_id}
    # A signed address says whose the reply is, the thread to which letter: a survey's is known by that.
    named = (clue.letter for clue in ladder if clue.case_id == first.case_id and clue.letter)
    return Match(replace(first, letter=next(named, "")), tuple(sorted(others)))
