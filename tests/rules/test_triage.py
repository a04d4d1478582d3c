"""What the triage takes a mail for, and that it is sure only where it may be."""

from __future__ import annotations

import pytest

from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Words, propose

COUNCIL = Services(
    (
        Offered("waste", "Waste"),
        Offered("housing_repairs", "Repairs"),
        Offered("parking", "Parking"),
        Offered("customer_contact", "Customer Services"),
        Offered("parks", "Parks"),
    )
)


def read(text: str, subject: str = "") -> tuple[str, str]:
    found = propose(Words(subject, text), COUNCIL)
    return found.kind, found.exclusion


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My bin was not emptied today. Could someone come back for it please?", "service_request"),
        ("My bin was not emptied. I have reported it three times and nobody came.", "complaint"),
        (
            "Bravo. Six weeks without a bin collection, I rang twice for nothing. A joke.",
            "complaint",
        ),
        ("Please thank the bin crew, they were so kind to my mother. Well done!", "compliment"),
        ("It would be nice to have a bench in the park. This is not a complaint.", "comment"),
        ("I am not satisfied with your reply. Please take this to stage 2.", "escalation"),
        ("We help councils to double their traffic. Book a call, or reply STOP.", "spam"),
    ],
)
def test_a_kind_is_told_by_what_was_tried_asked_or_praised(text: str, kind: str) -> None:
    assert read(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "exclusion"),
    [
        (
            "Under the Freedom of Information Act please tell me your parking income.",
            "foi_or_data_protection",
        ),
        (
            "Your bin lorry reversed into my parked car. I want the bill of £400 paid.",
            "legal_or_insurance",
        ),
        ("We object to the planning application for flats.", "live_planning_application"),
        ("I got a parking ticket although my permit was on show. Cancel it.", "right_of_appeal"),
        ("I complain about Councillor Bagshaw, who called my wife a liar.", "councillor_conduct"),
        (
            "The bins at Elm Road are late, the third week running. I rang twice and nobody came."
            " The police were passing and laughed too.",
            "",
        ),
        ("I told my councillor about the bins, and still nobody came.", ""),
        ("Thank you to the school crossing lady.", ""),
    ],
)
def test_what_may_be_for_elsewhere_is_said_and_a_mention_is_not(text: str, exclusion: str) -> None:
    assert read(text)[1] == exclusion


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("I am 84 and the boiler has been off for a week.", {"vulnerable"}),
        ("Some days I want to end it all. Nobody repairs the boiler.", {"safeguarding"}),
        ("I complain on behalf of my mother: her tap leaks.", {"third_party"}),
        (
            "I complain for my mother, with her permission: her tap leaks.",
            {"third_party", "third_party_consent_given"},
        ),
        ("The bins are late again. Please write in large print.", {"adjustment_requested"}),
        ("The bins are late again. My solicitor will write.", {"legal_threat"}),
        ("Please thank Jas, your plumber, who was so kind to my nan of 84.", {"names_staff"}),
        ("Could you tell me where the disabled parking is?", set()),
    ],
)
def test_a_flag_is_raised_by_careful_words(text: str, flags: set[str]) -> None:
    assert set(propose(Words("", text), COUNCIL).flags) == flags


def test_a_proposal_shows_the_very_words() -> None:
    found = propose(Words("", "I’ve reported the missed bin\nthree times."), COUNCIL)
    told = {(one.label, one.words) for one in found.because}
    assert ("waste", "missed bin") in told
    assert any(words.startswith("reported") or "three times" in words for _, words in told)


@pytest.mark.parametrize("text", ["", "Please ring me.", "I am not happy with you.", "?"])
def test_it_is_not_sure_of_what_says_nothing(text: str) -> None:
    assert propose(Words("", text), COUNCIL).confidence < 0.9


def test_it_is_not_sure_where_a_call_is_complained_of_for_its_english() -> None:
    text = "I rang about my bins. I could not understand his English. I wish to complain."
    assert propose(Words("", text), COUNCIL).confidence < 0.9


def test_what_is_ticked_on_a_form_decides_the_kind() -> None:
    words = Words("", "The bench in the park.", form_service="Parks", form_kind="comment")
    assert propose(words, COUNCIL).kind == "comment"
