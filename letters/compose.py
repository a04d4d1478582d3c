"""Facts into words: a letter by its name, from the facts that it needs.

Strict both ways: an unknown letter or a fact that is not given raises, a fact that is None is left
out with all that would stand around it. Nothing here reads the clock, the record or the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from letters.facts import known_facts, missing_facts
from letters.faults import LetterFault
from letters.pens import as_markup, as_page, tidy
from letters.stationery import Stationery, open_stationery
from letters.words import one_line

__all__ = ["Letter", "LetterFault", "compose", "letter_names", "required_facts"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in words: its subject on one line, and the same body as text and as a page of HTML
    ('' for text alone).
    """

    name: str
    subject: str
    text: str
    html: str


def compose(name: str, facts: Mapping[str, object], *, overrides: Path | None = None) -> Letter:
    """Write a letter from its facts, in a council's own words where `overrides` has them; raises
    LetterFault.
    """
    return write(open_stationery(overrides), name, facts)


def write(stationery: Stationery, name: str, facts: Mapping[str, object]) -> Letter:
    """Write a letter on the given stationery; raises LetterFault that names the letter, what is
    wrong and where.
    """
    try:
        known = known_facts(facts)
        lacking = missing_facts(stationery.needs(name), known)
        if lacking:
            raise LetterFault(f"these facts are missing: {', '.join(lacking)}", letter=name)
        subject = one_line(stationery.subject(name).render(known))
        text = tidy(stationery.text(name).render(known))
        return Letter(name, subject, text, _page(stationery, name, known, subject))
    except TemplateSyntaxError as fault:
        raise LetterFault(
            fault.message or "it cannot be read",
            letter=name,
            place=f"{fault.filename}:{fault.lineno}",
        ) from fault
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as fault:
        raise LetterFault(
            f"{fault}" or type(fault).__name__, letter=name, place=_place(fault)
        ) from fault


def _page(stationery: Stationery, name: str, known: dict[str, object], subject: str) -> str:
    own = stationery.own_page(name)
    content = own.render(known) if own else as_page(stationery.words_of_page(name).render(known))
    if "<html" in content[:400].lower():
        return content
    return stationery.layout().render(content=as_markup(content), subject=subject)


def _place(fault: BaseException) -> str:
    """File and line of the template line that failed: the innermost of them on the way down."""
    place, step = "", fault.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name.endswith((".txt", ".html")):
            place = f"{name}:{step.tb_lineno}"
        step = step.tb_next
    return place


def letter_names() -> tuple[str, ...]:
    """Every letter that can be written, in the order of the alphabet."""
    return open_stationery().names


def required_facts(name: str, *, overrides: Path | None = None) -> tuple[str, ...]:
    """The facts that this letter has to be given, as dotted names; each of them may be None. Raises
    LetterFault.
    """
    return tuple(".".join(path) for path in open_stationery(overrides).needs(name))
