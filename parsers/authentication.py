"""Whether the sender is who the From says, by the word of our own mail server (RFC 8601); we verify nothing here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What our own mail server found."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Authentication:
    """The verdict, the From domain it is about, and why, in words."""

    verdict: Verdict
    domain: str
    why: str


def read_authentication(
    headers: Iterable[tuple[str, str]], trusted_authserv: Sequence[str], from_domain: str
) -> Authentication:
    """The verdict of the topmost Authentication-Results of a trusted server."""
    return Authentication(Verdict.NONE, "", "not read yet")
