"""A corpus's council.json as a configuration, so that the house runs for that council as for any other.

Made in memory; what it names of mailboxes and a post is never opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mailroom.config import Config, read_config

# Offices that council.json gives an address and no name.
_OFFICES = (
    "monitoring_officer",
    "information_governance",
    "insurance",
    "hr",
    "whistleblowing",
)
_BETWEEN_WORDS = re.compile(r",|&|/|\band\b")


def configure(
    council: Mapping[str, Any],
    folder: Path,
    signing_key: Path,
    *,
    policy: str,
    mail_server: str = "",
    threshold: float | None = None,
    words: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Config:
    """The configuration of a corpus's council; ConfigFault lists what of it the house cannot take.

    Services have no words of their own in a corpus: their names and areas stand in, with `words` from a
    council's configuration where given.
    """
    domain = council.get("domain") or str(council.get("feedback_address")).partition("@")[2]
    written: dict[str, Any] = {
        "council": {
            "name": council.get("name"),
            "feedback_address": council.get("feedback_address"),
            "signature_name": council.get("signature_name") or "Customer Feedback Team",
            "url": council.get("portal_url") or "",
            "domains": [domain],
            # What the corpus's own mail server signs its verdicts with.
            "trusted_authserv": [mail_server or f"mx.{domain}"],
        },
        "mailboxes": [{"name": "corpus", "kind": "maildir", "path": str(folder / "mailbox")}],
        "post": {"kind": "maildir", "path": str(folder / "post"), "plus_addressing": True},
        "policy": {"default": policy},
        "services": [_service(one, words) for one in council.get("services") or ()],
        "coordinators": list(council.get("coordinators") or ()),
        "roles": {
            name: {"name": name.replace("_", " ").capitalize(), "email": council[name]}
            for name in _OFFICES
            if council.get(name)
        },
        "secrets": {"signing_key_file": str(signing_key)},
    }
    if threshold is not None:
        written["triage"] = {"threshold": threshold}
    return read_config(written, folder, name="council.json")


def under(config: Config, policy: str) -> Config:
    """The same council with every case under one policy."""
    return config.model_copy(
        update={"policy": config.policy.model_copy(update={"default": policy})}
    )


def _service(one: Mapping[str, Any], words: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    service = {key: one[key] for key in ("id", "name", "manager") if key in one}
    service |= {key: one[key] for key in ("area", "ombudsman") if one.get(key)}
    service |= {key: one[key] for key in ("head", "director", "contractor") if one.get(key)}
    shared = one.get("shared_with")
    if shared:
        # Another council's people answer for it too; the house knows them by their address.
        partner = {"name": shared.get("authority"), "email": shared.get("address")}
        service["roles"] = {"partner": partner}
    service["words"] = service_words(one, words.get(str(one.get("id")), ()))
    return service


def service_words(one: Mapping[str, Any], own: tuple[str, ...] = ()) -> list[str]:
    """The parts of the service's name ("Street cleaning", "fly-tipping"), its area, and the council's own words."""
    parts = [part.strip() for part in _BETWEEN_WORDS.split(str(one.get("name") or ""))]
    named = [*parts, str(one.get("area") or ""), *own]
    return list(dict.fromkeys(word for word in named if word))
