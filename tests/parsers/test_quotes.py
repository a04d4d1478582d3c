"""What a person wrote is told from what they quote, and none of their words are lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.message import read_message
from parsers.plain import even_out
from parsers.quotes import MARKER, cut_quotes, is_forward
from tests.parsers import mails

FRESH = (
    "On Monday I wrote to your officer and she wrote: nothing can be done.\nThat is not good enough.",
    "To: the council\nFrom: Jo Holt\nDate: 3 February\nSubject: bins\n\nPlease collect them.",
    "My details:\n\nFrom: Jo Holt, 4 Mill Lane\nDate: today\nTo: whom it may concern\nSubject: noise\n\nIt is loud.",
    "On 3 February 2026 at 10:11 your officer wrote:\n\nThe bins were collected.\n\nThat is untrue, they were not.",
    "WARNING: the wall outside my house is falling. See the attachment.",
    "NOTICE outside the library says closed, but it should be open.",
    "Dear all,\n\n----\n\nFirst point.\n\n____\n\nSecond point.\n\nKind regards\nJo Holt\n01922 650000",
    "I was sent from my office to yours.\nIt cost me a day.",
    "Hello\n\n>From where do you take the right to fine me?",
    "The sign said: > 3.5 t\n> only one lorry\nand nobody stops them.",
)


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("program", mails.PLAIN_REPLIES)
def test_a_plain_reply_is_cut_at_the_quote(program: str) -> None:
    body = read_message(mails.mail(mails.PLAIN_REPLIES[program])).body
    assert body.newest == mails.NEW
    assert "logged your complaint" in body.quoted
    assert "logged your complaint" in body.text


@pytest.mark.parametrize("program", mails.HTML_REPLIES)
def test_an_html_reply_is_cut_at_the_quote(program: str) -> None:
    body = read_message(mails.mail(html=mails.HTML_REPLIES[program])).body
    newest = [line for line in body.newest.split("\n") if line.strip()]
    assert newest[:4] == [line for line in mails.NEW.split("\n") if line]
    assert "logged your complaint" not in body.newest
    assert "logged your complaint" in body.text
    assert body.html


def test_a_telephone_number_above_the_head_is_the_residents() -> None:
    text = f"{mails.NEW}\nOn 3 Feb 2026, at 10:11, Feedback wrote:\n\n{mails.OLD}"
    assert cut_quotes(text).newest == mails.NEW


def test_a_reply_by_outlook_in_welsh_is_cut() -> None:
    head = "Oddi wrth: Adborth <f@council.example>\nAnfonwyd: 3 Chwefror 2026 10:11\nAt: Jo\nPwnc: biniau"
    assert cut_quotes(f"{mails.NEW}\n\n{head}\n\n{mails.OLD}").newest == mails.NEW


def test_where_only_the_page_marks_its_quote_the_page_is_believed() -> None:
    flat = f"{mails.NEW}\n\nFeedback, vor 3 Stunden\n\n{mails.OLD}"
    body = read_message(mails.mail(flat, mails.HTML_REPLIES["Gmail"])).body
    assert words(body.newest) == words(mails.NEW)


@pytest.mark.parametrize("text", FRESH)
def test_a_fresh_mail_keeps_every_word(text: str) -> None:
    assert words(cut_quotes(even_out(text)).newest) == words(text)


def test_inline_answers_are_kept_and_stay_in_order() -> None:
    text = f"See below.\n\n{mails.BLOCK.replace(chr(10), chr(10) + '> ')}".split("From:")[0]
    text += "\n> When did it happen?\n> And where?\nLast week.\n\n> Who saw it?\n> Anyone?\nMy neighbour."
    assert words(cut_quotes(text).newest) == words("See below. Last week. My neighbour.")


@pytest.mark.parametrize("subject", ["Fwd: bins", "FW: bins", "Fw: bins"])
@pytest.mark.parametrize("program", ["Outlook desktop", "Outlook on the web", "Samsung", "BT"])
def test_a_forward_is_never_cut(subject: str, program: str) -> None:
    body = read_message(mails.mail(mails.PLAIN_REPLIES[program], subject=subject)).body
    assert "logged your complaint" in body.newest
    assert "logged your complaint" in body.forwarded


def test_a_forward_that_says_so_itself_is_never_cut() -> None:
    text = (
        f"Please see this.\n\n---------- Forwarded message ---------\n{mails.BLOCK}\n\n{mails.OLD}"
    )
    body = read_message(mails.mail(text, subject="bins")).body
    assert body.newest == text
    assert body.forwarded.startswith("---------- Forwarded message")


def test_a_forward_in_html_is_never_cut() -> None:
    body = read_message(
        mails.mail(html=mails.HTML_REPLIES["Outlook desktop"], subject="FW: bins")
    ).body
    assert "logged your complaint" in body.newest


def test_a_reply_to_a_forward_is_a_reply() -> None:
    assert not is_forward("RE: FW: bins")
    body = read_message(
        mails.mail(mails.PLAIN_REPLIES["Outlook desktop"], subject="RE: FW: bins")
    ).body
    assert body.newest == mails.NEW


def test_nothing_above_the_marker_keeps_the_whole() -> None:
    text = f"{MARKER}\n\nMy answer stands below, sorry."
    assert cut_quotes(text).newest == text


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside of the organisation. Do not click links or open attachments"
        " unless you recognise the sender and know the content is safe.",
        "[EXTERNAL]",
        "You don't often get email from jo@home.example. Learn why this is important"
        " <https://aka.ms/LearnAboutSenderIdentification>",
        "WARNING: This email came from an external sender.\nDo not open attachments unless you are sure.",
    ],
)
def test_the_banner_of_a_server_is_not_the_residents(banner: str) -> None:
    assert cut_quotes(f"{banner}\n\n{mails.NEW}").newest == mails.NEW


@pytest.mark.parametrize(
    "text",
    [
        "On " * 20_000,
        "On 3 Feb\n" * 20_000,
        "\n" * 100_000,
        " " * 200_000,
        "_" * 100_000,
        "> " * 100_000,
        "From: a@b\n" * 20_000,
        "wrote:\n" * 30_000,
        "On a@b 10:11 2026 " * 8_000 + "wrote:",
        ">\nx\n" * 50_000,
        "From:\n\n" * 30_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_take_no_time(text: str) -> None:
    started = time.monotonic()
    cut_quotes(even_out(text))
    assert time.monotonic() - started < 5


WORDS = st.sampled_from(
    "bins noise On wrote: From: Sent: the > council -- 2026 10:11 a@b.example I Re: ____".split()
)


@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=12).map("\n".join))
def test_a_cut_adds_nothing_and_leaves_something(text: str) -> None:
    text = even_out(text)
    newest = cut_quotes(text).newest
    assert set(words(newest)) <= set(words(text))
    assert bool(newest.strip()) == bool(text.strip())


@given(st.lists(st.text("abc de\n", min_size=1, max_size=60), max_size=5).map("\n\n".join))
def test_plain_prose_is_returned_as_it_is(text: str) -> None:
    assert words(cut_quotes(even_out(text)).newest) == words(text)
