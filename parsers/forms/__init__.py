"""Forms: what a resident filled in on any council's form, under the house's own keys.

The readers know the words that councils ask with, and no council.
"""

from __future__ import annotations

from parsers.forms.form import KEYS, Form
from parsers.forms.general import read_form, read_form_in, read_form_on
from parsers.forms.others import (
    is_filled_in,
    names_another_form,
    read_consent,
    read_learning,
)
from parsers.forms.taught import TEACHABLE, TaughtForm

__all__ = [
    "KEYS",
    "TEACHABLE",
    "Form",
    "TaughtForm",
    "is_filled_in",
    "names_another_form",
    "read_consent",
    "read_form",
    "read_form_in",
    "read_form_on",
    "read_learning",
]
