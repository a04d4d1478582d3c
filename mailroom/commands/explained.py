"""The paragraphs of `mailroom explain`: what was read, which case it speaks of, which rule spoke, what would be done.

Words only; every value comes from the parsers, the rules or the record. No address is hidden: the mail is the
council's own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from mailroom.acts import cases as opening
from mailroom.acts import owners, stages
from mailroom.acts.ledger import Ledger
from mailroom.clock import LONDON
from mailroom.house import House
from mailroom.jobs.facts import Gathered
from mailroom.rules.deadlines import StageDates, StageFacts, stage_dates
from mailroom.rules.disposition import Act, Decision, Facts
from mailroom.rules.matching import Candidates, Clue
from mailroom.rules.officers import Command
from mailroom.rules.particulars import particulars
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from parsers.message import Address
from store import cases, inbox
from store.session import Connection

_WIDTH = 100
# A form of two pages has some thirty places; a table of figures is no form.
_MOST_FILLED_IN = 60
_DATES = {
    "acknowledge_by": "to be acknowledged by",
    "respond_by": "to be answered by",
    "projected_by": "to be answered by, if acknowledged at once",
    "extendable_to": "can be extended to",
    "backstop_on": "at the very latest",
    "escalate_by": "the next stage may be asked for until",
}
# What becomes of a message, with the case's reference where there is one.
_DONE = {
    Act.UPDATE: "It goes on the file of {case}; whoever deals with it is told.",
    Act.DUPLICATE: "{case} stays as it is; the writer gets the letter that its policy has for a complaint sent again.",
    Act.REPEAT: "{case} stays as it is; the writer gets the letter that its policy has for an answered complaint.",
    Act.ESCALATE: "{case} goes to its next stage: a new owner, a new clock, a letter to both.",
    Act.REOPEN: "The last stage of {case} begins again.",
    Act.EXTERNAL: "{case} goes to the Ombudsman's stage; owner and coordinators are told.",
    Act.BOUNCE: "The coordinators are told that a letter in {case} did not arrive.",
    Act.FILE: "It is kept; nobody is written to.",
    Act.HOLD: "It waits for a person (mailroom queue list); nobody is written to but for what is urgent.",
}


def message(read: Reading) -> str:
    """Who wrote, how far that is believed, when it came."""
    mail = read.message
    said = mail.authentication
    rows = [
        ("From", _person(mail.sender)),
        ("Believed", f"{said.verdict.value}: {said.why}" if said.why else said.verdict.value),
        ("Answered at", _person(read.complainant)),
        ("To", ", ".join(map(_person, (*mail.to, *mail.cc)))),
        ("Subject", mail.subject),
        ("Received", _instant(read.received_at)),
    ]
    if mail.automatic:
        rows.append(("Machine", f"{mail.automatic.kind.value}: {mail.automatic.reason}"))
    rows += [("Defect", f"{one.code}: {one.detail}") for one in mail.defects]
    return _section("The message", rows)


def body(read: Reading) -> str:
    """The person's own words, and what was cut off as somebody else's."""
    words = read.message.body
    cut = len(words.quoted.split())
    lines = ["What the person wrote", _indented(words.newest)]
    lines += ["", f"What was cut off as quoted ({cut} words)"] if cut else []
    lines += [_indented(words.quoted)] if cut else ["  Nothing was cut off."]
    if words.foot:
        lines += ["", "Of it, folded as a signature or a gateway's notice", _indented(words.foot)]
    if words.forwarded:
        lines += ["", "A mail forwarded inside", _indented(words.forwarded)]
    return "\n".join(lines)


def documents(read: Reading) -> str:
    """What came with it, the form among it, and the particulars a clerk would copy out."""
    rows = []
    for one in read.enclosed:
        document = one.document
        how = "not a document: kept, not read"
        if document is not None:
            how = document.problem or f"read as {document.kind}, {len(document.text.split())} words"
        form = f"; a form ({one.form.confidence:.0%} sure)" if one.form else ""
        rows.append((one.attachment.filename, "; ".join((how + form, *one.notes))))
    parts = [_section("What came with it", rows)] if rows else []
    parts += [
        _section(f"Filled in on {one.attachment.filename}", _filled_in(one.document.pairs))
        for one in read.enclosed
        if one.document and any(value for _, value in one.document.pairs)
    ]
    if read.form:
        parts.append(_section("The form's fields", sorted(read.form.fields.items())))
    parts.append(_section("Copied out", particulars(read).items()))
    return "\n\n".join(parts)


def _filled_in(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What stands beside each label, on one line; labels with nothing beside them are left out."""
    filled = [(" ".join(label.split())[:60], " ".join(value.split())) for label, value in pairs]
    return [(label, value) for label, value in filled if value][:_MOST_FILLED_IN]


def record(conn: Connection, read: Reading, *, there: bool) -> str:
    """What the record knows of this very mail."""
    if not there:
        return "There is no record yet (record.url in the configuration): asked as if this were the first mail."
    original = inbox.first_with(conn, read.message.fingerprint)
    if original is None:
        return "This mail is not in the record."
    known = inbox.get(conn, original)
    return (
        f"This mail is in the record: message {original}, {known.state.value.lower()}: {known.reason}\n"
        "Handled again it would be a copy; what follows is told as if it came anew."
    )


def matching(conn: Connection, clues: Sequence[Clue], facts: Facts) -> str:
    """Each sign that it belongs to an older case, strong before weak, and what follows from them."""
    if not clues:
        return "Which case it belongs to\n  Nothing points to an older case."
    rows = [
        (f"{clue.rung.value} ({clue.strength.value})", f"{_reference(conn, clue)}: {clue.seen}")
        for clue in clues
    ]
    party = "is" if facts.sender_is_party else "is not known to be"
    if isinstance(facts.match, Candidates):
        chosen = "More than one case: a person has to choose."
    elif facts.match is None:
        chosen = "None of these cases is on the record any more."
    else:
        chosen = f"{_reference(conn, facts.match.clue)}, to which the sender {party} a party."
    return _section("Which case it belongs to", [*rows, ("chosen", chosen)])


def proposal(facts: Facts) -> str:
    """What it seems to be, with the words that moved it."""
    said = facts.proposal
    follows = facts.match is not None or said.kind == "follow_up"
    rows = [
        # What a follow-up wants matters only where there is something that it follows.
        ("kind", said.kind.replace("_", " ") + (f" ({said.act})" if said.act and follows else "")),
        ("by its words alone", said.alone.replace("_", " ") if said.alone != said.kind else ""),
        ("service", ", ".join(said.services) or "not clear"),
        ("something for elsewhere", said.exclusion.replace("_", " ") or "no sign of it"),
        ("flags", ", ".join(said.flags).replace("_", " ") or "none"),
        ("how sure", f"{said.confidence:.1%}; the house acts alone from {facts.threshold:.0%}"),
    ]
    rows += [
        (f"because ({one.label.replace('_', ' ')})", one.words)
        for one in dict.fromkeys(said.because)
        if len(one.words) > 1  # a sign that any text bears tells nothing
    ]
    return _section("What it seems to be", rows)


def officer(command: Command | None) -> str:
    """What an officer asks for in plain words, by which of them, and the letter as it was cut out; '' for a note."""
    if command is None or not command.because:
        return ""
    until = f" until {command.until:%-d %B %Y}" if command.until else ""
    rows = [
        ("taken for", f"{command.verb.value}{until} {command.outcome}".strip()),
        ("because of", command.because),
        ("a person looks, for", command.asks or "nothing: it is sure"),
    ]
    found = _section("What the officer asks for, in plain words", rows)
    if not command.is_letter:
        return found
    return (
        f"{found}\n  The letter in it:\n{textwrap.indent(command.text, '    | ', lambda _: True)}"
    )


def rules(decision: Decision) -> str:
    """Each rule in the order asked; the last is the one that spoke."""
    *silent, spoke = decision.trail or ("none",)
    lines = [f"  {number:>2}. {name}: nothing to say" for number, name in enumerate(silent, 1)]
    lines.append(f"  {len(silent) + 1:>2}. {spoke}: {decision.reason}")
    return "\n".join(["Which rules were asked", *lines])


def outcome(
    conn: Connection,
    house: House,
    read: Reading,
    known: Gathered,
    decision: Decision,
    mailbox: str,
) -> str:
    """What would be done, under which policy, with which dates."""
    if decision.act is Act.REGISTER:
        return _section("What would be done", _new_case(conn, house, read, known.facts, mailbox))
    file = cases.get_case(conn, decision.case_id) if decision.case_id is not None else None
    name = file.case.reference if file else "the case"
    done = _DONE.get(decision.act, "").format(case=name)
    if decision.act is Act.COMMAND and known.command:
        done = f"The officer's command for {name} is carried out: {known.command.verb.value}."
    rows = [("act", done)]
    if file is not None:
        rows += _older_case(house, read, decision, file)
    return _section("What would be done", rows)


def _new_case(
    conn: Connection, house: House, read: Reading, facts: Facts, mailbox: str
) -> list[tuple[str, str]]:
    said = facts.proposal
    policy = house.policy_for(said.services[0], mailbox or None)
    ledger = Ledger(house, conn, house.now())  # asked for the owner only, never flushed
    matter = owners.Matter(said.kind, said.services[0], said.flags, read.summary)
    owner = owners.choose(ledger, policy, 1, matter)
    to = _person(read.complainant) if facts.address else "nobody: there is no address"
    rows = [
        ("act", f"A new {said.kind.replace('_', ' ')} about {said.services[0]} is registered."),
        ("policy", f"{policy.title} ({policy.name})"),
        ("passed to", f"{owner.person.name} <{owner.person.email}>, {owner.role}"),
        ("written to", to),
    ]
    if said.kind in opening.SETTLED_AT_ONCE:
        return [*rows, ("dates", "none: it is settled with its letters")]
    clock = _first_day(
        policy, read.received_at, said.kind, 1, house, "reply_requested" in said.flags
    )
    return [*rows, *_dates(clock)]


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
        number=0 if kind == "comment" else number,
        received_at=at,
        acknowledged_at=None,
        answered_at=None,
        kind=kind,
        reply_requested=reply_requested,
    )
    return stage_dates(policy, start, house.calendar)


def _older_case(
    house: House, read: Reading, decision: Decision, file: cases.CaseFile
) -> list[tuple[str, str]]:
    policy = stages.policy_of(house, file.case)
    stage = stages.find_stage(file, decision.stage_id) or file.stages[-1]
    rows = [
        ("policy", f"{policy.title} ({policy.name})"),
        ("case", f"{file.case.kind}, {file.case.service}, {file.case.status.lower()}"),
    ]
    following = policy.next_stage(file.stages[-1].number)
    if decision.act is Act.ESCALATE and following is not None:
        clock = _first_day(policy, read.received_at, file.case.kind, following.number, house)
        return [*rows, ("stage", f"{following.number}, new"), *_dates(clock)]
    who = f"{stage.number}, {stage.owner_name} <{stage.owner_email}>"
    return [*rows, ("stage", who), *_dates(stages.dates_of(house, file.case, stage))]


def _dates(clock: StageDates) -> list[tuple[str, str]]:
    named = {words: getattr(clock, name) for name, words in _DATES.items()}
    return [(words, _day(on)) for words, on in named.items() if on is not None]


def _reference(conn: Connection, clue: Clue) -> str:
    file = cases.case_files(conn, [clue.case_id]).get(clue.case_id)
    return file.case.reference if file else f"case {clue.case_id} (no longer on the record)"


def _person(person: Address | None) -> str:
    if person is None or not (person.email or person.name):
        return "nobody"
    return f"{person.name} <{person.email}>" if person.name else person.email


def _instant(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%A %-d %B %Y %H:%M}"


def _day(on: date) -> str:
    return f"{on:%A %-d %B %Y}"


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    found = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _ in found), default=0)
    lines = []
    for name, value in found:
        head = f"  {name:<{width}}  "
        one_line = " ".join(value.split())
        lines += textwrap.wrap(
            one_line, _WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
        ) or [head.rstrip()]
    return "\n".join([title, *(lines or ["  Nothing."])])


def _indented(text: str) -> str:
    return textwrap.indent(text.strip() or "(nothing)", "  | ", lambda _line: True)
