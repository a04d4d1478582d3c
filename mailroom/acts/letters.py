"""Writes letters into the outbox: which facts they show, to whom, how they are threaded, and under which key.

A letter is written once for each key, however often the act is repeated. The wording is in `letters`; the dates are the
rules'. Sends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from letters.compose import Letter, compose
from letters.envelope import MARKER, Enclosure, Envelope, can_be_written_to, seal
from mailroom.acts import letter_facts, paper, stages, wording
from mailroom.acts.ledger import Ledger
from mailroom.config import Person
from mailroom.rules.designated import SCOPE as DESIGNATED
from mailroom.rules.officers import Verb
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.reference import REPLY
from mailroom.rules.workdays import local_date
from store import cases, inbox, outbox
from store import duties as duties_store
from store.duties import Duty
from store.states import Audience, Channel, OutgoingState, PartyRole

# Stands in a letter that is edited before its case is opened, and so has no reference yet.
REFERENCE = "[reference]"


@dataclass(frozen=True, slots=True)
class Thread:
    """The correspondence a letter continues: what it answers, and what that answered, without <>."""

    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One letter to be written: its name, whom it is for, and what it is about."""

    name: str
    to: letter_facts.Addressee
    # What makes the letter one of its kind: the same key writes nothing.
    key: str
    file: cases.CaseFile | None = None
    stage: cases.Stage | None = None
    incoming_id: int | None = None
    thread: Thread = Thread()
    extra: dict[str, object] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    # A person's own words (an answer, a holding reply) are no automatic mail (RFC 3834).
    by_a_person: bool = False
    # The letter whose words it has, where it goes by another name: a copy is no second answer.
    worded_as: str = ""
    # The policy, where there is no case that has one; the reason for which something is not taken.
    policy: Policy | None = None
    exclusion: str = ""
    # The whole text as a person edited it, with `REFERENCE` where the case's own goes; '' where nobody did.
    edited: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether it only shows somebody what went to somebody else."""
        return self.name.endswith("_copy")

    @property
    def to_public(self) -> bool:
        """Whether it goes to the resident, or to whoever writes for them."""
        return self.to.role in ("resident", "third_party")


def write(ledger: Ledger, order: Order) -> None:
    """Compose, seal and lay a letter into the outbox, with the policy's own words; what the policy wants of it and is
    not in it is noted and told to whoever can give it.
    """
    house = ledger.house
    wanted = _wanted(ledger, order)
    facts = letter_facts.gather(house, ledger.at, order.to, order.file, order.stage, order.extra)
    given = facts.get("notes")
    facts["notes"] = [*(given if isinstance(given, list | tuple) else ()), *wanted.notes]
    facts["asked"] = tuple(wanted.parts)
    if order.to.by_post:
        councils = ("notes", "policy", "signpost")
        facts |= {name: paper.reworded(facts[name]) for name in councils if name in facts}
    letter = compose(order.worded_as or order.name, facts, overrides=house.config.letters.folder)
    if order.edited:
        letter = _as_edited(order, letter)
    post(ledger, order, letter)
    # What is wanting in a letter is wanting in its copies.
    lacks = [] if order.is_copy else wording.lacking(letter, facts, wanted.parts)
    if lacks:
        _tell_of_lacks(ledger, order, lacks, wanted.parts)
    if order.name in _COPIED_TO_MEMBERS and order.to_public and order.file is not None:
        _copy_to_members(ledger, order, order.file, letter)


def _as_edited(order: Order, letter: Letter) -> Letter:
    """The letter in a person's words: text alone, for their edit was of the text."""
    reference = order.file.case.reference if order.file else ""
    return replace(letter, text=order.edited.replace(REFERENCE, reference), html="")


def _wanted(ledger: Ledger, order: Order) -> wording.Wanted:
    names: tuple[str, ...] = (order.worded_as or order.name,)
    if order.to.role == "officer":
        names = (*names, order.name)  # an assignment is one, in whatever words
    return wording.wanted(
        ledger.house,
        names,
        order.file,
        order.stage,
        local_date(ledger.at),
        policy=order.policy,
        exclusion=order.exclusion,
    )


def post(ledger: Ledger, order: Order, letter: Letter) -> None:
    """Lay a letter as it is into the outbox."""
    message_id = _message_id(ledger, order)
    raw = sealed(ledger, order, letter, message_id)
    ledger.post(_row(ledger, order, letter.subject, message_id, raw))


def sealed(ledger: Ledger, order: Order, letter: Letter, message_id: str) -> bytes:
    """A letter as it goes out, with itself as a document where that is wanted."""
    council = ledger.house.config.council
    envelope = Envelope(
        from_name=f"{council.signature_name}, {council.name}",
        from_email=council.feedback_address,
        to=(order.to.email,),
        to_name=order.to.name,
        by_post=order.to.by_post,
        reply_to=reply_address(ledger, order),
        message_id=message_id,
        in_reply_to=order.thread.in_reply_to or None,
        references=order.thread.references,
        date=ledger.at,
        auto=not order.by_a_person,
        case_reference=order.file.case.reference if order.file else None,
        attachments=(*paper.attached(ledger, order, letter), *order.enclosures),
    )
    return seal(letter, envelope)


def _row(
    ledger: Ledger, order: Order, subject: str, message_id: str, raw: bytes
) -> outbox.NewOutgoing:
    return outbox.NewOutgoing(
        key=order.key,
        case_id=_case_id(order),
        stage_id=order.stage.id if order.stage else None,
        incoming_id=order.incoming_id,
        letter=order.name,
        role=Audience(order.to.role),
        channel=Channel.PRINT if order.to.by_post else Channel.EMAIL,
        recipient=order.to.reached_at,
        sender=ledger.house.config.council.feedback_address,
        message_id=message_id,
        subject=subject,
        raw=raw,
        state=OutgoingState.QUEUED,
        written_at=ledger.at,
        try_at=ledger.at,
    )


def _case_id(order: Order) -> int | None:
    return order.file.case.id if order.file else None


def _place(order: Order) -> tuple[int, int, str]:
    """The case, stage and verb that the letter's signed names bear; 0 where it is about no case."""
    verb = Verb.NOTE if order.to.role == "officer" else REPLY
    return _case_id(order) or 0, order.stage.number if order.stage else 0, str(verb)


def _message_id(ledger: Ledger, order: Order) -> str:
    return ledger.house.signer.message_id(*_place(order), order.to.email, ledger.house.nonce())


def reply_address(ledger: Ledger, order: Order) -> str | None:
    """The signed address that an answer comes to, where the mailbox takes such; else the signed Message-ID serves."""
    if order.file is None or order.to.by_post or not ledger.house.config.post.plus_addressing:
        return None
    return ledger.house.signer.reply_address(*_place(order), order.to.email)


def _tell_of_lacks(ledger: Ledger, order: Order, lacks: list[str], rows: Mapping[str, str]) -> None:
    """What a letter should say and does not: the owner can still say it; the template's faults are a coordinator's."""
    words = f"{order.name} lacks: {wording.in_words(lacks, rows)}"
    ledger.note("lacks", words, case_id=_case_id(order), incoming_id=order.incoming_id)
    if not order.to_public:
        return
    duties_store.add_duties(ledger.conn, wording.faults_of_templates(ledger, order, lacks, rows))
    owed = wording.owed_by_the_writer(ledger, order, lacks)
    for duty in duties_store.add_duties(ledger.conn, owed):
        write(ledger, duty_order("duty", [duty], order.file, order.stage))


def duty_order(
    name: str,
    theirs: Sequence[Duty],
    file: cases.CaseFile | None,
    stage: cases.Stage | None,
    *,
    told: bool = False,
) -> Order:
    """The letter that tells somebody of their duties: the one due first, the others as paragraphs below; `told`: of
    what nobody has to do anything about.
    """
    first, *others = sorted(theirs, key=lambda one: (one.due_on or date.max, one.id))
    role = "coordinator" if first.holder_role == "coordinator" else "officer"
    duty = {
        "words": first.words,
        "due_on": first.due_on,
        "line": None,
        "wants_note": first.wants_note or None,
        "link": None,
        "bars": first.bars,
        "told": told,
    }
    return Order(
        name,
        letter_facts.Addressee(first.holder_name, first.holder_email, role),
        f"{name}:{'-'.join(str(one.id) for one in theirs)}",
        file,
        stage,
        first.incoming_id,
        extra={"duty": duty, "notes": [wording.duty_in_words(one) for one in others]},
    )


# What an elected member who wrote for somebody sees of the correspondence (S000-62).
_COPIED_TO_MEMBERS = frozenset(
    ("acknowledgement", "escalation_acknowledgement", "extension", "holding", "response")
)


def _copy_to_members(ledger: Ledger, order: Order, file: cases.CaseFile, letter: Letter) -> None:
    """A copy to each elected member who brought the case and is not written to themselves, and to whoever the tenant
    asked in writing to be their designated person (S002-60).
    """
    all_of_them = stages.policy_of(ledger.house, file.case).third_parties.member_copies
    for party in file.parties:
        is_other = party.role == PartyRole.MEMBER and party.email != order.to.email
        consent = party.consent or {}
        asked_for = consent.get("scope") == DESIGNATED and bool(consent.get("given_at"))
        wanted = asked_for or (all_of_them and consent.get("scope") != DESIGNATED)
        if not is_other or not wanted or not can_be_written_to(party.email):
            continue
        copy = {
            "text": letter.text.replace(MARKER, "").strip(),
            "subject": letter.subject,
            "sent_on": local_date(ledger.at),
        }
        to = letter_facts.Addressee(party.name, party.email, "third_party")
        key = f"member_copy:{order.key}:{party.email}"
        extra: dict[str, object] = {"copy": copy}
        write(ledger, Order("member_copy", to, key, file, order.stage, extra=extra))


def officer(person: Person) -> letter_facts.Addressee:
    """A colleague as the addressee of a letter."""
    return letter_facts.Addressee(person.name, person.email, "officer", person.title)


def coordinators(ledger: Ledger) -> Sequence[letter_facts.Addressee]:
    """The coordinators as addressees."""
    people = ledger.house.config.coordinators
    return [letter_facts.Addressee(one.name, one.email, "coordinator", one.title) for one in people]


def complainant(file: cases.CaseFile) -> letter_facts.Addressee | None:
    """Who is answered in a case: whoever may speak for the complainant, else the complainant; by post where they asked
    for it or have no address for email, None where they have neither.
    """
    reached = (paper.addressee(party, _role(party)) for party in _written_to(file))
    return next((one for one in reached if one is not None), None)


def party_written_to(file: cases.CaseFile) -> cases.Party | None:
    """The same as one of the case's people; where nobody can be reached, whoever should be."""
    theirs = _written_to(file)
    reached = (one for one in theirs if paper.addressee(one, _role(one)) is not None)
    return next(reached, next(iter(theirs), None))


def _written_to(file: cases.CaseFile) -> list[cases.Party]:
    """Those whom letters may go to, whoever speaks for another before the complainant."""
    mine = [one for one in file.parties if one.role == PartyRole.COMPLAINANT]
    return [*(one for one in file.parties if _speaks_for_another(one)), *mine]


def _role(party: cases.Party) -> str:
    return "resident" if party.role == PartyRole.COMPLAINANT else "third_party"


def _speaks_for_another(party: cases.Party) -> bool:
    """Whether letters go to them in the complainant's place: with permission, or a member as principal contact."""
    if party.role == PartyRole.MEMBER:
        return party.principal
    permitted = bool((party.consent or {}).get("given_at"))
    return party.role == PartyRole.REPRESENTATIVE and permitted


# What officers' programs add by themselves, or what is somebody else's mail: never part of an answer.
_NOT_FOR_RESIDENTS = re.compile(
    r"(?:.*\.(?:eml|msg|vcf|p7s|ics|asc)|image\d{3}\.\w+|winmail\.dat|smime\..*)\Z", re.IGNORECASE
)


def enclosures(reading: Reading) -> tuple[Enclosure, ...]:
    """The attachments of a message, to go on to a colleague; pictures that only adorn the mail stay behind."""
    return tuple(
        Enclosure(one.attachment.filename, one.attachment.sniffed_type, one.attachment.content)
        for one in reading.enclosed
        if not one.attachment.inline and not one.withheld
    )


def enclosures_for_resident(reading: Reading) -> tuple[Enclosure, ...]:
    """What of an officer's attachments goes with an answer: documents, and no colleague's mail or visiting card."""
    return tuple(
        one
        for one in enclosures(reading)
        if not _NOT_FOR_RESIDENTS.match(one.filename) and one.content_type != "message/rfc822"
    )


def latest_thread(ledger: Ledger, file: cases.CaseFile, email: str) -> Thread:
    """The correspondence with somebody in a case: the last letter to them, and the message that opened the case."""
    theirs = [one for one in outbox.letters_of(ledger.conn, file.case.id) if one.recipient == email]
    opened_by = file.case.opened_by
    first = inbox.get(ledger.conn, opened_by).message_id if opened_by is not None else ""
    last = theirs[-1].server_message_id or theirs[-1].message_id if theirs else ""
    return Thread(last or first, tuple(dict.fromkeys(one for one in (first, last) if one)))
