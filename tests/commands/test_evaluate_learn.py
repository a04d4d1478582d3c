"""`evaluate --learn`: what one folder teaches is measured on another, and on itself only by parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailroom.commands.evaluate import evaluate
from mailroom.commands.figures import Figures, beside, mistaken
from tests.commands.conftest import mail_from
from tests.commands.test_evaluate import COUNCIL, FIRST

PONTOON = "It is a disgrace, the floating pontoon was adrift again and nobody rang me back."
VAGUE = "I am fed up, I have had the same trouble again and nobody rang me back."
POLICY = "south-cambs-2021"


def folder_of(folder: Path, mails: list[tuple[str, str, str]]) -> Path:
    """A corpus of single mails: who writes, what, and the service that a clerk says."""
    (waste,) = COUNCIL["services"]  # type: ignore[misc]
    harbour = {**waste, "id": "harbour", "name": "Harbour", "area": "Coast", "shared_with": None}  # type: ignore[dict-item]
    (folder / "singles").mkdir(parents=True)
    (folder / "council.json").write_text(json.dumps({**COUNCIL, "services": [waste, harbour]}))
    lines = []
    for number, (writer, text, service) in enumerate(mails):
        raw = mail_from(f"{writer}@home.example", "", text)
        (folder / "singles" / f"{number}.eml").write_bytes(raw)
        truth = {**FIRST, "service": service, "fields": {}, "queue": "either"}
        row = {"file": f"{number}.eml", "received": f"2026-02-03T10:{number:02}:00+00:00"}
        lines.append(json.dumps({**row, "policy": POLICY, "truth": truth}))
    (folder / "singles" / "truth.jsonl").write_text("\n".join(lines))
    return folder


def some(who: str, many: int) -> list[tuple[str, str, str]]:
    """As much mail about the harbour as about something else."""
    about = ((PONTOON, "harbour"), (VAGUE, "waste"))
    return [
        (f"{who}{n}{at}", text, service)
        for n in range(many)
        for at, (text, service) in enumerate(about)
    ]


def line_of(said: str, name: str) -> list[str]:
    """The last line of that name, in words."""
    return [line.split() for line in said.splitlines() if line.startswith(f"  {name} ")][-1]


def play(corpus: Path, teacher: Path, out: Path) -> str:
    result = CliRunner().invoke(evaluate, [str(corpus), "--out", str(out), "--learn", str(teacher)])
    assert result.exit_code == 0, result.output
    return result.output


def test_what_a_folder_teaches_is_measured_on_another(tmp_path: Path) -> None:
    teacher = folder_of(tmp_path / "teacher", some("t", 4))
    corpus = folder_of(tmp_path / "corpus", some("c", 2))
    said = play(corpus, teacher, tmp_path / "out")
    assert "8 lessons" in said
    assert "too few lessons yet" in said
    assert line_of(said, "service")[1:4] == ["0.0%", "100.0%", "of"]
    rows = [
        json.loads(one) for one in (tmp_path / "out" / "singles.jsonl").read_text().splitlines()
    ]
    assert [one["decision"]["service"] for one in rows] == ["harbour", "waste"] * 2
    assert "2  waste taken for none" in said


@pytest.mark.slow
def test_no_mail_is_read_with_what_its_writer_taught(tmp_path: Path) -> None:
    by_one = [("same", PONTOON, "harbour"), ("same", f"{PONTOON} Still.", "harbour")] * 3
    corpus = folder_of(tmp_path / "one", [*by_one, *some("o", 1)])
    said = play(corpus, corpus, tmp_path / "out")
    assert "in 5 parts" in said
    assert line_of(said, "service")[1:3] == ["0.0%", "0.0%"]
    corpus = folder_of(tmp_path / "many", some("m", 10))
    said = play(corpus, corpus, tmp_path / "out")
    assert line_of(said, "service")[1:3] == ["0.0%", "100.0%"]


def test_two_plays_stand_beside_each_other() -> None:
    before, after = Figures(), Figures()
    for right in (True, False, False, False):
        before.add("kind", right)
        after.add("kind", not right)
    assert beside(before, after).splitlines()[1].split() == ["kind", "25.0%", "75.0%", "of", "4"]
    after.mistaken["waste", "parks"] = 3
    assert mistaken(after).splitlines()[1].split() == ["3", "waste", "taken", "for", "parks"]
    assert "none" in mistaken(before)
