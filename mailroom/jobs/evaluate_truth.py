"""Handles a corpus's mail as the truth reads it, so that policies, acts and letters are measured without triage.

The rules are asked as ever, with the truth's kind, case, service and flags for facts. What they hold, or what the
truth says a person has to see, a coordinator decides at once, as the truth says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from mailroom.acts import groups, messages, stages
from mailroom.acts.cases import Registration
from mailroom.acts.ledger import Ledger
from mailroom.acts.parties import Behalf
from mailroom.gates.corpus import LabelledMail, Scenario, Truth
from mailroom.house import House
from mailroom.jobs import facts as known
from mailroom.jobs import reading
from mailroom.jobs.clues import is_party as is_party_of
from mailroom.jobs.evaluate_officers import command_of
from mailroom.rules.disposition import Act, Decision, Facts, Writer, decide
from mailroom.rules.matching import Clue, Match, Rung, Strength
from mailroom.rules.officers import Claim, Command
from mailroom.rules.reading import Reading
from mailroom.rules.triage import Proposal
from parsers.automatic import Automatic, AutomaticKind
from parsers.documents import Reader
from parsers.message import read_clues
from store import cases, history, inbox
from store.session import Connection

_CLAIM = timedelta(minutes=15)
_REGISTERED = ("complaint", "comment", "compliment", "service_request")
# What only a person decides.
_DECIDED = {"consent": Act.CONSENT, "withdrawal": Act.WITHDRAW}


@dataclass
class Told:
    """The truth of what is played; `queued` keeps, by UID, what the rules alone would have asked a person."""

    mails: tuple[LabelledMail, ...]
    plan: Scenario | None = None
    queued: dict[int, str] = field(default_factory=dict)
    # What the house itself took those messages for which a coordinator then decided, by UID: the row as it is written.
    believed: dict[int, dict[str, Any]] = field(default_factory=dict)

    def case_id(self, conn: Connection, named: str) -> int | None:
        """The case that a label or a file stands for; None where the house opened none for it."""
        if not named:
            return None
        labels = {one["label"]: one["opened_by"] for one in self.plan.cases} if self.plan else {}
        opened_by = labels.get(named, named)
        uids = {mail.file: uid for uid, mail in enumerate(self.mails, start=1)}
        for case in history.cases_opened(conn):
            if case.opened_by_uid == uids.get(opened_by, -1):
                return cases.cases_by_reference(conn, [case.reference])[case.reference]
        return None

    def opens_a_case(self, mail: LabelledMail) -> bool:
        """Whether a case of the truth begins with this mail."""
        if self.plan is None:
            return mail.truth.kind in _REGISTERED and mail.truth.relation == "new"
        return mail.file in {one["opened_by"] for one in self.plan.cases}

    def stage_at_end(self, named: str) -> int:
        """How far a case gets by the truth: a late request for a stage is decided by that."""
        found = [one for one in self.plan.cases if one["label"] == named] if self.plan else []
        return (found[0].get("stage_at_end") or 0) if found else 0


def handle_as_told(house: House, reader: Reader, told: Told) -> None:
    """Handle what waits, one message at a time, as the truth reads it."""
    one_by_one(house, reader, lambda mailbox, read: _handle(house, mailbox, read, told))


def one_by_one(house: House, reader: Reader, handle: Callable[[str, Reading], None]) -> None:
    """Have each message that waits handled by itself, the oldest first."""
    now = house.now()
    with house.record.write() as conn:
        claimed = inbox.claim(conn, house.holder, 50, now, now + _CLAIM)
        clues = [(one.id, read_clues(one.raw)) for one in claimed]
        rows = [inbox.CluesRow(at, one.message_id, one.sender, one.subject) for at, one in clues]
        inbox.note_clues(conn, rows)
    trusted = house.config.council.trusted_authserv
    for one in claimed:
        started = reading.start(one.id, one.raw, one.received_at, reader, trusted, now)
        handle(one.mailbox, reading.finish(started))


def _handle(house: House, mailbox: str, read: Reading, told: Told) -> None:
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now())
        if settled_as_copy(ledger, read):
            return
        uid = inbox.get(conn, read.incoming_id).uid
        mail = told.mails[uid - 1]
        found = known.gather(conn, house, read, mailbox)
        facts, command = as_told(conn, house, read, found.facts, mail.truth, told)
        decision = decide(facts)
        if decision.act is Act.HOLD:
            told.queued[uid] = decision.reason
        if decision.act is Act.HOLD or mail.truth.queue == "must":
            by_a_coordinator(ledger, read, found, mail, told, mailbox)
            return
        messages.carry_out(
            ledger,
            read,
            decision,
            facts,
            mailbox=mailbox,
            fingerprint_text=found.fingerprint_text,
            command=command,
        )
        ledger.flush()
        _put_together(ledger, decision, mail, told)


def settled_as_copy(ledger: Ledger, read: Reading) -> bool:
    """Settle a mail that came before by another road; False where it did not."""
    original = inbox.first_with(ledger.conn, read.message.fingerprint)
    if original is None:
        return False
    messages.settle_as_copy(ledger, read.incoming_id, original, read.message.fingerprint)
    ledger.flush()
    return True


def by_a_coordinator(
    ledger: Ledger,
    read: Reading,
    found: known.Gathered,
    mail: LabelledMail,
    told: Told,
    mailbox: str,
) -> None:
    """Have a coordinator decide on a message, as the truth says, by the acts that a person has."""
    house, truth = ledger.house, mail.truth
    facts, command = as_told(ledger.conn, house, read, found.facts, truth, told)
    decision = _decided(facts, mail, told)
    facts = _registered_as(facts, truth, anonymous=found.facts.registers_anonymous)
    ledger.by = house.config.coordinators[0].email
    messages.carry_out(
        ledger,
        read,
        decision,
        facts,
        mailbox=mailbox,
        fingerprint_text=found.fingerprint_text,
        command=command,
        what=_as_registered(facts, truth, mailbox),
    )
    ledger.flush()
    _put_together(ledger, decision, mail, told)


def _put_together(ledger: Ledger, decision: Decision, mail: LabelledMail, told: Told) -> None:
    """A case of several people about one matter joins the first of them, whoever registered it."""
    if decision.act is not Act.REGISTER or "group_complaint" not in mail.truth.flags:
        return
    first, own = (told.case_id(ledger.conn, of) for of in (mail.truth.relates_to, mail.file))
    if first is not None and own is not None:
        files = cases.case_files(ledger.conn, [own, first])
        groups.join(ledger, files[own], files[first])
        ledger.flush()


def as_told(
    conn: Connection, house: House, read: Reading, facts: Facts, truth: Truth, told: Told
) -> tuple[Facts, Command | None]:
    """The facts as the truth has them, and an officer's command; what a parser found stays."""
    is_officer = truth.kind == "officer"
    case_id = None if truth.relation in ("new", "none") else told.case_id(conn, truth.relates_to)
    file = cases.get_case(conn, case_id) if case_id is not None else None
    match = None
    is_party = False
    if file is not None:
        is_party = is_officer or is_party_of(file, read.message, certain=True)
        match = _match(facts, truth, file.case.id, is_party=is_party)
    stage = stages.find_stage(file, match.clue.stage_id) if file and match else None
    spoofed = "spoofed" in truth.flags
    read_as = replace(
        facts,
        writer=Writer.OFFICER if is_officer else Writer.RESIDENT,
        authenticated=not spoofed,
        forged=spoofed,
        proposal=_proposal(truth),
        automatic=_automatic(facts, truth.kind),
        from_ombudsman=truth.kind == "ombudsman",
        match=match,
        sender_is_party=is_party and not spoofed,
        case=known.state_of(house, file, read) if file else None,
        claim=_believed(stage.owner_email) if stage and is_officer else None,
        same_words=truth.relation not in ("", "new", "none", "open_case"),
        grounds=(),
        opened_today=0,
    )
    command = command_of(house, read, truth, file, stage) if is_officer and file and stage else None
    return read_as, command


def _match(facts: Facts, truth: Truth, case_id: int, *, is_party: bool) -> Match:
    """The house's own match where it is sure of the same case (it knows the stage), else the truth's.

    The truth knows the case and not whose address it is: a stranger's mail is no more than strong.
    """
    ours = facts.match
    if (
        isinstance(ours, Match)
        and ours.clue.case_id == case_id
        and ours.clue.strength is Strength.CERTAIN
    ):
        return Match(ours.clue)
    of_a_person = truth.kind not in ("automatic", "bounce", "ombudsman", "officer")
    rung = Rung.THREAD if of_a_person and not is_party else Rung.LETTER
    role = "officer" if truth.kind == "officer" else "resident"
    return Match(Clue(rung, case_id, "the corpus says so", role=role))


def _proposal(truth: Truth) -> Proposal:
    return Proposal(
        kind=truth.kind,
        act=truth.act,
        services=truth.services,
        exclusion=truth.exclusion,
        flags=tuple(flag for flag in truth.flags if flag != "spoofed"),
        confidence=1.0,
    )


def _automatic(facts: Facts, kind: str) -> Automatic | None:
    if kind not in ("automatic", "bounce"):
        return None
    wanted = AutomaticKind.DELIVERY_REPORT if kind == "bounce" else AutomaticKind.AUTO_REPLY
    return replace(facts.automatic or Automatic(wanted, "the corpus says so"), by_header=True)


def _is_stranger(truth: Truth) -> bool:
    return "third_party" in truth.flags and "third_party_consent_given" not in truth.flags


def _believed(owner: str) -> Claim:
    """An officer beyond doubt: who may speak for a case is the truth's to say."""
    return Claim(
        sender=owner,
        authenticated=True,
        in_directory=True,
        is_coordinator=True,
        owner=owner,
        address_is_signed=True,
        address_is_theirs=True,
    )


def _as_registered(facts: Facts, truth: Truth, mailbox: str) -> Registration | None:
    """What a coordinator registers: for somebody else where the mail was written for somebody else."""
    proposal = facts.proposal
    if not proposal.services:
        return None
    given = "third_party_consent_given" in truth.flags
    shown_by = "permission that came with the complaint" if given else ""
    return Registration(
        proposal.kind,
        proposal.services[0],
        proposal.flags,
        mailbox=mailbox,
        services=proposal.services,
        behalf=Behalf(shown_by=shown_by) if "third_party" in truth.flags else None,
    )


def _decided(facts: Facts, mail: LabelledMail, told: Told) -> Decision:
    """What a coordinator does with a message, knowing the truth: by the acts that a person has."""
    truth = mail.truth
    case_id = facts.match.clue.case_id if isinstance(facts.match, Match) else None
    stage_id = facts.match.clue.stage_id if isinstance(facts.match, Match) else None
    by = "decided by a coordinator as the corpus says"
    if told.opens_a_case(mail) and truth.services:
        return Decision(Act.REGISTER, by, "new")
    if case_id is None:
        return Decision(Act.FILE, by)
    act = _act_on_case(facts, truth, told.stage_at_end(truth.relates_to))
    return Decision(act, by, truth.relation or "open_case", case_id, stage_id)


def _act_on_case(facts: Facts, truth: Truth, stage_at_end: int) -> Act:
    following = facts.case.next_stage if facts.case else None
    if truth.kind == "officer":
        return Act.FILE if facts.forged else Act.COMMAND
    if truth.kind == "automatic" or (truth.kind == "follow_up" and _is_stranger(truth)):
        return Act.FILE
    if truth.act in _DECIDED:
        return _DECIDED[truth.act]
    if truth.relation == "duplicate_open":
        return Act.DUPLICATE
    if truth.relation.startswith("repeat_closed"):
        return Act.REPEAT
    if truth.kind == "escalation" and truth.stage and following:
        return Act.ESCALATE if truth.stage <= stage_at_end else Act.UPDATE
    return {"ombudsman": Act.EXTERNAL, "bounce": Act.BOUNCE}.get(truth.kind, Act.UPDATE)


def _registered_as(facts: Facts, truth: Truth, *, anonymous: bool) -> Facts:
    """A complaint that nobody signed is kept as feedback where the policy registers none."""
    if truth.exclusion != "anonymous" or anonymous:
        return facts
    return replace(facts, proposal=replace(facts.proposal, kind="anonymous_feedback"))
