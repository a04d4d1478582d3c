"""Who reads the reports that the policies promise, and in which forms they are mailed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, TypeAdapter

from mailroom.config_kinds import Email, Line, PathBeside, Section, Slug, Words

# In place of an address: everybody who coordinates.
COORDINATORS = "coordinators"
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_ROLE: TypeAdapter[str] = TypeAdapter(Slug)


def _person_or_role(written: str) -> str:
    """An address, or the name of a role: whoever has it reads what is of their own services."""
    return (_EMAIL if "@" in written else _ROLE).validate_python(written)


class ReaderConfig(Section):
    """Who the readers are that a policy names in words."""

    reader: Words
    people: tuple[Annotated[Line, AfterValidator(_person_or_role)], ...] = Field(min_length=1)


class ReportsConfig(Section):
    """The reports that are mailed by themselves when their period is over."""

    readers: tuple[ReaderConfig, ...] = ()
    statistics: PathBeside | None = None
    attach: tuple[Literal["pdf", "docx", "xlsx"], ...] = ("pdf", "docx", "xlsx")

    def people_of(self, reader: str) -> tuple[str, ...]:
        """The addresses and roles behind a policy's words for a reader; none where nobody is named."""
        wanted = _plain(reader)
        found = (one.people for one in self.readers if _plain(one.reader) == wanted)
        return tuple(dict.fromkeys(each for people in found for each in people))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
