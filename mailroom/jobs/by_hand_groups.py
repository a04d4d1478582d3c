"""A person sends one report to everybody whose complaints were put together.

The report is a message in the queue; who answers, and whether they may, is asked of it as of any answer.
"""

from __future__ import annotations

from mailroom.acts import groups
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone, case_named, taken
from mailroom.rules.disposition import Act, Decision
from mailroom.rules.officers import Verb, read_command
from parsers.documents import Reader
from parsers.ownwords import read_own_words


def answer_all(house: House, reader: Reader, incoming_id: int, by: str, reference: str) -> str:
    """The message is the answer to every case of the group; what was done, in words."""
    with taken(house, reader, incoming_id, by) as at_hand:
        file = case_named(at_hand.ledger.conn, reference)
        if file.case.group_id is None:
            raise CannotBeDone(
                f"{file.case.reference}: no other case was put together with it.",
                do="Put them together first: mailroom case join",
            )
        sender = at_hand.read.message.sender
        if sender is None or sender.email not in house.config.directory:
            raise CannotBeDone(
                f"Message {incoming_id}: it is not from anybody named in the configuration."
            )
        own = read_own_words(at_hand.read.message.body)
        command = read_command(own.text, Verb.ANSWER, quoted_inside=own.quoted_inside)
        if command.verb is not Verb.ANSWER or not command.text or command.wrong:
            why = command.wrong or "there is no text for the residents in it"
            raise CannotBeDone(f"Message {incoming_id}: it cannot be sent as an answer: {why}.")
        done = groups.answer_all(at_hand.ledger, file, file.stages[-1], at_hand.read, command)
        reason = f"one report, sent by {by}: {done}"
        at_hand.decide(Decision(Act.FILE, reason, case_id=file.case.id))
        return done
