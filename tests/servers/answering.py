"""How a service on loopback takes a form and answers in JSON, as token and sign-in services do."""

from __future__ import annotations

import json
import urllib.parse
from http.server import BaseHTTPRequestHandler
from typing import Any


class Answering(BaseHTTPRequestHandler):
    """A request to a service that answers in JSON."""

    def form(self) -> dict[str, str]:
        """What was posted."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        return dict(urllib.parse.parse_qsl(body))

    def reply(self, status: int, answer: dict[str, Any]) -> None:
        """Answer."""
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Say nothing on the terminal."""
