"""The demo's folder: made whole, private where it must be, and never at somebody's cost."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from mailroom.demo.papers import FilledIn, docx_table, fillable_pdf, flat_pdf, photograph
from mailroom.demo.pdf import write_locked_pdf
from mailroom.demo.stage import EARLIER, read_stage, set_stage
from mailroom.errors import MailroomError
from parsers.documents import Reader
from store.session import Record


def _key() -> bytes:
    return b"k" * 32


def test_a_new_stage_has_everything_and_a_key_nobody_else_reads(tmp_path: Path) -> None:
    config = set_stage(tmp_path / "demo", _key)
    assert len(config.services) >= 12
    assert config.signing_key() == _key()
    assert stat.S_IMODE((tmp_path / "demo" / "secrets" / "signing-key").stat().st_mode) == 0o600
    assert all((tmp_path / "demo" / box / "new").is_dir() for box in ("mailbox", "post"))


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mailroom.toml").write_text("# the council's own\n")
    with pytest.raises(MailroomError, match="no demo made"):
        set_stage(tmp_path, _key)
    assert [one.name for one in tmp_path.iterdir()] == ["mailroom.toml"]


def test_what_an_earlier_demo_left_is_moved_aside(tmp_path: Path) -> None:
    set_stage(tmp_path, _key)
    (tmp_path / "mailbox" / "new" / "mine.eml").write_text("From: me@a.example\n\nhello\n")
    set_stage(tmp_path, _key)
    assert not list((tmp_path / "mailbox" / "new").iterdir())
    assert (tmp_path / EARLIER / "mailbox" / "new" / "mine.eml").exists()


def test_a_demo_that_is_still_running_keeps_its_folder(tmp_path: Path) -> None:
    config = set_stage(tmp_path, _key)
    record = Record(config.record.url)
    with record.hold("daemon-sqlite"), pytest.raises(MailroomError, match="still running"):
        set_stage(tmp_path, _key)
    record.close()


def test_the_environment_of_a_real_council_does_not_reach_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILROOM_RECORD__URL", "postgresql://records.real.example/mailroom")
    monkeypatch.setenv("MAILROOM_SIGNING_KEY", "x" * 40)
    set_stage(tmp_path, _key)
    config = read_stage(tmp_path)
    assert config.record.url == f"sqlite:///{tmp_path / 'mailroom.sqlite'}"
    assert config.signing_key() == _key()


FORM = FilledIn((("Your name", "Ada Fenn"), ("Postcode", "AW1 1AA"), ("Details", "word " * 60)))


@pytest.mark.parametrize("paper", [fillable_pdf, flat_pdf, docx_table])
def test_each_paper_is_read_as_it_was_filled_in(paper: Callable[[FilledIn], bytes]) -> None:
    with Reader(seconds=20, memory_bytes=512 << 20) as reader:
        read = reader.read(paper(FORM), "form")
    assert not read.problem
    assert {label.rstrip(":"): " ".join(value.split()) for label, value in read.pairs} == {
        "Your name": "Ada Fenn",
        "Postcode": "AW1 1AA",
        "Details": " ".join(["word"] * 60),
    }


def test_a_locked_paper_stays_locked_and_a_photograph_is_a_picture() -> None:
    with Reader(seconds=20, memory_bytes=512 << 20) as reader:
        assert "password" in reader.read(write_locked_pdf("hidden", "Buttercup"), "a.pdf").problem
    assert photograph().startswith(b"\x89PNG\r\n")
