"""Where the words of letters are kept: the built-in templates, and a council's own before them,
each compiled once.

Templates run in Jinja's sandbox: a council may edit them, so they can read the facts of the letter
and nothing else. They are read once in the life of a process: a letter that is half edited never
goes out, and none is compiled twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import escape

from letters import words
from letters.envelope import MARKER
from letters.facts import ABSENT, FactPath, is_optional
from letters.faults import LetterFault
from letters.mentions import mentions, parts_of
from letters.pens import PagePen, PlainPen, filters_of

TEMPLATES = Path(__file__).parent / "templates"
SUBJECT, TEXT, PAGE = "subject.txt", "body.txt", "body.html"
_TAG_LINE = re.compile(
    r"^[ \t]*((?:(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})[ \t]*)+)\n", re.MULTILINE
)
_FILTERS = {
    name: getattr(words, name)
    for name in (
        "longdate",
        "shortdate",
        "in_words",
        "sentence",
        "one_line",
        "greeting",
        "about",
        "stage_words",
        "cut",
        "flag_words",
        "outcome_words",
        "in_text",
        "letter_words",
        "moment",
        "outcome_inside",
        "closing_words",
        "remedy_words",
        "to_reply",
        "replying",
    )
}


class _Desk(SandboxedEnvironment):
    """The sandbox, told that a fact is the value under its name and never a method of the mapping
    it lies in.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same few for every template, as a plain mapping: a chain of two costs a fifth."""
        return self.globals if d is None else super().make_globals(d)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The fact of that name; StrictUndefined complains where there is none."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if obj is None or obj is ABSENT:
            return None  # of what there is not, nothing is known
        return super().getattr(obj, attribute)


class _WholeLines(Extension):
    """A line that holds nothing but tags or a remark is no line of the letter; a tag within a line
    leaves the line as it is.

    Jinja's own `trim_blocks` takes the line end after every tag, and so joins two paragraphs where
    one ends in `{% endif %}`.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with the ends of such lines put into remarks, so that faults keep their line
        numbers.
        """
        return _TAG_LINE.sub("\\g<1>{#\n#}", source)


class _PlainSource(Extension):
    """Reads the words of a .txt template as words when the page pen writes them: '&' and '<' in
    them mean themselves.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, with the template's own text escaped."""
        for token in stream:
            plain = token.type == "data" and (stream.name or "").endswith(".txt")
            yield Token(token.lineno, token.type, str(escape(token.value))) if plain else token


class _Compiled(BytecodeCache):
    """What was compiled in this process, by a template's name, place and text: a second council that has the same
    words, as in a replay, compiles nothing anew.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the template what was compiled of it."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of it."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


# A page's templates are compiled otherwise than those of plain text.
_COMPILED = {True: _Compiled(), False: _Compiled()}


class Stationery:
    """All templates of one council: its own files first, ours for the rest."""

    def __init__(self, overrides: Path | None = None) -> None:
        self.overrides = overrides
        folders: list[BaseLoader] = [
            FileSystemLoader(folder) for folder in (overrides, TEMPLATES) if folder is not None
        ]
        self._loader = ChoiceLoader(folders)
        self.plain = self._desk(PlainPen(), page=False)
        self.page = self._desk(PagePen(), page=True)
        self._own_pages: dict[str, Template | None] = {}
        self._needs: dict[str, tuple[FactPath, ...]] = {}

    def _desk(self, pen: PlainPen | PagePen, *, page: bool) -> _Desk:
        desk = _Desk(
            loader=self._loader,
            undefined=StrictUndefined,
            autoescape=page,
            extensions=[_WholeLines, _PlainSource] if page else [_WholeLines],
            finalize=_nothing_for_none,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED[page],
        )
        desk.globals = {"marker": MARKER}
        desk.filters.update(_FILTERS | filters_of(pen))
        desk.tests |= {"greeted": words.is_greeted, "signed_off": words.is_signed_off}
        return desk

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every letter that can be written, in the order of the alphabet."""
        return tuple(sorted(path.parent.name for path in TEMPLATES.glob(f"*/{TEXT}")))

    def subject(self, name: str) -> Template:
        """The subject line of a letter."""
        return self.plain.get_template(f"{name}/{SUBJECT}")

    def text(self, name: str) -> Template:
        """The words of a letter, for the plain pen."""
        return self.plain.get_template(f"{name}/{TEXT}")

    def words_of_page(self, name: str) -> Template:
        """The same words, for the page pen."""
        return self.page.get_template(f"{name}/{TEXT}")

    def own_page(self, name: str) -> Template | None:
        """A page that somebody wrote by hand for this letter, where there is one.

        A council's own text is newer than a page of ours, so that such a page is then not used.
        """
        if name not in self._own_pages:
            page, text = self._place(f"{name}/{PAGE}"), self._place(f"{name}/{TEXT}")
            used = page and (not _is_ours(page) or _is_ours(text))
            self._own_pages[name] = self.page.get_template(f"{name}/{PAGE}") if used else None
        return self._own_pages[name]

    def layout(self) -> Template:
        """What stands around every page."""
        return self.page.get_template("parts/layout.html")

    def _place(self, template: str) -> str:
        try:
            return self._loader.get_source(self.plain, template)[1] or ""
        except TemplateNotFound:
            return ""

    def needs(self, name: str) -> tuple[FactPath, ...]:
        """The facts that the words of a letter name and nobody may leave out, parts included."""
        if name not in self._needs:
            if name not in self.names:
                raise LetterFault(
                    f"there is no letter of that name; the letters are {', '.join(self.names)}",
                    letter=name,
                )
            paths = self._paths(f"{name}/{SUBJECT}", set()) | self._paths(f"{name}/{TEXT}", set())
            self._needs[name] = tuple(sorted(path for path in paths if not is_optional(path)))
        return self._needs[name]

    def _paths(self, template: str, seen: set[str]) -> set[FactPath]:
        seen.add(template)
        source, place, _ = self._loader.get_source(self.plain, template)
        named, parts = _named_in(source, template, place)
        found = set(named)
        for part in parts - seen:
            found |= self._paths(part, seen)
        return found

    def tree(self, template: str) -> nodes.Template:
        """The syntax of a template; raises TemplateSyntaxError."""
        source, place, _ = self._loader.get_source(self.plain, template)
        return self.plain.parse(source, template, place)


@lru_cache(maxsize=32)
def open_stationery(overrides: Path | None = None) -> Stationery:
    """The templates with a council's own folder before ours, compiled once in the life of the
    process.
    """
    return Stationery(overrides)


@lru_cache(maxsize=512)
def _named_in(
    source: str, template: str, place: str | None
) -> tuple[frozenset[FactPath], frozenset[str]]:
    """The facts and the parts that a template names; raises TemplateSyntaxError."""
    tree = open_stationery().plain.parse(source, template, place)
    return frozenset(path for path, _ in mentions(tree)), frozenset(parts_of(tree))


def _is_ours(place: str) -> bool:
    return Path(place).is_relative_to(TEMPLATES)


def _nothing_for_none(value: object) -> object:
    return "" if value is None else value
