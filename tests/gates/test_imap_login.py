"""Being let in, and being told in words why not; never with a password in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mailroom.errors import MailboxUnavailable
from mailroom.gates.imap import ImapMailbox
from mailroom.gates.imap_login import LoginRefused
from mailroom.gates.line import Security
from mailroom.gates.mailbox import AfterStoring, Fetched, TooLarge
from tests.gates.conftest import FixedTokens
from tests.servers.dovecot import Account, Dovecot, free_port
from tests.servers.proxy import Proxy
from tests.servers.scripted import ScriptedImap

pytestmark = pytest.mark.server

NewMailbox = Callable[..., ImapMailbox]


def refusal(mailbox: ImapMailbox) -> str:
    """The words with which it cannot be opened."""
    with pytest.raises(MailboxUnavailable) as told:
        mailbox.open()
    words = str(told.value)
    assert words.startswith("The mailbox 'feedback' cannot be read.")
    assert "correct-horse" not in words
    assert "b'" not in words
    return words


@pytest.mark.parametrize("security", list(Security))
def test_every_kind_of_line_works_with_the_councils_own_authority(
    dovecot: Dovecot, account: Account, new_mailbox: NewMailbox, security: Security
) -> None:
    port = dovecot.tls_port if security is Security.TLS else dovecot.port
    ca_file = dovecot.certificate.cert
    mailbox = new_mailbox(account, security=security, port=port, ca_file=ca_file)
    assert security.value in " ".join(mailbox.check())


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_of_an_unknown_authority_is_refused(
    dovecot: Dovecot, account: Account, new_mailbox: NewMailbox, security: Security
) -> None:
    port = dovecot.tls_port if security is Security.TLS else dovecot.port
    words = refusal(new_mailbox(account, security=security, port=port))
    assert "certificate" in words
    assert "ca_file" in words


def test_a_certificate_for_another_name_is_refused(
    dovecot: Dovecot, account: Account, new_mailbox: NewMailbox
) -> None:
    # The certificate is for localhost and 127.0.0.1; this is the same machine by another name.
    mailbox = new_mailbox(
        account,
        host="127.1",
        port=dovecot.tls_port,
        security=Security.TLS,
        ca_file=dovecot.certificate.cert,
    )
    assert "mismatch" in refusal(mailbox)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"password": "wrong"}, "Check username and password"),
        ({"host": "no-such-host.invalid"}, "DNS"),
        ({"port": 0}, "refuses the connection"),
        ({"security": Security.TLS}, "'tls' or 'starttls'"),
        ({"folder": "Fedback"}, "The account has: INBOX"),
        ({"ca_file": Path("missing.pem"), "security": Security.STARTTLS}, "missing.pem"),
        ({"password_file": Path("missing.txt")}, "missing.txt"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_what_to_do(
    account: Account, new_mailbox: NewMailbox, changed: dict[str, Any], expected: str
) -> None:
    if changed.get("port") == 0:
        changed = {"port": free_port()}
    assert expected in refusal(new_mailbox(account, **changed))


def test_a_server_that_does_not_answer_is_told_of(
    account: Account, new_mailbox: NewMailbox, proxy: Proxy
) -> None:
    proxy.swallow()
    words = refusal(new_mailbox(account, port=proxy.port, connect_seconds=0.3))
    assert "does not answer in time" in words


def test_the_password_file_is_read_at_each_login(
    account: Account, new_mailbox: NewMailbox, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    file.write_text("out of date\n")
    mailbox = new_mailbox(account, password="", password_file=file)
    with pytest.raises(LoginRefused):
        mailbox.open()
    file.write_text("correct-horse\n")
    mailbox.open()


def test_a_token_logs_in(account: Account, new_mailbox: NewMailbox) -> None:
    mailbox = new_mailbox(account, more={"tokens": FixedTokens([account.token()])})
    assert "XOAUTH2" in " ".join(mailbox.check())


def test_a_refused_token_is_replaced_once(account: Account, new_mailbox: NewMailbox) -> None:
    tokens = FixedTokens([account.token(seconds=-60), account.token()])
    new_mailbox(account, more={"tokens": tokens}).open()
    assert len(tokens.tokens) == 1


def test_a_refused_token_is_told_with_the_servers_own_reason(
    account: Account, new_mailbox: NewMailbox
) -> None:
    forged = account.token(key=b"another key, as long as the right one is")
    words = refusal(new_mailbox(account, more={"tokens": FixedTokens([forged, forged])}))
    assert '"status":"' in words.replace(" ", "")
    assert "IMAP.AccessAsApp" in words
    assert forged not in words


def test_a_token_for_another_mailbox_does_not_open_this_one(
    dovecot: Dovecot, account: Account, new_mailbox: NewMailbox
) -> None:
    other = dovecot.new_account().token()
    refusal(new_mailbox(account, more={"tokens": FixedTokens([other, other])}))


SELECTED = [
    "* 2 EXISTS",
    "* OK [UIDVALIDITY 7] valid",
    "{tag} OK [READ-WRITE] done",
]


def test_microsofts_missing_fullaccess_is_explained(
    account: Account, new_mailbox: NewMailbox, new_scripted_imap: Callable[..., ScriptedImap]
) -> None:
    server = new_scripted_imap({"SELECT": ["{tag} BAD User is authenticated but not connected."]})
    moving = {"after_storing": AfterStoring.MOVE, "move_to": "Stored"}
    assert "FullAccess" in refusal(new_mailbox(account, port=server.port, **moving))


def test_a_folder_that_may_only_be_read_is_explained(
    account: Account, new_mailbox: NewMailbox, new_scripted_imap: Callable[..., ScriptedImap]
) -> None:
    server = new_scripted_imap({"SELECT": [*SELECTED[:2], "{tag} OK [READ-ONLY] done"]})
    deleting = {"after_storing": AfterStoring.DELETE}
    words = refusal(new_mailbox(account, port=server.port, **deleting))
    assert "only be read" in words


def test_a_server_that_wants_encryption_first_gets_no_password(
    account: Account, new_mailbox: NewMailbox, new_scripted_imap: Callable[..., ScriptedImap]
) -> None:
    server = new_scripted_imap(
        {"CAPABILITY": ["* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED", "{tag} OK done"]}
    )
    assert "'starttls'" in refusal(new_mailbox(account, port=server.port))
    assert not any(command.startswith("LOGIN ") for command in server.commands)


def test_one_message_that_the_server_cannot_give_does_not_keep_back_the_others(
    account: Account, new_mailbox: NewMailbox, new_scripted_imap: Callable[..., ScriptedImap]
) -> None:
    date = 'INTERNALDATE "01-Jun-2026 09:30:00 +0100"'
    server = new_scripted_imap(
        {
            "EXAMINE": SELECTED,
            "UID FETCH 1,2 (RFC822.SIZE)": [
                "* 1 FETCH (UID 1 RFC822.SIZE 9)",
                "* 2 FETCH (UID 2 RFC822.SIZE 9)",
                "{tag} OK done",
            ],
            "UID FETCH 1,2 (INTERNALDATE": ["{tag} NO Message could not be converted"],
            "UID FETCH 1 (INTERNALDATE BODY.PEEK[])": ["{tag} NO Message could not be converted"],
            "UID FETCH 1 (INTERNALDATE BODY.PEEK[HEADER])": [
                f'* 1 FETCH (UID 1 {date} BODY[HEADER] "Subject: x")',
                "{tag} OK done",
            ],
            "UID FETCH 2 (INTERNALDATE BODY.PEEK[])": [
                f'* 2 FETCH (UID 2 {date} BODY[] "A: b")',
                "{tag} OK done",
            ],
        }
    )
    mailbox = new_mailbox(account, port=server.port)
    mailbox.open()
    bad, good = mailbox.fetch([1, 2])
    assert isinstance(bad, TooLarge)
    assert (bad.header, bad.size) == (b"Subject: x", 9)
    assert "could not be converted" in bad.why
    assert isinstance(good, Fetched)
    assert good.raw == b"A: b"


def test_nonsense_from_the_server_is_told_and_not_raised_raw(
    account: Account, new_mailbox: NewMailbox, new_scripted_imap: Callable[..., ScriptedImap]
) -> None:
    server = new_scripted_imap({}, greeting="HTTP/1.1 400 Bad Request")
    refusal(new_mailbox(account, port=server.port))
