"""A sign-in service on loopback: OpenID Connect's discovery, authorization with PKCE, tokens and keys, over TLS.

It signs in whomever it is told to, without asking; what it says of them can be made wrong in any way.
"""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
import threading
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.servers.answering import Answering
from tests.servers.certificate import Certificate, make_certificate

TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT, SECRET = "mailroom-desk", "hush-hush"


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@dataclass
class OpenIdServer:
    """Who is signed in (`claims`), and what is wrong with what is said of them."""

    folder: Path
    now: Callable[[], datetime]
    claims: dict[str, Any] = field(default_factory=dict)
    # Signed with a key that the service does not publish.
    forged: bool = False
    broken: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Listen on a free port, with a certificate that only the test vouches for."""
        self.certificate: Certificate = make_certificate(self.folder)
        self._keys, self._numbers = (_key(), _key()), count(1)
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate.cert, self.certificate.key)
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://localhost:{self._http.server_port}"

    def stop(self) -> None:
        """End it."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)

    def describe(self, below: str) -> dict[str, Any]:
        """What it says of itself, as a tenant of Entra ID or as an issuer (OpenID Connect Discovery)."""
        return {
            "issuer": f"{self.url}{below}",
            "authorization_endpoint": f"{self.url}{below}/authorize",
            "token_endpoint": f"{self.url}{below}/token",
            "jwks_uri": f"{self.url}{below}/keys",
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Whoever asks is signed in and sent back."""
        self.asked.append(asked)
        code = f"code-{next(self._numbers)}"
        self.codes[code] = asked
        answer = urllib.parse.urlencode({"code": code, "state": asked["state"]})
        return f"{asked['redirect_uri']}?{answer}"

    def give(self, below: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A token for a code, once, to the application that asked for it (RFC 7636 too)."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        good = asked is not None and asked["code_challenge"] == challenge
        if not good or form.get("client_secret") != SECRET or asked is None:
            return 400, {"error": "invalid_grant", "error_description": "the code is not good"}
        at = int(self.now().timestamp())
        said = {
            "iss": f"{self.url}{below}",
            "aud": CLIENT,
            "sub": "subject-1",
            "tid": TENANT,
            "iat": at,
            "exp": at + 300,
            "nonce": asked["nonce"],
            **self.claims,
        }
        key = self._keys[1 if self.forged else 0]
        token = jwt.encode(said, key, algorithm="RS256", headers={"kid": "key-1"})
        answer = {"access_token": "none", "token_type": "Bearer", "expires_in": 300}
        return 200, {**answer, "id_token": token}

    def keys(self) -> dict[str, Any]:
        """The key that it signs with."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._keys[0].public_key()))
        return {"keys": [{**public, "kid": "key-1", "use": "sig", "alg": "RS256"}]}


def _handler_for(server: OpenIdServer) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urllib.parse.urlsplit(self.path)
            below, _, last = place.path.rpartition("/")
            if server.broken:
                self.reply(500, {"error": "it is broken"})
            elif last == "openid-configuration":
                self.reply(200, server.describe(below.removesuffix("/.well-known")))
            elif last == "keys":
                self.reply(200, server.keys())
            else:
                asked = dict(urllib.parse.parse_qsl(place.query))
                self.send_response(302)
                self.send_header("Location", server.authorize(asked))
                self.send_header("Content-Length", "0")
                self.end_headers()

        def do_POST(self) -> None:
            below = self.path.rpartition("/")[0]
            self.reply(*server.give(below, self.form()))

    return Handler
