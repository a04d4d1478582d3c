"""The states a row can be in, in the trade's words; people read the tables too."""

from __future__ import annotations

from enum import StrEnum


class IncomingState(StrEnum):
    """How far a received message has come; HELD and FAILED together are the queue on the desk."""

    RECEIVED = "received"
    HANDLED = "handled"
    HELD = "held"
    FAILED = "failed"


class OutgoingState(StrEnum):
    """How far a letter has come; LATER is a temporary refusal, REFUSED a final one."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"


class CaseStatus(StrEnum):
    """Whether a case still wants work: ANSWERED may yet be taken further, CLOSED not."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Channel(StrEnum):
    """How a letter leaves the house; dispatch never touches what is to be printed."""

    EMAIL = "email"
    PRINT = "print"


class Audience(StrEnum):
    """Whom a letter is for."""

    RESIDENT = "resident"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    THIRD_PARTY = "third_party"
    OTHER = "other"


class PartyRole(StrEnum):
    """What somebody is to a case."""

    COMPLAINANT = "complainant"
    REPRESENTATIVE = "representative"
    MEMBER = "member"
    SUBJECT = "subject"


class StepHow(StrEnum):
    """What became of a step of the diary: written, or made needless by a later step."""

    WRITTEN = "written"
    OVERTAKEN = "overtaken"
