"""Where a policy's stages and clocks depart from the Ombudsmen's Codes of 2024. Pure.

A clock in calendar days or weeks is compared by the working days that fit into it: five in each seven.
"""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.rules.policy import Policy
from mailroom.rules.policy_lint_words import Departure, departure
from mailroom.rules.policy_page_words import ANCHORS, spoken
from mailroom.rules.policy_stages import Stage
from mailroom.rules.policy_terms import Anchor, Duration, Unit

# Working days by the Codes: acknowledgement, answer and longest extension of stages 1 and 2.
_ACKNOWLEDGED = 5
_ANSWERED = {1: ("CODE-32", 10), 2: ("CODE-43", 20)}
_PUT_OFF = {1: ("CODE-33", 10), 2: ("CODE-44", 20)}
_LOGGED = {1: "CODE-31", 2: "CODE-40"}


def _working_days(term: Duration) -> int:
    """So many working days a time holds at least; of months, none that a Code would count by."""
    match term.unit:
        case Unit.WORKING_DAYS:
            return term.count
        case Unit.WEEKS:
            return term.count * 5
        case Unit.CALENDAR_DAYS:
            weeks, days = divmod(term.count, 7)
            return weeks * 5 + min(days, 5)
        case Unit.HOURS:
            return term.count // 24
        case Unit.MONTHS:
            return term.count * 21


def _own(policy: Policy) -> list[Stage]:
    return [stage for number, stage in sorted(policy.stages.items()) if not stage.external]


def _number(policy: Policy) -> Iterator[Departure]:
    own = _own(policy)
    if len(own) > 2:
        yield departure("CODE-19", f"has {len(own)} stages of its own.")
    if len(own) == 1:
        yield departure("CODE-40", "has one stage: nobody else of the council looks again.")
    if policy.designated_person is not None and policy.external_stage is not None:
        name = policy.external_stage.name
        yield departure("CODE-19", f"has a designated person between its own stages and {name}.")
    if "refer_back" in policy.escalation.options and len(own) > 1:
        yield departure(
            "CODE-19", "can refer a request for stage 2 back to the service: a further round."
        )


def _acknowledged(policy: Policy) -> Iterator[Departure]:
    for number, row in _LOGGED.items():
        stage = policy.stage(number)
        if stage is None or stage.external:
            continue
        ack = stage.acknowledgement
        if ack is None:
            yield departure(row, f"does not acknowledge {stage.name}.")
        elif ack.within is None:
            yield departure(row, f"sets no time for the acknowledgement of {stage.name}.")
        elif _working_days(ack.within) > _ACKNOWLEDGED:
            yield departure(row, f"acknowledges {stage.name} within {ack.within}.")
        elif ack.anchor is Anchor.CONFIRMATION:
            yield departure(row, f"counts the acknowledgement of {stage.name} from a confirmation.")


def _answered(policy: Policy) -> Iterator[Departure]:
    for number, (row, limit) in _ANSWERED.items():
        stage = policy.stage(number)
        if stage is None or stage.external or stage.response is None:
            continue
        rule = stage.response
        if _working_days(rule.within) > limit:
            yield departure(
                row, f"answers {stage.name} within {rule.within} {ANCHORS[rule.anchor]}."
            )


def _put_off(policy: Policy) -> Iterator[Departure]:
    for number, (row, limit) in _PUT_OFF.items():
        stage = policy.stage(number)
        if stage is None or stage.external:
            continue
        rule = stage.extension
        if rule is None:
            yield departure(row, f"does not say how far the answer of {stage.name} may be put off.")
        elif _working_days(rule.max) * (rule.count or 1) > limit:
            often = f", {rule.count} times" if (rule.count or 1) > 1 else ""
            yield departure(row, f"lets {stage.name} be put off by {rule.max}{often}.")
    if not policy.ombudsman_on_delay:
        said = "does not give the Ombudsman's details when an answer is put off."
        also = ("CODE-45",) if policy.last_stage > 1 else ()
        yield departure("CODE-34", said, *also)


def _spoken(policy: Policy) -> Iterator[Departure]:
    for stage in _own(policy):
        if not stage.written:
            which = " to a straightforward matter" if stage.spoken_when == "straightforward" else ""
            yield departure(
                "CODE-38", f"lets an answer{which} at {stage.name} be given without writing."
            )


def _second(policy: Policy) -> Iterator[Departure]:
    first, second = policy.stage(1), policy.stage(2)
    if first is None or second is None or second.external:
        return
    if policy.escalation.needs_reasons:
        yield departure("CODE-41", "asks whoever wants stage 2 to say why.")
    if not (second.independent or second.senior) and second.owner_role == first.owner_role:
        both = spoken(second.owner_role)
        yield departure(
            "CODE-42", f"lets the {both} answer both stages, and does not ask for another."
        )


CHECKS = (_number, _acknowledged, _answered, _put_off, _spoken, _second)
