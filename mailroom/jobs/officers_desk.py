"""What an officer asks for on the desk, carried out as the mail that would have asked for it.

The form becomes that mail, kept with the case as written; who may, what the policy allows and what follows are the
very code's that carries out officers' mail. The sign-in vouches for who wrote, as the mail server does for a mail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from itertools import islice
from typing import Any

from mailroom.acts import duties, learning, letters, messages, officers, owners, remedies, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.officers_letters import Matter, Wrong, receipt
from mailroom.house import House
from mailroom.jobs import reading
from mailroom.jobs.by_hand import CannotBeDone, case_named, waiting
from mailroom.jobs.facts import is_copied, owes
from mailroom.rules.officers import Claim, Command, Standing, Verb, doubt, objection
from mailroom.rules.officers_offered import Surroundings, offered
from mailroom.rules.officers_roles import may_pass_on
from mailroom.rules.officers_written import read_back, write_command
from mailroom.rules.reading import Reading
from parsers.attachments import Attachment, make_attachment
from parsers.documents import Reader
from parsers.message import read_message
from store import cases, inbox, instructions
from store.session import Connection

WAITS = "written on the desk: done once it can no longer be taken back"
_NOTHING = Command(Verb.ANSWER, "")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for about a case: a verb, what stands in the places of its form, and documents."""

    reference: str
    verb: Verb
    places: Mapping[str, str]
    papers: Sequence[Attachment] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody can do about a case now, and what their forms have to know; no verbs where it is not theirs."""

    verbs: tuple[Verb, ...]
    standing: Standing
    stage: cases.Stage
    # In words: what is owed on the case and may be marked as done; the promises among it.
    owed: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    # To whom the policy lets them give it, and whom they may ask: address and name.
    successors: tuple[tuple[str, str], ...] = field(default=())
    colleagues: tuple[tuple[str, str], ...] = field(default=())


def paper(filename: str, content: bytes, declared: str, place: int) -> Attachment:
    """A file that somebody chose, by a name that is safe."""
    return make_attachment(content, filename, declared, place=place)


def papers_of(conn: Connection, number: int) -> tuple[Attachment, ...]:
    """The files that went with something written on the desk."""
    return read_message(inbox.raw_of(conn, number)).attachments


def offer(house: House, by: str, file: cases.CaseFile, *, whole: bool = True) -> Offer:
    """What somebody may do about a case now; nothing is changed. Unless `whole`, of those who may be given it only one
    is looked for: to ask of everybody takes its time.
    """
    with house.record.read() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        stage = stage_of(house, file, by)
        standing = officers.standing_of(ledger, file, stage, _NOTHING)
        mine = _owed(ledger, file, by)
        promised = tuple(one.what for one in remedies.owed(ledger, file.case.id))
        found = _successors(ledger, file, stage, by)
        successors = tuple(found if whole else islice(found, 1))
        around = Surroundings(
            is_complaint=file.case.kind == "complaint",
            reachable=letters.complainant(file) is not None,
            confidential=file.case.confidential,
            may_pass_on=bool(successors),
            wants_form=_wants_form(ledger, file, stage),
            owes=bool(mine or promised),
            owes_remedies=bool(promised),
        )
        claim = _claim(ledger, file, stage, by)
        verbs = tuple(one for one in offered(standing, around) if not doubt(_to(one, claim)))
        colleagues = tuple(one for one in _people(house, by) if not _is_outside(house, file, one))
        return Offer(verbs, standing, stage, (*mine, *promised), promised, successors, colleagues)


def why_not(house: House, by: str, file: cases.CaseFile, verb: Verb) -> tuple[bool, str]:
    """Whether it is somebody else's case, and in words why somebody cannot do this about it now."""
    stage = stage_of(house, file, by)
    with house.record.read() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        if doubt(_to(verb, _claim(ledger, file, stage, by))):
            return True, "Only whoever answers for this case, or a coordinator, can do that."
        standing = officers.standing_of(ledger, file, stage, Command(verb, ""))
    why = objection(Command(verb, "-", to="-"), standing, house.today())
    if not why and verb is Verb.PASS_ON:
        rules = stages.policy_of(house, file.case).stage(stage.number)
        why = may_pass_on(rules, (), by_coordinator=False)
    return False, _sentence(why or "as the case stands there is nothing of the kind to do")


def stage_of(house: House, file: cases.CaseFile, by: str) -> cases.Stage:
    """The stage that somebody speaks for: the last one that is theirs; of whoever coordinates, and else, the last."""
    entry = house.config.directory.get(by)
    if entry is not None and entry.is_a("coordinator"):
        return file.stages[-1]
    theirs = [one for one in file.stages if by in (one.owner_email, one.accountable_email)]
    return (theirs or file.stages)[-1]


def _people(house: House, by: str) -> list[tuple[str, str]]:
    known = sorted(house.config.directory.items(), key=lambda one: one[1].person.name)
    return [(email, one.person.name) for email, one in known if email != by]


def _is_outside(house: House, file: cases.CaseFile, person: tuple[str, str]) -> bool:
    return owners.role_of(house.config, person[0], file.case.service) == owners.CONTRACTOR


def _successors(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, by: str
) -> Iterator[tuple[str, str]]:
    """Whom the policy lets have the stage from this person."""
    config, policy = ledger.house.config, stages.policy_of(ledger.house, file.case)
    entry = config.directory.get(by)
    rules = policy.stage(stage.number) if file.case.kind == "complaint" else None
    for person in _people(ledger.house, by):
        roles = config.directory[person[0]].roles
        here = {one.role for one in roles if one.service == file.case.service}
        coordinates = entry is not None and entry.is_a("coordinator")
        if person[0] == stage.owner_email or _is_outside(ledger.house, file, person):
            continue
        why = may_pass_on(rules, here, by_coordinator=coordinates)
        somebody = config.directory[person[0]].person
        if not why and not owners.objection(ledger, policy, file, stage, somebody):
            yield person


def _owed(ledger: Ledger, file: cases.CaseFile, by: str) -> tuple[str, ...]:
    entry = ledger.house.config.directory.get(by)
    coordinates = entry is not None and entry.is_a("coordinator")
    return tuple(
        one.words
        for one in duties.open_of(ledger, file)
        if one.name != learning.OWED and (coordinates or one.holder_email == by)
    )


def _wants_form(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> bool:
    policy = stages.policy_of(ledger.house, file.case)
    if file.case.kind != "complaint" or not learning.wanted_at(policy, stage.number):
        return False
    return stage.answered_at is not None and not learning.learnt(ledger, file, stage)[1]


def _to(verb: Verb, claim: Claim) -> Claim:
    """The claim of somebody who asks for this."""
    return replace(claim, only_notes=verb is Verb.NOTE, only_finishes=verb is Verb.DONE)


def _claim(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, by: str) -> Claim:
    """Who asks, as of a mail: signed in, they are who they are, and the case on the page is their letter."""
    house = ledger.house
    entry = house.config.directory.get(by)
    return Claim(
        sender=by,
        authenticated=True,
        in_directory=entry is not None,
        is_coordinator=entry is not None and entry.is_a("coordinator"),
        owner=stage.owner_email,
        address_is_signed=True,
        address_is_theirs=True,
        accountable=stage.accountable_email,
        is_copied=is_copied(house, file, stage, by),
        owes=owes(ledger.conn, file, by),
    )


def new_mail(house: House, by: str, wish: Wish, at: datetime) -> bytes:
    """The mail that asks for it, as it is kept."""
    council = house.config.council
    mail = EmailMessage()
    mail["From"] = formataddr((house.config.directory[by].person.name, by))
    mail["To"] = formataddr((council.name, council.feedback_address))
    mail["Subject"] = f"{wish.reference}: {str(wish.verb).replace('_', ' ')}, written on the desk"
    mail["Date"] = format_datetime(at)
    domain = council.feedback_address.rpartition("@")[2]
    mail["Message-ID"] = f"<desk.{house.nonce()}@{domain}>"
    mail.set_content(write_command(wish.verb, wish.places), cte="quoted-printable")
    for one in wish.papers:
        kind, _, detail = one.sniffed_type.partition("/")
        # A mail within a mail would be read as somebody's own; as bytes it is a file like any other.
        known = kind not in ("message", "multipart", "") and bool(detail)
        main, sub = (kind, detail) if known else ("application", "octet-stream")
        mail.add_attachment(one.content, maintype=main, subtype=sub, filename=one.filename)
    return mail.as_bytes()


def read_mail(house: House, reader: Reader, raw: bytes, at: datetime, number: int = 0) -> Reading:
    """The same read as any mail is, its documents in the reader's own process."""
    read = reading.finish(reading.start(number, raw, at, reader, (), at))
    return replace(read, received_at=at)


def keep(conn: Connection, house: House, by: str, wish: Wish, raw: bytes, at: datetime) -> int:
    """Keep the mail on its case; its number."""
    file = case_named(conn, wish.reference)
    uid = int(house.nonce(), 16) % (1 << 52)
    new = inbox.NewIncoming(inbox.WRITTEN_HERE, int(at.timestamp()), uid, raw, at)
    number = inbox.keep_written_here(conn, new, file.case.id, WAITS, at)
    message = read_message(raw)
    clues = inbox.CluesRow(number, message.message_id, by, message.subject)
    inbox.note_clues(conn, [clues])
    return number


def carry_out(house: House, reader: Reader, number: int, by: str, said: Mapping[str, Any]) -> str:
    """Do what was asked for; what was done, in words. CannotBeDone where it cannot be, and nothing is changed."""
    with house.record.read() as conn:
        mail = waiting(conn, number, house.now())
        raw = inbox.raw_of(conn, number)
    read = read_mail(house, reader, raw, mail.received_at, number)
    with house.record.write() as conn:
        waiting(conn, number, house.now())
        instructions.remove(conn, number)
        return act(Ledger(house, conn, house.now(), by=by), read, by, said)


def act(ledger: Ledger, read: Reading, by: str, said: Mapping[str, Any]) -> str:
    """The same in a transaction, of a mail that was read."""
    file = case_named(ledger.conn, str(said["reference"]))
    stage, verb = stage_of(ledger.house, file, by), Verb(said["verb"])
    wrong = doubt(_to(verb, _claim(ledger, file, stage, by))) or _withheld(read)
    if wrong:
        raise CannotBeDone(_sentence(wrong))
    matter = Matter(file, stage, read)
    command = officers.meant(ledger, matter, read_back(verb, read.message.body.text))
    outcome = officers.do(ledger, matter, command)
    if isinstance(outcome, Wrong):
        raise CannotBeDone(_sentence(outcome.words))
    done = "; ".join(outcome.words)
    messages.settle_as_asked(ledger, read, file.case.id, stage.id, f"{verb}: {done}")
    ledger.flush()
    wanted = f" Still wanted: {'; '.join(outcome.wanted)}." if outcome.wanted else ""
    return f"{done}.{wanted}"


def _withheld(read: Reading) -> str:
    found = [
        f"“{one.attachment.filename}”: {one.withheld}" for one in read.enclosed if one.withheld
    ]
    return "; ".join(found)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def tell_fault(ledger: Ledger, reader: Reader, number: int, by: str, fault: str) -> None:
    """Tell whoever asked for it that it could not be done after all, and that nothing was changed."""
    mail = inbox.get(ledger.conn, number)
    if mail.case_id is None:
        return
    file = cases.get_case(ledger.conn, mail.case_id)
    read = read_mail(ledger.house, reader, inbox.raw_of(ledger.conn, number), ledger.at, number)
    receipt(ledger, Matter(file, stage_of(ledger.house, file, by), read), Wrong(fault.rstrip(".")))
