"""A SOCKS5 proxy for tests: whatever host is asked for, it leads to one server on loopback."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class SocksProxy:
    """Serves until its block ends.

    Parameters
    ----------
    server : Server
        Where all connections lead.
    answer : int, optional
        The reply to a request; 0 connects, all else refuses (RFC 1928, section 6).
    """

    def __init__(self, server, answer=0):
        self._target = urlsplit(server.url)
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open = []
        self._threads = []
        self.port = self._listener.getsockname()[1]
        self.hosts = set()

    def __enter__(self):
        self._start(self._accept)
        return self

    def __exit__(self, *_):
        # A thread that waits for a connection does not notice that its socket was closed.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for one in self._threads:
            one.join(30)
        for one in self._open:
            one.close()

    def _start(self, work, *arguments):
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._open.append(client)
                self._start(self._serve, client)

    def _serve(self, client):
        with suppress(OSError, IndexError):
            client.recv(client.recv(2)[1])  # the ways to log in that it offers
            client.sendall(b"\x05\x00")
            _, _, _, kind = client.recv(4)
            length = client.recv(1)[0] if kind == 3 else 4
            self.hosts.add(client.recv(length).decode())
            client.recv(2)
            client.sendall(bytes([5, self._answer, 0, 1, 0, 0, 0, 0, 0, 0]))
            if self._answer:
                client.shutdown(socket.SHUT_RDWR)
                return
            server = socket.create_connection((self._target.hostname, self._target.port))
            self._open.append(server)
            self._start(_copy, server, client)
            _copy(client, server)


def _copy(source, target):
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
