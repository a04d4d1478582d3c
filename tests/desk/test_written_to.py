"""Whoever is written to by email is written to by post from the case's page."""

from __future__ import annotations

from store import cases, journal
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import JO, Council, Sent

HOME = "3 Hill Road, Ashford AM1 2CD"


def test_somebody_is_moved_to_post_on_the_cases_page(council: Council, sent: Sent) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    with council.house.record.read() as conn:
        reference = cases.get_case(conn, 1).case.reference
    place = f"/cases/{reference}/do/write_by"
    client = council.client(JO)
    wrong = sent(client, place, {"how": "post", "why": "she rang"})
    assert "no postal address is known" in wrong
    said = sent(
        client, place, {"how": "post", "address": HOME, "needs": "large print", "why": "she rang"}
    )
    assert f"From now on by post to {HOME}" in said
    with council.house.record.read() as conn:
        party = cases.get_case(conn, 1).parties[0]
        told = [one for one in journal.entries_of(conn, 1) if one.act == "written to"]
    assert (party.by_post, party.address, party.adjustments) == (True, HOME, "large print")
    assert [(one.by, "she rang" in one.why) for one in told] == [(JO, True)]
