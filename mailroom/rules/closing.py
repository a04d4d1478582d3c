"""What a complaint still lacks before it may be called closed, in words an officer can act on. Pure.

The policy names the conditions; here each is asked of what the record knows. Nobody is kept from an answer: an
answer is sent first, and what lacks is asked for after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mailroom.rules.officers_lines import SPOKEN
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import Need

_AT_FAULT = frozenset(("upheld", "partly"))


@dataclass(frozen=True, slots=True)
class Promised:
    """A remedy or an action of a case, as far as its closing depends on it."""

    what: str
    dated: bool
    settled: bool  # done, dropped, or nothing that has to be done on a day


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """A case as far as its closing depends on it; of its stage last answered."""

    answered: bool = False
    channel: str = ""  # '' and 'written': by letter or email
    # A letter told the resident of the answer and of what they can do next; there is nobody to write to.
    told: bool = False
    reachable: bool = True
    # What was said is noted, where the answer was spoken; the coordinators have a copy or the note.
    noted: bool = False
    copied: bool = False
    outcome: str = ""
    promised: tuple[Promised, ...] = ()
    # Somebody said that nothing has to be put right.
    nothing_to_put_right: bool = False
    contacted: bool = False
    learnt: frozenset[str] = frozenset()  # learning, cause, recommendation
    form_returned: bool = False
    form_wanted: bool = True  # at this stage
    cause_wanted: bool = True  # likewise, and what is recommended
    # The policy wants an apology wherever the council was at fault; one was made with the answer, or promised.
    apology_wanted: bool = False
    apologised: bool = False
    # What people still owe that bars the closing, in words.
    duties: tuple[str, ...] = ()


def needs_of(policy: Policy) -> tuple[Need, ...]:
    """What a policy asks of a complaint before it is closed; its older keys count for what they say."""
    closure = policy.closure
    needs: list[Need] = ["answer", *closure.needs, "duties"]
    if closure.learning_form == "gate":
        needs.append("learning_form")
    if closure.when == "outcome_recorded":
        needs.append("outcome")
    return tuple(dict.fromkeys(needs))


def lacks(policy: Policy, facts: ClosingFacts) -> tuple[str, ...]:
    """What a complaint lacks, a sentence part each, in the policy's order; () where it may be closed."""
    found = (_ASKED[need](facts) for need in needs_of(policy))
    return tuple(dict.fromkeys(words for words in found if words))


def wanted(policy: Policy, facts: ClosingFacts) -> tuple[str, ...]:
    """What is asked for once an answer went out: what keeps the case open, and what reports are made of besides."""
    remedies = policy.remedies.kinds
    more = (_outcome(facts), _dated_action(facts) if remedies else "", _apology(facts))
    found = dict.fromkeys(words for words in (*lacks(policy, facts), *more) if words)
    return tuple(found)


def _answer(facts: ClosingFacts) -> str:
    return "" if facts.answered else "it has not been answered"


def _written_answer(facts: ClosingFacts) -> str:
    if not facts.answered or facts.channel not in SPOKEN or not facts.reachable:
        return ""
    return "the resident has had no answer in writing"


def _note_of_call(facts: ClosingFacts) -> str:
    spoken = facts.answered and facts.channel in SPOKEN
    return "there is no note of what was said to the resident" if spoken and not facts.noted else ""


def _right_told(facts: ClosingFacts) -> str:
    if not facts.answered or facts.told or not facts.reachable:
        return ""
    return "the resident has not been told what they can do if they are still dissatisfied"


def _copy(facts: ClosingFacts) -> str:
    return (
        "the coordinators have no copy of the answer" if facts.answered and not facts.copied else ""
    )


def _outcome(facts: ClosingFacts) -> str:
    return "" if facts.outcome else "nobody has recorded whether the complaint was upheld"


def _remedy(facts: ClosingFacts) -> str:
    return _put_right(facts) or _apology(facts)


def _put_right(facts: ClosingFacts) -> str:
    at_fault = facts.outcome in _AT_FAULT
    if not at_fault or facts.promised or facts.nothing_to_put_right:
        return ""
    return "the complaint was upheld, and nobody has recorded what is done to put it right"


def _apology(facts: ClosingFacts) -> str:
    """The least that is done where the council was at fault (S001-89)."""
    if not facts.apology_wanted or facts.outcome not in _AT_FAULT or facts.apologised:
        return ""
    return "the complaint was upheld, and nobody has apologised for it"


def _dated_action(facts: ClosingFacts) -> str:
    undated = [one.what for one in facts.promised if not one.dated and not one.settled]
    if undated:
        return f"no day is recorded by which this is to be done: {'; '.join(undated)}"
    return _put_right(facts)


def _contact_date(facts: ClosingFacts) -> str:
    spoken = facts.answered and facts.channel in SPOKEN
    if facts.contacted or spoken or (facts.answered and facts.told) or not facts.reachable:
        return ""
    return "nobody has recorded on which day the resident was contacted"


def _action(facts: ClosingFacts) -> str:
    if facts.promised or facts.nothing_to_put_right:
        return ""
    return "nobody has recorded what action was agreed, or that none is needed"


def _learning(facts: ClosingFacts) -> str:
    if "learning" in facts.learnt or facts.form_returned:
        return ""
    return "nobody has recorded what was learnt, or that there is nothing to learn"


def _cause(facts: ClosingFacts) -> str:
    wanted = ("cause", "recommendation") if facts.cause_wanted else ()
    missing = [name for name in wanted if name not in facts.learnt]
    return f"nobody has recorded the {' and the '.join(missing)}" if missing else ""


def _learning_form(facts: ClosingFacts) -> str:
    return "the learning form has not come" if facts.form_wanted and not facts.form_returned else ""


def _duties(facts: ClosingFacts) -> str:
    owed = "; ".join(one.rstrip(".") for one in facts.duties)
    return f"this has to be done first: {owed}" if owed else ""


_ASKED: dict[Need, Callable[[ClosingFacts], str]] = {
    "answer": _answer,
    "written_answer": _written_answer,
    "note_of_call": _note_of_call,
    "right_told": _right_told,
    "copy": _copy,
    "outcome": _outcome,
    "remedy": _remedy,
    "dated_action": _dated_action,
    "contact_date": _contact_date,
    "action": _action,
    "learning": _learning,
    "cause_and_recommendation": _cause,
    "learning_form": _learning_form,
    "duties": _duties,
}
