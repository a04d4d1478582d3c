"""A person's decision about a message in the queue, carried out by the same acts as the rules'.

Reads the message again from its bytes, so that the act has all that the rules had. What was proposed and what
the person made of it are kept as a `Decision`, the triage's lesson.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from mailroom.acts import messages, restrictions, stages
from mailroom.acts.cases import Registration
from mailroom.acts.ledger import Ledger
from mailroom.errors import MailroomError
from mailroom.house import House
from mailroom.jobs import facts
from mailroom.jobs.rereading import read_again, recalled_facts
from mailroom.rules.disposition import Act, Decision, Facts
from mailroom.rules.reading import Reading
from mailroom.rules.refusals import REFUSED, is_late
from mailroom.rules.similarity import fingerprint_of
from mailroom.rules.stage_clock import last_day
from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from store import cases, decisions, inbox, instructions
from store.rows import NoSuchRow
from store.session import Connection
from store.states import IncomingState


class CannotBeDone(MailroomError):
    """A decision that cannot be carried out, in words; nothing was changed."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """A message taken from the queue, with what the rules know of it."""

    ledger: Ledger
    mail: inbox.Incoming
    read: Reading
    known: Facts
    # The message that this one is a copy of, where that was settled before.
    original: int | None

    def decide(
        self, decision: Decision, known: Facts | None = None, what: Registration | None = None
    ) -> None:
        """Carry a decision out and keep it as a lesson; `what` is how a new case is registered."""
        known = known or self.known
        text_print = fingerprint_of(self.read.summary)
        messages.carry_out(
            self.ledger,
            self.read,
            decision,
            known,
            mailbox=self.mail.mailbox,
            fingerprint_text=text_print,
            what=what,
        )
        self.ledger.flush()
        proposal = known.proposal
        self.learn(
            str(decision.act), proposal.kind, proposal.services, exclusion=proposal.exclusion
        )

    def learn(self, act: str, kind: str, services: Sequence[str], *, exclusion: str = "") -> None:
        """Keep what a person made of the message, beside what the rules proposed."""
        made = {"act": act, "kind": kind, "services": list(services), "exclusion": exclusion}
        lesson = decisions.NewDecision(
            self.mail.id, self.mail.proposal or {}, made, self.ledger.by, self.ledger.at
        )
        decisions.add_decisions(self.ledger.conn, [lesson])

    def case(self) -> cases.CaseFile:
        """The case that the message is on by now."""
        case_id = inbox.get(self.ledger.conn, self.mail.id).case_id
        assert case_id is not None
        return cases.get_case(self.ledger.conn, case_id)


def put_on_case(
    house: House,
    reader: Reader,
    incoming_id: int,
    by: str,
    reference: str,
    act: Act,
    why: str = "",
) -> None:
    """Onto an older case: an addition (UPDATE), the next stage (ESCALATE), the last stage again (REOPEN),
    an Ombudsman's notice. A stage that is asked for too late needs a reason.
    """
    with taken(house, reader, incoming_id, by) as at_hand:
        file = case_named(at_hand.ledger.conn, reference)
        if act in (Act.ESCALATE, Act.REOPEN):
            _may_go_on(house, file, act)
            if act is Act.REOPEN:
                in_time_to_reopen(house, file, local_date(at_hand.read.received_at), why)
            late = _is_late(house, file, at_hand.read)
            if act is Act.ESCALATE and late and not why:
                raise CannotBeDone(
                    f"{file.case.reference}: {late}",
                    do="To take it up all the same, say --why. To decline it: mailroom queue decline",
                )
        if not why:
            _from_whom_it_may_be(at_hand, file, act)
        if why:
            at_hand.ledger.note("taken up", why, case_id=file.case.id, incoming_id=incoming_id)
        at_hand.decide(Decision(act, f"decided by {by}", "open_case", file.case.id))


def _from_whom_it_may_be(at_hand: AtHand, file: cases.CaseFile, act: Act) -> None:
    """CannotBeDone where somebody else would close the case, or open an Ombudsman's stage, by a slip of the hand."""
    reference, sender = file.case.reference, at_hand.read.message.sender
    theirs = sender is not None and any(one.email == sender.email for one in file.parties)
    if act is Act.WITHDRAW and not theirs:
        raise CannotBeDone(
            f"{reference}: the mail is from nobody who complained, and would close the case as withdrawn.",
            do="If it is the complainant's wish all the same, say with --why how that is known.",
        )
    if act is Act.EXTERNAL and (theirs or not at_hand.known.from_ombudsman):
        raise CannotBeDone(
            f"{reference}: the mail is not from the address of an Ombudsman whom the policy names.",
            do="If it is an Ombudsman's notice all the same, say with --why how that is known.",
        )


def _may_go_on(house: House, file: cases.CaseFile, act: Act) -> None:
    """CannotBeDone where no further stage can be opened, or the last one again."""
    reference, latest = file.case.reference, file.stages[-1]
    if file.case.closing == REFUSED:
        raise CannotBeDone(
            f"{reference}: it was refused, and has no answer that a further stage could look at.",
            do=f"To take it up after all: mailroom case take-up {reference}",
        )
    if latest.answered_at is None:
        raise CannotBeDone(
            f"{reference}: stage {latest.number} has not been answered yet.",
            do="Add the mail to the case instead.",
        )
    if file.case.kind != "complaint":
        raise CannotBeDone(
            f"{reference}: it is a {file.case.kind.replace('_', ' ')}, which has no stages.",
            do="Register the mail as a complaint instead.",
        )
    policy = stages.policy_of(house, file.case)
    if act is Act.ESCALATE and policy.next_stage(latest.number) is None:
        raise CannotBeDone(
            f"{reference}: the policy {policy.title} has no stage after {latest.number}."
        )


def in_time_to_reopen(house: House, file: cases.CaseFile, on: date, why: str) -> None:
    """CannotBeDone where the policy's time since the complaint was raised is over, or nobody says what is new."""
    rule = stages.policy_of(house, file.case).closure.reopen
    if rule is None:
        return
    reference = file.case.reference
    until = last_day(local_date(file.case.received_at), rule.within, rule.ends)
    if on > until:
        raise CannotBeDone(
            f"{reference}: the policy lets it be opened again until {until:%-d %B %Y}.",
            do="Register what is new as a complaint of its own: queue register N --grew-out-of",
        )
    if rule.needs_new_information and not why.strip():
        raise CannotBeDone(
            f"{reference}: the policy opens it again only for what is new.", do="Say it with --why."
        )


def _is_late(house: House, file: cases.CaseFile, read: Reading) -> str:
    """That a further stage was asked for after the policy's time, in words; '' where it was not."""
    last_on = stages.dates_of(house, file.case, file.stages[-1]).escalate_by
    if not is_late(local_date(read.received_at), last_on):
        return ""
    return f"the next stage could be asked for until {last_on:%-d %B %Y}."


def file_away(
    house: House, reader: Reader, incoming_id: int, by: str, why: str, checked: str = ""
) -> None:
    """Kept, and nobody is written to: advertising, or dealt with elsewhere. A copy is kept as a copy.

    Of somebody whose contact is restricted it is `checked` first for anything new; their one contact has it.
    """
    with taken(house, reader, incoming_id, by, copies=True) as at_hand:
        ledger = at_hand.ledger
        if at_hand.original is not None:
            ledger.note("filed", f"filed by {by}: {why}", incoming_id=incoming_id)
            fingerprint = at_hand.read.message.fingerprint
            messages.settle_as_copy(ledger, incoming_id, at_hand.original, fingerprint)
            ledger.flush()
            return
        if at_hand.known.restricted and not checked:
            raise CannotBeDone(
                f"Message {incoming_id}: contact with its writer is restricted, and it has to be looked through.",
                do='Say what you found: --checked "nothing new". What is new is registered as ever.',
            )
        case_id = None
        if checked:
            file = restrictions.checked(ledger, at_hand.read, checked)
            case_id = file.case.id if file else None
        reason = f"filed by {by}: {why}" + (f"; looked through: {checked}" if checked else "")
        at_hand.decide(Decision(Act.FILE, reason, case_id=case_id))


def send_round_again(house: House, incoming_id: int, by: str) -> None:
    """Handled anew in the next round, with all its attempts; why it waited stays in the journal."""
    with house.record.write() as conn:
        mail = waiting(conn, incoming_id, house.now())
        if mail.mailbox == inbox.WRITTEN_HERE:
            raise CannotBeDone(
                f"Message {incoming_id} was written on the desk: no server vouches for it as a mail.",
                do="Put it on its case as an officer's, or ask whoever wrote it to do it again.",
            )
        instructions.remove(conn, incoming_id)
        inbox.send_round_again(conn, incoming_id)
        ledger = Ledger(house, conn, house.now(), by=by)
        before = f"was {mail.state.lower()}: {mail.reason}"
        ledger.note("sent round again", before, case_id=mail.case_id, incoming_id=incoming_id)
        ledger.flush()


@contextmanager
def taken(
    house: House, reader: Reader, incoming_id: int, by: str, *, copies: bool = False
) -> Iterator[AtHand]:
    """The message read anew and a transaction in which it still waits; CannotBeDone where it does not.

    Nor can a copy of a message already settled be decided on, unless `copies`.
    """
    with house.record.read() as conn:
        mail = waiting(conn, incoming_id, house.now())
        raw = inbox.raw_of(conn, incoming_id)
    read = read_again(house, reader, incoming_id, raw, mail.received_at)
    with house.record.write() as conn:
        mail = waiting(conn, incoming_id, house.now())
        # What was decided on the desk is carried out in this transaction, or made needless by it.
        instructions.remove(conn, incoming_id)
        first = inbox.first_with(conn, read.message.fingerprint)
        original = None if first == incoming_id else first
        if original is not None and not copies:
            raise CannotBeDone(
                f"Message {incoming_id}: it is the same mail as message {original}, by another road.",
                do=f"To keep it as a copy: mailroom queue file {incoming_id} --why copy",
            )
        known = recalled_facts(reader, incoming_id)
        if known is None:
            known = facts.gather(conn, house, read, mail.mailbox, mail.left_there).facts
        ledger = Ledger(house, conn, house.now(), by=by)
        yield AtHand(ledger, mail, read, known, original)


def waiting(conn: Connection, incoming_id: int, at: datetime | None = None) -> inbox.Incoming:
    """A message that waits for a person; CannotBeDone where there is none such, or, at an instant, where somebody
    has decided on it and can still take that back.
    """
    try:
        mail = inbox.get(conn, incoming_id)
    except NoSuchRow:
        raise CannotBeDone(f"There is no message {incoming_id}.") from None
    if mail.state not in (IncomingState.HELD, IncomingState.FAILED):
        raise CannotBeDone(
            f"Message {incoming_id} does not wait for a person: {mail.reason or mail.state}."
        )
    decided = instructions.find(conn, incoming_id) if at is not None else None
    if decided is not None and at is not None and decided.until_at > at and not decided.fault:
        raise CannotBeDone(
            f"Message {incoming_id}: {decided.by} has decided on it just now: {decided.words}.",
            do="On the desk that can be taken back for a few minutes.",
        )
    return mail


def case_named(conn: Connection, reference: str) -> cases.CaseFile:
    """The case of a reference that a person wrote; CannotBeDone where there is none."""
    found = cases.cases_by_reference(conn, [reference.strip().upper()])
    if not found:
        raise CannotBeDone(f"There is no case {reference}.")
    return cases.get_case(conn, next(iter(found.values())))
