"""What was learnt of labelled mail is a sum of words: each once, no number, and nothing said of what is not known."""

from __future__ import annotations

import json
import math
import os
import re
from collections import defaultdict
from email.utils import parseaddr
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.written import read
from mailroom.gates.corpus import LabelledMail, read_corpus
from mailroom.jobs import reading
from mailroom.rules.experience import NOT, Answer, Experience, experience, words_heard
from mailroom.rules.hearing import Words, plain_words
from mailroom.rules.policy_clauses import AgeLimit
from mailroom.rules.policy_terms import FLAGS
from mailroom.rules.topics import STARTERS
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_kinds import PRIOR
from parsers.documents import Reader

CORPORA = Path(__file__).parents[1] / "corpus"
TEXTS = sorted((CORPORA / "written").glob("*.txt"))
NOT_TAUGHT = (
    "aldermoor",
    "averley",
    "brackenshire",
    "deepvale",
    "eastmere",
    "fernley",
    "ilmcaster",
    "northlew",
    "rothmere",
    "wychcombe",
)
SHARED = Path(os.environ.get("MAILROOM_SHARED", CORPORA.parents[2] / "shared"))
FENBRIDGE = SHARED / "corpus" / "fenbridge"
NOBODYS = ("bounce", "officer", "ombudsman")
# One council's mail lies elsewhere, and may have written a word too.
ELSEWHERE = not (FENBRIDGE / "council.json").exists()
PLAYED = (CORPORA / "thornwick", CORPORA / "skerndale", CORPORA / "marrowby", FENBRIDGE)
SMALL = Experience(
    ("kind:complaint", "kind:comment", "person:must"),
    {
        "missed": "120 -20 0",
        "bench": "-50 80 0",
        "again": "40 0 0",
        "perhaps": "0 4 0",
        "maybe": "0 4 0",
        "crew": "30 0 0",
        "solicitor": "0 0 200",
        "court": "0 0 90",
        "e:anger": "300 0 0",
    },
)
HEARD = {"missed": 1.0, "bench": 0.5, "again": 2.0, "e:anger": 1.0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on 12 march 2026 at 14 weir lane", {"on", "march", "at", "weir", "lane"}),
        ("bins, bins and bins", {"bins", "and"}),
        ("why? £40! why?", {"why", "?", "£", "!"}),
        ("nobody's been", {"nobody's", "been"}),
        ("", set()),
        ("07700 900455", set()),
    ],
)
def test_a_word_is_heard_once_and_a_number_never(text: str, words: set[str]) -> None:
    assert set(words_heard(text)) == words


def test_the_words_of_a_long_mail_count_for_less_each_and_of_a_short_one_for_no_more() -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    many = " ".join(f"{one}{two}" for one in alphabet for two in alphabet[:5])
    long, short, shorter = (
        words_heard(text) for text in (f"first {many}", "first second", "first")
    )
    assert long["first"] < short["first"] == shorter["first"]


def test_what_a_mail_says_first_is_heard_louder_and_the_late_words_alike() -> None:
    early = " ".join(f"early{one}" for one in "abcdefghij")
    late = " ".join(f"late{one}{two}" for one in "abcdefghij" for two in "abcdefghij")
    heard = words_heard(f"bins\n\n{early} {late} last")
    assert heard["bins"] > heard["earlyj"] > heard["last"] == heard["latejj"]
    assert heard["bins"] == pytest.approx(2.5 * heard["last"], rel=0.1)


def test_what_is_said_again_is_heard_louder_but_not_without_end() -> None:
    filling = " ".join(f"{one}{two}" for one in "abcdefghij" for two in "abcdefghij")
    once, twice, often, for_ever = (
        words_heard(f"{filling} {'bins ' * many}")["bins"] for many in (1, 2, 9, 500)
    )
    assert once < twice < often == for_ever


@given(st.text(max_size=300))
def test_words_are_heard_at_a_few_steps_of_loudness(text: str) -> None:
    heard = words_heard(text.lower())
    assert len(set(heard.values())) <= 10
    assert all(strength > 0 for strength in heard.values())
    assert not any(re.search(r"\d|:", word) for word in heard)


def test_an_answer_is_the_sum_of_what_each_word_adds() -> None:
    sums = SMALL.ask(HEARD).answers["kind"].sums
    assert sums["complaint"] == pytest.approx(1.2 - 0.25 + 0.8 + 3.0)
    assert sums["comment"] == pytest.approx(-0.2 + 0.4)


def test_the_order_of_what_was_heard_changes_no_answer_and_asking_twice_neither() -> None:
    first = SMALL.ask(HEARD).answers["kind"].shares
    again = SMALL.ask(dict(reversed(HEARD.items()))).answers["kind"].shares
    assert again == pytest.approx(first)


@given(st.dictionaries(st.text(min_size=1), st.floats(-900, 900), min_size=1, max_size=9))
def test_the_shares_of_an_answer_are_one(sums: dict[str, float]) -> None:
    answer = Answer(sums)
    assert math.isclose(sum(answer.shares.values()), 1.0)
    assert answer.shares[answer.first] == max(answer.shares.values())


def test_words_that_are_not_known_say_nothing() -> None:
    asked = SMALL.ask({"pontoon": 1.0, "quango": 2.0})
    assert asked.answers["kind"].shares == {"complaint": 0.5, "comment": 0.5}
    assert asked.answers["person"].shares == {NOT: 0.5, "must": 0.5}
    assert asked.words_for("kind", "complaint") == ""


def test_what_moved_an_answer_is_told_in_words_of_the_mail_the_loudest_first() -> None:
    asked = SMALL.ask(HEARD | {"crew": 1.0})
    # What the rules heard counts, and is no word of the mail; "again" tells a reader nothing.
    assert asked.words_for("kind", "complaint") == "missed, crew"
    # One word is no reason.
    assert asked.words_for("kind", "comment") == ""
    # Asked of another mail before, and not in this one.
    SMALL.ask({"solicitor": 1.0, "court": 1.0})
    assert asked.words_for("person", "must") == ""
    assert SMALL.ask({"solicitor": 1.0, "court": 1.0}).words_for("person", "must") == (
        "solicitor, court"
    )
    hardly = SMALL.ask({"perhaps": 1.0, "maybe": 1.0})
    assert hardly.words_for("kind", "comment") == "", "hardly counts"


def test_what_speaks_for_the_rival_as_much_is_no_reason() -> None:
    both = Experience(("kind:a", "kind:b"), {"one": "50 60", "bin": "70 20", "bag": "60 20"})
    asked = both.ask({"bin": 1.0, "bag": 1.0, "council": 1.0})
    assert asked.words_for("kind", "a") == "bin, bag"
    assert asked.words_for("kind", "b") == ""


@pytest.mark.parametrize("question", [("kind", "grievance"), ("weather", "rain"), ("", "")])
def test_an_answer_that_nobody_taught_has_no_words(question: tuple[str, str]) -> None:
    assert SMALL.ask(HEARD).words_for(*question) == ""


def test_a_councils_own_decisions_are_added_to_an_answer() -> None:
    answer = Answer({"complaint/-": 1.0, "complaint/schools": 0.0, "comment/-": 0.5})
    own = answer.with_own({"comment": 1.0, "spam": 9.0})
    assert own.sums == {"complaint/-": 1.0, "complaint/schools": 0.0, "comment/-": 1.5}
    assert (answer.first, own.first) == ("complaint/-", "comment/-")


@given(st.lists(st.floats(-40, 40), min_size=4, max_size=4))
def test_a_part_of_an_answer_is_as_likely_as_all_that_have_it(nats: list[float]) -> None:
    labels = ("complaint/-", "complaint/schools", "comment/-", "comment/schools")
    answer = Answer(dict(zip(labels, nats, strict=True)))
    kinds, grounds = answer.part(0).shares, answer.part(1).shares
    assert set(kinds) == {"complaint", "comment"}
    assert set(grounds) == {"-", "schools"}
    for one, kind, ground in ((label, *label.split("/")) for label in labels):
        assert answer.shares[one] <= min(kinds[kind], grounds[ground]) + 1e-9
    of_complaints = answer.shares["complaint/-"] + answer.shares["complaint/schools"]
    assert kinds["complaint"] == pytest.approx(of_complaints)


@given(st.dictionaries(st.sampled_from(sorted(HEARD)), st.floats(-6, 6)))
def test_rows_that_are_added_up_together_say_what_each_says_by_itself(
    heard: dict[str, float],
) -> None:
    sums = SMALL.ask(heard).answers["kind"].sums
    alone = [SMALL.ask({word: strength}) for word, strength in heard.items()]
    for label in sums:
        each = sum(one.answers["kind"].sums[label] for one in alone)
        assert sums[label] == pytest.approx(each, abs=1e-9)


def test_what_one_owner_has_is_as_likely_as_all_of_it_together() -> None:
    answer = Answer({"bins": 1.0, "litter": 0.5, "trees": 2.0, "-": 0.0})
    shares = answer.shares_of({"bins": "waste", "litter": "waste", "trees": "parks"})
    assert shares == pytest.approx(
        {
            "waste": answer.shares["bins"] + answer.shares["litter"],
            "parks": answer.shares["trees"],
            "": answer.shares["-"],
        }
    )


class Weights(TypedDict):
    """The weights as they lie beside the module."""

    answers: list[str]
    weights: dict[str, str]


@pytest.fixture(scope="module")
def kept() -> Weights:
    """What is shipped."""
    raw = files("mailroom.rules").joinpath("experience.json").read_text(encoding="utf-8")
    found: Weights = json.loads(raw)
    return found


def test_every_answer_is_one_that_the_product_has_a_name_for() -> None:
    # What is too old is told by its date, under the ground that a policy names for it.
    too_old = AgeLimit.model_fields["exclusion"].default
    grounds = {"-", too_old, *(one.label for one in EXCLUSIONS)}
    answers = experience().ask({}).answers
    matter, kinds = answers.pop("matter"), {*PRIOR, "follow_up", "automatic"}
    assert set(matter.part(0).sums) <= kinds
    assert set(matter.part(1).sums) <= grounds
    assert "complaint/-" in matter.sums
    assert set(answers.pop("service").sums) == {*STARTERS, "-"}, "every starter was taught"
    assert set(answers.pop("person").sums) == {"must", NOT}
    assert set(answers.pop("several").sums) == {"yes", NOT}
    assert answers
    for question, answer in answers.items():
        assert set(answer.sums) == {"yes", NOT}
        assert question.removeprefix("flag ") in FLAGS


def test_each_row_has_a_weight_for_every_answer_and_says_something(kept: Weights) -> None:
    for word, row in kept["weights"].items():
        hundredths = [int(one) for one in row.split()]
        assert len(hundredths) == len(kept["answers"]), word
        assert any(hundredths), word


@pytest.mark.parametrize("loudest", [10.0, -10.0])
def test_even_a_mail_of_all_words_there_are_is_added_up_rightly(
    kept: Weights, loudest: float
) -> None:
    rows = [[int(one) for one in row.split()] for row in kept["weights"].values()]
    all_of_them = dict.fromkeys(kept["weights"], loudest)
    answers = experience().ask(all_of_them).answers
    for place, name in enumerate(kept["answers"]):
        question, _, label = name.partition(":")
        nats = loudest * sum(row[place] for row in rows) / 100
        assert answers[question].sums[label] == pytest.approx(nats, abs=1e-6)


@pytest.mark.slow
def test_no_word_is_kept_that_fewer_than_three_councils_wrote(
    kept: Weights, written: Written
) -> None:
    words = [word for word in kept["weights"] if ":" not in word]
    assert len(words) > 1000
    assert [word for word in words if len(written.by[word]) + ELSEWHERE < 3] == []


@pytest.mark.slow
def test_what_a_writer_is_called_is_kept_only_where_it_is_a_word_too(
    kept: Weights, written: Written
) -> None:
    assert len(written.names) > 1000
    called = written.names & set(kept["weights"])
    assert [name for name in called if len(written.small[name]) + ELSEWHERE < 3] == []


@pytest.mark.slow
def test_no_council_is_named(kept: Weights, written: Written) -> None:
    titles = " ".join(read(text)[0]["name"] for text in TEXTS)
    rare = {name for name in words_heard(titles.lower()) if len(written.by[name]) < 2}
    assert rare
    assert rare.isdisjoint(kept["weights"])


class Written:
    """Which councils that taught wrote each word, which in small letters, and what their writers are called."""

    def __init__(self) -> None:
        self.by: defaultdict[str, set[str]] = defaultdict(set)
        self.small: defaultdict[str, set[str]] = defaultdict(set)
        self.names: set[str] = set()

    def add(self, council: str, words: Words, writer: str) -> None:
        """A mail of a council's, and what its writer is called."""
        plain = plain_words(words)
        for word in words_heard(plain.low):
            self.by[word].add(council)
        for word in re.findall(r"(?<![A-Za-z'])[a-z']+(?![A-Za-z'])", plain.whole):
            self.small[word].add(council)
        self.names.update(words_heard(writer.lower()))


@pytest.fixture(scope="module")
def written() -> Written:
    """All that taught, and lies here or beside the repository."""
    found = Written()
    for text in (one for one in TEXTS if one.stem not in NOT_TAUGHT):
        for one in (mail for mail in read(text)[1] if mail.label("kind") not in NOBODYS):
            words = Words(one.headers.get("subject", ""), one.text)
            found.add(text.stem, words, parseaddr(one.headers["from"])[0])
    with Reader() as reader:
        for folder in (one for one in PLAYED if (one / "council.json").exists()):
            corpus = read_corpus(folder)
            mails = [one.mail for one in corpus.singles]
            plans = (one for plan in corpus.scenarios for one in plan.mails)
            mails += [one for one in plans if one.truth.relation in ("", "new")]
            for mail in mails:
                _add(found, folder.name, mail, reader)
    return found


def _add(found: Written, council: str, mail: LabelledMail, reader: Reader) -> None:
    started = reading.start(0, mail.raw, mail.received_at, reader, (), mail.received_at)
    done = reading.finish(started)
    # What a machine or an office is called is no person's name, and did not teach.
    who = None if mail.truth.kind in NOBODYS or done.web_form else done.message.sender
    found.add(council, done.words, who.name if who else "")
