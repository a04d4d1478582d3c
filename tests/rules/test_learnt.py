"""What is learnt from decisions: which words count, how loudly, and that the rules stay first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rules.compared import Compared, cut_by_time, learn_anew
from mailroom.rules.learnt import Learnt, Told, learn, read_learnt
from mailroom.rules.lessons import Decided, Lesson, learn_from, lesson_of, mark_of, phrases_of
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Words, propose

COUNCIL = Services(
    (
        Offered("waste", "Waste", ("bin",)),
        Offered("parks", "Parks"),
        Offered("harbour", "Harbour"),
    )
)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SURE = 0.9
CADDY = "I am unhappy: nobody has taken the brown caddy, I rang twice and nothing was done."
PONTOON = (
    "I wish to complain. The floating pontoon at the old staithe was adrift again on Saturday. I reported it twice,"
    " I was told that somebody would come, and nobody has."
)


def decided(number: int, text: str, service: str = "waste", **more: object) -> Decided:
    email = f"writer{number}@home.example"
    plain = Decided(
        mark_of(email), AT + timedelta(days=number), Words("", text), "complaint", (service,), email
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def taught(*lessons: Decided, council: Services = COUNCIL) -> Learnt:
    return learn_from([lesson_of(one, council) for one in lessons], SURE)


def others(many: int, first: int = 100) -> list[Decided]:
    """Mail about something else, so that there is something to be told from."""
    text = "The swings in the park are broken, I reported it three times and nobody came."
    return [decided(first + number, text, "parks") for number in range(many)]


def phrases(learnt: Learnt) -> set[tuple[str, str]]:
    return {(one.phrase, one.label) for one in learnt.services.phrases}


def test_a_councils_own_word_is_learnt_from_three_people() -> None:
    two = taught(*(decided(number, PONTOON, "harbour") for number in range(2)), *others(5))
    three = taught(*(decided(number, PONTOON, "harbour") for number in range(3)), *others(5))
    assert phrases(two) == set()
    assert ("floating pontoon", "harbour") in phrases(three)
    before, after = (
        propose(
            Words("Floating pontoon", "The floating pontoon is broken again, reported twice."),
            COUNCIL.taught(one),
        )
        for one in (None, three)
    )
    assert before.services == ()
    assert after.services == ("harbour",)
    assert ("learnt from 3 decisions", "floating pontoon → harbour") in {
        (one.label, one.words) for one in after.because
    }


def test_the_same_mail_five_hundred_times_is_one_lesson() -> None:
    flood = [decided(1, PONTOON, "harbour", at=AT + timedelta(hours=n)) for n in range(500)]
    assert not taught(*flood, *others(5)).services.phrases


def test_a_writer_with_a_plus_in_the_address_is_the_same_writer() -> None:
    assert mark_of("Ann+bins@Home.example") == mark_of("ann@home.example")
    assert mark_of("ann@home.example") != mark_of("bob@home.example")


def test_a_mail_of_ten_thousand_words_teaches_no_more_than_another() -> None:
    long = " ".join(f"{a}{b}{c}x" for a in "abcdefghij" for b in "klmnopqrst" for c in "uvwxyzabcd")
    assert len(phrases_of(decided(1, long * 10), COUNCIL)) <= 400


@pytest.mark.parametrize(
    "telling",
    [
        "Rosalind",  # a name begins with a capital letter
        "rosalind.peake@mailbox.example",
        "01632 960141",
        "FB6 2RD",
        "www.rosalind.example/peake",
        "14 weir lane",
        "writer7",  # of the writer's own address
    ],
)
def test_no_word_that_tells_who_wrote_is_counted(telling: str) -> None:
    text = f"Hello there, {telling} wrote that the caddy was left."
    counted = phrases_of(decided(7, text, named="Writer7 writer7@home.example"), COUNCIL)
    assert "caddy" in counted
    words = {word for phrase in counted for word in phrase.split()}
    assert not words & {"rosalind", "peake", "mailbox", "weir", "writer7", "fb6", "2rd", "example"}


def test_what_the_rules_read_rightly_is_not_learnt_again() -> None:
    text = (
        "I want to complain. My bin was missed again on Tuesday, the third week running. I reported it three times and"
        " nobody came back for it, and the bags are piling up at the gate."
    )
    known = [decided(number, text, words=Words("Missed bin", text)) for number in range(8)]
    assert lesson_of(known[0], COUNCIL).said.confidence >= SURE
    phrases = taught(*known, *others(5)).services.phrases
    assert [one for one in phrases if one.label == "waste"] == []


def test_what_is_learnt_never_outweighs_a_sure_phrase_nor_makes_the_house_sure_against_the_rules() -> (
    None
):
    told = [Told(str(n), frozenset({"swing", "park", "bin"}), "harbour", True) for n in range(99)]
    learnt = learn([*told, *(Told(f"o{n}", frozenset(), "parks", True) for n in range(99))], ())
    words = Words("Swings in the park", "I complain: the swings are broken again, nobody came.")
    alone, heeded = (propose(words, COUNCIL.taught(one)) for one in (None, learnt))
    assert alone.services == heeded.services == ("parks",)
    assert heeded.confidence <= alone.confidence


def test_what_the_rules_ask_a_person_about_they_go_on_asking() -> None:
    text = f"{PONTOON} Under the Freedom of Information Act I request every report on it."
    told = [decided(number, text, "harbour") for number in range(5)]
    learnt = taught(*told, *others(5))
    alone, heeded = (propose(told[0].words, COUNCIL.taught(one)) for one in (None, learnt))
    assert alone.exclusion
    assert heeded == alone


PEOPLE = st.integers(0, 9).map(str)
TOLD = st.builds(
    Told,
    PEOPLE,
    st.frozensets(st.sampled_from(["caddy", "brown caddy", "pontoon", "swing"])),
    st.sampled_from(["waste", "parks", "harbour"]),
    st.booleans(),
)


@given(st.lists(TOLD, max_size=60), st.randoms(use_true_random=False))
def test_neither_the_order_of_lessons_matters_nor_who_repeats_one(
    told: list[Told], chance: object
) -> None:
    mixed = told * 2
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert learn(mixed, mixed).as_json() == learn(told, told).as_json()


@given(st.lists(TOLD, max_size=60))
def test_what_was_learnt_is_read_back_as_it_was_kept(told: list[Told]) -> None:
    learnt = learn(told, told)
    again = read_learnt(json.loads(json.dumps(learnt.as_json())))
    assert again == learnt
    assert again.find([["the", "brown", "caddy"]]) == learnt.find([["the", "brown", "caddy"]])


@given(st.lists(TOLD, max_size=60), st.text(max_size=200))
def test_nothing_learnt_takes_away_a_ground_a_flag_or_a_doubt(told: list[Told], text: str) -> None:
    words = Words("", f"{text} caddy swing pontoon")
    alone, heeded = propose(words, COUNCIL), propose(words, COUNCIL.taught(learn(told, told)))
    assert (heeded.exclusion, heeded.flags, heeded.act) == (
        alone.exclusion,
        alone.flags,
        alone.act,
    )
    if alone.services and heeded.services != alone.services:
        assert heeded.confidence < 0.5
    if len(alone.services) > 1 or (alone.services and not alone.confidence):
        assert heeded.confidence <= alone.confidence


def a_year(many: int) -> list[Lesson]:
    """Every other mail is about what the rules do not know."""
    adrift = [decided(number, PONTOON, "harbour") for number in range(0, many, 2)]
    swings = [replace(one, at=AT + timedelta(days=n)) for n, one in enumerate(others(many // 2))]
    return [lesson_of(one, COUNCIL) for one in (*adrift, *swings)]


def test_a_version_is_kept_where_newer_mail_says_that_it_does_better() -> None:
    outcome = learn_anew(a_year(80), COUNCIL, None, SURE)
    assert outcome.kept
    assert not outcome.kept.kinds.phrases
    assert outcome.beside_none
    assert outcome.beside_none.better >= 5 > outcome.beside_none.worse == 0
    again = learn_anew(a_year(80), COUNCIL, outcome.kept, SURE)
    assert again.kept is None
    assert "no better than the one in use" in again.why


def test_too_few_lessons_and_lessons_that_teach_nothing_change_nothing() -> None:
    assert "too few lessons" in learn_anew(a_year(20), COUNCIL, None, SURE).why
    known = [lesson_of(one, COUNCIL) for one in others(80)]
    outcome = learn_anew(known, COUNCIL, None, SURE)
    assert outcome.kept is None
    assert "no better than the rules alone" in outcome.why


def test_the_order_in_which_lessons_come_changes_nothing() -> None:
    lessons: Sequence[Lesson] = a_year(80)
    assert learn_anew(lessons[::-1], COUNCIL, None, SURE) == learn_anew(
        lessons, COUNCIL, None, SURE
    )


def test_whoever_teaches_does_not_judge_and_nobody_judges_twice() -> None:
    flood = [
        lesson_of(decided(3, CADDY, at=AT + timedelta(days=300 + n)), COUNCIL) for n in range(40)
    ]
    teaching, judging = cut_by_time([*a_year(60), *flood])
    people = [one.decided.person for one in judging]
    assert len(people) == len(set(people))
    assert not {one.decided.person for one in teaching} & set(people)


@pytest.mark.parametrize(
    ("better", "worse", "wrong", "kept"),
    [
        (4, 0, 0, False),
        (5, 0, 0, True),
        (8, 2, 0, False),
        (9, 1, 0, True),
        (20, 0, 1, False),
        (0, 0, 0, False),
    ],
)
def test_better_is_what_chance_would_not_have_made(
    better: int, worse: int, wrong: int, kept: bool
) -> None:
    found = Compared(mails=40, better=better, worse=worse, wrong_alone=wrong)
    assert found.is_better is kept
