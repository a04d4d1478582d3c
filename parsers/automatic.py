"""Mail that no person wrote: auto-replies, delivery reports, receipts, lists, loops."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AutomaticKind(StrEnum):
    """What kind of machine wrote."""

    AUTO_REPLY = "auto_reply"
    OUT_OF_OFFICE = "out_of_office"
    DELIVERY_REPORT = "delivery_report"
    READ_RECEIPT = "read_receipt"
    LIST = "list"
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Automatic:
    """A machine's mail: which kind, and what said so; of a delivery report also what failed."""

    kind: AutomaticKind
    reason: str  # the header or the words that said so
    original_message_id: str = ""  # of the mail it answers or reports on, without <>
    recipient: str = ""  # the address that failed, lower-cased
    permanent: bool | None = None  # None = not said
    status: str = ""  # RFC 3463, such as 5.1.1
