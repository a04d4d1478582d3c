"""What no single key shows: keys that contradict each other, files that are not there.

Works on the values as they were written, not on what was understood of them, so that a fault in
one mailbox does not hide that two others read the same folder.
"""

from __future__ import annotations

import ipaddress
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mailroom.config_gates import MailboxConfig, PostConfig
from mailroom.config_kinds import place
from mailroom.config_secrets import find_secret, signing_key_fault
from mailroom.config_sections import CouncilConfig
from mailroom.errors import ConfigFault
from mailroom.rules.policy import find_policies


def faults_between(values: Mapping[str, Any], folder: Path) -> list[str]:
    """Every contradiction in the values written, each with its place; never raises."""
    return [
        *_doubles(_tables(values, "services"), "services", "id"),
        *_doubles(_tables(values, "mailboxes"), "mailboxes", "name"),
        *_same_folder(_tables(values, "mailboxes"), folder),
        *_unknown_policies(values, folder),
        *_unknown_services(values),
        *_mailbox_as_person(values),
        *_missing_files(values, folder, ""),
        *_signing_key(values, folder),
    ]


def warnings_about(
    council: CouncilConfig,
    mailboxes: Sequence[MailboxConfig],
    post: PostConfig,
    secrets: Sequence[Path],
) -> tuple[str, ...]:
    """What works but should be mended, a sentence each; `secrets` are the files of secrets."""
    gates: dict[str, MailboxConfig | PostConfig] = {"post": post}
    gates |= {f"mailboxes[{number}]": box for number, box in enumerate(mailboxes)}
    asked = (_open_to_others(secrets), _in_clear(gates), _no_plus(post), _nobody_trusted(council))
    return tuple(warning for warnings in asked for warning in warnings)


def _tables(values: Mapping[str, Any], key: str) -> list[tuple[int, Mapping[str, Any]]]:
    written = values.get(key, ())
    many = written if isinstance(written, list | tuple) else ()
    return [(number, one) for number, one in enumerate(many) if isinstance(one, Mapping)]


def _section(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    written = values.get(key, {})
    return written if isinstance(written, Mapping) else {}


def _doubles(tables: list[tuple[int, Mapping[str, Any]]], key: str, name: str) -> Iterator[str]:
    seen: dict[str, int] = {}
    for number, table in tables:
        written = str(table.get(name, ""))
        if written and written in seen:
            yield f"{key}[{number}].{name}: {key}[{seen[written]}] is called '{written}' too"
        seen.setdefault(written, number)


def _same_folder(tables: list[tuple[int, Mapping[str, Any]]], folder: Path) -> Iterator[str]:
    """Two mailboxes on one folder would store every message twice."""
    seen: dict[tuple[str, ...], int] = {}
    for number, box in tables:
        inbox = str(box.get("folder", "INBOX"))
        read: tuple[str, ...]
        if box.get("kind") == "maildir":
            read = (str(place(folder, str(box.get("path", number))).resolve()), inbox)
        else:
            read = (*(str(box.get(key, number)).lower() for key in ("host", "username")), inbox)
        if read in seen:
            yield f"mailboxes[{number}]: reads the same folder as mailboxes[{seen[read]}]"
        seen.setdefault(read, number)


def _known_policies(values: Mapping[str, Any], folder: Path) -> set[str]:
    own = _section(values, "policy").get("folder")
    return set(find_policies(*([place(folder, own)] if isinstance(own, str) else [])))


def _unknown_policies(values: Mapping[str, Any], folder: Path) -> Iterator[str]:
    policy = _section(values, "policy")
    named = [("policy.default", policy.get("default"))]
    by_service, boxes = _section(policy, "by_service"), _tables(values, "mailboxes")
    named += [(f"policy.by_service.{key}", one) for key, one in by_service.items()]
    for number, change in _tables(policy, "changes"):
        named.append((f"policy.changes[{number}].default", change.get("default")))
        later = _section(change, "by_service")
        named += [(f"policy.changes[{number}].by_service.{key}", one) for key, one in later.items()]
    named += [(f"mailboxes[{number}].policy", box.get("policy")) for number, box in boxes]
    known = _known_policies(values, folder)
    for key, name in named:
        if isinstance(name, str) and name not in known:
            yield f"{key}: there is no policy '{name}'; there are {_listed(known)}"


def _unknown_services(values: Mapping[str, Any]) -> Iterator[str]:
    services = _tables(values, "services")
    known = {str(one.get("id")) for _, one in services}
    policy = _section(values, "policy")
    named = [(f"policy.by_service.{key}", key) for key in _section(policy, "by_service")]
    for number, change in _tables(policy, "changes"):
        later = _section(change, "by_service")
        named += [(f"policy.changes[{number}].by_service.{key}", key) for key in later]
    for number, one in services:
        shared = one.get("shared_with", ())
        named += [(f"services[{number}].shared_with", name) for name in _texts(shared)]
    for key, name in named:
        if name not in known:
            yield f"{key}: there is no service '{name}'; there are {_listed(known)}"


def _texts(written: Any) -> list[str]:
    many = written if isinstance(written, list | tuple) else ()
    return [one for one in many if isinstance(one, str)]


def _mailbox_as_person(values: Mapping[str, Any]) -> Iterator[str]:
    """A person whose mail comes to the house itself: letters to them would come in as mail to it, for ever."""
    council = _section(values, "council")
    own = _texts([council.get("feedback_address"), *_texts(council.get("aliases"))])
    mailbox = {_without_tag(address) for address in own}
    for key in ("coordinators", "roles", "services"):
        for place_of_one, email in _emails(values.get(key), key):
            if _without_tag(email) in mailbox:
                yield (
                    f"{place_of_one}: {email} is the house's own mailbox (council.feedback_address"
                    " or one of council.aliases); name an address that a person reads"
                )


def _emails(values: Any, at: str) -> Iterator[tuple[str, str]]:
    """Every `email` written in these values, with its place."""
    if isinstance(values, list | tuple):
        for number, one in enumerate(values):
            yield from _emails(one, f"{at}[{number}]")
    elif isinstance(values, Mapping):
        for key, one in values.items():
            if key == "email" and isinstance(one, str):
                yield f"{at}.email", one
            yield from _emails(one, f"{at}.{key}")


def _without_tag(email: str) -> str:
    local, _, domain = email.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _missing_files(values: Any, folder: Path, at: str) -> Iterator[str]:
    """Every `…_file` that names a file which is not there or is a folder."""
    if isinstance(values, list | tuple):
        for number, one in enumerate(values):
            yield from _missing_files(one, folder, f"{at}[{number}]")
    elif isinstance(values, Mapping):
        for key, one in values.items():
            here = f"{at}.{key}".lstrip(".")
            if isinstance(key, str) and key.endswith("_file") and isinstance(one, str):
                if not place(folder, one).is_file():
                    yield f"{here}: there is no file {place(folder, one)}"
            else:
                yield from _missing_files(one, folder, here)


def _signing_key(values: Mapping[str, Any], folder: Path) -> Iterator[str]:
    written = _section(values, "secrets").get("signing_key_file")
    file = place(folder, written) if isinstance(written, str) else None
    if file is not None and not file.is_file():
        return  # told already, with the missing files
    try:
        fault = signing_key_fault(find_secret("signing-key", file) or b"")
    except ConfigFault as unreadable:
        fault = unreadable.what
    if fault:
        yield f"secrets.signing_key_file: {fault}"


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _open_to_others(secrets: Sequence[Path]) -> Iterator[str]:
    for file in secrets:
        if file.is_file() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{file}: other people of this machine can read this secret; chmod 600 mends it"


def _in_clear(gates: Mapping[str, MailboxConfig | PostConfig]) -> Iterator[str]:
    for key, gate in gates.items():
        if gate.host and gate.security == "plain" and not _is_here(gate.host):
            yield f"{key}.security: 'plain' sends the password and all mail readable to {gate.host}"


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _no_plus(post: PostConfig) -> Iterator[str]:
    if not post.plus_addressing:
        yield (
            "post.plus_addressing: is off, so replies cannot come to a signed address"
            " (feedback+…@); they are matched by thread and reference only, an officer's commands"
            " by email are held for a person. Exchange Online and most servers can deliver"
            " name+anything@ to name@: ask for it, then set true"
        )


def _nobody_trusted(council: CouncilConfig) -> Iterator[str]:
    if not council.trusted_authserv:
        yield (
            "council.trusted_authserv: is empty, so no sender is ever believed to be who they say"
            " and every officer's command is held for a person"
        )
