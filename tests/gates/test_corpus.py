"""A folder of labelled mail: which server took the mail in, and so whose verdicts on its senders count."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailroom.gates.corpus import Corpus, LabelledMail, Single, Truth

PLAIN = b"Received: from out.example by in.council.example with ESMTPS id 1;\r\n Mon, 2 Feb 2026 09:00:00 +0000\r\n"
FOLDED = b"Received: from mail.example (mail [203.0.113.30])\r\n\tby in.council.example (Postfix) with ESMTPS\r\n"
ANOTHER = (
    b"Received: from x.example by relay.example with ESMTP; Mon, 2 Feb 2026 09:00:00 +0000\r\n"
)
BELOW = b"From: una@home.example\r\n" + ANOTHER
UNSAID = (
    b"Received: (from una@localhost);\r\n Mon, 2 Feb 2026 09:00:00 +0000\r\nX-By: by me.example\r\n"
)


def corpus(*raws: bytes) -> Corpus:
    """A council's mail of which nothing is known but its bytes."""
    at = datetime(2026, 2, 2, 9, tzinfo=UTC)
    mails = [LabelledMail(f"{n}.eml", raw, at, Truth("complaint")) for n, raw in enumerate(raws)]
    return Corpus({}, tuple(Single(mail, "cambridge-city") for mail in mails), ())


@pytest.mark.parametrize(
    ("raws", "server"),
    [
        ((PLAIN, FOLDED, ANOTHER), "in.council.example"),
        ((FOLDED,), "in.council.example"),
        ((BELOW, UNSAID), ""),
        ((), ""),
    ],
)
def test_the_server_that_took_most_of_the_mail_in(raws: tuple[bytes, ...], server: str) -> None:
    assert corpus(*raws).mail_server == server
