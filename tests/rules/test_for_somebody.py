"""Who writes for somebody else, and whether these agree: what the mail says, and what is only supposed."""

from __future__ import annotations

import pytest

from mailroom.rules.hearing import Words
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.topics import STARTERS
from mailroom.rules.triage import propose

ALL = Services(Offered(one) for one in STARTERS)
BINS = (
    "My bin was missed again on Tuesday, the third week running. I have rung twice, I was told that the crew would come"
    " back and nobody has. The bags are piling up at the gate and there are maggots. I want to complain."
)


def test_that_somebody_agrees_is_supposed_and_a_person_is_asked() -> None:
    text = (
        "I am writing on behalf of my mother, Mrs Ada Poole, of 4 Weir Lane. Her boiler has been broken for two weeks"
        " and nobody has come, though she rang three times. She has asked me to deal with this for her and has agreed"
        " that you talk to me about it. Please treat it as a complaint."
    )
    found = propose(Words("", text), ALL)
    assert {"third_party", "third_party_consent_given"} <= set(found.flags)
    assert (found.confidence, found.for_a_person != "") == (0.0, True)
    assert found.supposed == ("third_party_consent_given",)
    said = propose(Words("", f"{text} Her signed form of authority is attached."), ALL)
    assert "third_party_consent_given" in said.flags
    assert (said.for_a_person, said.supposed) == ("", ())
    # What is shown stays so where a person has to look for another reason.
    speech = Words(
        "", f"{text} Her signed form of authority is attached. I could not understand his English."
    )
    looked = propose(speech, ALL)
    assert (looked.for_a_person != "", looked.supposed) == (True, ())


@pytest.mark.parametrize(
    ("told", "for_somebody"),
    [
        ("I write on behalf of my mother, Ada Hill.", True),
        ("I write on behalf of Mrs Hill.", True),
        ("The man said that he collected on behalf of the council.", False),
    ],
)
def test_who_says_that_they_write_for_somebody_does_however_little_else_is_of_it(
    told: str, for_somebody: bool
) -> None:
    assert ("third_party" in propose(Words("", f"{BINS} {told}"), ALL).flags) == for_somebody
