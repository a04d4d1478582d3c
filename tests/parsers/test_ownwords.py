"""Of an officer's mail nothing goes on to a resident that somebody else wrote."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.message import read_message
from parsers.ownwords import OwnWords, own_words, read_own_words
from parsers.plain import even_out
from tests.parsers import mails
from tests.parsers.mails import MARKER, mail, quoted

OWN = "ANSWER\n\nDear Una,\n\nThe lorry comes on Friday.\n\nSam Lee"
SECRET = "Sam, INTERNAL: she is trouble.\n\nBob"
HEAD = "From: Bob Ash <bob@council.example>\nSent: Monday, 2 February 2026 09:00\nTo: Sam Lee\nSubject: bins"
WELSH = (
    "Oddi wrth: Bob Ash <bob@council.example>\nAnfonwyd: Dydd Llun, 2 Chwefror 2026 09:00\n"
    "At: Sam Lee\nPwnc: biniau"
)
DATED = HEAD.replace("Sent:", "Date:")
ON = "On Mon, 2 Feb 2026 at 09:00, Bob Ash <bob@council.example> wrote:"
RULE = "_" * 32
SHAPES = {
    "Outlook desktop": f"{HEAD}\n\n{SECRET}",
    "Outlook desktop, old": f"-----Original Message-----\n{HEAD}\n\n{SECRET}",
    "Outlook desktop, names alone": f"From: Bob\nSent: Monday\nTo: Sam\nSubject: b\n\n{SECRET}",
    "Outlook for Mac": f"*From: *Bob Ash\n*Date: *Monday\n*To: *Sam\n*Subject: *b\n\n{SECRET}",
    "Outlook, a field a paragraph": f"{HEAD}\n\n{SECRET}".replace("\n", "\n\n"),
    "Outlook on the web": f"{RULE}\n{HEAD}\n\n{SECRET}",
    "Outlook for iOS": f"Get Outlook for iOS<https://aka.ms/o0ukef>\n{RULE}\n{HEAD}\n\n{SECRET}",
    "Outlook for iOS, dated": f"Sent from Outlook for iOS\n{RULE}\n{DATED}\n\n{SECRET}",
    "Outlook in Welsh": f"{WELSH}\n\n{SECRET}",
    "Outlook in Welsh, old": f"-----Neges Wreiddiol-----\n{WELSH}\n\n{SECRET}",
    "Outlook on the web in Welsh": f"{RULE}\n{WELSH}\n\n{SECRET}",
    "Outlook in German": f"Von: Bob\nGesendet: Montag\nAn: Sam\nBetreff: b\n\n{SECRET}",
    "Outlook, the quote marked": f"{HEAD}\n\n{quoted(SECRET)}",
    "Lotus Notes": f"Bob Ash/Town/GB wrote on 02/02/2026 09:00:00:\n\n{SECRET}",
    "Gmail": f"{ON}\n\n{quoted(SECRET)}",
    "Gmail, not marked": f"{ON}\n\n{SECRET}",
    "Gmail, wrapped": (
        f"On Mon, 2 Feb 2026 at 09:00, Bob Ash of the Council of Everywhere\n<bob@council.example>\n"
        f"wrote:\n\n{quoted(SECRET)}"
    ),
    "Gmail in Welsh": (
        f"Ar Llun, 2 Chwef 2026 am 09:00, Bob <bob@council.example> ysgrifennodd:\n\n{quoted(SECRET)}"
    ),
    "Gmail forward": (
        "---------- Forwarded message ---------\nFrom: Bob <bob@council.example>\n"
        f"Date: Mon, 2 Feb 2026 at 09:00\nSubject: Re: bins\nTo: Sam\n\n{SECRET}"
    ),
    "Gmail forward in Welsh": (
        f"------- Neges wedi'i hanfon ymlaen -------\nOddi wrth: Bob\nDyddiad: Llun\n\n{SECRET}"
    ),
    "Apple Mail": f"On 2 Feb 2026, at 09:00, Bob <bob@council.example> wrote:\n\n{quoted(SECRET)}",
    "Apple Mail, no address": f"On 2 Feb 2026, at 09:00, Bob Ash wrote:\n\n{SECRET}",
    "Apple Mail forward": (
        "Begin forwarded message:\n\nFrom: Bob Ash\nSubject: b\nDate: 2 February 2026\nTo: Sam\n\n"
        f"{SECRET}"
    ),
    "Apple Mail forward, marked": (
        f"Begin forwarded message:\n\n> From: Bob Ash\n> Subject: b\n>\n{quoted(SECRET)}"
    ),
    "iPhone": (
        f"Sent from my iPhone\n\n> On 2 Feb 2026, at 09:00, Bob wrote:\n>\n{quoted(SECRET)}"
    ),
    "Samsung": (
        "Sent from my Galaxy\n\n-------- Original message --------\nFrom: Bob\n"
        f"Date: 02/02/2026 09:00 (GMT+00:00)\nTo: Sam\nSubject: b\n\n{SECRET}"
    ),
    "Thunderbird": f"On 02/02/2026 09:00, Bob Ash wrote:\n{quoted(SECRET)}",
    "Thunderbird forward": (
        f"-------- Forwarded Message --------\nSubject: b\nDate: Mon\nFrom: Bob\n\n{SECRET}"
    ),
    "our marker": f"{MARKER}\n\n{SECRET}",
    "our marker, wrapped": f"-- Please write your reply\nabove this line --\n\n{SECRET}",
    "bare quote": quoted(SECRET),
    "indented quote": "\n".join(f"  > {line}" for line in SECRET.split("\n")),
    "a thread in two levels": f"{ON}\n\n{quoted(SECRET)}\n{ON}\n{quoted(SECRET)}",
    "a thread in two programs": f"{ON}\n\n{quoted(SECRET)}\n\n{HEAD}\n\n{SECRET}",
    "a quote broken on the way": f"{ON}\n\n> {'INTERNAL word ' * 6}\nand the tail of it\n> more",
    "a gateway's notice below": (
        f"{ON}\n\n{quoted(SECRET)}\n\n***\nThis email and its files are confidential and INTERNAL."
    ),
    "a signature below": f"{ON}\n\n{quoted(SECRET)}\n\n-- \nSam Lee",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_every_programs_quote_is_cut_and_the_answer_stays(shape: str) -> None:
    assert own_words(f"{OWN}\n\n{SHAPES[shape]}") == OwnWords(OWN, False)
    assert own_words(f"{OWN}\n\n{SHAPES[shape]}".replace("\n", "\r\n")) == OwnWords(OWN, False)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("subject", ["Re: x", "FW: x", "Fwd: x", "RE: FW: x", ""])
def test_the_subject_of_the_mail_changes_nothing(shape: str, subject: str) -> None:
    body = read_message(mail(f"{OWN}\n\n{SHAPES[shape]}", subject=subject)).body
    assert read_own_words(body) == OwnWords(OWN, False)


def test_a_line_that_ends_in_a_number_is_no_part_of_the_head_below_it() -> None:
    above = f"{OWN}\n4 Mill Lane, WS1 1TP\n020 7946 0000"
    assert own_words(f"{above}\n{ON}\n\n{quoted(SECRET)}") == OwnWords(above, False)


@pytest.mark.parametrize("program", mails.PLAIN_REPLIES)
def test_a_mail_as_residents_programs_write_it_is_cut_too(program: str) -> None:
    found = own_words(mails.PLAIN_REPLIES[program])
    if program == "answer below the quote":
        assert found == OwnWords("", True)
    else:
        assert found == OwnWords(mails.NEW, False)


@pytest.mark.parametrize("subject", ["Re: x", "FW: x"])
@pytest.mark.parametrize("program", mails.HTML_REPLIES)
def test_a_page_is_cut_by_its_words_and_by_its_marks(program: str, subject: str) -> None:
    body = read_message(mail(html=mails.HTML_REPLIES[program], subject=subject)).body
    found = read_own_words(body)
    assert "logged your complaint" not in found.text
    assert found.text.replace("\n\n", "\n") == mails.NEW.replace("\n\n", "\n")
    assert not found.quoted_inside


BLOCKQUOTE = '<blockquote type="cite"><div>INTERNAL</div><div>words</div></blockquote>'


def test_what_only_the_page_marks_is_cut() -> None:
    body = read_message(mail(html=f"<div>ANSWER</div><div>Done.</div>{BLOCKQUOTE}")).body
    assert read_own_words(body) == OwnWords("ANSWER\nDone.", False)


@pytest.mark.parametrize("between", ["", "<div>On 2 Feb 2026, at 09:00, Bob wrote:</div>"])
def test_an_answer_inside_a_page_is_told(between: str) -> None:
    quote = BLOCKQUOTE.replace("<div>INTERNAL", f"{between}<div>INTERNAL")
    page = f"<div>ANSWER</div><div>See below.</div>{quote}<div>It is done.</div>"
    found = read_own_words(read_message(mail(html=page)).body)
    assert found.quoted_inside
    assert "INTERNAL" not in found.text


INSIDE = {
    "below the quote": f"{ON}\n{quoted(SECRET)}\n\n{OWN}",
    "between quotes": f"ANSWER\nSee below.\n\n{ON}\n> When?\nOn Friday.\n> Where?\nAt the depot.",
    "below bare quotes": f"> {SECRET}\n\n{OWN}",
    "below Outlook's head": f"{OWN}\n\n{HEAD}\n\n> INTERNAL\n> words\n\nThis is what I think.",
    "below the second level": f"{ON}\n> a\n{ON}\n> b\nMy answer.",
    "her own sign": "ANSWER\nThe sign says\n> 3.5 t\nand nobody reads it.",
}


@pytest.mark.parametrize("shape", INSIDE)
def test_an_answer_below_or_between_the_quotes_is_told(shape: str) -> None:
    found = own_words(INSIDE[shape])
    assert found.quoted_inside
    assert "INTERNAL" not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "ANSWER\nThe road is closed\nFrom: 3 March\nTo: 10 March\nPlease go round.",
        "ANSWER\nOn 3 March you wrote:\nthe bin is broken.\nWe have mended it.",
        "ANSWER\nYour neighbour wrote:\nthe bin is broken.",
        "ANSWER\nDate: 3 March\nTo: Una\nSubject: bins\n\nDear Una",
        f"ANSWER\nDone. {HEAD} {SECRET}".replace("\n", " ").replace("ANSWER ", "ANSWER\n"),
    ],
)
def test_where_the_sign_may_be_the_officers_own_nobody_may_act(text: str) -> None:
    assert own_words(text).quoted_inside


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        "ANSWER",
        "EXTEND TO 3 March 2026\nThe report is awaited.",
        "ANSWER\nIn your letter you wrote: the bin is broken.\nWe have mended it.",
        "ANSWER\nFrom the depot: nothing.\nTo be sure, ask again.",
        "ANSWER\nSubject: your bins\n\nDear Una,\n\nDone.",
        "ANSWER\nOutcome: upheld\n\n----\n\nFirst: sorry.\n\n- one\n- two",
        "ANSWER\nThe original message was lost.\nIt was forwarded on Monday.",
        "",
    ],
)
def test_an_officers_own_words_are_left_alone(text: str) -> None:
    assert own_words(text) == OwnWords(text, False)


@pytest.mark.parametrize("below", ["-- \nSam Lee\nHead of Waste", "Sent from my iPhone", "--\nSam"])
def test_signature_and_phone_are_cut(below: str) -> None:
    assert own_words(f"{OWN}\n\n{below}") == OwnWords(OWN, False)
    assert own_words(f"{OWN}\n\n{below}\n\n{HEAD}\n\n{SECRET}") == OwnWords(OWN, False)
    assert own_words(below) == OwnWords("", False)


def test_a_servers_warning_on_top_is_nobodys_word() -> None:
    banner = "CAUTION: This email originated from outside of the organisation."
    assert own_words(f"{banner}\n\n{OWN}") == OwnWords(OWN, False)
    assert own_words(f"{banner}\n\n{HEAD}\n\n{SECRET}") == OwnWords("", False)


def test_what_is_too_long_to_be_read_whole_is_not_acted_on() -> None:
    assert own_words("word " * 100_000).quoted_inside


PIECES = st.sampled_from(
    [
        *OWN.split("\n"), *HEAD.split("\n"), *WELSH.split("\n"), ON, RULE, MARKER, "> a", ">", " > b",
        "-- ", "wrote:", "On", "\u200b> c", "Sent from my iPhone", "Begin forwarded message:",
        "-----Original Message-----", "", "\x0b", "\x85> d", "This email is confidential",
        "CAUTION: This email came from outside the organisation",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map("\n".join),
    st.text(max_size=300),
    st.text("Fromwrte:> \n-_@O", max_size=300),
)


@given(TEXTS)
def test_nothing_is_added_and_no_quoted_line_remains(text: str) -> None:
    found = own_words(text)
    assert len(found.text) <= len(text)
    assert set(found.text.split()) <= set(even_out(text).split())
    assert not any(line.lstrip().startswith(">") for line in found.text.splitlines())
    assert own_words(found.text).text == found.text


@given(st.lists(PIECES, max_size=8).map("\n".join), st.sampled_from(sorted(SHAPES)))
def test_whatever_stands_above_a_quote_it_is_cut(above: str, shape: str) -> None:
    assert "INTERNAL" not in own_words(f"{above}\n\n{SHAPES[shape]}").text


@pytest.mark.parametrize(
    "text",
    [
        "On " * 66_000, "On 3 Feb\n" * 22_000, "On a@b " * 28_000, "wrote:\n" * 28_000, "you wrote:\n" * 18_000,
        "To:\n" * 50_000, "From:\n" * 33_000, "From: x " * 25_000, "To: a@b\nx\n\n" * 18_000,
        "> " * 100_000, ">\nx\n" * 50_000,
        "_" * 200_000, "---\n" * 50_000, "-- a\n" * 40_000, "\n" * 200_000, " " * 200_000, "*" * 200_000,
        "please write your " * 11_000, ("On " + "a" * 990 + "\n") * 200,
        ("-" * 400 + "a" + "-" * 400 + "\n") * 250,
        "On x wrote:\n> a\n" * 12_000, "Sent from my iPhone\n" * 10_000, "CAUTION: email outside\n" * 8_000,
        "Neges " * 33_000, "This email confidential " * 8_000, "I am, " * 33_000,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_hostile_texts_take_no_time(text: str) -> None:
    started = time.monotonic()
    own_words(text)
    assert time.monotonic() - started < 3
