"""A small council's configuration to break in all ways; no secrets from the tester's shell."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mailroom.config import Config, load_config

SMALL = """
[council]
name = "Examplebury"
feedback_address = "Feedback@Examplebury.example"
trusted_authserv = ["mx.examplebury.example"]

[record]
url = "sqlite:///record.sqlite"

[policy]
default = "plain"
folder = "policies"

[[mailboxes]]
name = "feedback"
kind = "maildir"
path = "in"

[post]
kind = "maildir"
path = "out"

[[services]]
id = "waste"
name = "Waste"
manager = { name = "Morgan Hill", email = "Morgan@examplebury.example" }

[[services]]
id = "housing"
name = "Housing"
manager = { name = "Sam Field", email = "sam@examplebury.example" }
director = { name = "Ashley Moor", email = "ashley@examplebury.example", title = "Director" }

[[coordinators]]
name = "Alex Brook"
email = "alex@examplebury.example"

[secrets]
signing_key_file = "key"
"""


@pytest.fixture(autouse=True)
def no_secrets_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tester's own MAILROOM_ variables change nothing here."""
    for name in list(os.environ):
        if name.startswith("MAILROOM_") or name == "CREDENTIALS_DIRECTORY":
            monkeypatch.delenv(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A council's folder: a policy, and a signing key that nobody else can read."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "plain.toml").write_text("")
    (tmp_path / "policies" / "strict.toml").write_text("")
    (tmp_path / "key").write_text("k" * 64)
    (tmp_path / "key").chmod(0o600)
    return tmp_path


@pytest.fixture
def written(folder: Path) -> Callable[..., Path]:
    """Writes the small council's file with some words in it replaced, and more below."""

    def write(changes: dict[str, str] | None = None, *, more: str = "", text: str = SMALL) -> Path:
        for before, after in (changes or {}).items():
            assert before in text, before
            text = text.replace(before, after)
        file = folder / "config.toml"
        file.write_text(text + more)
        return file

    return write


@pytest.fixture
def config(written: Callable[..., Path]) -> Config:
    """The small council, read."""
    return load_config(written())
