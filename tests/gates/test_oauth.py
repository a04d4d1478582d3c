"""Access tokens, with the real msal against an authority on loopback."""

from __future__ import annotations

import socket
import ssl
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from mailroom.gates.oauth import OAuthSettings, Tokens, TokenUnavailable, https_session, tokens_for
from tests.servers.certificate import make_certificate
from tests.servers.tokens import AUTHORITY, TokenServer


def microsoft(server: TokenServer, **changed: Any) -> Tokens:
    """Tokens of an application at the fake authority."""
    settings: dict[str, Any] = {
        "kind": "msal",
        "client_id": "mailroom",
        "client_secret": "hush-hush",
        "tenant": "tenant",
        "authority": AUTHORITY,
        **changed,
    }
    return tokens_for(OAuthSettings(**settings), http=server.session())


def refreshed(server: TokenServer, **changed: Any) -> Tokens:
    """Tokens of a consent given once."""
    settings: dict[str, Any] = {
        "kind": "refresh",
        "client_id": "mailroom",
        "client_secret": "hush-hush",
        "token_url": f"{server.url}/token",
        "refresh_token": "refresh-1",
        **changed,
    }
    return tokens_for(OAuthSettings(**settings), http=server.session())


def refusal(tokens: Tokens) -> str:
    """Why there is no token; never with a secret."""
    with pytest.raises(TokenUnavailable) as told:
        tokens.token()
    words = str(told.value)
    assert "hush-hush" not in words
    assert "refresh-1" not in words
    return words


def test_microsofts_token_is_asked_for_once_and_kept(token_server: TokenServer) -> None:
    tokens = microsoft(token_server)
    assert [tokens.token() for _ in range(5)] == ["token-1"] * 5
    assert token_server.discoveries == 1
    (asked,) = token_server.asked
    assert asked["grant_type"] == "client_credentials"
    assert asked["scope"] == "https://outlook.office365.com/.default"
    assert asked["client_secret"] == "hush-hush"


def test_a_forgotten_token_is_asked_for_again_with_the_secret_of_today(
    token_server: TokenServer, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_text("old\n")
    tokens = microsoft(token_server, client_secret="", client_secret_file=file)
    assert tokens.token() == "token-1"
    file.write_text("new\n")
    tokens.forget()
    assert tokens.token() == "token-2"
    assert [asked["client_secret"] for asked in token_server.asked] == ["old", "new"]


def test_a_certificate_signs_in_instead_of_a_secret(
    token_server: TokenServer, tmp_path: Path
) -> None:
    made = make_certificate(tmp_path, "mailroom.council.example", is_rsa=True)
    both = tmp_path / "both.pem"
    both.write_bytes(made.key.read_bytes() + made.cert.read_bytes())
    assert microsoft(token_server, certificate_file=both).token() == "token-1"
    assert token_server.asked[0]["client_assertion"].count(".") == 2
    assert "client_secret" not in token_server.asked[0]


def test_microsofts_refusal_is_told_with_what_to_do(token_server: TokenServer) -> None:
    token_server.refusal = {
        "error": "invalid_client",
        "error_description": "AADSTS7000222: The provided client secret hush-hush is expired.",
    }
    words = refusal(microsoft(token_server))
    assert "make a new one in Entra ID" in words


def test_an_unreachable_authority_is_told(token_server: TokenServer) -> None:
    tokens = microsoft(token_server)
    token_server.stop()
    assert "HTTPS" in refusal(tokens)


def test_an_authority_that_is_broken_is_told_like_one_that_is_away(
    token_server: TokenServer,
) -> None:
    token_server.broken = True
    assert "HTTPS" in refusal(microsoft(token_server))


def test_a_ca_file_goes_before_the_environments_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(make_certificate(tmp_path, "elsewhere").cert))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made.cert, made.key)

        def answer() -> None:
            with context.wrap_socket(listening, server_side=True) as line:
                talk, _ = line.accept()
                with talk:
                    talk.recv(4096)
                    talk.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")

        port = listening.getsockname()[1]
        there = threading.Thread(target=answer)
        there.start()
        with https_session(made.cert) as session:
            assert session.get(f"https://localhost:{port}/").status_code == 204
        there.join(timeout=10)


def test_a_refresh_token_gives_access_tokens_until_they_end(token_server: TokenServer) -> None:
    tokens = refreshed(token_server)
    assert [tokens.token(), tokens.token()] == ["token-1", "token-1"]
    (asked,) = token_server.asked
    assert asked == {
        "grant_type": "refresh_token",
        "client_id": "mailroom",
        "client_secret": "hush-hush",
        "refresh_token": "refresh-1",
    }
    token_server.expires_in = 60  # less than the margin: ends before it could be used
    tokens.forget()
    assert [tokens.token(), tokens.token()] == ["token-2", "token-3"]


def test_a_changed_refresh_token_is_kept_and_used(token_server: TokenServer) -> None:
    kept: list[str] = []
    settings = OAuthSettings(
        kind="refresh",
        client_id="mailroom",
        token_url=f"{token_server.url}/token",
        refresh_token="refresh-1",
    )
    tokens = tokens_for(settings, keep=kept.append, http=token_server.session())
    token_server.next_refresh_token = "refresh-2"
    tokens.token()
    tokens.forget()
    tokens.token()
    assert kept == ["refresh-2"]
    assert [asked["refresh_token"] for asked in token_server.asked] == ["refresh-1", "refresh-2"]


def test_a_changed_refresh_token_replaces_its_file_for_its_owner_only(
    token_server: TokenServer, tmp_path: Path
) -> None:
    file = tmp_path / "refresh"
    file.write_text("refresh-1\n")
    token_server.next_refresh_token = "refresh-2"
    refreshed(token_server, refresh_token="", refresh_token_file=file).token()
    assert file.read_text() == "refresh-2"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_an_ended_consent_is_told_with_what_to_do(token_server: TokenServer) -> None:
    token_server.refusal = {"error": "invalid_grant", "error_description": "refresh-1 is revoked"}
    assert "sign in once more" in refusal(refreshed(token_server))


def test_a_missing_file_is_told(token_server: TokenServer, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    tokens = refreshed(token_server, refresh_token="", refresh_token_file=missing)
    assert str(missing) in refusal(tokens)


def test_settings_do_not_show_their_secrets() -> None:
    shown = repr(
        OAuthSettings("refresh", "mailroom", client_secret="hush-hush", refresh_token="refresh-1")
    )
    assert "hush-hush" not in shown
    assert "refresh-1" not in shown
