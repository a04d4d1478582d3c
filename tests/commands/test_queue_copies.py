"""A message that is a copy of one settled already is no second case, whatever a person says of it."""

from __future__ import annotations

import pytest

from tests.commands.conftest import COMPLAINT, CONFIG, Council, mail_from

BROKEN = CONFIG.replace('folder = "letters"', 'folder = "broken"')


@pytest.fixture
def copied(council: Council) -> Council:
    """Message 1 could not be handled; the same mail came again, as message 2, and was."""
    body = council.folder / "broken" / "acknowledgement" / "body.txt"
    body.parent.mkdir(parents=True)
    body.write_text("{{ nope.x }}")
    mail = mail_from("una@home.example", "Complaint: my bin", COMPLAINT)
    council.run("migrate")
    (council.folder / "mailroom.toml").write_text(BROKEN)
    council.drop(mail, "1")
    for _ in range(4):
        council.run("round")
    assert "1 that could not be handled" in council.run("status").output
    (council.folder / "mailroom.toml").write_text(CONFIG)
    council.drop(b"Received: by another road\r\n" + mail, "2")
    council.run("round")
    return council


@pytest.mark.parametrize(
    "words", [("register", "1", "--service", "waste"), ("attach", "1", "AMC-2026-00001-X")]
)
def test_it_is_refused_in_words(copied: Council, words: tuple[str, ...]) -> None:
    refused = copied.run("queue", *words, code=1)
    assert isinstance(refused.exception, SystemExit)
    assert "it is the same mail as message 2" in refused.output
    assert "queue file 1" in refused.output


def test_filed_it_is_settled_as_a_copy_and_the_journal_says_by_whom(copied: Council) -> None:
    letters = len(copied.letters())
    copied.run("queue", "file", "1", "--why", "seen")
    assert "Nothing waits" in copied.run("queue", "list").output
    told = copied.run("journal", "show").output
    assert "copy: the same mail as message 2" in told
    assert "(command): seen" in told
    copied.run("round")
    assert len(copied.letters()) == letters
