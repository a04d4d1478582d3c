"""A person makes two matters of one message, or registers it and asks the resident what is missing.

Each part of a message is a case of its own with its own words; the later ones grew out of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mailroom.acts import consents, officers_dates
from mailroom.acts.cases import register as register_case
from mailroom.acts.officers_letters import Matter, Wrong
from mailroom.house import House
from mailroom.jobs.by_hand import AtHand, CannotBeDone, taken
from mailroom.jobs.by_hand_register import (
    Wishes,
    permitted,
    register_at_hand,
    registration,
    service_named,
)
from mailroom.rules.officers import Command, Verb
from mailroom.rules.reading import Reading
from mailroom.rules.similarity import fingerprint_of
from parsers.documents import Reader
from parsers.message import Address
from store import cases


def split(
    house: House, reader: Reader, incoming_id: int, by: str, parts: Sequence[tuple[Wishes, str]]
) -> tuple[str, ...]:
    """A case for each part of a message, with the words of it that are its own; their references."""
    if len(parts) < 2 or not all(text.strip() for _, text in parts):
        raise CannotBeDone("Each part needs its own words.", do="Copy them out of the message.")
    with taken(house, reader, incoming_id, by) as at_hand:
        (wishes, text), *others = parts
        first = replace(at_hand, read=_only(at_hand.read, text))
        register_at_hand(first, wishes)
        first.ledger.flush()
        opened = first.case().case
        references = [opened.reference]
        for wishes, text in others:
            part = replace(at_hand, read=_only(at_hand.read, text))
            grown = replace(wishes, grew_out_of=opened.reference)
            references.append(_register_further(part, grown))
        words = f"into {' and '.join(references)}"
        at_hand.ledger.note("split", words, case_id=opened.id, incoming_id=incoming_id)
        at_hand.ledger.flush()
        return tuple(references)


def _register_further(part: AtHand, wishes: Wishes) -> str:
    """A further case of a message that has one already, and so is settled."""
    ledger = part.ledger
    service_named(ledger.house, wishes.service)
    permitted(ledger, ledger.house.policy_for(wishes.service, part.mail.mailbox), wishes)
    services = tuple(dict.fromkeys((wishes.service, *wishes.others)))
    what = registration(part, wishes, services)
    file = register_case(ledger, part.read, what, fingerprint_of(part.read.summary))
    if consents.awaited(file):
        consents.ask(ledger, file, part.read)
    part.learn("register", wishes.kind, services)
    ledger.flush()
    return file.case.reference


def _only(read: Reading, text: str) -> Reading:
    """A reading of which only these words are left; what came with it stays with every part."""
    body = replace(read.message.body, newest=text.strip(), text=text.strip(), quoted="")
    return replace(read, message=replace(read.message, body=body), web_form=None)


def register_and_ask(
    house: House, reader: Reader, incoming_id: int, by: str, wishes: Wishes, question: str
) -> str:
    """Register a message and ask the resident something about it at once; the case's reference."""
    if not question.strip():
        raise CannotBeDone("The resident has to be asked something.", do="Write the question.")
    with taken(house, reader, incoming_id, by) as at_hand:
        register_at_hand(at_hand, wishes)
        at_hand.ledger.flush()
        file = cases.get_case(at_hand.ledger.conn, at_hand.case().case.id)
        asked = replace(at_hand.read, message=replace(at_hand.read.message, sender=_who(house, by)))
        outcome = officers_dates.ask(
            at_hand.ledger,
            Matter(file, file.stages[-1], asked),
            Command(Verb.ASK, question.strip()),
        )
        if isinstance(outcome, Wrong):
            raise CannotBeDone(f"They cannot be asked: {outcome.words}.")
        at_hand.ledger.flush()
        return file.case.reference


def _who(house: House, by: str) -> Address:
    """Whoever asks, as a letter names them."""
    entry = house.config.directory.get(by)
    return Address(entry.person.name if entry else "", by)
