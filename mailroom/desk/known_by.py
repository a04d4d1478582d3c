"""Who somebody is by what the council's sign-in service says of them; nobody, unless it vouches for that. Pure.

An address is believed only where the service itself vouches for it: anybody may have an account in another tenant
that says it has the address of a coordinator of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mailroom.config_desk import OpenIdConfig


def address_in(
    claims: Mapping[str, Any], openid: OpenIdConfig, is_ours: Callable[[str], bool]
) -> tuple[str, str]:
    """Their address in the council's directory, '' where nobody vouches for one; and then why, naming nobody."""
    match openid.known_by:
        case "oid" | "sub" as name:
            number = str(claims.get(name) or "")
            known = next((one.email for one in openid.people if one.id == number), "")
            return known, "" if known else f"no person is configured for this {name}"
        case "email":
            return _email(claims)
        case _:
            return _preferred(claims, openid, is_ours)


def _email(claims: Mapping[str, Any]) -> tuple[str, str]:
    """An address that the service says it has seen to be theirs; Entra says so in a claim of its own."""
    written = claims.get("email")
    vouched = any(claims.get(name) in (True, "true", 1, "1") for name in _VOUCHED)
    if not isinstance(written, str) or "@" not in written:
        return "", "the service gives no email address"
    if not vouched:
        return "", "the service does not vouch for the email address (email_verified)"
    return written.strip().lower(), ""


# The standard's, and Entra's for an address whose domain the tenant has proved to own.
_VOUCHED = ("email_verified", "xms_edov")


def _preferred(
    claims: Mapping[str, Any], openid: OpenIdConfig, is_ours: Callable[[str], bool]
) -> tuple[str, str]:
    """The name that somebody signs in with: of the council's own domain, and no guest's.

    In Entra the tenant gives these names to its own people; a guest brings one from elsewhere.
    """
    written = claims.get("preferred_username")
    if not isinstance(written, str) or "@" not in written:
        return "", "the service gives no name to sign in with that is an address"
    name = written.strip().lower()
    if openid.tenant and _is_guest(claims, name):
        return "", "a guest of the tenant"
    if not is_ours(name):
        return "", "the name to sign in with is not of the council's own domains"
    return name, ""


def _is_guest(claims: Mapping[str, Any], name: str) -> bool:
    foreign = claims.get("idp") not in (None, "", claims.get("iss"))
    return "#ext#" in name or foreign or str(claims.get("acct", "0")) == "1"
