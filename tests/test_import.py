"""What is heavy is loaded when it is first needed: a command that asks for nothing waits for nothing."""

from __future__ import annotations

import subprocess
import sys

from tests.libraries import LIBRARIES
from tests.test_house import ROOMS, ROOT

# What the house at work needs at once, whatever mail comes; all others wait for the first mail that wants them.
AT_ONCE = {
    "authres", "click", "imapclient", "jinja2", "markupsafe", "pydantic", "pydantic_core",
    "pydantic_settings", "rapidfuzz", "selectolax", "sqlalchemy", "structlog",
}  # fmt: skip
WHAT_IS_LOADED = "import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"


def loaded_by(module: str) -> set[str]:
    """The packages that are there once a module was imported, by a process that had imported nothing."""
    asked = [sys.executable, "-c", WHAT_IS_LOADED.format(module=module)]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(told.stdout.split())


def test_the_command_line_loads_click_alone() -> None:
    loaded = loaded_by("mailroom.cli")
    assert loaded.isdisjoint({*LIBRARIES} - {"click"})
    assert loaded.isdisjoint({*ROOMS} - {"mailroom"})


def test_the_house_at_work_loads_no_library_that_only_some_mail_needs() -> None:
    assert loaded_by("mailroom.commands.work").isdisjoint({*LIBRARIES} - AT_ONCE)


def test_the_package_is_run_as_the_command_is() -> None:
    asked = [sys.executable, "-m", "mailroom", "--help"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("Usage: mailroom [OPTIONS] COMMAND")
