"""A TCP proxy between us and a server that can cut the line, swallow all, or refuse new calls."""

from __future__ import annotations

import contextlib
import select
import socket
import threading

BUFFER = 65536


class Proxy:
    """Listens on `port` of loopback and passes everything to the target, until told otherwise."""

    host = "localhost"

    def __init__(self, target: tuple[str, int]) -> None:
        """Listen and pass on to this address."""
        self._target = target
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.calls = 0
        self._lines: list[socket.socket] = []
        self._swallowing = threading.Event()
        self._refusing = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def cut(self) -> None:
        """Break every line there is; new calls are taken."""
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def swallow(self) -> None:
        """Keep every line open and pass on nothing any more, as a firewall that forgot us does."""
        self._swallowing.set()

    def refuse(self) -> None:
        """Break every line and every new call at once."""
        self._refusing.set()
        self.cut()

    def restore(self) -> None:
        """Behave again. Bytes swallowed are gone."""
        self._swallowing.clear()
        self._refusing.clear()

    def stop(self) -> None:
        """End it with all its lines."""
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.cut()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self.calls += 1
            if self._refusing.is_set():
                client.close()
                continue
            upstream = socket.create_connection(self._target)
            self._lines += [client, upstream]
            thread = threading.Thread(target=self._pass_on, args=(client, upstream))
            self._threads.append(thread)
            thread.start()

    def _pass_on(self, client: socket.socket, upstream: socket.socket) -> None:
        other = {client: upstream, upstream: client}
        with client, upstream, contextlib.suppress(OSError):
            while True:
                ready, _, _ = select.select([client, upstream], [], [])
                for side in ready:
                    some = side.recv(BUFFER)
                    if not some:
                        return
                    if not self._swallowing.is_set():
                        other[side].sendall(some)
