"""Whoever is written to on paper has everything on paper: the request for permission and the survey too."""

from __future__ import annotations

from pathlib import Path

from mailroom.acts.parties import Behalf, Home
from mailroom.acts.reaching import Way
from mailroom.jobs.by_hand_reach import write_by
from parsers.documents import Reader
from store import outbox, prints
from store.states import Channel
from tests.acts.conftest import Under
from tests.acts.council import ANSWER, KIT, UNA, Council, letters_to
from tests.acts.deciding import BEA, BY, deciding

HOME = "3 Hill Road, Ashford AM1 2CD"
FORM = "LEARNING\n\nlessons: none\nactions: none"


def waiting(council: Council) -> list[outbox.Outgoing]:
    """What waits to be printed."""
    return council.town.read(lambda conn: prints.waiting(conn, 100))


def test_permission_is_asked_for_on_paper_of_somebody_without_email(
    tmp_path: Path, reader: Reader
) -> None:
    council = deciding(tmp_path, reader, "south-cambs-2021")
    number = council.asks(text="I write for my aunt, whose bin was missed again.")
    reference = council.register(number, behalf=Behalf("Edith Moss"), home=Home(HOME))
    (asked,) = [one for one in waiting(council) if one.letter == "consent_request"]
    assert asked.recipient == HOME
    raw = council.town.read(lambda conn: outbox.raw_of(conn, asked.id))
    assert b"reply to this email" not in raw.replace(b"=\r\n", b"")
    assert "permission asked for" in council.acts(reference)
    assert letters_to(council.work(), BEA) == []
    council.town.record.close()


def test_the_survey_and_the_answer_go_on_paper_to_whoever_was_moved_there(under: Under) -> None:
    council = under("south-cambs-corporate")
    reference = council.file.case.reference
    write_by(council.town.house, reference, BY, Way(by_post=True, address=HOME), "she rang")
    sent = council.says(KIT, f"ANSWER upheld\nRemedy: an apology\n\n{ANSWER}")
    sent += council.says(KIT, FORM)
    assert letters_to(sent, UNA) == []
    names = [one.letter for one in waiting(council)]
    assert names[0] == "response"
    assert names[-1] == "survey"
    assert {one.channel for one in waiting(council)} == {Channel.PRINT}
    # Her mail is hers all the same.
    council.town.mail(UNA, f"Re: {reference}", "Thank you for your letter.")
    council.work()
    assert council.town.sql("select count(*) from incoming where state = 'HELD'") == [(0,)]
