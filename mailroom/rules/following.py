"""What a mail is that follows something: in a case what it asks for there, without one what it asks after. Pure.

A letter's words alone tell a complaint from a request; whether "nobody has come" is a complaint or the next thing to
be said in one, only the case tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mailroom.rules.matching import Strength

# What is neither said in a case nor about one, whoever sends it.
_APART = frozenset(("spam", "ombudsman"))
_MATTERS = frozenset(("complaint", "service_request"))
# From so much on, in nats, somebody wants it looked at again; after the answer, less is enough.
_WANTS_MORE, _WANTS_MORE_ANSWERED = 2.4, 0.6
# "I am not taking it any further" bears the words of taking it further.
_WANTS_MORE_AFTER_ALL = 3.6
# A mail of so few words that asks after something, and names nothing, asks after what went before.
_SHORT_WORDS = 45


@dataclass(frozen=True, slots=True)
class Standing:
    """How a mail stands to the case that the clues name."""

    strength: Strength
    # Our letter that it answers, '' where it answers none by the thread.
    letter: str = ""
    is_party: bool = True
    answered: bool = False
    # The same complaint as the one in the case, in the same words or in others.
    same_again: bool = False


@dataclass(frozen=True, slots=True)
class Followed:
    """The kind and the act of a mail that follows something."""

    kind: str
    act: str = ""


def followed(
    alone: str,
    act: str,
    kinds: Mapping[str, float],
    said: Mapping[str, str],
    standing: Standing,
) -> Followed | None:
    """What a mail is in the case that it stands to; None where it is a matter of its own, as its words `alone` say.

    `said` are the wordings of referring back that stand in it, `act` what it would want of a case.
    """
    if alone in _APART or standing.same_again:
        return None
    if standing.strength is Strength.WEAK and not refers(alone, said):
        return None
    if "another_matter" in said and alone in (*_MATTERS, "comment", "compliment"):
        return None
    if standing.letter == "consent_request":
        return Followed("follow_up", "consent")
    if "another_matter" in said and alone == "escalation":
        return Followed("complaint")
    wants_more = _WANTS_MORE_ANSWERED if standing.answered else _WANTS_MORE
    if "lets_it_be" in said:
        wants_more = _WANTS_MORE_AFTER_ALL
    if kinds["escalation"] > wants_more and standing.is_party:
        return Followed("escalation")
    if standing.letter == "survey":
        return Followed("follow_up", "survey")
    return Followed("follow_up", _act(alone, act, said, standing))


def refers(alone: str, said: Mapping[str, str]) -> bool:
    """Whether the words themselves say that they go on with something."""
    return alone == "escalation" or "refers_back" in said or "asks_after" in said


def asks_after(said: Mapping[str, str], act: str, words: int, *, names_a_matter: bool) -> bool:
    """Whether a mail that nothing on the record explains asks after what its writer sent before, and tells no more."""
    short = words <= _SHORT_WORDS
    return ("asks_after" in said and (short or not names_a_matter)) or (
        short and not names_a_matter and act == "chase"
    )


def _act(alone: str, act: str, said: Mapping[str, str], standing: Standing) -> str:
    if "lets_it_be" in said and act in ("information", "chase"):
        return "thanks"
    if act == "information" and "asks_after" in said:
        return "chase"
    if standing.letter == "information_request" and act in ("chase", "information"):
        return "information"
    if act == "information" and alone == "compliment":
        return "thanks"
    return "information" if act == "reopen" and not standing.answered else act
