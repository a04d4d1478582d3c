"""What a machine's mail is called where a person reads of it. Pure."""

from __future__ import annotations

from parsers.automatic import Automatic, AutomaticKind

_CALLED = {
    AutomaticKind.AUTO_REPLY: "an automatic reply",
    AutomaticKind.OUT_OF_OFFICE: "an out-of-office note",
    AutomaticKind.DELIVERY_REPORT: "a report that a mail did not arrive",
    AutomaticKind.READ_RECEIPT: "a note that a mail was opened",
    AutomaticKind.LIST: "a mailing, sent to many at once",
    AutomaticKind.LOOP: "a mail that has gone round and come back",
}


def called(automatic: Automatic) -> str:
    """What it is, and whether its header says so or its words only."""
    by = "its header says so" if automatic.by_header else "by its words"
    return f"{_CALLED[automatic.kind]} ({by})"
