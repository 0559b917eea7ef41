"""What many tests share: the repository's site built once, a server, and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shuangyong.carriers.screens.browser import find_chromium
from shuangyong.cli import main

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"
EPOCH = "1795305600"  # 2026-11-22 in Shanghai: tests of the shipped site look at one known day.


def run(*command: str, cwd: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of the environment's commands, such as ``mkdocs``, the way an editor would."""
    bin_dir = Path(sys.executable).parent
    return subprocess.run(
        [str(bin_dir / command[0]), *command[1:]],
        cwd=cwd,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, built strictly."""
    site = tmp_path_factory.mktemp("built") / "site"
    done = run("mkdocs", "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return site


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain static server that answers with the site's own 404 page."""

    def log_message(self, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(folder: Path, handler: type[_Quiet] = _Quiet) -> Iterator[str]:
    """The address at which `folder` is served while the block runs."""
    handler = functools.partial(handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serving(built) as url:
        yield url


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, driven by Playwright: the shell without windows where there is one. `make test` sees to it that there is one."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)
    path = find_chromium()
    assert path, "没有找到 Chromium。请安装 chromium（make test 会替您装），或用环境变量 CHROMIUM 指明它在哪里。"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def small_site(tmp_path: Path):
    """Makes a site of a few files: ``small_site({"stories/2026/x.md": "…"})``; returns its folder. It asks for no sign-off unless told."""

    def make(docs: dict[str, str | bytes], options: str = "", **settings: str) -> Path:
        lines = [f"{key}: {value}" for key, value in settings.items()]
        if "stages" not in options:
            options = f"      stages: []\n{options}"
        config = f"""site_name: 试验站
site_url: https://site.example/
theme: {{name: material, language: zh, font: false}}
{chr(10).join(lines)}
plugins:
  - shuangyong:
{options}
"""
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        for name, content in docs.items():
            file = tmp_path / "docs" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "photos").mkdir(exist_ok=True)
        return tmp_path

    return make


@pytest.fixture
def shuangyong(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in a folder, as ``run("shuangyong", …)`` does but without the cost of a new process."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def command(*words: str, cwd: Path) -> Result:
        monkeypatch.chdir(cwd)
        return CliRunner().invoke(main, words)

    return command
