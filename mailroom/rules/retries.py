"""When to try again: for letters that a server did not take, and for mail that could not be handled. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

# Three strikes: a message that failed so often is a person's business and blocks nobody.
STRIKES = 3
# Servers try for four to five days before they give a letter up (RFC 5321 section 4.5.4.1); clocks differ.
BOUNCES_COME_WITHIN = timedelta(days=14)
# The house may be killed for reasons of its own (an update, a power cut): that is held against the
# message in hand only after so many times, since it may be what the house dies of.
DEATHS = 8


def try_again_at(
    attempts: int,
    now: datetime,
    written_at: datetime,
    retry_minutes: Sequence[int],
    give_up_after: timedelta,
) -> datetime | None:
    """When a letter put off `attempts` times goes out again; None when a person has to see to it.

    `retry_minutes` are the waits after the first, second … attempt, the last for all further ones
    (RFC 5321 section 4.5.4.1 asks for retries over days; a council may give up sooner).
    """
    if now - written_at >= give_up_after:
        return None
    wait = retry_minutes[min(max(attempts, 1), len(retry_minutes)) - 1]
    return now + timedelta(minutes=wait)
