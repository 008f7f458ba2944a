"""A small server on this machine that answers with exactly the bytes a test wants sent."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Answer = bytes | Callable[["Exchange"], None]


class Exchange:
    """One request: its head as it came, and the way to answer piece by piece."""

    def __init__(self, head: str, connection: socket.socket, over: threading.Event) -> None:
        self.head = head
        self.over = over
        """Set when the test is over: what waits, waits for this."""
        self._connection = connection

    def send(self, data: bytes) -> bool:
        """Send; False once nobody listens any more."""
        try:
            self._connection.sendall(data)
        except OSError:
            return False
        return not self.over.is_set()


class Site:
    """Answers by path; remembers the requests."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.over = threading.Event()
        site = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                site.handle(self.request)

        class Server(socketserver.ThreadingTCPServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
            allow_reuse_address = True
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client that goes away early is what many tests are about."""

        self.server = Server((host, 0), Handler)
        self.port = int(self.server.server_address[1])
        self.host = f"[{host}]" if ":" in host else host

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def handle(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (piece := connection.recv(65_536)):
            head += piece
        text = head.decode("latin-1")
        self.requests.append(text)
        path = text.split(" ")[1] if " " in text else ""
        answer = self.pages.get(path, response(b"nothing here", status="404 Not Found"))
        exchange = Exchange(text, connection, self.over)
        if isinstance(answer, bytes):
            exchange.send(answer)
        else:
            answer(exchange)


@contextmanager
def running(host: str = "127.0.0.1") -> Iterator[Site]:
    site = Site(host)
    # The default poll makes every test wait for the end of it.
    thread = threading.Thread(target=site.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        site.server.shutdown()
        site.server.server_close()
        thread.join()


def response(
    body: bytes = b"",
    kind: str | None = "text/html; charset=utf-8",
    *headers: str,
    status: str = "200 OK",
    length: int | None = None,
) -> bytes:
    """A whole answer; `length` is what it says of its body, right if not given."""
    lines = [f"HTTP/1.1 {status}"]
    if kind is not None:
        lines.append(f"Content-Type: {kind}")
    lines += [f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode("utf-8") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return response(b"", None, f"Location: {to}", status=status)
