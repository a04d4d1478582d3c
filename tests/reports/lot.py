"""Some hundreds of cases made up by lot, for what holds of every record."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.reports.seed import Seed

_OTHER_KINDS = ("comment", "compliment", "service_request", "feedback", "anonymous_feedback")
_KINDS = (*("complaint",) * 7, *_OTHER_KINDS)
# The last is of no service that the council still has.
_SERVICES = ("waste", "waste", "planning", "housing_repairs", "council_tax", "gone")
_FLAGS = ("anonymous", "staff_behaviour", "discrimination", "vulnerable")
_CLOSINGS = (*("",) * 3, *("answered",) * 6, "withdrawn", "refused", "resolved informally")


def by_lot(
    seed: Seed, chance: Random, many: int, first: date = date(2025, 10, 1), days: int = 240
) -> None:
    """So many cases of every kind, opened over some days, with what may come of each."""
    for _ in range(many):
        received = first + timedelta(days=chance.randrange(days))
        kind, service = chance.choice(_KINDS), chance.choice(_SERVICES)
        about = chance.choice(("", "Delay", "Staff", "Missed collection"))
        if kind == "complaint":
            _complaint(seed, chance, service, received, about)
        else:
            seed.case(service, received, kind=kind, closed=received, category=about)


def _complaint(seed: Seed, chance: Random, service: str, received: date, about: str) -> None:
    closing, done = chance.choice(_CLOSINGS), received + timedelta(days=chance.randrange(3, 40))
    case_id = seed.case(
        service,
        received,
        closed=done if closing else None,
        closing=closing,
        flags=tuple(flag for flag in _FLAGS if chance.random() < 0.1),
        category=about,
        channel=chance.choice(("", "form", "telephone")),
    )
    answered = done if closing != "withdrawn" and chance.random() < 0.9 else None
    seed.stage(
        case_id,
        received,
        acknowledge=(
            received + timedelta(days=5),
            received + timedelta(days=chance.randrange(8)),
        ),
        respond=(received + timedelta(days=21), answered),
        outcome=chance.choice((None, "upheld", "partly", "not")) if answered else None,
        extensions=chance.choice((0, 0, 0, 1)),
    )
    if answered and chance.random() < 0.2:
        again = answered + timedelta(days=chance.randrange(1, 15))
        due = (again + timedelta(days=28), None)
        seed.stage(
            case_id,
            again,
            number=2,
            acknowledge=(again + timedelta(days=5), again),
            respond=due,
        )
