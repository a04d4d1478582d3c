"""Words in which a policy is told to a reader: periods, days, roles, lists, paragraphs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from mailroom.rules.policy_clauses import Ends
from mailroom.rules.policy_terms import Anchor, Duration

WIDTH = 92
ANCHORS = {
    Anchor.RECEIPT: "of its receipt",
    Anchor.ACKNOWLEDGEMENT: "of the acknowledgement",
    Anchor.NOTIFICATION: "of the Ombudsman's notice",
    Anchor.CONFIRMATION: "of its writer's confirmation",
}


def period(term: Duration, ends: Ends) -> str:
    """A period of months, as the words of the text count it."""
    return str(term) if ends == "anniversary" else f"{term} less a day"


def day(moment: date) -> str:
    """A date as people write it."""
    return f"{moment.day} {moment:%B %Y}"


def spoken(word: str) -> str:
    """A word of the file, a role or a code, as it is said."""
    return word.replace("_", " ")


def the(role: str | None) -> str:
    """A person by role: "the manager"; "whoever wrote"; "the owner of the case"."""
    return {
        "owner": "whoever deals with it",
        "writer": "whoever writes the answer",
        "officer": "any officer of the council",
        "hr": "HR",
    }.get(role or "", f"the {spoken(role or 'coordinator')}")


def people(roles: Iterable[str], last: str = "and") -> str:
    """Several roles: "the manager and the head"."""
    return listed((the(role) for role in roles), last)


def listed(words: Iterable[str], last: str = "and") -> str:
    """A list as it is said: "one, two and three"."""
    *most, final = [*words] or [""]
    return f"{', '.join(most)} {last} {final}" if most else final


def first_up(words: str) -> str:
    """A sentence with a capital at its head."""
    return words[:1].upper() + words[1:]


def stopped(words: str) -> str:
    """A sentence with a stop at its end, where it has none of its own."""
    return words if words.endswith((".", "!", "?", ":")) else f"{words}."


def items(words: Iterable[str]) -> Iterator[str]:
    """Each on a line of its own, below the sentence before them."""
    return (f"  - {first_up(word)}" for word in words)


def section(heading: str, sentences: Iterable[str]) -> str:
    """A headed paragraph; nothing where there is nothing to say."""
    text = "\n".join(_filled(sentence) for sentence in sentences if sentence)
    return f"{heading}\n{'-' * len(heading)}\n{text}" if text else ""


def _filled(sentence: str) -> str:
    indent = " " * (len(sentence) - len(sentence.lstrip(" ")))
    hanging = f"{indent}  " if sentence.lstrip().startswith("- ") else indent
    return textwrap.fill(
        " ".join(sentence.split()), WIDTH, initial_indent=indent, subsequent_indent=hanging,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
