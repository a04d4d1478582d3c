"""The acts a person can decide on for a message, each by its name and with what they said as plain values.

Plain, for they are kept until they are carried out. Each gives in words what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailroom.acts.parties import Behalf, Home
from mailroom.house import House
from mailroom.jobs import (
    by_hand,
    by_hand_confirm,
    by_hand_decide,
    by_hand_groups,
    by_hand_offer,
    by_hand_officers,
    by_hand_refuse,
    by_hand_register,
    by_hand_settle,
    by_hand_split,
    instructed_said,
    officers_desk,
)
from mailroom.jobs.by_hand_refuse import Words
from mailroom.jobs.by_hand_register import Wishes
from mailroom.rules import disposition
from parsers.documents import Reader

Said = Mapping[str, Any]
ATTACHED = {
    "addition": disposition.Act.UPDATE,
    "next-stage": disposition.Act.ESCALATE,
    "reopening": disposition.Act.REOPEN,
    "withdrawal": disposition.Act.WITHDRAW,
    "permission": disposition.Act.CONSENT,
    "ombudsman": disposition.Act.EXTERNAL,
}
# What an officer asks for on the page of a case.
AS_OFFICER = "as-officer"
REPORT_FOR_ALL = "report-for-all"


def wishes_of(said: Said) -> Wishes:
    """How a person wants a message registered, from plain values; what is not said is as ever."""
    given = {key: value for key, value in said.items() if key in Wishes.__dataclass_fields__}
    if given.get("behalf"):
        given["behalf"] = Behalf(**given["behalf"])
    if given.get("home"):
        given["home"] = Home(**given["home"])
    if given.get("first_received_on"):
        given["first_received_on"] = date.fromisoformat(given["first_received_on"])
    for name in ("others", "flags"):
        given[name] = tuple(given.get(name) or ())
    return Wishes(**given)


def _register(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    wishes = wishes_of(said)
    reference = by_hand_register.register(house, reader, number, by, wishes)
    return f"registered as {reference} ({wishes.kind.replace('_', ' ')})"


def _ask(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    wishes, question = wishes_of(said["wishes"]), str(said["question"])
    reference = by_hand_split.register_and_ask(house, reader, number, by, wishes, question)
    return f"registered as {reference}, and the resident is asked"


def _split(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    parts = [(wishes_of(one["wishes"]), str(one["text"])) for one in said["parts"]]
    references = by_hand_split.split(house, reader, number, by, parts)
    return f"registered as {' and '.join(references)}"


def _attach(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    reference, what, why = str(said["reference"]), str(said["as"]), str(said.get("why", ""))
    if what == REPORT_FOR_ALL:
        return by_hand_groups.answer_all(house, reader, number, by, reference)
    by_hand.put_on_case(house, reader, number, by, reference, ATTACHED[what], why)
    return f"put on {reference.strip().upper()} ({what.replace('-', ' ')})"


def _refuse(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    words = Words(**said["words"])
    service = str(said.get("service", ""))
    code = str(said["exclusion"])
    reference = by_hand_refuse.refuse(house, reader, number, by, code, service, words)
    whole = f"not taken up ({code.replace('_', ' ')}), explained in {reference}"
    return whole if not words.part else f"a part not taken up, the rest is {reference}"


def _transfer(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    to = (str(said.get("to", "")), str(said.get("contact", "")))
    reference, told = by_hand_refuse.transfer(
        house, reader, number, by, said["service"], to, said["why"], forward=bool(said["forward"])
    )
    return f"{reference}: {told}"


def _decline(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    reference = str(said["reference"])
    by_hand_decide.decline_mail(
        house, reader, number, by, reference, str(said.get("reason", "")), str(said["why"])
    )
    return f"declined: {reference.strip().upper()} stays as it is"


def _settle(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    reference = by_hand_settle.settle(house, reader, number, by, said["service"], said["why"])
    return f"settled at source as {reference}"


def _offer(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    to = by_hand_offer.offer_for_mail(house, reader, number, by, str(said.get("say", "")))
    return f"{to} is asked whether it is a complaint"


def _officer(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    reference, words = str(said["reference"]), str(said.get("words", ""))
    done = by_hand_officers.carry_out(house, reader, number, by, reference, words)
    return f"{reference.strip().upper()}: {done}"


def _file(house: House, reader: Reader, number: int, by: str, said: Said) -> str:
    if said.get("annual_letter"):
        who = by_hand_confirm.keep_annual_letter(house, reader, number, by, said["why"])
        return f"kept; {who} is to look at it"
    by_hand.file_away(house, reader, number, by, said["why"], str(said.get("checked", "")))
    return f"filed: {said['why']}"


Do = Callable[[House, Reader, int, str, Said], str]


@dataclass(frozen=True, slots=True)
class Act:
    """A decision, and what carries it out."""

    do: Do
    # Reads what the form of a message's page says; None where no such page offers it.
    read: Callable[[instructed_said.Filled], dict[str, Any]] | None = None
    # Whether the message is the decision itself, written on the desk, and goes with it when it is taken back.
    is_own: bool = False


ACTS: Mapping[str, Act] = {
    "register": Act(_register, instructed_said.read_register),
    "ask": Act(_ask, instructed_said.read_ask),
    "split": Act(_split, instructed_said.read_split),
    "attach": Act(_attach, instructed_said.read_attach),
    "refuse": Act(_refuse, instructed_said.read_refuse),
    "transfer": Act(_transfer, instructed_said.read_transfer),
    "decline": Act(_decline, instructed_said.read_decline),
    "settle": Act(_settle, instructed_said.read_settle),
    "offer": Act(_offer, instructed_said.read_offer),
    "officer": Act(_officer, instructed_said.read_officer),
    "file": Act(_file, instructed_said.read_file),
    AS_OFFICER: Act(officers_desk.carry_out, is_own=True),
}
