"""`python -m bench`: measures, and prints one table with the aims and the limits beside what was measured."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.mail import SEED, mailbox
from bench.past import filled
from bench.table import print_table, rows_of

Found = dict[str, Any]
FEW, MANY = 100, 100_000
# What a machine must have written to disk before it says so; the tests' servers need not.
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def main() -> None:
    """Measure what was asked for and print the table."""
    asked = _asked()
    box = mailbox(asked.messages, seed=asked.seed).folder
    found: Found = {"cores": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0]}
    for name, arguments in (
        ("parse", {"mailbox": str(box)}),
        ("papers", {"mailbox": str(box)}),
        ("commits", {"mailbox": str(box)}),
        ("dates", {}),
    ):
        found[name] = _best(asked.runs, name, arguments)
    found["house"] = _best(asked.runs, "house", {"mailbox": str(box), "letters": True})
    found |= _with_a_past(asked, box)
    past = {"mailbox": str(box), "filled": str(filled(asked.many))}
    found["report"] = _best(asked.runs, "report", past)
    found["postgres"] = _two_daemons(asked, box)
    year = mailbox(asked.replay, seed=asked.seed + 1, days=365).folder
    found["replay"] = _measure("replay", {"mailbox": str(year)})
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))
    print_table(found, rows_of(found))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="300 messages, 100 for the year, one run each"
    )
    parser.add_argument("--messages", type=int, help="how many messages the mailbox holds [2000]")
    parser.add_argument("--replay", type=int, help="how many messages the year has [1000]")
    parser.add_argument("--many", type=int, help=f"how many cases the full record holds [{MANY}]")
    parser.add_argument("--runs", type=int, help="how often each is measured; the best counts [2]")
    parser.add_argument("--seed", type=int, default=SEED, help="of the mail")
    parser.add_argument(
        "--postgres", default="", metavar="URL", help="an empty database to be migrated and filled"
    )
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    asked = parser.parse_args()
    asked.messages = asked.messages or (300 if asked.quick else 2000)
    asked.replay = asked.replay or (100 if asked.quick else 1000)
    asked.many = asked.many or (5000 if asked.quick else MANY)
    asked.runs = asked.runs or (1 if asked.quick else 2)
    return asked


def _command(name: str, arguments: Found) -> list[str]:
    return [sys.executable, "-m", "bench.work", name, json.dumps(arguments)]


def _measure(name: str, arguments: Found) -> Found:
    print(f"… {name}", file=sys.stderr)
    done = subprocess.run(_command(name, arguments), check=True, capture_output=True, text=True)
    measured: Found = json.loads(done.stdout.splitlines()[-1])
    return measured


def _best(runs: int, name: str, arguments: Found) -> Found:
    """The least seconds of each kind that any run took, and whatever else the last one found."""
    measured = [_measure(name, arguments) for _ in range(runs)]
    least = {
        key: min(one[key] for one in measured)
        for key in measured[0]
        if key.endswith(("seconds", "cpu"))
    }
    return measured[-1] | least


def _with_a_past(asked: argparse.Namespace, box: Path) -> Found:
    """The same with few and with many cases on record, in turn, so that a slow minute hits both."""
    places = {"few": filled(FEW), "many": filled(asked.many)}
    runs: dict[str, list[Found]] = {name: [] for name in places}
    for _ in range(asked.runs):
        for name, file in places.items():
            runs[name].append(_measure("house", {"mailbox": str(box), "filled": str(file)}))
    best = {name: min(found, key=lambda one: float(one["cpu"])) for name, found in runs.items()}
    return {"few": best["few"], "many": best["many"] | {"cases": asked.many}}


def _two_daemons(asked: argparse.Namespace, box: Path) -> Found:
    """Two processes on one PostgreSQL; with a reason in words where there is none."""
    with _database(asked.postgres) as url:
        if not url:
            return {"missing": "no PostgreSQL on this machine; --postgres names one"}
        print("… postgres", file=sys.stderr)
        own = [{"mailbox": str(box), "url": url, "instance": name} for name in ("one", "two")]
        daemons = [
            subprocess.Popen(
                _command("daemon", one), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for one in own
        ]
        for one in daemons:
            assert one.stdout is not None
            one.stdout.readline()
        found = [json.loads(one.communicate()[0].splitlines()[-1]) for one in _all_told(daemons)]
    seconds = max(one["ended"] for one in found) - min(one["begun"] for one in found)
    return {
        "seconds": seconds,
        "messages": sum(one["new"] for one in found),
        "cpu": sum(one["cpu"] for one in found),
        "shares": [one["handled"] for one in found],
    }


def _all_told(daemons: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    """Both begin at the same moment."""
    for one in daemons:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return daemons


@contextmanager
def _database(url: str) -> Iterator[str]:
    """The URL of an empty migrated database: the one named, else a private server's; '' where there is none."""
    from store.migrations import migrate

    if url:
        migrate(url)
        yield url
        return
    try:
        from tests.servers import postgres
    except ImportError:
        yield ""
        return
    if postgres.find_binaries() is None:
        yield ""
        return
    with postgres.run_cluster(**DURABLE) as cluster:
        yield cluster.fresh()


if __name__ == "__main__":
    main()
