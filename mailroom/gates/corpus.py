"""A folder of labelled mail, read for `evaluate` and never changed: the mail, and what a careful clerk says of it.

`docs/evaluate.md` tells the format.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mailroom.errors import ConfigFault, MailboxUnavailable

# The host of a Received that stands at the very top, folded or not (RFC 5321, 4.4).
_TAKEN_BY = re.compile(rb"Received:(?:[^\n]|\n(?=[ \t]))*?\sby ([A-Za-z0-9.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a clerk says of a message, in the corpus's own words; '' and None where nothing is said."""

    kind: str
    act: str = ""
    relation: str = ""
    relates_to: str = ""
    stage: int | None = None
    services: tuple[str, ...] = ()
    exclusion: str = ""
    flags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    queue: str = ""


@dataclass(frozen=True, slots=True)
class LabelledMail:
    """A message with its bytes, the time that counts for it, and the truth."""

    file: str
    raw: bytes
    received_at: datetime
    truth: Truth


@dataclass(frozen=True, slots=True)
class Single:
    """A message judged alone, under a policy."""

    mail: LabelledMail
    policy: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A conversation in order of receipt; cases, letters and bans are as the corpus writes them."""

    id: str
    policy: str
    until: date
    mails: tuple[LabelledMail, ...]
    cases: tuple[Mapping[str, Any], ...] = ()
    letters: tuple[Mapping[str, Any], ...] = ()
    never: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """One council's labelled mail; `council` is its council.json."""

    council: Mapping[str, Any]
    singles: tuple[Single, ...]
    scenarios: tuple[Scenario, ...]

    @property
    def policies(self) -> tuple[str, ...]:
        """Every policy that the corpus names, each once."""
        named = [one.policy for one in self.singles] + [one.policy for one in self.scenarios]
        return tuple(dict.fromkeys(named))

    @property
    def mail_server(self) -> str:
        """The host that took most of the mail in, by its topmost Received; '' where none says. Its verdicts count."""
        mails = [one.mail for one in self.singles] + [
            mail for one in self.scenarios for mail in one.mails
        ]
        found = Counter(named[1].decode() for mail in mails if (named := _TAKEN_BY.match(mail.raw)))
        return found.most_common(1)[0][0] if found else ""


def read_corpus(folder: Path) -> Corpus:
    """The corpus in a folder; MailboxUnavailable names the first file that cannot be read."""
    council = _read_json(folder / "council.json")
    lines = folder / "singles" / "truth.jsonl"
    singles = [_single(folder, row, lines) for row in _read_lines(lines)]
    plans = sorted((folder / "scenarios").glob("*/scenario.json"))
    return Corpus(council, tuple(singles), tuple(_scenario(plan) for plan in plans))


def read_words(file: Path) -> dict[str, tuple[str, ...]]:
    """The words that a configuration file gives its services, by the service's id; ConfigFault where it has none."""
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        services = written["services"]
        return {one["id"]: tuple(one.get("words", ())) for one in services}
    except OSError as error:
        raise ConfigFault(f"{file}: cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        what = f"{file}: has no services with words that can be read ({error})."
        raise ConfigFault(what, do="config.example.toml shows [[services]].") from error


def _single(folder: Path, row: Mapping[str, Any], lines: Path) -> Single:
    name = str(row.get("file", "")).removeprefix("singles/")
    return Single(_mail(folder / "singles", {**row, "file": name}, lines), str(row.get("policy")))


def _scenario(plan: Path) -> Scenario:
    written = _read_json(plan)
    try:
        return Scenario(
            id=str(written["id"]),
            policy=str(written["policy"]),
            until=date.fromisoformat(written["until"]),
            mails=tuple(_mail(plan.parent, row, plan) for row in written["messages"]),
            cases=tuple(written.get("cases") or ()),
            letters=tuple(written.get("letters") or ()),
            never=tuple(written.get("never") or ()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(plan, error) from error


def _mail(folder: Path, row: Mapping[str, Any], told_in: Path) -> LabelledMail:
    try:
        received_at = datetime.fromisoformat(row["received"])
        if received_at.tzinfo is None:
            raise ValueError(f"{row['file']} has a time without an offset")
        raw = (folder / row["file"]).read_bytes()
        return LabelledMail(row["file"], raw, received_at, _truth(row["truth"]))
    except OSError as error:
        raise _broken(folder / str(row.get("file")), error) from error
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(told_in, error) from error


def _truth(row: Mapping[str, Any]) -> Truth:
    service = row.get("service") or ()
    fields = row.get("fields") or {}
    return Truth(
        kind=row["kind"],
        act=row.get("act") or "",
        relation=row.get("relation") or "",
        relates_to=row.get("relates_to") or "",
        stage=row.get("stage"),
        services=(service,) if isinstance(service, str) else tuple(service),
        exclusion=row.get("exclusion") or "",
        flags=tuple(row.get("flags") or ()),
        fields={key: str(value) for key, value in fields.items() if value},
        queue=row.get("queue") or "",
    )


def _read_json(file: Path) -> Mapping[str, Any]:
    try:
        written = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(file, error) from error
    if not isinstance(written, dict):
        raise _broken(file, ValueError("not an object"))
    return written


def _read_lines(file: Path) -> Sequence[Mapping[str, Any]]:
    """The objects of a file, one a line; none where there is no such file: a corpus may have no singles."""
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise _broken(file, error) from error


def _broken(file: Path, error: Exception) -> MailboxUnavailable:
    why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    do = "docs/evaluate.md tells what a corpus is made of."
    return MailboxUnavailable(f"{file}: cannot be read as part of a corpus ({why}).", do=do)
