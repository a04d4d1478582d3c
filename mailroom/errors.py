"""What can be wrong with the world, in words for the person who has to mend it.

    MailroomError
    ├── ConfigFault          the configuration says something impossible
    ├── PolicyFault          a policy file does
    ├── MailboxUnavailable   the mail server cannot be reached, or refuses us
    ├── PostUnavailable      the server that takes our letters does
    ├── ScannerUnavailable   the virus scanner does
    ├── PrintFault           a file of letters to print cannot be made
    ├── PackFault            a case's pack for an Ombudsman cannot be made
    └── RecordUnavailable    the database does

What happens in a normal week (mail held, a letter refused) is a value and never one of these.
"""

from __future__ import annotations

import traceback
from pathlib import Path

_ROOMS = ("mailroom", "parsers", "letters", "store")
_ROOT = Path(__file__).resolve().parents[1]


def place_of(error: BaseException) -> str:
    """Where of ours an error came from, as file:line of the innermost frame; '' where it came through none.

    For logs, which must not show an error's own words: they may be a resident's.
    """
    place = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] in _ROOMS:
            place = f"{file.relative_to(_ROOT)}:{line}"
    return place


class MailroomError(Exception):
    """Something outside is broken: what happened, what was kept, what to do now."""

    def __init__(self, what: str, *, kept: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.do = do

    def __str__(self) -> str:
        """All that is known of it, in sentences for a terminal or a log."""
        return " ".join(part for part in (self.what, self.kept, self.do) if part)


class ConfigFault(MailroomError):
    """The configuration cannot be used; the message lists every fault."""


class PolicyFault(MailroomError):
    """A policy file cannot be used; the message lists every fault with its place."""


class MailboxUnavailable(MailroomError):
    """The mailbox cannot be read now; nothing in it was touched."""


class PostUnavailable(MailroomError):
    """Letters cannot be handed over now; they stay in the outbox."""


class ScannerUnavailable(MailroomError):
    """The virus scanner cannot be asked now; what it should have looked at is not opened."""


class PrintFault(MailroomError):
    """Letters cannot be printed now; they wait as before."""


class PackFault(MailroomError):
    """Everything on a case cannot be put together now; nothing was changed."""


class RecordUnavailable(MailroomError):
    """The database cannot be used now; mail stays where it is."""
