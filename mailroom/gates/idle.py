"""Waiting for mail: IDLE (RFC 2177) where the server has it, a look now and then where it has not.

It only says whether something may be new; it fetches nothing. Every IDLE ends with DONE and is
followed by a search, so that neither a lost announcement nor a dead line can be mistaken for peace.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from imapclient import IMAPClient

from mailroom.clock import monotonic

SLICE_SECONDS = 0.5  # how soon a waiting thread sees that it is wanted elsewhere
# What is announced between our last search and the IDLE may lie in the library's buffer, where
# polling the socket does not see it. So the first IDLE of each wait is short.
FIRST_IDLE_SECONDS = 2.0
# RFC 2177 says 29 minutes; firewalls and Exchange Online drop quiet lines long before.
LONGEST_IDLE_SECONDS = 540.0
DONE_SECONDS = 15.0  # a living server answers DONE at once
EMPTY_ANSWERS = 5  # so many early empty answers in a row are a line that died unseen

PAUSE_LONGEST_SECONDS = 300.0


def backoff_seconds(failures: int, chance: float) -> float:
    """How long to leave a server alone after so many failures: doubling from a second to five
    minutes, of which `chance` (0 to 1) takes up to half, so that daemons do not call in step."""
    longest: float = min(PAUSE_LONGEST_SECONDS, float(2 ** min(failures, 16)))
    return longest * (1.0 - 0.5 * chance)


def wait_idle(
    client: IMAPClient,
    has_new: Callable[[], bool],
    seconds: float,
    wake: threading.Event,
    longest: float,
) -> bool:
    """Whether something may be new within so many seconds; False too when woken.

    Raises what the library raises when the line is lost.
    """
    ends = monotonic() + seconds
    length = min(FIRST_IDLE_SECONDS, longest)
    early = 0
    while not wake.is_set():
        if has_new():
            return True
        left = ends - monotonic()
        if left <= 0:
            return False
        heard, sound = _idle_once(client, min(length, left), wake)
        early = 0 if sound else early + 1
        if early >= EMPTY_ANSWERS:
            raise ConnectionResetError("IDLE ends at once, again and again")
        if heard:
            return True
        length = min(longest, LONGEST_IDLE_SECONDS)
    return False


def wait_looking(
    has_new: Callable[[], bool], seconds: float, wake: threading.Event, every: float
) -> bool:
    """The same for a server without IDLE: a look every so many seconds."""
    ends = monotonic() + seconds
    while not has_new():
        left = ends - monotonic()
        if left <= 0 or wake.wait(min(every, left)):
            return False
    return True


def _idle_once(client: IMAPClient, seconds: float, wake: threading.Event) -> tuple[bool, bool]:
    """One IDLE: whether mail was announced, and whether the line behaved like a living one."""
    ends = monotonic() + seconds
    client.idle()
    heard, sound = False, True
    while not heard and not wake.is_set() and (left := ends - monotonic()) > 0:
        patience = min(SLICE_SECONDS, left)
        asked = monotonic()
        answers = client.idle_check(timeout=patience)
        heard = _announces_mail(answers)
        # On a dead line idle_check says [] at once and for ever (97,945 times in a second).
        if not answers and monotonic() - asked < patience / 2:
            sound = False
            break
    _, late = _done(client)
    return heard or _announces_mail(late), sound


def _announces_mail(answers: list[tuple[object, ...]]) -> bool:
    return any(len(answer) > 1 and answer[1] == b"EXISTS" for answer in answers)


def _done(client: IMAPClient) -> tuple[bytes, list[tuple[object, ...]]]:
    """End the IDLE; a black hole is found out in seconds instead of the usual reading time."""
    line = client.socket()
    usual = line.gettimeout()
    line.settimeout(DONE_SECONDS if usual is None else min(usual, DONE_SECONDS))
    answer: tuple[bytes, list[tuple[object, ...]]] = client.idle_done()
    line.settimeout(usual)
    return answer
