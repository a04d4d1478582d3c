"""Tells systemd how the daemon fares (sd_notify(3)): ready, alive, stopping. Silent where there is no systemd."""

from __future__ import annotations

import os
import socket


def notify(state: str) -> bool:
    """Send a state such as `READY=1` or `WATCHDOG=1`; False where nobody listens. Never raises and never waits."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place:
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            # A leading @ means the abstract namespace, whose names begin with a zero octet.
            line.setblocking(False)  # a listener that is behind must not hold up the house
            line.connect(f"\0{place[1:]}" if place.startswith("@") else place)
            line.sendall(state.encode())
    except OSError:
        return False
    return True


def watchdog_seconds() -> float | None:
    """How often systemd wants a sign of life: half of WATCHDOG_USEC; None where it wants none."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    return int(microseconds) / 2_000_000 if microseconds.isdigit() and int(microseconds) else None
