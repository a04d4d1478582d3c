"""`mailroom demo` as a person runs it: once, and until Ctrl-C with a mail dropped in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """\
from mailroom.cli import main
main()
"""
DROPPED = """\
From: Hattie Crowe <hattie.crowe@postbox.example>
To: feedback@ashwater.example
Subject: Complaint about missed bin collection
Message-ID: <dropped.1@postbox.example>

I want to make a formal complaint. My bin was missed again this week, the third time this month,
and nobody has answered my calls about the recycling bin either.

Hattie Crowe
"""


def _run(*options: str, cwd: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "demo", *options],
        cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


@pytest.mark.slow
def test_once_tells_the_account_and_ends(tmp_path: Path) -> None:
    demo = _run("--once", "--folder", "town", "--port", "0", cwd=tmp_path)
    told, _ = demo.communicate(timeout=100)
    assert demo.returncode == 0, told
    assert "Doreen Askew" in told
    assert "pieces wait for a person" in told
    assert "Traceback" not in told
    assert "level=" not in told
    assert max(map(len, told.splitlines())) <= 100
    assert (tmp_path / "town" / "mailroom.toml").exists()


@pytest.mark.slow
def test_a_dropped_mail_is_handled_within_seconds_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    demo = _run("--folder", "town", "--port", "0", cwd=tmp_path)
    guard = threading.Timer(90, demo.kill)
    guard.start()
    try:
        assert demo.stdout is not None
        told = _read_until(demo, "Waiting for mail.")
        draft = tmp_path / "town" / "mailbox" / "tmp" / "dropped.eml"
        draft.write_text(DROPPED)
        patience = threading.Timer(15, demo.kill)
        patience.start()
        draft.rename(tmp_path / "town" / "mailbox" / "new" / "dropped.eml")
        told += _read_until(demo, "Hattie Crowe")
        patience.cancel()
        demo.send_signal(signal.SIGINT)
        told += demo.stdout.read()
        assert demo.wait(timeout=30) == 0, told
        assert "Stopped." in told
        assert "Traceback" not in told
    finally:
        guard.cancel()
        if demo.poll() is None:
            demo.kill()
            demo.wait()
        if demo.stdout is not None:
            demo.stdout.close()


def _read_until(demo: subprocess.Popen[str], words: str) -> str:
    assert demo.stdout is not None
    told = ""
    for row in demo.stdout:
        told += row
        if words in row:
            return told
    pytest.fail(f"the demo ended before it said {words!r}:\n{told[-3000:]}")


def test_a_folder_of_somebody_elses_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "letter.txt").write_text("mine")
    demo = _run("--once", "--folder", "town", "--port", "0", cwd=tmp_path)
    told, _ = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert "holds something that no demo made" in told
    assert "Traceback" not in told
