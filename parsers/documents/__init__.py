"""Documents as they come: bytes in, words and filled-in fields out, whatever the bytes.

`Reader` reads in a child process under limits of time and memory; a document that cannot be read
is a `Document` that says why. Nothing here knows a council, a case or the record.
"""

from __future__ import annotations

from parsers.documents.document import Document
from parsers.documents.reader import Reader

__all__ = ["Document", "Reader"]
