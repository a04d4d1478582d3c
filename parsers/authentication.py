"""Whether the sender is who the From says, by the word of our own mail server (RFC 8601).

Nothing is verified here: the server that received the mail has done so and wrote down what it found. Anybody can
write such a field, so only the topmost one of a server the council names is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from authres import AuthenticationResultsHeader

# Characters: real fields have some hundred; the library's reader is recursive in comments.
_MAX_FIELD = 8_000

# The plain form that servers write, Exchange's `action=` too, once its comments are off. The library reads it the
# same (a test holds them equal) and takes fifty times as long; whatever is not so plain is left to it.
_COMMENT = re.compile(r"\([^()\\\"]*\)")
_PLAIN_ID = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.A)
_PROPERTY = r"(?:smtp|header|body|policy)\.[\w-]+=[\w.@+/=-]*"
_PLAIN_RESULT = re.compile(
    rf"((?!none)[a-z][\w-]*)=(\w+)(?:\s+reason=[\w.-]+)?((?:\s+(?:action=\w+|{_PROPERTY}))*)",
    re.A | re.I,
)


class Verdict(StrEnum):
    """What our own mail server found."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Authentication:
    """The verdict, the From domain that was authenticated ('' unless it passed), and why, in words."""

    verdict: Verdict
    domain: str
    why: str


@dataclass(frozen=True, slots=True)
class _Finding:
    """One method's result, such as dmarc=pass, with its properties by name."""

    method: str
    result: str
    properties: dict[str, str]


def read_authentication(
    headers: Iterable[tuple[str, str]], trusted_authserv: Sequence[str], from_domain: str
) -> Authentication:
    """What the topmost trusted Authentication-Results says of the From domain."""
    fields = [value for name, value in headers if name.lower() == "authentication-results"]
    if not trusted_authserv:
        return _none("No mail server is named as trusted.")
    if not from_domain:
        return _none("The From names no single domain.")
    trusted = [name.strip().lower() for name in trusted_authserv]
    for place, value in enumerate(fields):
        findings = _read_field(value, trusted, topmost=place == 0)
        if findings is not None:
            return _judge(findings, from_domain.lower().rstrip("."))
    return _none("No Authentication-Results of a trusted server.")


def _none(why: str) -> Authentication:
    return Authentication(Verdict.NONE, "", why)


def _read_field(value: str, trusted: Sequence[str], *, topmost: bool) -> list[_Finding] | None:
    """The findings of a field if a trusted server wrote it, else None.

    Exchange Online leaves its own name out; then the topmost field is taken for the trusted server's.
    """
    server, findings = _parse(value)
    if server in trusted:
        return findings
    nameless = "=" in value.partition(";")[0].partition("(")[0]
    if topmost and nameless:
        return _parse(f"{trusted[0]}; {value}")[1]
    return None


def _parse(value: str) -> tuple[str, list[_Finding] | None]:
    """The server that wrote a field, in lower case, and its findings; '' and None where it cannot be read."""
    text = " ".join(value[:_MAX_FIELD].rstrip("; \t\r\n").split())
    plain = _read_plain(text)
    if plain is not None:
        return plain
    parsed = _ask_library(text)
    if parsed is None:
        return "", None
    return str(parsed.authserv_id).lower(), _findings(parsed)


def _read_plain(text: str) -> tuple[str, list[_Finding]] | None:
    """The server and its findings where the field is of the plain form; None leaves it to the library."""
    server, *results = (part.strip() for part in _COMMENT.sub(" ", text).split(";"))
    printable = text.isascii() and text.isprintable()
    if not printable or not results or _PLAIN_ID.fullmatch(server) is None:
        return None
    findings = []
    for result in results:
        found = _PLAIN_RESULT.fullmatch(result)
        if found is None:
            return None
        items = (item.partition("=") for item in found.group(3).lower().split())
        properties = {name: value for name, _, value in items if name != "action"}
        findings.append(_Finding(found.group(1).lower(), found.group(2).lower(), properties))
    return server.lower(), findings


def _ask_library(text: str) -> Any:
    """The library's reading (it has no types), or None: it raises on what real servers write."""
    try:
        return AuthenticationResultsHeader.parse(f"Authentication-Results: {text}")
    except Exception:  # its own SyntaxError, and IndexError or RecursionError on hostile fields
        return None


def _findings(parsed: Any) -> list[_Finding]:
    findings = []
    for result in parsed.results:
        if getattr(result, "method", None):
            properties = {
                f"{one.type}.{one.name}".lower(): str(one.value or "").lower()
                for one in result.properties
            }
            findings.append(_Finding(result.method.lower(), str(result.result).lower(), properties))
    return findings


def _judge(findings: Sequence[_Finding], domain: str) -> Authentication:
    """DMARC decides where it was asked; composite authentication stands in for it; else SPF or DKIM that align."""
    dmarc = [one for one in findings if one.method == "dmarc" and one.result != "none"]
    if any(one.result == "fail" for one in dmarc):
        return Authentication(Verdict.FAIL, "", f"DMARC failed for {domain}.")
    about = next(
        (one.properties.get("header.from", "") for one in findings if one.method == "dmarc"), ""
    )
    if about and not _aligned(about, domain):
        return _none(f"DMARC is about {about}, the From about {domain}.")
    for one in findings:
        if one.method in ("dmarc", "compauth") and one.result == "pass":
            return Authentication(Verdict.PASS, domain, f"{one.method} passed for {domain}.")
    if any(one.method == "compauth" for one in findings) or any(
        one.result != "bestguesspass" for one in dmarc
    ):
        return _none(f"DMARC or composite authentication did not pass for {domain}.")
    return _judge_without_dmarc(findings, domain)


def _judge_without_dmarc(findings: Sequence[_Finding], domain: str) -> Authentication:
    for one in findings:
        if one.method in ("spf", "dkim") and one.result == "pass":
            shown = _shown_domain(one)
            if shown and _aligned(shown, domain):
                return Authentication(Verdict.PASS, domain, f"{one.method} passed for {shown}.")
    return _none(f"Neither SPF nor DKIM passed for {domain}.")


def _shown_domain(finding: _Finding) -> str:
    """The domain an SPF or DKIM result is about."""
    names: tuple[str, ...] = ("smtp.mailfrom", "smtp.mail", "smtp.from", "header.d", "header.i")
    if finding.method == "dkim":
        names = ("header.d", "header.i")
    value = next((finding.properties[name] for name in names if finding.properties.get(name)), "")
    return value.rpartition("@")[2].strip("<>. ")


def _aligned(one: str, other: str) -> bool:
    """Relaxed alignment (RFC 7489 3.1): the same domain, or one below the other."""
    one, other = one.strip("."), other.strip(".")
    if "." not in one or "." not in other:
        return one == other
    return one == other or one.endswith("." + other) or other.endswith("." + one)
