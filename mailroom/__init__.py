"""mailroom: an email- and document-driven back office for the feedback of UK councils.

This room reads the configuration, keeps the house going and translates between the others
(`parsers`, `letters`, `store`); those three know nothing of it.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("mailroom")
except PackageNotFoundError:  # run from a folder of sources that was never installed
    __version__ = "0+sources"
