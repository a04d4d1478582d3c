"""What was read of one message, as values: the mail, the documents attached, the form among them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from mailroom.rules.hearing import Words
from parsers.attachments import Attachment
from parsers.authentication import Verdict
from parsers.automatic import Automatic, AutomaticKind
from parsers.documents import Document
from parsers.facts import phones, postcodes
from parsers.forms import Form
from parsers.message import Address, Message

# A mail of fewer words than these rests on what is attached to it ("Please find my form attached").
COVERING_NOTE_WORDS = 12
# A document with so many places filled in is a form, whoever made it.
_FILLED_IN = 4
# Two hundred pages, and more than any letter should show: a mail of forty megabytes kept the house busy for a
# minute, and its owner got every word of it, twice. The mail itself is kept whole.
MOST_CHARACTERS = 400_000
# What the parsers could not read to the end, or read in two ways, in words: it is for a person then.
_FLAWS = {
    "unread": "it is built so that it could not be read",
    "several-from": "it names more than one sender",
    "head-too-long": "its header is longer than can be read",
    "too-many-fields": "its header has more fields than can be read",
    "too-nested": "it has more parts within parts than can be read",
}
_UNREAD = "could not be read"
_GUESSED = "a picture, and the words read off it may be wrong: look at it beside them"
# How a document's problem begins that a virus scanner found something in, or that none could look at.
VIRUS = "a virus was found in it"
NOT_SCANNED = "it could not be looked at for viruses"
# How programs that send on what was filled in on a page, and servers, sign themselves.
_ROBOTS = frozenset(
    "noreply donotreply mailerdaemon postmaster notify notification notifications notifier form forms webform webforms"
    " onlineforms eforms formmail submissions mailer".split()
) | {""}
# How the mail of a web form begins, in its subject or its first lines.
_HEAD_LINES = 3
_FORM_SENT = re.compile(
    r"\bnew (?:entry|submission|response|form|enquiry)\b|\bform (?:submission|response|submitted|entry)\b"
    r"|\b(?:has been|was|been) (?:submitted|completed|filled in)\b"
    r"|\bsubmitted (?:from|through|via|on) (?:the|our|your)\b"
    r"|\bresponse to your form\b|\bonline form\b|\bweb ?form\b|\bsubmission (?:received|from)\b",
    re.IGNORECASE,
)
_GOES_ON = "\n\n[The text goes on; the whole is in the mail as received.]"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An attachment with what was read out of it; no document where the house does not read such a kind."""

    attachment: Attachment
    document: Document | None
    form: Form | None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of it: a page that could not be read, macros that were not run."""
        return self.document.notes if self.document else ()

    @property
    def is_guessed(self) -> bool:
        """Whether what it says was read off a picture by a program, which mistakes figures and letters."""
        return any("OCR" in note for note in self.notes)

    @property
    def withheld(self) -> str:
        """Why it must not go on to anybody; '' where it may."""
        return withheld(self.document.problem) if self.document else ""


# Without slots, for what is asked of a mail again and again is put together once.
@dataclass(frozen=True)
class Reading:
    """All that was read of one message; `web_form` is one filled in on a page and sent on as a mail's text."""

    incoming_id: int
    # When the council had it: the time that every clock counts from.
    received_at: datetime
    message: Message
    enclosed: tuple[Enclosed, ...]
    web_form: Form | None = None
    # The colleague who sent on what somebody wrote to them; '' where it came from its writer.
    passed_on_by: str = ""

    @cached_property
    def form(self) -> Form | None:
        """The surest form: among the documents, or in the mail's own text."""
        forms = [one.form for one in self.enclosed if one.form is not None]
        forms += [self.web_form] if self.web_form is not None else []
        return max(forms, key=lambda form: form.confidence) if forms else None

    @cached_property
    def words(self) -> Words:
        """What triage reads: subject, the person's own words, and those of the documents."""
        form = self.form
        # A page's own mail is headed by the page, and its labels are no words of the resident's.
        relayed = self.web_form is not None and bool(self.web_form.fields.get("details"))
        sender = self.message.sender
        return Words(
            subject="" if relayed or self.message.automatic else self.message.subject,
            text=self._told_on_form if relayed or self._is_told_on_form else self.story,
            form_service=form.fields.get("service", "") if form else "",
            form_kind=form.fields.get("kind", "") if form else "",
            form_attached=any(_is_form(one) for one in self.enclosed),
            scanned=self._is_scanned,
            form_flags=_flags_on(form) if form else (),
            called=sender.name if sender and self.web_form is None else "",
            by_machine=self.automatic is not None,
        )

    @property
    def automatic(self) -> Automatic | None:
        """Which machine wrote it; None of a page that sends a person's form on, which is one only by its headers."""
        return None if self.web_form else self.message.automatic

    @property
    def _is_told_on_form(self) -> bool:
        """Whether a form that came with the mail says what it is about: its labels are no words of the resident's."""
        form = self.form
        return form is not None and self.web_form is None and bool(form.fields.get("details"))

    @property
    def _told_on_form(self) -> str:
        fields = self.form.fields if self.form else {}
        newest = "" if self.web_form is not None else self.message.body.newest.strip()
        told = (newest, fields.get("details"), fields.get("desired_outcome"))
        return "\n\n".join(part for part in told if part)

    @property
    def _is_scanned(self) -> bool:
        """Whether a form that came with the mail was read off a picture."""
        return any(one.is_guessed for one in self.enclosed if one.form is not None)

    @cached_property
    def story(self) -> str:
        """The person's own words, in the mail and in the documents, as one text.

        What was read off a picture is none of it, unless the mail rests on that and a person looks anyway.
        """
        parts = [self.message.body.newest.strip()]
        parts += [
            one.document.text.strip()
            for one in self.enclosed
            if one.document and one.document.text and (self.is_covering_note or not one.is_guessed)
        ]
        return "\n\n".join(part for part in parts if part)[:MOST_CHARACTERS]

    @cached_property
    def summary(self) -> str:
        """The complaint as its owner should read it: a form's details where the mail is but a covering note."""
        form = self.form
        details = form.fields.get("details", "") if form else ""
        newest = self.message.body.newest.strip()
        if details and (self.is_covering_note or self.web_form is not None):
            return _cut(details)
        return _cut(newest) or self.story

    @property
    def is_covering_note(self) -> bool:
        """Whether the mail itself says next to nothing, and something came with it."""
        if not self.enclosed:
            return False
        return len(self.message.body.own.split()) <= COVERING_NOTE_WORDS

    @property
    def unreadable(self) -> str:
        """Why a document could not be read, with its name; '' where all were."""
        for one in self.enclosed:
            if one.document is not None and one.document.problem:
                return f"{one.attachment.filename}: {one.document.problem}"
            if one.is_guessed:
                return f"{one.attachment.filename}: {_GUESSED}"
            if unread := next((note for note in one.notes if _UNREAD in note), ""):
                return f"{one.attachment.filename}: {unread}"
        return ""

    @property
    def flaw(self) -> str:
        """Why a person has to look: a virus came with it, or what was read may not be what was sent; '' else."""
        for one in self.enclosed:
            if one.withheld:
                return f"{one.attachment.filename}: {one.withheld}"
            if one.form is not None and one.is_guessed:
                return f"{one.attachment.filename}: {_GUESSED}"
        found = {defect.code for defect in self.message.defects}
        return next((words for code, words in _FLAWS.items() if code in found), "")

    @cached_property
    def complainant(self) -> Address | None:
        """Who is to be answered: the sender; behind a robot, whom the form or Reply-To names."""
        message = self.message
        fields = self.form.fields if self.form else {}
        if self.web_form is not None and self.web_form.fields.get("email"):
            # A page sent it for them, from whatever address.
            return Address(
                self.web_form.fields.get("name", ""), self.web_form.fields["email"].lower()
            )
        if message.sender is not None and not is_robot(message.sender.email):
            return Address(fields.get("name") or message.sender.name, message.sender.email)
        if self.form_email:
            return Address(fields.get("name", ""), self.form_email)
        return message.reply_to[0] if message.reply_to else None

    @property
    def form_email(self) -> str:
        """The address that the form gives, in small letters; it may bear a slip of the pen."""
        return self.form.fields.get("email", "").strip().lower() if self.form else ""

    @property
    def phone(self) -> str:
        """The first telephone number in the person's own words; '' where there is none."""
        return next(iter(phones(self._by_the_person)), "")

    @property
    def postcode(self) -> str:
        """The first postcode in the person's own words; '' where there is none."""
        return next(iter(postcodes(self._by_the_person)), "")

    @property
    def _by_the_person(self) -> str:
        """What the person wrote: of a form that came with the mail the answers alone, for at its head and foot stand
        the council's own telephone and postcode.
        """
        if self.form is None or self.web_form is not None:
            return self.story
        return "\n".join((self.message.body.own, *self.form.fields.values()))


def withheld(problem: str) -> str:
    """A document's problem where it says that nobody may be given the document; else ''."""
    return problem if problem.startswith((VIRUS, NOT_SCANNED)) else ""


def _is_form(enclosed: Enclosed) -> bool:
    """Whether it is a form: one that is read, or a document with several places filled in beside their labels."""
    if enclosed.form is not None:
        return True
    pairs = enclosed.document.pairs if enclosed.document else ()
    return sum(bool(value.strip()) for _, value in pairs) >= _FILLED_IN


def _flags_on(form: Form) -> tuple[str, ...]:
    """The flags that a form has places for, where something was filled in that is no "no"."""
    places = {
        "adjustments": "adjustment_requested",
        "discrimination": "discrimination",
        "on_behalf_of": "third_party",
    }
    filled = {key: form.fields.get(key, "").strip().lower().strip(" .") for key in places}
    return tuple(
        flag
        for key, flag in places.items()
        if filled[key] not in ("", "no", "none", "n/a", "na", "nil")
    )


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + _GOES_ON


def is_relayed_form(message: Message) -> bool:
    """Whether a page may have sent the mail for somebody: the sender is a robot, and it answers nothing."""
    if message.sender is None or not is_robot(message.sender.email):
        return False
    return message.automatic is None or message.automatic.kind is AutomaticKind.AUTO_REPLY


def announces_form(message: Message) -> bool:
    """Whether a mail says of itself that somebody has sent in a form, and our own server vouches for its sender."""
    if message.authentication.verdict is not Verdict.PASS:
        return False
    head = "\n".join((message.subject, *message.body.newest.strip().split("\n")[:_HEAD_LINES]))
    return message.automatic is None and not message.in_reply_to and bool(_FORM_SENT.search(head))


def is_robot(email: str) -> bool:
    """Whether nobody reads what is written to an address."""
    local = email.partition("@")[0].replace("-", "").replace("_", "").replace(".", "")
    return local in _ROBOTS
