"""Heads of Lotus Notes and GroupWise begin what is quoted; a resident's own dates and names do not."""

from __future__ import annotations

import pytest

from parsers.quotes import cut_quotes

OWN = "Thank you, but the lamp is still out."
HEADS = {
    "Notes, a list": "Al Firth\n12/03/2026 10:45 AM\nTo: Jo Park/Lighting/Council@Council\ncc:\nSubject: Lamp 14",
    "Notes, indented": "Al Firth@Lighting\n\t12/03/2026 16:05\n\n\t\t To: Jo Park\n\t\t cc:\n\t\t Subject: Lamp 14",
    "Notes, on one line": "From:  Al Firth @ LIGHTING      12/03/2026 10:45 AM\n\nTo: Jo Park\ncc:\nSubject: Lamp 14",
    "Notes, an address": '"Al Firth" <al@a.example> on 12/03/2026 01:28:43 PM\nTo: <jo@b.example>\ncc:\n\nSubject: 14',
    "Notes, sent by": "Al Firth\nSent by: The Desk\n12/03/2026 10:45 AM\nTo: Jo Park\nSubject: Lamp 14",
    "Notes, many people": "Al Firth\n12/03/2026 10:45 AM\nTo: "
    + "".join(f"Person {n}/Council@Council,\n" for n in range(20))
    + "Subject: Lamp 14",
    "GroupWise": ">>> Al Firth <al@home.example> 12/03/2026 10:45 >>>",
    "cc:Mail": "____________________Reply Separator____________________",
    "an archive": "Al Firth wrote",
}


@pytest.mark.parametrize("name", HEADS)
def test_what_stands_below_such_a_head_is_quoted(name: str) -> None:
    below = "> The lamp will be mended." if name == "an archive" else "The lamp will be mended."
    cut = cut_quotes(f"{OWN}\n\n{HEADS[name]}\n\n{below}\n")
    assert cut.newest == OWN
    assert "will be mended" in cut.quoted


@pytest.mark.parametrize(
    "text",
    [
        "I rang on these days:\n\nMs Firth\n12/03/2026 10:45\nshe said it would be mended\n\nMr Park\n13/03/2026 11:00",
        "To: the lighting team\nSubject: lamp 14\n\nThe lamp is out.",
        "Incident\n12/03/2026 10:45 AM\nWhere: 14 Long Lane\nWhat: the lamp fell",
        "Al Firth wrote\nthat it would be mended, and it was not.",
        ">>> Please read this first <<<\nThe lamp is out.",
    ],
)
def test_what_a_resident_writes_is_no_head(text: str) -> None:
    cut = cut_quotes(text)
    assert cut.quoted == ""
    assert cut.newest.split() == text.split()


def test_lines_that_a_server_broke_belong_to_the_quote_that_they_were_broken_from() -> None:
    long = "> The lamp at the corner was looked at by two of our men last week who had"
    quote = f"{long}\nno ladder with them.\n{long}\nto come again.\n{long}\nNo ladder.\n> End."
    cut = cut_quotes(
        f"{OWN}\n\nOn 12 March 2026 at 10:45, Al Firth <al@home.example> wrote:\n{quote}\n"
    )
    assert cut.newest == OWN


def test_an_answer_between_the_lines_of_a_quote_is_the_writers() -> None:
    long = "> What is the number and the street of the lamp that you are writing to us about"
    quote = f"{long}\n14 Long Lane\n> And since when?\nSince March.\n> Thank you."
    cut = cut_quotes(
        f"{OWN}\n\nOn 12 March 2026 at 10:45, Al Firth <al@home.example> wrote:\n{quote}\n"
    )
    assert "14 Long Lane" in cut.newest
    assert "Since March." in cut.newest
