"""Being let in by an SMTP server: a refusal stops the batch and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mailroom.errors import PostUnavailable
from mailroom.gates.line import Security
from mailroom.gates.oauth import Tokens
from mailroom.gates.post import Accepted, Later
from mailroom.gates.smtp import SmtpPost, SmtpSettings
from tests.gates.conftest import FixedTokens, letter
from tests.servers.dovecot import free_port
from tests.servers.smtp import SmtpServer

US = "feedback@council.example"
RESIDENT = "resident@home.example"
NewServer = Callable[..., SmtpServer]


def set_up(server: SmtpServer, tokens: Tokens | None = None, **changed: Any) -> SmtpPost:
    """A way out to a server that wants a login."""
    settings = {
        "host": server.host,
        "port": server.port,
        "security": Security(server.line),
        "username": US,
        "password": "correct-horse",
        "ca_file": server.certificate.cert,
        "seconds": 5.0,
        **changed,
    }
    return SmtpPost(SmtpSettings(**settings), tokens=tokens)


def trouble(post: SmtpPost) -> str:
    """The words with which a letter is put off; the batch stops and nothing is in doubt."""
    outcome = post.send(letter(), US, [RESIDENT])
    assert isinstance(outcome, Later)
    assert outcome.unavailable
    assert not outcome.in_doubt
    assert "They stay in the outbox." in outcome.reply
    assert "correct-horse" not in outcome.reply
    with pytest.raises(PostUnavailable):
        post.check()
    return outcome.reply


@pytest.mark.parametrize("line", ["tls", "starttls", "plain"])
def test_a_password_logs_in_on_every_kind_of_line(new_smtp_server: NewServer, line: str) -> None:
    server = new_smtp_server(line)
    server.users[US] = "correct-horse"
    if line == "plain":
        server.users.clear()  # aiosmtpd takes none without encryption
    post = set_up(server, username=US if server.users else "")
    assert post.send(letter(), US, [RESIDENT]) == Accepted("250 2.0.0 OK queued")
    assert server.line in " ".join(post.check())
    post.close()


def test_a_refused_password_is_told_and_a_new_one_is_read_from_the_file(
    new_smtp_server: NewServer, tmp_path: Path
) -> None:
    server = new_smtp_server("starttls")
    server.users[US] = "correct-horse"
    file = tmp_path / "password"
    file.write_text("out of date\n")
    post = set_up(server, password="", password_file=file)
    words = trouble(post)
    assert "535" in words
    assert "out of date" not in words
    file.write_text("correct-horse\n")
    assert isinstance(post.send(letter(), US, [RESIDENT]), Accepted)
    post.close()


@pytest.mark.parametrize("line", ["tls", "starttls"])
def test_a_token_logs_in_and_a_refused_one_is_replaced_once(
    new_smtp_server: NewServer, line: str
) -> None:
    server = new_smtp_server(line)
    server.tokens[US] = "fresh"
    tokens = FixedTokens(["stale", "fresh"])
    post = set_up(server, tokens)
    assert isinstance(post.send(letter(), US, [RESIDENT]), Accepted)
    assert tokens.tokens == ["fresh"]
    post.close()


def test_a_token_refused_twice_is_told(new_smtp_server: NewServer) -> None:
    server = new_smtp_server("starttls")
    server.tokens[US] = "another"
    words = trouble(set_up(server, FixedTokens(["stale"] * 9)))
    assert "535" in words
    assert "SMTP AUTH must be enabled" in words


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"ca_file": None}, "certificate"),
        ({"security": Security.TLS}, "'tls' or 'starttls'"),
        ({"host": "no-such-host.invalid"}, "DNS"),
        ({"port": 0}, "refuses the connection"),
        ({"password": "pässword"}, "cannot carry"),
        ({"password_file": Path("missing.txt")}, "missing.txt"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_what_to_do(
    new_smtp_server: NewServer, changed: dict[str, Any], expected: str
) -> None:
    server = new_smtp_server("starttls")
    server.users[US] = "correct-horse"
    if changed.get("port") == 0:
        changed = {"port": free_port()}
    assert expected in trouble(set_up(server, **changed))


def test_a_server_that_offers_no_encryption_gets_no_password(new_smtp_server: NewServer) -> None:
    server = new_smtp_server("plain")
    words = trouble(set_up(server, security=Security.STARTTLS))
    assert "STARTTLS" in words
    assert server.taken == []
