"""Signs a person in at the council's own sign-in service: OpenID Connect, the authorization code flow with PKCE.

msal speaks with the service and checks nothing of what it says of the person, so the ID token's signature, issuer,
audience, times and nonce are checked here. Knows nobody of the council, keeps nothing, and is loaded only where it
is configured.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, Any

from mailroom.errors import MailroomError
from mailroom.gates.line import reply_text, without_secrets
from mailroom.gates.oauth import OAuthSettings, credential, https_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    import msal
    import requests

# What is asked of the service: who it is, and their address. No right to anything of theirs.
SCOPES = ("profile", "email")
# Two clocks that are never quite the same.
LEEWAY = timedelta(minutes=2)
# Signatures by the service's private key alone: one that is made with a shared secret, or none, is refused.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
HTTP_SECONDS = 10.0


class NotSignedIn(MailroomError):
    """Somebody could not be signed in, in words for them; `why` is for the log and names nobody."""

    def __init__(self, what: str, why: str, *, do: str = "", is_away: bool = False) -> None:
        """`is_away`: the service could not be asked at all."""
        super().__init__(what, do=do)
        self.why = why
        self.is_away = is_away


@dataclass(frozen=True, slots=True)
class Provider:
    """A sign-in service: a tenant of Entra ID below its authority, or an issuer."""

    client_id: str
    redirect_uri: str
    credential: OAuthSettings
    tenant: str = ""
    authority: str = ""
    issuer: str = ""

    @property
    def place(self) -> str:
        """Below which address it describes itself."""
        return self.issuer or f"{self.authority}/{self.tenant}/v2.0"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that was begun: where the browser goes, and what only it may come back with."""

    url: str
    state: str
    nonce: str
    verifier: str


def begin(provider: Provider, state: str) -> Begun:
    """Where to send the browser; NotSignedIn where the service cannot be asked."""
    with _told(provider, beginning=True), _session(provider) as http, warnings.catch_warnings():
        # msal would have the answer posted (RFC 9700, 4.3.1). A browser sends no cookie of ours with a post from
        # elsewhere, and the answer is worth nothing without it and the verifier.
        warnings.simplefilter("ignore", UserWarning)
        flow = _application(provider, http).initiate_auth_code_flow(
            ["email"], redirect_uri=provider.redirect_uri, state=state
        )
    return Begun(flow["auth_uri"], flow["state"], flow["nonce"], flow["code_verifier"])


def finish(
    provider: Provider, begun: Begun, answer: Mapping[str, str], now: datetime
) -> Mapping[str, Any]:
    """What the service says of the person who came back, checked; NotSignedIn for anything else."""
    if not compare_digest(answer.get("state", ""), begun.state):
        raise _refused("state")
    with _told(provider), _session(provider) as http:
        described = _described(provider, http)
        flow = {
            "state": begun.state,
            "nonce": begun.nonce,
            "code_verifier": begun.verifier,
            "redirect_uri": provider.redirect_uri,
            "scope": ["openid", *SCOPES],
        }
        given = _application(provider, http).acquire_token_by_auth_code_flow(flow, dict(answer))
        token = given.get("id_token")
        if not isinstance(token, str):
            raise _refused(_why(provider, given))
        keys = http.get(str(described["jwks_uri"])).json()
    return _checked(provider, token, keys, str(described["issuer"]), begun, now)


def _application(provider: Provider, http: requests.Session) -> msal.ConfidentialClientApplication:
    """Made anew for each sign-in: it would keep everybody's tokens, and a secret may have been renewed."""
    import msal

    where: dict[str, Any] = (
        {"oidc_authority": provider.issuer}
        if provider.issuer
        else {"authority": f"{provider.authority}/{provider.tenant}", "instance_discovery": False}
    )
    return msal.ConfidentialClientApplication(
        provider.client_id,
        client_credential=credential(provider.credential) or None,
        http_client=http,
        exclude_scopes=["offline_access"],
        **where,
    )


def _described(provider: Provider, http: requests.Session) -> Mapping[str, Any]:
    """The service's own description; its issuer is the one that was configured, to the letter."""
    answer = http.get(f"{provider.place}/.well-known/openid-configuration")
    described = answer.json() if answer.status_code == 200 else {}
    if described.get("issuer", "").rstrip("/") != provider.place:
        raise _refused("the service calls itself by another issuer than is configured")
    if not str(described.get("jwks_uri", "")).startswith("https://"):
        raise _refused("the service names no place of its keys")
    return dict(described)


def _checked(
    provider: Provider,
    token: str,
    keys: Mapping[str, Any],
    issuer: str,
    begun: Begun,
    now: datetime,
) -> Mapping[str, Any]:
    """The claims of an ID token (OpenID Connect Core 1.0, 3.1.3.7); times are held against the house's clock."""
    import jwt

    try:
        key = _key_of(jwt.get_unverified_header(token), keys)
        said: Mapping[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=provider.client_id,
            issuer=issuer,
            options={
                "require": ["iss", "aud", "exp", "iat", "sub", "nonce"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.PyJWTError as error:
        raise _refused(f"ID token: {type(error).__name__}") from error
    wrong = _wrong_in(provider, said, begun, now)
    if wrong:
        raise _refused(f"ID token: {wrong}")
    return said


def _key_of(header: Mapping[str, Any], keys: Mapping[str, Any]) -> Any:
    """The service's key that the token names; the one there is, where it names none."""
    import jwt

    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    named = [one for one in known if header.get("kid") in (one.key_id, None)]
    if len(named) != 1:
        raise jwt.InvalidKeyError("no such key")
    return named[0]


def _wrong_in(provider: Provider, said: Mapping[str, Any], begun: Begun, now: datetime) -> str:
    """What is wrong with claims whose signature is good; '' where nothing is."""
    if not compare_digest(str(said["nonce"]), sha256(begun.nonce.encode()).hexdigest()):
        return "nonce"
    times = [said.get(name, now.timestamp()) for name in ("exp", "iat", "nbf")]
    if not all(isinstance(one, int | float) for one in times):
        return "times"
    ends, made, begins = times
    leeway = LEEWAY.total_seconds()
    if ends + leeway < now.timestamp():
        return "expired"
    if max(made, begins) - leeway > now.timestamp():
        return "not yet good"
    if (
        isinstance(said["aud"], list)
        and len(said["aud"]) > 1
        and said.get("azp") != provider.client_id
    ):
        return "meant for several"
    if provider.tenant and str(said.get("tid", "")).lower() != provider.tenant:
        return "another tenant"
    return ""


_AGAIN = "Try again, or ask for a link by email."


def _refused(why: str) -> NotSignedIn:
    return NotSignedIn("You could not be signed in.", why, do=_AGAIN)


def _why(provider: Provider, given: Mapping[str, Any]) -> str:
    """The service's own error (RFC 6749, 4.1.2.1 and 5.2), without any secret of ours."""
    words = f"{given.get('error', '')} {given.get('error_description', '')}"
    return without_secrets(reply_text(words), [provider.credential.client_secret]) or "no ID token"


@contextmanager
def _session(provider: Provider) -> Iterator[requests.Session]:
    session = https_session(provider.credential.ca_file, HTTP_SECONDS)
    try:
        yield session
    finally:
        session.close()


@contextmanager
def _told(provider: Provider, *, beginning: bool = False) -> Iterator[None]:
    """What breaks on the way, in words; msal and requests raise these and no others.

    msal has one kind of error for a service that describes itself wrongly and for an answer it does not believe: the
    first comes at the beginning.
    """
    from msal.exceptions import MsalError

    try:
        yield
    except NotSignedIn:
        raise
    except (MsalError, OSError, ValueError, RuntimeError, KeyError, MailroomError) as error:
        secrets = [provider.credential.client_secret]
        why = f"{type(error).__name__}: {without_secrets(reply_text(error), secrets)}"
        if not (beginning or isinstance(error, OSError | MsalError)):
            raise _refused(why) from error
        raise NotSignedIn(
            "The council's sign-in service cannot be reached.",
            why,
            do="Ask for a link by email, or try again later.",
            is_away=True,
        ) from error
