"""Gathers what the rules have to know of a message before they decide; looks things up and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from letters.envelope import can_be_written_to
from mailroom.acts import closing, consents, referrals, stages
from mailroom.house import House
from mailroom.jobs import clues
from mailroom.jobs.doubts import with_doubts
from mailroom.jobs.named import is_from_elsewhere, is_named_alike
from mailroom.jobs.officers_mail import read_officer
from mailroom.jobs.taken_for import Place, is_certain, taken_for
from mailroom.jobs.waiting_mail import find_waiting
from mailroom.rules.disposition import CaseState, Facts, Writer
from mailroom.rules.matching import Candidates, Match, Rung, choose
from mailroom.rules.officers import Claim, Command, Verb
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.refusals import REFUSED, same_matter_until
from mailroom.rules.retries import BOUNCES_COME_WITHIN
from mailroom.rules.similarity import fingerprint_of
from mailroom.rules.workdays import local_date
from parsers.authentication import Verdict
from parsers.automatic import AutomaticKind
from store import cases, duties, outbox, refusals, remedies, restrictions
from store.session import Connection
from store.states import CaseStatus, PartyRole
from store.writers import Known, known_of

ONE_DAY = timedelta(days=1)
_OUR_PEOPLE = (Writer.OFFICER, Writer.COORDINATOR)
_SENT_AGAIN = (Rung.SAME_WORDS, Rung.SAME_TOLD)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts for the decision, and what only the act needs: the officer's command, the text's fingerprint."""

    facts: Facts
    command: Command | None
    fingerprint_text: str


def gather(
    conn: Connection, house: House, reading: Reading, mailbox: str, left_there: str = ""
) -> Gathered:
    """All that is known of a message now."""
    house.take_up_lessons(conn)
    text_print = fingerprint_of(reading.summary)
    known = _known(conn, house, reading)
    found = clues.find_clues(conn, house, reading, text_print, has_cases=known.has_cases)
    match, file = _place(conn, choose(found.clues))
    stage = stages.find_stage(file, _stage_id(match)) if file else None
    writer = _writer(house, reading)
    verb, person = _signed(house, reading)
    command = read_officer(house, reading, verb, file, stage)
    policy = stages.policy_of(house, file.case) if file else house.policy_for(None, mailbox)
    standing = _standing(conn, house, reading, match, file, writer, known)
    proposal = taken_for(house, reading, standing, mailbox)
    facts = Facts(
        writer=writer,
        authenticated=reading.message.authentication.verdict is Verdict.PASS,
        forged=_is_forged(house, reading),
        address=_address_of(reading),
        is_our_letter=writer is Writer.OURSELVES and _is_our_letter(conn, reading),
        from_ombudsman=_is_ombudsman(policy, reading),
        returned_case=_returned_case(conn, house, reading),
        proposal=proposal,
        automatic=reading.automatic,
        match=match,
        sender_is_party=standing.is_party,
        case=standing.case,
        claim=_claim(conn, house, reading, file, stage, match, person, command)
        if file and stage
        else None,
        same_words=standing.same_words or (_tells_again(match) and proposal.kind == "complaint"),
        has_words=bool(reading.story.strip()),
        rests_on_documents=reading.is_covering_note,
        opened_today=sum(local_date(case.opened_at) == house.today() for case in found.theirs),
        answered_today=known.answers,
        answers_a_day=house.config.triage.answers_a_day,
        restricted=_restricted(conn, house, reading, writer) if known.is_restricted else "",
        unreadable=reading.unreadable,
        left_there=left_there,
        flaw=reading.flaw,
        waits=standing.waits,
        threshold=house.config.triage.threshold,
        registers_anonymous=policy.anonymous == "register",
        asks_about_members=policy.third_parties.members == "ask",
        known_kinds=_known_kinds(policy.kinds),
    )
    return Gathered(with_doubts(facts, conn, house, reading, found, mailbox), command, text_print)


def _known(conn: Connection, house: House, reading: Reading) -> Known:
    sender, person = _sender(reading), reading.complainant
    who = person.email if person else ""
    return known_of(conn, sender, who, house.now() - ONE_DAY, house.today())


def _standing(
    conn: Connection,
    house: House,
    reading: Reading,
    match: Match | Candidates | None,
    file: cases.CaseFile | None,
    writer: Writer,
    known: Known,
) -> Place:
    """What the record says of a mail before its words are weighed."""
    if file is None:
        colleague = writer in _OUR_PEOPLE and not reading.passed_on_by
        thread = clues.thread_ids(reading.message)
        waits = None
        if match is None and not colleague and (known.waits or thread):
            waits = find_waiting(conn, reading, thread)
        return Place(
            match, None, is_party=False, same_words=False, by_colleague=colleague, waits=waits
        )
    named_alike = is_named_alike(file, reading)
    return Place(
        match,
        _state(conn, house, file, reading),
        is_party=_is_party(file, reading, match),
        same_words=clues.repeats(file.case, reading.summary, fingerprint_of(reading.summary)),
        by_colleague=writer in _OUR_PEOPLE and not reading.passed_on_by,
        by_the_named=named_alike,
        by_another=not named_alike and is_from_elsewhere(file, reading),
    )


def _sender(reading: Reading) -> str:
    """The address that an answer would go to, and a machine's next answer come from."""
    sender = reading.message.sender
    return sender.email if sender else ""


def _tells_again(match: Match | Candidates | None) -> bool:
    return isinstance(match, Match) and match.clue.rung is Rung.SAME_TOLD


def _is_party(
    file: cases.CaseFile | None, reading: Reading, match: Match | Candidates | None
) -> bool:
    if file is None or match is None:
        return False
    if (
        isinstance(match, Match)
        and match.clue.rung in _SENT_AGAIN
        and clues.is_form_of(file, reading)
    ):
        return True
    return clues.is_party(file, reading.message, certain=is_certain(match))


def _restricted(conn: Connection, house: House, reading: Reading, writer: Writer) -> str:
    """Since when the writer's contact is restricted, and until when that stands unless it is looked at; or ''."""
    person = reading.complainant
    if person is None or writer is not Writer.RESIDENT:
        return ""
    found = restrictions.restriction_of(conn, person.email, house.today())
    if found is None:
        return ""
    to = f", all to go to {found.spoc_email}" if found.spoc_email else ""
    return f"since {found.from_on:%-d %B %Y}, to be reviewed by {found.review_on:%-d %B %Y}{to}"


def _known_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    # A policy that speaks of feedback means comments and compliments alike; a request is never refused.
    extra = ("comment", "compliment") if "feedback" in kinds else ()
    return (*kinds, *extra, "service_request")


def _place(
    conn: Connection, match: Match | Candidates | None
) -> tuple[Match | Candidates | None, cases.CaseFile | None]:
    """The case a match names, and the match with the stage that its letter was about."""
    if not isinstance(match, Match):
        return match, None
    file = cases.case_files(conn, [match.clue.case_id]).get(match.clue.case_id)
    if file is None:
        return None, None  # a letter of a record that was since restored from a backup
    if match.clue.stage_id is None and match.clue.stage is not None:
        named = [stage.id for stage in file.stages if stage.number == match.clue.stage]
        match = replace(match, clue=replace(match.clue, stage_id=named[-1] if named else None))
    return match, file


def _stage_id(match: Match | Candidates | None) -> int | None:
    return match.clue.stage_id if isinstance(match, Match) else None


def _address_of(reading: Reading) -> str:
    """Where the person can be answered; '' where there is no address, or none that a letter can bear."""
    person = reading.complainant
    return person.email if person and can_be_written_to(person.email) else ""


def _is_our_letter(conn: Connection, reading: Reading) -> bool:
    return outbox.find_by_message_id(conn, reading.message.message_id) is not None


def _is_ombudsman(policy: Policy, reading: Reading) -> bool:
    """Whether the sender's domain is that of an Ombudsman whom the policy names, or below it."""
    domain = _sender(reading).rpartition("@")[2]
    sites = [urlsplit(one.url).hostname or "" for one in policy.ombudsmen.values()]
    homes = {site.removeprefix("www.") for site in sites if site}
    return any(domain == home or domain.endswith(f".{home}") for home in homes)


def _returned_case(conn: Connection, house: House, reading: Reading) -> int | None:
    """The case of the last letter to an address that a delivery report without our Message-ID is about."""
    automatic = reading.message.automatic
    if automatic is None or automatic.kind is not AutomaticKind.DELIVERY_REPORT:
        return None
    since = house.now() - BOUNCES_COME_WITHIN
    letter = outbox.latest_to(conn, automatic.recipient, since) if automatic.recipient else None
    return letter.case_id if letter else None


def _writer(house: House, reading: Reading) -> Writer:
    email = _sender(reading)
    if house.config.is_own_address(email):
        return Writer.OURSELVES
    entry = house.config.directory.get(email)
    if entry is None:
        return Writer.RESIDENT
    return Writer.COORDINATOR if entry.is_a("coordinator") else Writer.OFFICER


def _is_forged(house: House, reading: Reading) -> bool:
    sender = reading.message.sender
    if sender is None or not sender.email or not house.config.council.trusted_authserv:
        return False
    ours = house.config.in_own_domain(sender.email) or sender.email in house.config.directory
    return ours and reading.message.authentication.verdict is not Verdict.PASS


def _signed(house: House, reading: Reading) -> tuple[str, str]:
    """The verb and the person's tag of the signed address that a mail was sent to; '' each where it was to none."""
    message = reading.message
    addresses = [one.email for one in (*message.to, *message.cc)] + list(message.delivered_to)
    names = [house.signer.read_address(address) for address in addresses if "+" in address]
    names += [house.signer.read_message_id(one) for one in clues.thread_ids(message)]
    tokens = [token for token in names if token is not None]
    sender = message.sender.email if message.sender else ""
    theirs = house.signer.person(sender)
    # A reply to all may bear several of our addresses: the sender's own counts, whichever stands first.
    for token in (*(one for one in tokens if one.person == theirs), *tokens):
        return token.verb, token.person
    return "", ""


def _claim(
    conn: Connection,
    house: House,
    reading: Reading,
    file: cases.CaseFile,
    stage: cases.Stage,
    match: Match | Candidates | None,
    person: str,
    command: Command | None,
) -> Claim:
    sender = _sender(reading)
    entry = house.config.directory.get(sender)
    by_letter = isinstance(match, Match) and bool(match.clue.role)
    return Claim(
        sender=sender,
        authenticated=reading.message.authentication.verdict is Verdict.PASS,
        in_directory=entry is not None,
        is_coordinator=entry is not None and entry.is_a("coordinator"),
        owner=stage.owner_email,
        address_is_signed=bool(person) or by_letter,
        address_is_theirs=bool(sender) and person == house.signer.person(sender),
        accountable=stage.accountable_email,
        address_of=_given_to(house, person),
        is_copied=is_copied(house, file, stage, sender),
        only_notes=command is not None and command.verb is Verb.NOTE,
        owes=owes(conn, file, sender),
        only_finishes=command is not None and command.verb is Verb.DONE,
        asks=command.asks if command else "",
        because=command.because if command else "",
    )


def _given_to(house: House, person: str) -> str:
    """The colleague whose tag a signed address bears; '' where it is nobody's in the directory."""
    directory = house.config.directory if person else ()
    return next((one for one in directory if house.signer.person(one) == person), "")


def owes(conn: Connection, file: cases.CaseFile, sender: str) -> bool:
    """Whether somebody owes something on a case: a duty, or what was promised to the resident."""
    mine = (one for one in duties.duties_of(conn, file.case.id) if one.holder_email == sender)
    theirs = (one for one in remedies.remedies_of(conn, file.case.id) if one.owner_email == sender)
    owed = any(one.done_at is None for one in mine)
    return owed or any(one.done_at is None and one.dropped_at is None for one in theirs)


def is_copied(house: House, file: cases.CaseFile, stage: cases.Stage, sender: str) -> bool:
    """Whether the policy has somebody told of the stage, and so lets them note what they know of it (S003-88)."""
    rules = stages.policy_of(house, file.case).stage(stage.number)
    entry = house.config.directory.get(sender)
    if rules is None or entry is None or file.case.kind != "complaint":
        return False
    service = file.case.service
    return any(entry.is_a(role, service) or entry.is_a(role, "") for role in rules.copied_roles)


def _state(conn: Connection, house: House, file: cases.CaseFile, reading: Reading) -> CaseState:
    kept = refusals.refusals_of(conn, file.case.id) if file.stages[-1].answered_at else ()
    state = state_of(house, file, reading)
    return replace(state, declined=any(one.what == referrals.DECLINED for one in kept))


def state_of(house: House, file: cases.CaseFile, reading: Reading) -> CaseState:
    """The case as far as a decision on a mail depends on it."""
    stage, received_on = file.stages[-1], local_date(reading.received_at)
    policy = stages.policy_of(house, file.case)
    following = policy.next_stage(stage.number)
    by = stages.dates_of(house, file.case, stage).escalate_by
    return CaseState(
        stage=stage.number,
        answered=stage.answered_at is not None,
        next_stage=following.number if following else None,
        may_escalate=by is None or received_on <= by,
        repeat_escalates=policy.duplicates.repeat_escalates,
        is_recent=received_on <= (same_matter_until(policy, stage.answered_at) or received_on),
        refused=file.case.closing == REFUSED,
        ended=_ended(file.case),
        kind=file.case.kind,
        services=(file.case.service,) if file.case.service else (),
        asked_for_permission=consents.awaited(file) and _is_complainant(file, reading),
        by_complainant=_is_complainant(file, reading),
    )


def _is_complainant(file: cases.CaseFile, reading: Reading) -> bool:
    sender = _address_of(reading)
    return any(one.role == PartyRole.COMPLAINANT and one.email == sender for one in file.parties)


def _ended(case: cases.Case) -> str:
    """Why a case was closed without the answer to it, in words; '' where it is open, was answered, or was refused."""
    closed = case.status is CaseStatus.CLOSED and case.kind == "complaint"
    return case.closing if closed and case.closing not in ("", closing.ANSWERED, REFUSED) else ""
