"""Mail in: bytes become values. Nothing here raises on a bad mail, reads a clock, a file or a network.

`read_message` reads a mail whole, `read_clues` its head; what was wrong with it is among its defects.
Below: headers, parts, charsets, addresses, body, quotes, ownwords, html, attachments, automatic, authentication, facts;
`documents` and `forms` read what is attached.
"""

from __future__ import annotations

from parsers.addresses import Address
from parsers.attachments import Attachment
from parsers.authentication import Authentication, Verdict, read_authentication
from parsers.automatic import Automatic, AutomaticKind
from parsers.body import Body
from parsers.defects import Defect
from parsers.message import Clues, Message, read_clues, read_message
from parsers.ownwords import OwnWords, own_words, read_own_words

__all__ = [
    "Address",
    "Attachment",
    "Authentication",
    "Automatic",
    "AutomaticKind",
    "Body",
    "Clues",
    "Defect",
    "Message",
    "OwnWords",
    "Verdict",
    "own_words",
    "read_authentication",
    "read_clues",
    "read_message",
    "read_own_words",
]
