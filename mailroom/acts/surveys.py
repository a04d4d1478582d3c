"""How a resident found it: asked once a case has been closed, and what they say kept and never argued with."""

from __future__ import annotations

from mailroom.acts import duties, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.surveys import Reply, read_reply
from mailroom.rules.workdays import local_date
from store import cases, restrictions
from store import learning as record
from store.learning import NewSurvey
from store.states import PartyRole

# Of such a case nobody is asked: there is nobody to ask, or contact is restricted.
_NOT_ASKED = frozenset(("anonymous", "restricted"))
# The coordinators' duty towards somebody who says that they are not satisfied.
OFFERED = "complaint_offered"
# Without any of a policy's own the letter asks so many.
QUESTIONS = 4


def send(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> bool:
    """Ask the complainant how it was, once, where the policy asks people; whether they were asked."""
    policy = stages.policy_of(ledger.house, file.case)
    resident = letters.complainant(file)
    if resident is None or not _is_asked(ledger, policy, file):
        return False
    key = f"survey:{file.case.id}"
    within = policy.surveys.reply_within
    today = local_date(ledger.at)
    survey = {
        "questions": list(_questions(policy)) or None,
        "reply_by": ledger.house.calendar.after(today, within.count) if within else None,
        "tells_how": policy.surveys.tells_how_to_complain,
    }
    record.add_survey(ledger.conn, NewSurvey(file.case.id, ledger.at, key))
    thread = letters.latest_thread(ledger, file, resident.email)
    order = Order("survey", resident, key, file, stage, thread=thread, extra={"survey": survey})
    letters.write(ledger, order)
    return True


def _questions(policy: Policy) -> tuple[str, ...]:
    return policy.surveys.questions or policy.closure.survey_questions


def _is_asked(ledger: Ledger, policy: Policy, file: cases.CaseFile) -> bool:
    if not policy.survey or file.case.kind not in policy.surveys.kinds:
        return False
    if not _NOT_ASKED.isdisjoint(file.case.flags):
        return False
    if record.survey_of(ledger.conn, file.case.id) is not None:
        return False
    today = local_date(ledger.at)
    person = next((one for one in file.parties if one.role == PartyRole.COMPLAINANT), None)
    if person is None:
        return False
    # Whoever has no address for email has no restriction under one.
    return not person.email or restrictions.restriction_of(ledger.conn, person.email, today) is None


def answered(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> str:
    """The resident has replied to the survey: their scores and words are kept; what became of it in words."""
    survey = record.survey_of(ledger.conn, file.case.id)
    stage = file.stages[-1]
    policy = stages.policy_of(ledger.house, file.case)
    reply = read_reply(reading.message.body.newest, len(_questions(policy)) or QUESTIONS)
    if survey is not None:
        answers = {"scores": list(reply.scores), "words": reply.words}
        record.answer_survey(ledger.conn, survey.id, answers, ledger.at)
    said = "with scores" if reply.scores else "in words"
    ledger.note("survey answered", said, case_id=file.case.id, incoming_id=reading.incoming_id)
    duties.begin(ledger, "survey_answered", file, stage, reading=reading)
    if reply.is_dissatisfied and policy.surveys.offer_complaint:
        _offer(ledger, file, stage, reading, reply)
        return (
            f"a survey answered {said}; the resident is not satisfied, and was offered a complaint"
        )
    return f"a survey answered {said}"


def _offer(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading, reply: Reply
) -> None:
    """Ask somebody who is not satisfied whether to make it a complaint; a coordinator sees to the answer."""
    resident = letters.complainant(file)
    if resident is not None:
        order = Order(
            "complaint_offer",
            resident,
            # Of the case's own offer, which bears the case's number, another key.
            f"complaint_offer:survey:{reading.incoming_id}",
            file,
            stage,
            reading.incoming_id,
            letters.latest_thread(ledger, file, resident.email),
            {
                "offer": {"words": "", "survey": True},
                "feedback": {
                    "text": reply.words,
                    "received_on": local_date(reading.received_at),
                    "from_name": resident.name,
                    "from_email": resident.email,
                },
            },
        )
        letters.write(ledger, order)
    person, role = ledger.house.config.holder(file.case.service, "coordinator")
    words = (
        "The resident has said in the survey that they are not satisfied, and was asked whether to make it a"
        " complaint: see what they answer, and register it if they say so"
    )
    which = str(reading.incoming_id)
    duty = duties.own(ledger, OFFERED, words, person, role, file, stage, which=which)
    duties.open_all(ledger, [duty], file, stage)
    duties.begin(ledger, "complaint_offered", file, stage, reading=reading)
