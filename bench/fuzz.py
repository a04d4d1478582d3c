"""Mail that nobody would write: atheris (libFuzzer) grows it from sound mails; reading it must not raise, nor last.

    pip install atheris
    python -m bench.fuzz FINDS [--minutes 60] [--seed N]

FINDS is a folder: what was grown so far is kept in it and grown further the next time, and a mail that raises, takes
more than a second or more memory than the house gives its children lies in it as `crash-…`, `slow-…` or `oom-…`. Mend
it, and put the mail (or the smallest one like it) into tests/parsers/found.
"""

from __future__ import annotations

import argparse
import sys
import time
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path

SEEDS = ("tests/corpus", "tests/parsers/found")
# What mail is made of: libFuzzer puts these in where single bytes would need a year.
WORDS = (
    "=?utf-8?B?", "=?iso-8859-1?Q?", "?=", "=E2=82=AC", "Content-Type: ", "multipart/mixed; boundary=x", "--x", "--x--",
    "message/rfc822", "message/delivery-status", "text/html", "format=flowed", "Content-Transfer-Encoding: base64",
    "Content-Disposition: attachment; filename*0*=utf-8''%", "charset=", "Authentication-Results: ", "dmarc=pass",
    "header.from=", "From: ", "To: ", "Sent: ", "Subject: ", "Date: ", "References: <", "Received: ", "begin 644 x",
    "-----Original Message-----", "On 3 Feb 2026 at 10:11, A <a@b.example> wrote:", "> ", "-- ", "<div>", "<table>",
    "</td>", "<blockquote type=cite>", "gmail_quote", "Final-Recipient: rfc822; ", "Action: failed", "Status: 5.1.1",
)  # fmt: skip
# The longest mail that is grown, in bytes, and how many seconds one may be read at most.
LONGEST, SECONDS = 16_384, 1.0
MEGABYTES = 1_024


def main() -> None:
    """Grow mails until the time is over or one is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("finds", type=Path)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0, help="of chance; 0 takes a new one [0]")
    asked = parser.parse_args()
    asked.finds.mkdir(parents=True, exist_ok=True)
    _sow(asked.finds)
    import atheris  # of this machine alone: no part of the house needs it

    with atheris.instrument_imports(include=["parsers"], enable_loader_override=False):
        from parsers import message
        from parsers.headers import read_head

    def read(raw: bytes) -> None:
        """Once without the last net, which would hide a fault of ours."""
        started = time.process_time()
        message._read_parts_and_body(raw, read_head(raw))
        message.read_message(raw, trusted_authserv=["mx.council.example"])
        if time.process_time() - started > 2 * SECONDS:
            (asked.finds / f"slow-{sha256(raw).hexdigest()[:16]}").write_bytes(raw)
            print(f"slow: {time.process_time() - started:.1f} s", file=sys.stderr)

    words = asked.finds.with_suffix(".words")
    words.write_text("".join(f'"{word}"\n' for word in WORDS))
    limits = [
        f"-dict={words}",
        f"-max_total_time={asked.minutes * 60}",
        f"-max_len={LONGEST}",
        "-timeout=10",
        f"-seed={asked.seed}",
    ]
    limits += [
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={asked.finds}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *limits, str(asked.finds)], read)
    atheris.Fuzz()


def _sow(finds: Path) -> None:
    """Our own mails, and each of their parts, as what is grown from."""
    for folder in SEEDS:
        for path in sorted(Path(folder).rglob("*")):
            raw = path.read_bytes() if path.suffix in ("", ".eml") and path.is_file() else b""
            if not 0 < len(raw) <= LONGEST:
                continue
            (finds / sha256(raw).hexdigest()[:16]).write_bytes(raw)
            for part in message_from_bytes(raw).walk():
                inside = part.as_bytes(policy=part.policy.clone(max_line_length=None))
                (finds / sha256(inside).hexdigest()[:16]).write_bytes(inside)


if __name__ == "__main__":
    main()
