"""The states a row can be in, in the trade's words; people read the tables too."""

from __future__ import annotations

from enum import StrEnum


class IncomingState(StrEnum):
    """How far a received message has come; HELD and FAILED together are the queue on the desk."""

    RECEIVED = "RECEIVED"
    HANDLED = "HANDLED"
    HELD = "HELD"
    FAILED = "FAILED"


class OutgoingState(StrEnum):
    """How far a letter has come; LATER is a temporary refusal, REFUSED a final one."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    SENT = "SENT"
    LATER = "LATER"
    REFUSED = "REFUSED"


class CaseStatus(StrEnum):
    """Whether a case still wants work: ANSWERED may yet be taken further, CLOSED not."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


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
