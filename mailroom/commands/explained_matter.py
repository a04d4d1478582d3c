"""The paragraphs of `mailroom explain` on what was thought: whose case it is, what it seems to be or is read as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailroom.commands.explained_layout import indented, section
from mailroom.house import House
from mailroom.jobs.clues import thread_ids
from mailroom.jobs.facts import Gathered
from mailroom.rules.certainty import in_percent
from mailroom.rules.colleagues import is_by_colleague, is_in_our_name, read_as
from mailroom.rules.decision import Act, Decision, Facts
from mailroom.rules.grounds import named
from mailroom.rules.matching import Candidates, Clue, Rung, Strength
from mailroom.rules.officers import Command
from mailroom.rules.reading import Reading
from mailroom.rules.reasons import FOR_A_PERSON, SOUNDS, before_it, headed
from mailroom.rules.triage import Because, Proposal
from mailroom.rules.workdays import local_date
from store import cases, outbox
from store.session import Connection

_TO_OUR_LETTER = (Rung.ADDRESS, Rung.LETTER)
# The rules that ask how sure it is, where nothing else stood against the mail.
_ASK_HOW_SURE = ("unsure", "register")
_MACHINES = ("automatic", "delivery report")
_KINDS = {
    "follow_up": "something on an older matter",
    "escalation": "asks for the next stage",
    "other_process": "something for another procedure",
    "spam": "advertising or fraud",
    "ombudsman": "an Ombudsman's letter",
    "automatic": "an automatic answer",
}
_WANTS = {
    "chase": "asks what became of it",
    "information": "adds to it",
    "thanks": "thanks",
    "survey": "answers the survey",
    "withdrawal": "withdraws",
    "consent": "gives permission",
    "reopen": "asks for it to be looked at again",
}
_LONG_LETTER = 3


def matching(conn: Connection, read: Reading, clues: Sequence[Clue], facts: Facts) -> str:
    """Each sign that it belongs to an older case, strong before weak, and what follows from them."""
    if not clues:
        return "Which case it belongs to\n  Nothing points to an older case."
    replied = dict.fromkeys(one.case_id for one in clues if one.rung in _TO_OUR_LETTER)
    rows = [
        ("replies to our letter (certain)", f"{_reference(conn, one)}{_letter(conn, read, clues)}")
        for one in replied
    ]
    rows += [
        (f"{one.rung.value} ({one.strength.value})", f"{_reference(conn, one.case_id)}{_seen(one)}")
        for one in clues
        if one.rung not in _TO_OUR_LETTER
    ]
    return section("Which case it belongs to", [*rows, *_chosen(conn, read, facts)])


def _seen(clue: Clue) -> str:
    # What a thread goes by is a machine's name for a mail.
    return "" if clue.rung is Rung.THREAD else f": {clue.seen}"


def _letter(conn: Connection, read: Reading, clues: Sequence[Clue]) -> str:
    """Which letter it answers, by its day and whom it went to."""
    role = next((one.role for one in clues if one.rung in _TO_OUR_LETTER and one.role), "")
    to = f" to the {role}" if role else ""
    found = (outbox.find_by_message_id(conn, one) for one in thread_ids(read.message))
    letter = next((one for one in found if one is not None), None)
    if letter is None:
        return f": sent to the address that stands in our letters{to}" if role else ""
    return f": our letter of {local_date(letter.written_at):%-d %B %Y}{to}"


def _chosen(conn: Connection, read: Reading, facts: Facts) -> Iterator[tuple[str, str]]:
    if isinstance(facts.match, Candidates):
        yield "chosen", "More than one case: a person has to choose."
    elif facts.match is None:
        yield "chosen", "None of these cases is on the record any more."
    else:
        clue = facts.match.clue
        head = "may be" if clue.strength is Strength.WEAK else "chosen"
        yield head, f"{_reference(conn, clue.case_id)}{_party(read, facts)}"


def _party(read: Reading, facts: Facts) -> str:
    """How the sender stands to the case: a colleague deals with it, a resident is a party."""
    if is_in_our_name(facts):
        return ""
    if not is_by_colleague(facts, read):
        return f", to which the sender {'is' if facts.sender_is_party else 'is not known to be'} a party."
    claim = facts.claim
    if claim is None:
        return "."
    deals = claim.sender in (claim.owner, claim.accountable)
    return f"; the sender {'deals with this case' if deals else f'does not deal with it, {claim.owner} does'}."


def _reference(conn: Connection, case_id: int) -> str:
    file = cases.case_files(conn, [case_id]).get(case_id)
    return file.case.reference if file else f"case {case_id} (no longer on the record)"


def matter(house: House, read: Reading, known: Gathered, decision: Decision) -> str:
    """What it seems to be: a machine's mail, what a colleague wants, or a resident's matter with its reasons."""
    spoke = decision.trail[-1] if decision.trail else ""
    if spoke in _MACHINES and decision.act is not Act.HOLD:
        return section("What it seems to be", [("kind", "a machine's mail")])
    if is_by_colleague(known.facts, read):
        return _officer(read, known.command, decision)
    # Of what may not be a colleague's, and is no resident's matter, nothing more is said.
    return "" if is_in_our_name(known.facts) else _proposal(house, known.facts, spoke)


def _proposal(house: House, facts: Facts, spoke: str) -> str:
    said = facts.proposal
    # What belongs to a case has the case's service.
    unclear = "not clear" if facts.case is None else ""
    names = {one.id: one.name for one in house.config.services}
    rows = [
        ("kind", _kind(said)),
        ("taken by itself", _called(said.alone) if said.alone != said.kind else ""),
        ("service", ", ".join(names.get(one, one) for one in said.services) or unclear),
        ("may not be for this procedure", named(said.exclusion, facts.grounds)),
        ("marked", ", ".join(said.flags).replace("_", " ")),
        ("how sure", _how_sure(facts) if spoke in _ASK_HOW_SURE else ""),
    ]
    told = (one for one in dict.fromkeys(said.because) if _counts(one, spoke))
    rows += [_reason(one, said, names) for one in told]
    return section("What it seems to be", rows)


def _counts(one: Because, spoke: str) -> bool:
    """Whether a reason tells anything: not a sign that any text bears, nor for a look that nobody takes."""
    return len(one.words) > 1 and (spoke == "unsure" or not one.label.startswith(FOR_A_PERSON))


def _reason(one: Because, said: Proposal, names: dict[str, str]) -> tuple[str, str]:
    head, before = headed(one.label, names), before_it(one.label)
    if before == SOUNDS:
        services = " and ".join(names.get(service, service) for service in said.services)
        return head, f"{one.words} (the wording as a whole is like letters about {services})"
    return head if before else f"because ({head})", one.words


def _kind(said: Proposal) -> str:
    # What somebody wants matters only of what goes on with something.
    wants = _WANTS.get(said.act, said.act) if said.kind == "follow_up" else ""
    return _called(said.kind) + (f" ({wants})" if wants else "")


def _called(kind: str) -> str:
    return _KINDS.get(kind, kind.replace("_", " "))


def _how_sure(facts: Facts) -> str:
    """How sure it is, beside what is needed; '' where a person is asked whatever the words."""
    said = facts.proposal
    if said.for_a_person or not said.services:
        return ""
    enough = "sure enough" if said.confidence >= facts.threshold else "not sure enough"
    return f"{enough} ({in_percent(said.confidence)}; {facts.threshold:.0%} is needed)"


def _officer(read: Reading, command: Command | None, decision: Decision) -> str:
    """What a colleague's mail is read as, by which words, and the letter as it was cut out."""
    if command is None:
        return ""
    unclear = command.asks or command.wrong
    rows = [
        ("read as", read_as(command)),
        ("by the words", command.because),
        ("what is unclear", unclear if unclear not in decision.reason else ""),
    ]
    found = section("What the officer wants", rows)
    if not command.is_letter:
        return found
    return f"{found}\n\nThe letter in it\n{indented(_letter_in(read, command.text))}"


def _letter_in(read: Reading, text: str) -> str:
    """The letter; of one that stands in the mail above as it is, where it begins and ends."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) <= _LONG_LETTER or _one_line(text) not in _one_line(read.message.body.own):
        return text
    return "\n".join((lines[0], f"… (as above, {len(text.split())} words)", lines[-1]))


def _one_line(text: str) -> str:
    return " ".join(text.split())
