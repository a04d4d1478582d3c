"""A council's mail written down in one text becomes a corpus that can be played, labels, fields and bytes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.lessons import lessons_of
from bench.written import corpus_of, read
from mailroom.gates.corpus import Corpus, LabelledMail, read_corpus
from mailroom.jobs import reading
from mailroom.rules.policy_terms import FLAGS
from mailroom.rules.topics import STARTERS
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_kinds import PRIOR
from parsers.documents import Reader
from parsers.message import read_message

WRITTEN = sorted((Path(__file__).parents[1] / "corpus" / "written").glob("*.txt"))
KINDS = {*PRIOR, "follow_up", "automatic"}
GROUNDS = {"", "older_than_12_months", *(one.label for one in EXCLUSIONS)}
TEXT = """\
Marlow Vale Council
marlowvale.example
waste = Bins and Recycling
housing_repairs = Home Repairs
it_web = Digital
=== a-01
kind=complaint; act=-; service=waste; exclusion=-; flags=vulnerable,names_staff; queue=must_not; stage=1
from: Ann Ditch <ann.ditch@home.example>
received: 2026-07-01 19:42
fields: name=Ann Ditch; address=3 Weir Lane; phone=
subject: bins: again = late
---
No bins for 3 weeks.

I asked Sam.
--
Ann
=== a-02
kind=other_process; act=-; service=-; exclusion=right_of_appeal; flags=-; queue=must; stage=-
from: Zoë Brandt <zoe@post.example>
received: 2026-01-15 08:05
fields: -
subject:
---
I want to appeal – the café is closed.
---
> On Tuesday you wrote:
> --- your ticket ---
Zoë
=== a-03
kind=complaint; act=-; service=waste+housing_repairs; exclusion=-; flags=multi_service; queue=either; stage=1
from: bob@home.example
received: 2026-03-29 12:00
subject: ""
---
The bins and the boiler.
=== a-04
kind=follow_up; act=chase; service=-; exclusion=-; flags=-; queue=either; stage=-
from: Ann Ditch <ann.ditch@home.example>
received: 2026-07-09 09:00
subject: Re: bins
---
Any news?
"""


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The corpus of the text above."""
    folder = tmp_path_factory.mktemp("written")
    text = folder / "marlowvale.txt"
    text.write_text(TEXT, encoding="utf-8")
    assert corpus_of(text, folder / "corpus") == 4
    return read_corpus(folder / "corpus")


@pytest.fixture(scope="module")
def mails(laid: Corpus) -> list[LabelledMail]:
    """Its mails."""
    return [one.mail for one in laid.singles]


def test_a_council_has_the_services_that_it_names(laid: Corpus) -> None:
    assert laid.council["name"] == "Marlow Vale Council"
    assert {one["id"]: one["name"] for one in laid.council["services"]} == {
        "waste": "Bins and Recycling",
        "housing_repairs": "Home Repairs",
        "it_web": "Digital",
    }
    people = [
        one[role]["email"] for one in laid.council["services"] for role in ("manager", "head")
    ]
    assert all(one.endswith("@marlowvale.example") for one in people)
    assert laid.mail_server == "mx.marlowvale.example"
    assert not laid.scenarios


def test_the_mail_of_a_one_sided_text_teaches_less(tmp_path: Path) -> None:
    text = tmp_path / "marlowvale.txt"
    text.write_text(TEXT, encoding="utf-8")
    assert {one.counts for one in lessons_of(text)} == {1.0}
    title, domain, rest = TEXT.split("\n", 2)
    text.write_text(f"{title}\n{domain}\ncounts = 0.4\n{rest}", encoding="utf-8")
    lessons = lessons_of(text)
    assert {sum(counts for _, counts in one.twice()) for one in lessons} == {0.4}
    assert len(lessons) == 4
    assert [one["id"] for one in read(text)[0]["services"]] == [
        "waste",
        "housing_repairs",
        "it_web",
    ]


def test_the_labels_are_what_was_written(mails: list[LabelledMail]) -> None:
    ann, zoe, bob, again = (one.truth for one in mails)
    assert (ann.kind, ann.services, ann.exclusion) == ("complaint", ("waste",), "")
    assert (ann.queue, ann.stage, ann.relation) == ("must_not", 1, "new")
    assert set(ann.flags) == {"vulnerable", "names_staff"}
    assert (zoe.kind, zoe.services, zoe.exclusion) == ("other_process", (), "right_of_appeal")
    assert (zoe.flags, zoe.stage, zoe.queue) == ((), None, "must")
    assert bob.services == ("waste", "housing_repairs")
    assert (again.kind, again.act, again.relation) == ("follow_up", "chase", "none")
    assert ann.act == ""


def test_the_fields_are_what_was_written_and_the_address_that_it_came_from(
    mails: list[LabelledMail],
) -> None:
    ann, _, bob, _ = (dict(one.truth.fields) for one in mails)
    assert ann == {"name": "Ann Ditch", "address": "3 Weir Lane", "email": "ann.ditch@home.example"}
    assert bob == {}


def test_a_mail_came_when_it_says_in_london(mails: list[LabelledMail]) -> None:
    assert mails[0].received_at == datetime(2026, 7, 1, 18, 42, tzinfo=UTC)
    assert mails[1].received_at == datetime(2026, 1, 15, 8, 5, tzinfo=UTC)
    assert mails[2].received_at == datetime(2026, 3, 29, 11, 0, tzinfo=UTC)
    for one in mails:
        message = read_message(one.raw)
        assert message.sent_at == message.received_at == one.received_at


def test_the_bytes_are_a_mail_as_a_server_hands_it_over(mails: list[LabelledMail]) -> None:
    for one in mails:
        message = read_message(one.raw)
        assert b"\n" not in one.raw.replace(b"\r\n", b"")
        assert not message.defects
        assert message.automatic is None
    assert len({read_message(one.raw).message_id for one in mails}) == len(mails)


def test_a_subject_is_written_as_it_stands_or_left_empty(mails: list[LabelledMail]) -> None:
    subjects = [read_message(one.raw).subject for one in mails]
    assert subjects == ["bins: again = late", "", "", "Re: bins"]


def test_the_sender_is_who_wrote(mails: list[LabelledMail]) -> None:
    senders = [read_message(one.raw).sender for one in mails]
    assert [one.email for one in senders if one] == [
        "ann.ditch@home.example",
        "zoe@post.example",
        "bob@home.example",
        "ann.ditch@home.example",
    ]
    assert [one.name for one in senders[:2] if one] == ["Ann Ditch", "Zoë Brandt"]


def test_the_words_are_all_there_lines_of_dashes_and_what_was_quoted_too(
    mails: list[LabelledMail],
) -> None:
    assert b"\r\n\r\nNo bins for 3 weeks.\r\n\r\nI asked Sam.\r\n--\r\nAnn\r\n" in mails[0].raw
    body = mails[1].raw.partition(b"\r\n\r\n")[2].decode()
    assert body == (
        "I want to appeal – the café is closed.\r\n---\r\n> On Tuesday you wrote:\r\n"
        "> --- your ticket ---\r\nZoë\r\n"
    )
    with Reader() as reader:
        one = mails[1]
        started = reading.start(0, one.raw, one.received_at, reader, (), one.received_at)
        words = reading.finish(started).words
    assert "appeal" in words.text
    assert "your ticket" not in words.text, "what was quoted is not the writer's"


def test_the_same_text_gives_the_same_bytes(laid: Corpus, tmp_path: Path) -> None:
    text = tmp_path / "again.txt"
    text.write_text(TEXT, encoding="utf-8")
    corpus_of(text, tmp_path)
    assert read_corpus(tmp_path) == laid


@pytest.mark.parametrize("text", WRITTEN, ids=lambda one: one.stem)
def test_every_written_text_bears_labels_that_are_known(text: Path) -> None:
    council, mails = read(text)
    names = [one.name for one in mails]
    assert len(mails) > 100
    assert len(set(names)) == len(names)
    offered = {one["id"] for one in council["services"]}
    assert offered == set(STARTERS)
    assert re.fullmatch(r"[A-Z][\w' ]+", council["name"])
    assert re.fullmatch(r"[a-z-]+\.example", council["domain"])
    for one in mails:
        assert one.label("kind") in KINDS, one.name
        assert one.label("exclusion") in GROUNDS, one.name
        # Some put all that they have to say into the subject.
        assert (one.text + one.headers.get("subject", "")).strip(), one.name
        assert set(one.several("service")) <= offered, one.name
        assert set(one.several("flags")) <= FLAGS, one.name
        assert one.label("queue") in ("must", "must_not", "either"), one.name
        assert one.headers["from"].rstrip(">").endswith((".example", ".test")), one.name
