"""How somebody of a case is written to: by email or on paper, where, and in which form.

What was written to them and has not gone follows; what came back, or was refused, is written again for the new way.
Reads no mail; who may change it, and why, is a person's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from letters.compose import Letter
from letters.envelope import Enclosure
from letters.words import on_paper
from mailroom.acts import letters, paper
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order, Thread
from parsers.facts import postcodes
from store import cases, journal, outbox
from store.readdressed import readdress
from store.states import Audience, Channel, OutgoingState, PartyRole

_THEIRS = (Audience.RESIDENT, Audience.THIRD_PARTY)
_UNSENT = (OutgoingState.QUEUED, OutgoingState.LATER)
# What the journal calls a letter that did not reach its reader.
_LOST = ("bounced", "refused")


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody is to be written to; '' leaves as it is what is known already."""

    by_post: bool
    email: str = ""
    address: str = ""
    needs: str = ""


def change(ledger: Ledger, file: cases.CaseFile, way: Way, why: str) -> tuple[Addressee, list[str]]:
    """Write to whoever is written to in a case that way from now on; to whom and where, and which letters follow."""
    before = letters.complainant(file)
    for party in _same_person(file):
        cases.change_party(ledger.conn, party.id, **_columns(party, way))
    fresh = cases.get_case(ledger.conn, file.case.id)
    to = letters.complainant(fresh)
    assert to is not None  # whoever decided was told where nothing could reach them
    old = before.reached_at if before else "nobody could be reached"
    form = f"; {way.needs}" if way.needs else ""
    words = f"{_named(to)} to {to.reached_at}{form}, not as before ({old}): {why}"
    ledger.note("written to", words, case_id=file.case.id)
    return to, [one.letter for one in _follow(ledger, fresh, before, to)]


def _same_person(file: cases.CaseFile) -> list[cases.Party]:
    """Whoever letters go to, by each address that they are known by."""
    written_to = letters.party_written_to(file)
    if written_to is None or written_to.role != PartyRole.COMPLAINANT:
        return [written_to] if written_to else []
    return [one for one in file.parties if one.role == PartyRole.COMPLAINANT]


def _columns(party: cases.Party, way: Way) -> dict[str, object]:
    changed: dict[str, object] = {"by_post": way.by_post}
    if way.address:
        found = next(iter(postcodes(way.address)), "")
        changed |= {"address": way.address.strip(), "postcode": found or party.postcode}
    if way.email:
        changed["email"] = way.email
    if way.needs:
        changed["adjustments"] = way.needs
    return changed


def _named(to: Addressee) -> str:
    return "by post" if to.by_post else "by email"


def _follow(
    ledger: Ledger, file: cases.CaseFile, before: Addressee | None, to: Addressee
) -> Iterator[outbox.Outgoing]:
    """The letters of the case to them that have not gone, or did not arrive in its last stage, in their order."""
    reached = before.reached_at if before else None
    lost = _lost(ledger, file)
    for one in outbox.letters_of(ledger.conn, file.case.id):
        if one.recipient != reached or one.role not in _THEIRS:
            continue
        if one.state in _UNSENT and _readdressed(ledger, file, one, to):
            ledger.note("goes another way", one.letter, case_id=file.case.id, outgoing_id=one.id)
            yield one
        elif one.id in lost and _written_again(ledger, file, one, to):
            yield one


def _lost(ledger: Ledger, file: cases.CaseFile) -> set[int]:
    """The letters of the last stage that came back or were refused."""
    last = file.stages[-1].id
    told = {
        one.outgoing_id for one in journal.entries_of(ledger.conn, file.case.id) if one.act in _LOST
    }
    theirs = outbox.letters_of(ledger.conn, file.case.id)
    return {one.id for one in theirs if one.id in told and one.stage_id in (last, None)}


def _readdressed(ledger: Ledger, file: cases.CaseFile, one: outbox.Outgoing, to: Addressee) -> bool:
    order, letter = _as_written(ledger, file, one, to)
    raw = letters.sealed(ledger, order, letter, one.message_id)
    channel = Channel.PRINT if to.by_post else Channel.EMAIL
    return readdress(ledger.conn, one.id, channel, to.reached_at, raw, ledger.at)


def _written_again(
    ledger: Ledger, file: cases.CaseFile, one: outbox.Outgoing, to: Addressee
) -> bool:
    order, letter = _as_written(ledger, file, one, to)
    order = replace(order, key=f"{one.key}:again:{one.id}")
    if outbox.has_key(ledger.conn, order.key):
        return False
    letters.post(ledger, order, letter)
    return True


def _as_written(
    ledger: Ledger, file: cases.CaseFile, one: outbox.Outgoing, to: Addressee
) -> tuple[Order, Letter]:
    """A letter with the words it has; on paper nobody is told there to reply to an email."""
    message = message_from_bytes(outbox.raw_of(ledger.conn, one.id), policy=policy.default)
    assert isinstance(message, EmailMessage)
    text, page = _part(message, "plain"), _part(message, "html")
    if to.by_post:
        text, page = on_paper(text), on_paper(page)
    stage = next((each for each in file.stages if each.id == one.stage_id), None)
    references = tuple(each.strip("<>") for each in str(message["References"] or "").split())
    order = Order(
        one.letter,
        to,
        one.key,
        file,
        stage,
        one.incoming_id,
        Thread(str(message["In-Reply-To"] or "").strip().strip("<>"), references),
        enclosures=tuple(_enclosed(message, paper.document_stem(file, one.letter))),
        by_a_person=message["Auto-Submitted"] is None,
    )
    return order, Letter(one.letter, one.subject, text, page)


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _enclosed(message: EmailMessage, ours: str) -> Iterator[Enclosure]:
    """What goes with it; not the letter itself as a document, which is made anew in the form that is wanted now."""
    for part in message.iter_attachments():
        content, name = part.get_payload(decode=True), part.get_filename() or "enclosure"
        if isinstance(content, bytes) and name.rpartition(".")[0] != ours:
            yield Enclosure(name, part.get_content_type(), content)
