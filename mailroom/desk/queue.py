"""The queue: what waits for a person, why, since when, and what it would become; the longest waiting first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, render_template, request, url_for

from mailroom.desk.room import Room, coordinators
from mailroom.desk.words import plain, since
from mailroom.house import House
from mailroom.jobs.by_hand_register import kinds_of
from mailroom.rules.certainty import in_percent
from store import instructions, worklist
from store.received import Incoming
from store.worklist import Wanted

pages = Blueprint("queue", __name__, url_prefix="/queue")
A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the queue as the page shows it."""

    mail: Incoming
    waits: str
    becomes: str
    services: str
    sure: str
    fault: str = ""


@pages.get("")
@coordinators
def queue() -> str:
    """A page of the queue, as far as it was asked for."""
    house = Room.current().house
    reason, service = request.args.get("reason", ""), request.args.get("service", "")
    wanted = Wanted(reason, service, _after(request.args.get("after", "")), A_PAGE)
    with house.record.read() as conn:
        mails = worklist.page(conn, wanted)
        total = worklist.count(conn, Wanted(reason, service))
        reasons = worklist.reasons(conn)
        decided = instructions.given(conn)
    faults = {one.incoming_id: one.fault for one in decided if one.fault}
    lines = [_line(house, one, faults.get(one.id, "")) for one in mails]
    more = (
        url_for("queue.queue", reason=reason, service=service, after=_place(mails[-1]))
        if len(mails) == A_PAGE
        else ""
    )
    return render_template(
        "queue.html",
        lines=lines,
        total=total,
        reasons=reasons,
        services=house.config.services,
        asked={"reason": reason, "service": service},
        is_later=wanted.after is not None,
        more=more,
        decided=[one for one in decided if not one.fault],
        now=house.now(),
    )


def _after(written: str) -> tuple[datetime, int] | None:
    """After which message a page begins."""
    seconds, _, number = written.partition("-")
    try:
        return datetime.fromtimestamp(int(seconds) / 1_000_000, UTC), int(number)
    except (ValueError, OverflowError, OSError):
        return None


def _place(mail: Incoming) -> str:
    return f"{round(mail.received_at.timestamp() * 1_000_000)}-{mail.id}"


def _line(house: House, mail: Incoming, fault: str) -> Line:
    proposal = mail.proposal or {}
    named = [str(one) for one in proposal.get("services") or ()]
    return Line(
        mail,
        since(mail.received_at, house.now()),
        _becomes(house, mail, proposal),
        ", ".join(service_name(house, one) for one in named),
        in_percent(float(proposal["confidence"])) if proposal.get("confidence") else "",
        fault,
    )


def _becomes(house: House, mail: Incoming, proposal: Mapping[str, object]) -> str:
    """What a message would be if accepted, in words; '' where a person has to choose."""
    kind = str(proposal.get("kind") or "")
    if kind == "spam":
        return "filed as advertising or fraud"
    if kind == "automatic":
        return "filed as an automatic answer"
    if kind == "follow_up":
        return "added to its case"
    named = proposal.get("services")
    service = str(named[0]) if isinstance(named, list) and named else ""
    policy = house.policy_for(service or None, mail.mailbox)
    return plain(kind) if service and kind in kinds_of(policy) else ""


def service_name(house: House, service_id: str) -> str:
    """A service by its name."""
    found = house.config.find_service(service_id)
    return found.name if found else service_id
