"""What a person decided on the desk: kept for the minutes in which it can be taken back, then carried out.

Carried out by the very functions of the command line; a thing decided here and there is decided once. Until it is
carried out nothing has happened: no case, no letter, no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog

from mailroom.acts.ledger import Ledger
from mailroom.clock import SetClock
from mailroom.house import House
from mailroom.jobs import officers_desk
from mailroom.jobs.by_hand import CannotBeDone, case_named, waiting
from mailroom.jobs.instructed_acts import ACTS, AS_OFFICER
from mailroom.jobs.officers_desk import Wish
from parsers.documents import Reader
from store import caselists, inbox, instructions, outbox
from store.instructions import Instruction
from store.outbox import Outgoing
from store.rehearsal import Rehearsal
from store.session import Connection
from store.states import IncomingState

log = structlog.get_logger()

A_NEW_CASE = "a new case"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What an act would come to: its own words, and the letters that would go out with their bytes."""

    words: str
    letters: tuple[tuple[Outgoing, bytes], ...]
    # The references that the cases it opened had; another one may have them by the time it is carried out.
    opened: tuple[str, ...] = ()


def rehearse(
    house: House, reader: Reader, incoming_id: int, by: str, act: str, said: Mapping[str, Any]
) -> Rehearsed:
    """Try an act and undo it; CannotBeDone where it cannot be done."""
    return tried(house, lambda trial: ACTS[act].do(trial, reader, incoming_id, by, said))


def tried(house: House, act: Callable[[House], str]) -> Rehearsed:
    """The same of anything that is done in one transaction and says what it did."""
    letters: list[tuple[Outgoing, bytes]] = []
    opened: list[str] = []
    # A clock that stands: what the rehearsal wrote can be told from what was there.
    at = house.now()

    def look(conn: Connection) -> None:
        written = outbox.letters_written(conn, at)
        letters.extend((one, outbox.raw_of(conn, one.id)) for one in written)
        opened.extend(caselists.opened_at(conn, at))

    trial = replace(house, record=Rehearsal(house.record, look), clock=SetClock(at))
    # What the house has reckoned once (calendar, words of its services) need not be reckoned again.
    for name, value in vars(house).items():
        vars(trial).setdefault(name, value)
    words = act(trial)
    for reference in opened:
        words = words.replace(reference, A_NEW_CASE)
    return Rehearsed(words, tuple(letters), tuple(opened))


def instruct(
    house: House, reader: Reader, incoming_id: int, by: str, act: str, said: Mapping[str, Any]
) -> Instruction:
    """Keep a decision; CannotBeDone where it could not be carried out, or somebody has decided already."""
    words = rehearse(house, reader, incoming_id, by, act, said).words
    at = house.now()
    until = at + timedelta(minutes=house.config.desk.undo_minutes)
    new = Instruction(incoming_id, act, dict(said), words, by, at, until)
    with house.record.write() as conn:
        waiting(conn, incoming_id)
        if not instructions.give(conn, new):
            raise _decided(conn, incoming_id)
        ledger = Ledger(house, conn, at, by=by)
        ledger.note("instructed", f"{act}: {words}", incoming_id=incoming_id)
        ledger.flush()
    return new


def instruct_as_officer(house: House, reader: Reader, by: str, wish: Wish) -> Instruction:
    """Keep what an officer asks for on a case; CannotBeDone where it could not be carried out, or waits already."""
    words = rehearse_as_officer(house, reader, by, wish).words
    at = house.now()
    until = at + timedelta(minutes=house.config.desk.undo_minutes)
    said = {"reference": wish.reference, "verb": str(wish.verb), "places": dict(wish.places)}
    with house.record.write() as conn:
        case_id = case_named(conn, wish.reference).case.id
        _waits_already(conn, case_id, wish)
        raw = officers_desk.new_mail(house, by, wish, at)
        number = officers_desk.keep(conn, house, by, wish, raw, at)
        new = Instruction(number, AS_OFFICER, said, words, by, at, until)
        instructions.give(conn, new)
        ledger = Ledger(house, conn, at, by=by)
        told = f"{wish.verb}: {words}"
        ledger.note("instructed", told, case_id=case_id, incoming_id=number)
        ledger.flush()
    return new


def _waits_already(conn: Connection, case_id: int, wish: Wish) -> None:
    """CannotBeDone where the same was asked for a moment ago: a second press of a button does nothing twice."""
    for one in instructions.of_case(conn, case_id):
        if one.act == AS_OFFICER and one.said.get("verb") == str(wish.verb) and not one.fault:
            raise CannotBeDone(
                f"The same was asked for just now by {one.by}, and waits to be done: {one.words}",
                do="Take that back first, or wait until it is done.",
            )


def rehearse_as_officer(house: House, reader: Reader, by: str, wish: Wish) -> Rehearsed:
    """What it would come to; CannotBeDone where it cannot be done."""
    at = house.now()
    raw = officers_desk.new_mail(house, by, wish, at)
    read = officers_desk.read_mail(house, reader, raw, at)
    said = {"reference": wish.reference, "verb": str(wish.verb)}

    def do(trial: House) -> str:
        with trial.record.write() as conn:
            number = officers_desk.keep(conn, trial, by, wish, raw, at)
            ledger = Ledger(trial, conn, trial.now(), by=by)
            return officers_desk.act(ledger, replace(read, incoming_id=number), by, said)

    return tried(house, do)


def _decided(conn: Connection, incoming_id: int) -> CannotBeDone:
    found = instructions.find(conn, incoming_id)
    who = found.by if found else "Somebody"
    return CannotBeDone(f"Message {incoming_id}: {who} has decided on it.")


def take_back(house: House, incoming_id: int, by: str) -> None:
    """Undo a decision; CannotBeDone where it was carried out, or its time is over."""
    with house.record.write() as conn:
        found = instructions.find(conn, incoming_id)
        if found is None or (found.until_at <= house.now() and not found.fault):
            raise CannotBeDone(f"Message {incoming_id}: it is too late, it has been carried out.")
        instructions.remove(conn, incoming_id)
        ledger = Ledger(house, conn, house.now(), by=by)
        if ACTS[found.act].is_own:
            # Nobody has to look at it: it never was sent.
            back = f"written on the desk, and taken back by {by}"
            ledger.settled.append(
                inbox.Settled(incoming_id, IncomingState.HANDLED, reason=back, at=ledger.at)
            )
        ledger.note("taken back", f"{found.act}: {found.words}", incoming_id=incoming_id)
        ledger.flush()


def carry_out_now(house: House, reader: Reader, incoming_id: int) -> str:
    """Carry a decision out without waiting; what was done, in words. CannotBeDone where it cannot be."""
    with house.record.write() as conn:
        found = instructions.find(conn, incoming_id)
        if found is None:
            raise CannotBeDone(f"Message {incoming_id}: nothing is decided on it.")
        instructions.hasten(conn, incoming_id, house.now())
    return ACTS[found.act].do(house, reader, incoming_id, found.by, found.said)


def carry_out_ripe(house: House, reader: Reader) -> int:
    """Carry out what can no longer be taken back; how many. What cannot be done waits for a person again."""
    with house.record.read() as conn:
        ripe = instructions.ripe(conn, house.now())
    for one in ripe:
        try:
            ACTS[one.act].do(house, reader, one.incoming_id, one.by, one.said)
        except CannotBeDone as fault:
            _note_fault(house, reader, one, str(fault))
    return len(ripe)


def _note_fault(house: House, reader: Reader, one: Instruction, fault: str) -> None:
    with house.record.write() as conn:
        found = instructions.find(conn, one.incoming_id)
        # Somebody else was quicker: then nothing is wrong.
        if found is None or found.until_at > house.now():
            return
        instructions.note_fault(conn, one.incoming_id, fault)
        ledger = Ledger(house, conn, house.now(), by=one.by)
        ledger.note("not carried out", fault, incoming_id=one.incoming_id)
        if ACTS[one.act].is_own:
            officers_desk.tell_fault(ledger, reader, one.incoming_id, one.by, fault)
        ledger.flush()
    log.warning("instruction not carried out", incoming=one.incoming_id, act=one.act)
