"""A council's IT desk mends the file in one go: every fault, each with its key, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mailroom.config import load_config
from mailroom.errors import ConfigFault

Write = Callable[..., Path]

IMAP = 'kind = "imap"\nhost = "mail.examplebury.example"\nusername = "feedback"'


def faults(file: Path) -> list[str]:
    """The faults of a file, a line each."""
    with pytest.raises(ConfigFault) as caught:
        load_config(file)
    return [line.strip() for line in caught.value.what.splitlines() if line.startswith("  ")]


FAULTS = [
    (
        {'kind = "maildir"\npath = "in"': IMAP + '\nport = "imaps"'},
        "mailboxes[0].port: must be a number between 1 and 65535, you wrote 'imaps'",
    ),
    (
        {'kind = "maildir"\npath = "in"': IMAP + "\nport = 70000"},
        "mailboxes[0].port: must be a number between 1 and 65535, you wrote 70000",
    ),
    (
        {'path = "in"': 'path = "in"\npoll_seconds = 0'},
        "mailboxes[0].poll_seconds: must be a number above 0, you wrote 0",
    ),
    (
        {'path = "in"': 'path = "in"\nmax_message_bytes = 10'},
        "mailboxes[0].max_message_bytes: must be a number, 65536 or more, you wrote 10",
    ),
    (
        {'path = "in"': 'path = "in"\nafter_storing = "move"'},
        "mailboxes[0].move_to: must be given where after_storing is 'move':"
        " the folder that stored mail is moved to",
    ),
    (
        {'path = "in"': 'path = "in"\nafter_storing = "move"\nmove_to = "INBOX"'},
        "mailboxes[0].move_to: must be another folder than the one that is read, you wrote 'INBOX'",
    ),
    (
        {'path = "in"': 'path = "in"\nafter_storing = "shred"'},
        "mailboxes[0].after_storing: must be one of 'leave', 'move', 'delete', you wrote 'shred'",
    ),
    (
        {'path = "in"': 'path = "in"\nidle = "perhaps"'},
        "mailboxes[0].idle: must be true or false, you wrote 'perhaps'",
    ),
    (
        {'kind = "maildir"\npath = "in"': 'kind = "imap"\nusername = "feedback"'},
        "mailboxes[0].host: must be given where kind is 'imap': the name of the mail server",
    ),
    (
        {'kind = "maildir"\npath = "in"': 'kind = "maildir"'},
        "mailboxes[0].path: must be given where kind is 'maildir':"
        " the folder that holds the Maildir",
    ),
    (
        {'path = "in"': 'path = "in"\nafter_storin = "leave"'},
        "mailboxes[0].after_storin: there is no such key; did you mean after_storing?",
    ),
    (
        {'default = "plain"': 'default = "gone"'},
        "policy.default: there is no policy 'gone'; there are",
    ),
    (
        {'path = "in"': 'path = "in"\npolicy = "gone"'},
        "mailboxes[0].policy: there is no policy 'gone'; there are",
    ),
    (
        {'folder = "policies"': 'folder = "policies"\nby_service = { waste = "gone" }'},
        "policy.by_service.waste: there is no policy 'gone'; there are",
    ),
    (
        {'folder = "policies"': 'folder = "policies"\nby_service = { parks = "plain" }'},
        "policy.by_service.parks: there is no service 'parks'; there are housing, waste",
    ),
    (
        {'name = "Waste"': 'name = "Waste"\nshared_with = ["parks"]'},
        "services[0].shared_with: there is no service 'parks'; there are housing, waste",
    ),
    ({'id = "housing"': 'id = "waste"'}, "services[1].id: services[0] is called 'waste' too"),
    (
        {'manager = { name = "Morgan Hill", email = "Morgan@examplebury.example" }': ""},
        "services[0].manager: must be given",
    ),
    (
        {'[[coordinators]]\nname = "Alex Brook"\nemail = "alex@examplebury.example"': ""},
        "coordinators: must be given",
    ),
    (
        {'email = "alex@examplebury.example"': 'email = "Alex Brook"'},
        "coordinators[0].email: must be an email address such as feedback@council.example,"
        " you wrote 'Alex Brook'",
    ),
    (
        {'name = "Alex Brook"': 'name = "Alex\\nBcc: all@examplebury.example"'},
        "coordinators[0].name: must be one line, without line breaks or control characters,"
        " you wrote 'Alex\\nBcc: all@examplebury.example'",
    ),
    (
        {'name = "Examplebury"': 'name = "Examplebury"\nclosure_days = ["Boxing Day"]'},
        "council.closure_days[0]: must be a day such as 2026-12-29, you wrote 'Boxing Day'",
    ),
    (
        {'name = "Examplebury"': 'name = "Examplebury"\naliases = "one@examplebury.example"'},
        "council.aliases: must be a list: [ … ], you wrote 'one@examplebury.example'",
    ),
    (
        {'name = "Examplebury"': 'name = "Examplebury"\nreference_prefix = "E-1"'},
        "council.reference_prefix: must be 2 to 6 letters, such as EBC, you wrote 'E-1'",
    ),
    ({'url = "sqlite:///record.sqlite"': 'url = "mysql://x"'}, "record.url: must begin with"),
    ({'signing_key_file = "key"': 'signing_key_file = "gone"'}, "secrets.signing_key_file: there"),
    ({'signing_key_file = "key"': ""}, "secrets.signing_key_file: there is no signing key."),
]


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=[fault[:60] for _, fault in FAULTS])
def test_each_fault_is_told_with_its_key_and_what_must_stand_there(
    written: Write, changes: dict[str, str], expected: str
) -> None:
    told = faults(written(changes))
    assert len(told) == 1
    assert told[0].startswith(expected)


def test_every_fault_is_told_at_once_and_none_hides_another(written: Write) -> None:
    told = faults(
        written(
            {'default = "plain"': 'default = "gone"', 'path = "in"': 'poll_seconds = "soon"'},
            more='[triage]\nthreshold = 2\n[[mailboxes]]\nname = "feedback"\nkind = "pop3"\n',
        )
    )
    assert [fault.partition(":")[0] for fault in told] == [
        "mailboxes[0].path",
        "mailboxes[0].poll_seconds",
        "mailboxes[1].kind",
        "triage.threshold",
        "mailboxes[1].name",
        "policy.default",
    ]


def test_two_mailboxes_on_one_folder_are_refused_though_written_differently(
    written: Write, folder: Path
) -> None:
    more = f'[[mailboxes]]\nname = "second"\nkind = "maildir"\npath = "{folder}/x/../in"\n'
    assert faults(written(more=more)) == [
        "mailboxes[1]: reads the same folder as mailboxes[0]",
    ]


def test_two_folders_of_one_account_are_two_mailboxes(written: Write) -> None:
    first = {'kind = "maildir"\npath = "in"': IMAP}
    second = f'[[mailboxes]]\nname = "second"\n{IMAP}\nfolder = "Housing"\n'
    assert len(load_config(written(first, more=second)).mailboxes) == 2


def test_a_signing_key_that_is_too_short_says_how_to_make_one(written: Write, folder: Path) -> None:
    (folder / "key").write_text("k" * 31 + "\n")
    (told,) = faults(written())
    assert "has 31 bytes, it must have 32 or more" in told
    assert "openssl rand -hex 32" in told


def test_what_may_be_a_secret_in_the_wrong_place_is_not_repeated(written: Write) -> None:
    changes = {"sqlite:///record.sqlite": "postgres://mailroom:hunter2@db/x"}
    assert "hunter2" not in "".join(faults(written(changes)))


def test_a_file_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match=r"no such file.* Copy config\.example\.toml"):
        load_config(tmp_path / "config.toml")


def test_a_file_that_is_not_toml_is_told_with_its_line(written: Write) -> None:
    with pytest.raises(ConfigFault, match=r"is not TOML: .*line 4"):
        load_config(written({'feedback_address = "': 'feedback_address = "" "'}))


def test_a_section_that_is_no_section_is_told(written: Write) -> None:
    told = faults(written(text='triage = 5\n[[mailboxes]]\nname = "a"\n[council]\n'))
    assert "triage: must be a section with keys of its own, you wrote 5" in told
    assert "services: must be given" in told
