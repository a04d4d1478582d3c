"""Each answer is seen by the coordinators, and what is owed at one stage is not done with another's."""

from __future__ import annotations

from pathlib import Path

from mailroom.jobs.by_hand import put_on_case
from mailroom.jobs.by_hand_case import join
from mailroom.rules.disposition import Act
from parsers.documents import Reader
from tests.acts.conftest import Under
from tests.acts.council import ANSWER, COMPLAINT, JO, SAM, letters_to
from tests.acts.deciding import BEA, BY, deciding


def test_the_coordinators_see_what_is_answered_apart_too(tmp_path: Path, reader: Reader) -> None:
    council = deciding(tmp_path, reader, "brighton-hove")
    council.complain()
    council.complain(COMPLAINT.replace("3 Hill Road", "4 Hill Road"), BEA)
    first, second = (str(row[0]) for row in council.town.sql("select reference from cases"))
    join(council.town.house, second, first, BY)
    council.work()
    council.says(SAM, f"ANSWER ALL upheld\n\n{ANSWER}")
    council.town.days_pass(1)
    sent = council.says(SAM, "ANSWER\n\nDear Madam\n\nYour own ramp was mended on 4 February.")
    assert any("Your own ramp was mended" in words for words in letters_to(sent, JO))
    council.town.record.close()


def test_news_for_the_resident_acknowledges_nothing_to_the_ombudsman(under: Under) -> None:
    council = under("south-cambs-corporate")
    council.town.mail("noreply@lgo.example", "Enquiry", "Ombudsman: a complaint about you, LGO 1.")
    council.work()
    ((number,),) = council.town.sql("select id from incoming where state = 'HELD'")
    house, reference = council.town.house, council.file.case.reference
    put_on_case(
        house, council.town.reader, int(str(number)), BY, reference, Act.EXTERNAL, "they rang"
    )
    council.work()
    owed = [one.id for one in council.owed("formal_acknowledgement")]
    assert owed
    sender = council.stage.owner_email
    council.says(sender, "UPDATE\n\nDear Ms Firth\n\nThe Ombudsman has asked us about it.")
    assert [one.id for one in council.owed("formal_acknowledgement")] == owed
