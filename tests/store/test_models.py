"""Versions of what was learnt: the last that nobody undid is in use; lessons are what a person made of a mail."""

from __future__ import annotations

from typing import Any

from store import cases, decisions, lessons, models
from store.session import Connection, Record
from tests.store.makers import AT, MINUTE, keep, mail, new_case, new_stage

# An odd number and a long word, which must come back to the letter.
LEARNT = {"services": {"people": {"waste": 3}, "phrases": [["brown caddy", "waste", 3, 0]]}}
OTHER: dict[str, Any] = {"services": {"people": {}, "phrases": []}, "half": 0.1}


def version(learnt: dict[str, Any], **more: Any) -> models.NewModel:
    plain: dict[str, Any] = {"made_at": AT, "by": "Jo", "through_id": 7, "lessons": 3}
    return models.NewModel(**{**plain, "learnt": learnt, **more})


def test_the_last_version_is_in_use_and_undoing_it_restores_the_one_before(record: Record) -> None:
    with record.write() as conn:
        assert models.number_in_use(conn) is None
        assert models.model_in_use(conn) is None
        first = models.add_model(conn, version(LEARNT, figures={"why": "better"}))
        before = models.model_in_use(conn)
        second = models.add_model(conn, version(OTHER))
        assert models.number_in_use(conn) == second > first
    with record.write() as conn:
        assert models.undo_model(conn, second, "Jo", AT + MINUTE)
        assert not models.undo_model(conn, second, "Kit", AT + MINUTE)
    with record.read() as conn:
        assert models.model_in_use(conn) == before
        assert before is not None
        assert (before.learnt, before.figures) == (LEARNT, {"why": "better"})
        undone = models.models(conn)[-1]
        assert (undone.undone_by, undone.undone_at, undone.learnt) == ("Jo", AT + MINUTE, OTHER)


def test_a_version_made_after_one_was_undone_has_a_number_of_its_own(record: Record) -> None:
    with record.write() as conn:
        first = models.add_model(conn, version(LEARNT))
        models.undo_model(conn, first, "Jo", AT)
        assert models.number_in_use(conn) is None
        assert models.add_model(conn, version(LEARNT)) > first


def test_forgetting_leaves_no_word(record: Record) -> None:
    with record.write() as conn:
        first = models.add_model(conn, version(LEARNT))
        assert models.forget_models(conn) == 1
        assert models.models(conn) == []
        # Whoever has taken up a version sees by the number that it is another.
        assert models.add_model(conn, version(OTHER)) > first


def opened(conn: Connection, uid: int, **more: Any) -> tuple[int, int]:
    """A mail and the case that it opened."""
    (incoming_id,) = keep(conn, mail(uid))
    case = cases.open_case(conn, new_case(opened_by=incoming_id, **more))
    return incoming_id, case.id


def decide(conn: Connection, incoming_id: int) -> None:
    made = {"act": "register", "kind": "complaint", "services": ["waste"]}
    decisions.add_decisions(conn, [decisions.NewDecision(incoming_id, {}, made, "Jo", AT)])


def test_a_mail_teaches_what_its_case_is_now(record: Record) -> None:
    with record.write() as conn:
        mine, case_id = opened(conn, 1)
        decide(conn, mine)
        cases.change_case(conn, case_id, service="parks", kind="comment")
        (row,) = lessons.taught(conn, 10)
        assert (row.incoming_id, row.kind, row.service) == (mine, "comment", "parks")
        assert lessons.last_decision(conn) == 1


def test_a_case_that_its_service_answered_teaches_and_one_that_nobody_looked_at_does_not(
    record: Record,
) -> None:
    with record.write() as conn:
        assert lessons.last_decision(conn) == 0
        answered, case_id = opened(conn, 1)
        stage = cases.open_stage(conn, new_stage(case_id))
        opened(conn, 2)
        nowhere, _ = opened(conn, 3, service="")
        decide(conn, nowhere)
        assert lessons.taught(conn, 10) == []
        cases.change_stage(conn, stage.id, answered_at=AT)
        assert [one.incoming_id for one in lessons.taught(conn, 10)] == [answered]


def test_the_newest_lessons_come_first(record: Record) -> None:
    with record.write() as conn:
        mails = [opened(conn, uid)[0] for uid in range(1, 4)]
        for one in mails:
            decide(conn, one)
        assert [one.incoming_id for one in lessons.taught(conn, 2)] == mails[:0:-1]
