"""What the record learns of a letter's way: sent, put off, refused, come back.

The acknowledgement's sending starts clocks under some policies; so the stage is told here and nowhere else.
"""

from __future__ import annotations

from datetime import timedelta

from mailroom.acts import letters, stages, telling
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.rules.retries import try_again_at
from store import cases, diary, outbox
from store.states import OutgoingState

# Letters whose sending acknowledges the stage.
ACKNOWLEDGING = frozenset(
    {
        "acknowledgement",
        "escalation_acknowledgement",
        "comment_acknowledgement",
        "compliment_thanks",
        # To whoever wrote for somebody else: more can be said only once there is permission (A003-11).
        "consent_request",
    }
)

# To whom an answer is an answer: copies for the file are none.
_ANSWERED = frozenset({"resident", "third_party"})


def sent(ledger: Ledger, letter: outbox.Ready, reply: str, server_id: str) -> None:
    """The post has it: note when, and tell the stage what that means for its dates."""
    result = outbox.Result(
        letter.id, OutgoingState.SENT, reply, ledger.at, server_message_id=server_id or None
    )
    outbox.settle(ledger.conn, [result])
    ledger.note("sent", letter.letter, case_id=letter.case_id, outgoing_id=letter.id)
    gone(ledger, letter)
    explained(ledger, letter)


def gone(ledger: Ledger, letter: outbox.Ready | outbox.Outgoing) -> None:
    """A letter is out of the writer's hands, with the post or on the pile to be printed: its stage's dates know it."""
    if letter.case_id is None or letter.stage_id is None:
        return
    if letter.letter in ACKNOWLEDGING:
        stages.acknowledged(ledger, letter.case_id, letter.stage_id)
    elif letter.letter == "response" and letter.role in _ANSWERED:
        diary.meet_deadline(ledger.conn, letter.stage_id, "response", ledger.at)


def explained(ledger: Ledger, letter: outbox.Ready | outbox.Outgoing) -> None:
    """A letter is on its way to its reader: a case that waits for somebody to be told of a refusal may be closed."""
    if letter.case_id is None or letter.stage_id is None:
        return
    if letter.letter == telling.LETTER and letter.role in _ANSWERED:
        telling.explained(ledger, letter.case_id)


def put_off(ledger: Ledger, letter: outbox.Ready, reply: str) -> None:
    """Not taken now: it goes again later, or to a person after too long."""
    post = ledger.house.config.post
    again = try_again_at(
        letter.attempts,
        ledger.at,
        letter.written_at,
        post.retry_minutes,
        timedelta(hours=post.give_up_after_hours),
    )
    if again is None:
        refused(ledger, letter, f"not taken for {post.give_up_after_hours} hours, at last: {reply}")
        return
    outbox.settle(
        ledger.conn, [outbox.Result(letter.id, OutgoingState.LATER, reply, ledger.at, try_at=again)]
    )
    if letter.attempts == 1:
        ledger.note("put off", reply, case_id=letter.case_id, outgoing_id=letter.id)


def refused(ledger: Ledger, letter: outbox.Ready, reply: str) -> None:
    """Never to be taken: a coordinator has to reach the person some other way."""
    outbox.settle(ledger.conn, [outbox.Result(letter.id, OutgoingState.REFUSED, reply, ledger.at)])
    ledger.note("refused", reply, case_id=letter.case_id, outgoing_id=letter.id)
    if letter.letter == telling.LETTER and letter.role in _ANSWERED and letter.case_id is not None:
        telling.unreached(ledger, letter.case_id)
    if letter.letter != "bounce_alert":
        bounce_alert(
            ledger,
            outgoing_id=letter.id,
            letter=letter.letter,
            recipient=letter.recipient,
            reason=reply,
            case_id=letter.case_id,
            stage_id=letter.stage_id,
        )


def alone(ledger: Ledger, letter: outbox.Ready, state: OutgoingState, reply: str, why: str) -> None:
    """The fate of a letter whose case cannot be told of it (`why`), as when its policy is gone."""
    outbox.settle(ledger.conn, [outbox.Result(letter.id, state, reply, ledger.at)])
    ledger.note(
        state.lower(),
        f"its case could not be told: {why}",
        case_id=letter.case_id,
        outgoing_id=letter.id,
    )


def bounce_alert(
    ledger: Ledger,
    *,
    outgoing_id: int,
    letter: str,
    recipient: str,
    reason: str,
    case_id: int | None,
    stage_id: int | None,
    incoming_id: int | None = None,
) -> None:
    """Tell the coordinators that a letter did not reach its reader, so that somebody finds another way."""
    file = cases.get_case(ledger.conn, case_id) if case_id is not None else None
    stage = next((one for one in file.stages if one.id == stage_id), None) if file else None
    bounce = {"recipient": recipient, "reason": reason, "letter": letter}
    for addressee in letters.coordinators(ledger):
        key = f"bounce_alert:{outgoing_id}:{addressee.email}"
        extra: dict[str, object] = {"bounce": bounce}
        letters.write(
            ledger, Order("bounce_alert", addressee, key, file, stage, incoming_id, extra=extra)
        )
