"""Sets the stage: a folder with the made-up council's configuration, mailbox, post, record and key.

Touches nothing but what a demo made: a folder that holds anything else is refused.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from mailroom.config import Config, load_config
from mailroom.errors import MailroomError
from mailroom.gates.maildir import make_maildir
from store.migrations import migrate
from store.session import Record

CONFIG = "mailroom.toml"
MAILBOX = "mailbox"
POST = "post"
# What an earlier demo left is moved here, so that nothing a person dropped in is lost at once.
EARLIER = "earlier"
_KEY = Path("secrets", "signing-key")
_OURS = (
    CONFIG,
    MAILBOX,
    POST,
    "secrets",
    "mailroom.sqlite",
    "mailroom.sqlite-wal",
    "mailroom.sqlite-shm",
)


def template() -> str:
    """The configuration that every demo starts with."""
    return Path(__file__).with_name(CONFIG).read_text(encoding="utf-8")


def has_stage(folder: Path) -> bool:
    """Whether an earlier demo's stage stands in the folder."""
    try:
        return (
            (folder / CONFIG).read_text(encoding="utf-8").startswith(template().partition("\n")[0])
        )
    except OSError:
        return False


def set_stage(folder: Path, secret: Callable[[], bytes]) -> Config:
    """A new stage in the folder, an earlier one moved aside; MailroomError where the folder holds anything else."""
    try:
        _make_room(folder)
        for maildir in (MAILBOX, POST):
            make_maildir(folder / maildir)
        (folder / _KEY).parent.mkdir(mode=0o700)
        _write_secret(folder / _KEY, secret())
        (folder / CONFIG).write_text(template(), encoding="utf-8")
    except OSError as error:
        raise MailroomError(
            f"The demo's folder cannot be made: {error.filename or folder}: {error.strerror}.",
            do="Choose another folder with --folder.",
        ) from error
    return read_stage(folder)


def read_stage(folder: Path) -> Config:
    """The configuration of a stage, its record brought up to date."""
    # The demo is a council of its own: what the environment says of the real one must not reach it.
    for name in [name for name in os.environ if name.upper().startswith("MAILROOM_")]:
        del os.environ[name]
    os.environ.pop("CREDENTIALS_DIRECTORY", None)
    config = load_config(folder / CONFIG)
    migrate(config.record.url)
    return config


def _make_room(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        return
    if not has_stage(folder):
        raise MailroomError(
            f"The folder {folder} holds something that no demo made.",
            kept="Nothing in it was touched.",
            do="Choose another folder with --folder.",
        )
    _refuse_if_playing(folder)
    shutil.rmtree(folder / EARLIER, ignore_errors=True)
    (folder / EARLIER).mkdir()
    for name in _OURS:
        if (folder / name).exists():
            (folder / name).rename(folder / EARLIER / name)


def _refuse_if_playing(folder: Path) -> None:
    """MailroomError where another demo is still at work in the folder."""
    if not (folder / "mailroom.sqlite").exists():
        return
    record = Record(f"sqlite:///{(folder / 'mailroom.sqlite').absolute()}")
    with record.hold("daemon-sqlite") as free:
        if not free:
            raise MailroomError(
                f"Another demo is still running in {folder}.",
                kept="Nothing was touched.",
                do="Stop it with Ctrl-C, or choose another folder with --folder.",
            )
    record.close()


def _write_secret(file: Path, secret: bytes) -> None:
    # Nobody else may read it, not even for the moment until its mode is set.
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(secret)
