"""The house's doors, opened as the configuration says: mailboxes to collect from, a post to hand letters to.

The only place that translates configuration into gates; it connects to nothing by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from mailroom.config import Config, MailboxConfig, OAuthConfig, PostConfig
from mailroom.config_secrets import find_secret
from mailroom.gates.imap import ImapMailbox, ImapSettings
from mailroom.gates.line import Security
from mailroom.gates.mailbox import AfterStoring, Mailbox
from mailroom.gates.maildir import MaildirMailbox, MaildirPost, MaildirSettings
from mailroom.gates.oauth import OAuthSettings, Tokens, tokens_for
from mailroom.gates.openid import Provider
from mailroom.gates.post import Post
from mailroom.gates.smtp import SmtpPost, SmtpSettings


def open_mailboxes(
    config: Config, wake: threading.Event | None = None, chance: Callable[[], float] = lambda: 0.0
) -> list[Mailbox]:
    """Every mailbox of the configuration, not yet connected; `chance` (0 to 1) spreads reconnections."""
    return [_mailbox(box, wake or threading.Event(), chance) for box in config.mailboxes]


def _mailbox(box: MailboxConfig, wake: threading.Event, chance: Callable[[], float]) -> Mailbox:
    after_storing = AfterStoring(box.after_storing)
    if box.kind == "maildir":
        maildir = MaildirSettings(
            box.name, _path(box.path), after_storing, box.move_to, box.max_message_bytes
        )
        return MaildirMailbox(maildir, wake=wake)
    settings = ImapSettings(
        name=box.name,
        host=box.host,
        username=box.username,
        port=box.port,
        security=Security(box.security),
        ca_file=box.ca_file,
        password=_secret(f"mailbox-{box.name}-password", box.password_file),
        folder=box.folder,
        after_storing=after_storing,
        move_to=box.move_to,
        idle=box.idle,
        poll_seconds=box.poll_seconds,
        max_message_bytes=box.max_message_bytes,
        read_seconds=box.timeout_seconds,
    )
    tokens = _tokens(box.oauth, box.ca_file)
    return ImapMailbox(settings, tokens=tokens, wake=wake, chance=chance)


def open_post(config: Config) -> Post:
    """The way out for letters, not yet connected."""
    post: PostConfig = config.post
    if post.kind == "maildir":
        return MaildirPost(_path(post.path))
    settings = SmtpSettings(
        host=post.host,
        username=post.username,
        port=post.port,
        security=Security(post.security),
        ca_file=post.ca_file,
        password=_secret("post-password", post.password_file),
        seconds=post.timeout_seconds,
    )
    return SmtpPost(settings, tokens=_tokens(post.oauth, post.ca_file))


def _path(path: Path | None) -> Path:
    assert path is not None  # the configuration demands one for a Maildir
    return path


def _tokens(oauth: OAuthConfig | None, ca_file: Path | None) -> Tokens | None:
    if oauth is None:
        return None
    return tokens_for(
        OAuthSettings(
            kind=oauth.kind,
            client_id=oauth.client_id,
            client_secret=_secret("oauth-client-secret", oauth.client_secret_file),
            certificate_file=oauth.certificate_file,
            tenant=oauth.tenant,
            authority=oauth.authority,
            scope=oauth.scope,
            token_url=oauth.token_url,
            refresh_token=_secret("oauth-refresh-token", None)
            if oauth.refresh_token_file is None
            else "",
            refresh_token_file=oauth.refresh_token_file,
            ca_file=ca_file,
        )
    )


def sign_in_service(config: Config) -> Provider | None:
    """The council's own sign-in, its secret as it is now; None where there is only the link by mail."""
    said = config.desk.openid
    if said is None:
        return None
    return Provider(
        client_id=said.client_id,
        redirect_uri=f"{config.desk.address}/sign-in/openid/back",
        credential=OAuthSettings(
            kind="msal",
            client_id=said.client_id,
            client_secret="" if said.certificate_file else said.client_secret(),
            certificate_file=said.certificate_file,
            ca_file=said.ca_file,
        ),
        tenant=said.tenant,
        authority=said.authority,
        issuer=said.issuer,
    )


def _secret(name: str, file: Path | None) -> str:
    return (find_secret(name, file) or b"").decode(errors="surrogateescape")
