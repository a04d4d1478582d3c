"""Brighton & Hove, restricted contact: what must be sure before, who decides, what the notice says, what is checked."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.jobs import by_hand
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_restrict import restrict
from mailroom.rules.restrictions import Asked
from store import duties, restrictions
from tests.acts.council import COMPLAINT, JO, KIT, SAM, UNA, letters_to
from tests.acts.deciding import BY
from tests.requirements.brighton import LGO, Make, Seaside, seaside, to

__all__ = ["seaside"]

CONFIRMED = {number: f"evidence {number}" for number in range(1, 7)}
WORDS: dict[str, object] = {
    "target": "matter",
    "behaviours": ("goes on complaining after the complaint has been through the procedure",),
    "reasons": "You have written forty times about what was dealt with.",
    "measures": (("no_reply_dealt_with", ""),),
    "confirmed": CONFIRMED,
    "equality": "Asked on 2 February; nothing was named.",
    "decided": {"head": "Kit Roe", "coordinator": "Jo Park"},
}


def asked(**more: object) -> Asked:
    """A request with everything in it, but for what a test takes away."""
    return Asked(**{**WORDS, **more})  # type: ignore[arg-type]


def grant(bh: Seaside, **more: object) -> restrictions.Restriction:
    """Contact with Una is restricted."""
    house = bh.town.house
    return restrict(house, bh.reference, BY, asked(**more), "Sam Lee", granted=True)


def _without(number: int) -> dict[str, object]:
    return {"confirmed": {one: words for one, words in CONFIRMED.items() if one != number}}


LACKING: list[tuple[str, dict[str, object], str]] = [
    ("S001-79", _without(1), "know the complainant's circumstances"),
    ("S001-79", _without(2), "proper opportunity to say what they think"),
    ("S001-79", _without(3), "fitting thought and effort"),
    ("S001-80", _without(4), "vulnerable"),
    ("S001-80", _without(5), "was adjusted"),
    ("S001-81", _without(6), "reviewed with care"),
    ("S001-80", {"equality": ""}, "Equality Act"),
    ("S001-81", {"decided": {"head": "Kit Roe"}}, "the coordinator: nobody was named"),
    ("S001-81", {"decided": {"coordinator": "Jo Park"}}, "the head: nobody was named"),
    ("S001-85", {"decided": {}, "measures": (("no_further_correspondence", ""),)}, "the head: nobody was named"),
    ("S001-81", {"target": "organisation"}, "the policy lets it be about"),
    ("S001-83", {"measures": (("single_point_of_contact", ""),)}, "--spoc EMAIL"),
]  # fmt: skip


@pytest.mark.rows("S001-79", "S001-80", "S001-81", "S001-83", "S001-85", "S001-86")
def test_what_the_policy_wants_before_is_wanted_each_by_itself(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    for row, more, words in LACKING:
        with pytest.raises(CannotBeDone) as told:
            grant(bh, **more)
        assert words in str(told.value), row
        # Whoever decides reads whom they can ask (S001-86).
        assert "the council's legal adviser for anti-social behaviour can be asked" in str(
            told.value
        )
        assert "in discussion with the Customer Feedback Team" in str(told.value)
    assert bh.work() == []
    assert bh.town.read(restrictions.restrictions) == []


@pytest.mark.rows("S001-81", "S001-82")
def test_the_notice_says_what_is_not_answered_and_who_else_can_help(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    one = grant(bh)
    letter = to(bh.work(), UNA)
    for words in (
        "We will read what you send us about the matters that have been dealt with, but we will not reply to it",
        "You have written forty times about what was dealt with.",
        "an advice agency or an advocate can give it",
        LGO,
    ):
        assert words in letter
    assert one.review_on == date(2027, 2, 3)
    assert dict(one.decided_by) == {"head": "Kit Roe", "coordinator": "Jo Park"}


@pytest.mark.rows("S001-85")
def test_abusive_words_may_end_the_correspondence(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    grant(bh, measures=(("no_further_correspondence", ""),))
    assert "because of the language that you used" in to(bh.work(), UNA)


@pytest.mark.rows("S001-83", "S001-84")
def test_a_single_contact_has_their_mail_and_it_is_checked_for_anything_new(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    grant(bh, target="person", measures=(("single_point_of_contact", ""),), spoc_email=KIT)
    notice = bh.work()
    assert "one officer, who is named in this letter" in to(notice, UNA)
    assert "Kit Roe" in to(notice, UNA)
    assert letters_to(notice, KIT)
    bh.town.days_pass(1)
    bh.writes(
        UNA, "Again", "You will hear from me every day about that bin, and I am not finished."
    )
    assert "restricted" in bh.waits
    assert letters_to(bh.got, UNA)
    with pytest.raises(CannotBeDone, match="looked through"):
        by_hand.file_away(bh.town.house, bh.reader, bh.last, BY, "old")
    by_hand.file_away(bh.town.house, bh.reader, bh.last, BY, "old", "nothing new in it")
    sent = bh.work()
    assert "You will hear from me every day" in to(sent, KIT)
    assert letters_to(sent, SAM) == letters_to(sent, UNA) == []
    found = bh.town.read(lambda conn: duties.duties_of(conn, 1))
    (check,) = [one for one in found if one.name == "checked_for_new_issues"]
    assert (check.note, check.done_by, check.holder_email) == ("nothing new in it", BY, JO)
    assert check.done_at == bh.town.clock.now()


@pytest.mark.rows("S001-84")
def test_what_is_new_in_it_is_registered_as_ever(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    grant(bh, target="person")
    bh.work()
    bh.writes(UNA, "Parking", COMPLAINT.replace("bin was not emptied", "car park was locked"))
    assert bh.waits
    bh.register(bh.last, service="parking")
    assert to(bh.work(), UNA, "We have your complaint")


@pytest.mark.rows("S001-78")
def test_how_often_somebody_writes_is_shown_and_nothing_follows(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    for number in range(10):
        bh.town.clock.advance_to(bh.town.clock.now().replace(minute=20 + number))
        bh.says(UNA, f"I have something to add about my bin, number {number}.")
    assert (
        "contacts 11 mails in the last 30 days: that is many, and no more than a sign"
        in bh.case_page()
    )
    assert bh.town.read(restrictions.restrictions) == []
    assert "restricted" not in bh.file.case.flags
