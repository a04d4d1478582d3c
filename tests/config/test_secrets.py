"""Secrets come from environment, systemd credential or file; the careless are warned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mailroom.config import Config, load_config
from mailroom.errors import ConfigFault

Write = Callable[..., Path]


def with_password_file(written: Write) -> Config:
    """The small council, whose mailbox has a password in a file."""
    return load_config(written({'path = "in"': 'path = "in"\npassword_file = "password"'}))


def test_a_secret_is_read_from_its_file_without_the_final_line_break(
    written: Write, folder: Path
) -> None:
    (folder / "password").write_text(" correct horse \r\n")
    assert with_password_file(written).mailboxes[0].password() == " correct horse "


def test_a_changed_password_needs_no_restart(written: Write, folder: Path) -> None:
    (folder / "password").write_text("old\n")
    config = with_password_file(written)
    (folder / "password").write_text("new\n")
    assert config.mailboxes[0].password() == "new"


def test_the_environment_goes_before_a_credential_and_that_before_the_file(
    written: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "password").write_text("file")
    box = with_password_file(written).mailboxes[0]
    assert box.password() == "file"
    (folder / "mailbox-feedback-password").write_text("credential")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    assert box.password() == "credential"
    monkeypatch.setenv("MAILROOM_MAILBOX_FEEDBACK_PASSWORD", "environment")
    assert box.password() == "environment"


def test_a_secret_that_is_nowhere_is_told_with_where_to_put_it(config: Config) -> None:
    with pytest.raises(ConfigFault) as caught:
        config.mailboxes[0].password()
    assert "systemd credential mailbox-feedback-password" in str(caught.value)
    assert "MAILROOM_MAILBOX_FEEDBACK_PASSWORD" in str(caught.value)


def test_a_signing_key_may_come_from_systemd_alone(
    written: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = folder / "credentials"
    credentials.mkdir()
    (credentials / "signing-key").write_text("c" * 40 + "\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    config = load_config(written({'signing_key_file = "key"': ""}))
    assert config.signing_key() == b"c" * 40


def test_a_key_that_disappears_later_is_told_when_it_is_asked_for(
    config: Config, folder: Path
) -> None:
    (folder / "key").unlink()
    with pytest.raises(ConfigFault, match="signing-key"):
        config.signing_key()


def test_no_secret_stands_in_what_is_printed_of_a_configuration(
    written: Write, folder: Path
) -> None:
    (folder / "password").write_text("correct horse")
    config = with_password_file(written)
    config.mailboxes[0].password()
    assert "correct horse" not in repr(config)


def test_a_sound_configuration_has_no_warnings(config: Config) -> None:
    assert config.warnings() == ()


def test_a_secret_that_others_can_read_is_warned_of(config: Config, folder: Path) -> None:
    (folder / "key").chmod(0o640)
    (warning,) = config.warnings()
    assert "other people of this machine can read" in warning


@pytest.mark.parametrize(
    ("host", "warned"), [("mail.example", True), ("127.0.0.1", False), ("localhost", False)]
)
def test_a_line_in_the_clear_is_warned_of_unless_it_stays_on_this_machine(
    written: Write, host: str, warned: bool
) -> None:
    smtp = f'kind = "smtp"\nhost = "{host}"\nsecurity = "plain"'
    config = load_config(written({'kind = "maildir"\npath = "out"': smtp}))
    assert any("post.security" in warning for warning in config.warnings()) is warned


def test_a_house_without_plus_addresses_or_trusted_server_is_told_what_it_misses(
    written: Write,
) -> None:
    changes = {
        'path = "out"': 'path = "out"\nplus_addressing = false',
        'trusted_authserv = ["mx.examplebury.example"]': "",
    }
    plus, trusted = load_config(written(changes)).warnings()
    assert "name+anything@" in plus
    assert "no sender is ever believed" in trusted


OAUTH = """
[post.oauth]
kind = "msal"
client_id = "app"
tenant = "t"
client_secret_file = "key"
"""


def test_an_applications_secrets_are_read_when_asked_for(written: Write) -> None:
    oauth = load_config(written(more=OAUTH)).post.oauth
    assert oauth is not None
    assert oauth.client_secret() == "k" * 64
