"""Whether the sender is who the From says, by the word of our own mail server (RFC 8601).

Nothing is verified here: the server that received the mail has done so and wrote down what it found. Anybody can
write such a field, so only the topmost one of a server the council names is believed. Where that one cannot be read
there is no verdict: a sender who can spoil it, by an address full of signs, must not be heard in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from authres import AuthenticationResultsHeader

# Characters: real fields have some hundred; of a longer one a sender may have pushed the end out of sight.
_MAX_FIELD = 8_000

# What stands in the configuration for a server that leaves its name out, as Exchange Online does.
NAMELESS = "exchange"
_MICROSOFT = "outlook.com"
_RESULTS = "authentication-results"
# Mail between two people of one tenant is not checked by DMARC; Exchange itself signed the sender in. It takes this
# field out of mail from outside (its header firewall), so it counts only where Exchange is our own server.
_INSIDE = "x-ms-exchange-organization-authas"

# The plain form that servers write, Exchange's `action=` too, once its comments are off. The library reads it the
# same (a test holds them equal) and takes fifty times as long; whatever is not so plain is left to it.
_COMMENT = re.compile(r"\([^()\\\"]*\)")
_COMMENTS = re.compile(r"\)\s*\(")  # side by side: the library gives such a field up
_PLAIN_ID = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.A)
_PROPERTY = r"(?:smtp|header|body|policy)\.[\w-]+=(?:[\w.+/=-]+(?:@[\w.-]+)?|@[\w.-]+)"
_PLAIN_RESULT = re.compile(
    rf"((?!none)[a-z][\w-]*)=(\w+)(?:\s+reason=[\w.-]+)?((?:\s+(?:action=\w+|{_PROPERTY}))*)",
    re.A | re.I,
)
# For fields that cannot be read by the rules: a result that stands alone in its place, and its mention anywhere.
_LOOSE_RESULT = re.compile(r"\s*(dmarc|compauth)\s*=\s*(\w+)(?=\s|$)(.*)", re.A | re.I | re.S)
_LOOSE_FROM = re.compile(r"(?:^|\s)header\.from\s*=\s*(\S*)", re.I)
_MENTION = re.compile(r"(?<![\w-])(dmarc|compauth)\s*(?:/\s*\d+\s*)?=", re.A | re.I)
_ANGLES = re.compile(r"<[^<>]*>")


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
    """What the topmost trusted Authentication-Results says of the From domain; inside Exchange, what Exchange says."""
    if not trusted_authserv:
        return _none("No mail server is named as trusted.")
    if not from_domain:
        return _none("The From names no single domain.")
    trusted = frozenset(name.strip().lower().rstrip(".") for name in trusted_authserv)
    known = [(name.lower(), value) for name, value in headers]
    judged = _read_topmost(
        [value for name, value in known if name == _RESULTS], trusted, from_domain
    )
    inside = [value.strip().lower() for name, value in known if name == _INSIDE]
    if judged.verdict is Verdict.NONE and inside == ["internal"] and _trusts_nameless(trusted):
        return Authentication(
            Verdict.PASS, from_domain, "Exchange knows the sender as one of its own."
        )
    return judged


def _read_topmost(
    fields: Sequence[str], trusted: frozenset[str], from_domain: str
) -> Authentication:
    for place, value in enumerate(fields):
        text = " ".join(value.rstrip("; \t\r\n").split())
        server = _server_of(text, trusted, topmost=place == 0)
        if server:
            findings = _read_results(text, server)
            if not findings:
                return _none(f"The verdict of {server} says nothing that can be read.")
            # Only Microsoft knows composite authentication; in anybody else's field a sender wrote it.
            known = [one for one in findings if one.method != "compauth" or _is_microsoft(server)]
            return _judge(known, from_domain.lower().rstrip("."))
    return _none("No Authentication-Results of a trusted server.")


def _none(why: str) -> Authentication:
    return Authentication(Verdict.NONE, "", why)


def _server_of(text: str, trusted: frozenset[str], *, topmost: bool) -> str:
    """The trusted server that wrote a field, `NAMELESS` for one without a name; '' where somebody else wrote it.

    Whatever begins with a trusted name counts as that server's, however odd the rest: reading it then fails.
    """
    first = text.partition(";")[0]
    if "(" in first:
        first = _COMMENT.sub(" ", text[:_MAX_FIELD]).partition(";")[0]
    words = first.split()
    name = re.split(r"[^\w.-]", words[0].strip("\"'()<> ").lower(), maxsplit=1)[0] if words else ""
    if name.rstrip(".") in trusted - {NAMELESS}:
        return name
    return NAMELESS if topmost and "=" in first and _trusts_nameless(trusted) else ""


def _trusts_nameless(trusted: frozenset[str]) -> bool:
    """Whether a verdict without a server's name may be our own server's: Exchange writes it so."""
    return any(_is_microsoft(name) for name in trusted)


def _is_microsoft(name: str) -> bool:
    return name in (NAMELESS, _MICROSOFT) or name.rstrip(".").endswith(f".{_MICROSOFT}")


def _read_results(text: str, server: str) -> list[_Finding]:
    """The findings of a trusted server's field: by the plain form, by the library, by our own tolerant reading."""
    if len(text) > _MAX_FIELD:
        return []
    if server == NAMELESS:
        text = f"{NAMELESS}; {text}"
    plain = _read_plain(text)
    if plain is not None:
        return plain[1] if plain[0].rstrip(".") == server.rstrip(".") else []
    parsed = _ask_library(text)
    if parsed is None:
        return _read_loosely(text, server)
    return _findings(parsed) if str(parsed.authserv_id).lower() == server else []


def _read_loosely(text: str, server: str) -> list[_Finding]:
    """DMARC and composite authentication of a field that breaks the rules, as far as no sender can have written them.

    A sender's words stand in addresses, quotes and comments: those are left out, and a result that is mentioned
    a second time anywhere, be it in one of them, counts only where it failed.
    """
    first, *results = _ANGLES.sub(" ", _without_asides(text)).split(";")
    if first.strip().lower() != server:
        return []
    findings = []
    for result in results:
        found = _LOOSE_RESULT.fullmatch(result)
        if found:
            about = _LOOSE_FROM.search(found.group(3))
            properties = {"header.from": about.group(1).lower() or "?"} if about else {}
            findings.append(_Finding(found.group(1).lower(), found.group(2).lower(), properties))
    mentions = [one.lower() for one in _MENTION.findall(text)]
    doubled = len(mentions) > len(set(mentions))
    return [one for one in findings if not doubled or one.result == "fail"]


def _without_asides(text: str) -> str:
    """A text without its quoted strings and comments (RFC 5322 3.2); one that is not closed takes all that follows."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for sign in text:
        if escaped:
            escaped = False
        elif sign == "\\" and (quoted or depth):
            escaped = True
        elif sign == '"' and not depth:
            quoted = not quoted
        elif sign == "(" and not quoted:
            depth += 1
        elif sign == ")" and not quoted and depth:
            depth -= 1
        elif not quoted and not depth:
            kept.append(sign)
            continue
        if not quoted and not depth:
            kept.append(" ")
    return "".join(kept)


def _read_plain(text: str) -> tuple[str, list[_Finding]] | None:
    """The server and its findings where the field is of the plain form; None leaves it to the library."""
    server, *results = (part.strip() for part in _COMMENT.sub(" ", text).split(";"))
    printable = text.isascii() and text.isprintable()
    if (
        not printable
        or not results
        or _PLAIN_ID.fullmatch(server) is None
        or _COMMENTS.search(text)
    ):
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
    asked = [one for one in findings if one.method == "dmarc"]
    if len({one.result for one in findings if one.method == "compauth"}) > 1:
        return _none(f"Composite authentication is told twice for {domain}, and differently.")
    dmarc = [one for one in asked if one.result != "none"]
    if any(one.result == "fail" for one in dmarc):
        return Authentication(Verdict.FAIL, "", f"DMARC failed for {domain}.")
    if len({one.result for one in asked}) > 1:
        return _none(f"DMARC is told twice for {domain}, and differently.")
    for about in (one.properties.get("header.from", "") for one in asked):
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
