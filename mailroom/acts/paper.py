"""Letters as documents: for whom on paper, in which form, and what is attached to a letter by email.

Looks at the record's rows and makes values of `letters.document`; writes nothing and prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from letters.compose import Letter
from letters.document import PDF, POINTS, Head, Look, Sheet, as_docx, as_pdf
from letters.envelope import Enclosure, can_be_written_to
from letters.faults import LetterFault
from letters.words import on_paper
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.config import Config
from mailroom.house import House
from mailroom.rules.formats import form_of
from mailroom.rules.workdays import local_date
from store import cases

if TYPE_CHECKING:
    from mailroom.acts.letters import Order

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_APART = re.compile(r"\s*[,;\n]\s*")
_NUMBER = re.compile(r"\d+[a-z]?(?:\s*[-/]\s*\d+[a-z]?)?", re.IGNORECASE)


def postal_lines(party: cases.Party) -> tuple[str, ...]:
    """Where somebody's letters go by post, a line each; nothing where no street is known."""
    if not party.address.strip():
        return ()
    lines = [one for one in _APART.split(party.address.strip()) if one]
    if party.postcode and _bare(party.postcode) not in _bare(party.address):
        lines.append(party.postcode)
    joined: list[str] = []
    for line in lines:
        if joined and _NUMBER.fullmatch(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"  # "14, Pound Close" is one line of an address
        else:
            joined.append(line)
    return tuple(joined)


def addressee(party: cases.Party, role: str) -> Addressee | None:
    """Somebody as the addressee of a letter, by the way they are written to: on paper where they asked for it or have
    no address for email; None where nothing can reach them.
    """
    postal = postal_lines(party)
    by_email = can_be_written_to(party.email) and not (party.by_post and postal)
    if not by_email and not postal:
        return None
    return Addressee(
        party.name,
        party.email if by_email else "",
        role,
        postal=() if by_email else postal,
    )


def _bare(words: str) -> str:
    return "".join(words.split()).upper()


def reworded(words: object) -> object:
    """What a policy says in a letter, as it is said on paper: nobody is told there to reply to an email."""
    if isinstance(words, str):
        return on_paper(words)
    if isinstance(words, list | tuple):
        return [reworded(one) for one in words]
    if isinstance(words, dict):
        return {name: reworded(one) for name, one in words.items()}
    return words


def look_of(parties: Iterable[cases.Party]) -> Look:
    """In which form these people asked to have their letters."""
    form = form_of(one.adjustments for one in parties)
    return Look(form.points or POINTS, form.plain)


def sheet_of(
    house: House, letter: Letter, to: tuple[str, ...], on: date, reference: str, look: Look
) -> Sheet:
    """A letter on the council's letterhead."""
    return Sheet(letter, head_of(house.config), to, on, reference, look)


def head_of(config: Config) -> Head:
    """The council as its letterhead shows it."""
    council = config.council
    return Head(
        name=council.name,
        address=council.address,
        email=council.feedback_address,
        phone=council.phone,
        url=council.url,
        logo=config.letters.logo,
    )


def attached(ledger: Ledger, order: Order, letter: Letter) -> tuple[Enclosure, ...]:
    """The letter itself as a document, where the council or an agreed adjustment wants it so; nothing else is ever in
    it. Where it cannot be made the mail goes all the same, and the coordinators have it on the record.
    """
    look = look_of(order.file.parties) if order.file else Look()
    named = (order.worded_as or order.name) in ledger.house.config.letters.attach
    if not order.to_public or not order.to.email or order.is_copy:
        return ()
    if not named and not look.is_large:
        return ()
    try:
        return (_document(ledger, order, letter, look),)
    except LetterFault as fault:
        case_id = order.file.case.id if order.file else None
        ledger.note("no document", f"{order.name}: {fault}"[:300], case_id=case_id)
        return ()


def _document(ledger: Ledger, order: Order, letter: Letter, look: Look) -> Enclosure:
    config, reference = ledger.house.config.letters, order.file.case.reference if order.file else ""
    to = (order.to.name, *_address_of(order))
    sheet = sheet_of(ledger.house, letter, to, local_date(ledger.at), reference, look)
    name = document_stem(order.file, order.name)
    if config.attach_as == "docx":
        return Enclosure(f"{name}.docx", DOCX, as_docx(sheet, config.letterhead))
    return Enclosure(f"{name}.pdf", PDF, as_pdf(sheet))


def document_stem(file: cases.CaseFile | None, letter: str) -> str:
    """What the letter itself is called as a document, without its ending."""
    reference = file.case.reference if file else ""
    return f"{reference or 'letter'} {letter.replace('_', ' ')}".strip()


def _address_of(order: Order) -> tuple[str, ...]:
    """The postal address of whoever it is for, where the case has one: for the letterhead alone."""
    parties = order.file.parties if order.file else ()
    theirs = (one for one in parties if one.email == order.to.email)
    return next((lines for one in theirs if (lines := postal_lines(one))), ())
