"""The council of the measurements: eight services, one mailbox, a Maildir to send to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mailroom.config import Config, read_config

ADDRESS = "feedback@brackenford.example"
AUTHSERV = "mx.brackenford.example"
# Only letters of a trial are signed with it.
_KEY = "0123456789abcdef" * 4

_SERVICES = {
    "waste": ("Waste and Recycling", "wheelie bin, bin crew, bin collection, recycling, refuse, food caddy"),
    "streets": ("Street Cleaning", "fly-tipping, litter, street cleaning, road sweeper, dog fouling"),
    "repairs": ("Housing Repairs", "repair, boiler, plumber, damp, mould, leak"),
    "tax": ("Council Tax", "council tax, single person discount, reminder notice, direct debit, band c"),
    "benefits": ("Benefits", "housing benefit, benefit claim, overpayment, benefits office"),
    "parking": ("Parking", "resident permit, visitor permit, parking permit, parking warden, parking office"),
    "parks": ("Parks", "playground, play area, grass cutting, mowing, mower, cemetery"),
    "noise": ("Environmental Health", "noise, noise team, noise diary, barking, environmental health"),
}  # fmt: skip


def council(mailbox: Path, post: Path, url: str) -> Config:
    """The configuration with its mailbox, its post and its record."""
    return read_config(
        {
            "council": {
                "name": "Brackenford District Council",
                "feedback_address": ADDRESS,
                "phone": "01632 960000",
                "url": "https://www.brackenford.example/feedback",
                "reference_prefix": "BDC",
                "trusted_authserv": [AUTHSERV],
            },
            "record": {"url": url},
            "mailboxes": [{"name": "feedback", "kind": "maildir", "path": str(mailbox)}],
            "post": {"kind": "maildir", "path": str(post), "plus_addressing": True},
            "policy": {"default": "south-cambs-corporate"},
            "secrets": {"signing_key_file": _key_beside(post)},
            "coordinators": [_person("coordinator", "Customer Feedback Coordinator")],
            "services": [_service(id_, *known) for id_, known in _SERVICES.items()],
        },
        post,
    )


def _key_beside(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "signing-key"
    file.write_text(_KEY)
    file.chmod(0o600)
    return str(file)


def _service(id_: str, name: str, words: str) -> dict[str, Any]:
    people = {
        role: _person(f"{role}.{id_}", f"{role.title()} of {name}")
        for role in ("manager", "head", "director")
    }
    return {"id": id_, "name": name, "words": words.split(", "), **people}


def _person(local: str, title: str) -> dict[str, str]:
    name = local.replace(".", " ").title()
    return {"name": name, "email": f"{local}@brackenford.example", "title": title}
