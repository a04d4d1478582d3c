"""A server that says what it is told to say, for the manners of servers that cannot be had here.

A script maps the start of a command to the lines of the answer; `{tag}` is the command's tag. Only
what Exchange Online is known to say and no local server does is played so.
"""

from __future__ import annotations

import contextlib
import socket
import threading

LOGIN = {
    "CAPABILITY": ["* CAPABILITY IMAP4rev1 UIDPLUS MOVE IDLE", "{tag} OK done"],
    "LOGIN": ["{tag} OK LOGIN completed."],
    "LOGOUT": ["* BYE bye", "{tag} OK done"],
    "NOOP": ["{tag} OK done"],
}


class ScriptedImap:
    """Listens on `port` of loopback, for one call after the other."""

    host = "localhost"

    def __init__(self, script: dict[str, list[str]], greeting: str = "* OK ready") -> None:
        """Play this script on top of a plain login."""
        self._script = {**LOGIN, **script}
        self._greeting = greeting
        self.commands: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._line: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def stop(self) -> None:
        """End it, and the present call."""
        for open_socket in (self._server, self._line):
            with contextlib.suppress(OSError):
                if open_socket is not None:
                    open_socket.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            self._line = line
            line.settimeout(5)
            with line, contextlib.suppress(OSError):
                self._play(line)

    def _play(self, line: socket.socket) -> None:
        line.sendall(f"{self._greeting}\r\n".encode())
        with line.makefile("r", encoding="utf-8", newline="\r\n") as heard:
            for words in heard:
                tag, _, command = words.strip().partition(" ")
                self.commands.append(command)
                answer = next(
                    (a for start, a in self._script.items() if command.startswith(start)),
                    ["{tag} BAD unknown"],
                )
                said = "".join(f"{reply}\r\n" for reply in answer).replace("{tag}", tag)
                line.sendall(said.encode())
