"""A token endpoint on loopback: Entra ID's discovery and client credentials, and refresh tokens."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from tests.servers.answering import Answering

AUTHORITY = "https://login.council.example"  # what msal believes it speaks to


@dataclass
class TokenServer:
    """What it was asked, and what it answers. `refusal` is an error in place of a token."""

    access_tokens: list[str] = field(default_factory=lambda: ["token-1", "token-2", "token-3"])
    next_refresh_token: str = ""
    expires_in: int = 3600
    refusal: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    discoveries: int = 0
    # It listens and can do nothing.
    broken: bool = False

    def __post_init__(self) -> None:
        """Listen on a free port."""
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it really is."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def session(self) -> requests.Session:
        """A session for which the authority's https address lies here: msal takes no other."""
        session = requests.Session()
        session.trust_env = False
        session.mount(AUTHORITY, _Elsewhere(self.url))
        return session

    def stop(self) -> None:
        """End it."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)

    def discovery(self) -> dict[str, Any]:
        """The tenant's addresses (OpenID Connect Discovery)."""
        self.discoveries += 1
        tenant = f"{AUTHORITY}/tenant"
        return {
            "issuer": f"{tenant}/v2.0",
            "authorization_endpoint": f"{tenant}/oauth2/v2.0/authorize",
            "token_endpoint": f"{tenant}/oauth2/v2.0/token",
        }

    def answer(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A token, or the refusal."""
        self.asked.append(form)
        if self.refusal:
            return 400, dict(self.refusal)
        token = self.access_tokens.pop(0)
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": self.expires_in}
        if self.next_refresh_token:
            answer["refresh_token"] = self.next_refresh_token
        return 200, answer


class _Elsewhere(HTTPAdapter):
    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        request.url = str(request.url).replace(AUTHORITY, self._url)
        return super().send(request, *args, **kwargs)


def _handler_for(server: TokenServer) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(500 if server.broken else 200, server.discovery())

        def do_POST(self) -> None:
            self.reply(*server.answer(self.form()))

    return Handler
