"""A person has done what an officer asked for in plain words that waited: the letter as it was cut out, or their own.

Whether the officer may, under the policy, is asked as of any command of theirs.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.acts import officers, stages
from mailroom.acts.officers_letters import Matter, Wrong
from mailroom.house import House
from mailroom.jobs.by_hand import AtHand, CannotBeDone, case_named, taken
from mailroom.jobs.officers_mail import read_officer
from mailroom.rules.disposition import Act, Decision
from mailroom.rules.officers import Command, Verb
from mailroom.rules.officers_lines import SPOKEN
from mailroom.rules.reading import Reading
from parsers.authentication import Verdict
from parsers.documents import Reader
from store import cases, inbox

# What a resident reads of these is the officer's words: a letter to them, or a coordinator's own.
_TO_THE_RESIDENT = frozenset((Verb.ANSWER, Verb.HOLDING, Verb.ASK, Verb.EXTEND))


def carry_out(
    house: House, reader: Reader, incoming_id: int, by: str, reference: str, words: str = ""
) -> str:
    """Do what the officer asks for in a message that waits; what was done, in words.

    `words` go to the resident in place of the officer's own. CannotBeDone where nobody vouches for the officer, nothing
    is asked for, or no letter to the resident is in it and no words are given.
    """
    with taken(house, reader, incoming_id, by) as at_hand:
        file = case_named(at_hand.ledger.conn, reference)
        # What was written on the desk was written by somebody signed in.
        if at_hand.mail.mailbox != inbox.WRITTEN_HERE:
            _believed(house, at_hand.read, incoming_id)
        stage = _stage(at_hand, file)
        command = _asked_for(house, at_hand.read, file, stage, words)
        outcome = officers.do(at_hand.ledger, Matter(file, stage, at_hand.read), command)
        if isinstance(outcome, Wrong):
            raise CannotBeDone(f"Message {incoming_id}: {outcome.words}.")
        done = "; ".join(outcome.words)
        reason = f"{command.verb}, as {by} decided: {done}"
        at_hand.decide(Decision(Act.FILE, reason, case_id=file.case.id))
        return done


def _believed(house: House, read: Reading, incoming_id: int) -> None:
    sender = read.message.sender
    if sender is None or sender.email not in house.config.directory:
        raise CannotBeDone(f"Message {incoming_id}: it is not from anybody in the configuration.")
    if read.message.authentication.verdict is not Verdict.PASS:
        raise CannotBeDone(
            f"Message {incoming_id}: the council's mail server did not confirm who sent it.",
            do="Ask the officer to send it again as a reply to their own letter.",
        )


def _stage(at_hand: AtHand, file: cases.CaseFile) -> cases.Stage:
    """The stage that the letter answered is of; the last one where it answers none."""
    claim, match = at_hand.known.claim, at_hand.known.match
    clue = getattr(match, "clue", None)
    found = stages.find_stage(file, clue.stage_id) if claim is not None and clue else None
    return found or file.stages[-1]


def _asked_for(
    house: House, read: Reading, file: cases.CaseFile, stage: cases.Stage, words: str
) -> Command:
    command = read_officer(house, read, "", file, stage)
    if command is None or command.verb is Verb.NOTE:
        raise CannotBeDone(
            "It asks for nothing that is known.",
            do="Keep it on the case: mailroom queue attach, or ask the officer what is meant.",
        )
    spoken = command.said.channel in SPOKEN
    if command.verb in _TO_THE_RESIDENT and not (command.is_letter or words or spoken):
        raise CannotBeDone(
            "There is no letter to the resident in it: the officer wrote to you.",
            do="Say --words, in full, as the resident will read them.",
        )
    return replace(command, text=words or command.text, asks="", because="", wrong="")
