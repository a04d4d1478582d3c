"""What a letter may say of a case: the record's rows and the rules' dates as words and days, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from mailroom.acts import stages
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
}


# For policies that ask for reasons (S001-38): asked for once; nobody is refused for want of them (A001-04).
ESCALATE_WITH_REASONS = (
    "Please reply to this email and tell us why you are not satisfied,"
    " and what you would like us to do"
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is for; `role` is 'resident', 'officer', 'coordinator', 'third_party' or 'other'."""

    name: str
    email: str
    role: str
    title: str = ""


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
        "recipient": {"name": to.name, "email": to.email, "greeting": _greeting(to)},
        "case": None,
        "owner": None,
        "dates": dict.fromkeys(_DATES),
        "policy": None,
        "documents": [],
        "links": None,
    }
    if file is not None and stage is not None:
        facts["case"] = _case(house, file, stage)
        facts["owner"] = _owner(house, file.case, stage)
        facts["dates"] = _dates(house, at, file, stage)
        facts["policy"] = _policy(house, at, file.case, stage)
        facts["links"] = _links(house, file.case, stage, to)
    return {**facts, **extra}


_DATES = (
    "acknowledge_by",
    "respond_by",
    "projected_by",
    "extendable_to",
    "escalate_by",
    "previous_due",
)


def _council(house: House) -> dict[str, object]:
    council = house.config.council
    return {
        "name": council.name,
        "signature": council.signature_name,
        "email": council.feedback_address,
        "phone": council.phone or None,
        "url": council.url or None,
    }


def _greeting(to: Addressee) -> str:
    name = " ".join(to.name.split())
    if not name or "@" in name:
        return "Hello"
    return f"Dear {name.split()[0] if to.role in ('officer', 'coordinator') else name}"


def _service(house: House, case: cases.Case) -> ServiceConfig | None:
    return house.config.find_service(case.service)


def _case(house: House, file: cases.CaseFile, stage: cases.Stage) -> dict[str, object]:
    case = file.case
    service = _service(house, case)
    party = next((one for one in file.parties if one.role == "complainant"), None)
    return {
        "reference": case.reference,
        "subject": case.subject,
        "service_name": service.name if service else "",
        "kind": case.kind,
        "stage": stage.number,
        "received_on": local_date(stage.received_at),
        "summary": case.summary,
        "complainant_name": party.name if party else "",
        "complainant_email": party.email if party else "",
        "complainant_phone": (party.phone or None) if party else None,
        "complainant_address": (party.address or party.postcode or None) if party else None,
        "flags": [flag.replace("_", " ") for flag in case.flags],
    }


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
    opening = stage.acknowledged_at is None and stage.opened_at == at
    if opening and any(party.email for party in file.parties):
        # The acknowledgement goes out with this letter, and days that run from it run from today: resident and
        # owner read the day that the record will have in a moment, not the last one possible.
        stage = replace(stage, acknowledged_at=at)
    dates = stages.dates_of(house, file.case, stage)
    return {
        "acknowledge_by": dates.acknowledge_by,
        "respond_by": dates.respond_by,
        "projected_by": dates.projected_by,
        "extendable_to": dates.extendable_to,
        "escalate_by": dates.escalate_by,
        "previous_due": stage.respond_by,
    }


def _policy(house: House, at: datetime, case: cases.Case, stage: cases.Stage) -> dict[str, object]:
    policy = stages.policy_of(house, case)
    following = policy.next_stage(stage.number)
    service = _service(house, case)
    ombudsman = policy.ombudsman_for(
        case.service, service.ombudsman if service else "lgsco", local_date(at)
    )
    return {
        "title": policy.title,
        "next_stage": following.number if following else None,
        "next_stage_name": following.name if following else None,
        "escalate_how": ESCALATE_WITH_REASONS if policy.escalation.needs_reasons else None,
        "learning_form": policy.learning_form != "none",
        "ombudsman": {
            "name": ombudsman.name,
            "address": ombudsman.address,
            "phone": ombudsman.phone,
            "url": ombudsman.url,
        },
        "ombudsman_on_delay": policy.ombudsman_on_delay,
    }


def _links(
    house: House, case: cases.Case, stage: cases.Stage, to: Addressee
) -> dict[str, object] | None:
    """What an officer may do, each as a mailto: link to an address signed for case, stage, person and verb."""
    if to.role != "officer" or not house.config.post.plus_addressing:
        return None
    subject = quote(f"{case.reference}: {case.subject}"[:120])
    links: dict[str, object] = {}
    for name, (verb, head) in _LINKS.items():
        address = house.signer.reply_address(case.id, stage.number, verb, to.email)
        links[name] = (
            f"mailto:{quote(address, safe='@')}?subject={subject}&body={quote(head)}%0D%0A%0D%0A"
        )
    return links
