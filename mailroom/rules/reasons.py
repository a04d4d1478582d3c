"""How a reason for a proposal is headed where a person reads it: services by their name, no code words. Pure."""

from __future__ import annotations

from collections.abc import Mapping

# How a service is told that was heard and not taken: the rules' own, and one beside it.
SOUNDS, MIGHT = "sounded like ", "might also be "
# What speaks for a person's look, and for nothing that the mail might be.
FOR_A_PERSON = "for a person"


def headed(label: str, services: Mapping[str, str]) -> str:
    """A reason's head in words; `services` has the names by their ids."""
    before = before_it(label)
    subject, comma, after = label.removeprefix(before).partition(",")
    named = services.get(subject) or subject.replace("_", " ")
    return f"{before}{named}{comma}{after.replace('_', ' ')}"


def before_it(label: str) -> str:
    """What tells that the service named was heard and not taken; '' of what was."""
    return next((one for one in (SOUNDS, MIGHT) if label.startswith(one)), "")
