"""What a person notes on a case and changes about it: people and permission, what was agreed, what is owed.

Each is one transaction, journalled with who did it; what cannot be done is said in words, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from mailroom.acts import cases as opening
from mailroom.acts import closing, consents, duties, flags, informal, letters, stages, telling
from mailroom.acts import groups as group_acts
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone, case_named, in_time_to_reopen
from mailroom.rules.policy_terms import FLAGS
from mailroom.rules.refusals import REFUSED
from mailroom.rules.workdays import add_months, local_date
from store import cases
from store import duties as duty_record
from store.rows import NoSuchRow
from store.states import CaseStatus, PartyRole

# The duty to ask again what somebody needs done differently (CODE-25).
LOOK_AGAIN = "look_at_adjustments"


@contextmanager
def case_at_hand(house: House, reference: str, by: str) -> Iterator[tuple[Ledger, cases.CaseFile]]:
    """A case in a transaction, with a ledger that is written when nothing went wrong."""
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        yield ledger, case_named(conn, reference)
        ledger.flush()


def close(house: House, reference: str, by: str, why: str) -> None:
    """Close a case: 'answered', with all that the policy wants for it, or for a reason in words."""
    with case_at_hand(house, reference, by) as (ledger, file):
        refused = file.case.closing == REFUSED
        wrong = (
            telling.close_if_told(ledger, file)
            if refused
            else closing.close(ledger, file, by, why or closing.ANSWERED)
        )
        if wrong:
            raise CannotBeDone(f"{file.case.reference}: {wrong}.")


def withdraw(house: House, reference: str, by: str) -> None:
    """The complainant wants no more of it, and said so by another way than mail."""
    close(house, reference, by, closing.WITHDRAWN)


def reopen(house: House, reference: str, by: str, why: str) -> None:
    """The stage last answered begins again with today, where the policy's time for it is not over."""
    with case_at_hand(house, reference, by) as (ledger, file):
        stage = file.stages[-1]
        if stage.answered_at is None and file.case.status is not CaseStatus.CLOSED:
            raise CannotBeDone(f"{file.case.reference}: stage {stage.number} is still open.")
        if file.case.closing == REFUSED:
            raise CannotBeDone(
                f"{file.case.reference}: it was refused.",
                do=f"To take it up after all: mailroom case take-up {file.case.reference}",
            )
        in_time_to_reopen(house, file, local_date(ledger.at), why)
        _begin_again(ledger, file, why)


def _begin_again(ledger: Ledger, file: cases.CaseFile, why: str) -> None:
    stage = file.stages[-1]
    policy = stages.policy_of(ledger.house, file.case)
    if stage.answered_at is None:
        # Closed without an answer, its clock has ended: only that of the new beginning runs.
        stages.end(ledger, stage, file.case.closed_at or ledger.at)
    cases.change_case(ledger.conn, file.case.id, status=CaseStatus.OPEN, closed_at=None, closing="")
    opening.add_stage(ledger, file.case, policy, stage.number, ledger.at, file.stages)
    ledger.note(f"stage {stage.number} opened", f"again: {why}", case_id=file.case.id)
    fresh = cases.get_case(ledger.conn, file.case.id)
    opening.opening_letters(ledger, fresh, None)


def give_permission(
    house: House, reference: str, by: str, *, given: bool, why: str, message: int | None
) -> None:
    """The complainant lets whoever wrote for them act, or lets them no longer."""
    with case_at_hand(house, reference, by) as (ledger, file):
        if consents.representative(file) is None:
            raise CannotBeDone(f"{file.case.reference}: nobody writes for the complainant.")
        shown = f"message {message}: {why}" if message else why
        if given:
            consents.give(ledger, file, shown)
        else:
            consents.withdraw(ledger, file, why)


def make_principal(house: House, reference: str, by: str, *, principal: bool) -> str:
    """Whether letters go to the elected member who wrote, in the complainant's place; their name."""
    with case_at_hand(house, reference, by) as (ledger, file):
        member = next((one for one in file.parties if one.role == PartyRole.MEMBER), None)
        if member is None:
            raise CannotBeDone(f"{file.case.reference}: no elected member wrote.")
        allowed = stages.policy_of(house, file.case).third_parties.member_may_be_principal
        if principal and not allowed:
            raise CannotBeDone(
                f"{file.case.reference}: under the policy the letters go to the resident, and the member has copies."
            )
        cases.change_party(ledger.conn, member.id, principal=principal)
        who = "the member" if principal else "the resident"
        ledger.note("letters", f"go to {who} from now on", case_id=file.case.id)
        return member.name or member.email


def note_adjustment(house: House, reference: str, by: str, words: str, discussed_on: date) -> None:
    """How somebody needs to be written or spoken to, as agreed with them."""
    with case_at_hand(house, reference, by) as (ledger, file):
        for party in file.parties:
            if party.role == PartyRole.COMPLAINANT:
                cases.change_party(ledger.conn, party.id, adjustments=words)
        agreed = f"{words}, discussed on {discussed_on:%-d %B %Y}"
        ledger.note("adjustment agreed", agreed, case_id=file.case.id)
        _look_again(ledger, file, discussed_on)


def _look_again(ledger: Ledger, file: cases.CaseFile, discussed_on: date) -> None:
    """What was agreed is looked at again within the policy's time, whatever has become of the case by then."""
    within = stages.policy_of(ledger.house, file.case).adjustments.review_within
    if within is None:
        return
    person, role = ledger.house.config.holder(file.case.service, "coordinator")
    owed = duty_record.NewDuty(
        key=f"house:{LOOK_AGAIN}:{file.case.id}:{discussed_on}",
        name=LOOK_AGAIN,
        words=f"Ask the resident of {file.case.reference} whether what is done differently for them still fits",
        holder_name=person.name,
        holder_email=person.email,
        holder_role=role,
        opened_at=ledger.at,
        due_on=add_months(discussed_on, within.count),
        wants_note="what was agreed",
        letter=False,
    )
    duties.open_all(ledger, [owed], None, None)


def note_columns(house: House, reference: str, by: str, act: str, **columns: object) -> None:
    """A detail of the case, journalled: how it came, how often we write, what it is about."""
    with case_at_hand(house, reference, by) as (ledger, file):
        cases.change_case(ledger.conn, file.case.id, **columns)
        told = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in columns.items())
        ledger.note(act, told, case_id=file.case.id)


def note_discrimination(house: House, reference: str, by: str, characteristic: str) -> None:
    """The resident says that they were discriminated against, and for what."""
    with case_at_hand(house, reference, by) as (ledger, file):
        cases.change_case(ledger.conn, file.case.id, characteristic=characteristic)
        ledger.note("discrimination", characteristic, case_id=file.case.id)
        flags.mark(ledger, cases.get_case(ledger.conn, file.case.id), ("discrimination",))


def mark(
    house: House, reference: str, by: str, named: tuple[str, ...], why: str
) -> tuple[str, ...]:
    """What a complaint was found to be about; gives the policy's words that the resident has not had yet."""
    with case_at_hand(house, reference, by) as (ledger, file):
        found = known_flags(named)
        for name in found:
            ledger.note(
                "found to be about", f"{name.replace('_', ' ')}: {why}", case_id=file.case.id
            )
        return flags.mark(ledger, file, found)


def known_flags(said: tuple[str, ...]) -> tuple[str, ...]:
    """Flags as a policy's clauses have them; CannotBeDone, with those that there are, where one is none."""
    named = tuple(one.strip().lower().replace(" ", "_") for one in said)
    unknown = [one for one in named if one not in FLAGS]
    if unknown:
        raise CannotBeDone(
            f"No clause of a policy knows {', '.join(unknown)}.",
            do=f"There are: {', '.join(sorted(FLAGS))}",
        )
    return named


def note_words(house: House, reference: str, by: str, words: str, channel: str) -> None:
    """A note for the file; with a channel that the resident was spoken to, and how."""
    with case_at_hand(house, reference, by) as (ledger, file):
        act = f"{closing.CONTACT}{channel}" if channel else "note"
        ledger.note(act, words, case_id=file.case.id)


def settle_informal(house: House, reference: str, by: str, words: str, *, settled: bool) -> None:
    """What came of the try to settle it at once: settled, or the formal procedure begins."""
    with case_at_hand(house, reference, by) as (ledger, file):
        if file.case.informal_until is None:
            raise CannotBeDone(f"{file.case.reference}: nobody is trying to settle it informally.")
        if settled:
            informal.settle(ledger, file, words)
        else:
            informal.go_formal(ledger, file, words)


def join(house: House, reference: str, other: str, by: str) -> None:
    """Two complaints about one matter are looked into together."""
    with case_at_hand(house, reference, by) as (ledger, file):
        second = case_named(ledger.conn, other)
        if second.case.id == file.case.id:
            raise CannotBeDone(f"{file.case.reference}: a case cannot join itself.")
        if {file.case.kind, second.case.kind} != {"complaint"}:
            raise CannotBeDone("Only complaints are looked into together.")
        group_acts.join(ledger, file, second)


def finish_duty(house: House, duty_id: int, by: str, note: str) -> str:
    """A duty is done; its words. A refused case that waited for it is closed."""
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        try:
            duty = duty_record.get_duty(conn, duty_id)
        except NoSuchRow:
            raise CannotBeDone(f"There is no duty {duty_id}.") from None
        if duty.done_at is not None:
            raise CannotBeDone(f"Duty {duty_id} is done already, by {duty.done_by}.")
        wrong = duties.finish(ledger, duty_id, by, note)
        if wrong:
            raise CannotBeDone(f"Duty {duty_id}: {wrong}.", do="Say it with --note.")
        if duty.case_id is not None:
            _close_if_it_can_be(ledger, cases.get_case(conn, duty.case_id))
        ledger.flush()
        return duty.words


def _close_if_it_can_be(ledger: Ledger, file: cases.CaseFile) -> None:
    """What a duty barred may go on: a case that has all it wants is closed."""
    if file.case.closing == REFUSED:
        telling.close_if_told(ledger, file)
    elif file.case.status is CaseStatus.ANSWERED:
        closing.close_if_ready(ledger, file)


def write_update(house: House, reference: str, by: str, words: str, name: str) -> str:
    """A few words to the resident about how it stands; their address."""
    with case_at_hand(house, reference, by) as (ledger, file):
        resident = letters.complainant(file)
        if resident is None:
            raise CannotBeDone(f"{file.case.reference}: there is no address to write to.")
        stage = file.stages[-1]
        update = {
            "text": words,
            "from_name": name,
            "received_on": local_date(ledger.at),
            "answered": stage.answered_at is not None,
        }
        key = f"update_notice:{stage.id}:{ledger.at.isoformat()}"
        thread = letters.latest_thread(ledger, file, resident.email)
        order = Order("update_notice", resident, key, file, stage, None, thread, {"update": update})
        letters.write(ledger, order)
        return resident.reached_at
