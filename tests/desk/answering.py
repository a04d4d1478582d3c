"""An officer at the forms of a case: what is sent, and what came of it."""

from __future__ import annotations

from werkzeug.test import TestResponse

from mailroom.rules.officers_words import Verb
from store import cases, outbox
from tests.desk.conftest import Council

ANSWER = "Dear Una Firth,\n\nI uphold your complaint. A crew comes on Friday.\n\nYours sincerely,\nSam Lee"


def complaint(council: Council) -> cases.CaseFile:
    """The complaint as it stands."""
    with council.house.record.read() as conn:
        return cases.get_case(conn, 1)


def ask_for(
    council: Council, who: str, verb: Verb, step: str = "send", **places: object
) -> TestResponse:
    """Somebody sends one of the forms."""
    reference = complaint(council).case.reference
    form = {"step": step, **places}
    return council.client(who).post(
        f"/cases/{reference}/as-officer/{verb}", data=form, content_type="multipart/form-data"
    )


def page_of(answer: TestResponse) -> str:
    """A page's words."""
    return answer.get_data(as_text=True)


def wait(council: Council) -> None:
    """The minutes go by in which it can be taken back, and a round."""
    council.pass_minutes(6)
    council.round()


def letters_called(council: Council, name: str) -> list[outbox.Outgoing]:
    """The letters of that name about the complaint."""
    with council.house.record.read() as conn:
        return [one for one in outbox.letters_of(conn, 1) if one.letter == name]
