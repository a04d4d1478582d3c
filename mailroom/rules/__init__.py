"""The trade's rules: values in, decisions out. No clock, no mailbox and no record is read here."""

from __future__ import annotations
