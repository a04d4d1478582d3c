"""How well real mail is read: each figure of docs/reading.md, measured on a folder of mails with their expectations.

    python -m bench.reading FOLDER

FOLDER holds what its SOURCES.md names: mime, reply, bounce, auto, uk, ordinary. Nothing in it is changed.
"""

from __future__ import annotations

import email
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Tree
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bench.other_readers import Outcome, outcomes
from parsers.feet import fold_foot
from parsers.headers import read_head
from parsers.html import read_html
from parsers.message import Message, _read_parts_and_body, read_message
from parsers.plain import even_out
from parsers.quotes import Cut, cut_quotes

NO_MAIL = {".jsonl", ".yml", ".json", ".ics", ".tnef", ".msg", ".expected", ".md"}
ABOUT = ("subject", "letters", "sender", "name", "files", "body")
REPLIES = ("reply", "reply_outlook", "reply_other", "reply_lotus_fwd")
FORWARDED = ("message/rfc822", "message/global", "message/news")
# So many words of a text may be missing, or too many, before it counts as another: a client's own odd sign.
_SLACK = 0.02
_FOLDED = "FOLDED_QUOTED_SECTION"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and which were not."""

    good: int
    of: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; 1 of nothing."""
        return self.good / self.of if self.of else 1.0


class Shelf:
    """A folder of mails and what is expected of them."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read before it is asked for."""
        self.folder = folder

    @lru_cache(maxsize=1)  # noqa: B019 - one shelf a process
    def mails(self) -> tuple[Path, ...]:
        """Every file that is a mail."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return tuple(path for path in found if path.suffix not in NO_MAIL)

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The expectations in one file."""
        with (self.folder / name).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    @cache  # noqa: B019 - one shelf a process
    def read(self, name: str) -> Message:
        """A mail, read."""
        return read_message((self.folder / name).read_bytes())


def even(text: str | None) -> str:
    """A text without what no eye sees."""
    return " ".join((text or "").replace("\u200b", "").split())


def words(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"\w+", text))


def share_kept(wanted: str, got: str) -> float:
    """Which share of the words is there."""
    asked = words(wanted)
    return (asked & words(got)).total() / max(1, asked.total())


def unread(shelf: Shelf) -> Share:
    """Mails that are read without the last net, which would hide a fault of ours."""
    missed = []
    for path in shelf.mails():
        raw = path.read_bytes()
        try:
            _read_parts_and_body(raw, read_head(raw))
            read_message(raw)
        except Exception as fault:  # whatever it is: that is what is measured
            missed.append(f"{path.name}: {type(fault).__name__}")
    return Share(len(shelf.mails()) - len(missed), len(shelf.mails()), tuple(missed))


def judge(row: dict[str, Any], got: Outcome) -> Iterator[tuple[str, bool]]:
    """Each expectation of one mail: what it is about, and whether it is met."""
    if row.get("subject") is not None:
        yield "subject", even(row["subject"]) == even(got.subject)
    if row.get("from_email"):
        # A full stop at its end names the same domain.
        yield "sender", got.email.rstrip(".") == row["from_email"].lower().rstrip(".")
    if row.get("from_name"):
        yield "name", even(got.name) == even(row["from_name"])
    wanted = row.get("text") or read_html(row.get("html") or "").text
    if even(wanted):
        yield "body", share_kept(wanted, got.text) > 0.9
        foreign = {word for word in words(wanted) if not word.isascii()}
        if foreign:
            yield "letters", len(foreign & set(words(got.text))) >= 0.9 * len(foreign)
    if row.get("atts"):
        yield "files", all(_is_among(name, got.files) for name in row["atts"])


def _is_among(name: str, files: frozenset[str]) -> bool:
    """Whether a name is there; for what the oracle itself could not read any letter will do."""
    spelt = re.escape(name).replace("\ufffd", ".")
    return any(re.fullmatch(spelt, file) for file in files)


def outcome_of(message: Message) -> Outcome:
    """Our reading in plain values."""
    sender = message.sender
    files = frozenset(file.filename for file in message.attachments)
    address, name = (sender.email, sender.name) if sender else ("", "")
    return Outcome(message.subject, address, name, message.body.text, files)


def expectations(shelf: Shelf) -> dict[str, Share]:
    """Of what at least one other reader gets right, how much we do."""
    good: Counter[str] = Counter()
    missed: dict[str, list[str]] = {about: [] for about in ABOUT}
    for row in shelf.rows("mime/expect.jsonl"):
        others = [
            dict(judge(row, got)) for got in outcomes((shelf.folder / row["file"]).read_bytes())
        ]
        for about, ok in judge(row, outcome_of(shelf.read(row["file"]))):
            if any(other[about] for other in others):
                good[about] += ok
                missed[about] += [] if ok else [Path(row["file"]).name]
    return {
        one: Share(good[one], good[one] + len(missed[one]), tuple(missed[one])) for one in ABOUT
    }


def own_part(cut: Cut) -> str:
    """The newest part above a mail that it passes on."""
    head = cut.forwarded.partition("\n")[0]
    return cut.newest[: cut.newest.rfind(head)] if cut.forwarded else cut.newest


def replies(shelf: Shelf) -> dict[str, Share]:
    """The newest part of replies; fresh mails of which no word is lost; signatures folded."""
    right, fresh, signed = [], [], []
    for row in shelf.rows("reply/zones.jsonl"):
        cut = cut_quotes(even_out(row["input"]))
        top = own_part(cut)
        own, _ = fold_foot(top)
        golds = [row[gold] for gold in ("gold_all", "gold_nosig", "gold_core")]
        if row["kind"] in REPLIES:
            same = {_told(gold) for gold in golds} & {_told(top), _told(own)}
            right.append((row["id"], bool(same)))
        if row["kind"] == "fresh":
            core = _told(row["gold_core"])
            kept = not core or share_kept(core, cut.newest) >= 1 - _SLACK
            fresh.append((row["id"], kept))
        if row["kind"].startswith(("fresh", "reply")) and even(golds[0]) != even(golds[1]):
            signature = words(golds[0]) - words(golds[1])
            left = signature & (words(own) - words(golds[1]))
            signed.append((row["id"], left.total() <= 0.1 * signature.total()))
    return {"newest": _share(right), "fresh": _share(fresh), "signatures": _share(signed)}


def _told(text: str) -> str:
    """Without the line of a phone, which is no word of anybody's."""
    return even(re.sub(r"Sent from my \w+", "", text))


def _share(judged: list[tuple[str, bool]]) -> Share:
    missed = tuple(name.rpartition("/")[2] for name, ok in judged if not ok)
    return Share(len(judged) - len(missed), len(judged), missed)


def disclaimers(shelf: Shelf) -> Share:
    """Footers of British gateways of which nothing is left in what is read first, with no word of the letter lost."""
    judged = []
    for path in sorted((shelf.folder / "uk" / "alaveteli").glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        wanted = path.with_name(f"{path.name}.expected").read_text(
            encoding="utf-8", errors="replace"
        )
        wanted = wanted.replace(_FOLDED, "")
        own, foot = fold_foot(cut_quotes(even_out(text)).newest)
        left = (words(text) - words(wanted)) & (words(own) - words(wanted))
        judged.append((path.name, not left and share_kept(wanted, f"{own} {foot}") >= 1 - _SLACK))
    return _share(judged)


def reports(shelf: Shelf) -> dict[str, Share]:
    """Delivery reports told, whom they name, and ordinary mails that are not taken for one."""
    told, named = [], []
    for row in shelf.rows("bounce/bounce.jsonl"):
        automatic = shelf.read(row["file"]).automatic
        if row["is_bounce"]:
            told.append(
                (row["file"], automatic is not None and automatic.kind == "delivery_report")
            )
        if row["recipients"]:
            recipient = automatic.recipient if automatic else ""
            named.append((row["file"], recipient in {one.lower() for one in row["recipients"]}))
    ordinary = [path for path in shelf.mails() if "ordinary" in path.parts]
    quiet = [(path.name, not _is_report(path)) for path in ordinary]
    return {"told": _share(told), "recipients": _share(named), "ordinary": _share(quiet)}


def _is_report(path: Path) -> bool:
    found = read_message(path.read_bytes()).automatic
    return found is not None and found.kind == "delivery_report"


def automatic(shelf: Shelf) -> dict[str, Share]:
    """Automatic replies told, and people who are not taken for machines."""
    told, people = [], []
    for row in shelf.rows("auto/auto.jsonl"):
        found = shelf.read(row["file"]).automatic
        if row["auto_reply"]:
            told.append((row["file"], found is not None))
        if row["label"] == "human":
            people.append((row["file"], found is None or found.kind == "list"))
    return {"auto": _share(told), "people": _share(people)}


def forwards(shelf: Shelf) -> Share:
    """Mails with a mail inside (message/rfc822): it is a file of its own, and its words are not the sender's."""
    judged = []
    for path in shelf.mails():
        raw = path.read_bytes()
        sent = _outermost(email.message_from_bytes(raw)) if b"essage/rfc822" in raw else 0
        if sent:
            message = read_message(raw)
            kept = [one for one in message.attachments if one.declared_type in FORWARDED]
            heads = (one.content.partition(b"\n")[0].decode("latin-1").strip() for one in kept)
            apart = not any(head in message.body.newest for head in heads if ":" in head)
            judged.append((path.name, len(kept) >= sent and apart))
    return _share(judged)


def _outermost(part: Tree) -> int:
    """How many mails with words in them the standard library finds in a mail, not counting those within them."""
    inside = (
        [one for one in part.get_payload() if isinstance(one, Tree)] if part.is_multipart() else []
    )
    if part.get_content_type() in FORWARDED:
        return int(any(one.keys() or one.get_payload() for one in inside))
    return sum(_outermost(one) for one in inside)


def measured(shelf: Shelf) -> dict[str, Share]:
    """Every figure by its name."""
    return {
        "unread": unread(shelf),
        **expectations(shelf),
        **replies(shelf),
        "disclaimers": disclaimers(shelf),
        **reports(shelf),
        **automatic(shelf),
        "forwards": forwards(shelf),
    }


def main() -> None:
    """Print each figure and what was missed."""
    for name, share in measured(Shelf(Path(sys.argv[1]))).items():
        print(
            f"{name:12} {share.good:5} of {share.of:5}  {share.share:7.1%}  {' '.join(share.missed[:8])}"
        )


if __name__ == "__main__":
    main()
