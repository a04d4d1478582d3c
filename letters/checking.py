"""Reads a council's own letters before a resident does: every fault in them, each with its file and
line.

Each letter is written from made-up facts, once with all there can be and once with next to nothing,
as it would be for a case of which little is known. Nothing is sent.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

from jinja2 import TemplateSyntaxError

from letters.compose import Letter, compose, write
from letters.facts import ABSENT, is_optional, known_facts, missing_facts
from letters.faults import LetterFault
from letters.mentions import mentions
from letters.part_words import part_words
from letters.parts import parts_in
from letters.samples import bare_facts, sample_facts
from letters.stationery import PAGE, SUBJECT, TEMPLATES, TEXT, Stationery, open_stationery

# What a letter must not do to its reader: run a program, or tell somebody elsewhere that it was
# read.
_REMOTE = re.compile(
    r"<(?:script|iframe|object|embed|link|form)\b|<img\b[^>]*\bsrc\s*=\s*[\"']?\s*(?:https?:)?//"
    r"|url\(\s*[\"']?\s*(?:https?:)?//|@import",
    re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|<(head|style|script)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_NONE = re.compile(r"(?<!\w)(?:None|True|False)(?!\w)")


def check_overrides(folder: Path) -> list[str]:
    """Every fault in a council's own letters, in words, each with file and line; empty if none."""
    if not folder.is_dir():
        return [f"{folder}: there is no such folder"]
    stationery = Stationery(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    faults = [fault for path in files for fault in _read(stationery, folder, path)]
    for letter in _touched(stationery, {_name(folder, path) for path in files}):
        faults += _written(stationery, folder, letter)
    return list(dict.fromkeys(faults))


def check_required(
    letter_name: str, parts: Mapping[str, str], folder: Path | None, facts: Mapping[str, object]
) -> list[str]:
    """Which of the parts that a policy asks for the letter lacks, in words with the policy's rows;
    as text, and as a page where a council wrote one of its own.
    """
    try:
        letter = compose(letter_name, {**facts, "asked": tuple(parts)}, overrides=folder)
    except LetterFault as fault:
        return [f"{fault}"]
    found = parts_in(letter, facts, parts)
    if open_stationery(folder).own_page(letter_name):
        found &= parts_in(replace(letter, text=_words_of(letter.html)), facts, parts)
    return [
        f"{letter_name}: does not say {part_words(part)} ({rows})"
        for part, rows in parts.items()
        if part not in found
    ]


def _words_of(html: str) -> str:
    """What a reader sees of a page, a line for each block."""
    return unescape(_TAG.sub("\n\n", _INLINE.sub("", html)))


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _touched(stationery: Stationery, names: set[str]) -> list[str]:
    """The letters that these files change: a shared part changes all."""
    if any(name.startswith("parts/") for name in names):
        return list(stationery.names)
    return [one for one in stationery.names if any(name.startswith(f"{one}/") for name in names)]


def _read(stationery: Stationery, folder: Path, path: Path) -> Iterator[str]:
    """What is wrong with a file before any letter is written from it."""
    name = _name(folder, path)
    if name not in _usable(stationery):
        near = difflib.get_close_matches(name, _usable(stationery), 1)
        yield f"{name}: no letter uses a file of this name" + _did_you_mean(near)
        return
    try:
        if name.endswith(".txt"):
            yield from _misnamed(stationery, name)
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        yield f"{name}:{line}: this is not UTF-8 text; save the file as UTF-8"
    except TemplateSyntaxError as fault:
        yield f"{name}:{fault.lineno}: {fault.message}"


def _usable(stationery: Stationery) -> list[str]:
    letters = [f"{one}/{file}" for one in stationery.names for file in (SUBJECT, TEXT, PAGE)]
    return letters + [f"parts/{path.name}" for path in sorted((TEMPLATES / "parts").iterdir())]


def _misnamed(stationery: Stationery, name: str) -> Iterator[str]:
    """The facts that a file names and no letter knows."""
    letter, _, _ = name.partition("/")
    known = _every_fact(stationery.names if letter == "parts" else [letter])
    for path, line in mentions(stationery.tree(name)):
        if is_optional(path) or not missing_facts([path], known):
            continue
        if letter == "parts" and len(path) == 1:
            continue  # it may be a name that the letter around it sets
        if len(path) == 1 or not missing_facts([path[:-1]], known):
            near = difflib.get_close_matches(".".join(path), _dotted(known), 1)
            yield f"{name}:{line}: there is no fact called {'.'.join(path)!r}{_did_you_mean(near)}"


def _every_fact(letters: Iterable[str]) -> dict[str, object]:
    known: dict[str, object] = {}
    for letter in letters:
        for name, fact in known_facts(sample_facts(letter)).items():
            known[name] = fact or known.get(name, fact)
    return known


def _dotted(known: Mapping[str, object], before: str = "") -> list[str]:
    inner = [
        one
        for name, fact in known.items()
        if isinstance(fact, Mapping)
        for one in _dotted(fact, f"{before}{name}.")
    ]
    return [f"{before}{name}" for name in known] + inner


def _written(stationery: Stationery, folder: Path, letter: str) -> Iterator[str]:
    """What goes wrong when the letter is written, with all facts and with next to none."""
    for facts in (sample_facts(letter), bare_facts(letter)):
        try:
            _fill(facts, missing_facts(stationery.needs(letter), known_facts(facts)))
            yield from _wrong_with(write(stationery, letter, facts))
        except LetterFault as fault:
            yield _placed(folder, fault)
        except (TemplateSyntaxError, UnicodeDecodeError):
            pass  # told already when the file itself was read


def _fill(facts: dict[str, object], lacking: Iterable[str]) -> None:
    """Let the letter be written in spite of facts that were told of already, to find what else."""
    for name in lacking:
        *way, last = name.split(".")
        group: object = facts
        for step in way:
            group = group.get(step) if isinstance(group, dict) else None
        if isinstance(group, dict):
            group[last] = ABSENT


def _placed(folder: Path, fault: LetterFault) -> str:
    place = fault.place.replace(f"{folder}/", "").replace(f"{TEMPLATES}/", "our own ")
    return f"{place or fault.letter}: {fault.what}"


def _wrong_with(letter: Letter) -> Iterator[str]:
    name = letter.name
    if not letter.subject:
        yield f"{name}/{SUBJECT}: the subject can come out empty"
    if not letter.text.strip():
        yield f"{name}/{TEXT}: the letter can come out empty"
    for file, words in ((SUBJECT, letter.subject), (TEXT, letter.text)):
        if _NONE.search(words):
            where = "a fact that is not known is printed as None; put {% if … %} around it"
            yield f"{name}/{file}: {where}"
    if _REMOTE.search(letter.html):
        yield f"{name}/{PAGE}: the page loads something from elsewhere, or runs a program"


def _did_you_mean(near: list[str]) -> str:
    return f"; did you mean {near[0]!r}?" if near else ""
