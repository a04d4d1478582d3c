"""Reads a message as a clerk would before deciding: the mail first, then the documents that came with it.

Touches neither record nor server. Documents are read in the reader's child process, at the same time as further mail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroom.rules.reading import Enclosed, Reading, announces_form, is_relayed_form
from parsers.attachments import Attachment
from parsers.documents import Document, Reader
from parsers.forms import Form, TaughtForm, read_form, read_form_in, read_form_on
from parsers.message import Message, read_message
from parsers.passed_on import enclosed_mail

# A mail may bring a thousand documents. After as many that took all their time the rest are not tried: they would
# keep the house from its work for hours.
MOST_SLOW = 2
TOO_SLOW = "took longer than"
# A header that is older than this against its own server's date is a clock's fault, or a lie.
OLDEST_HEADER = timedelta(days=366)
_ONLY_LOOKED_AT = Document("unknown")
_NOT_TRIED = Document("unknown", problem="was not tried: others that came with it took too long")


@dataclass(frozen=True, slots=True)
class Started:
    """A message whose documents are still being read."""

    incoming_id: int
    received_at: datetime
    message: Message
    documents: tuple[tuple[Attachment, Future[Document] | None], ...]
    # The forms that the council has taught.
    taught: tuple[TaughtForm, ...] = ()


class HouseReader(Reader):
    """The reader of documents with what a council adds to it: the forms that it has taught."""

    taught: tuple[TaughtForm, ...] = ()


def start(
    incoming_id: int,
    raw: bytes,
    stored_at: datetime,
    reader: Reader,
    trusted_authserv: Sequence[str],
    now: datetime,
) -> Started:
    """Read the mail itself and hand its documents to the reader; does not wait for them.

    `stored_at` is the date that the mailbox gives the message.
    """
    message = read_message(raw, trusted_authserv=trusted_authserv)
    documents = tuple((one, _handed_over(one, reader)) for one in files_in(message))
    received_at = believed(message.received_at, stored_at, now)
    taught = reader.taught if isinstance(reader, HouseReader) else ()
    return Started(incoming_id, received_at, message, documents, taught)


def files_in(message: Message) -> tuple[Attachment, ...]:
    """The files that came with a message, those of a mail that was only sent on after its own."""
    inside = enclosed_mail(message)
    return (*message.attachments, *(inside.attachments if inside else ()))


def _handed_over(attachment: Attachment, reader: Reader) -> Future[Document] | None:
    """A document to be read; anything else only where a scanner is to look at it."""
    opened = attachment.is_document and not attachment.inline
    if not opened and reader.refused is None:
        return None
    return reader.start(attachment.content, attachment.filename, opened=opened)


def believed(header: datetime | None, stored_at: datetime, now: datetime) -> datetime:
    """When a mail was received, of what its header and the mailbox say: every clock begins here.

    The server that took it in says when (AGEN-03), but never later than the mailbox or than now, and not
    a year before the mailbox does.
    """
    if header is None or stored_at - header > OLDEST_HEADER:
        header = stored_at
    return min(header, stored_at, now)


def finish(started: Started, beat: Callable[[], object] = lambda: None) -> Reading:
    """Wait for the documents and look for forms in them; `beat` is called after each document."""
    enclosed = []
    slow = 0
    for position, (attachment, future) in enumerate(started.documents, 1):
        document = _wait_for(future) if future else None
        if document == _ONLY_LOOKED_AT:
            document = None
        beat()
        slow += document is not None and document.problem.startswith(TOO_SLOW)
        if slow == MOST_SLOW:
            _give_up(started.documents[position:])
        form = read_form(document, started.taught) if document else None
        enclosed.append(Enclosed(attachment, document, form))
    # Only a page's own mail is read as a form: a resident may well write "Name:" and "Address:" below a letter.
    web_form = _web_form(started.message, started.taught)
    return Reading(
        started.incoming_id, started.received_at, started.message, tuple(enclosed), web_form
    )


def _web_form(message: Message, taught: Sequence[TaughtForm]) -> Form | None:
    """The form of a page's own mail: from its table where it is HTML, else from its lines, whichever says more."""
    if not is_relayed_form(message) and not announces_form(message):
        return None
    pages = [read_form_on(message.body.html)] if message.body.html else []
    found = [one for one in (read_form_in(message.body.newest, taught), *pages) if one is not None]
    best = max(found, key=lambda form: len(form.fields), default=None)
    return best if is_relayed_form(message) or (best and _is_anothers(best, message)) else None


def _is_anothers(form: Form, message: Message) -> bool:
    """Whether a form gives an address, and it is not the sender's: then the sender only passed it on."""
    email = form.fields.get("email", "").lower()
    return bool(email) and message.sender is not None and email != message.sender.email.lower()


def _wait_for(future: Future[Document]) -> Document:
    return _NOT_TRIED if future.cancelled() else future.result()


def _give_up(documents: Sequence[tuple[Attachment, Future[Document] | None]]) -> None:
    """Have none of these read that is not being read already."""
    for _, future in documents:
        if future is not None:
            future.cancel()
