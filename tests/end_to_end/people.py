"""Who writes to the council in these tests, and what; nobody here exists."""

from __future__ import annotations

from tests.end_to_end.correspondence import Arrived, reply, write
from tests.end_to_end.council import MANAGER, Council

RESIDENT = "Hilary Stannard <hilary.stannard@saltmarsh.example>"
HILARY = "hilary.stannard@saltmarsh.example"
STRANGER = "Nosy Parker <nosy@elsewhere.example>"
OFFICER = f"Morgan Hill <{MANAGER}>"
STORY = (
    "I wish to make a formal complaint. Our brown bin has been missed for the third time since May.\n"
    "I have reported it twice and nobody has come. It is unacceptable. We live at 4 Mill Lane, CB24 9ZZ.\n\n"
    "Hilary Stannard"
)
ANSWER = (
    "ANSWER: upheld\n\nDear Ms Stannard\n\nI am sorry that your bin was missed three times. The crew had an old list,"
    " which our collection policy does not allow. It was put right today, and I shall look in person on Tuesday."
    "\n\nMorgan Hill"
)


def complain(council: Council, subject: str = "Complaint: missed bin collection") -> list[Arrived]:
    """Hilary complains, and the house works."""
    council.deliver(write(RESIDENT, subject, STORY, at=council.clock.now()))
    return council.letters()


def answer(
    council: Council,
    letter: Arrived,
    text: str,
    *,
    sender: str = OFFICER,
    style: str = "gmail",
    to: str = "",
    vouched: str = "dmarc=pass",
) -> list[Arrived]:
    """Somebody (Morgan, unless told otherwise) replies to a letter, and the house works."""
    to = to or letter.answers_to
    raw = reply(sender, letter, text, at=council.clock.now(), style=style, to=to)
    council.deliver(raw, to=to, vouched=vouched)
    return council.letters()
