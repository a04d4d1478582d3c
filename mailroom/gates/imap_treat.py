"""What becomes of stored messages on an IMAP server: moved or deleted, by UID, these and no others.

It is harmless to repeat: what is gone is passed over, and nothing is copied twice.
"""

from __future__ import annotations

import contextlib
import imaplib
from collections.abc import Sequence

import structlog
from imapclient import DELETED, IMAPClient

from mailroom.gates.imap_fetch import is_lost, present
from mailroom.gates.imap_login import ImapSettings
from mailroom.gates.line import FAULTS, Trouble, said, trouble_with
from mailroom.gates.mailbox import AfterStoring

log = structlog.get_logger()


def treat(client: IMAPClient, settings: ImapSettings, uids: Sequence[int]) -> None:
    """Move or delete those of these that are still there, as configured."""
    there = present(client, uids)
    if not there:
        return
    if settings.after_storing is AfterStoring.DELETE:
        _delete(client, settings, there)
    elif settings.after_storing is AfterStoring.MOVE:
        _move(client, settings, there)


def _move(client: IMAPClient, settings: ImapSettings, uids: list[int]) -> None:
    if not client.folder_exists(settings.move_to):
        client.create_folder(settings.move_to)
    if client.has_capability("MOVE"):
        client.move(uids, settings.move_to)
        return
    # Where a copy was made and the removal failed, \Deleted says so: no second copy.
    fresh = present(client, uids, "UNDELETED")
    if fresh:
        client.copy(fresh, settings.move_to)
    _delete(client, settings, uids)


def _delete(client: IMAPClient, settings: ImapSettings, uids: list[int]) -> None:
    client.add_flags(uids, DELETED, silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge(uids)
        return
    # A plain EXPUNGE would take along what somebody else marked.
    log.warning("marked deleted, left for others to expunge", mailbox=settings.name, uids=uids)


def findings(client: IMAPClient, settings: ImapSettings, login: str) -> list[str]:
    """What `mailroom check` shows of an open folder, in sentences."""
    status = client.folder_status(settings.folder, ["MESSAGES"])
    announced = settings.idle and client.has_capability("IDLE")
    every = f"New mail is looked for every {settings.poll_seconds:.0f} seconds."
    return [
        f"Logged in to {settings.place} ({settings.security}) as {settings.username} ({login}).",
        f"The folder {settings.folder} holds {status[b'MESSAGES']} messages.",
        "New mail is announced by the server (IDLE)." if announced else every,
        _treatment_in_words(client, settings),
    ]


def _treatment_in_words(client: IMAPClient, settings: ImapSettings) -> str:
    if settings.after_storing is AfterStoring.LEAVE:
        return "Stored messages stay where they are; the folder is opened for reading only."
    if settings.after_storing is AfterStoring.MOVE:
        there = client.folder_exists(settings.move_to)
        return f"Stored messages are moved to {settings.move_to}{'' if there else ' (to be made)'}."
    if client.has_capability("UIDPLUS"):
        return "Stored messages are deleted from the server."
    return (
        "Stored messages are only marked deleted: this server has no UIDPLUS, and a plain EXPUNGE"
        " could take along what other people marked."
    )


def trouble_of_folder(client: IMAPClient, error: BaseException, settings: ImapSettings) -> Trouble:
    """Why the folder cannot be opened, and what to do."""
    words = said(error)
    if "authenticated but not connected" in words:
        return Trouble(
            f"Microsoft takes the login, but it has no right to the mailbox {settings.username}.",
            "Ask the Exchange administrator to give the application's service principal FullAccess"
            " (Add-MailboxPermission, with the object id of the enterprise application).",
        )
    if isinstance(error, imaplib.IMAP4.readonly):
        return Trouble(
            f"The folder {settings.folder} may only be read.",
            "Grant the right to change it, or set after_storing = 'leave'.",
        )
    if is_lost(error):
        return trouble_with(error, settings.place)
    return Trouble(
        f"The folder {settings.folder} cannot be opened: {words}.",
        _folders_in_words(client) or "Check its name, and the rights of this account.",
    )


def _folders_in_words(client: IMAPClient) -> str:
    with contextlib.suppress(*FAULTS):
        names = sorted(str(name) for _, _, name in client.list_folders())
        return f"Check the folder's name. The account has: {', '.join(names[:20])}."
    return ""
