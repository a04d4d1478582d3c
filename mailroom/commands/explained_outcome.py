"""The head of `mailroom explain`: what would be done and why, who is written to, which policy and dates there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from letters.envelope import can_be_written_to
from mailroom.acts import absences, disbelieved, officers, owners, stages
from mailroom.acts import cases as opening
from mailroom.acts.ledger import Ledger
from mailroom.commands.explained_layout import day, person, section
from mailroom.house import House
from mailroom.jobs.facts import Gathered
from mailroom.rules.colleagues import read_as
from mailroom.rules.deadlines import StageDates, StageFacts, stage_dates
from mailroom.rules.disbelief import disbelief
from mailroom.rules.disposition import Act, Decision, Facts
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases
from store.session import Connection

_DATES = {
    "acknowledge_by": "to be acknowledged by",
    "respond_by": "to be answered by",
    "projected_by": "to be answered by, if acknowledged at once",
    "extendable_to": "can be extended to",
    "backstop_on": "at the very latest",
    "escalate_by": "the next stage may be asked for until",
}
# Of which "at the very latest" is told only where it is another day.
_ANSWERED_BY = ("respond_by", "projected_by", "extendable_to")
# What becomes of a message, with the case's reference where there is one.
_DONE = {
    Act.UPDATE: "It goes on the file of {case}; whoever deals with it is told.",
    Act.DUPLICATE: "{case} stays as it is; the writer gets the letter that its policy has for a complaint sent again.",
    Act.REPEAT: "{case} stays as it is; the writer gets the letter that its policy has for an answered complaint.",
    Act.ESCALATE: "{case} goes to its next stage: a new owner, a new clock, a letter to both.",
    Act.REOPEN: "The last stage of {case} begins again.",
    Act.EXTERNAL: "{case} goes to the Ombudsman's stage; owner and coordinators are told.",
    Act.WITHDRAW: "{case} is closed as withdrawn; owner and complainant are told.",
    Act.CONSENT: "The permission is put on the file of {case}; whoever deals with it is told.",
    Act.SURVEY: "What they said of how they were dealt with is kept on {case}; nobody is written to.",
    Act.TAKE_UP: "What they wrote before becomes a complaint as of today: a new clock, a letter to the writer.",
    Act.BOUNCE: "The coordinators are told that a letter in {case} did not arrive.",
    Act.COMMAND: "The officer's mail about {case} is acted on ({wish}), if the policy allows it; they hear of it.",
}
_COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Asked:
    """A mail with what is known of it and what the rules decided."""

    house: House
    read: Reading
    known: Gathered
    decision: Decision
    mailbox: str


def outcome(conn: Connection, asked: Asked) -> str:
    """What would be done and why, then under which policy, by whom and until when."""
    decision = asked.decision
    if decision.act is Act.REGISTER:
        return section("What would be done", _new_case(conn, asked))
    file = cases.get_case(conn, decision.case_id) if decision.case_id is not None else None
    rows = [("done", _done(asked, file)), ("why", _sentence(decision.reason))]
    if file is not None:
        rows += _older_case(asked, file)
    return section("What would be done", rows)


def _done(asked: Asked, file: cases.CaseFile | None) -> str:
    decision = asked.decision
    if decision.act in (Act.HOLD, Act.FILE):
        held = decision.act is Act.HOLD
        done = "It waits for a person (mailroom queue list)." if held else "It is kept."
        return f"{done} {_written_to(asked, file)}"
    command = asked.known.command
    wish = read_as(command) if command else ""
    return _DONE[decision.act].format(case=file.case.reference if file else "the case", wish=wish)


def _written_to(asked: Asked, file: cases.CaseFile | None) -> str:
    told = tuple(_told(asked, file))
    return f"Written to at once: {'; '.join(told)}." if told else "Nobody is written to."


def _told(asked: Asked, file: cases.CaseFile | None) -> Iterator[str]:
    """Who is written to of a mail that waits or is filed, each with what they hear."""
    house, read, known, decision = asked.house, asked.read, asked.known, asked.decision
    if decision.act is Act.FILE:
        if file is not None and absences.left_by(file, read):
            yield "the coordinators, and whoever stands in, that the owner is away"
        return
    if decision.urgent:
        yield "the coordinators"
    stage = officers.stage_of_held(file, decision, known.facts.claim)
    if stage is not None:
        yield f"the officer who wrote ({person(read.message.sender)}), why it waits"
    doubted = disbelieved.named_in(house, read, known.facts)
    if doubted is not None and disbelief(decision, known.facts, known.command):
        yield f"{doubted.name}, at their address in the directory, why it was not acted on"
    writer = read.complainant
    if decision.asks and writer is not None and can_be_written_to(writer.email):
        yield "the writer, asked whether it is a complaint"


def _new_case(conn: Connection, asked: Asked) -> list[tuple[str, str]]:
    house, read, facts = asked.house, asked.read, asked.known.facts
    said = facts.proposal
    policy = house.policy_for(said.services[0], asked.mailbox or None)
    ledger = Ledger(house, conn, house.now())  # asked for the owner only, never flushed
    matter = owners.Matter(said.kind, said.services[0], said.flags, read.summary)
    owner = owners.choose(ledger, policy, 1, matter)
    to = person(read.complainant) if facts.address else "nobody: there is no address"
    kind = said.kind.replace("_", " ")
    rows = [
        ("done", f"A new {kind} about {_service(house, said.services[0])} is registered."),
        ("why", "No older case has it, and nothing in it needs a person first."),
        ("policy", f"{policy.title} ({policy.name})"),
        (
            "passed to",
            f"{owner.person.name} <{owner.person.email}>, {owner.role.replace('_', ' ')}",
        ),
        ("written to", to),
    ]
    return [*rows, *_first_dates(house, policy, read.received_at, facts)]


def _first_dates(house: House, policy: Policy, at: datetime, facts: Facts) -> list[tuple[str, str]]:
    said = facts.proposal
    if said.kind in opening.SETTLED_AT_ONCE:
        closed = "none: nothing is owed but the acknowledgement; the case is closed with it"
        return [("dates", closed)]
    wanted = "reply_requested" in said.flags
    rows = _dates(_first_day(policy, at, said.kind, 1, house, wanted))
    if said.kind == _COMMENT and not rows:
        return [("dates", "none: no reply was asked for")]
    return rows


def _first_day(
    policy: Policy,
    at: datetime,
    kind: str,
    number: int,
    house: House,
    reply_requested: bool = False,
) -> StageDates:
    """The dates of a stage that begins with this mail."""
    start = StageFacts(
        number=0 if kind == _COMMENT else number,
        received_at=at,
        acknowledged_at=None,
        answered_at=None,
        kind=kind,
        reply_requested=reply_requested,
    )
    return stage_dates(policy, start, house.calendar)


def _older_case(asked: Asked, file: cases.CaseFile) -> list[tuple[str, str]]:
    house, decision = asked.house, asked.decision
    policy = stages.policy_of(house, file.case)
    stage = stages.find_stage(file, decision.stage_id) or file.stages[-1]
    kind, status = file.case.kind.replace("_", " "), file.case.status.lower()
    rows = [
        ("policy", f"{policy.title} ({policy.name})"),
        ("case", f"{file.case.reference}, {kind}, {_service(house, file.case.service)}, {status}"),
    ]
    following = policy.next_stage(file.stages[-1].number)
    if decision.act is Act.ESCALATE and following is not None:
        at = asked.read.received_at
        clock = _first_day(policy, at, file.case.kind, following.number, house)
        return [*rows, ("stage", f"{following.number}, new"), *_dates(clock)]
    who = f"{stage.number}, {stage.owner_name} <{stage.owner_email}>"
    dates = stages.dates_of(house, file.case, stage)
    return [*rows, ("stage", who), *(_after(stage, dates) or _dates(dates))]


def _after(stage: cases.Stage, dates: StageDates) -> list[tuple[str, str]]:
    """Of a stage that was answered, when, and until when the next may be asked for."""
    if stage.answered_at is None:
        return []
    rows = [("answered on", day(local_date(stage.answered_at)))]
    until = dates.escalate_by
    return [*rows, (_DATES["escalate_by"], day(until))] if until else rows


def _dates(clock: StageDates) -> list[tuple[str, str]]:
    days = {name: getattr(clock, name) for name in _DATES}
    if days["backstop_on"] in {days[name] for name in _ANSWERED_BY}:
        days["backstop_on"] = None
    return [(_DATES[name], day(on)) for name, on in days.items() if on is not None]


def _service(house: House, service_id: str) -> str:
    found = house.config.find_service(service_id)
    return found.name if found else service_id


def _sentence(reason: str) -> str:
    said = reason[:1].upper() + reason[1:]
    return said if said.rstrip("”").endswith((".", "?", "!")) else f"{said}."
