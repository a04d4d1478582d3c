"""mail-parser asked for the words of a mail in which our own reading found none: no body is lost to a fault of ours."""

from __future__ import annotations

import logging
from email import message_from_bytes

# It logs headers, which are somebody's mail.
logging.getLogger("mailparser").setLevel(logging.CRITICAL + 1)

# Bytes: beyond this the second reading costs more than it can find.
_MAX_BYTES = 2_000_000


def ask_mail_parser(raw: bytes) -> str:
    """The plain text, else the pages, else what it could not place; '' where it finds nothing or gives up."""
    if len(raw) > _MAX_BYTES:
        return ""
    from mailparser import MailParser  # loaded with the first mail in which we found nothing

    try:
        parsed = MailParser(message_from_bytes(raw))
        found = parsed.text_plain or parsed.text_html or parsed.text_not_managed
    except (
        Exception
    ):  # it raises five kinds of error on broken mails, and RecursionError on nested ones
        return ""
    return "\n\n".join(text for text in found if text.strip())
