"""`mailroom learn` says in words what it did, what it has learnt, and that there is nothing to undo."""

from __future__ import annotations

from tests.commands.conftest import Council


def test_a_council_with_no_decisions_is_told_so(council: Council) -> None:
    council.run("migrate")
    assert "Nothing was changed: too few lessons yet" in council.run("learn").output
    shown = council.run("learn", "--show").output
    assert "the rules read the mail alone" in shown
    assert "What people decided: 0 times" in shown
    assert "Nothing that was learnt is in use." in council.run("learn", "--undo").output
    assert "learnt nothing" in council.run("journal", "show").output


def test_one_thing_at_a_time(council: Council) -> None:
    assert "Give one of" in council.run("learn", "--show", "--undo", code=2).output
