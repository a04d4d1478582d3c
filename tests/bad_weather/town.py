"""A council in a folder that things are done to: its mail, its configuration, its database, its disk."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from mailroom.gates.maildir import make_maildir
from tests.commands.conftest import COMPLAINT, CONFIG, Council, mail_from

STORY = COMPLAINT.replace("Una Firth, 3 Hill Road", "")
PROGRAM = (sys.executable, "-c", "from mailroom.cli import main; main()")


@dataclass(frozen=True)
class Town(Council):
    """A council with what the tests of bad weather do to it."""

    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def record(self) -> Path:
        return self.folder / "record.sqlite"

    def change(self, *changes: tuple[str, str]) -> None:
        """Change words of the configuration; the next command reads it anew."""
        file = self.folder / "mailroom.toml"
        text = file.read_text()
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        file.write_text(text)

    def complain(self, *who: str) -> None:
        """Somebody complains about their bin, each in words of their own."""
        for name in who:
            words = f"{STORY}\n{name.title()}, {len(name)} {name.title()} Street"
            mail = mail_from(f"{name}@home.example", "Complaint: my bin", words)
            self.drop(mail, name)

    def letters_to(self, who: str) -> int:
        """How many letters somebody has had."""
        address = f"\r\nTo: {who}@home.example\r\n".encode()
        return sum(address in b"\r\n" + letter for letter in self.letters())

    def round(self, code: int = 0) -> str:
        """A round, and what it said."""
        return self.run("round", code=code).output

    def said_by_round(self) -> str:
        """A round that could not do all its work, and what it said: in words, not in Python's."""
        said = self.round(code=1)
        assert "Not done:" in said
        assert "in mailroom itself" not in said
        return said

    def queue(self) -> str:
        """What waits for a person."""
        return self.run("queue", "list").output

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A command in a process of its own."""
        config = str(self.folder / "mailroom.toml")
        process = subprocess.Popen(
            [*PROGRAM, "--config", config, *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        self.processes.append(process)
        return process

    def leave(self) -> None:
        """End every process that a test has left behind."""
        for process in self.processes:
            process.kill()
            process.communicate()

    def end(self, process: subprocess.Popen[str], code: int = 0) -> str:
        """What a process said until its end."""
        said, _ = process.communicate(timeout=60)
        assert process.returncode == code, said
        assert "Traceback" not in said
        return said


def found_town(folder: Path, record: Path | None) -> Town:
    """A town in a folder, with a copy of that record."""
    for name in ("mailbox", "post"):
        make_maildir(folder / name)
    (folder / "letters").mkdir()
    key = folder / "signing-key"
    key.write_text("k" * 64)
    key.chmod(0o600)
    (folder / "mailroom.toml").write_text(CONFIG)
    if record:
        (folder / "record.sqlite").write_bytes(record.read_bytes())
    return Town(folder)
