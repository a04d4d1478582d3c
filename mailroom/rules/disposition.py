"""What is done with a message: one ordered table of rules, the first that speaks decides, the trail tells
which were asked.

Pure: it looks at facts and says what should happen and why. `acts` make it so. Whatever it is not sure of goes to a
person; nobody is refused here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.rules import grounds, machines, on_a_case
from mailroom.rules.certainty import in_percent
from mailroom.rules.decision import Act, CaseState, Decision, Facts, Writer, hold, on_case
from mailroom.rules.matching import Candidates, Match, Strength
from mailroom.rules.reasons import FOR_A_PERSON
from mailroom.rules.still_waiting import beside_what_waits
from mailroom.rules.supposed import with_supposition
from mailroom.rules.unattended import may_be_a_persons, says_no_more
from parsers.automatic import AutomaticKind

# Nobody has more separate matters in a day; without a limit two machines could answer each other for ever.
CASES_A_DAY = 5
# How sure it must be that a mail is advertising or fraud before nobody is asked: surer than of what is answered.
SURELY_SPAM = 0.97

__all__ = ["RULES", "Act", "CaseState", "Decision", "Facts", "Writer", "decide"]

Rule = Callable[[Facts], Decision | None]


def decide(facts: Facts) -> Decision:
    """The first rule of the table that speaks; the last one asks a person."""
    asked: list[str] = []
    for rule in RULES:
        asked.append(rule.__name__.strip("_").replace("_", " "))
        decision = rule(facts)
        if decision is not None:
            return replace(with_supposition(decision, facts), trail=tuple(asked))
    return Decision(Act.HOLD, "no rule knows what to do with it", trail=tuple(asked))


def _delivery_report(facts: Facts) -> Decision | None:
    if facts.automatic is None or facts.automatic.kind is not AutomaticKind.DELIVERY_REPORT:
        return None
    if isinstance(facts.match, Match) and facts.match.clue.strength is Strength.CERTAIN:
        return on_case(facts, Act.BOUNCE, "a letter of ours did not arrive")
    if facts.returned_case is not None:
        why = "mail to somebody whom we wrote to lately did not arrive"
        return Decision(Act.BOUNCE, why, "open_case", facts.returned_case)
    return Decision(Act.FILE, "a delivery report about no letter of ours")


def _only_the_header(facts: Facts) -> Decision | None:
    if facts.left_there:
        return hold(
            f"only its header was fetched, the whole lies in the mailbox: {facts.left_there}"
        )
    return None


def _our_own_letter(facts: Facts) -> Decision | None:
    if facts.is_our_letter:
        return Decision(Act.FILE, "our own letter came back")
    return None


def _from_our_address(facts: Facts) -> Decision | None:
    if facts.writer is Writer.OURSELVES:
        return hold("it bears our own address, and is no letter of ours")
    return None


def _in_danger(facts: Facts) -> Decision | None:
    of_ours = facts.writer in (Writer.OFFICER, Writer.COORDINATOR)
    if "safeguarding" in facts.proposal.flags and not of_ours:
        return hold("somebody may be in danger: a person has to read this now", urgent=True)
    return None


def _automatic(facts: Facts) -> Decision | None:
    """Machines' mail is filed; but what a person may have said in it is for a person to read."""
    if facts.automatic is None:
        return None
    reason = machines.called(facts.automatic)
    if isinstance(facts.match, Match) and facts.match.clue.strength is Strength.CERTAIN:
        return on_case(facts, Act.FILE, reason)
    if facts.automatic.kind is AutomaticKind.READ_RECEIPT:
        return Decision(Act.FILE, reason)
    if may_be_a_persons(facts, on_a_case.alone(facts)):
        return hold(f"it seems to be {reason}, but reads like a person's complaint")
    if facts.automatic.by_header or says_no_more(facts):
        return Decision(Act.FILE, reason)
    return hold(f"it may be {reason}")


def _forged(facts: Facts) -> Decision | None:
    if facts.forged:
        return hold(
            "it bears an address of the council's own, but the council's mail server did not vouch for it"
        )
    return None


def _flawed(facts: Facts) -> Decision | None:
    if facts.flaw:
        return hold(facts.flaw, urgent="safeguarding" in facts.proposal.flags)
    return None


def _restricted(facts: Facts) -> Decision | None:
    """Mail of somebody whose contact is restricted is read all the same, and looked through for anything new."""
    if not facts.restricted:
        return None
    case_id = on_a_case.case_of(facts)
    why = f"contact with the writer is restricted ({facts.restricted}): look for new matters, and note that you did"
    return hold(why, case_id=case_id)


def _nothing_to_read(facts: Facts) -> Decision | None:
    if facts.unreadable and (facts.rests_on_documents or not facts.has_words):
        return hold(f"what it says is in a document that could not be read: {facts.unreadable}")
    if not facts.has_words:
        return hold("there is nothing to read in it")
    return None


def _two_candidates(facts: Facts) -> Decision | None:
    if isinstance(facts.match, Candidates) and facts.match.clues[0].strength is not Strength.WEAK:
        return hold("it may belong to more than one case")
    return None


def _without_a_case(facts: Facts) -> Decision | None:
    if facts.proposal.kind == "escalation":
        return hold("it asks for a further stage, of a case that was not found")
    if facts.proposal.kind == "follow_up" and facts.proposal.act == "consent":
        return hold("it gives permission for somebody to act, in a matter that was not found")
    if facts.proposal.kind == "follow_up":
        return hold("it asks after something sent before, which was not found on the record")
    if facts.proposal.kind == "spam" and facts.match is None and _is_surely_spam(facts):
        return Decision(Act.FILE, "advertising or fraud, of nobody on the record: it is kept")
    if facts.proposal.kind == "spam":
        return hold("it looks like advertising or fraud")
    if facts.proposal.kind == "automatic":
        return hold(
            "it reads like an automatic answer, and nothing in its header says that it is one"
        )
    return None


def _is_surely_spam(facts: Facts) -> bool:
    """Whoever sells to a council may have something to complain of as well: without a doubt, a danger or a form."""
    return facts.proposal.confidence >= SURELY_SPAM and not facts.proposal.flags


def _exclusion(facts: Facts) -> Decision | None:
    code = facts.proposal.exclusion
    if code == "anonymous" and facts.registers_anonymous:
        return None
    if code or facts.grounds or facts.proposal.kind == "other_process":
        return hold(grounds.why_looked_at(code, facts.grounds))
    return None


def _third_party(facts: Facts) -> Decision | None:
    if facts.asks_about_members and "elected_member" in facts.proposal.flags:
        return hold("an elected member seems to write for somebody")
    if (
        "third_party" in facts.proposal.flags
        and "third_party_consent_given" not in facts.proposal.flags
    ):
        return hold("somebody seems to write for somebody else, without their consent")
    return None


def _led_elsewhere(facts: Facts) -> Decision | None:
    if facts.led_by and facts.proposal.kind == "complaint":
        why = f"{facts.led_by} leads the service and deals with complaints about it: a person passes it on"
        return hold(why)
    return None


def _from_within(facts: Facts) -> Decision | None:
    """Whoever works here may complain as a resident, or take down for one what they said on the telephone."""
    if facts.from_within:
        return hold(
            "it came from within the council: a person says whose it is, and who is answered"
        )
    return None


def _wants_no_answer(facts: Facts) -> Decision | None:
    if facts.wants_no_answer:
        return hold(
            "they want no answer, which the policy calls feedback: a person says which it is"
        )
    return None


def _no_address(facts: Facts) -> Decision | None:
    if not facts.address and not facts.registers_anonymous:
        return hold("there is nobody to answer")
    return None


def _settled(facts: Facts) -> Decision | None:
    """The policy does not look at the same matter again so soon; whether it is the same, a person says."""
    if facts.settled and facts.proposal.kind == "complaint":
        return hold(f"it may be what {facts.settled} has had its last answer for, not long ago")
    return None


def _first_report(facts: Facts) -> Decision | None:
    """A repair that may be heard of for the first time: under the policy that is a request, which a person says."""
    if facts.may_be_new:
        return hold(
            "a repair that may never have been reported: then it is a request for the service"
        )
    return None


def _no_word_of_it(facts: Facts) -> Decision | None:
    """Dissatisfied, but not surely a complaint: the writer is asked, and a person sees what they need meanwhile."""
    sure = facts.proposal.services and facts.proposal.confidence >= facts.threshold
    if not facts.to_be_asked or sure:
        return None
    why = "unhappy, but does not say that it is a complaint: the writer is asked whether to make it one"
    return replace(hold(why), asks=True)


def _unsure(facts: Facts) -> Decision | None:
    if not facts.proposal.services:
        return hold(facts.proposal.for_a_person or "which service it is about was not clear")
    if facts.proposal.kind not in facts.known_kinds:
        return hold(f"this council's policy registers no {facts.proposal.kind.replace('_', ' ')}")
    if facts.proposal.confidence < facts.threshold:
        return hold(facts.proposal.for_a_person or _not_sure(facts))
    return None


def _not_sure(facts: Facts) -> str:
    sure = f"{in_percent(facts.proposal.confidence)} sure; {facts.threshold:.0%} is needed"
    if any(one.label.startswith(FOR_A_PERSON) for one in facts.proposal.because):
        return f"it is worded like mail that a person had to look at first ({sure})"
    if len(facts.proposal.services) > 1:
        return f"it seems to be about more than one service: a person says who answers ({sure})"
    return f"it was not clear enough what it is and which service it is about ({sure})"


def _answered_enough(facts: Facts) -> Decision | None:
    """Two machines that answer each other end here (RFC 3834, section 2): the mail is kept, and a person looks."""
    if facts.answered_today >= facts.answers_a_day:
        return hold(
            "its sender had so many answers within a day that it may be a machine that answers our letters"
            f" ({facts.answered_today})"
        )
    return None


def _too_many(facts: Facts) -> Decision | None:
    if facts.opened_today >= CASES_A_DAY:
        return hold(
            f"the same person has opened {facts.opened_today} cases today: a machine, or somebody in need"
        )
    return None


def _register(facts: Facts) -> Decision | None:
    named = facts.proposal.kind.replace("_", " ")
    return Decision(Act.REGISTER, f"a new {named}", "new")


# The whole of it on one screen: asked from the top, the first that speaks decides.
RULES: tuple[Rule, ...] = (
    _only_the_header,
    _our_own_letter,
    _delivery_report,
    _in_danger,
    _automatic,
    _from_our_address,
    _forged,
    _flawed,
    _answered_enough,
    on_a_case.officer,
    _restricted,
    _nothing_to_read,
    _two_candidates,
    on_a_case.ombudsman,
    on_a_case.permission,
    on_a_case.survey,
    on_a_case.offer,
    on_a_case.stranger,
    on_a_case.belongs_to_case,
    on_a_case.may_belong_to_case,
    beside_what_waits,
    _without_a_case,
    _exclusion,
    _third_party,
    _led_elsewhere,
    _no_address,
    _from_within,
    _wants_no_answer,
    _settled,
    _first_report,
    _no_word_of_it,
    _unsure,
    _too_many,
    _register,
)
