"""Names that cannot be guessed: case references with a check letter, signed addresses, signed Message-IDs.

A reference is for people and proves nothing. A signed address is for machines: it names case, stage, verb and
person, and bears an HMAC, so that whoever writes to it has had our letter in hand. Pure: the secret and the
nonce are arguments.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from functools import lru_cache

# Letters and digits that are not mistaken for one another on paper or on the telephone: no 0/O,
# 1/I/L, 2/Z, 5/S, 8/B, U/V.
CHECK_LETTERS = "ACDEFGHJKMNPQRTWXY3479"
# 80 bits: the design asks for at least 64; 16 characters of base32 without padding.
MAC_BYTES = 10
# RFC 5321 section 4.5.3.1.1: a local part is at most 64 octets.
LOCAL_PART_LIMIT = 64
# What a verb may be called in an address; a resident's letter has none to choose from but `reply`.
REPLY = "reply"

_WORD = r"[a-z0-9]{1,12}"
_TOKEN = re.compile(rf"^([0-9a-z]{{1,10}})\.([0-9])\.({_WORD})\.([a-z2-7]{{8}})\.([a-z2-7]{{16}})$")


def make_reference(prefix: str, year: int, number: int) -> str:
    """A case's reference, `FBC-2026-00042-K`: who, when, which, and a letter that catches a slip of the pen."""
    stem = f"{prefix.upper()}-{year}-{number:05d}"
    return f"{stem}-{_check_letter(stem)}"


def find_references(text: str, prefix: str) -> tuple[str, ...]:
    """The references of ours in a text, in order, once each; one with a wrong check letter is none of ours."""
    found: dict[str, None] = {}
    for year, number, check in _written(prefix).findall(text):
        stem = f"{prefix.upper()}-{year}-{number}"
        if _check_letter(stem) == check.upper():
            found[f"{stem}-{check.upper()}"] = None
    return tuple(found)


# A council has one prefix.
@lru_cache(maxsize=8)
def _written(prefix: str) -> re.Pattern[str]:
    """A reference as people write it."""
    return re.compile(
        rf"\b{re.escape(prefix)}[-‐–/ ]?(20\d\d)[-‐–/ ]?(\d{{5,7}})[-‐–/ ]?([A-Z\d])\b",
        re.IGNORECASE,
    )


def _check_letter(stem: str) -> str:
    # Weights that differ for neighbours catch a swap of two digits as well as one wrong digit.
    total = sum(weight * ord(character) for weight, character in enumerate(stem, start=3))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)]


@dataclass(frozen=True, slots=True)
class Token:
    """What a signed address or Message-ID says: case number, stage, verb, and a tag of the person it was given to."""

    case_id: int
    stage: int
    verb: str
    person: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs and reads addresses `feedback+<token>@council` and Message-IDs, with the council's secret."""

    secret: bytes = field(repr=False)
    address: str

    def person(self, email: str) -> str:
        """A tag of eight letters that stands for a person's address without showing it."""
        return _person(self.secret, email.strip().lower())

    def reply_address(self, case_id: int, stage: int, verb: str, email: str) -> str:
        """The address whose mail belongs to this case, stage, verb and person (RFC 5233 subaddress)."""
        local, _, domain = self.address.partition("@")
        signed = f"{local}+{self._signed(case_id, stage, verb, email)}"
        if len(signed) > LOCAL_PART_LIMIT:
            raise ValueError(
                f"{local}@ is too long for plus addressing: {len(signed)} of {LOCAL_PART_LIMIT} characters"
            )
        return f"{signed}@{domain}"

    def message_id(self, case_id: int, stage: int, verb: str, email: str, nonce: str) -> str:
        """A Message-ID, without its brackets, that proves whose letter a reply is to where there is no plus
        addressing.
        """
        _, _, domain = self.address.partition("@")
        return f"{nonce}.{self._signed(case_id, stage, verb, email)}@{domain}"

    def read_address(self, address: str) -> Token | None:
        """What a signed address says; None where it is no signed one, is another council's, or was tampered with."""
        local, _, domain = address.strip().strip("<>").lower().partition("@")
        own_local, _, own_domain = self.address.lower().partition("@")
        stem, plus, token = local.partition("+")
        if not plus or stem != own_local or domain != own_domain:
            return None
        return self._read(token)

    def read_message_id(self, message_id: str) -> Token | None:
        """What one of our own Message-IDs says; None where it is not ours."""
        local, _, domain = message_id.strip().strip("<>").lower().partition("@")
        if domain != self.address.lower().partition("@")[2]:
            return None
        return self._read(local.partition(".")[2])

    def _signed(self, case_id: int, stage: int, verb: str, email: str) -> str:
        payload = f"{_base36(case_id)}.{stage}.{verb}.{self.person(email)}"
        return f"{payload}.{self._mac(payload)}"

    def _mac(self, payload: str) -> str:
        digest = hmac.digest(self.secret, b"address:" + payload.encode(), hashlib.sha256)
        return _base32(digest[:MAC_BYTES])

    def _read(self, token: str) -> Token | None:
        match = _TOKEN.match(token)
        if not match:
            return None
        number, stage, verb, person, mac = match.groups()
        if not hmac.compare_digest(self._mac(f"{number}.{stage}.{verb}.{person}"), mac):
            return None
        return Token(int(number, 36), int(stage), verb, person)


# A letter bears the same person in up to eight signed names, and an officer has thousands of letters.
@lru_cache(maxsize=4096)
def _person(secret: bytes, email: str) -> str:
    return _base32(hmac.digest(secret, b"person:" + email.encode(), hashlib.sha256)[:5])


def _base32(octets: bytes) -> str:
    return base64.b32encode(octets).decode().rstrip("=").lower()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"
