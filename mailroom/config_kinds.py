"""The kinds of value a configuration is made of: paths, addresses, names; how each must look.

Never looks at the world: whether a file is there is asked in `config_checks`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

_EMAIL = re.compile(r"[^\s@<>\",;:()]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{2,6}")
_NO_CONTROLS = re.compile(r"[^\x00-\x1f\x7f]*")


class Section(BaseModel):
    """A part of the configuration: cannot be changed once read, and knows every key it may hold."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_default=True, str_strip_whitespace=True
    )


def place(folder: Path, written: str | Path) -> Path:
    """A path as a person wrote it: `~` is home, `$NAME` a variable, relative beside the file.

    Variables are for `$CREDENTIALS_DIRECTORY`, which systemd names anew for every unit.
    """
    return folder / Path(os.path.expandvars(written)).expanduser()


def _place(written: Path, info: ValidationInfo) -> Path:
    folder = (info.context or {}).get("folder", Path())
    return place(folder, written)


def _email(written: str) -> str:
    if not _EMAIL.fullmatch(written):
        raise ValueError("must be an email address such as feedback@council.example")
    return written.lower()


def _slug(written: str) -> str:
    if not _SLUG.fullmatch(written):
        raise ValueError("must be a short name of small letters, digits and hyphens")
    return written


def _domain(written: str) -> str:
    if not _DOMAIN.fullmatch(written):
        raise ValueError("must be a domain such as council.example, without @")
    return written.lower()


def _letters(written: str) -> str:
    if not _LETTERS.fullmatch(written):
        raise ValueError("must be 2 to 6 letters, such as EBC")
    return written.upper()


def _line(written: str) -> str:
    # A line break in a name would become a header of its own in a letter.
    if not _NO_CONTROLS.fullmatch(written):
        raise ValueError("must be one line, without line breaks or control characters")
    return written


PathBeside = Annotated[Path, AfterValidator(_place)]
Email = Annotated[str, AfterValidator(_email)]
Slug = Annotated[str, AfterValidator(_slug)]
Domain = Annotated[str, AfterValidator(_domain)]
Letters = Annotated[str, AfterValidator(_letters)]
Line = Annotated[str, AfterValidator(_line)]
Words = Annotated[Line, Field(min_length=1)]
Port = Annotated[int, Field(ge=1, le=65535)]
Seconds = Annotated[float, Field(gt=0)]


class Person(Section):
    """Somebody of the council: name, address and title as letters print them."""

    name: Words
    email: Email
    title: Line = ""
