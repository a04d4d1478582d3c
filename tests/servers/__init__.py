"""Real servers for the tests, each private to its session: databases and mail servers.

A test that needs a server which this machine does not have is skipped and says so; where CI is set
in the environment it fails instead, so that nothing goes untested unseen.
"""

from __future__ import annotations

import os

import pytest


def needs_server(name: str, found: bool) -> None:
    """Say that this test cannot run for want of a server, unless it was found."""
    if found:
        return
    if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
        pytest.fail(f"{name} is missing, and CI must not go without", pytrace=False)
    pytest.skip(f"{name} is not installed here")
