"""The daily word tells of officers' mail that a person has to let go first, and of decisions that failed."""

from __future__ import annotations

from mailroom.jobs.instructed import instruct
from parsers.documents import Reader
from store import instructions
from tests.acts.conftest import Under
from tests.acts.council import JO, KIT, UNA, Council, letters_to
from tests.commands.conftest import mail_from

# It is not signed, so a person looks first.
UNSIGNED = "Dear Ms Firth\n\nI am sorry that your bin was missed. The crew had an old list. I uphold your complaint."
RELEASE = "Officers' mail that waits for you to release it"


def word(council: Council) -> str:
    """The word of the next working day."""
    council.town.days_pass(1)
    (said,) = [one for one in letters_to(council.work(), JO) if "waiting" in one]
    return said


def test_an_answer_that_waits_to_be_released_stands_in_the_daily_word(under: Under) -> None:
    council = under("south-cambs-corporate")
    assert letters_to(council.says(KIT, UNSIGNED), UNA) == []
    said = word(council)
    assert RELEASE in said
    (number,) = (row[0] for row in council.town.sql("select id from incoming where state = 'HELD'"))
    assert (
        f"{number}: {council.file.case.reference}, response, since Tuesday 3 February 2026" in said
    )


def test_what_only_bears_an_officers_name_is_not_among_it(under: Under) -> None:
    council = under("south-cambs-corporate")
    at = f"{council.town.clock.now():%a, %d %b %Y %H:%M:%S +0000}"
    raw = mail_from(KIT, "Missed bin", f"ANSWER\n\n{UNSIGNED}", received=at)
    council.town.lay(raw.replace(b"dmarc=pass", b"dmarc=fail"))
    council.work()
    said = word(council)
    assert RELEASE not in said
    assert "did not vouch for it" in said


def test_a_decision_that_could_not_be_carried_out_stands_in_it(
    under: Under, reader: Reader
) -> None:
    council = under("south-cambs-corporate")
    council.says(KIT, UNSIGNED)
    (number,) = (row[0] for row in council.town.sql("select id from incoming where state = 'HELD'"))
    instruct(council.town.house, reader, number, "Jo Park", "file", {"why": "sent by post"})
    with council.town.record.write() as conn:
        instructions.note_fault(conn, number, "somebody else was quicker")
    said = word(council)
    assert "Decisions that could not be carried out" in said
    assert f"{number}: filed: sent by post (somebody else was quicker)" in said
