"""What time it is: the only module that asks. Everybody else gets a time, or a Clock, as an argument.

A year of mail can so be played in a minute: `replay` and the tests hand in a `SetClock`.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

# Councils live in local time: receipt dates, deadlines and office hours are London's.
LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds, or less where somebody wakes the house."""
        ...


class SystemClock:
    """The machine's own clock; `wake` ends a sleep early, so that a stop is prompt."""

    def __init__(self) -> None:
        self._woken = threading.Event()

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds, or until `wake`."""
        self._woken.wait(seconds)

    def wake(self) -> None:
        """End the present sleep and every later one."""
        self._woken.set()


class SetClock:
    """A clock that stands where it is put, for replay and for tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was set to."""
        return self._at

    def sleep(self, seconds: float) -> None:
        """A set clock does not wait."""

    def advance_to(self, at: datetime) -> None:
        """Move forward to an instant; a clock never goes back, so an earlier one changes nothing."""
        self._at = max(self._at, at.astimezone(UTC))


def monotonic() -> float:
    """Seconds on a clock that never jumps, for measuring how long something took."""
    return time.monotonic()
