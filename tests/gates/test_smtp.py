"""Handing letters to a real SMTP server, in its good and in its bad hours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from mailroom.gates.line import Security
from mailroom.gates.post import Accepted, Later, Refused
from mailroom.gates.smtp import SmtpPost, SmtpSettings
from tests.gates.conftest import letter
from tests.servers.proxy import Proxy
from tests.servers.smtp import SmtpServer

US = "feedback@council.example"
RESIDENT = "resident@home.example"
RAW = letter()


@pytest.fixture
def new_post() -> Iterator[Callable[..., SmtpPost]]:
    """Sets up ways out to a server."""
    with ExitStack() as opened:

        def set_up(server: SmtpServer | Proxy, **changed: Any) -> SmtpPost:
            settings = {
                "host": server.host,
                "port": server.port,
                "security": Security.PLAIN,
                "seconds": 5.0,
                **changed,
            }
            post = SmtpPost(SmtpSettings(**settings))
            opened.callback(post.close)
            return post

        yield set_up


@pytest.fixture
def post(smtp_server: SmtpServer, new_post: Callable[..., SmtpPost]) -> SmtpPost:
    """A way out to the plain server."""
    return new_post(smtp_server)


def test_a_letter_is_taken_as_it_is(smtp_server: SmtpServer, post: SmtpPost) -> None:
    raw = b"Subject: x\r\n\r\n.a dot first\r\n..two\r\nno end of line"
    assert post.send(raw, US, [RESIDENT]) == Accepted("250 2.0.0 OK queued")
    (taken,) = smtp_server.taken
    assert taken.raw == raw + b"\r\n"
    assert (taken.sender, taken.recipients) == (US, (RESIDENT,))


def test_a_batch_goes_over_one_line(smtp_server: SmtpServer, post: SmtpPost) -> None:
    smtp_server.misbehaviour.recipients["gone@home.example"] = "550 5.1.1 No such user"
    for recipient in [RESIDENT, "gone@home.example", RESIDENT]:
        post.send(RAW, US, [recipient])
    assert len(smtp_server.taken) == 2
    assert smtp_server.connections == 1


def test_the_servers_own_message_id_is_kept(smtp_server: SmtpServer, post: SmtpPost) -> None:
    server_id = "LO0P265MB1234A1B2@LO0P265MB1234.GBRP265.PROD.OUTLOOK.COM"
    smtp_server.misbehaviour.data_reply = f"250 2.0.0 OK <{server_id}> [Hostname=LO0P265MB1234]"
    outcome = post.send(RAW, US, [RESIDENT])
    assert isinstance(outcome, Accepted)
    assert outcome.server_id == server_id


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("451 4.7.1 Greylisted, come back", Later("451 4.7.1 Greylisted, come back")),
        ("550 5.1.1 No such user", Refused("550 5.1.1 No such user")),
    ],
    ids=["451", "550"],
)
def test_a_refusal_is_for_now_or_for_good_and_the_line_stays(
    smtp_server: SmtpServer, post: SmtpPost, at: str, reply: str, expected: Later | Refused
) -> None:
    wrong = smtp_server.misbehaviour
    match at:
        case "MAIL":
            wrong.mail_reply = reply
        case "RCPT":
            wrong.recipients[RESIDENT] = reply
        case "DATA":
            wrong.data_reply = reply
    assert post.send(RAW, US, [RESIDENT]) == expected
    wrong.mail_reply, wrong.data_reply = "", "250 OK"
    assert post.send(RAW, US, ["other@home.example"]) == Accepted("250 OK")
    assert smtp_server.connections == 1


@pytest.mark.parametrize(
    "reply",
    [
        "530 5.7.57 Client not authenticated to send mail",
        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
        "554 5.2.252 SendAsDenied; feedback@council.example not allowed to send as",
    ],
)
def test_what_is_wrong_with_us_refuses_no_letter(
    smtp_server: SmtpServer, post: SmtpPost, reply: str
) -> None:
    smtp_server.misbehaviour.data_reply = reply
    outcome = post.send(RAW, US, [RESIDENT])
    assert isinstance(outcome, Later)
    assert outcome.unavailable
    assert reply in outcome.reply
    assert "SendAs" in outcome.reply


def test_a_server_that_hangs_up_after_a_refusal_has_refused(
    smtp_server: SmtpServer, post: SmtpPost
) -> None:
    smtp_server.misbehaviour.data_reply = "554 5.7.1 Looks like spam"
    smtp_server.misbehaviour.hang_up_after_refusal = True
    assert post.send(RAW, US, [RESIDENT]) == Refused("554 5.7.1 Looks like spam")


def test_one_refused_recipient_does_not_keep_the_letter_from_the_others(
    smtp_server: SmtpServer, post: SmtpPost
) -> None:
    smtp_server.misbehaviour.recipients["gone@home.example"] = "550 5.1.1 No such user"
    outcome = post.send(RAW, US, [RESIDENT, "gone@home.example"])
    assert isinstance(outcome, Accepted)
    assert outcome.refused == (("gone@home.example", "550 5.1.1 No such user"),)
    assert smtp_server.taken[0].recipients == (RESIDENT,)


def test_where_one_recipient_must_wait_nobody_gets_the_letter_twice(
    smtp_server: SmtpServer, post: SmtpPost
) -> None:
    smtp_server.misbehaviour.recipients["grey@home.example"] = "451 4.7.1 Greylisted"
    assert post.send(RAW, US, [RESIDENT, "grey@home.example"]) == Later("451 4.7.1 Greylisted")
    assert smtp_server.taken == []


def test_a_line_broken_after_the_last_byte_leaves_the_letter_in_doubt(
    smtp_server: SmtpServer, post: SmtpPost
) -> None:
    smtp_server.misbehaviour.drop_after_data = 1
    outcome = post.send(RAW, US, [RESIDENT])
    assert isinstance(outcome, Later)
    assert outcome.in_doubt
    assert outcome.unavailable
    assert isinstance(post.send(RAW, US, [RESIDENT]), Accepted)
    assert len(smtp_server.taken) == 2  # the same bytes, so the same Message-ID
    assert smtp_server.connections == 2


@pytest.mark.parametrize("manner", ["hang_up_after", "vanish_after"])
def test_a_line_dropped_between_two_letters_is_opened_again(
    smtp_server: SmtpServer, post: SmtpPost, manner: str
) -> None:
    setattr(smtp_server.misbehaviour, manner, 1)
    assert isinstance(post.send(RAW, US, [RESIDENT]), Accepted)
    time.sleep(0.1)
    assert isinstance(post.send(RAW, US, [RESIDENT]), Accepted)
    assert [taken.connection for taken in smtp_server.taken] == [1, 2]


def test_a_server_that_is_too_slow_is_tried_later(
    smtp_server: SmtpServer, new_post: Callable[..., SmtpPost]
) -> None:
    smtp_server.misbehaviour.data_seconds = 1.0
    outcome = new_post(smtp_server, seconds=0.3).send(RAW, US, [RESIDENT])
    assert isinstance(outcome, Later)
    assert outcome.in_doubt
    assert "in time" in outcome.reply


def test_a_swallowed_line_is_tried_later(
    smtp_server: SmtpServer,
    new_post: Callable[..., SmtpPost],
    new_proxy: Callable[[int], Proxy],
) -> None:
    proxy = new_proxy(smtp_server.port)
    post = new_post(proxy, seconds=0.3)
    assert isinstance(post.send(RAW, US, [RESIDENT]), Accepted)
    proxy.swallow()
    outcome = post.send(RAW, US, [RESIDENT])
    assert isinstance(outcome, Later)
    assert outcome.unavailable
    assert not outcome.in_doubt
    proxy.restore()
    assert isinstance(post.send(RAW, US, [RESIDENT]), Accepted)


def test_a_letter_above_the_servers_limit_is_refused_in_words(
    new_smtp_server: Callable[..., SmtpServer], new_post: Callable[..., SmtpPost]
) -> None:
    server = new_smtp_server(data_size_limit=1000)
    outcome = new_post(server).send(letter(size=2000), US, [RESIDENT])
    assert isinstance(outcome, Refused)
    assert "1,000" in outcome.reply
    assert server.taken == []


def test_a_bare_newline_cannot_smuggle_a_second_letter(
    smtp_server: SmtpServer, post: SmtpPost
) -> None:
    raw = b"Subject: x\n\none\n.\nMAIL FROM:<evil@x.example>\r.\r\ntwo\r\n"
    post.send(raw, US, [RESIDENT])
    (taken,) = smtp_server.taken
    assert taken.raw.endswith(b"one\r\n.\r\nMAIL FROM:<evil@x.example>\r\n.\r\ntwo\r\n")


@pytest.mark.parametrize(
    "address",
    [
        "a@home.example>\r\nRCPT TO:<b@home.example",
        "a@home.example\nDATA",
        "a@home.example> ORCPT=x",
        "<a@home.example>",
        "A Name <a@home.example>",
        "a b@home.example",
        "a@",
        "@home.example",
        "nobody",
        "",
        "a@home..example",
        "a@-home.example",
        "a@home.example\x00",
        "x" * 300 + "@home.example",
    ],
)
def test_an_address_cannot_be_a_second_command(
    smtp_server: SmtpServer, post: SmtpPost, address: str
) -> None:
    assert isinstance(post.send(RAW, US, [address]), Refused)
    if address:
        assert isinstance(post.send(RAW, address, [RESIDENT]), Refused)
    assert smtp_server.taken == []


def test_the_null_sender_is_written_as_such(smtp_server: SmtpServer, post: SmtpPost) -> None:
    assert isinstance(post.send(RAW, "", [RESIDENT]), Accepted)
    assert smtp_server.taken[0].sender == ""


def test_a_letter_without_recipients_is_refused(post: SmtpPost) -> None:
    assert isinstance(post.send(RAW, US, []), Refused)


def test_accents_go_where_the_server_takes_them(
    new_smtp_server: Callable[..., SmtpServer], new_post: Callable[..., SmtpPost]
) -> None:
    taking, other = new_smtp_server(), new_smtp_server(enable_SMTPUTF8=False)
    assert isinstance(new_post(taking).send(RAW, US, ["zoë@home.example"]), Accepted)
    assert taking.taken[0].recipients == ("zoë@home.example",)
    assert "SMTPUTF8" in taking.taken[0].options
    assert isinstance(new_post(other).send(RAW, US, ["zoë@home.example"]), Refused)
    assert isinstance(new_post(other).send(RAW, US, ["zoe@münchen.example"]), Accepted)
    assert other.taken[0].recipients == ("zoe@xn--mnchen-3ya.example",)


def test_eight_bit_bytes_are_declared(smtp_server: SmtpServer, post: SmtpPost) -> None:
    post.send("Subject: x\r\n\r\ncafé\r\n".encode(), US, [RESIDENT])
    assert "BODY=8BITMIME" in smtp_server.taken[0].options


def test_we_greet_by_the_configured_name(
    smtp_server: SmtpServer, new_post: Callable[..., SmtpPost]
) -> None:
    new_post(smtp_server, ehlo_name="mailroom.council.example").send(RAW, US, [RESIDENT])
    assert set(smtp_server.greeted_as) == {"mailroom.council.example"}
