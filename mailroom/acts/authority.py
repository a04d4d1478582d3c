"""Whether somebody named may decide what a policy leaves to an office: looked up in the council's own directory."""

from __future__ import annotations

from mailroom.acts import remedies
from mailroom.acts.ledger import Ledger
from mailroom.config import Person


def person_named(ledger: Ledger, words: str) -> Person | None:
    """Somebody of the directory by name or address; "Kit Roe/head" names Kit Roe."""
    return remedies.find_person(ledger, words.partition("/")[0])


def lacks(ledger: Ledger, service: str, role: str, words: str) -> str:
    """Why whoever is named may not decide as the holder of an office, in words; '' where they may."""
    office = role.replace("_", " ")
    if not words.strip():
        return f"the policy leaves this to the {office}: nobody was named"
    person = person_named(ledger, words)
    if person is None:
        return f"nobody in the configuration is called {words.strip()}: write the name or address as it stands there"
    if holds(ledger, service, role, person):
        return ""
    return f"the policy leaves this to the {office}, and {person.name} is not that{_who(ledger, service, role)}"


def holds(ledger: Ledger, service: str, role: str, person: Person) -> bool:
    """Whether somebody has the office: for that service, for the whole council, or because they stand in."""
    config = ledger.house.config
    entry = config.directory.get(person.email)
    if entry is not None and (entry.is_a(role, service) or entry.is_a(role, "")):
        return True
    try:
        return config.office(service, role)[0].email == person.email
    except KeyError:
        return False


def _who(ledger: Ledger, service: str, role: str) -> str:
    try:
        holder = ledger.house.config.office(service, role)[0]
    except KeyError:
        return " (nobody in the configuration is: name them under [roles])"
    return f" ({holder.name} is)"
