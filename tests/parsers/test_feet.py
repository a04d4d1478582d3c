"""Signatures and gateways' notices are folded, and nobody's words with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.feet import fold_foot
from parsers.message import read_message
from parsers.plain import even_out
from tests.parsers.mails import mail

LETTER = "Dear Sir or Madam,\n\nMy bin was not emptied on Tuesday, the third time since June.\n\nYours faithfully,"
NOTICES = {
    "a fence": "*"
    * 60
    + "\nThis email and any files sent with it are confidential and meant for the person named.\n\n"
    "If you have received it in error please tell the postmaster.\n" + "*" * 60,
    "no fence": "This message is intended solely for the addressee. If you are not the intended recipient, delete it.",
    "a scanner": "This email has been scanned for viruses by the county's gateway.",
    "monitoring": "Please note that emails sent to and from the council may be monitored and recorded.",
    "opinions": "Any views or opinions expressed are those of the author and not necessarily of the company.",
    "links below": "Disclaimer: this e-mail is confidential [1].\n\nReferences\n\nVisible links\n1. http://no.example/",
    "paper": "Please consider the environment before printing this email.",
    "two": "This email is confidential to its recipient.\n\n---------------\n\nScanned by Mimecast for viruses.",
}
SIGNATURES = {
    "marked": "-- \nJo Park\nChair, Friends of Long Meadow",
    "a telephone": "Jo Park\nTreasurer\nTel: 01632 960123",
    "an address": "Jo Park\n12 Long Lane\nOldtown\nSE15 4QT\n07700 900123",
    "mail and web": "Cllr Jo Park\nWest Ward\njo.park@home.example | www.park.example",
}


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
def test_a_gateways_notice_is_folded(notice: str) -> None:
    own, foot = fold_foot(f"{LETTER}\n\nJo Park\n\n{notice}")
    assert own == f"{LETTER}\n\nJo Park"
    assert foot.split() == notice.split()


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_a_signature_is_folded(signature: str) -> None:
    own, foot = fold_foot(f"{LETTER}\n\n{signature}")
    assert own == LETTER
    assert foot.split() == signature.split()


@pytest.mark.parametrize(
    "ending",
    [
        "It happened at\n\n12 Long Lane\nand again last week near number 14, which you know.",
        "You can ring me on 07700 900123 in the evenings.",
        "I enclose\n\nthe letter\nthe photograph\nand the receipt",
        "This email is my third. Why is it that nobody answers it?",
        "See https://council.example/bins for what you promise.",
        "P.S. My neighbour, at number 14, has had the same trouble since May.",
        "Is my data confidential with you?",
    ],
)
def test_the_end_of_a_letter_is_no_foot(ending: str) -> None:
    text = f"My bin was not emptied on Tuesday.\n\n{ending}"
    assert fold_foot(text) == (text, "")


def test_a_mail_that_is_all_notice_is_not_folded_away() -> None:
    for notice in NOTICES.values():
        assert fold_foot(notice)[0].strip()


@given(st.text(alphabet="aB \n-*_.:@0'", max_size=400).map(even_out))
def test_no_word_is_lost_and_something_always_stays(text: str) -> None:
    own, foot = fold_foot(text)
    assert f"{own} {foot}".split() == text.split()
    assert bool(own.strip()) == bool(text.strip())


def test_a_body_tells_what_is_its_writers_own() -> None:
    body = read_message(mail(f"{LETTER}\n\n{SIGNATURES['an address']}")).body
    assert (body.own, body.foot) == (LETTER, SIGNATURES["an address"])
    assert body.newest == f"{LETTER}\n\n{SIGNATURES['an address']}"


def test_what_is_sent_on_is_not_the_senders_own() -> None:
    inside = "---------- Forwarded message ---------\nFrom: Al <al@home.example>\n\nMy bin again.\n\n-- \nAl"
    body = read_message(mail(f"Please look at this.\n\n{inside}", subject="Fwd: Bins")).body
    assert body.own == "Please look at this."
    assert "My bin again." in body.newest
