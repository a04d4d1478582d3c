"""`mailroom evaluate`: how good the house is on a corpus of labelled mail, and what with.

Each message alone and each conversation are played in records of their own, thrown away afterwards; nothing leaves
the machine.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mailroom.clock import SystemClock
from mailroom.commands import figures
from mailroom.commands.opening import told
from mailroom.commands.work import reader_of
from mailroom.errors import ConfigFault
from mailroom.gates.corpus import Corpus, read_corpus, read_words
from mailroom.house import House, open_house
from mailroom.jobs import evaluate_learn
from mailroom.jobs.evaluate import Play, Setting, converse, judge_alone
from mailroom.jobs.evaluate_council import configure
from mailroom.rules.compared import learn_anew
from store.migrations import migrate
from store.session import Record

Row = dict[str, Any]
# The rows of the messages played alone, and the conversations by name.
Played = tuple[list[Row], dict[str, Play]]


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder for singles.jsonl and scenarios.jsonl.",
)
@click.option(
    "--decisions",
    type=click.Choice(["house", "truth"]),
    default="house",
    show_default=True,
    help="Who reads the mail: the house, or the truth, so that policies, acts and letters alone are measured.",
)
@click.option(
    "--coordinator",
    type=click.Choice(["nobody", "truth"]),
    default="nobody",
    show_default=True,
    help="Who decides what the house asks about: nobody, or at once a coordinator, as the truth says.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.5, 1.0),
    help="How sure the house must be to act alone. [default: the configuration's own]",
)
@click.option(
    "--config",
    "words_from",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A configuration whose words for services are used; a corpus has none.",
)
@click.option(
    "--learn",
    "taught_by",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of labelled mail that is learnt from before; the same folder is learnt from by parts.",
)
def evaluate(
    corpus: Path,
    out: Path,
    decisions: str,
    coordinator: str,
    threshold: float | None,
    words_from: Path | None,
    taught_by: Path | None,
) -> None:
    """Play CORPUS (a folder of labelled mail) and tell how often the house is right."""
    with told():
        labelled = read_corpus(corpus)
        words = read_words(words_from) if words_from else {}
    with ExitStack() as stack:
        stack.enter_context(told())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mailroom-evaluate-")))
        house = stack.enter_context(_house_of(labelled, folder, threshold, words))
        setting = Setting(
            house,
            _empty_records(folder),
            stack.enter_context(reader_of(house)),
            truth_decides=decisions == "truth",
            with_coordinator=coordinator == "truth",
        )
        before = _play(labelled, setting) if taught_by else None
        if taught_by:
            setting, learnt = _taught(setting, corpus, taught_by)
        played = _play(labelled, setting)
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "singles.jsonl", played[0])
    _write(out / "scenarios.jsonl", _scenario_rows(played[1]))
    if before is None:
        click.echo(_account(labelled, played))
        return
    click.echo(_account(labelled, before))
    click.echo(f"\n\nWith what was learnt from {taught_by}: {learnt}\n")
    click.echo(_account(labelled, played, before))


def _account(corpus: Corpus, played: Played, before: Played | None = None) -> str:
    """The figures of a play, beside those of one before where there was one."""
    measured = _measured(corpus, played)
    plays = played[1]
    parts = [
        figures.beside(_measured(corpus, before), measured) if before else figures.table(measured),
        figures.confusion(measured),
        figures.mistaken(measured),
        figures.calibration(measured),
        _unanswerable(plays),
    ]
    return "\n\n".join(parts)


def _measured(corpus: Corpus, played: Played) -> figures.Figures:
    return figures.measure(corpus, played[0], _scenario_rows(played[1]))


def _taught(setting: Setting, corpus: Path, folder: Path) -> tuple[Setting, str]:
    """The same house with what a folder teaches, and how much that is in words."""
    folds = evaluate_learn.FOLDS if folder.resolve() == corpus.resolve() else 1
    house, threshold = setting.house, setting.house.config.triage.threshold
    taken = evaluate_learn.take(house, setting.reader, read_corpus(folder), folds=folds)
    outcome = learn_anew(taken.lessons, house.rules_alone, None, threshold)
    by = evaluate_learn.teacher(taken, threshold, folds)
    parts = f", in {folds} parts" if folds > 1 else ""
    kept = "would keep it" if outcome.kept else "would not keep it"
    words = (
        f"{len(taken.lessons)} lessons{parts}. By `mailroom learn` the house {kept}: {outcome.why}."
    )
    return replace(setting, learnt_for=by), words


@contextmanager
def _house_of(
    corpus: Corpus, folder: Path, threshold: float | None, words: dict[str, tuple[str, ...]]
) -> Iterator[House]:
    """The council's house, with a key of this evaluation's own; ConfigFault for a policy that nobody has."""
    key = folder / "signing-key"
    key.touch(mode=0o600)
    key.write_text(secrets.token_hex(32), encoding="ascii")
    first = next(iter(corpus.policies), "south-cambs-corporate")
    config = configure(
        corpus.council,
        folder,
        key,
        policy=first,
        mail_server=corpus.mail_server,
        threshold=threshold,
        words=words,
    )
    template = folder / "empty.sqlite"
    migrate(f"sqlite:///{template}")
    numbers = iter(range(1, 1 << 62))
    record = Record(f"sqlite:///{template}")
    try:
        # Nothing is sent, so a nonce need not be secret; counted, an evaluation repeats to the letter.
        house = open_house(
            config, record, SystemClock(), lambda: f"{next(numbers):020d}", instance="evaluate"
        )
        unknown = [name for name in corpus.policies if name not in house.policies]
        if unknown:
            known = ", ".join(sorted(house.policies))
            raise ConfigFault(f"There is no policy {', '.join(unknown)}; there are {known}.")
        yield house
    finally:
        record.close()


def _empty_records(folder: Path) -> Any:
    """A maker of fresh records: each a copy of the empty one, gone after its play."""

    @contextmanager
    def empty_record() -> Iterator[Record]:
        file = folder / "play.sqlite"
        shutil.copyfile(folder / "empty.sqlite", file)
        record = Record(f"sqlite:///{file}", fleeting=True)
        try:
            yield record
        finally:
            record.close()
            for one in folder.glob("play.sqlite*"):
                one.unlink()

    return empty_record


def _play(corpus: Corpus, setting: Setting) -> Played:
    many = len(corpus.singles) + len(corpus.scenarios)
    with click.progressbar(length=many, label="Playing", file=sys.stderr) as bar:
        singles, plays = [], {}
        for single in corpus.singles:
            singles.append(judge_alone(setting, single))
            bar.update(1)
        for plan in corpus.scenarios:
            plays[plan.id] = converse(setting, plan)
            bar.update(1)
    return singles, plays


def _scenario_rows(plays: dict[str, Play]) -> list[Row]:
    return [_scenario_row(name, played) for name, played in plays.items()]


def _scenario_row(name: str, played: Play) -> Row:
    return {
        "id": name,
        "messages": played.messages,
        "cases": played.cases,
        "letters": played.letters,
    }


def _write(file: Path, rows: Iterable[Row]) -> None:
    file.write_text(
        "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8"
    )


def _unanswerable(plays: dict[str, Play]) -> str:
    """Replies to letters that the house never wrote: played as they stand, without the thread they should have."""
    names = Counter(letter for played in plays.values() for _, letter in played.unanswerable)
    if not names:
        return "Every reply answered a letter that was sent."
    lines = [f"  {number:>4}  {letter}" for letter, number in names.most_common()]
    return "\n".join(["Replies to letters that were never sent, by the letter", *lines])
