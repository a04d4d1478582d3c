"""The measurements run through and say what they measured; how fast they were is no test's business."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bench.mail import SEED, Writer
from parsers.documents import Reader
from parsers.forms import read_form
from parsers.message import read_message

ROOT = Path(__file__).parents[2]


def test_a_seed_gives_the_same_mailbox() -> None:
    one, two, other = (
        list(Writer(seed, timedelta(minutes=9)).messages(12)) for seed in (SEED, SEED, SEED + 1)
    )
    assert one == two != other


def test_the_mail_is_what_it_claims_to_be() -> None:
    messages = [read_message(raw) for _, raw in Writer(SEED, timedelta(minutes=9)).messages(200)]
    assert not any(message.defects for message in messages)
    assert {message.automatic for message in messages} == {None}
    assert 40 <= sum(bool(message.body.html) for message in messages) <= 60
    assert 10 <= sum(bool(message.in_reply_to) for message in messages) <= 30
    assert 10 <= sum(bool(message.attachments) for message in messages) <= 30


def test_the_documents_can_be_read_and_the_forms_found() -> None:
    messages = [read_message(raw) for _, raw in Writer(SEED, timedelta(minutes=9)).messages(60)]
    files = [one for message in messages for one in message.attachments]
    with Reader() as reader:
        documents = [reader.read(one.content, one.filename) for one in files]
    assert files
    assert [document.problem for document in documents] == [""] * len(files)
    forms = [
        read_form(document)
        for one, document in zip(files, documents, strict=True)
        if one.filename == "form.pdf"
    ]
    assert forms
    assert all(form and "@" in form.fields["email"] for form in forms)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_run_gives_the_table(tmp_path: Path) -> None:
    few = "--messages 24 --replay 6 --many 150 --runs 1".split()
    command = [sys.executable, "-m", "bench", "--quick", *few, "--json", str(tmp_path / "found")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads((tmp_path / "found").read_text())
    assert found["house"]["states"]["HANDLED"] == found["few"]["messages"] == 24
    assert found["replay"]["messages"] == 6
    assert found["postgres"].get("messages", 24) == 24
    for line in ("SQLite, durable", "PostgreSQL, durable", "150 cases", "limit: commits"):
        assert line in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_desk_is_measured_page_by_page(tmp_path: Path) -> None:
    few = "--cases 60 --waiting 30 --runs 1 --only sqlite".split()
    done = subprocess.run(
        [sys.executable, "-m", "bench.desk", *few],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    rows = [line.split() for line in done.stdout.splitlines() if line]
    assert rows[0][0] == "SQLite"
    assert {"queue", "message", "today", "calendar"} <= {row[0] for row in rows[1:]}
    assert all(float(row[-1]) > 0 for row in rows[1:]), "every page has its size"
