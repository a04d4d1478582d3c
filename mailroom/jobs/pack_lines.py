"""What there is on a case, each thing under its number, in the order in which it came: the list of a pack. Looks only.

The numbers are always the same for the same case, so that somebody can look at the list and say what is to be withheld.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from letters.words import letter_words, one_line
from mailroom.config import Config
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone, case_named
from mailroom.jobs.printing import enclosures_of
from mailroom.rules.reading import withheld
from parsers.attachments import safe_name
from store import caselists, cases, inbox, outbox
from store.casefile import CaseFile
from store.session import Connection
from store.states import Audience, PartyRole

MAIL, LETTER, DOCUMENT, POLICY, JOURNAL = "mail", "letter", "document", "policy", "journal"
_INSIDE = (Audience.OFFICER, Audience.COORDINATOR)
# Names of the last two, for whoever withholds them.
NAMED = (POLICY, JOURNAL)
_THEIRS = "the same person, the same service"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the case. `of` is the paper that a document first came with, `holds` are the documents in a mail or
    letter, `same_as` the mail that a mail is a copy of.
    """

    number: int
    kind: str
    case_id: int
    at: datetime
    title: str
    who: str = ""
    internal: bool = False
    of: int = 0
    mail: inbox.Incoming | None = None
    letter: outbox.Outgoing | None = None
    document: inbox.Document | None = None
    # Its place among what was enclosed with a letter.
    place: int = 0
    filename: str = ""
    sha256: str = ""
    size: int = 0
    holds: tuple[int, ...] = ()
    same_as: int = 0
    # Why it is not opened: a virus, or nobody could look for one.
    dangerous: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case that belongs to this one's matter, how, and whether it is the same person's."""

    reference: str
    how: str
    same_person: bool
    subject: str


def lines_of(house: House, conn: Connection, files: list[CaseFile]) -> list[Line]:
    """Everything on these cases, numbered from 1; the policy and the journal of each come last."""
    found: list[Line] = []
    for file in files:
        found += _in_order(house.config, conn, file)
    ends = [
        Line(
            0,
            kind,
            file.case.id,
            house.now(),
            f"{words} {file.case.reference}",
            internal=kind == JOURNAL,
        )
        for file in files
        for kind, words in ((POLICY, "The policy that applies to"), (JOURNAL, "The journal of"))
    ]
    return _numbered([*found, *ends])


def _in_order(config: Config, conn: Connection, file: CaseFile) -> list[Line]:
    case_id = file.case.id
    groups = [_of_mail(config, conn, one) for one in caselists.mails_of(conn, case_id)]
    groups += [_of_letter(conn, one) for one in outbox.letters_of(conn, case_id)]
    groups.sort(key=lambda group: group[0].at)
    return [line for group in groups for line in group]


def _of_mail(config: Config, conn: Connection, mail: inbox.Incoming) -> list[Line]:
    """A mail, and what came with it."""
    internal = mail.sender in config.directory or config.in_own_domain(mail.sender)
    subject = one_line(mail.subject) or "(no subject)"
    case_id = mail.case_id or 0
    head = Line(
        0, MAIL, case_id, mail.received_at, f"Mail: {subject}", mail.sender, internal, mail=mail
    )
    return [
        head,
        *(
            Line(
                0, DOCUMENT, case_id, mail.received_at, f"Document: {one.filename}", mail.sender, internal,
                of=-1, mail=mail, document=one, filename=one.filename, sha256=one.sha256, size=one.size,
                dangerous=withheld(one.problem),
            )
            for one in inbox.documents_of(conn, mail.id)
        ),
    ]  # fmt: skip


def _of_letter(conn: Connection, letter: outbox.Outgoing) -> list[Line]:
    """A letter of ours, and what was enclosed."""
    at, internal = letter.sent_at or letter.written_at, letter.role in _INSIDE
    named = letter_words(letter.letter)
    case_id = letter.case_id or 0
    title = f"Letter: {named} to {letter.recipient}"
    found = [Line(0, LETTER, case_id, at, title, letter.sender, internal, letter=letter)]
    message = message_from_bytes(outbox.raw_of(conn, letter.id), policy=policy.default)
    assert isinstance(message, EmailMessage)
    for place, one in enumerate(enclosures_of(message)):
        name = safe_name(one.filename) or "enclosure"
        found.append(
            Line(
                0, DOCUMENT, case_id, at, f"Document: {name}", letter.sender, internal, of=-1, letter=letter,
                place=place, filename=name, sha256=hashlib.sha256(one.content).hexdigest(), size=len(one.content),
            )
        )  # fmt: skip
    return found


def _numbered(lines: list[Line]) -> list[Line]:
    """The same with their numbers. What comes again (an officer is sent what the resident sent) has the number that it
    had, and is no paper of its own.
    """
    found: dict[int, Line] = {}
    seen: dict[tuple[int, str], int] = {}
    mails: dict[int, int] = {}
    head = 0
    for one in lines:
        number, known = len(found) + 1, seen.get((one.size, one.sha256)) if one.of else None
        if not one.of:
            head = number
            copied = (one.mail.copy_of or 0) if one.mail else 0
            found[number] = replace(one, number=number, same_as=mails.get(copied, 0))
            if one.mail is not None:
                mails[one.mail.id] = number
            continue
        if known is None:
            known = seen[one.size, one.sha256] = number
            found[number] = replace(one, number=number, of=head)
        elif one.dangerous:
            found[known] = replace(found[known], dangerous=one.dangerous)
        if known not in found[head].holds:
            found[head] = replace(found[head], holds=(*found[head].holds, known))
    return list(found.values())


def left_out(lines: list[Line], wanted: Mapping[str, str]) -> dict[int, str]:
    """Why papers are withheld, by number: what was named, what came with it, and the same mail come again.

    CannotBeDone where something is named that is not there, or without a reason.
    """
    why = _asked(lines, wanted)
    while more := dict(_follow(lines, why)):
        why |= more
    return why


def _asked(lines: list[Line], wanted: Mapping[str, str]) -> dict[int, str]:
    known = {one.number for one in lines}
    why: dict[int, str] = {}
    for name, reason in wanted.items():
        said = name.strip().lower().removeprefix("doc").strip()
        numbers = {one.number for one in lines if one.kind == said} if said in NAMED else set()
        if said.isdecimal() and int(said) in known:
            numbers = {int(said)}
        if not numbers:
            raise CannotBeDone(f"There is no Doc {name} on this case.")
        if not reason.strip():
            raise CannotBeDone(
                f"Doc {name}: say why it is withheld; the pack says so in its place."
            )
        why |= dict.fromkeys(numbers, one_line(reason))
    return why


def _follow(lines: list[Line], why: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    for one in lines:
        if one.number in why:
            continue
        if one.of in why:
            yield one.number, f"it came with Doc {one.of}, which is withheld"
        elif one.same_as in why:
            yield one.number, f"the same as Doc {one.same_as}, which is withheld"


def linked_to(conn: Connection, file: CaseFile) -> list[Linked]:
    """The other cases of the same matter, and the same person's about the same service."""
    case = file.case
    how: dict[int, str] = {}
    if case.parent_id:
        how[case.parent_id] = "it grew out of this"
    for child in cases.children_of(conn, case.id):
        how.setdefault(child, "this grew out of it")
    for member in cases.cases_in_group(conn, case.group_id) if case.group_id else ():
        how.setdefault(member, "about the same matter")
    emails = [one.email for one in _complainants(file) if one.email]
    for other in cases.cases_of(conn, emails) if emails else ():
        if other.service == case.service:
            how.setdefault(other.id, _THEIRS)
    how.pop(case.id, None)
    files = cases.case_files(conn, how)
    found = [
        Linked(one.case.reference, how[id_], _same_person(file, one), one.case.subject)
        for id_, one in sorted(files.items())
    ]
    # Where they wrote for somebody else it is that person's case, and no part of this matter.
    return [one for one in found if one.same_person or one.how != _THEIRS]


def _complainants(file: CaseFile) -> list[cases.Party]:
    return [one for one in file.parties if one.role is PartyRole.COMPLAINANT]


def _same_person(file: CaseFile, other: CaseFile) -> bool:
    """Whether each complainant of the other case complains in this one."""
    ours, theirs = _complainants(file), _complainants(other)
    return bool(theirs) and all(any(_is(one, each) for one in ours) for each in theirs)


def _is(one: cases.Party, other: cases.Party) -> bool:
    """Whether two parties are surely one person: two of a household may share an address, and even a name."""
    if not _names_agree(one.name, other.name):
        return False
    if one.email and one.email == other.email:
        return True
    place = "".join(one.postcode.lower().split())
    return bool(one.name and place) and place == "".join(other.postcode.lower().split())


def _names_agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same surname, and the first name begins alike."""
    first, second = one.lower().split(), other.lower().split()
    if not first or not second:
        return True
    return first[-1] == second[-1] and first[0][0] == second[0][0]


def files_of(conn: Connection, reference: str, also: tuple[str, ...]) -> list[CaseFile]:
    """The case and those that are to go with it; CannotBeDone for one that is not linked or another person's."""
    file = case_named(conn, reference)
    links = {one.reference: one for one in linked_to(conn, file)}
    files = [file]
    for name in dict.fromkeys(one.strip().upper() for one in also):
        link = links.get(name)
        if link is None:
            raise CannotBeDone(f"{name} does not belong to the matter of {file.case.reference}.")
        if not link.same_person:
            raise CannotBeDone(
                f"{name} is another resident's case: it never goes into a pack of {file.case.reference}."
            )
        files.append(case_named(conn, name))
    return files
