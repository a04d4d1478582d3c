"""What the rest of the house asks of the configuration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from mailroom.config import Config, Role, load_config
from mailroom.errors import ConfigFault

Write = Callable[..., Path]


def test_paths_are_beside_the_file_and_a_tilde_is_home(
    written: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/mailroom")
    config = load_config(written({'path = "out"': 'path = "~/out"'}))
    assert config.mailboxes[0].path == folder / "in"
    assert config.post.path == Path("/home/mailroom/out")
    assert config.record.url == f"sqlite:///{folder}/record.sqlite"


def test_a_path_may_lead_to_a_credential_of_systemd(
    written: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    oauth = """[post.oauth]
kind = "msal"
client_id = "app"
tenant = "t"
certificate_file = "$CREDENTIALS_DIRECTORY/key"
"""
    found = load_config(written(more=oauth)).post.oauth
    assert found is not None
    assert found.certificate_file == folder / "key"


@pytest.mark.parametrize(
    ("written_url", "expected"),
    [
        ("sqlite:////var/lib/mailroom/m.sqlite", "sqlite:////var/lib/mailroom/m.sqlite"),
        ("postgresql://db.example/m", "postgresql+psycopg://db.example/m"),
        ("postgresql+psycopg://db.example/m", "postgresql+psycopg://db.example/m"),
    ],
)
def test_an_absolute_record_stays_where_it_is(
    written: Write, written_url: str, expected: str
) -> None:
    config = load_config(written({"sqlite:///record.sqlite": written_url}))
    assert config.record.url == expected


def test_a_relative_config_path_gives_absolute_places(
    written: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    monkeypatch.chdir(folder)
    config = load_config("config.toml")
    assert config.mailboxes[0].path == folder / "in"
    assert config.record.url == f"sqlite:///{folder}/record.sqlite"


@pytest.mark.parametrize(("security", "port"), [("tls", 993), ("starttls", 143), ("plain", 143)])
def test_a_mailbox_without_a_port_takes_the_usual_one(
    written: Write, security: str, port: int
) -> None:
    imap = f'kind = "imap"\nhost = "h.example"\nusername = "u"\nsecurity = "{security}"'
    config = load_config(written({'kind = "maildir"\npath = "in"': imap}))
    assert config.mailboxes[0].port == port


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("starttls", 587), ("plain", 25)])
def test_the_post_without_a_port_takes_the_usual_one(
    written: Write, security: str, port: int
) -> None:
    smtp = f'kind = "smtp"\nhost = "h.example"\nsecurity = "{security}"'
    config = load_config(written({'kind = "maildir"\npath = "out"': smtp}))
    assert config.post.port == port


@pytest.mark.parametrize(
    ("service", "role", "name"),
    [
        ("waste", "manager", "Morgan Hill"),
        ("waste", "director", "Morgan Hill"),
        ("housing", "head", "Ashley Moor"),
        ("housing", "director", "Ashley Moor"),
        ("housing", "coordinator", "Alex Brook"),
        ("housing", "chief_executive", "Jamie Stone"),
        ("waste", "chief_executive", "Kim Own"),
    ],
)
def test_whoever_stands_next_answers_for_a_role_nobody_has(
    written: Write, service: str, role: str, name: str
) -> None:
    own = 'roles = { chief_executive = { name = "Kim Own", email = "kim@e.example" } }'
    changes = {'name = "Waste"': f'name = "Waste"\n{own}'}
    more = '[roles]\nchief_executive = { name = "Jamie Stone", email = "j@e.example" }\n'
    assert load_config(written(changes, more=more)).owner(service, role).name == name


def test_a_role_or_service_nobody_knows_is_a_key_error(config: Config) -> None:
    with pytest.raises(KeyError):
        config.owner("waste", "chief_executive")
    with pytest.raises(KeyError):
        config.service("parks")
    assert config.find_service("parks") is None


def test_the_services_policy_goes_before_the_mailboxs_and_that_before_the_default(
    written: Write,
) -> None:
    changes = {
        'folder = "policies"': 'folder = "policies"\nby_service = { housing = "strict" }',
        'path = "in"': 'path = "in"\npolicy = "plain"',
        'default = "plain"': 'default = "strict"',
    }
    config = load_config(written(changes))
    assert config.policy_for("housing", "feedback") == "strict"
    assert config.policy_for("waste", "feedback") == "plain"
    assert config.policy_for("waste") == "strict"
    assert config.policy_for() == "strict"


def test_a_change_of_policy_holds_from_its_day_and_leaves_the_rest_as_it_was(
    written: Write,
) -> None:
    changes = {
        'folder = "policies"': 'folder = "policies"\nby_service = { housing = "plain" }\n'
        'changes = [{ on = 2027-04-01, default = "strict" },'
        ' { on = 2028-04-01, by_service = { waste = "plain" } }]',
    }
    config = load_config(written(changes))
    eve, day, later = date(2027, 3, 31), date(2027, 4, 1), date(2028, 4, 1)
    assert [config.policy_for("waste", None, on) for on in (eve, day, later)] == [
        "plain",
        "strict",
        "plain",
    ]
    assert {config.policy_for("housing", None, on) for on in (eve, day, later)} == {"plain"}


def test_a_change_to_a_policy_that_is_not_there_is_told(written: Write) -> None:
    changes = {
        'folder = "policies"': 'folder = "policies"\n'
        'changes = [{ on = 2027-04-01, default = "strickt", by_service = { bins = "nowhere" } }]'
    }
    with pytest.raises(ConfigFault) as told:
        load_config(written(changes))
    assert "policy.changes[0].default: there is no policy 'strickt'" in str(told.value)
    assert "policy.changes[0].by_service.bins: there is no policy 'nowhere'" in str(told.value)
    assert "policy.changes[0].by_service.bins: there is no service 'bins'" in str(told.value)


def test_the_directory_knows_people_by_address_in_small_letters_with_all_they_are(
    written: Write,
) -> None:
    twice = {'email = "sam@examplebury.example"': 'email = "MORGAN@examplebury.example"'}
    directory = load_config(written(twice)).directory
    morgan = directory["morgan@examplebury.example"]
    assert morgan.roles == (Role("manager", "waste"), Role("manager", "housing"))
    assert morgan.is_a("manager", "housing")
    assert not morgan.is_a("director")
    assert directory["alex@examplebury.example"].is_a("coordinator")


def test_the_feedback_addresss_domain_is_the_councils_own_unless_others_are_named(
    config: Config, written: Write
) -> None:
    assert config.own_domains == {"examplebury.example"}
    named = 'name = "Examplebury"\ndomains = ["Officers.example"]'
    other = load_config(written({'name = "Examplebury"': named}))
    assert other.own_domains == {"officers.example"}
    assert other.in_own_domain("Somebody@OFFICERS.example")
    assert not other.in_own_domain("feedback@examplebury.example")
    assert not other.in_own_domain("somebody@not-officers.example")


@pytest.mark.parametrize(
    ("email", "own"),
    [
        ("feedback@examplebury.example", True),
        ("Feedback+c.42.x@Examplebury.example", True),
        ("complaints@examplebury.example", True),
        ("feedback@elsewhere.example", False),
        ("my.feedback@examplebury.example", False),
        ("", False),
    ],
)
def test_the_house_knows_its_own_addresses_with_and_without_a_tag(
    written: Write, email: str, own: bool
) -> None:
    named = 'name = "Examplebury"\naliases = ["Complaints@examplebury.example"]'
    assert load_config(written({'name = "Examplebury"': named})).is_own_address(email) is own


def test_a_configuration_cannot_be_changed_once_read(config: Config) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        config.triage = config.triage  # type: ignore[misc]


def test_the_environment_overrides_a_key_and_leaves_its_neighbours(
    written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILROOM_RECORD__URL", "postgresql://db.example/m")
    monkeypatch.setenv("MAILROOM_COUNCIL__PHONE", "01632 960000")
    config = load_config(written())
    assert config.record.url == "postgresql+psycopg://db.example/m"
    assert (config.council.name, config.council.phone) == ("Examplebury", "01632 960000")


def test_an_unknown_key_in_the_environment_is_a_fault(
    written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILROOM_TRIAGE__THRESHHOLD", "0.8")
    with pytest.raises(Exception, match="did you mean threshold"):
        load_config(written())
