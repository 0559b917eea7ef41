"""A plain static server as an office would run it: gzip, types with their charset, and how long each file may be kept."""

from __future__ import annotations

import functools
import gzip
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
SMALLER_WHEN_PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
LEVEL = 6


@dataclass(frozen=True)
class Answer:
    """One answer of the server."""

    path: str
    type: str
    """Such as ``text/css``."""
    size: int
    """Bytes of the body as it went over the wire."""


@dataclass
class Served:
    """A running server and what it has answered."""

    url: str
    answers: list[Answer] = field(default_factory=list)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # Or every answer waits 40 ms for an acknowledgement that the kernel puts off.
    extensions_map = TYPES
    answers: list[Answer]

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        """The file that was asked for, packed where that helps and the browser can unpack it."""
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file = file / "index.html"
        status = 200 if file.is_file() else 404
        if status == 404:
            file = Path(self.directory) / "404.html"
        body = file.read_bytes() if file.is_file() else b""
        is_packed = file.suffix in SMALLER_WHEN_PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        if is_packed:
            body = gzip.compress(body, LEVEL, mtime=0)
        kind = TYPES.get(file.suffix, "application/octet-stream")
        self.answers.append(Answer(self.path.partition("?")[0], kind.partition(";")[0], len(body)))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if file.suffix == ".html" else "max-age=31536000")
        self.send_header("Vary", "Accept-Encoding")
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of our own mistakes only: a browser that is closed lets its connections go."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """`folder` served while the block runs; files may still come into it."""
    answers: list[Answer] = []
    handler = type("Handler", (_Handler,), {"answers": answers})
    with _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Served(f"http://127.0.0.1:{server.server_port}/", answers)
        finally:
            server.shutdown()
