"""Signing in with the council's own account: a real service on loopback, and everything that it may say wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mailroom.clock import SetClock
from mailroom.commands.check_sign_in import sign_in
from mailroom.desk.app import make_app
from mailroom.desk.known_by import address_in
from store import journal
from tests.desk.conftest import JO, START, Council
from tests.servers.openid import CLIENT, SECRET, TENANT, OpenIdServer

OTHER = "99999999-2222-3333-4444-555555555555"
OF_TENANT = {"preferred_username": "Jo.Park@ashford.example"}
OF_ISSUER = {"email": JO, "email_verified": True}


@pytest.fixture(scope="module")
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, clock: SetClock) -> Iterator[OpenIdServer]:
    running = OpenIdServer(tmp_path_factory.mktemp("service"), clock.now)
    yield running
    running.stop()


@pytest.fixture
def kind() -> str:
    """What the service is: a tenant of Entra ID, or an issuer."""
    return f'tenant = "{TENANT}"\nauthority = "SERVICE"'


@pytest.fixture
def more(service: OpenIdServer, kind: str, tmp_path: Path) -> str:
    service.claims, service.forged, service.broken = dict(OF_TENANT), False, False
    (tmp_path / "secret").write_text(SECRET)
    return f"""
[desk.openid]
client_id = "{CLIENT}"
client_secret_file = "secret"
ca_file = "{service.certificate.cert}"
{kind.replace("SERVICE", service.url)}
"""


def _begin(council: Council) -> tuple[FlaskClient, str]:
    """A browser that began to sign in, and where the service sends it."""
    client = council.app.test_client()
    client.get("/sign-in?to=/today")
    begun = client.get("/sign-in/openid")
    assert begun.status_code == 302, begun.get_data(as_text=True)
    return client, begun.headers["Location"]


def _there(service: OpenIdServer, place: str) -> str:
    """Signed in there; the way back that the service gives, below the desk's own address."""
    answer = requests.get(
        place, verify=str(service.certificate.cert), allow_redirects=False, timeout=20
    )
    way = urlsplit(answer.headers["Location"])
    assert f"{way.scheme}://{way.netloc}" == "http://127.0.0.1:8030"
    return f"{way.path}?{way.query}"


def _sign_in(council: Council, service: OpenIdServer) -> tuple[FlaskClient, TestResponse]:
    client, place = _begin(council)
    return client, client.get(_there(service, place))


def _is_in(client: FlaskClient) -> bool:
    return client.get("/queue").status_code == 200


ISSUER = 'issuer = "SERVICE/realm"'


@pytest.mark.parametrize(
    ("kind", "claims"),
    [
        (f'tenant = "{TENANT}"\nauthority = "SERVICE"', OF_TENANT),
        (f'tenant = "{TENANT}"\nauthority = "SERVICE"\nclaim = "email"', {"email": JO, "xms_edov": True}),
        (ISSUER, OF_ISSUER),
        (f'{ISSUER}\nclaim = "sub"\npeople = [{{ id = "subject-1", email = "{JO}" }}]', {}),
    ],
)  # fmt: skip
def test_somebody_of_the_directory_is_signed_in_and_goes_where_they_wanted(
    council: Council, service: OpenIdServer, claims: dict[str, Any]
) -> None:
    service.claims = dict(claims)
    client, answer = _sign_in(council, service)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    assert answer.headers["Location"] == "/today"
    assert _is_in(client)
    with council.house.record.read() as conn:
        (told,) = [one for one in journal.latest(conn) if one.act == "signed in"]
    assert (told.by, told.why) == (JO, "on the desk, with the council's account")


def test_what_is_asked_there_has_pkce_and_no_right_to_anything(
    council: Council, service: OpenIdServer
) -> None:
    _, place = _begin(council)
    asked = dict(parse_qsl(urlsplit(place).query))
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["redirect_uri"] == "http://127.0.0.1:8030/sign-in/openid/back"
    assert asked["nonce"]
    assert SECRET not in place


WRONG: list[dict[str, Any]] = [
    {"nonce": "another"},
    {"aud": "another-application"},
    {"aud": [CLIENT, "another-application"]},
    {"iss": "https://evil.example/v2.0"},
    {"exp": int(START.timestamp()) - 600},
    {"iat": int(START.timestamp()) + 3600},
    {"exp": "never"},
    {"tid": OTHER},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_the_service_says_wrongly_signs_nobody_in(
    council: Council, service: OpenIdServer, wrong: dict[str, Any]
) -> None:
    service.claims = {**OF_TENANT, **wrong}
    client, answer = _sign_in(council, service)
    assert answer.status_code == 403
    assert "You could not be signed in." in answer.get_data(as_text=True)
    assert not _is_in(client)


def test_a_signature_by_any_other_key_signs_nobody_in(
    council: Council, service: OpenIdServer
) -> None:
    service.forged = True
    client, answer = _sign_in(council, service)
    assert answer.status_code == 403
    assert not _is_in(client)


UNKNOWN: list[dict[str, Any]] = [
    {"preferred_username": "stranger@ashford.example"},
    {"preferred_username": "jo.park@elsewhere.example"},
    {"preferred_username": "jo.park_ashford.example#ext#@ashford.example"},
    {**OF_TENANT, "idp": "https://sts.windows.net/another/"},
    {**OF_TENANT, "acct": 1},
    # An address that anybody can give themselves in a tenant of their own.
    {"email": JO},
    {"email": JO, "email_verified": True, "preferred_username": None},
    {},
]


@pytest.mark.parametrize("claims", UNKNOWN, ids=str)
def test_whoever_is_nobody_of_the_directory_or_not_vouched_for_is_told_so(
    council: Council, service: OpenIdServer, claims: dict[str, Any]
) -> None:
    service.claims = claims
    client, answer = _sign_in(council, service)
    assert answer.status_code == 403
    assert "nobody has entered you for this desk" in answer.get_data(as_text=True)
    assert not _is_in(client)
    with council.house.record.read() as conn:
        assert "not let in" in [one.act for one in journal.latest(conn)]


@pytest.mark.parametrize("kind", [ISSUER])
@pytest.mark.parametrize(
    "claims", [{"email": JO}, {"email": JO, "email_verified": False}, {"email": None}], ids=str
)
def test_an_address_that_was_not_verified_is_nobodys(
    council: Council, service: OpenIdServer, claims: dict[str, Any]
) -> None:
    service.claims = claims
    client, answer = _sign_in(council, service)
    assert answer.status_code == 403
    assert not _is_in(client)


def test_the_same_answer_opens_once_and_in_the_browser_that_asked(
    council: Council, service: OpenIdServer
) -> None:
    client, place = _begin(council)
    with client.session_transaction() as session:
        begun = dict(session)
    back = _there(service, place)
    # Sign-in by another's answer: a page elsewhere sends somebody here with the answer that it got.
    other = council.app.test_client()
    assert other.get(back).status_code == 403
    other.get("/sign-in/openid")
    assert other.get(back).status_code == 403
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403
    # With the cookie of before it is used all the same.
    again = council.app.test_client()
    with again.session_transaction() as session:
        session.update(begun)
    assert again.get(back).status_code == 403
    assert not _is_in(again)
    assert not _is_in(other)


def test_what_was_begun_is_not_good_for_long_and_no_link_by_mail(
    council: Council, service: OpenIdServer
) -> None:
    client, place = _begin(council)
    back = _there(service, place)
    state = dict(parse_qsl(urlsplit(back).query))["state"]
    council.app.config["WTF_CSRF_ENABLED"] = False
    assert council.app.test_client().post(f"/sign-in/{state}").status_code == 403
    client, place = _begin(council)
    back = _there(service, place)
    council.pass_minutes(16)
    assert client.get(back).status_code == 403


def test_a_code_that_the_service_does_not_know_and_its_refusals_sign_nobody_in(
    council: Council, service: OpenIdServer
) -> None:
    for answer in ("code=made-up", "error=access_denied&error_description=they+pressed+no"):
        client, place = _begin(council)
        state = dict(parse_qsl(urlsplit(place).query))["state"]
        told = client.get(f"/sign-in/openid/back?state={state}&{answer}")
        assert told.status_code == 403
        assert SECRET not in told.get_data(as_text=True)


def test_where_the_service_is_away_the_link_by_mail_still_works(
    council: Council, service: OpenIdServer
) -> None:
    service.broken = True
    client = council.app.test_client()
    answer = client.get("/sign-in/openid")
    assert answer.status_code == 503
    page = answer.get_data(as_text=True)
    assert "cannot be reached" in page
    assert "Send me a link" in page
    token = council.link(JO)
    council.app.config["WTF_CSRF_ENABLED"] = False
    assert client.post(f"/sign-in/{token}").status_code == 302
    assert _is_in(client)


@pytest.mark.parametrize("kind", ['issuer = "https://localhost:9/realm"'])
def test_a_service_that_does_not_listen_is_told_in_words(council: Council) -> None:
    answer = council.app.test_client().get("/sign-in/openid")
    assert answer.status_code == 503
    assert "cannot be reached" in answer.get_data(as_text=True)


def test_a_service_with_a_certificate_of_nobodys_is_not_asked(
    council: Council, service: OpenIdServer
) -> None:
    assert council.config.desk.openid is not None
    openid = council.config.desk.openid.model_copy(update={"ca_file": None})
    desk = council.config.desk.model_copy(update={"openid": openid})
    house = replace(council.house, config=council.config.model_copy(update={"desk": desk}))
    app = make_app(house, council.reader, lambda: "chance")
    assert app.test_client().get("/sign-in/openid").status_code == 503


def test_a_claim_is_believed_only_in_its_own_form(council: Council) -> None:
    openid = council.config.desk.openid
    assert openid is not None
    ours = council.config.in_own_domain
    for written in (["jo.park@ashford.example"], 7, "jo.park", ""):
        assert address_in({"preferred_username": written}, openid, ours)[0] == ""


def test_check_asks_whether_the_service_is_there(council: Council, service: OpenIdServer) -> None:
    (council.folder / "secret").chmod(0o600)
    found = [*sign_in(council.config)]
    assert [good for good, _ in found] == [True]
    assert "/sign-in/openid/back" in found[0][1]
    service.broken = True
    ((good, words),) = sign_in(council.config)
    assert not good
    assert service.url in words
