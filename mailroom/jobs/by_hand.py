"""A person's decision about a message in the queue, carried out by the same acts as the rules'.

Reads the message again from its bytes, so that the act has all that the rules had. What was proposed and what
the person made of it are kept as a `Decision`, the triage's lesson.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from mailroom.acts import messages, stages
from mailroom.acts.ledger import Ledger
from mailroom.errors import MailroomError
from mailroom.house import House
from mailroom.jobs import facts, reading
from mailroom.rules.disposition import Act, Decision, Facts
from mailroom.rules.reading import Reading
from mailroom.rules.similarity import fingerprint_of
from parsers.documents import Reader
from store import cases, decisions, inbox
from store.rows import NoSuchRow
from store.session import Connection
from store.states import IncomingState


class CannotBeDone(MailroomError):
    """A decision that cannot be carried out, in words; nothing was changed."""


@dataclass(frozen=True, slots=True)
class _AtHand:
    """A message taken from the queue, with what the rules know of it."""

    ledger: Ledger
    mail: inbox.Incoming
    read: Reading
    known: Facts
    # The message that this one is a copy of, where that was settled before.
    original: int | None

    def decide(self, decision: Decision, known: Facts | None = None) -> None:
        """Carry a decision out and keep it as a lesson."""
        known = known or self.known
        text_print = fingerprint_of(self.read.summary)
        messages.carry_out(
            self.ledger,
            self.read,
            decision,
            known,
            mailbox=self.mail.mailbox,
            fingerprint_text=text_print,
        )
        self.ledger.flush()
        made = {
            "act": str(decision.act),
            "kind": known.proposal.kind,
            "services": list(known.proposal.services),
        }
        lesson = decisions.NewDecision(
            self.mail.id, self.mail.proposal or {}, made, self.ledger.by, self.ledger.at
        )
        decisions.add_decisions(self.ledger.conn, [lesson])


def register(
    house: House, reader: Reader, incoming_id: int, by: str, kind: str, service: str
) -> str:
    """A new case; its reference."""
    if house.config.find_service(service) is None:
        known = ", ".join(one.id for one in house.config.services)
        raise CannotBeDone(f"There is no service {service}.", do=f"There are: {known}")
    with _taken(house, reader, incoming_id, by) as at_hand:
        proposal = replace(
            at_hand.known.proposal, kind=kind, services=(service,), exclusion="", confidence=1.0
        )
        at_hand.decide(
            Decision(Act.REGISTER, f"registered by {by}", "new"),
            replace(at_hand.known, proposal=proposal),
        )
        case_id = inbox.get(at_hand.ledger.conn, incoming_id).case_id
        assert case_id is not None
        return cases.get_case(at_hand.ledger.conn, case_id).case.reference


def put_on_case(
    house: House, reader: Reader, incoming_id: int, by: str, reference: str, act: Act
) -> None:
    """Onto an older case: an addition (UPDATE), the next stage (ESCALATE), the last stage again (REOPEN),
    an Ombudsman's notice.
    """
    with _taken(house, reader, incoming_id, by) as at_hand:
        file = case_named(at_hand.ledger.conn, reference)
        latest = file.stages[-1]
        if act in (Act.ESCALATE, Act.REOPEN) and latest.answered_at is None:
            raise CannotBeDone(
                f"{reference}: stage {latest.number} has not been answered yet.",
                do="Add the mail to the case instead.",
            )
        if act in (Act.ESCALATE, Act.REOPEN) and file.case.kind != "complaint":
            raise CannotBeDone(
                f"{reference}: it is a {file.case.kind.replace('_', ' ')}, which has no stages.",
                do="Register the mail as a complaint instead.",
            )
        policy = stages.policy_of(house, file.case)
        if act is Act.ESCALATE and policy.next_stage(latest.number) is None:
            raise CannotBeDone(
                f"{reference}: the policy {policy.title} has no stage after {latest.number}."
            )
        at_hand.decide(Decision(act, f"decided by {by}", "open_case", file.case.id))


def file_away(house: House, reader: Reader, incoming_id: int, by: str, why: str) -> None:
    """Kept, and nobody is written to: advertising, or dealt with elsewhere. A copy is kept as a copy."""
    with _taken(house, reader, incoming_id, by, copies=True) as at_hand:
        if at_hand.original is None:
            at_hand.decide(Decision(Act.FILE, f"filed by {by}: {why}"))
            return
        ledger, fingerprint = at_hand.ledger, at_hand.read.message.fingerprint
        ledger.note("filed", f"filed by {by}: {why}", incoming_id=incoming_id)
        messages.settle_as_copy(ledger, incoming_id, at_hand.original, fingerprint)
        ledger.flush()


def send_round_again(house: House, incoming_id: int, by: str) -> None:
    """Handled anew in the next round, with all its attempts; why it waited stays in the journal."""
    with house.record.write() as conn:
        mail = _waiting(conn, incoming_id)
        inbox.send_round_again(conn, incoming_id)
        ledger = Ledger(house, conn, house.now(), by=by)
        before = f"was {mail.state.lower()}: {mail.reason}"
        ledger.note("sent round again", before, case_id=mail.case_id, incoming_id=incoming_id)
        ledger.flush()


@contextmanager
def _taken(
    house: House, reader: Reader, incoming_id: int, by: str, *, copies: bool = False
) -> Iterator[_AtHand]:
    """The message read anew and a transaction in which it still waits; CannotBeDone where it does not.

    Nor can a copy of a message already settled be decided on, unless `copies`.
    """
    with house.record.read() as conn:
        mail = _waiting(conn, incoming_id)
        raw = inbox.raw_of(conn, incoming_id)
    trusted = house.config.council.trusted_authserv
    started = reading.start(incoming_id, raw, mail.received_at, reader, trusted, house.now())
    read = reading.finish(started)
    with house.record.write() as conn:
        mail = _waiting(conn, incoming_id)
        first = inbox.first_with(conn, read.message.fingerprint)
        original = None if first == incoming_id else first
        if original is not None and not copies:
            raise CannotBeDone(
                f"Message {incoming_id}: it is the same mail as message {original}, by another road.",
                do=f"To keep it as a copy: mailroom queue file {incoming_id} --why copy",
            )
        gathered = facts.gather(conn, house, read, mail.mailbox, mail.left_there)
        ledger = Ledger(house, conn, house.now(), by=by)
        yield _AtHand(ledger, mail, read, gathered.facts, original)


def _waiting(conn: Connection, incoming_id: int) -> inbox.Incoming:
    try:
        mail = inbox.get(conn, incoming_id)
    except NoSuchRow:
        raise CannotBeDone(f"There is no message {incoming_id}.") from None
    if mail.state not in (IncomingState.HELD, IncomingState.FAILED):
        raise CannotBeDone(
            f"Message {incoming_id} does not wait for a person: {mail.reason or mail.state}."
        )
    return mail


def case_named(conn: Connection, reference: str) -> cases.CaseFile:
    """The case of a reference that a person wrote; CannotBeDone where there is none."""
    found = cases.cases_by_reference(conn, [reference.strip().upper()])
    if not found:
        raise CannotBeDone(f"There is no case {reference}.")
    return cases.get_case(conn, next(iter(found.values())))
