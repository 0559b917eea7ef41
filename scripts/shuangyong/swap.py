"""Build aside, then swap: visitors see the old site or the new one, never half of one."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def build_aside(config_file: Path, strict: bool = False) -> Path:
    """Build the site of `config_file` and put it in place of the earlier one; returns its folder.

    Whatever goes wrong before the swap leaves the earlier site as it was. Raises what
    MkDocs raises.
    """
    final = Path(load_config(str(config_file)).site_dir)
    aside, old = (final.with_name(f".{final.name}-{end}") for end in ("new", "old"))
    _remove(aside, old)
    config = load_config(str(config_file), site_dir=str(aside), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
        _swap(final, aside, old)
    finally:
        config.plugins.on_shutdown()
        _remove(aside, old)
    return final


def _swap(final: Path, aside: Path, old: Path) -> None:
    """`aside` takes the place of `final`, which waits as `old`, to come back if that fails."""
    if final.exists():
        final.rename(old)
    try:
        aside.rename(final)
    except OSError:
        if old.exists():
            old.rename(final)
        raise


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
