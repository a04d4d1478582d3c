"""Contact with somebody is restricted: asked for, decided by whom the policy names, told, looked at again, lifted.

Refused in words, with all that lacks at once, until everything the policy wants is there. Requests that were not
granted are kept too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mailroom.acts import authority, duties, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order
from mailroom.rules import restrictions as rules
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import Restriction as Rule
from mailroom.rules.reading import Reading
from mailroom.rules.restrictions import Asked
from mailroom.rules.workdays import local_date
from store import cases
from store import restrictions as record
from store.restrictions import NewRestriction, Restriction
from store.states import PartyRole

# A case of somebody whose contact is restricted bears it, so that a policy's own words can stand in its letters.
FLAG = "restricted"


def person_of(file: cases.CaseFile) -> cases.Party | None:
    """Whose contact is meant: the complainant's of a case."""
    return next((one for one in file.parties if one.role == PartyRole.COMPLAINANT), None)


def lacks(ledger: Ledger, file: cases.CaseFile, rule: Rule, asked: Asked) -> list[str]:
    """All that a request still lacks, in words."""
    today = local_date(ledger.at)
    found = list(rules.lacks(rule, asked, today))
    for role in rules.deciding_roles(rule):
        why = authority.lacks(ledger, file.case.service, role, asked.decided.get(role, ""))
        if why:
            found.append(f'{why} (--decided "{role}=Name")')
    if asked.spoc_email and asked.spoc_email.lower() not in ledger.house.config.directory:
        found.append(f"nobody in the configuration has the address {asked.spoc_email} (--spoc)")
    person = person_of(file)
    if person is None or not person.email:
        found.append("an address of theirs on the case, by which their mail can be known")
    first = duties.barring(ledger, file, "restricting")
    return found + [f"this has to be done first: {one.words}" for one in first]


def decide(
    ledger: Ledger, file: cases.CaseFile, asked: Asked, *, requested_by: str, granted: bool
) -> Restriction:
    """Keep a request with what was decided; one that is granted is told to the person and to whom the policy names."""
    policy = stages.policy_of(ledger.house, file.case)
    rule, person = policy.designation, person_of(file)
    assert rule is not None  # whoever asked was told where the policy has none
    kept = record.add_restriction(
        ledger.conn, _row(ledger, policy, rule, file, person, asked, requested_by, granted=granted)
    )
    act = "contact restricted" if granted else "contact not restricted"
    ledger.note(act, f"request of {requested_by}: {asked.reasons}", case_id=file.case.id)
    if not granted:
        return kept
    _mark(ledger, file, person, kept.review_on)
    fresh = cases.get_case(ledger.conn, file.case.id)
    _tell_person(ledger, fresh, rule, kept, "restriction_notice")
    _tell_inside(ledger, fresh, rule, kept)
    duties.begin(ledger, "restricted", fresh, fresh.stages[-1], restriction_id=kept.id)
    return kept


def _row(
    ledger: Ledger,
    policy: Policy,
    rule: Rule,
    file: cases.CaseFile,
    person: cases.Party | None,
    asked: Asked,
    requested_by: str,
    *,
    granted: bool,
) -> NewRestriction:
    today = local_date(ledger.at)
    checks = [
        (words, asked.confirmed.get(number, ""))
        for number, words in enumerate(rule.preconditions, 1)
    ]
    if asked.equality:
        checks.append(("Equality Act", asked.equality))
    if asked.no_warning_why:
        checks.append(("no warning", asked.no_warning_why))
    return NewRestriction(
        email=person.email if person else "",
        name=person.name if person else "",
        organisation=person.organisation if person else "",
        target=asked.target,
        # One of a single matter is tied to its case; one of a person holds wherever they write.
        case_id=file.case.id if asked.target == "matter" else None,
        granted=granted,
        requested_by=requested_by,
        decided_by=tuple(asked.decided.items()),
        reasons=asked.reasons,
        behaviours=asked.behaviours,
        measures=asked.measures,
        checks=tuple(checks),
        from_on=today,
        review_on=asked.review_on or rules.furthest_review(rule, today),
        spoc_email=asked.spoc_email.lower(),
        warned_on=asked.warned_on,
        at=ledger.at,
        by=ledger.by,
        policy=policy.name,
        policy_digest=policy.digest,
    )


def _mark(
    ledger: Ledger, file: cases.CaseFile, person: cases.Party | None, until: date | None
) -> None:
    """The case and the person bear it, or bear it no longer."""
    flags = tuple(one for one in file.case.flags if one != FLAG) + ((FLAG,) if until else ())
    cases.change_case(ledger.conn, file.case.id, flags=flags)
    if person is not None:
        cases.change_party(ledger.conn, person.id, restricted_until=until)


def warn(ledger: Ledger, file: cases.CaseFile, asked: Asked) -> str:
    """Warn somebody before anything is restricted; their address, '' where there is none."""
    rule, person = stages.policy_of(ledger.house, file.case).designation, person_of(file)
    assert rule is not None
    ledger.note("warned", asked.reasons, case_id=file.case.id)
    if person is None or not person.email:
        return ""
    facts: dict[str, object] = {
        "name": rule.name,
        "behaviours": list(asked.behaviours) or None,
        "reasons": asked.reasons,
        "measures": rules.measures_of(rule, asked) or None,
        "policy_words": rule.policy_words or None,
    }
    _write(ledger, file, person, "restriction_warning", facts, which=str(local_date(ledger.at)))
    return person.email


def review(
    ledger: Ledger,
    file: cases.CaseFile,
    one: Restriction,
    outcome: str,
    why: str,
    next_on: date | None,
    by: str,
) -> None:
    """Looked at again: lifted, or going on until the next day; told to the person, and when lifted to all who knew."""
    rule = stages.policy_of(ledger.house, file.case).designation
    assert rule is not None
    lifted = outcome == "lift"
    today = local_date(ledger.at)
    record.review_restriction(
        ledger.conn, one.id, today, by, outcome, why, None if lifted else next_on
    )
    ledger.note(f"restriction: {outcome}", f"{by}: {why}", case_id=file.case.id)
    _mark(ledger, file, person_of(file), None if lifted else next_on)
    fresh = cases.get_case(ledger.conn, file.case.id)
    kept = replace(record.get_restriction(ledger.conn, one.id), reasons=why)
    _tell_person(ledger, fresh, rule, kept, "restriction_review", lifted=lifted)
    if lifted:
        _tell_inside(ledger, fresh, rule, kept, lifted=True)


def _tell_person(
    ledger: Ledger,
    file: cases.CaseFile,
    rule: Rule,
    one: Restriction,
    letter: str,
    *,
    lifted: bool = False,
) -> None:
    person = person_of(file)
    if person is None or not one.email:
        return
    facts = _facts(ledger, file, rule, one, lifted=lifted)
    _write(ledger, file, person, letter, facts, which=f"{one.id}:{len(one.reviews)}")


def _facts(
    ledger: Ledger, file: cases.CaseFile, rule: Rule, one: Restriction, *, lifted: bool
) -> dict[str, object]:
    asked = Asked(measures=one.measures)
    known = ledger.house.config.directory.get(one.spoc_email)
    return {
        "name": rule.name,
        "person": one.name or one.email,
        "reasons": one.reasons or None,
        "behaviours": list(one.behaviours) or None,
        "measures": rules.measures_of(rule, asked),
        "from_on": one.from_on,
        "review_on": None if lifted else one.review_on,
        "lifted": lifted,
        "appeal": _appeal(ledger, file, rule),
        "no_appeal": rule.no_appeal,
        "spoc": f"{known.person.name} ({known.person.email})" if known else None,
        "warned_on": one.warned_on,
        "policy_words": rule.policy_words or None,
    }


def _appeal(ledger: Ledger, file: cases.CaseFile, rule: Rule) -> str | None:
    """To whom one can appeal against it within the council, by name and address."""
    if rule.appeal_role is None:
        return None
    person, role = ledger.house.config.holder(file.case.service, rule.appeal_role)
    office = (
        f", our {rule.appeal_role.replace('_', ' ').title()}," if role == rule.appeal_role else ""
    )
    return f"You can appeal to {person.name}{office} at {person.email}."


def _write(
    ledger: Ledger,
    file: cases.CaseFile,
    person: cases.Party,
    letter: str,
    facts: dict[str, object],
    *,
    which: str,
) -> None:
    to = Addressee(person.name, person.email, "resident")
    letters.write(
        ledger,
        Order(
            letter,
            to,
            f"{letter}:{file.case.id}:{which}",
            file,
            file.stages[-1],
            extra={"restriction": facts},
            by_a_person=True,
        ),
    )


def _tell_inside(
    ledger: Ledger, file: cases.CaseFile, rule: Rule, one: Restriction, *, lifted: bool = False
) -> None:
    """Whoever is likely to be contacted, and whoever is the one to write to, knows what has been agreed."""
    config, facts = ledger.house.config, _facts(ledger, file, rule, one, lifted=lifted)
    people = [config.holder(file.case.service, role)[0] for role in rule.tell_roles]
    spoc = config.directory.get(one.spoc_email)
    people += [spoc.person] if spoc else []
    for person in {person.email: person for person in people}.values():
        key = f"contact_limits:{one.id}:{len(one.reviews)}:{person.email}"
        to = letters.officer(person)
        letters.write(
            ledger,
            Order("contact_limits", to, key, file, file.stages[-1], extra={"restriction": facts}),
        )


def checked(ledger: Ledger, reading: Reading, found: str) -> cases.CaseFile | None:
    """Mail of somebody whose contact is restricted was looked through for anything new; their one contact has it.

    Gives the case of theirs that it is kept with; None where there is none.
    """
    person = reading.complainant
    one = (
        record.restriction_of(ledger.conn, person.email, local_date(ledger.at)) if person else None
    )
    if one is None:
        return None
    ledger.note("restricted mail looked through", found, incoming_id=reading.incoming_id)
    theirs = [case.id for case in cases.cases_of(ledger.conn, [one.email])]
    case_id = one.case_id or (theirs[0] if theirs else None)
    if case_id is None:
        return None
    file = cases.get_case(ledger.conn, case_id)
    for duty in duties.begin(ledger, "restricted_mail", file, file.stages[-1], reading=reading):
        duties.finish(ledger, duty.id, ledger.by, found)
    spoc = ledger.house.config.directory.get(one.spoc_email)
    if spoc is not None:
        _pass_on(ledger, file, reading, letters.officer(spoc.person))
    return file


def _pass_on(ledger: Ledger, file: cases.CaseFile, reading: Reading, to: Addressee) -> None:
    sender = reading.message.sender
    update = {
        "text": reading.summary,
        "from_name": sender.name or sender.email if sender else "",
        "received_on": local_date(reading.received_at),
    }
    key = f"update_forwarded:{file.case.id}:{reading.incoming_id}:{to.email}"
    letters.write(
        ledger,
        Order(
            "update_forwarded",
            to,
            key,
            file,
            file.stages[-1],
            reading.incoming_id,
            extra={
                "update": update,
                "documents": [one.attachment.filename for one in reading.enclosed],
                "links": None,
            },
            enclosures=letters.enclosures(reading),
        ),
    )
