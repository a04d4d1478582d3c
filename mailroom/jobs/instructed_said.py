"""What a form of a message's page says, as the plain values that its act is given and that are kept until then.

One function an act; `instructed_acts.ACTS` holds the two together. Touches nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from mailroom.jobs.by_hand import CannotBeDone

CHANNELS = ("email", "telephone", "counter", "letter", "social media", "form")
# What came so was taken down, or scanned, and mailed to us by somebody else.
NOT_BY_MAIL = ("telephone", "counter", "letter")
_NOTED = ("channel", "assisted_by", "desired_outcome", "not_ours", "category", "complexity")


class Filled(Protocol):
    """A form that somebody filled in: places by name, some of them more than once."""

    def get(self, key: str, default: str, /) -> str:
        """What stands in a place."""
        ...

    def getlist(self, key: str, /) -> list[str]:
        """All that stands in the places of one name."""
        ...


def wishes(form: Filled, prefix: str = "") -> dict[str, Any]:
    """How a message is to be registered, as the form says."""
    said: dict[str, Any] = {
        "kind": form.get(f"{prefix}kind", "complaint"),
        "service": form.get(f"{prefix}service", ""),
        "others": [one for one in form.getlist(f"{prefix}others") if one],
        "flags": form.getlist(f"{prefix}flags"),
        "informal": bool(form.get(f"{prefix}informal", "")),
        "why": form.get(f"{prefix}why", "").strip(),
        "allowed_by": form.get(f"{prefix}allowed_by", "").strip(),
        "in_spite_of": form.get(f"{prefix}in_spite_of", ""),
        "same_matter": form.get(f"{prefix}same_matter", "").strip(),
        "grew_out_of": form.get(f"{prefix}grew_out_of", "").strip(),
        "stage": _number(form.get(f"{prefix}stage", "1")),
        "returned": bool(form.get(f"{prefix}returned", "")),
        "noted": {
            name: form.get(name, "").strip() for name in _NOTED if form.get(name, "").strip()
        },
    }
    if form.get("received", ""):
        said["first_received_on"] = _day(form.get("received", ""))
    if any(form.get(name, "") for name in ("for_whom", "permission", "member")):
        said["behalf"] = _behalf(form)
    if form.get("address", "").strip():
        said["home"] = _home(form)
    return said


def _behalf(form: Filled) -> dict[str, Any]:
    return {
        "name": form.get("for_whom", "").strip(),
        "email": form.get("for_email", "").strip().lower(),
        "shown_by": form.get("permission", "").strip(),
        "member": bool(form.get("member", "")),
        "principal": bool(form.get("principal", "")),
    }


def _home(form: Filled) -> dict[str, Any]:
    return {
        "address": form.get("address", "").strip(),
        "name": form.get("name", "").strip(),
        "by_post": form.get("channel", "") in NOT_BY_MAIL,
    }


def _number(written: str) -> int:
    return int(written) if written.strip().isdecimal() and len(written) < 4 else 1


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        raise CannotBeDone(f"{written} is no day.", do="Write it as 2026-03-04.") from None


def read_register(form: Filled) -> dict[str, Any]:
    """How it is to be registered."""
    return wishes(form)


def read_ask(form: Filled) -> dict[str, Any]:
    """The same, and the question to the resident."""
    return {"wishes": wishes(form), "question": form.get("question", "")}


def read_split(form: Filled) -> dict[str, Any]:
    """Two parts, each with its own words."""
    parts = [
        {"wishes": wishes(form, f"{one}_"), "text": form.get(f"{one}_text", "")}
        for one in ("first", "second")
    ]
    return {"parts": parts}


def read_attach(form: Filled) -> dict[str, Any]:
    """To which case it belongs, and as what."""
    return {name: form.get(name, "").strip() for name in ("reference", "as", "why")}


def read_refuse(form: Filled) -> dict[str, Any]:
    """On what ground it is not taken up, and the words of the letter."""
    names = ("why", "evidence", "say", "part", "contact", "letter")
    words = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in names}
    return {
        "exclusion": form.get("exclusion", ""),
        "service": form.get("service", ""),
        "words": words,
    }


def read_transfer(form: Filled) -> dict[str, Any]:
    """To whom it is handed."""
    said: dict[str, Any] = {
        name: form.get(name, "").strip() for name in ("service", "to", "contact", "why")
    }
    return {**said, "forward": bool(form.get("forward", ""))}


def read_decline(form: Filled) -> dict[str, Any]:
    """Why no further stage is opened."""
    return {name: form.get(name, "").strip() for name in ("reference", "reason", "why")}


def read_settle(form: Filled) -> dict[str, Any]:
    """Which service settled it, and how."""
    return {name: form.get(name, "").strip() for name in ("service", "why")}


def read_offer(form: Filled) -> dict[str, Any]:
    """Words beside the question whether it is a complaint."""
    return {"say": form.get("say", "").strip()}


def read_officer(form: Filled) -> dict[str, Any]:
    """What an officer asked for, and the words for the resident."""
    return {name: form.get(name, "").strip() for name in ("reference", "words")}


def read_file(form: Filled) -> dict[str, Any]:
    """Why it is kept without an answer; CannotBeDone where nobody says."""
    why = form.get("why", "").strip() or form.get("what", "").strip()
    if not why:
        raise CannotBeDone("It is kept with the reason for it.", do="Say why.")
    return {
        "why": why,
        "checked": form.get("checked", "").strip(),
        "annual_letter": form.get("what", "") == "annual",
    }
