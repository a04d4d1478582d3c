"""A message that waits, as a page of lines: what `mailroom queue show` prints."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from letters.words import in_text
from mailroom.clock import LONDON
from mailroom.commands.case_page import quoted
from mailroom.house import House
from mailroom.jobs.by_hand_look import Look, hints, local, reasons, where_to
from mailroom.rules.certainty import in_percent
from mailroom.rules.colleagues import is_by_colleague, is_by_resident, read_as

WIDTH = 100
# A screenful of what somebody wrote; the whole is in the mail.
CHARACTERS = 3000


def page_of(house: House, found: Look) -> Iterator[str]:
    """The page: the message, the proposal and the words that moved it, grounds to refuse, the policy's notes."""
    mail = found.mail
    when = f"{mail.received_at.astimezone(LONDON):%a %-d %b %Y %H:%M}"
    head = f"Message {mail.id}, {mail.state.value.lower()}: {mail.reason}"
    yield fill(head, WIDTH, subsequent_indent="  ")
    yield f"  from      {mail.sender}, {when}"
    yield f"  subject   {mail.subject}"
    for one in found.read.enclosed:
        problem = (
            f"not read: {one.document.problem}" if one.document and one.document.problem else ""
        )
        told = "; ".join(part for part in (problem, *one.notes) if part)
        yield f"  enclosed  {one.attachment.filename}" + (f" ({told})" if told else "")
    yield ""
    yield quoted(found.read.summary[:CHARACTERS])
    if is_by_resident(found.facts, found.read):
        yield from _proposal(house, found)
    yield from _asked_for(found)
    yield from _grounds(found)
    yield from _theirs(house, found)
    lines = [*hints(house, found), *found.notes]
    if lines:
        yield ""
        yield f"The policy ({found.policy.title}) and the record say:"
        yield from (_note(one) for one in lines)
    yield ""
    yield f"To decide: mailroom queue register, attach, refuse or file {mail.id} …; all ways: mailroom queue --help"


def _proposal(house: House, found: Look) -> Iterator[str]:
    """What the rules make of a resident's mail, and by which of its words."""
    proposal = found.facts.proposal
    yield ""
    yield f"The rules take it for: {proposal.kind.replace('_', ' ')}, {in_percent(proposal.confidence)} sure"
    about = ", ".join(_service(house, one) for one in proposal.services)
    yield f"  about     {about or 'no service that was found'}"
    if proposal.flags:
        yield f"  flags     {', '.join(one.replace('_', ' ') for one in proposal.flags)}"
    for because in reasons(house, found):
        yield f'  because   {because.label}: "{because.words}"'


def _asked_for(found: Look) -> Iterator[str]:
    """What an officer asks for in plain words, and the letter that would go out."""
    command = found.command
    by_colleague = is_by_colleague(found.facts, found.read)
    if command is None or not (by_colleague and command.because):
        return
    yield ""
    yield fill(f"The officer's mail is read as: {read_as(command)}, by {command.because}.", WIDTH)
    if command.is_letter:
        yield "This would go to the resident, and nothing else of the mail:"
        yield quoted(command.text[:CHARACTERS])
    yield f"To have it done: mailroom queue attach {found.mail.id} REFERENCE --as officer"


def _service(house: House, service_id: str) -> str:
    """A service by its name, with the id that commands take where that is another word."""
    found = house.config.find_service(service_id)
    same = found is None or found.name.lower() == service_id
    return service_id if found is None or same else f"{found.name} ({service_id})"


def _note(words: str) -> str:
    return fill(words, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _grounds(found: Look) -> Iterator[str]:
    services = found.facts.proposal.services
    service = services[0] if services else ""
    if found.grounds:
        yield ""
        yield "It may be something that the policy does not take up (only you decide that):"
    for one in found.grounds:
        yield f"  {one.code}: {one.title}"
        if one.check:
            yield fill(
                f"Look first: {one.check}",
                WIDTH,
                initial_indent="      ",
                subsequent_indent="      ",
            )
        where = where_to(one, service)
        if where:
            yield fill(
                f"They would read: {where}",
                WIDTH,
                initial_indent="      ",
                subsequent_indent="      ",
            )


def _theirs(house: House, found: Look) -> Iterator[str]:
    if found.theirs:
        yield ""
        yield "The same person's cases:"
    for file in found.theirs:
        case, stage = file.case, file.stages[-1]
        service = house.config.find_service(case.service)
        about = in_text(service.name) if service else case.service
        yield (
            f"  {case.reference}  {local(case.received_at)}  {case.kind.replace('_', ' ')} about {about}, stage"
            f" {stage.number}, {(case.closing or case.status.value).lower()}"
        )
