"""A job that breaks is told by kind and place, and its message, which may be a resident's words, is not."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from mailroom.errors import place_of
from mailroom.jobs.diary import diary
from mailroom.jobs.round import Round, run_job
from parsers.message import read_message

WORDS = "Una Firth, 3 Hill Road"


def _break() -> None:
    raise KeyError(WORDS)


def test_a_fault_of_our_own_is_told_without_its_message() -> None:
    done = Round()
    with capture_logs() as logs:
        run_job("handle", _break, done)
    (fault,) = done.faults
    assert fault.startswith(
        "handle: a fault in mailroom itself (KeyError at mailroom/jobs/round.py:"
    )
    shown = [one for one in logs if one["log_level"] != "debug"]
    assert WORDS not in f"{shown}{fault}"
    assert (shown[0]["error"], shown[0]["place"]) == ("KeyError", fault.partition(" at ")[2][:-1])
    assert "exc_info" not in shown[0]


@pytest.mark.parametrize(
    ("job", "place"),
    [
        (lambda: diary(None), "mailroom/jobs/diary.py:"),  # type: ignore[arg-type]
        (lambda: read_message("x"), "parsers/"),  # type: ignore[arg-type]
    ],
)
def test_the_place_is_the_innermost_of_ours(job: object, place: str) -> None:
    assert callable(job)
    with pytest.raises((AttributeError, TypeError)) as caught:
        job()
    assert place_of(caught.value).startswith(place)


def test_an_error_that_came_through_none_of_ours_has_no_place() -> None:
    with pytest.raises(ValueError, match="x") as caught:
        int("x")
    assert place_of(caught.value) == ""
