"""Which parts a finished letter really says: the date of the answer, who deals with it, the
Ombudsman, and the rest of what a policy can ask for.

A part is found by the facts' own words in the finished text, or where it has no fact by a small
lexicon, so that a council's wording that drops a sentence is found out. A part of which there is
nothing to say in this case (no enclosures, nothing that others must answer) counts as said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from letters import answer_parts, lexicon, words
from letters.answer_parts import Facts, Finder
from letters.compose import Letter
from letters.facts import ABSENT, GROUPS, known_facts
from letters.said import Said, plain


def _deals(said: Said, facts: Facts) -> bool:
    """The officer by name; where none is named, the section, in a sentence that says so."""
    owner, council = facts["owner"], facts["council"]
    if owner and owner.get("name"):
        return said.has(owner.get("name"))
    sections = (owner.get("title"), council.get("signature"), facts["case"].get("service_name"))
    deals = lexicon.of(r"\b(?:deals?|dealing|look(?:s|ing)?|sees?|answers?|reviews?|will)\b")
    return any(
        said.in_one_sentence(lexicon.of(re.escape(plain(one))), deals)
        for one in sections
        if plain(one)
    )


def _reach(said: Said, facts: Facts) -> bool:
    ways = (facts[group].get(way) for group in ("owner", "council") for way in ("phone", "email"))
    body = said.before_sign_off
    return said.speaks(lexicon.REACH) or any(plain(way) in body for way in ways if plain(way))


def _reply_by(said: Said, facts: Facts) -> bool:
    dates = facts["dates"]
    return said.dated(dates.get("respond_by") or dates.get("projected_by"))


def _new_date(said: Said, facts: Facts) -> bool:
    holding = facts["holding"]
    if plain(holding.get("text")) and not holding.get("new_due"):
        # What the answer was due by is no new date: only one of the officer's own, or of our next news, is.
        own = lexicon.A_DAY.search(plain(holding.get("text"))) is not None
        return own or said.dated(facts["dates"].get("update_by"))
    days = [facts[group].get("new_due") for group in ("extension", "holding")]
    days += [facts["dates"].get(name) for name in ("update_by", "respond_by")]
    return said.dated(next((day for day in days if day), None))


def _understanding(said: Said, facts: Facts) -> bool:
    case = facts["case"]
    told = [case.get("understanding"), case.get("summary"), facts["feedback"].get("text")]
    return any(said.has(one) for one in told) or said.has_all(case.get("points"))


def _complaint(said: Said, facts: Facts) -> bool:
    told = [(group, "text") for group in ("feedback", "informal", "notice", "staff")]
    return said.has(facts["case"].get("summary")) or any(
        said.has(facts[group].get(name)) for group, name in told
    )


def _outcome_sought(said: Said, facts: Facts) -> bool:
    wanted = facts["case"].get("desired_outcome")
    return said.has(wanted) if plain(wanted) else said.speaks(lexicon.WANTED)


def _stage(said: Said, facts: Facts) -> bool:
    number = plain(facts["case"].get("stage"))
    return bool(number) and said.speaks(
        lexicon.of(rf"\bstage(?: of (?:our|the) (?:complaints )?procedure)?\W{{1,3}}{number}\b")
    )


def _points(said: Said, facts: Facts) -> bool:
    points = facts["case"].get("points")
    return said.has_all(points) if points else _understanding(said, facts)


def _next_stage(said: Said, facts: Facts) -> bool:
    policy = facts["policy"]
    named = words.stage_words(policy.get("next_stage"), policy.get("next_stage_name"))
    number = words.stage_words(policy.get("next_stage"))
    return bool(number) and (
        said.has(named) or said.speaks(lexicon.of(rf"\b{re.escape(number)}\b"))
    )


def _how_to_escalate(said: Said, facts: Facts) -> bool:
    return said.has(facts["policy"].get("escalate_how")) or said.in_one_sentence(
        lexicon.ASK, lexicon.HOW
    )


def _ombudsman(said: Said, facts: Facts) -> bool:
    """Name, address and telephone number, all three."""
    body = facts["policy"].get("ombudsman") or ABSENT
    return all(said.has(body.get(name)) for name in ("name", "address", "phone"))


def _delay(said: Said, facts: Facts) -> bool:
    reason = facts["extension"].get("reason") or facts["holding"].get("text")
    return said.has(reason)


def _refused_because(said: Said, facts: Facts) -> bool:
    return said.has(facts["signpost"].get("reason") or facts["declined"].get("reasons"))


def _where(said: Said, facts: Facts) -> bool:
    places = [
        facts[group].get(name)
        for group, name in (
            *(("signpost", "where"), ("signpost", "contact"), ("declined", "where")),
            *(("declined", "contact"), ("transfer", "authority"), ("transfer", "contact")),
        )
    ]
    return said.has_all(places)


def _alternatives(said: Said, facts: Facts) -> bool:
    otherwise = facts["signpost"].get("otherwise")
    instead = facts["remedy"].get("instead")
    told = said.has(otherwise) or said.has(instead)
    return told or _where(said, facts) or said.speaks(lexicon.ADVICE)


def _older(said: Said, facts: Facts) -> bool:
    older = facts["older"]
    reference = older.get("reference") or facts["case"].get("reference")
    answered_on = older.get("answered_on")
    return said.has(reference) and (answered_on is None or said.dated(answered_on))


def _questions(said: Said, facts: Facts) -> bool:
    asked = facts["question"].get("text")
    if plain(asked):
        return said.has(asked)
    listed = facts["survey"].get("questions") or facts["learning"].get("questions")
    listed = listed or facts["case"].get("questions")
    told = [one.get("question") if isinstance(one, Mapping) else one for one in listed or ()]
    return said.has_all(told) if told else said.speaks(lexicon.of(r"\b1\. .+ 2\. "))


def _asks_why(said: Said, facts: Facts) -> bool:
    """Asked what is still wrong and what is wanted; whoever has told both is not asked again."""
    told = facts["escalation"].get("text"), facts["case"].get("desired_outcome")
    return (
        said.has_all(told)
        if all(map(plain, told))
        else (said.speaks(lexicon.WHY) and said.speaks(lexicon.WANTED))
    )


def _due(said: Said, facts: Facts) -> bool:
    if facts["informal"].get("until"):
        return said.has(words.moment(facts["informal"].get("until")))
    own = [facts["duty"].get("due_on"), facts["remedy"].get("by"), facts["learning"].get("due_on")]
    own.append(facts["notice"].get("reply_by"))
    day = next((one for one in own if one), None)
    return said.dated(day) if day else _reply_by(said, facts)


def _appeal(said: Said, facts: Facts) -> bool:
    appeal = facts["restriction"].get("appeal")
    return said.has(appeal) if plain(appeal) else said.speaks(lexicon.APPEAL)


def _how_long(said: Said, facts: Facts) -> bool:
    return said.dated(facts["restriction"].get("review_on")) and said.speaks(lexicon.LIMITED)


def _nomination(said: Said, facts: Facts) -> bool:
    told = facts["policy"].get("nomination")
    return said.has(told) if plain(told) else said.speaks(lexicon.NOMINATE)


def _share(said: Said, facts: Facts) -> bool:
    told = facts["policy"].get("share_words")
    return said.has(told) if plain(told) else said.speaks(lexicon.SHARE)


def _signatory(said: Said, facts: Facts) -> bool:
    response, holding = facts["response"], facts["holding"]
    behalf = response.get("on_behalf_of")
    name = response.get("officer_name") or holding.get("officer_name")
    signed = name or facts["council"].get("signature")
    return said.has(signed) and (not plain(behalf) or said.has(behalf))


def _known(group: str, name: str) -> Finder:
    """Found where the fact's words stand; a fact that is not known leaves nothing to say."""

    def find(said: Said, facts: Facts) -> bool:
        told = facts[group].get(name) if group else facts[name]
        if isinstance(told, list | tuple):
            return not told or said.has_all(told)
        return not plain(told) or said.has(told)

    return find


def _day(group: str, name: str) -> Finder:
    return lambda said, facts: said.dated(facts[group].get(name))


def _speaks(first: re.Pattern[str], *others: re.Pattern[str]) -> Finder:
    return lambda said, _: said.in_one_sentence(first, *others)


FINDERS: dict[str, Finder] = {
    "greeting": lambda said, facts: (
        said.speaks(lexicon.GREETING) or said.has(words.greeting(facts["recipient"]))
    ),
    "reference": lambda said, facts: said.has(facts["case"].get("reference")),
    "stage": _stage,
    "received_on": lambda said, facts: said.dated(
        facts["feedback"].get("received_on") or facts["case"].get("received_on")
    ),
    "who_deals": _deals,
    "how_to_reach": _reach,
    "reply_by": _reply_by,
    "understanding": _understanding,
    "outcome_sought": _outcome_sought,
    "not_ours": _known("case", "not_ours"),
    "outcome": answer_parts.outcome,
    "reasons": answer_parts.reasons,
    "grounds": answer_parts.in_own_words(lexicon.GROUNDS),
    "what_was_done": answer_parts.in_own_words(lexicon.LOOKED),
    "apology": answer_parts.in_own_words(lexicon.APOLOGY),
    "remedies": answer_parts.remedies,
    "actions": answer_parts.actions,
    "learning": answer_parts.learning,
    "points": _points,
    "next_stage": _next_stage,
    "escalate_by": _day("dates", "escalate_by"),
    "how_to_escalate": _how_to_escalate,
    "asks_why": _asks_why,
    "ombudsman": _ombudsman,
    "ombudsman_any_time": _speaks(lexicon.OMBUDSMAN, lexicon.ANY_TIME),
    "ombudsman_last": lambda said, facts: (
        said.speaks(lexicon.OMBUDSMAN) and said.in_one_sentence(lexicon.USUALLY, lexicon.FIRST)
    ),
    "ombudsman_from": lambda said, facts: (
        not facts["dates"].get("ombudsman_from") or _day("dates", "ombudsman_from")(said, facts)
    ),
    "ombudsman_by": lambda said, facts: (
        not facts["dates"].get("ombudsman_by") or _day("dates", "ombudsman_by")(said, facts)
    ),
    "ombudsman_review": _speaks(lexicon.OMBUDSMAN, lexicon.DECISION),
    "final_answer": _speaks(lexicon.FINAL),
    "designated_person": _known("policy", "designated_person"),
    "reason_for_delay": _delay,
    "new_date": _new_date,
    "reason_for_refusal": _refused_because,
    "where_to_go": _where,
    "alternatives": _alternatives,
    "how_to_complain": _speaks(lexicon.COMPLAIN, lexicon.TELL),
    "older_case": _older,
    "questions": _questions,
    "clock_stands_still": _speaks(lexicon.STILL),
    "permission": _speaks(lexicon.PERMISSION),
    "complaint": _complaint,
    "documents": _known("", "documents"),
    "due_date": _due,
    "learning_form": _speaks(lexicon.LEARNING_FORM),
    "measures": lambda said, facts: said.has_all(facts["restriction"].get("measures")),
    "how_long": _how_long,
    "review_on": _day("restriction", "review_on"),
    "appeal": _appeal,
    "nomination": _nomination,
    "share_words": _share,
    "signatory": _signatory,
    "notes": _known("", "notes"),
}
PARTS: tuple[str, ...] = tuple(FINDERS)
_NO_GROUPS: dict[str, Any] = dict.fromkeys(GROUPS, ABSENT)


def parts_in(
    letter: Letter, facts: Mapping[str, object], asked: Iterable[str] = PARTS
) -> frozenset[str]:
    """Which of the parts that are asked for the letter's text says; KeyError for one that no letter
    knows.
    """
    said = Said(letter.subject, letter.text)
    known = _NO_GROUPS | known_facts(facts)
    return frozenset(part for part in asked if FINDERS[part](said, known))
