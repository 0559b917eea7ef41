"""A server that can be stopped, can lie and can hang: everything that an office's network does in a year."""

from __future__ import annotations

import http.server
import mimetypes
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .folder import NOON

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; media-src 'self'"
)
"""The strictest under which a screen must play."""
TYPES = {".avif": "image/avif", ".webp": "image/webp", ".webm": "video/webm", ".js": "text/javascript"}


@dataclass
class Answer:
    """What is answered instead of a file."""

    status: int = 200
    body: bytes | None = None
    type: str = "text/html; charset=utf-8"
    hangs: bool = False
    """Until the server is stopped."""


@dataclass
class Host:
    """Serves `folder`; also as a proxy, so that a page may come from an address that is not secure."""

    folder: Path
    started: float = field(default_factory=time.time)
    began: float = NOON
    """What the server's clock said when it was started."""
    age: int = 0
    instead: Callable[[str], Answer | None] = lambda path: None
    asked: list[str] = field(default_factory=list)
    """The paths; what was only asked for its size has ``HEAD `` in front."""
    port: int = 0
    _server: socketserver.BaseServer | None = None
    _stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        host = self
        self._stopped = threading.Event()

        class Handler(_Handler):
            owner = host

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # A browser that is closed lets its connections go.

        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """From now on nothing answers, as where a cable is pulled."""
        self._stopped.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        self._server = None

    def times_asked(self, end: str) -> int:
        return len([path for path in self.asked if path.endswith(end)])


class _Handler(http.server.BaseHTTPRequestHandler):
    owner: Host

    def log_message(self, *args: object) -> None:
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(self.owner.began + time.time() - self.owner.started, usegmt=True)

    def do_GET(self) -> None:
        self._answer(unquote(urlsplit(self.path).path))

    def do_HEAD(self) -> None:
        self._answer(unquote(urlsplit(self.path).path), "HEAD ")

    def _answer(self, path: str, method: str = "") -> None:
        self.owner.asked.append(method + path)
        answer = self.owner.instead(path) or self._file(path)
        if answer.hangs:
            self.owner._stopped.wait()
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body or b"")))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-cache")
        if self.owner.age:
            self.send_header("Age", str(self.owner.age))
        self.end_headers()
        if not method:
            self.wfile.write(answer.body or b"")

    def _file(self, path: str) -> Answer:
        file = self.owner.folder / path.lstrip("/")
        if path.endswith("/"):
            file /= "index.html"
        if path == "/favicon.ico":
            return Answer(204)  # Browsers ask for it by themselves.
        if not file.is_file():
            return Answer(404, b"<!doctype html><title>404</title>")
        return Answer(200, file.read_bytes(), TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream")


@contextmanager
def hosting(folder: Path, **facts: object) -> Iterator[Host]:
    """`folder` served while the block runs."""
    host = Host(folder, **facts)
    host.start()
    try:
        yield host
    finally:
        host.stop()
