"""Who gives a command: whoever may run commands on the house's machine is known to that machine."""

from __future__ import annotations

import getpass


def by_whom() -> str:
    """The name of whoever runs the command, as the journal has it."""
    return f"{getpass.getuser()} (command)"
