"""The forms that a council teaches: one TOML file each, read and looked through; every fault is told at once.

title = "Tell Us form SC/TU2"
recognised_by = ["SC/TU2"]

[labels]
"What's up?" = "details"
"Where do you stay?" = "address"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from mailroom.errors import ConfigFault
from parsers.forms import TEACHABLE, TaughtForm

_KEYS = ("title", "recognised_by", "labels")
# Fewer letters stand in many a letter that is no form.
_SHORTEST_WORDS = 4


def load_forms(folder: Path | None) -> tuple[TaughtForm, ...]:
    """Every form in a folder of .toml files; () without one. Raises ConfigFault with all that is wrong."""
    if folder is None:
        return ()
    files = sorted(folder.glob("*.toml"))
    faults = [] if files else [f"{folder}: holds no .toml file with a form (documents.forms)."]
    forms = []
    for file in files:
        found = _read(file)
        found_faults = [found] if isinstance(found, str) else list(_faults(found))
        faults += [f"{file.name}: {one}" for one in found_faults]
        if not isinstance(found, str) and not found_faults:
            known = tuple(found["recognised_by"])
            forms.append(TaughtForm(found["title"], known, dict(found["labels"])))
    if faults:
        raise ConfigFault("\n".join(faults))
    return tuple(forms)


def _read(file: Path) -> dict[str, Any] | str:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        return f"cannot be read: {fault}"
    except tomllib.TOMLDecodeError as fault:
        return f"is no TOML: {fault}"


def _faults(form: dict[str, Any]) -> list[str]:
    faults = [
        f"{key}: no such key; there are {', '.join(_KEYS)}" for key in form if key not in _KEYS
    ]
    if not _is_words(form.get("title")):
        faults.append("title: what the form is called is missing")
    known = form.get("recognised_by")
    if not isinstance(known, list) or not known or not all(map(_is_words, known)):
        faults.append("recognised_by: a list of words that stand on the form is missing")
    elif max(len(one.strip()) for one in known) < _SHORTEST_WORDS:
        faults.append(f"recognised_by: {known} would stand in many a letter; give longer words")
    labels = form.get("labels")
    if not isinstance(labels, dict) or not labels:
        return [*faults, "labels: which label asks for what is missing"]
    for label, key in labels.items():
        if key not in TEACHABLE:
            faults.append(f'labels."{label}": {key!r} is none of {", ".join(TEACHABLE)}')
    return faults


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
