"""What Git remembers of the manuscripts: which commit brought a sign-off, and how a text looked then.

Git is asked through its own program, twice for a whole site; where there is none, or the
folder is not under Git, there is no history and nobody is stopped.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...manuscripts import frontmatter
from ...manuscripts.models import SignOff

_FIELDS = ("%H", "%an", "%ae", "%cs")
"""Commit, author's name and address as he wrote them (a .mailmap can be edited by anybody), date."""
_MARK = "\x01"
_DIGEST = re.compile(rb"v\d+:[0-9a-f]{64}(?:-[0-9a-f]{6}){5}")


@dataclass(frozen=True)
class Commit:
    id: str
    author: str
    email: str
    date: str
    """``YYYY-MM-DD``, when it was made."""
    is_cut_off: bool = False
    """Whether what came before it is not here: then it only seems to have brought everything in it."""

    @property
    def name(self) -> str:
        return f"{self.author}（{self.date}，提交 {self.id[:7]}）"


@dataclass(frozen=True)
class Version:
    """A file as a commit left it."""

    commit: Commit
    path: str
    """Below the folder of the repository."""
    blob: str
    """Git's own name for the bytes; empty where the commit took the file away."""


class History:
    """The past of one folder's files."""

    def __init__(self, top: Path, folder: Path):
        self.top, self.folder = top, folder
        self._blobs: dict[str, bytes | None] = {}
        self._files: dict[tuple[str, str | None], bytes | None] = {}

    @classmethod
    def of(cls, folder: Path) -> History | None:
        """None where Git is not installed, or the folder is not part of a repository."""
        told = _git(folder, "rev-parse", "--show-toplevel")
        return cls(Path(told.decode().strip()).resolve(), folder.resolve()) if told else None

    def path_of(self, file: Path) -> str | None:
        """A file's path in the repository; None where it lies outside."""
        try:
            return file.resolve().relative_to(self.top).as_posix()
        except ValueError:
            return None

    def versions(self, file: Path) -> tuple[Version, ...]:
        """Every version of a file below the folder, the newest first."""
        return self._versions.get(self.path_of(file) or "", ())

    def last_change(self, file: Path) -> Commit | None:
        """The commit that last touched any file of the repository."""
        path = self.path_of(file)
        told = _git(self.top, "log", "-1", f"--format={'%x00'.join(_FIELDS)}", "--", path) if path else None
        return _commit(told.decode("utf-8", "replace").strip(), frozenset()) if told else None

    def is_committed(self, file: Path) -> bool:
        """Whether a file is in the repository as it lies in the folder."""
        path = self.path_of(file)
        return bool(path) and _git(self.top, "status", "--porcelain", "--", path) == b""

    def read(self, version: Version) -> bytes | None:
        """The file's bytes; None where the commit took it away."""
        self._fetch([version.blob])
        return self._blobs[version.blob]

    def at(self, commit: Commit, file: Path) -> bytes | None:
        """The bytes of any file of the repository as they were with a commit."""
        key = (commit.id, self.path_of(file))
        if key not in self._files:
            self._files[key] = _git(self.top, "cat-file", "blob", f"{key[0]}:{key[1]}") if key[1] else None
        return self._files[key]

    def bringing(self, file: Path, record: SignOff) -> tuple[Version, ...]:
        """The versions in which a sign-off appeared that the version before did not have, the newest first."""
        versions = self.versions(file)
        self._fetch(version.blob for version in versions)
        has = [record in self._records(version) for version in versions] + [False]
        return tuple(version for place, version in enumerate(versions) if has[place] and not has[place + 1])

    def elsewhere(self, digest: str) -> Version | None:
        """The oldest version of any file below the folder that holds a digest."""
        return self._by_digest.get(digest.encode())

    @cached_property
    def _by_digest(self) -> Mapping[bytes, Version]:
        everything = [version for versions in self._versions.values() for version in versions]
        self._fetch(version.blob for version in everything)
        return {found: version for version in everything for found in _DIGEST.findall(self._blobs[version.blob] or b"")}

    def _records(self, version: Version) -> tuple[SignOff, ...]:
        data = self._blobs[version.blob]
        return records_in(data) if data and b"review" in data else ()

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Version, ...]]:
        found: dict[str, list[Version]] = {}
        for version in self._log("--full-history", "--topo-order"):
            found.setdefault(version.path, []).append(version)
        return {path: tuple(versions) for path, versions in found.items()}

    def _log(self, *words: str) -> Iterator[Version]:
        """What each commit did to the files below the folder."""
        form = _MARK + "%x00".join(_FIELDS)
        told = _git(self.folder, "log", *words, "--raw", "-z", "--no-abbrev", "--no-renames", f"--format={form}", "--", ".") or b""
        for piece in told.decode("utf-8", "surrogateescape").split(_MARK)[1:]:
            head, *rest = piece.split("\0")
            fields = [head, *rest[: len(_FIELDS) - 1]]
            commit = _commit("\0".join(fields), self._cut_off)
            # Then, for each file: ":modes blob blob letter", and its path.
            changes = iter(rest[len(_FIELDS) - 1 :])
            for change in changes:
                if (words_of := change.strip().lstrip(":").split(" "))[0] and len(words_of) == 5:
                    blob = words_of[3]
                    yield Version(commit, next(changes), "" if set(blob) == {"0"} else blob)

    @cached_property
    def _cut_off(self) -> frozenset[str]:
        """The commits at which a shallow clone ends."""
        told = _git(self.folder, "rev-parse", "--git-path", "shallow")
        file = self.folder / told.decode().strip() if told else None
        return frozenset(file.read_text(encoding="ascii").split()) if file and file.is_file() else frozenset()

    def _fetch(self, blobs: Iterable[str]) -> None:
        """Read these blobs, all at once."""
        self._blobs.setdefault("", None)
        wanted = [blob for blob in dict.fromkeys(blobs) if blob not in self._blobs]
        if not wanted:
            return
        told = _git(self.top, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode()) or b""
        at = 0
        for blob in wanted:
            end = told.find(b"\n", at)
            head = told[at:end].split() if end >= 0 else []
            if len(head) != 3:
                self._blobs[blob], at = None, end + 1
                continue
            size = int(head[2])
            self._blobs[blob], at = told[end + 1 : end + 1 + size], end + size + 2


def _commit(line: str, cut_off: frozenset[str]) -> Commit:
    id, author, email, date = (line.split("\0") + [""] * len(_FIELDS))[: len(_FIELDS)]
    return Commit(id, author, email, date, id in cut_off)


def records_in(data: bytes) -> tuple[SignOff, ...]:
    """The sign-offs in a manuscript's bytes; none where they cannot be read."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    front, _ = frontmatter.split("", text)
    listed = front.data.get("review") if front else None
    return tuple(_records(listed if isinstance(listed, list) else []))


def _records(listed: list) -> Iterator[SignOff]:
    for entry in listed:
        try:
            yield SignOff.model_validate(entry)
        except ValueError:
            continue


def identity(folder: Path) -> tuple[str, str] | None:
    """The name and address by which a commit made here would go; None without Git."""
    name, email = (_git(folder, "config", key) for key in ("user.name", "user.email"))
    return ((name or b"").decode().strip(), (email or b"").decode().strip()) if name or email else None


def _git(folder: Path, *words: str, given: bytes | None = None) -> bytes | None:
    """What Git says; None where it cannot. It neither asks back nor writes."""
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    settings = ("-c", "core.quotepath=off", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false")
    try:
        command = ["git", "--no-pager", *settings, *words]
        done = subprocess.run(command, cwd=folder, input=given, capture_output=True, env=os.environ | quiet)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
