"""Secrets: read from a file, a systemd credential or the environment, each time they are needed.

Asked in this order: the environment (`MAILROOM_SIGNING_KEY`), systemd's `$CREDENTIALS_DIRECTORY`
(`signing-key`), the file the configuration names. Read anew each time, so that a changed password
needs no restart. A secret is never kept in the configuration and never printed.
"""

from __future__ import annotations

import os
from pathlib import Path

from mailroom.errors import ConfigFault

# HMAC-SHA-256 gains nothing from a key above its block and loses below its output: 32 bytes.
SIGNING_KEY_BYTES = 32


def environment_name(name: str) -> str:
    """The variable that may hold a secret: `signing-key` is `MAILROOM_SIGNING_KEY`."""
    return "MAILROOM_" + name.upper().replace("-", "_")


def find_secret(name: str, file: Path | None) -> bytes | None:
    """The secret without its final line break, or None; ConfigFault where a file is unreadable."""
    written = os.environ.get(environment_name(name))
    if written:
        return written.encode()
    for place in (_credential(name), file):
        if place is not None and (place == file or place.exists()):
            return _read(name, place)
    return None


def get_secret(name: str, file: Path | None) -> str:
    """The secret as text; ConfigFault telling where it may be put, where it is nowhere."""
    found = find_secret(name, file)
    if not found:
        raise ConfigFault(f"The secret {name} was not found.", do=where_to_put(name))
    return found.decode(errors="surrogateescape")


def signing_key(file: Path | None) -> bytes:
    """The key of the house's reply addresses, at least 32 bytes; ConfigFault otherwise."""
    found = find_secret("signing-key", file) or b""
    if len(found) < SIGNING_KEY_BYTES:
        raise ConfigFault(f"secrets.signing_key_file: {signing_key_fault(found)}")
    return found


def signing_key_fault(found: bytes) -> str:
    """What is wrong with a signing key in words, or '' where nothing is."""
    if not found:
        return f"there is no signing key. {where_to_put('signing-key')}"
    if len(found) < SIGNING_KEY_BYTES:
        return (
            f"the signing key has {len(found)} bytes, it must have {SIGNING_KEY_BYTES} or more."
            " Make one with: openssl rand -hex 32"
        )
    return ""


def where_to_put(name: str) -> str:
    """Where a secret may be put, in a sentence."""
    return (
        f"Name a file in the configuration, or give the systemd credential {name},"
        f" or set {environment_name(name)}."
    )


def _credential(name: str) -> Path | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) / name if folder else None


def _read(name: str, file: Path) -> bytes:
    try:
        return file.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        what = f"The secret {name} cannot be read from {file}: {error.strerror}."
        raise ConfigFault(what) from error
