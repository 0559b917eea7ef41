"""Where Chromium is, and the flags it measures with."""

from __future__ import annotations

import os
import shutil

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip


def find_chromium() -> str | None:
    """The program's path; None where there is none. Not the shell that the tests prefer: figures stay those of a browser with windows."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
