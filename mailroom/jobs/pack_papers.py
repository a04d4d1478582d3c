"""Makes each thing on a case into a paper to be bound, and puts the original beside it, one mail at a time.

What is in the record stays as it is. A document that a virus scanner refused is neither opened nor copied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from letters.blocks import Block, Kind, blocks_of
from letters.bundle import Paper, Words, paragraphs
from letters.compose import Letter
from letters.papers import has_pages
from mailroom.clock import LONDON
from mailroom.house import House
from mailroom.jobs.pack_lines import DOCUMENT, JOURNAL, LETTER, MAIL, POLICY, Line
from mailroom.jobs.printing import enclosures_of
from mailroom.jobs.reading import files_in
from mailroom.rules import policy_page
from mailroom.rules.reading import withheld
from mailroom.rules.workdays import local_date
from parsers.documents import office
from parsers.message import Message, read_message
from store import cases, inbox, journal, outbox
from store.outbox import Outgoing
from store.session import Connection

# Bytes of one document that is opened; a larger one lies among the originals alone.
MOST_BYTES = 60 << 20
_LOOKED = "looked at"
_MAIL = "message/rfc822"
_TEXTS, _NO_TEXTS = ("text/", _MAIL), ("text/rtf",)
_HTML = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
_BLOCKS = {Kind.HEADING: "heading", Kind.ITEM: "item", Kind.QUOTE: "quoted", Kind.ROWS: "row"}


@dataclass(frozen=True, slots=True)
class Original:
    """A file for the ZIP, as it lies in the work folder; `left_out` says why it does not go in."""

    line: Line
    file: Path | None
    kind: str
    left_out: str = ""
    sha256: str = ""
    size: int = 0


@dataclass
class Gathering:
    """The papers and originals of a pack, as they are gathered in a folder."""

    house: House
    conn: Connection
    folder: Path
    lines: list[Line]
    why: Mapping[int, str]
    refused: Callable[[bytes], str] | None = None
    papers: list[Paper] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    # The words of mails that are withheld: they may stand in another paper too.
    hidden: dict[int, str] = field(default_factory=dict)

    def all(self) -> None:
        """Everything, in order."""
        ways = {
            MAIL: self._mail,
            LETTER: self._letter,
            POLICY: self._policy,
            JOURNAL: self._journal,
        }
        for one in list(self.lines):
            if one.kind in ways:
                ways[one.kind](one)

    def _held_by(self, line: Line) -> list[Line]:
        """The documents in a mail or letter, also those that came with another before."""
        return [self.lines[number - 1] for number in line.holds]

    def _withhold(self, line: Line) -> bool:
        """Whether it is withheld: then its place says so, and nothing else."""
        why = self.why.get(line.number)
        if why is None:
            return False
        title = f"{line.kind.capitalize()}, withheld"
        self.papers.append(
            Paper(line.number, line.kind, title, _day(line), internal=line.internal, withheld=why)
        )
        self.originals.append(Original(line, None, line.kind, f"withheld: {why}"))
        return True

    def _mail(self, line: Line) -> None:
        assert line.mail is not None
        raw = inbox.raw_of(self.conn, line.mail.id)
        message = read_message(raw)
        files = files_in(message)
        self._look_again(line, [one.content for one in files])
        if self._withhold(line):
            self.hidden[line.number] = message.body.newest
        else:
            words = (*paragraphs(message.body.newest), *paragraphs(message.body.quoted, "quoted"))
            notes = (
                [f"The same mail as Doc {line.same_as}, which came once more."]
                if line.same_as
                else []
            )
            if line.mail.left_there:
                notes.append(f"Only its beginning is on the record: {line.mail.left_there}.")
            heads = (*_mail_heads(line, message), ("Enclosed", _enclosed(self._held_by(line))))
            self._keep(line, Paper(
                line.number, MAIL, line.title, _day(line), line.who, heads, tuple(notes),
                words or paragraphs("(no words)"), internal=line.internal,
            ), raw)  # fmt: skip
        for one in self._first_with(line):
            assert one.document is not None
            at = one.document.position
            self._document(one, files[at].content if at < len(files) else None)

    def _first_with(self, line: Line) -> list[Line]:
        return [one for one in self._held_by(line) if one.of == line.number]

    def _look_again(self, line: Line, contents: Sequence[bytes]) -> None:
        """Have what came looked at once more where there is a scanner: it may know more than it did then."""
        if self.refused is None:
            return
        bad = {hashlib.sha256(one).hexdigest(): withheld(self.refused(one)) for one in contents}
        for one in self._held_by(line):
            if why := one.dangerous or bad.get(one.sha256, ""):
                self.lines[one.number - 1] = replace(one, dangerous=why)

    def _keep(self, line: Line, paper: Paper, raw: bytes) -> None:
        """A mail or letter, and its bytes unless something in them is not to be given."""
        held = [one for one in self._held_by(line) if one.number in self.why]
        bad = [one for one in self._held_by(line) if one.dangerous]
        why = f"it holds Doc {held[0].number}, which is withheld" if held else ""
        why = why or (f"it holds Doc {bad[0].number}: {bad[0].dangerous}" if bad else "")
        self.papers.append(paper)
        self._put(line, raw, f"{paper.kind}.eml", why)

    def _put(self, line: Line, content: bytes, kind: str, why: str = "") -> None:
        digest = hashlib.sha256(content).hexdigest()
        if why:
            self.originals.append(Original(line, None, kind, why, digest, len(content)))
            return
        file = self.folder / f"original-{line.number}"
        file.write_bytes(content)
        self.originals.append(Original(line, file, kind, "", digest, len(content)))

    def _document(self, line: Line, content: bytes | None) -> None:
        if self._withhold(line):
            return
        said = line.document.declared_type if line.document else ""
        heads = (("File", line.filename), ("Kind", said), ("Size", _size(line.size)),
                 ("Came with", f"Doc {line.of}"), ("SHA-256", line.sha256))  # fmt: skip
        paper = Paper(line.number, DOCUMENT, line.title, _day(line), line.who, heads,
                      filename=line.filename, internal=line.internal)  # fmt: skip
        if line.dangerous or content is None:
            why = line.dangerous or "it is not in the mail as it is on the record"
            self.papers.append(
                replace(paper, notes=(f"Not shown, and not among the originals: {why}.",))
            )
            self.originals.append(Original(line, None, DOCUMENT, why, line.sha256, line.size))
            return
        why = self._bad_inside(line, content)
        self._put(line, content, DOCUMENT, why)
        shown = self._shown(line, paper, content)
        notes = (*shown.notes, *((f"Not among the originals: {why}.",) if why else ()))
        self.papers.append(replace(shown, notes=notes))

    def _bad_inside(self, line: Line, content: bytes) -> str:
        """Why a mail that was enclosed cannot be given whole: it holds what is withheld, or is dangerous."""
        if line.document is None or line.document.sniffed_type != _MAIL:
            return ""
        inside = {one.sha256 for one in files_in(read_message(content))}
        bad = [
            one
            for one in self.lines
            if one.sha256 in inside and (one.number in self.why or one.dangerous)
        ]
        return f"it holds Doc {bad[0].number}, which is not given" if bad else ""

    def _shown(self, line: Line, paper: Paper, content: bytes) -> Paper:
        """The document with its pages, or its words, or why neither."""
        file = self.folder / f"original-{line.number}"
        sniffed = line.document.sniffed_type if line.document else ""
        read = paragraphs(line.document.text) if line.document else ()
        instead = (Words("What was read out of it:", "heading"), *read) if read else ()
        if line.same_as:
            return replace(
                paper, notes=(f"The same file as Doc {line.same_as}: it is shown there.",)
            )
        if len(content) > MOST_BYTES:
            why = (
                f"Not shown here: at {_size(line.size)} it is too large. It is among the originals."
            )
            return replace(paper, notes=(why,), words=instead)
        if sniffed.startswith(_TEXTS) and sniffed not in _NO_TEXTS:
            return replace(paper, words=_text_of(sniffed, content) or paragraphs("(no words)"))
        kind = Path(line.filename).suffix.lower().removeprefix(".")
        if has_pages(file) or (kind in office.KINDS and office.is_installed()):
            return replace(paper, file=file.name, instead=instead)
        why = "It cannot be shown as pages here: open it among the originals."
        return replace(paper, notes=(why,), words=instead)

    def _letter(self, line: Line) -> None:
        assert line.letter is not None
        raw = outbox.raw_of(self.conn, line.letter.id)
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        contents = [one.content for one in enclosures_of(message)]
        self._look_again(line, contents)
        if not self._withhold(line):
            heads = (
                *_letter_heads(line.letter, message),
                ("Enclosed", _enclosed(self._held_by(line))),
            )
            paper = Paper(line.number, LETTER, line.title, _day(line), line.who, heads, (),
                          tuple(_written(line.letter, message)), internal=line.internal)  # fmt: skip
            self._keep(line, paper, raw)
        for one in self._first_with(line):
            self._document(one, contents[one.place])

    def _policy(self, line: Line) -> None:
        if self._withhold(line):
            return
        case = cases.get_case(self.conn, line.case_id).case
        applied = self.house.kept_policy(case.policy, case.policy_digest)
        heads = (
            ("Policy", applied.title),
            ("As it was when the case was opened", f"SHA-256 {case.policy_digest}"),
        )
        note = "In mailroom's words, from the rules by which the days of this case were reckoned."
        self.papers.append(Paper(line.number, POLICY, line.title, _day(line), "", heads, (note,),
                                 tuple(_policy_words(policy_page.page(applied)))))  # fmt: skip

    def _journal(self, line: Line) -> None:
        if self._withhold(line):
            return
        entries = journal.entries_of(self.conn, line.case_id)
        shown = [one for one in entries if one.act != _LOOKED]
        rows = [("When", "Who", "What", "Why")]
        rows += [
            (
                f"{one.at.astimezone(LONDON):%-d %b %Y %H:%M}",
                one.by,
                one.act.replace("_", " "),
                one.why,
            )
            for one in shown
        ]
        looks = len(entries) - len(shown)
        notes = [f"Left out: {looks} times somebody looked at the case."] if looks else []
        heads = (("Seal of the last entry", entries[-1].hash),) if entries else ()
        self.papers.append(Paper(line.number, JOURNAL, line.title, _day(line), "", heads, tuple(notes),
                                 rows=tuple(rows), internal=True))  # fmt: skip


def _day(line: Line) -> str:
    return f"{local_date(line.at):%-d %b %Y}"


def _size(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(1, size >> 10)} KB"


def _enclosed(inside: list[Line]) -> str:
    return "; ".join(f"Doc {one.number} ({one.filename})" for one in inside)


def _mail_heads(line: Line, message: Message) -> Iterator[tuple[str, str]]:
    fields = {name.lower(): value for name, value in reversed(message.header_fields)}
    yield "From", fields.get("from", "") or line.who
    yield "To", fields.get("to", "")
    yield "Copy to", fields.get("cc", "")
    yield "Reply to", ", ".join(one.email for one in message.reply_to)
    yield "Written", _moment(message.sent_at)
    yield "Received", _moment(line.at)
    yield "Subject", message.subject
    yield "Message-ID", message.message_id


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%A %-d %B %Y, %H:%M}" if at else ""


def _letter_heads(letter: Outgoing, message: EmailMessage) -> Iterator[tuple[str, str]]:
    yield "From", str(message["From"] or letter.sender)
    yield "To", str(message["To"] or letter.recipient)
    yield "Copy to", str(message["Cc"] or "")
    yield "Written", _moment(letter.written_at)
    yield "Sent" if letter.channel == "email" else "Printed", _moment(letter.sent_at)
    yield (
        "State",
        ""
        if letter.sent_at
        else f"not sent: {letter.state.value.lower()} {letter.last_reply}".strip(),
    )
    yield "Subject", letter.subject
    yield "Message-ID", letter.message_id


def _written(letter: Outgoing, message: EmailMessage) -> Iterator[Words]:
    """A letter's words as they were laid out."""
    parts = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    text, page = (str(one.get_content()) if one else "" for one in parts.values())
    for block in blocks_of(Letter(letter.letter, letter.subject, text, page)):
        yield from _words_of(block)


def _words_of(block: Block) -> Iterator[Words]:
    kind = _BLOCKS.get(block.kind, "")
    if block.rows:
        yield from (Words(value, "row", label) for label, value in block.rows)
    else:
        yield from (replace(one, kind=kind) for one in paragraphs(block.words))


def _text_of(sniffed: str, content: bytes) -> tuple[Words, ...]:
    """The words of a file that is text: a mail that was enclosed, a page, or plain words."""
    if sniffed == _MAIL:
        message = read_message(content)
        sender = f"From: {message.sender.email}\n" if message.sender else ""
        head = f"{sender}Written: {_moment(message.sent_at)}\nSubject: {message.subject}"
        return (*paragraphs(head), *paragraphs(message.body.text))
    if sniffed == "text/html":
        return paragraphs(read_message(_HTML + content).body.text)
    return paragraphs(content.decode("utf-8", "replace"))


def _policy_words(page: str) -> Iterator[Words]:
    for piece in page.split("\n\n"):
        first, _, rest = piece.partition("\n")
        underline, _, below = rest.partition("\n")
        if underline and not underline.strip("-= "):
            yield Words(first, "heading")
            piece = below
        yield from paragraphs(piece)
