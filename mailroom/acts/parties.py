"""Who is who in a new case: the complainant, whoever writes for them, the same person by another address."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mailroom.acts.ledger import Ledger
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from parsers.facts import postcodes
from parsers.message import Address
from store import cases
from store.states import PartyRole

PERMITTED_BY_POLICY = "the policy asks for no permission"


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom somebody writes, as far as it is known, and what shows that they may; '' where nothing does yet.

    An elected member gets copies; with `principal` the letters themselves (S000-62).
    """

    name: str = ""
    email: str = ""
    shown_by: str = ""
    member: bool = False
    principal: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Where the complainant lives, as a person took it down; `by_post`: the mail is not theirs, and its sender's
    address not where they are written to: they telephoned, called in or wrote a letter.
    """

    address: str
    name: str = ""
    by_post: bool = False


def join(
    ledger: Ledger,
    case_id: int,
    policy: Policy,
    reading: Reading,
    behalf: Behalf | None,
    home: Home | None = None,
) -> tuple[cases.Party, ...]:
    """The people of a new case, written to the record."""
    if behalf is None:
        new = _themselves(case_id, reading)
    else:
        new = _for_another(ledger, case_id, reading, _known_of(behalf, policy, reading))
    if home is not None:
        new = _at_home(new, home)
    return tuple(cases.join(ledger.conn, one) for one in new)


def _at_home(new: list[cases.NewParty], home: Home) -> list[cases.NewParty]:
    """The same people, the complainant with their postal address; by post, and known by no other."""
    first, *others = new
    known = replace(
        first,
        name=home.name or first.name,
        address=home.address.strip(),
        postcode=next(iter(postcodes(home.address)), "") or first.postcode,
    )
    if not home.by_post:
        return [known, *others]
    themselves = [one for one in others if one.role is not PartyRole.COMPLAINANT]
    return [replace(known, email=""), *themselves]


def _known_of(behalf: Behalf, policy: Policy, reading: Reading) -> Behalf:
    """The same with the name that the form bears, and permission where the policy asks for none."""
    name = behalf.name or (reading.form.fields.get("on_behalf_of", "") if reading.form else "")
    free = policy.third_parties.consent == "none"
    return replace(
        behalf, name=name, shown_by=behalf.shown_by or (PERMITTED_BY_POLICY if free else "")
    )


def _themselves(case_id: int, reading: Reading) -> list[cases.NewParty]:
    person = reading.complainant or Address("", "")
    fields = reading.form.fields if reading.form else {}
    party = cases.NewParty(
        case_id=case_id,
        role=PartyRole.COMPLAINANT,
        name=person.name or fields.get("name", ""),
        email=person.email,
        phone=fields.get("phone", "") or reading.phone,
        address=fields.get("address", ""),
        postcode=fields.get("postcode", "") or reading.postcode,
        adjustments=fields.get("adjustments", ""),
    )
    if reading.form_email in ("", person.email):
        return [party]
    # The same person by the address in the form: letters go to the one that wrote, both may reply.
    return [party, replace(party, email=reading.form_email)]


def _for_another(
    ledger: Ledger, case_id: int, reading: Reading, behalf: Behalf
) -> list[cases.NewParty]:
    writer = reading.complainant or Address("", "")
    asked = {"asked_at": ledger.at.isoformat()}
    given = {"given_at": ledger.at.isoformat(), "how": behalf.shown_by}
    return [
        cases.NewParty(
            case_id=case_id,
            role=PartyRole.COMPLAINANT,
            name=behalf.name,
            email=behalf.email.strip().lower(),
            postcode=reading.postcode,
        ),
        cases.NewParty(
            case_id=case_id,
            role=PartyRole.MEMBER if behalf.member else PartyRole.REPRESENTATIVE,
            name=writer.name,
            email=writer.email,
            phone=reading.phone,
            consent=given if behalf.shown_by else asked,
            principal=behalf.principal,
        ),
    ]
