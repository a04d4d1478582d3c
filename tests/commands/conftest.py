"""A council whose mailbox and post are folders, and the commands run on its configuration."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailroom.cli import main
from mailroom.gates.maildir import make_maildir

CONFIG = """
[council]
name = "Ashford Moor Council"
feedback_address = "feedback@ashford.example"
reference_prefix = "AMC"
trusted_authserv = ["mx.ashford.example"]

[record]
url = "sqlite:///record.sqlite"

[[mailboxes]]
name = "feedback"
kind = "maildir"
path = "mailbox"

[post]
kind = "maildir"
path = "post"

[policy]
default = "south-cambs-2021"

[letters]
folder = "letters"

[secrets]
signing_key_file = "signing-key"

[[services]]
id = "waste"
name = "Waste"
words = ["bin", "bins", "missed collection"]
manager = { name = "Sam Lee", email = "sam.lee@ashford.example" }
head = { name = "Kit Roe", email = "kit.roe@ashford.example" }

[[coordinators]]
name = "Jo Park"
email = "jo.park@ashford.example"
"""


@dataclass(frozen=True)
class Council:
    """A configuration in a folder, and the commands on it."""

    folder: Path

    def run(self, *words: str, code: int = 0) -> Result:
        """Run a command; its exit code must be as expected."""
        config = str(self.folder / "mailroom.toml")
        result = CliRunner().invoke(main, ["--config", config, *words])
        assert result.exit_code == code, result.output
        return result

    def drop(self, mail: bytes, name: str) -> None:
        """Mail comes into the mailbox."""
        (self.folder / "mailbox" / "new" / name).write_bytes(mail)

    def letters(self) -> list[bytes]:
        """What lies in the post."""
        return [file.read_bytes() for file in sorted((self.folder / "post" / "new").iterdir())]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    for name in ("mailbox", "post"):
        make_maildir(tmp_path / name)
    (tmp_path / "letters").mkdir()
    key = tmp_path / "signing-key"
    key.write_text("k" * 64)
    key.chmod(0o600)
    (tmp_path / "mailroom.toml").write_text(CONFIG)
    return Council(tmp_path)


def mail_from(
    email: str, subject: str, text: str, *, received: str = "Tue, 03 Feb 2026 10:15:00 +0000"
) -> bytes:
    """A mail as the council's own server hands it over."""
    message = EmailMessage()
    message["Received"] = f"from out.example by mx.ashford.example with ESMTPS; {received}"
    message["Authentication-Results"] = (
        f"mx.ashford.example; dmarc=pass header.from={email.partition('@')[2]}"
    )
    message["From"] = email
    message["To"] = "feedback@ashford.example"
    message["Subject"] = subject
    message["Message-ID"] = f"<{abs(hash((email, subject, text)))}@out.example>"
    message["Date"] = received
    message.set_content(text)
    return message.as_bytes()


COMPLAINT = """Dear Council,

I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported
each missed collection online, and nobody has come. I want it emptied and an apology.

Una Firth, 3 Hill Road"""
