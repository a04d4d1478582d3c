"""Each act about a case: what was filled in goes to the function that the commands use, and words come back."""

from __future__ import annotations

from mailroom.acts.reaching import Way
from mailroom.desk.case_forms import Form, a_day, said
from mailroom.house import House
from mailroom.jobs import (
    by_hand_case,
    by_hand_confirm,
    by_hand_decide,
    by_hand_outside,
    by_hand_reach,
    by_hand_record,
    by_hand_refuse,
)
from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.jobs.by_hand_page import Page
from mailroom.jobs.by_hand_refuse import Words
from parsers.documents import Reader


def _ref(page: Page) -> str:
    return page.file.case.reference


def assign(house: House, reader: Reader, page: Page, by: str, form: Form) -> str:
    """Give the open stage to somebody else."""
    name = assign_stage(house, reader, _ref(page), said(form, "email"), by, said(form, "agreed"))
    return f"{_ref(page)} is {name}'s now."


def note(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Put a note on the file."""
    by_hand_case.note_words(house, _ref(page), by, said(form, "words"), said(form, "channel"))
    return "Noted."


def update(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Write to the resident how it stands."""
    name = house.config.directory[by].person.name
    to = by_hand_case.write_update(house, _ref(page), by, said(form, "words"), name)
    return f"{to} is written to."


def outcome(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """What came of the last stage, what was promised and learnt."""

    def lines(name: str) -> tuple[str, ...]:
        return tuple(one.strip() for one in said(form, name).splitlines() if one.strip())

    wanted = by_hand_record.record_outcome(
        house,
        _ref(page),
        by,
        said(form, "result"),
        lines("remedy"),
        lines("action"),
        said(form, "learning"),
    )
    return "Recorded." + (f" Still wanted: {'; '.join(wanted)}." if wanted else "")


def close(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Close the case."""
    by_hand_case.close(house, _ref(page), by, said(form, "why"))
    return f"{_ref(page)} is closed."


def withdraw(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """They want no more of it."""
    by_hand_case.withdraw(house, _ref(page), by)
    return f"{_ref(page)} is closed as withdrawn."


def reopen(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """The last stage begins again."""
    by_hand_case.reopen(house, _ref(page), by, said(form, "why"))
    return f"{_ref(page)} is open again."


def decide(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Look into the further stage that was asked for, refer it back, or decline it."""
    by_hand_decide.decide(
        house, _ref(page), by, said(form, "ruling"), said(form, "why"),
        reason=said(form, "reason"), to=said(form, "to"), recommend=said(form, "recommend"),
    )  # fmt: skip
    return "Decided; whom it concerns is told."


def refuse(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Not taken up after all."""
    names = ("why", "evidence", "say", "part", "contact")
    words = Words(*(said(form, name) for name in names))
    by_hand_refuse.refuse_case(house, _ref(page), by, said(form, "exclusion"), words)
    return "Not taken up; the letter explains it."


def take_up(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Taken up after all."""
    code, allowed = said(form, "exclusion"), said(form, "allowed_by")
    by_hand_refuse.take_up(house, _ref(page), by, code, allowed, said(form, "why"))
    return f"{_ref(page)} is taken up after all."


def join(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Look into two cases together."""
    by_hand_case.join(house, _ref(page), said(form, "other"), by)
    return "They are looked into together."


def consent(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Permission was given, or has ended."""
    given = said(form, "given") == "given"
    by_hand_case.give_permission(
        house, _ref(page), by, given=given, why=said(form, "why"), message=None
    )
    return "Permission noted." if given else "Permission ended."


def adjust(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """How somebody needs to be written to."""
    on = a_day(form, "discussed")
    by_hand_case.note_adjustment(house, _ref(page), by, said(form, "words"), on)
    return "Noted, and kept to from now on."


def write_by(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """By which way somebody is written to."""
    words = {name: said(form, name) for name in ("email", "address", "needs")}
    way = Way(by_post=said(form, "how") == "post", **words)
    told = by_hand_reach.write_by(house, _ref(page), by, way, said(form, "why"))
    return f"From now on {told}."


def flag(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Mark the case."""
    by_hand_case.mark(house, _ref(page), by, (said(form, "flag"),), said(form, "why"))
    return "Marked."


def informal(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """What came of settling it at once."""
    settled = said(form, "came_of_it") == "settled"
    by_hand_case.settle_informal(house, _ref(page), by, said(form, "why"), settled=settled)
    return "Settled." if settled else "The formal procedure begins."


def offer(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """Ask whether it is a complaint."""
    return f"{by_hand_confirm.offer(house, _ref(page), by, said(form, 'words'))} is asked."


def confirm(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """They said that it is one."""
    by_hand_confirm.confirm(house, _ref(page), by, a_day(form, "on"), said(form, "how"))
    return f"{_ref(page)} is a complaint from now on."


def ombudsman(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """The Ombudsman's view or decision."""
    what: by_hand_outside.Said = "decision" if said(form, "what") == "decision" else "view"
    by_hand_outside.note_ombudsman(house, _ref(page), by, what, said(form, "words"))
    return "Noted; whoever owes something for it is told."


def remedy(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """What became of a promise."""
    number = int(said(form, "which") or 0)
    if said(form, "became") == "done":
        return f"Done: {by_hand_record.finish_remedy(house, _ref(page), by, number)}."
    why, instead = said(form, "why"), said(form, "instead")
    if not why:
        raise ValueError("Say why it cannot be done: the resident reads it.")
    to = by_hand_record.drop_remedy(house, _ref(page), by, number, why, instead)
    return f"Dropped; {to} is told." if to else "Dropped."


def duty(house: House, _: Reader, page: Page, by: str, form: Form) -> str:
    """What was owed is done."""
    number = int(said(form, "which") or 0)
    if number not in {one.id for one in page.duties}:
        raise ValueError("That is not owed in this case.")
    return f"Done: {by_hand_case.finish_duty(house, number, by, said(form, 'note'))}"
