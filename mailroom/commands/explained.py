"""The paragraphs of `mailroom explain` on what was read: the message, its words, its documents, what the record has.

Words only; every value comes from the parsers, the rules or the record. No address is hidden: the mail is the
council's own. What there is nothing to tell of is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from mailroom.commands.explained_layout import indented, instant, person, section
from mailroom.rules.machines import called
from mailroom.rules.particulars import particulars
from mailroom.rules.reading import Enclosed, Reading
from parsers.authentication import Authentication, Verdict
from store import inbox
from store.session import Connection

# A form of two pages has some thirty places; a table of figures is no form.
_MOST_FILLED_IN = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PARTICULARS = {
    "incident_date": "When it happened",
    "desired_outcome": "What they want (on the form)",
    "reference_quoted": "Reference they quote",
    "asks_for": "What they ask for",
}


def message(read: Reading) -> str:
    """Who wrote, how far that is believed, when it came."""
    mail = read.message
    answered = person(read.complainant)
    rows = [
        ("From", person(mail.sender)),
        ("Vouched for", _vouched(mail.authentication)),
        ("Passed on by", read.passed_on_by),
        ("Answers go to", answered if answered != person(mail.sender) else ""),
        ("To", ", ".join(map(person, (*mail.to, *mail.cc)))),
        ("Subject", mail.subject),
        ("Received", instant(read.received_at)),
    ]
    if mail.automatic:
        rows.append(("Sent by a machine", called(mail.automatic)))
    rows += [("Defect", f"{one.code}: {one.detail}") for one in mail.defects]
    return section("The message", rows)


def _vouched(said: Authentication) -> str:
    """Whether the mail is from whom it says; where it may not be, what the mail server wrote."""
    if said.verdict is Verdict.PASS:
        return f"Yes: the mail server vouches for {said.domain}."
    if said.verdict is Verdict.FAIL:
        return (
            f"No: the mail server says that it is not from whom it says ({said.why.rstrip('.')})."
        )
    return f"Nobody vouches for the address ({said.why.rstrip('.')})."


def body(read: Reading) -> str:
    """The person's own words, and what was cut off as somebody else's."""
    words = read.message.body
    cut = len(words.quoted.split())
    parts = [("What they wrote", words.own)]
    parts += [(f"What was cut off as quoted ({cut} words)", words.quoted)] if cut else []
    parts += [("A signature or a gateway's notice below it", words.foot)] if words.foot else []
    parts += [("A mail forwarded inside", words.forwarded)] if words.forwarded else []
    return "\n\n".join(f"{title}\n{indented(text)}" for title, text in parts)


def documents(read: Reading, *, by_resident: bool) -> str:
    """What came with it, the form among it, and the particulars of a resident that a clerk would copy out."""
    rows = [(one.attachment.filename, _document(one)) for one in read.enclosed]
    form = read.form.fields if read.form else {}
    parts = [section("What came with it", rows)]
    parts.append(section("The form's fields", _fields(read, form)))
    parts += [_filled_in(one, form) for one in read.enclosed]
    parts.append(section("Copied out", _copied_out(read, form)) if by_resident else "")
    return "\n\n".join(part for part in parts if part)


def _document(one: Enclosed) -> str:
    document = one.document
    how = "not a document: kept, not read"
    if document is not None:
        how = document.problem or f"read as {document.kind}, {len(document.text.split())} words"
    form = f"; a form ({one.form.confidence:.0%} sure)" if one.form else ""
    return "; ".join((how + form, *one.notes))


def _filled_in(one: Enclosed, form: Mapping[str, str]) -> str:
    """What stands beside each label of a document and is no field of the form's; labels with nothing are left out."""
    taken = {_one_line(value) for value in form.values()}
    told = [(label, value) for label, value in _pairs(one) if value not in taken]
    return section(f"Filled in on {one.attachment.filename}", told[:_MOST_FILLED_IN])


def _fields(read: Reading, form: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was made of a form, each field with the label that it stood beside, where there is one."""
    labels = {value: label for one in read.enclosed for label, value in _pairs(one)}
    asked = {name: labels.get(_one_line(form[name]), "") for name in sorted(form)}
    return [
        (_named(name), form[name] + (f" (beside “{label}”)" if label else ""))
        for name, label in asked.items()
    ]


def _pairs(one: Enclosed) -> list[tuple[str, str]]:
    pairs: Sequence[tuple[str, str]] = one.document.pairs if one.document else ()
    filled = ((_one_line(label)[:60], _one_line(value)) for label, value in pairs)
    return [(label, value) for label, value in filled if value]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _copied_out(read: Reading, form: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is not told with the form's fields already."""
    found = particulars(read)
    happened = found.get("incident_date", "")
    # What a form has as a day, and is none, stands as it was written.
    if _DAY.fullmatch(happened):
        found["incident_date"] = f"{date.fromisoformat(happened):%-d %B %Y}"
    return [(_named(name), value) for name, value in found.items() if form.get(name) != value]


def _named(field: str) -> str:
    return _PARTICULARS.get(field, field.replace("_", " ").capitalize())


def record(conn: Connection, read: Reading, *, there: bool) -> str:
    """What the record knows of this very mail."""
    if not there:
        return "There is no record yet: told as if this were the first mail."
    original = inbox.first_with(conn, read.message.fingerprint)
    if original is None:
        return "This mail is not in the record."
    known = inbox.get(conn, original)
    return (
        f"This mail is in the record: message {original}, {known.state.value.lower()}: {known.reason}\n"
        "Handled again it would be a copy; what is told here is told as if it came anew."
    )
