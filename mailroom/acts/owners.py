"""Who answers a stage: the policy's role, and nobody who has dealt with the matter before.

The ranks of a council are the engine's own words (manager, head, director, chief executive); whom they name is the
configuration's, which of them answers is the policy's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mailroom.acts.ledger import Ledger
from mailroom.config import Config, Person
from mailroom.rules.policy import Policy
from mailroom.rules.policy_stages import Stage
from mailroom.rules.workdays import local_date
from store import cases, inbox, outbox
from store.session import Connection

# From the lowest; whoever has none of these ranks (a coordinator, a monitoring officer) stands outside them.
RANKS = ("officer", "manager", "head", "director", "chief_executive")
# Who does a service's work for the council: answers only where that was agreed (S001-60).
CONTRACTOR = "contractor"
# Letters that give a stage to its owner, or its answer to the resident.
_GIVEN, _ANSWERED = ("assignment", "external_stage_notice"), ("response",)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who answers, in which role; `why_not` says in words why nobody the policy names could be chosen."""

    person: Person
    role: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about, as far as it matters who answers."""

    kind: str
    service: str
    flags: tuple[str, ...] = ()
    summary: str = ""
    confidential: bool = False


def choose(
    ledger: Ledger,
    policy: Policy,
    number: int,
    case: cases.Case | Matter,
    before: tuple[cases.Stage, ...] = (),
) -> Chosen:
    """The owner of a stage about to be opened; `before` are the stages that the case has had.

    Where nobody may or can answer, the first coordinator has it until they find somebody.
    """
    config, first = ledger.house.config, ledger.house.config.coordinators[0]
    stage = policy.stage(number) if case.kind == "complaint" else None
    if case.confidential and stage is not None:
        return Chosen(
            first, "coordinator", "the matter is confidential: a person says who may see it"
        )
    earlier = tuple(one for one in before if one.number < number)
    barred = _barred(ledger.conn, stage, earlier)
    for person, role in _in_order(config, policy, stage, case):
        if not _why_not(policy, stage, case, person, role, earlier, barred):
            acting = config.stand_in(person.email, local_date(ledger.at)) or person
            may = not _why_not(policy, stage, case, acting, role, earlier, barred)
            return Chosen(acting if may else person, role)
    if stage is None or not (earlier or _names_staff(case)):
        return Chosen(first, "coordinator")
    why = (
        f"everybody who could answer {stage.name} under the policy has dealt with the matter before"
    )
    return Chosen(first, "coordinator", why if earlier else "everybody who could answer is named")


def objection(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage, person: Person
) -> str:
    """Why a stage may not be given to somebody under the policy, in words; '' where it may."""
    rules = policy.stage(stage.number) if file.case.kind == "complaint" else None
    earlier = tuple(one for one in file.stages if one.number < stage.number)
    barred = _barred(ledger.conn, rules, earlier)
    role = role_of(ledger.house.config, person.email, file.case.service)
    return _why_not(policy, rules, file.case, person, role, earlier, barred)


def role_of(config: Config, email: str, service: str) -> str:
    """What somebody is to the service, else to any; 'officer' where they are nobody in particular."""
    entry = config.directory.get(email)
    if entry is None:
        return "officer"
    here = [one.role for one in entry.roles if one.service == service]
    return max(here or [one.role for one in entry.roles], key=_rank)


def accountable(
    config: Config, policy: Policy, number: int, case: cases.Case, owner: Person
) -> Person | None:
    """Who stays accountable for a stage where somebody else answers it; None where that is its owner."""
    stage = policy.stage(number) if case.kind == "complaint" else None
    if stage is None or stage.accountable_role is None:
        return None
    try:
        person = config.owner(case.service, stage.accountable_role)
    except KeyError:
        return None
    return None if person.email == owner.email else person


def _in_order(
    config: Config, policy: Policy, stage: Stage | None, case: cases.Case | Matter
) -> Iterator[tuple[Person, str]]:
    """Whom the policy names for it, then each rank above, then the others."""
    wanted = _wanted(policy, stage, case)
    first = next((role for role in wanted if role in RANKS), None)
    above = RANKS[RANKS.index(first) + 1 :] if first and stage is not None else ()
    seen = set()
    for role in (*wanted, *above):
        try:
            person, as_what = config.office(case.service, role)
        except KeyError:
            continue
        if (person.email, as_what) not in seen:
            seen.add((person.email, as_what))
            yield person, as_what


def _wanted(policy: Policy, stage: Stage | None, case: cases.Case | Matter) -> list[str]:
    if stage is not None:
        named = [stage.owner_role, stage.owner_fallback_role]
        if "anonymous" in case.flags and stage.number == 1:
            named.insert(0, policy.intake.anonymous_owner_role)
        return [role for role in named if role is not None]
    match case.kind:
        case "comment" | "feedback":
            return [policy.comments.owner_role]
        case "compliment" | "nomination":
            return [policy.compliments.owner_role]
        case "councillor_complaint":
            return ["monitoring_officer"]
        case _:
            return ["manager"]


def _why_not(
    policy: Policy,
    stage: Stage | None,
    case: cases.Case | Matter,
    person: Person,
    role: str,
    earlier: tuple[cases.Stage, ...],
    barred: frozenset[str],
) -> str:
    """Why this person, in this role, may not answer; '' where they may."""
    if stage is None or stage.external:
        return ""
    if _names_staff(case):
        if _is_named(person, case):
            return f"{person.name} is named in the complaint"
        if stage.staff_named_rank and _rank(role) < _rank(stage.staff_named_rank):
            return (
                f"a complaint that names staff is answered by the {stage.staff_named_rank} or above"
            )
    signed = bool(earlier) and earlier[-1].signatory_name == person.name
    if person.email in barred or signed:
        return f"{person.name} has dealt with it at an earlier stage"
    if stage.senior and earlier and not _is_above(role, earlier[-1].owner_role):
        return f"{stage.name} is for somebody of higher rank than whoever answered before"
    return ""


def _names_staff(case: cases.Case | Matter) -> bool:
    return "names_staff" in case.flags


def _is_named(person: Person, case: cases.Case | Matter) -> bool:
    """Whether the whole name stands in what the resident wrote: a surname alone may be anybody's."""
    return f" {person.name} ".lower() in f" {' '.join(_words(case.summary))} "


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?()\"'").lower() for word in text.split()]


def _rank(role: str) -> int:
    return RANKS.index(role) if role in RANKS else -1


def _is_above(role: str, before: str) -> bool:
    # A coordinator who stood in has no rank that anybody would have to be above.
    return _rank(role) > _rank(before)


def _barred(
    conn: Connection, stage: Stage | None, earlier: tuple[cases.Stage, ...]
) -> frozenset[str]:
    """Who answered the stage before or owned it last; where the policy wants somebody independent, all who ever
    had it. To be the accountable head of a service is not to have looked into the complaint.
    """
    if stage is None or stage.external or not earlier:
        return frozenset()
    last = earlier[-1]
    found = {last.owner_email, *_answerers(conn, last)}
    if stage.independent:
        found |= {email for one in earlier for email in _had_it(conn, one)}
    return frozenset(found - {""})


def _had_it(conn: Connection, stage: cases.Stage) -> Iterator[str]:
    for letter in outbox.letters_of(conn, stage.case_id):
        if letter.stage_id == stage.id and letter.letter in _GIVEN:
            yield letter.recipient


def _answerers(conn: Connection, stage: cases.Stage) -> Iterator[str]:
    """Who wrote the answers of a stage, by the mails they came in."""
    for letter in outbox.letters_of(conn, stage.case_id):
        if letter.stage_id == stage.id and letter.letter in _ANSWERED and letter.incoming_id:
            yield inbox.get(conn, letter.incoming_id).sender
