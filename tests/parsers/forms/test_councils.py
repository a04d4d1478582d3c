"""Forms of councils that the reader has never heard of: how much of what was filled in is read right."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parsers.documents.opening import read_bytes
from parsers.forms import read_form, read_form_in, read_form_on
from tests.parsers.forms.councils import CouncilForm, fill

COUNCILS = tomllib.loads(Path(__file__).with_name("councils.toml").read_text("utf-8"))["councils"]
FIRST = [one for one in COUNCILS if not one.get("later")]
LATER = [one for one in COUNCILS if one.get("later")]
FLOOR = 0.98  # of all fields; all were right when this was written
FLOOR_OF_LATER = (
    0.94  # 'Date' alone may be that of the signature, and a day of becoming aware is another day
)
FLOOR_OF_ONE = 0.7  # no form may be lost


def sent(council: dict[str, Any]) -> CouncilForm:
    """A council's form, filled in."""
    return fill(council["council"], council["layout"], council["labels"], council["person"])


def understood(form: CouncilForm) -> dict[str, str]:
    """What the general reader makes of a form."""
    if form.file is not None:
        found = read_form(read_bytes(form.file, "form"))
    elif form.page:
        found = read_form_on(form.page)
    else:
        found = read_form_in(form.mail)
    return dict(found.fields) if found else {}


def share(form: CouncilForm) -> tuple[int, int, list[str]]:
    """Fields right, fields asked, and what is wrong."""
    fields = understood(form)
    wrong = [
        f"{form.council} ({form.layout}) {key}: {value!r} was read as {fields.get(key)!r}"
        for key, value in form.answers.items()
        if fields.get(key) != value
    ]
    return len(form.answers) - len(wrong), len(form.answers), wrong


@pytest.mark.parametrize("council", COUNCILS, ids=lambda one: one["council"])
def test_no_councils_form_is_lost(council: dict[str, Any]) -> None:
    right, asked, wrong = share(sent(council))
    assert right >= FLOOR_OF_ONE * asked, "\n".join(wrong)


@pytest.mark.parametrize(("councils", "floor"), [(FIRST, FLOOR), (LATER, FLOOR_OF_LATER)])
def test_the_share_of_fields_read_right(councils: list[dict[str, Any]], floor: float) -> None:
    shares = [share(sent(one)) for one in councils]
    right, asked = sum(one[0] for one in shares), sum(one[1] for one in shares)
    assert right >= floor * asked, "\n".join(line for one in shares for line in one[2])
