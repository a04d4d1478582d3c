"""An answer that an officer sends as a document: the letter is what is attached, the mail but a note. Pure.

"Reply to Mr Hill attached, signed by Kit, please send" must never go to the resident: it goes with the letter's own
words, and the letter itself is enclosed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mailroom.rules.officers_words import Command, Verb

# A mail of more words than these, or with a greeting of its own, is the answer itself, whatever is enclosed.
COVERING_NOTE_WORDS = 60
# The lines below "Yours sincerely" in which the name of whoever signs stands.
_SIGNATURE_LINES = 5
_SALUTATION = re.compile(r"^[ \t]*dear\b[^\n]{1,80}$", re.IGNORECASE | re.MULTILINE)
_SIGN_OFF = re.compile(
    r"^[ \t]*(?:yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm)\s+(?:regards|wishes)|regards)"
    r"\b[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)


def letter_in(text: str) -> str:
    """The letter in a document, from its greeting to its end; '' where it does not read like one."""
    begins = _SALUTATION.search(text)
    if begins is None or _SIGN_OFF.search(text, begins.end()) is None:
        return ""
    return text[begins.start() :].strip()


def signed_by(letter: str, names: Iterable[str]) -> str:
    """Whose name of these stands below the letter's last greeting; '' for nobody's."""
    ends = list(_SIGN_OFF.finditer(letter))
    if not ends:
        return ""
    below = [line for line in letter[ends[-1].end() :].splitlines() if line.strip()]
    signature = "\n".join(below[:_SIGNATURE_LINES]).lower()
    return next((name for name in names if name and name.lower() in signature), "")


def unpacked(command: Command, documents: Iterable[str], names: Iterable[str]) -> Command:
    """The answer with the letter that came with it in place of the note around it, signed as the letter is."""
    if command.verb is not Verb.ANSWER or _is_the_answer(command.text):
        return command
    found = [letter for letter in map(letter_in, documents) if letter]
    if not found:
        return command
    if len(found) > 1:
        why = "more than one letter is attached: attach the one that is to go to the resident"
        return replace(command, wrong=command.wrong or why)
    name = command.said.signed_by or signed_by(found[0], names)
    return replace(command, text=found[0], said=replace(command.said, signed_by=name))


def _is_the_answer(text: str) -> bool:
    return len(text.split()) > COVERING_NOTE_WORDS or _SALUTATION.match(text) is not None
