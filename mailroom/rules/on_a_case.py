"""The rules for mail that belongs, or may belong, to an older case: officers' replies, the resident's, strangers'.

Part of the table in `disposition`. Pure.
"""

from __future__ import annotations

from mailroom.rules.decision import Act, CaseState, Decision, Facts, Writer, hold, on_case
from mailroom.rules.matching import Candidates, Match, Rung, Strength
from mailroom.rules.officers import doubt

# What a resident may say after an answer that asks for nothing more.
_ASKS_NOTHING = ("thanks", "withdrawal", "consent")


def case_of(facts: Facts) -> int | None:
    """The case that the best clue names."""
    return facts.match.clue.case_id if isinstance(facts.match, Match) else None


def alone(facts: Facts) -> str:
    """What a mail's words alone would make of it: what is a follow-up in a case may be a complaint still."""
    return facts.proposal.alone or facts.proposal.kind


def officer(facts: Facts) -> Decision | None:
    """A colleague's reply: a command, where signature, sender and authentication agree."""
    by_letter = isinstance(facts.match, Match) and facts.match.clue.role == "officer"
    if facts.writer not in (Writer.OFFICER, Writer.COORDINATOR) and not by_letter:
        return None
    if not isinstance(facts.match, Match):
        return hold("a colleague wrote, and the mail belongs to no one case")
    case_id = case_of(facts)
    if facts.claim is None:
        return hold("a colleague wrote about a case that is not open", case_id=case_id)
    why = doubt(facts.claim)
    if why:
        return hold(f"an officer's reply that cannot be acted on: {why}", case_id=case_id)
    if facts.match.others:
        return hold("an officer's reply that names more than one case", case_id=case_id)
    if facts.claim.asks:
        return hold(f"an officer's reply in plain words: {facts.claim.asks}", case_id=case_id)
    read_by = f": {facts.claim.because}" if facts.claim.because else ""
    return on_case(facts, Act.COMMAND, f"the officer who deals with the case wrote{read_by}")


def stranger(facts: Facts) -> Decision | None:
    """Whoever quotes a reference is not thereby a party: joining them would leak one resident's case to another."""
    if not isinstance(facts.match, Match) or facts.sender_is_party:
        return None
    if facts.match.clue.strength is Strength.STRONG:
        why = "it speaks of a case, but the sender is not known to be a party to it"
        return hold(why, case_id=case_of(facts))
    matter_of_their_own = alone(facts) in ("complaint", "escalation", "ombudsman")
    if facts.match.clue.strength is Strength.CERTAIN and matter_of_their_own:
        why = "it answers a letter of ours from an address that is no party's, and may be a matter of its own"
        return hold(why, case_id=case_of(facts))
    return None


def permission(facts: Facts) -> Decision | None:
    """Permission for somebody to act is the complainant's own to give: a person looks whether it is (S003-56)."""
    if not isinstance(facts.match, Match) or facts.match.clue.strength is Strength.WEAK:
        return None
    # Whoever was asked may answer under any of our letters, and say no more than "I agree".
    asked = facts.case is not None and facts.case.asked_for_permission
    if (
        facts.match.clue.letter != "consent_request"
        and facts.proposal.act != "consent"
        and not asked
    ):
        return None
    why = "it seems to give permission for somebody to act: a person looks whether the complainant gave it"
    return hold(why, case_id=case_of(facts))


def survey(facts: Facts) -> Decision | None:
    """What somebody says of how they were dealt with, in answer to the survey: no complaint by itself (S004-08)."""
    if not isinstance(facts.match, Match) or facts.match.clue.letter != "survey":
        return None
    if not facts.sender_is_party or alone(facts) == "escalation":
        return None
    sure = alone(facts) == "complaint" and facts.proposal.confidence >= facts.threshold
    another = facts.proposal.another and alone(facts) in ("complaint", "service_request")
    if sure or another or facts.proposal.exclusion or alone(facts) == "other_process":
        like = "a complaint" if sure else "another matter"
        why = f"it answers the survey, and reads like {like}: a person decides"
        return hold(why, case_id=case_of(facts))
    return on_case(facts, Act.SURVEY, "an answer to the survey")


def offer(facts: Facts) -> Decision | None:
    """What somebody says who was asked whether to make it a complaint: nothing is one until they say so (S004-06)."""
    asked = facts.offered
    if asked is None or facts.writer is not Writer.RESIDENT:
        return None
    if asked.answer == "no":
        why = "asked whether to make it a complaint, they say no"
        return Decision(Act.FILE, why, case_id=asked.case_id)
    if asked.answer == "yes" and asked.services:
        return Decision(Act.TAKE_UP, "asked, they make it a complaint", "new")
    why = "it answers our question whether to make it a complaint: a person reads what they say"
    return hold(why, case_id=asked.case_id)


def ombudsman(facts: Facts) -> Decision | None:
    """An Ombudsman's notice opens the external stage, where it is surely theirs and surely about the case."""
    if not facts.from_ombudsman and facts.proposal.kind != "ombudsman":
        return None
    sure = isinstance(facts.match, Match) and facts.match.clue.strength is not Strength.WEAK
    if facts.from_ombudsman and facts.authenticated and sure:
        return on_case(facts, Act.EXTERNAL, "an Ombudsman's notice about the case")
    if facts.sender_is_party and not facts.from_ombudsman:
        return None
    return hold("it seems to be from an Ombudsman", urgent=True, case_id=case_of(facts))


def belongs_to_case(facts: Facts) -> Decision | None:
    """Mail that belongs to a case for sure: what it gets depends on the case's state."""
    if not isinstance(facts.match, Match) or facts.case is None:
        return None
    if facts.match.clue.strength is Strength.WEAK and not _goes_on_with_it(facts):
        return None
    if not facts.sender_is_party:
        why = "it answers a letter of ours, but from an address that is no party's"
        return on_case(facts, Act.UPDATE, why)
    if facts.match.others and facts.match.clue.strength is not Strength.CERTAIN:
        return hold("it may belong to more than one case")
    if facts.case.kind != "complaint" and alone(facts) in ("complaint", "escalation"):
        why = f"a complaint on the file of a {facts.case.kind.replace('_', ' ')}: a person registers it"
        return hold(why, case_id=case_of(facts))
    if facts.case.ended and facts.proposal.act not in ("thanks", "chase"):
        why = f"written after the case was closed ({facts.case.ended}): a person looks whether it is to go on"
        return hold(why, case_id=case_of(facts))
    if _is_plainly_another(facts):
        return None
    if _is_of_its_own(facts):
        why = "it came in a case, and says that it is another matter: a person decides"
        return hold(why, case_id=case_of(facts))
    if facts.same_words and facts.proposal.kind != "escalation":
        return _sent_again(facts, facts.case)
    if facts.proposal.act == "withdrawal" and not facts.case.answered:
        return _withdrawn(facts, facts.case)
    if facts.case.answered and facts.proposal.act == "thanks":
        return on_case(facts, Act.FILE, "thanks for the answer")
    return _after_an_answer(facts, facts.case) or on_case(facts, Act.UPDATE, "it adds to the case")


# Whoever is at risk or was wronged, or complained of one person, may have been talked out of it.
_NOT_LIGHTLY = frozenset(
    "vulnerable safeguarding discrimination third_party legal_threat names_staff".split()
)


def _withdrawn(facts: Facts, case: CaseState) -> Decision:
    """A complaint that is withdrawn: closed where the mail is surely its complainant's, and says that it was put right.

    They have it confirmed, and how to go on with it after all; in every other case a person reads what they say.
    """
    assert isinstance(facts.match, Match)
    surely_theirs = (
        case.by_complainant
        and facts.authenticated
        and facts.match.clue.strength is Strength.CERTAIN
        and not facts.match.others
    )
    lightly = _NOT_LIGHTLY.isdisjoint(facts.proposal.flags) and alone(facts) != "escalation"
    if facts.proposal.put_right and surely_theirs and lightly:
        why = f"withdrawn, as it was put right: “{facts.proposal.put_right}”"
        return on_case(facts, Act.WITHDRAW, why)
    why = "the resident seems to withdraw the complaint: a person decides"
    return hold(why, case_id=case_of(facts))


def _goes_on_with_it(facts: Facts) -> bool:
    """Weak signs are enough where the only case of the sender's is meant, and the words go on with it."""
    assert isinstance(facts.match, Match)
    only_one = facts.match.clue.rung in (Rung.PARTY, Rung.QUOTED_REFERENCE)
    goes_on = facts.proposal.kind in ("follow_up", "escalation") and facts.proposal.follows
    return only_one and not facts.match.others and facts.sender_is_party and goes_on


def _is_of_its_own(facts: Facts) -> bool:
    """Whether what came in a case was taken for a matter of its own for all that."""
    other = facts.proposal.kind in (
        "complaint",
        "service_request",
        "comment",
        "compliment",
        "escalation",
    )
    return other and facts.proposal.another and not facts.same_words


def _is_plainly_another(facts: Facts) -> bool:
    """A complaint that came in a case, says that it is another, is surely about another service, and asks nothing of
    the case: a clerk opens one for it.
    """
    of_the_case = facts.case.services if facts.case is not None else ()
    proposal = facts.proposal
    sure = proposal.services and proposal.confidence >= facts.threshold
    apart = of_the_case and set(of_the_case).isdisjoint(proposal.services)
    asks_nothing = proposal.act in ("", "information", "thanks")
    is_other = _is_of_its_own(facts) and proposal.kind == "complaint" and facts.sender_is_party
    return bool(is_other and sure and apart and asks_nothing)


def _sent_again(facts: Facts, case: CaseState) -> Decision:
    """The same words once more: what they get is the policy's, by the state of the older case."""
    if not case.answered:
        return on_case(facts, Act.DUPLICATE, "the same complaint was sent again", "duplicate_open")
    if case.refused:
        why = "sent again what was not taken up: the same letter says why"
        return on_case(facts, Act.REPEAT, why, "repeat_closed_excluded")
    if case.next_stage is None and not case.is_recent:
        why = "sent again so long after its last answer that the policy lets it be looked at anew: a person decides"
        return hold(why, case_id=case_of(facts))
    if case.next_stage is not None and not case.may_escalate:
        why = "sent again after the time for the next stage: a person decides"
        return hold(why, case_id=case_of(facts))
    if case.next_stage is not None and case.declined:
        return _asked_again(facts)
    if case.next_stage is not None and case.repeat_escalates:
        why = "sent again after the answer, which under the policy asks for the next stage"
        return on_case(facts, Act.ESCALATE, why)
    return on_case(
        facts,
        Act.REPEAT,
        "the same complaint was sent again after its answer",
        f"repeat_closed_stage{case.stage}",
    )


def _after_an_answer(facts: Facts, case: CaseState) -> Decision | None:
    """A resident who writes after the answer: thanks, the next stage, or something that a person has to read."""
    if not case.answered and facts.proposal.kind == "escalation":
        why = "it asks for the next stage of a case that has had no answer yet: a person decides"
        return hold(why, case_id=case_of(facts))
    if not case.answered or facts.proposal.act in _ASKS_NOTHING:
        return None
    if alone(facts) not in ("escalation", "complaint") and facts.proposal.kind != "escalation":
        return None
    if case.refused:
        why = "written after a refusal: a person looks whether there is a reason to take it up after all"
        return hold(why, case_id=case_of(facts))
    if case.next_stage is None:
        why = "written after the last stage's answer, in other words: a new matter, or no more to be said"
        return hold(why, case_id=case_of(facts))
    if not case.may_escalate:
        why = "the time to ask for the next stage is over: a person decides"
        return hold(why, case_id=case_of(facts))
    if case.declined:
        return _asked_again(facts)
    if facts.proposal.kind == "escalation":
        return on_case(facts, Act.ESCALATE, "the resident asks for the next stage")
    why = "dissatisfied with the answer, or a new complaint: a person decides"
    return hold(why, case_id=case_of(facts))


def _asked_again(facts: Facts) -> Decision:
    why = "the next stage was declined, and is asked for again: a person looks whether there is a reason now"
    return hold(why, case_id=case_of(facts))


def may_belong_to_case(facts: Facts) -> Decision | None:
    """Weak signs of an older case: a person, but for a plain new complaint about another service."""
    if facts.match is None or _is_plainly_another(facts):
        return None
    clues = facts.match.clues if isinstance(facts.match, Candidates) else (facts.match.clue,)
    only_party = all(clue.rung in (Rung.PARTY, Rung.FORMER, Rung.NAMED) for clue in clues)
    services = set(facts.case.services) if facts.case is not None else set()
    other_service = facts.case is not None and not services & set(facts.proposal.services)
    sure = facts.proposal.confidence >= facts.threshold
    # Praise, or what is said to be another matter, is none of the complaint that is open.
    other_matter = facts.proposal.another or facts.proposal.kind == "compliment"
    apart = only_party and (other_service or other_matter) and not facts.proposal.follows
    if apart and sure and facts.proposal.kind in facts.known_kinds:
        return None
    why = "it may belong to a case of the same person"
    if clues[0].rung is Rung.NAMED:
        why = "it names somebody who has an open case, and where they live: a person looks whether it is about that"
    return hold(why, case_id=clues[0].case_id)
