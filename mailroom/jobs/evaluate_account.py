"""What a played record holds, in the words of a corpus: decisions, cases, letters. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mailroom.clock import LONDON
from store import history
from store.session import Connection

Row = dict[str, Any]
# Kinds of the register that a corpus has no word of its own for.
_IN_A_CORPUS = {
    "anonymous_feedback": "complaint",
    "feedback": "comment",
    "nomination": "compliment",
}


def decisions(conn: Connection, files: Mapping[int, str]) -> list[Row]:
    """What became of each message, in order; `files` gives its name by its UID."""
    return [
        {"file": files[mail.uid], "decision": _decision(mail)}
        for mail in history.messages(conn)
        if mail.uid in files
    ]


def _decision(mail: history.MessageLine) -> Row:
    said = dict(mail.proposal or {})
    said.setdefault("kind", "copy" if mail.copy_of else "failed")
    held = mail.state in ("HELD", "FAILED")
    return {**of_label(said, mail.reference, mail.reason), "queued": held}


def of_label(said: Mapping[str, Any], reference: str | None, why: str) -> Row:
    """What a message was taken for, as the rules have it; it was put to a person."""
    services = list(said.get("services") or ())
    kind = said.get("kind", "failed")
    return {
        "kind": _IN_A_CORPUS.get(kind, kind),
        "act": said.get("act") or None,
        "relation": said.get("relation", "none"),
        "relates_to": reference,
        "stage": said.get("stage"),
        "service": services if len(services) > 1 else next(iter(services), None),
        "exclusion": said.get("exclusion") or None,
        "flags": list(said.get("flags") or ()),
        "queued": True,
        "confidence": said.get("confidence"),
        "why": why,
    }


def cases(conn: Connection, files: Mapping[int, str]) -> list[Row]:
    """Every case as it stands at the end."""
    return [
        {
            "reference": case.reference,
            "opened_by": files.get(case.opened_by_uid or 0),
            "kind": case.kind,
            "stage": case.stage,
            "status": case.status.lower(),
            "service": case.service,
        }
        for case in history.cases_opened(conn)
    ]


def letters(conn: Connection) -> list[Row]:
    """Every letter in the order of writing."""
    return [
        {
            "letter": letter.letter,
            "case": letter.reference,
            "role": letter.role,
            "to": letter.recipient,
            "at": letter.written_at.astimezone(LONDON).isoformat(),
        }
        for letter in history.letters(conn)
    ]
