"""Forms: what a resident filled in on any council's form, under the house's own keys.

`read_form` knows the words that councils ask with, and no council.
"""

from __future__ import annotations

from parsers.forms.form import Form

__all__ = ["Form"]
