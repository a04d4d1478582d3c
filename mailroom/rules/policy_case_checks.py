"""Whether what a policy asks for a case can ever hold: its stages, flags, kinds, letters and exclusions exist.

They look at the file as read, as `policy_checks` does.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mailroom.rules.policy_tables import (
    Disagreement,
    File,
    Path,
    is_external,
    stages_of,
    table,
    tables,
    words_of,
)
from mailroom.rules.policy_terms import FLAGS, LETTERS, PAGES

# What has to be in the policy before such a thing can happen under it.
_NEEDS_TABLE = {
    "informal": "informal",
    "restricted": "designation",
    "restricted_mail": "designation",
}


def _conditions(content: File) -> Iterator[Disagreement]:
    """Clauses that hold for some cases only: for stages, kinds, flags and exclusions that there are."""
    stages = {int(number) for number, _ in stages_of(content)}
    kinds = words_of(table(content, "intake").get("kinds"))
    codes = words_of([one.get("code") for _, one in tables(content, "exclusions")])
    for path, clause in _clauses(content):
        yield from _known_stages((*path, "stages"), clause.get("stages"), stages)
        for key, known, what in (
            ("kinds", kinds, "kind is registered"),
            ("flags", sorted(FLAGS), "flag is known"),
            ("exclusions", codes, "exclusion has the code"),
            ("unless", [*sorted(FLAGS), *codes], "flag or exclusion is called"),
        ):
            for word in words_of(clause.get(key)):
                if word not in known and (known or key != "kinds"):
                    yield (*path, key), unknown(f"no {what}", word, known)


def _clauses(content: File) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for name in ("duties", "notes", "required"):
        for place, clause in tables(content, name):
            yield (name, place), clause
    for name in ("learning", "surveys"):
        yield (name,), {"stages": table(content, name).get("stages")}


def _known_stages(path: Path, written: object, known: set[int]) -> Iterator[Disagreement]:
    for number in written if isinstance(written, list) else ():
        if isinstance(number, int) and number not in known:
            there = ", ".join(str(one) for one in sorted(known)) or "none"
            yield path, f"there is no stage {number} (there are: {there})"


def _named_letters(content: File) -> Iterator[Disagreement]:
    """Words go into letters, or onto pages, that the house has; parts are asked of letters."""
    for name, key, known in (
        ("notes", "on", (*LETTERS, *PAGES)),
        ("required", "letter", LETTERS),
    ):
        for place, clause in tables(content, name):
            word = clause.get(key)
            if isinstance(word, str) and word not in known:
                what = "letter or page has the name" if key == "on" else "letter has the name"
                yield (name, place, key), unknown(f"no {what}", word, known)
    for place, clause in tables(content, "required"):
        if clause.get("parts") == {}:
            yield ("required", place, "parts"), "no part is named: what must the letter say?"


def _events(content: File) -> Iterator[Disagreement]:
    """A duty begins with something that can happen under this policy, and bars what is still to come."""
    stages = stages_of(content)
    never = {event for event, needed in _NEEDS_TABLE.items() if needed not in content}
    if not any("extension" in stage for _, stage in stages):
        never.add("extended")
    if not any(is_external(stage) for _, stage in stages):
        never |= {"external_notice", "external_decision"}
    for place, duty in tables(content, "duties"):
        event, bars = duty.get("on"), duty.get("bars")
        if isinstance(event, str) and event in never:
            words = f"this can never begin: the policy has no clause by which {event!r} happens"
            yield ("duties", place, "on"), words
        if bars == "answering" and event in ("answered", "closed"):
            yield ("duties", place, "bars"), f"after {event!r} there is no answer left to bar"
        if bars == "closing" and event == "closed":
            yield ("duties", place, "bars"), "after 'closed' there is no closing left to bar"
        if bars == "restricting" and event not in ("restricted", "restricted_mail"):
            yield ("duties", place, "bars"), "only a duty on 'restricted' can bar a restriction"


def _exclusions(content: File) -> Iterator[Disagreement]:
    """Whoever is refused is told why and where to go; an exception is somebody's to make."""
    refusal = table(content, "refusal")
    nobody = refusal.get("exceptions", "none") == "none"
    if nobody and "exception_by" in refusal:
        yield ("refusal", "exception_by"), _NO_EXCEPTIONS
    if refusal.get("exceptions") == "age_only" and "age_limit" not in content:
        yield ("refusal", "exceptions"), "'age_only' needs an [age_limit]"
    for place, exclusion in tables(content, "exclusions"):
        path = ("exclusions", place)
        if nobody and "exception_by" in exclusion:
            yield (*path, "exception_by"), _NO_EXCEPTIONS
        if _blank(exclusion.get("where")) and not refusal.get("otherwise"):
            words = "say where to go instead, or write refusal.otherwise for where there is nowhere"
            yield (*path, "where"), words
        for key in ("title", "reason"):
            if _blank(exclusion.get(key)):
                yield (
                    (*path, key),
                    "this is empty: whoever is refused, and whoever decides, reads it",
                )


_NO_EXCEPTIONS = (
    "this names who makes an exception, but refusal.exceptions is 'none':"
    " write 'guide', 'merits' or 'age_only' there, or leave this out"
)


def _empty_words(content: File) -> Iterator[Disagreement]:
    for name in ("duties", "notes"):
        for place, clause in tables(content, name):
            if _blank(clause.get("words")):
                yield (name, place, "words"), "this is empty: what is the reader to be told?"


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """That a word is not known, and which one was probably meant."""
    known = list(known)
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return f"{what} {word!r}; is {near[0]!r} meant?"
    return f"{what} {word!r} (known: {', '.join(known) or 'none'})"


CHECKS = (_conditions, _named_letters, _events, _exclusions, _empty_words)
