"""What a letter may say of a case: the record's rows and the rules' dates as words and days, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from mailroom.acts import policy_facts, stages
from mailroom.config import ServiceConfig
from mailroom.house import House
from mailroom.rules.officers import Verb
from mailroom.rules.workdays import local_date
from store import cases

# What an officer may do from a letter, by the name that templates use.
_LINKS = {
    "answer": (Verb.ANSWER, "ANSWER"),
    "holding": (Verb.HOLDING, "HOLDING"),
    "extend": (Verb.EXTEND, "EXTEND TO "),
    "accept": (Verb.ACCEPT, "ACCEPT"),
    "ask": (Verb.ASK, "ASK"),
    "update": (Verb.UPDATE, "UPDATE"),
    "pass_on": (Verb.PASS_ON, "PASS ON TO "),
    "consult": (Verb.CONSULT, "ASK COLLEAGUE "),
    "refuse": (Verb.OUT_OF_SCOPE, "OUT OF SCOPE"),
    "learning": (Verb.LEARNING, "LEARNING"),
    "done": (Verb.DONE, "DONE"),
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is for; `role` is 'resident', 'officer', 'coordinator', 'third_party' or 'other'.

    Whoever has no address for email has a postal one, a line each, and their letters go to be printed.
    """

    name: str
    email: str
    role: str
    title: str = ""
    postal: tuple[str, ...] = ()

    @property
    def by_post(self) -> bool:
        """Whether it goes on paper."""
        return bool(self.postal) and not self.email

    @property
    def reached_at(self) -> str:
        """Where it goes, in a line: what a person is told of it."""
        return self.email or ", ".join(self.postal)


def gather(
    house: House,
    at: datetime,
    to: Addressee,
    file: cases.CaseFile | None,
    stage: cases.Stage | None,
    extra: Mapping[str, object],
) -> dict[str, object]:
    """All facts that every letter gets, and the letter's own on top."""
    facts: dict[str, object] = {
        "council": _council(house),
        "today": local_date(at),
        "recipient": {
            "name": to.name,
            "email": to.email,
            "greeting": _greeting(to),
            "by_post": to.by_post,
        },
        "case": None,
        "owner": None,
        "dates": dict.fromkeys(_DATES),
        "policy": None,
        "documents": [],
        "links": None,
    }
    if file is not None and stage is not None:
        facts["case"] = _case(house, file, stage, to)
        facts["owner"] = _owner(house, file.case, stage)
        facts["dates"] = _dates(house, at, file, stage)
        facts["policy"] = policy_facts.gather(house, local_date(at), file.case, stage, to.role)
        facts["links"] = _links(house, file.case, stage, to)
    return {**facts, **extra}


_DATES = (
    "acknowledge_by",
    "respond_by",
    "projected_by",
    "extendable_to",
    "escalate_by",
    "previous_due",
    "update_by",
    "ombudsman_from",
    "ombudsman_by",
)


def _council(house: House) -> dict[str, object]:
    council = house.config.council
    return {
        "name": council.name,
        "signature": council.signature_name,
        "email": council.feedback_address,
        "phone": council.phone or None,
        "url": council.url or None,
        "address": list(council.address) or None,
    }


def _greeting(to: Addressee) -> str:
    name = " ".join(to.name.split())
    if not name or "@" in name:
        return "Hello"
    return f"Dear {name.split()[0] if to.role in ('officer', 'coordinator') else name}"


def _service(house: House, case: cases.Case) -> ServiceConfig | None:
    return house.config.find_service(case.service)


def _case(
    house: House, file: cases.CaseFile, stage: cases.Stage, to: Addressee
) -> dict[str, object]:
    case = file.case
    rules = stages.policy_of(house, case).stage(stage.number)
    service = _service(house, case)
    party = next((one for one in file.parties if one.role == "complainant"), None)
    return {
        "reference": case.reference,
        "subject": case.subject,
        "service_name": service.name if service else "",
        "kind": case.kind,
        "channel": case.channel or None,
        "stage": stage.number,
        "received_on": local_date(stage.received_at),
        "answered_on": local_date(stage.answered_at) if stage.answered_at else None,
        "summary": case.summary,
        "complainant_name": party.name if party else "",
        "complainant_email": party.email if party else "",
        "complainant_phone": (party.phone or None) if party else None,
        "complainant_address": (party.address or party.postcode or None) if party else None,
        "flags": [flag.replace("_", " ") for flag in case.flags],
        "external": rules is not None and rules.external,
        "desired_outcome": case.desired_outcome or None,
        "not_ours": case.not_ours or None,
        # How somebody wishes to be written to is for those who write to them.
        "adjustments": _adjustments(file) if to.role in _INSIDE else None,
    }


_INSIDE = ("officer", "coordinator")


def _adjustments(file: cases.CaseFile) -> list[str] | None:
    found = dict.fromkeys(one.adjustments.strip() for one in file.parties)
    return [one for one in found if one] or None


def _owner(house: House, case: cases.Case, stage: cases.Stage) -> dict[str, object] | None:
    if not stage.owner_email:
        return None
    entry = house.config.directory.get(stage.owner_email)
    return {
        "name": stage.owner_name,
        "title": entry.person.title if entry else "",
        "email": stage.owner_email,
        "phone": house.config.council.phone or None,
    }


def _dates(
    house: House, at: datetime, file: cases.CaseFile, stage: cases.Stage
) -> dict[str, object]:
    case, policy = file.case, stages.policy_of(house, file.case)
    opening = stage.acknowledged_at is None and stage.opened_at == at
    by_a_person = stages.owes_formal(policy, case, stage)
    reached = any(party.email or party.address for party in file.parties)
    if opening and not by_a_person and reached:
        # The acknowledgement goes out with this letter, and days that run from it run from today: resident and
        # owner read the day that the record will have in a moment, not the last one possible.
        stage = replace(stage, acknowledged_at=at)
    dates = stages.dates_of(house, case, stage)
    days = case.update_days if stage.answered_at is None else None
    return {
        "acknowledge_by": dates.acknowledge_by,
        "respond_by": dates.respond_by,
        "projected_by": dates.projected_by,
        "extendable_to": dates.extendable_to,
        "escalate_by": dates.escalate_by,
        "previous_due": stage.respond_by,
        "update_by": house.calendar.after(local_date(at), days) if days else None,
        **policy_facts.ombudsman_dates(house, case, stage),
    }


def _links(
    house: House, case: cases.Case, stage: cases.Stage, to: Addressee
) -> dict[str, object] | None:
    """What an officer may do, each as a mailto: link to an address signed for case, stage, person and verb."""
    if to.role != "officer" or not house.config.post.plus_addressing:
        return None
    subject = quote(f"{case.reference}: {case.subject}"[:120])
    links: dict[str, object] = {}
    without = () if _wants_form(house, case, stage) else ("learning",)
    for name, (verb, head) in _LINKS.items():
        if name in without:
            continue
        address = house.signer.reply_address(case.id, stage.number, verb, to.email)
        links[name] = (
            f"mailto:{quote(address, safe='@')}?subject={subject}&body={quote(head)}%0D%0A%0D%0A"
        )
    return links


def _wants_form(house: House, case: cases.Case, stage: cases.Stage) -> bool:
    """Whether the policy wants a learning form of whoever answers the stage."""
    policy = stages.policy_of(house, case)
    numbers = policy.learning.stages
    return policy.learning_form != "none" and (not numbers or stage.number in numbers)
