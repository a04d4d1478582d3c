"""A mail looked at again with experience: what the writer chose stays, and what nobody has is nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.rules import certainty
from mailroom.rules.experience import experience
from mailroom.rules.following import Standing
from mailroom.rules.hearing import Words
from mailroom.rules.matching import Strength
from mailroom.rules.second_look import NONE, ByRules, Looked, heard_in, look_again
from mailroom.rules.subject_matter import About, Offered, Services
from mailroom.rules.topics import STARTERS, owners
from mailroom.rules.triage import heard_by_rules, propose

ALL = Services(Offered(one) for one in STARTERS)
NOTHING = ByRules("complaint", "", (), {}, {}, {}, {}, {})
BINS = (
    "My bin was missed again on Tuesday, the third week running. I have rung twice, I was told that the crew would come"
    " back and nobody has. The bags are piling up at the gate and there are maggots. I want to complain."
)
BY_WORDS = ", by its words"


def look(text: str, services: Services = ALL, **more: object) -> Looked:
    low, rules, about = heard_by_rules(Words("", text), services)
    return look_again(low, rules, about, services.owners, **more)  # type: ignore[arg-type]


def test_what_was_ticked_on_a_form_stays() -> None:
    words = Words("", "My bin was missed again. I rang twice.", form_service="waste")
    assert propose(words, ALL).kind == "complaint"
    for kind in ("comment", "compliment", "service_request"):
        assert propose(replace(words, form_kind=kind), ALL).kind == kind


def test_who_ticks_one_thing_and_tells_another_is_a_persons_to_understand() -> None:
    text = "The bench in the park is broken and nobody has mended it, I rang twice."
    found = propose(Words("", text, form_kind="comment"), ALL)
    assert (found.kind, found.confidence < 0.9) == ("complaint", True)


def test_the_service_that_was_chosen_on_a_form_stays() -> None:
    words = Words("", BINS, form_service="parks", form_kind="complaint")
    assert propose(words, ALL).services == ("parks",)


@pytest.mark.parametrize("flag", ["adjustment_requested", "third_party", "discrimination"])
def test_what_was_filled_in_on_a_form_is_told_whatever_the_words_are(flag: str) -> None:
    words = Words("", BINS, form_service="waste", form_kind="complaint")
    assert flag not in propose(words, ALL).flags
    assert flag in propose(replace(words, form_flags=(flag,)), ALL).flags


@pytest.mark.parametrize("firm", ["Hartwell", "Hartwell Homes", "hartwell homes"])
def test_who_complains_and_names_the_councils_own_contractor_complains_of_its_crew(
    firm: str,
) -> None:
    council = Services(Offered(one, contractor="Hartwell Homes") for one in ("housing_repairs",))
    told = f"Complaint: a man from {firm} came about the ceiling in July and nobody since. I rang three times."
    assert "contractor" in propose(Words("", told), council).flags
    assert "contractor" not in propose(Words("", told.replace(firm, "nowhere")), council).flags
    praise = f"Thank you to the man from {firm} who mended my ceiling, he was lovely."
    assert "contractor" not in propose(Words("", praise), council).flags


def test_a_service_that_only_this_council_has_stays_as_the_rules_have_it() -> None:
    council = Services((Offered("waste"), Offered("harbour", "Harbour", ("pontoon", "staithe"))))
    text = (
        "I wish to complain. The pontoon at the old staithe was adrift again on Saturday with rubbish round it. I have"
        " reported it twice and nobody came."
    )
    _, _, about = heard_by_rules(Words("", text), council)
    assert about.services == look(text, council).services == ("harbour",)
    assert "harbour" not in council.owners.values()


def test_the_shares_of_topics_that_one_service_has_are_added_up() -> None:
    text = "I am complaining about the rubbish in our lane. I have reported it three times and it is still there."
    low, rules, about = heard_by_rules(Words("", text), ALL)
    asked = experience().ask(heard_in(low, rules, replace(about, services=()))).answers
    apart = dict(ALL.owners)
    together = apart | {"waste": "streets", "street_cleaning": "streets"}
    alone, both = (
        look_again(low, rules, replace(about, services=()), has) for has in (apart, together)
    )
    assert alone.services in (("street_cleaning",), ("waste",))
    assert both.services == ("streets",)
    shares = asked["service"].shares
    wanted = certainty.of_looking(
        asked["matter"].shares["complaint/-"] * (shares["waste"] + shares["street_cleaning"]),
        asked["person"].shares["must"],
    )
    assert both.confidence == wanted > alone.confidence


TWO = (
    "I have two complaints. The bins in our street were missed again on Monday, the third time, and the bags lie on the"
    " pavement. And when I rang about it your telephone line kept me waiting for fifty minutes and then cut me off. I"
    " want both looked into: the missed collections, and why nobody at the contact centre answers the telephone."
)


def test_who_tells_of_two_services_is_told_as_of_two_and_a_person_is_asked() -> None:
    found = look(TWO)
    assert set(found.services) == {"waste", "customer_contact"}
    assert "multi_service" in found.flags
    assert found.confidence < 0.9


def test_two_topics_of_one_service_are_not_two_services() -> None:
    low, rules, about = heard_by_rules(Words("", TWO), ALL)
    one = ALL.owners | {"waste": "front_line", "customer_contact": "front_line"}
    found = look_again(low, rules, replace(about, services=("front_line",)), one)
    assert found.services == ("front_line",)
    assert "multi_service" not in found.flags


def test_two_services_that_the_rules_heard_are_one_where_the_mail_tells_of_one() -> None:
    low, rules, about = heard_by_rules(Words("", BINS), ALL)
    heard_two = replace(about, services=("waste", "parks"))
    found = look_again(low, replace(rules, flags=("multi_service",)), heard_two, ALL.owners)
    assert found.services == ("waste",)
    assert "multi_service" not in found.flags
    low, rules, about = heard_by_rules(Words("", TWO), ALL)
    named = ("customer_contact", "waste")
    assert look_again(low, rules, replace(about, services=named), ALL.owners).services == named


@pytest.mark.parametrize(
    ("called", "is_member"),
    [
        ("Cllr Joan Hesketh", True),
        ("Councillor J. Hesketh (Riverside)", True),
        ("Office of Daniel Crane MP", True),
        ("CRANE, Daniel (MP)", True),
        ("Joan Hesketh", False),
        ("M P Crane", False),
        ("Champ Motors", False),
        ("", False),
    ],
)
def test_a_member_is_known_by_what_their_mail_calls_them(called: str, is_member: bool) -> None:
    text = "A family in Quay Street tell me that nobody has mended their boiler since Easter."
    assert ("elected_member" in propose(Words("", text, called=called), ALL).flags) is is_member


def test_a_road_that_no_service_has_is_not_taken_for_a_street_to_be_swept() -> None:
    text = "The gully outside our house is blocked with leaves and the road floods. I have asked three times."
    assert look(text).services == ()
    swept = "Our street has not been swept since Christmas, leaves everywhere. I have asked three times."
    assert look(swept).services == ("street_cleaning",)
    theirs = Services((*(Offered(one) for one in STARTERS), Offered("highways", "Highways")))
    assert look(text, theirs).services == ("highways",)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Top drawer, really, what a masterclass from start to finish.", True),
        ("Please thank the crew for me.", False),
    ],
)
def test_praise_that_may_be_bitter_is_a_persons_to_read(told: str, asked: bool) -> None:
    text = (
        "I just want to say thank you. The lads on the recycling lorry were cheerful and careful this morning and took"
        f" everything, even the extra boxes. {told}"
    )
    found = propose(Words("Thank you", text), ALL)
    assert found.kind == "compliment"
    assert ("bitter" in found.for_a_person) == asked
    assert (found.confidence == 0.0) == asked


def test_a_council_without_a_service_for_it_is_not_sure_of_anything() -> None:
    council = Services((Offered("elections"), Offered("licensing"), Offered("planning")))
    assert "waste" not in council.owners
    found = look(BINS, council)
    assert (found.services, found.confidence) == ((), 0.0)
    assert propose(Words("", BINS), council).confidence == 0.0


def test_only_topics_that_are_known_have_owners() -> None:
    assert set(owners((Offered("waste"), Offered("harbour", "Harbour")))) <= set(STARTERS)
    assert ALL.owners == {one: one for one in STARTERS}


@pytest.mark.parametrize(
    ("ground", "text"),
    [
        (
            "right_of_appeal",
            "I want to appeal against the parking ticket on my windscreen. The machine would not take my card.",
        ),
        (
            "schools",
            "My son was excluded from his school. The head teacher and the governors will not answer my letters.",
        ),
        (
            "foi_or_data_protection",
            "Under the Freedom of Information Act please send me copies of all the data that you hold on this.",
        ),
        (
            "legal_or_insurance",
            "The tree fell on my car and I want to claim for the damage from your insurers, the garage says £900.",
        ),
    ],
)
def test_the_likeliest_ground_is_proposed_from_a_share_on_unless_there_is_surely_none(
    ground: str, text: str
) -> None:
    words, right = text.lower().split(), []
    for many in range(len(words) + 1):
        low = " ".join(words[:many])
        rules = replace(NOTHING, kind="other_process", exclusion="personnel")
        asked = experience().ask(heard_in(low, rules, About())).answers["matter"].part(1)
        found = look_again(low, rules, About(), ALL.owners)
        assert found.confidence <= asked.shares[NONE]
        if found.exclusion:
            assert asked.shares[NONE] < 0.9
            likely = asked.shares[found.exclusion] >= 0.3
            assert likely or found.exclusion == "personnel", "what the rules heard, else"
            right += [found.exclusion == ground] if likely else []
    assert found.exclusion == ground
    assert sum(right) > len(right) / 2


def test_a_wish_to_stay_unnamed_stands_however_likely_it_is() -> None:
    asked_for = replace(NOTHING, exclusion="anonymous")
    assert look_again(BINS.lower(), asked_for, About(), ALL.owners).exclusion == "anonymous"


@pytest.mark.parametrize("kind", ["compliment", "comment", "spam"])
def test_nothing_is_refused_that_asks_for_nothing(kind: str) -> None:
    louder = replace(NOTHING, kind=kind, exclusion="schools", excluded={"schools": 6.0})
    assert look_again("the school", louder, About(), ALL.owners, ticked=True).exclusion == ""


def test_two_services_are_told_apart_from_one() -> None:
    text = (
        "Two complaints. My bin was missed again, the third week running, and I have rung twice about it. And the"
        " boiler in the flat has been off since Monday, no hot water, and nobody has come to mend it."
    )
    assert set(propose(Words("", text), ALL).services) == {"waste", "housing_repairs"}


def test_what_follows_a_case_is_not_looked_at_again() -> None:
    reply = Standing(Strength.CERTAIN, letter="acknowledgement")
    follows, anew = (propose(Words("", BINS), ALL, standing) for standing in (reply, None))
    assert (follows.kind, anew.kind) == ("follow_up", "complaint")
    assert not any(one.label.endswith(BY_WORDS) for one in follows.because)
    assert any(one.label.endswith(BY_WORDS) for one in anew.because)


@pytest.mark.parametrize(
    "text",
    [
        "I rang about the lorry that took next door's and left ours at the kerb, three weeks running. I could not"
        " understand his English and he put the phone down on me. I wish to complain.",
        "The lorry came down our road at seven, took next door's and left ours standing at the kerb. That is three"
        " weeks running. This is on top of my complaint, the outcome of my complaint has never been told to me.",
    ],
)
def test_what_the_rules_leave_to_a_person_stays_so_where_only_experience_knows_the_service(
    text: str,
) -> None:
    _, _, about = heard_by_rules(Words("", text), ALL)
    found = propose(Words("", text), ALL)
    assert about.services == ()
    assert found.services
    assert found.confidence == 0.0


def test_a_flag_that_the_rules_raise_of_somebody_at_risk_stays() -> None:
    for flag in ("safeguarding", "discrimination", "abusive"):
        low, rules, about = heard_by_rules(Words("", BINS), ALL)
        assert flag not in rules.flags
        raised = look_again(low, replace(rules, flags=(flag,)), about, ALL.owners)
        assert flag in raised.flags


def test_what_a_councils_decisions_teach_of_a_kind_counts() -> None:
    assert look(BINS, own={"comment": 30.0}).kind == "comment"
    assert look(BINS, own={"comment": 0.1}).kind == "complaint"


def test_it_tells_the_words_of_the_mail_that_moved_it() -> None:
    told = dict(look(BINS).because)
    assert set(told) >= {f"complaint{BY_WORDS}", f"waste{BY_WORDS}"}
    words = [word for said in told.values() for word in said.split(", ") if word]
    assert words
    assert all(word in BINS.lower() for word in words)


def test_what_the_rules_hear_is_heard_no_louder_than_so() -> None:
    loud, louder = (
        heard_in("", replace(NOTHING, evidence={"anger": strength}), About())
        for strength in (6, 600)
    )
    assert loud == louder
    assert loud["e:anger"] > 0


@pytest.mark.parametrize(
    ("by_a_channel", "weight", "second", "sure"),
    [
        (True, 10.0, 4.0, 0.85),
        (True, 10.0, 2.9, 0.97),  # too little is told of the other
        (True, 20.0, 4.0, 0.97),  # too small a share of it
        (False, 10.0, 9.0, 0.97),
        (True, 0.0, 0.0, 0.97),
    ],
)
def test_what_was_wanted_by_the_website_may_be_meant_too(
    by_a_channel: bool, weight: float, second: float, sure: float
) -> None:
    about = About(("it_web",), weight=weight, second=second, by_a_channel=by_a_channel)
    assert certainty.of_channel(about, 0.97) == sure
    assert certainty.of_channel(about, 0.4) == 0.4


def test_a_person_who_must_look_or_a_ground_leaves_it_unsure_whatever_is_known() -> None:
    assert certainty.of_looking(1.0, 0.0) == 1.0
    assert certainty.of_looking(0.4, 0.0) == 0.4
    assert certainty.of_looking(1.0, 0.7) == pytest.approx(0.3)
