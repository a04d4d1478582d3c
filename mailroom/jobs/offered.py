"""Which question whether to make it a complaint a mail answers, as long as that question is open. Changes nothing."""

from __future__ import annotations

from mailroom.rules.offers import Offered, read_answer
from mailroom.rules.reading import Reading
from parsers.authentication import Verdict
from store import cases, inbox, outbox
from store.session import Connection

_LETTER = "complaint_offer"


def find_offered(conn: Connection, reading: Reading) -> Offered | None:
    """The question that this mail answers, from whom it was put to; None: none such, or they have said yes already."""
    message = reading.message
    sender = message.sender.email if message.sender else ""
    if message.authentication.verdict is Verdict.FAIL:
        return None
    letter = _answered(conn, reading)
    if letter is None or letter.letter != _LETTER or letter.recipient != sender:
        return None
    return _about(conn, letter, reading)


def _answered(conn: Connection, reading: Reading) -> outbox.Outgoing | None:
    """The letter of ours that a mail answers. An older one, further up in the thread, had its own answer."""
    message = reading.message
    for one in (*message.in_reply_to, *reversed(message.references)):
        letter = outbox.find_by_message_id(conn, one)
        if letter is not None:
            return letter
    return None


def _about(conn: Connection, letter: outbox.Outgoing, reading: Reading) -> Offered | None:
    if letter.incoming_id is None:
        return None
    mail = inbox.get(conn, letter.incoming_id)
    case = cases.get_case(conn, mail.case_id).case if mail.case_id else None
    if case is not None and _is_taken_up(conn, case, mail.id, asked_on_case=bool(letter.case_id)):
        return None
    services = (case.service,) if case else tuple((mail.proposal or {}).get("services", ()))
    return Offered(mail.id, mail.case_id, services, read_answer(reading.message.body.newest))


def _is_taken_up(conn: Connection, case: cases.Case, mail_id: int, *, asked_on_case: bool) -> bool:
    """Whether there is a complaint of what they wrote: registered, made of feedback, or grown out of its case."""
    if case.kind == "complaint" and (not asked_on_case or case.opened_by == mail_id):
        return True
    grown = cases.case_files(conn, cases.children_of(conn, case.id)).values()
    return any(one.case.opened_by == mail_id for one in grown)
