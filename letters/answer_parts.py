"""What an answer must say, found in the officer's own words or in the letter around them: outcome, reasons, what is
learnt, offered and still to be done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from letters import lexicon, words
from letters.said import Said, plain

# An answer of fewer characters gives no reasons.
_SHORTEST_REASONS = 60
_AROUND = 16  # what stands about a word shows that it is the officer's own
Facts = Mapping[str, Any]
Finder = Callable[[Said, Facts], bool]


def outcome(said: Said, facts: Facts) -> bool:
    """Upheld, partly or not, in words that a reader knows."""
    outcome = plain(facts["response"].get("outcome"))
    known = lexicon.UPHELD.get(outcome)
    return said.speaks(known) if known else said.has(words.outcome_words(outcome))


def own_words(facts: Facts) -> str:
    """What the officer wrote."""
    return plain(facts["response"].get("text"))


def reasons(said: Said, facts: Facts) -> bool:
    """Why it was decided so: the officer's own words, of some length."""
    answer, decision = own_words(facts), facts["declined"].get("reasons")
    if answer:
        return len(answer) >= _SHORTEST_REASONS and said.has(answer)
    decided = facts["restriction"].get("reasons") or facts["remedy"].get("why")
    return said.has(decision or facts["referred"].get("words") or decided)


def in_own_words(pattern: re.Pattern[str]) -> Finder:
    """Found in what the officer wrote; in a letter that nobody wrote, in its own words."""

    def find(said: Said, facts: Facts) -> bool:
        answer = own_words(facts)
        return any(
            answer[max(0, found.start() - _AROUND) : found.end() + _AROUND].strip() in said.all
            for found in pattern.finditer(answer or said.all)
        )

    return find


def learning(said: Said, facts: Facts) -> bool:
    """What the council learnt, where there was anything to learn."""
    told = facts["response"].get("learning")
    if facts["response"].get("nothing_learnt"):
        return True
    if plain(told) or not own_words(facts):
        return said.has(told)
    return in_own_words(lexicon.LEARNT)(said, facts)


def remedies(said: Said, facts: Facts) -> bool:
    """What is offered to put it right; nothing where nothing went wrong."""
    response = facts["response"]
    listed = [words.remedy_words(one) for one in response.get("remedies") or ()]
    if listed or response.get("outcome") == "not":
        return not listed or said.has_all(listed)
    return bool(response.get("actions")) or said.speaks(lexicon.REMEDY)


def actions(said: Said, facts: Facts) -> bool:
    """Each thing still to be done with its day; nothing to be done needs no words."""
    return all(
        said.has(one.get("what")) and (one.get("by") is None or said.dated(one.get("by")))
        for one in facts["response"].get("actions") or ()
    )
