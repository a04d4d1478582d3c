"""What one mail costs until it is decided upon: parsed, matched against the record, triaged. Medians, in milliseconds.

    python -m bench.clerk [--many 100000] [--filled URL]

Of the processor, for the wall clock of a busy machine says nothing; beside them the same mails by Python's own email
parser, by which machines can be compared: the last column is how often as long all of it takes. The mails are those
of tests/corpus: letters and forms, no large files. A PostgreSQL that `bench.desk` filled can be matched against as
well; its own work is another process's, so that there the wall clock is asked.
"""

from __future__ import annotations

import argparse
import email
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.council import AUTHSERV
from bench.house import trial
from bench.mail import mailbox
from bench.past import filled
from mailroom.house import House
from mailroom.jobs import facts
from mailroom.rules.reading import Reading
from parsers.message import read_message

FEW = 100
LARGEST = 60_000
# The best of so many: whatever else the machine did in the others is none of ours.
TRIES = 5
AT = datetime(2026, 2, 3, 10, 15, tzinfo=UTC)
# The peak of a process itself; what `resource` gives is its parent's where that was larger.
IMPORTED = (
    "import time, re; import mailroom.cli; print(time.process_time(),"
    " re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.clerk", description=__doc__)
    parser.add_argument("--many", type=int, default=100_000, help="cases in the full record")
    parser.add_argument("--filled", default="", metavar="URL", help="a full PostgreSQL as well")
    asked = parser.parse_args()
    many = asked.many
    raws = [path.read_bytes() for path in sorted(Path("tests/corpus").rglob("*.eml"))]
    kinds: dict[str, list[bytes]] = {"plain": [], "HTML": []}
    for raw in raws:
        if len(raw) <= LARGEST:
            kinds["HTML" if b"text/html" in raw.lower() else "plain"].append(raw)
    heads = (f"{FEW} cases", f"{many} cases", "× email", *(["PostgreSQL"] if asked.filled else []))
    print(f"{'':6}{'mails':>6}{'email':>8}{'parse':>8}" + "".join(f"{one:>14}" for one in heads))
    for kind, mails in kinds.items():
        by_email = _medians(mails, lambda raw: email.message_from_bytes(raw).as_string())
        parsed = _medians(mails, _read)
        found = [_gathered(mails, filled(count)) for count in (FEW, many)]
        found.append((parsed + found[0]) / by_email)
        found += [_gathered(mails, url=asked.filled)] if asked.filled else []
        line = "".join(f"{one:14.2f}" for one in found)
        print(f"{kind:6}{len(mails):6}{by_email:8.2f}{parsed:8.2f}{line}")
    seconds, kilobytes = subprocess.run(
        [sys.executable, "-c", IMPORTED], check=True, capture_output=True, text=True
    ).stdout.split()
    print(f"import of mailroom.cli: {float(seconds):.2f} s, {int(kilobytes) // 1024} MB")


def _medians(
    mails: Sequence[Any],
    do: Callable[[Any], object],
    clock: Callable[[], float] = time.process_time,
) -> float:
    do(mails[0])
    return median(min(_milliseconds(do, mail, clock) for _ in range(TRIES)) for mail in mails)


def _milliseconds(do: Callable[[Any], object], mail: Any, clock: Callable[[], float]) -> float:
    started = clock()
    do(mail)
    return (clock() - started) * 1000


def _read(raw: bytes) -> Reading:
    return Reading(1, AT, read_message(raw, trusted_authserv=(AUTHSERV,)), ())


def _gathered(mails: Sequence[bytes], record: Path | None = None, url: str = "") -> float:
    """Matching and triage of mails that were read, against a record."""
    with trial(mailbox(1).folder, filled=record, url=url) as one:
        house: House = one.house
        readings = [_read(raw) for raw in mails]
        clock = time.perf_counter if url else time.process_time
        with house.record.read() as conn:
            return _medians(
                readings, lambda read: facts.gather(conn, house, read, "feedback"), clock
            )


if __name__ == "__main__":
    main()
