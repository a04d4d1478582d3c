"""A record with a quarter in it: a handful of cases to be counted by hand; `lot` makes up some hundreds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from mailroom.house import House
from store import cases, diary, learning, refusals, remedies, restrictions
from store.session import Connection
from store.states import CaseStatus, PartyRole

# What nobody may find in a report that names no resident.
PLANTS = ("Una", "Firth", "una.firth@home.example", "3 Hill Road", "AB1 2CD", "07700 900123")
WORDS = "Una Firth of 3 Hill Road, AB1 2CD (una.firth@home.example, 07700 900123) was not told."
TODAY = date(2026, 4, 15)

CONFIG = """
[council]
name = "Ashford Moor Council"
feedback_address = "feedback@ashford.example"
reference_prefix = "AMC"
trusted_authserv = ["mx.ashford.example"]

[record]
url = "sqlite:///record.sqlite"

[[mailboxes]]
name = "feedback"
kind = "maildir"
path = "mailbox"

[post]
kind = "maildir"
path = "post"

[policy]
default = "south-cambs-corporate"

[policy.by_service]
housing_repairs = "south-cambs-housing"

[secrets]
signing_key_file = "signing-key"

[[services]]
id = "waste"
name = "Waste"
area = "Environment"
manager = { name = "Sam Lee", email = "sam.lee@ashford.example" }
head = { name = "Kit Roe", email = "kit.roe@ashford.example" }

[[services]]
id = "planning"
name = "Planning"
area = "Environment"
manager = { name = "Pat Low", email = "pat.low@ashford.example" }

[[services]]
id = "housing_repairs"
name = "Housing repairs"
area = "Homes"
ombudsman = "housing"
manager = { name = "Max Dean", email = "max.dean@ashford.example" }

[[services]]
id = "council_tax"
name = "Council Tax"
manager = { name = "Lou Ash", email = "lou.ash@ashford.example" }

[[coordinators]]
name = "Jo Park"
email = "jo.park@ashford.example"
"""


def at(day: date | None) -> datetime | None:
    return None if day is None else noon(day)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def on(month_and_day: int) -> date:
    """119 is 19 January 2026; what is late in the year is of the year before."""
    month, day = divmod(month_and_day, 100)
    return date(2025 if month > 9 else 2026, month, day)


def dates(due_and_met: tuple[int, int | None] | None) -> tuple[date, date | None] | None:
    if due_and_met is None:
        return None
    due, met = due_and_met
    return on(due), None if met is None else on(met)


# Case, stage, opened, acknowledgement due and sent, answer due and sent.
_STAGES: tuple[tuple[str, int, int, Any, Any, dict[str, Any]], ...] = (
    ("plain", 1, 105, (108, 106), (119, 119), {"outcome": "upheld"}),
    ("further", 1, 112, (115, 116), (209, 209), {"outcome": "partly", "extensions": 1}),
    ("further", 2, 216, (219, 217), (316, 318), {"outcome": "not", "decision": "investigate"}),
    ("anonymous", 1, 202, (205, None), (216, 213), {"outcome": "not"}),
    ("late", 1, 302, (305, 302), (316, None), {}),
    ("new", 1, 323, (326, 324), (408, None), {}),
    ("still", 1, 209, (212, 210), (223, None), {}),
    ("withdrawn", 1, 210, (213, 210), (224, None), {}),
    ("refused", 1, 303, (306, 306), (317, 306), {}),
    ("informal", 1, 304, None, (318, 305), {}),
    ("comment", 1, 107, None, (121, 120), {}),
    ("before", 1, 1219, (1224, 1219), (105, 106), {}),
    ("grown", 1, 130, (204, 202), (213, 213), {"outcome": "upheld"}),
    ("grown", 3, 310, None, (324, 320), {"outcome": "upheld", "their_reference": "HO 77"}),
)


@dataclass
class Seed:
    """Lays cases into a record, each under the policy of its service."""

    house: House
    conn: Connection

    def __post_init__(self) -> None:
        """References run on from one to the next."""
        self._numbers = count(1)

    def case(
        self,
        service: str,
        received: date,
        *,
        kind: str = "complaint",
        closed: date | None = None,
        **more: Any,
    ) -> int:
        """A case with its complainant, whose name and address are planted wherever a resident writes."""
        policy = self.house.policy_for(service)
        new = cases.NewCase(
            reference=f"AMC-26-{next(self._numbers):05d}",
            kind=kind,
            service=service,
            policy=policy.name,
            policy_digest=policy.digest,
            subject=f"From {WORDS}",
            summary=WORDS,
            received_at=noon(received),
            opened_at=noon(received),
            status=CaseStatus.CLOSED if closed else CaseStatus.OPEN,
            closed_at=at(closed),
            services=(service,),
            **{"closing": "answered" if closed else "", **more},
        )
        (case_id,) = cases.add_cases(self.conn, [new])
        person = cases.NewParty(
            case_id, PartyRole.COMPLAINANT, "Ms Una Firth", "una.firth@home.example", "07700 900123",
            "3 Hill Road, Ashford Moor", "AB1 2CD", adjustments="large print for Una Firth",
        )  # fmt: skip
        cases.add_parties(self.conn, [person])
        return case_id

    def stage(
        self,
        case_id: int,
        opened: date,
        *,
        number: int = 1,
        acknowledge: tuple[date, date | None] | None = None,
        respond: tuple[date, date | None] | None = None,
        **more: Any,
    ) -> int:
        """A stage with its deadlines: each the day it is due, and the day it was met."""
        new = cases.NewStage(
            case_id,
            number,
            "Sam Lee",
            "sam.lee@ashford.example",
            "manager",
            noon(opened),
            noon(opened),
            acknowledged_at=at(acknowledge[1]) if acknowledge else None,
            respond_by=respond[0] if respond else None,
            **{"answered_at": at(respond[1]) if respond else None, **more},
        )
        (stage_id,) = cases.add_stages(self.conn, [new])
        for name, dates in (("acknowledgement", acknowledge), ("response", respond)):
            if dates is not None:
                diary.set_deadlines(self.conn, [(stage_id, name, dates[0])])
                met = at(dates[1])
                if met is not None:
                    diary.meet_deadline(self.conn, stage_id, name, met)
        return stage_id

    def by_hand(self) -> Mapping[str, int]:
        """The cases of test_by_hand.py, by the names they have there."""
        jan, feb, mar = (lambda day, month=month: date(2026, month, day) for month in (1, 2, 3))
        ids = {
            "plain": self.case("waste", jan(5), closed=jan(20), category="Missed collection"),
            "further": self.case("waste", jan(12)),
            "anonymous": self.case("housing_repairs", feb(2), closed=feb(13), flags=("anonymous",)),
            "late": self.case("planning", mar(2)),
            "new": self.case("planning", mar(23), category="Delay"),
            "still": self.case("waste", feb(9), flags=("staff_behaviour",)),
            "withdrawn": self.case("waste", feb(10), closed=feb(16), closing="withdrawn"),
            "refused": self.case("planning", mar(3), closed=mar(6), closing="refused"),
            "informal": self.case("waste", mar(4), closed=mar(5), closing="resolved informally"),
            "comment": self.case("waste", jan(7), kind="comment", flags=("reply_requested",)),
            "praise": self.case("waste", jan(9), kind="compliment", closed=jan(9), flags=("extra_mile_nomination",)),
            "request": self.case("housing_repairs", jan(14), kind="service_request", closed=jan(14)),
            "before": self.case("waste", date(2025, 12, 19), closed=jan(6)),
            "unsigned": self.case("housing_repairs", feb(20), kind="anonymous_feedback", closed=feb(20)),
        }  # fmt: skip
        ids["grown"] = self.case(
            "housing_repairs", jan(30), parent_id=ids["request"], flags=("discrimination",),
            characteristic="disability", channel="telephone",
        )  # fmt: skip
        self._stages(ids)
        self._after(ids)
        return ids

    def _stages(self, ids: Mapping[str, int]) -> None:
        for name, number, opened, acknowledge, respond, more in _STAGES:
            stage_id = self.stage(
                ids[name],
                on(opened),
                number=number,
                acknowledge=dates(acknowledge),
                respond=dates(respond),
                **more,
            )
            if name == "still":
                diary.add_pause(self.conn, stage_id, on(220), f"asked: {WORDS}")

    def _after(self, ids: Mapping[str, int]) -> None:
        conn = self.conn
        repair = {"kind": "repair", "by_on": on(320), "owner_name": "Max Dean"}
        rounds = {"by_on": on(302), "owner_name": "Sam Lee"}
        promised: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
            ("plain", "an apology", 119, {"kind": "apology"}),
            ("further", "new rounds", 209, rounds),
            ("grown", f"the tap. {WORDS}", 213, repair),
            ("anonymous", "nothing", 213, {"kind": "none"}),
        )
        kept = remedies.add_remedies(
            conn,
            [
                remedies.NewRemedy(ids[name], what, noon(on(day)), **more)
                for name, what, day, more in promised
            ],
        )
        remedies.finish_remedy(conn, kept[0].id, noon(on(119)), "Sam Lee")
        remedies.finish_remedy(conn, kept[1].id, noon(on(227)), "Sam Lee")
        for name, answers, day in (
            ("plain", {"lessons": WORDS, "form": "in the mail"}, date(2026, 1, 20)),
            ("further", {"recommendation": f"Print the rounds. {WORDS}"}, date(2026, 2, 10)),
        ):
            new = learning.NewLearning(
                ids[name], None, answers, noon(day), "sam.lee@ashford.example"
            )
            learning.add_learning(conn, new)
        asked = learning.add_survey(conn, learning.NewSurvey(ids["plain"], noon(on(121))))
        learning.add_survey(conn, learning.NewSurvey(ids["anonymous"], noon(on(214))))
        learning.answer_survey(
            conn, asked.id, {"scores": [4, 3, 5, 2], "words": WORDS}, noon(on(125))
        )
        refused: tuple[tuple[str, str, int | None], ...] = (
            ("too_old", "refused", ids["refused"]),
            ("too_old", "exception", ids["new"]),
            ("court", "refused", None),
            ("nothing_new", "escalation declined", ids["plain"]),
        )
        for code, what, case_id in refused:
            title, when = code.replace("_", " ").capitalize(), noon(on(306))
            new_one = refusals.NewRefusal(code, title, WORDS, "Jo Park", when, case_id)
            refusals.add_refusal(conn, replace(new_one, evidence=WORDS, what=what))
        self.restrict(granted=True)
        self.restrict(granted=False)

    def restrict(self, *, granted: bool) -> None:
        """A request for restricted contact that was decided in March."""
        policy = self.house.policy_for("waste")
        restrictions.add_restriction(
            self.conn,
            restrictions.NewRestriction(
                email="una.firth@home.example", name="Una Firth", organisation="", target="person",
                case_id=None, granted=granted, requested_by="Sam Lee", decided_by=(("head", "Kit Roe"),),
                reasons=WORDS, behaviours=(WORDS,), measures=(("in_writing", WORDS),), checks=(("warned", WORDS),),
                from_on=date(2026, 3, 9), review_on=date(2026, 9, 9), at=noon(on(309)), by="Jo Park",
                policy=policy.name, policy_digest=policy.digest,
            ),
        )  # fmt: skip
