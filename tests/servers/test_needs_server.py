"""A test whose server is missing is skipped by name, and fails in CI."""

from __future__ import annotations

import pytest

from tests.servers import needs_server


def test_a_server_that_was_found_is_used() -> None:
    needs_server("Dovecot", True)


def test_a_missing_server_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Dovecot"):
        needs_server("Dovecot", False)


def test_ci_must_not_go_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Dovecot"):
        needs_server("Dovecot", False)
