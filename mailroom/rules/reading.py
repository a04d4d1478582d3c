"""What was read of one message, as values: the mail, the documents attached, the form among them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.rules.triage import Words
from parsers.attachments import Attachment
from parsers.documents import Document
from parsers.facts import phones, postcodes
from parsers.forms import Form
from parsers.message import Address, Message

# A mail of fewer words than these rests on what is attached to it ("Please find my form attached").
COVERING_NOTE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An attachment with what was read out of it; no document where the house does not read such a kind."""

    attachment: Attachment
    document: Document | None
    form: Form | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one message."""

    incoming_id: int
    # When the council had it: the time that every clock counts from.
    received_at: datetime
    message: Message
    enclosed: tuple[Enclosed, ...]

    @property
    def form(self) -> Form | None:
        """The surest form among the documents."""
        forms = [one.form for one in self.enclosed if one.form is not None]
        return max(forms, key=lambda form: form.confidence) if forms else None

    @property
    def words(self) -> Words:
        """What triage reads: subject, the person's own words, and those of the documents."""
        form = self.form
        return Words(
            subject=self.message.subject,
            text=self.story,
            form_service=form.fields.get("service", "") if form else "",
        )

    @property
    def story(self) -> str:
        """The person's own words, in the mail and in the documents, as one text."""
        parts = [self.message.body.newest.strip()]
        parts += [
            one.document.text.strip() for one in self.enclosed if one.document and one.document.text
        ]
        return "\n\n".join(part for part in parts if part)

    @property
    def summary(self) -> str:
        """The complaint as its owner should read it: a form's details where the mail is but a covering note."""
        form = self.form
        details = form.fields.get("details", "") if form else ""
        newest = self.message.body.newest.strip()
        if details and len(newest.split()) <= COVERING_NOTE_WORDS:
            return details
        return newest or self.story

    @property
    def unreadable(self) -> str:
        """Why a document could not be read, with its name; '' where all were."""
        for one in self.enclosed:
            if one.document is not None and one.document.problem:
                return f"{one.attachment.filename}: {one.document.problem}"
        return ""

    @property
    def complainant(self) -> Address | None:
        """Who is to be answered: the form's own address, else the person behind a web form, else the sender."""
        form = self.form
        message = self.message
        if form and form.fields.get("email"):
            return Address(form.fields.get("name", ""), form.fields["email"].strip().lower())
        if message.reply_to and (message.sender is None or _is_robot(message.sender.email)):
            return message.reply_to[0]
        if message.sender is None or _is_robot(message.sender.email):
            return None
        name = form.fields.get("name", "") if form else ""
        return Address(name or message.sender.name, message.sender.email)

    @property
    def phone(self) -> str:
        """The first telephone number in the person's own words; '' where there is none."""
        return next(iter(phones(self.story)), "")

    @property
    def postcode(self) -> str:
        """The first postcode in the person's own words; '' where there is none."""
        return next(iter(postcodes(self.story)), "")


def _is_robot(email: str) -> bool:
    local = email.partition("@")[0].replace("-", "").replace("_", "").replace(".", "")
    return local in ("noreply", "donotreply", "mailerdaemon", "postmaster", "")
