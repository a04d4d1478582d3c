"""The table: what was measured, what was aimed at, and the limits that no program on this machine could pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A line: what, the aim in words, the figure, and its share of what merely parsing the mail allows."""

    what: str
    aim: str
    measured: str
    share: str = ""


def rows_of(found: Found) -> list[Row]:
    """Every figure with its aim, in the order of the message's way; the limits last."""
    return [
        *_throughput(found),
        *_many_cases(found),
        *_report(found),
        *_memory(found["house"]),
        *_the_rest(found),
        *_limits(found),
    ]


def _throughput(found: Found) -> list[Row]:
    house, parse, postgres = found["house"], found["parse"], found["postgres"]
    count = house["messages"]
    ceiling = parse["messages"] / parse["email_cpu"]
    rows = [
        Row("one process, SQLite, durable", "≥ 250 messages/s", _rate(count, house["seconds"]),
            f"{count / house['seconds'] / ceiling:.0%}"),
        Row("  … a second of its own processor time", "", _rate(count, house["cpu"]),
            f"{count / house['cpu'] / ceiling:.0%}"),
        Row("  … of which fetching and storing", "", _rate(count, house["collect_seconds"])),
    ]  # fmt: skip
    if "missing" in postgres:
        return [
            *rows,
            Row("two processes, PostgreSQL, durable", "≥ 400 messages/s", postgres["missing"]),
        ]
    rate = postgres["messages"] / postgres["seconds"]
    cores = min(2, found["cores"])
    return [
        *rows,
        Row("two processes, PostgreSQL, durable", "≥ 400 messages/s", _rate(postgres["messages"], postgres["seconds"]),
            f"{rate / ceiling / cores:.0%} of {cores} cores"),
        Row("  … a second of the two's processor time", "", _rate(postgres["messages"], postgres["cpu"])),
    ]  # fmt: skip


def _many_cases(found: Found) -> list[Row]:
    few, many = found["few"], found["many"]
    return [
        Row("with 100 cases on record", "", _rate(few["messages"], few["seconds"])),
        Row(f"with {many['cases']:,} cases on record", "≤ 1.3 × the time", _rate(many["messages"], many["seconds"]),
            f"{many['seconds'] / few['seconds']:.2f} × (processor {many['cpu'] / few['cpu']:.2f} ×)"),
    ]  # fmt: skip


def _report(found: Found) -> list[Row]:
    report, many = found["report"], found["many"]
    return [
        Row(f"all figures of a quarter, {many['cases']:,} cases on record", "< 2 s",
            f"{report['seconds']:.1f} s (processor {report['cpu']:.1f} s)", f"{report['cases']:,} cases in it"),
    ]  # fmt: skip


def _memory(house: Found) -> list[Row]:
    return [
        Row("peak memory of the house's process", "< 200 MB", f"{house['own_mb']:.0f} MB"),
        Row("peak memory of its largest child (documents)", "", f"{house['child_mb']:.0f} MB"),
    ]


def _the_rest(found: Found) -> list[Row]:
    replay, dates, house = found["replay"], found["dates"], found["house"]
    return [
        Row(
            f"replay of {replay['messages']:,} messages of a year",
            f"< {90 * replay['messages'] / 5000:.0f} s (90 for 5,000)",
            f"{replay['seconds']:.0f} s (processor {replay['cpu']:.0f} s)",
            f"{replay['letters']:,} letters",
        ),
        Row("policy dates", "", _rate(dates["dates"], dates["cpu"], "stages")),
        Row("letters laid into a Maildir, noted one by one", "",
            _rate(house["dispatched"], house["dispatch_seconds"], "letters")),
    ]  # fmt: skip


def _limits(found: Found) -> list[Row]:
    parse, papers, commits = found["parse"], found["papers"], found["commits"]
    return [
        Row("limit: email.message_from_bytes alone", "", _rate(parse["messages"], parse["email_seconds"]),
            f"100% is {parse['messages'] / parse['email_cpu']:.0f} a processor second"),
        Row("limit: read_message alone", "", _rate(parse["messages"], parse["read_seconds"]),
            f"{parse['email_cpu'] / parse['read_cpu']:.0%}"),
        Row("limit: documents read by one child", "", _rate(papers["documents"], papers["seconds"], "documents")),
        Row("limit: commits that the disk confirms", "", _rate(commits["commits"], commits["seconds"], "commits")),
    ]  # fmt: skip


def _rate(count: int, seconds: float, what: str = "messages") -> str:
    return f"{count / seconds:,.0f} {what}/s"


def print_table(found: Found, rows: Sequence[Row]) -> None:
    """Print what was measured on what, and the table."""
    parse, house = found["parse"], found["house"]
    print(
        f"{parse['messages']:,} messages, {parse['octets'] / parse['messages'] / 1000:.1f} kB on average; "
        f"{house['states']}; {house['letters']:,} letters written.\n"
        f"{found['cores']} cores, load {found['load']:.1f} at the start. Best of the runs; "
        "shares are of parsing with the standard library alone.\n"
    )
    widths = [max(len(getattr(row, name)) for row in rows) for name in ("what", "aim", "measured")]
    for row in (Row("", "aim", "measured", "share"), *rows):
        cells = zip((row.what, row.aim, row.measured), widths, strict=True)
        print("  ".join([*(cell.ljust(width) for cell, width in cells), row.share]).rstrip())
