"""`python -m mailroom` is `mailroom`: for where the command is not on the path."""

from __future__ import annotations

from mailroom.cli import main

if __name__ == "__main__":
    main(prog_name="mailroom")
