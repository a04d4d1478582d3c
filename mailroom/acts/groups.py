"""Several people about one matter: looked into together, one report, and to each of them a letter of their own.

Nobody learns from us who else complained. What concerns one of them alone is answered apart.
"""

from __future__ import annotations

from letters.words import in_words
from mailroom.acts import answers, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.officers_letters import Done, Matter, Outcome, Wrong
from mailroom.rules.officers import Command
from mailroom.rules.reading import Reading
from store import cases
from store.states import CaseStatus


def join(ledger: Ledger, file: cases.CaseFile, other: cases.CaseFile) -> None:
    """Put two cases together; each of the group is told once that all is looked into together."""
    first = other.case.group_id or file.case.group_id or other.case.id
    apart = {one.case.group_id for one in (file, other)} - {None, first}
    ids = {file.case.id, other.case.id}
    for group_id in apart:
        assert group_id is not None
        ids.update(cases.cases_in_group(ledger.conn, group_id))
    for case_id in sorted(ids):
        cases.change_case(ledger.conn, case_id, group_id=first)
    cases.change_case(ledger.conn, first, group_id=first)
    for one in (file, other):
        ledger.note("joined", f"the group of case {first}", case_id=one.case.id)
    for member in members(ledger, first):
        _tell(ledger, member)


def members(ledger: Ledger, group_id: int) -> list[cases.CaseFile]:
    """The cases of a group, oldest first."""
    ids = cases.cases_in_group(ledger.conn, group_id)
    found = cases.case_files(ledger.conn, ids)
    return [found[one] for one in ids]


def _tell(ledger: Ledger, file: cases.CaseFile) -> None:
    """That others complain too, where the policy promises one report; once, and only before the answer."""
    stage = file.stages[-1]
    resident = letters.complainant(file)
    one_report = stages.policy_of(ledger.house, file.case).collective.one_report
    if not one_report or resident is None or stage.answered_at is not None:
        return
    order = Order(
        "collective_notice",
        resident,
        f"collective_notice:{file.case.id}",
        file,
        stage,
        thread=letters.latest_thread(ledger, file, resident.email),
        extra={"collective": {}},
    )
    letters.write(ledger, order)


def answer_all(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading, command: Command
) -> str:
    """One report as the answer to every case of the group that waits for one at this stage; in words what was done.

    Each complainant has it as a letter of their own, with their own reference; the coordinators have one copy.
    """
    group = members(ledger, file.case.group_id) if file.case.group_id is not None else [file]
    # The case that the officer answered first: the coordinators' one copy is of that.
    group.sort(key=lambda one: one.case.id != file.case.id)
    done: list[str] = []
    not_done: list[str] = []
    for member in group:
        latest = member.stages[-1]
        if latest.number != stage.number or stages.is_settled(member):
            continue
        outcome = answers.answer(ledger, Matter(member, latest, reading), command)
        if done:
            _without_copies(ledger, member.case.id)
        if isinstance(outcome, Wrong):
            not_done.append(f"{member.case.reference} was not answered: {outcome.words}")
        else:
            done.append(member.case.reference)
    said = [f"answered {in_words(done)}"] if done else []
    if not said and not not_done:
        return f"found no case of the group that waits for an answer at stage {stage.number}"
    return "; ".join([*said, *not_done])


def report(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """An officer's one report to the whole group, or why there is none to send it to."""
    if matter.file.case.group_id is None:
        return Wrong("no other complaint was put together with this one: write ANSWER, without ALL")
    return Done((answer_all(ledger, matter.file, matter.stage, matter.reading, command),))


def _without_copies(ledger: Ledger, case_id: int) -> None:
    """The coordinators have the report already: of the letters not yet written their copies are left out."""
    ledger.letters[:] = [
        one for one in ledger.letters if one.case_id != case_id or one.letter != "response_copy"
    ]


def may_be_answered_apart(ledger: Ledger, file: cases.CaseFile) -> bool:
    """Whether a case answered with its group may have an answer of its own besides, for what concerns one person."""
    rule = stages.policy_of(ledger.house, file.case).collective
    waits = file.case.status is CaseStatus.ANSWERED
    return waits and file.case.group_id is not None and rule.personal_points_apart
