"""Tries a council's letterhead, logo and attachments before a resident has them: every fault in words.

Each document is made from a made-up letter with everything in it that a letter can have. Nothing is
sent or kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from letters.compose import Letter, letter_names
from letters.document import LETTERHEAD, Head, Look, Sheet, as_pdf
from letters.faults import LetterFault
from letters.word import check_letterhead

_PAGE = (
    "<p>Dear Ms Stannard,</p><h2>What we found</h2><p>The list was <strong>not</strong> brought up to date &amp; we"
    " are sorry.<br>It is now.</p><ul><li>a new list</li><li>an apology</li></ul>"
    "<blockquote>It was &lt;passed to the crew&gt;.</blockquote>"
    '<table><tr><th scope="row">Our decision</th><td>Your complaint is upheld</td></tr></table>'
)
_TO = ("Hilary Stannard", "14 Pound Close", "Fenbridge", "FB4 7QT")
ORDINARY, _LARGE = Look(), Look(points=18)


def example_sheet(head: Head, look: Look = ORDINARY) -> Sheet:
    """A made-up letter for paper."""
    letter = Letter("response", "Our answer to your complaint (FBC-26-0012)", "", _PAGE)
    return Sheet(letter, head, _TO, date(2026, 1, 27), "FBC-26-0012", look)


def check_documents(head: Head, letterhead: Path | None, attach: Iterable[str]) -> list[str]:
    """Every fault in the Word template, the logo and the letters that are to be attached, in words."""
    faults = [*_unknown(attach)]
    for look in (ORDINARY, _LARGE):
        faults += check_letterhead(letterhead or LETTERHEAD, example_sheet(head, look))
    return list(dict.fromkeys(faults))


def check_pdf(head: Head) -> str:
    """Why no PDF can be made here, in words; '' where it can."""
    try:
        as_pdf(example_sheet(head))
    except LetterFault as fault:
        return fault.what
    return ""


def _unknown(attach: Iterable[str]) -> list[str]:
    names = letter_names()
    found = []
    for name in sorted(set(attach) - set(names)):
        near = difflib.get_close_matches(name, names, 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        found.append(f"letters.attach: there is no letter '{name}'{meant}")
    return found
