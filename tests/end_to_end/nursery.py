"""A process that has the house imported and forks a daemon at once when asked: a start costs no import.

Run by `python -m`. Each line on standard input is an order as JSON (args, env, log); each line out is a process
id. What is forked is the real command line in a process of its own; its exit code is left beside its log.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Fork for every order until the line closes."""
    import mailroom.commands.work  # so that it is there before the first fork

    assert mailroom.commands.work.run is not None
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody has to be reaped
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become(json.loads(line))
        print(pid, flush=True)


def _become(order: dict[str, Any]) -> None:
    from mailroom.cli import main as command_line

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream, place in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(place, stream)
    os.environ.update(order["env"])
    code = 1
    try:
        command_line(order["args"], standalone_mode=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        Path(order["log"] + ".exit").write_text(str(code))
        os._exit(code)


if __name__ == "__main__":
    main()
