"""Gathers what the rules have to know to read an officer's plain words: who is in the case, and whose mail it is.

Looks up and decides nothing; the reading is `rules.officers_plain`'s.
"""

from __future__ import annotations

import re

from mailroom.acts import learning, letters, stages
from mailroom.config import Person
from mailroom.house import House
from mailroom.rules.officers_greeting import Names
from mailroom.rules.officers_plain import Around, read_plain
from mailroom.rules.officers_signature import Hand, without_marking
from mailroom.rules.officers_words import Command, Verb, is_spelt_out, read_command
from mailroom.rules.reading import Reading
from mailroom.rules.signed import name_signed
from mailroom.rules.workdays import local_date
from parsers.ownwords import read_own_words
from store import cases
from store.states import PartyRole

# Words struck out or highlighted in a mail's page; our own letters, quoted below it, mark none so.
_MARKED = re.compile(
    r"<(?:s|strike|del|mark)\b[^>]*>|text-decoration[^;\"']*line-through"
    r"|(?:background(?:-color)?|mso-highlight)\s*:\s*(?:yellow|lime|aqua|fuchsia|#ff0\b|#ffff00)",
    re.IGNORECASE,
)


def read_officer(
    house: House,
    reading: Reading,
    verb: str,
    file: cases.CaseFile | None,
    stage: cases.Stage | None,
) -> Command | None:
    """What an officer asks for, in their own words alone: a word quoted from an internal mail must not go out.

    `verb` is that of the signed address. Where neither it nor a word of ours at the head says what is meant, the plain
    words are read, of whoever answers for the stage; what anybody else writes so is a note. None where a resident
    wrote, and of no case.
    """
    sender = reading.message.sender
    of_ours = sender is not None and sender.email in house.config.directory
    if (file is None or stage is None) and not of_ours:
        return None
    own = read_own_words(reading.message.body)
    text = without_marking(own.text)
    command = read_command(text, verb, quoted_inside=own.quoted_inside)
    writer = _writer(house, reading)
    if writer is None or command.verb is not Verb.NOTE or is_spelt_out(text):
        return command
    hand = _hand(house, writer)
    if file is None or stage is None:
        # Of no case that is known: told for what it is, and never acted on.
        around = Around(_names(house, ()), hand, local_date(reading.received_at))
    elif _only_coordinates(house, writer, stage):
        return command
    else:
        around = _around(house, reading, hand, file, stage)
    return read_plain(text, around, quoted_inside=own.quoted_inside)


def _writer(house: House, reading: Reading) -> Person | None:
    """Whoever wrote, as the directory has them; as the mail has them where it does not, whom nobody believes."""
    sender = reading.message.sender
    if sender is None:
        return None
    entry = house.config.directory.get(sender.email)
    return entry.person if entry else Person(name=sender.name or sender.email, email=sender.email)


def _only_coordinates(house: House, writer: Person, stage: cases.Stage) -> bool:
    """Whether a coordinator wrote about somebody else's stage: what they write in plain words is a note."""
    entry = house.config.directory.get(writer.email)
    theirs = writer.email in (stage.owner_email, stage.accountable_email)
    return entry is not None and entry.is_a("coordinator") and not theirs


def _around(
    house: House, reading: Reading, hand: Hand, file: cases.CaseFile, stage: cases.Stage
) -> Around:
    dates = stages.dates_of(house, file.case, stage)
    papers = [one for one in reading.enclosed if not learning.is_form(one)]
    return Around(
        names=_names(house, _residents(file)),
        hand=hand,
        received_on=local_date(reading.received_at),
        due_on=dates.respond_by or dates.projected_by,
        wants_outcome=file.case.kind == "complaint",
        reachable=letters.complainant(file) is not None,
        documents=tuple(one.document.text for one in papers if one.document),
        has_form=learning.form_in(reading) is not None,
        subject=reading.message.subject,
        is_marked=_MARKED.search(reading.message.body.html or "") is not None,
        services=tuple(one.name for one in house.config.services),
    )


def _residents(file: cases.CaseFile) -> tuple[str, ...]:
    """The names of whoever complained, as they signed too, and of whoever is written to for them."""
    written_to = letters.complainant(file)
    names = [one.name for one in file.parties if one.role == PartyRole.COMPLAINANT]
    names += [written_to.name] if written_to else []
    signed = name_signed(file.case.summary, names[0] if names else "")
    return tuple(one for one in dict.fromkeys((*names, signed)) if one)


def _names(house: House, residents: tuple[str, ...]) -> Names:
    council = house.config.council
    people = tuple(one.person.name for one in house.config.directory.values())
    return Names(residents, people, (council.name, council.signature_name))


def _hand(house: House, writer: Person) -> Hand:
    """Whose mail it is, with the names that stand in the council's signatures."""
    council, services = house.config.council, house.config.services
    houses = {council.name, council.signature_name}
    houses |= {name for one in services for name in (one.name, one.area) if name}
    others = tuple(
        one.person.name for one in house.config.directory.values() if one.person != writer
    )
    return Hand(writer.name, writer.title, others, tuple(sorted(houses)))
