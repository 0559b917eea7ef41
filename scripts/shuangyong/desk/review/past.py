"""What was signed, as it looked then: rebuilt from Git, with the figures and captions of that day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...manuscripts import files
from ...manuscripts.captions import CAPTIONS, LOCK, Album, Photo, parse_album
from ...manuscripts.library import Library, Manuscript
from ...manuscripts.models import Exhibition, SignOff
from ...manuscripts.reader import parse
from ...photos.album import lock_in
from ..block import CannotCut, without
from .approvals import judge
from .desk import Desk
from .digest import Material, changed_parts, digest, is_whole, version_of
from .history import Commit, History, Version, records_in
from .material import gather


@dataclass(frozen=True)
class Past:
    """A manuscript as a commit left it."""

    commit: Commit
    material: Material


def _owners(then: Mapping[str, Any], now: Mapping[str, Any], is_same_text: bool) -> tuple[str, ...]:
    """The sources or albums of what is not as it was.

    What a changed text no longer names, or names anew, is the text's own doing, and nobody else's.
    """
    known = dict.fromkeys((*then, *now)) if is_same_text else [id for id in then if id in now]
    changed = (id for id in known if then.get(id) != now.get(id))
    return tuple(dict.fromkeys(id.partition("/")[0] for id in changed))


def _by(commit: Commit | None) -> str:
    return f"{commit.name}改的" if commit else "改动还没有提交"


class Pasts:
    """Looks up earlier states of the desk's manuscripts."""

    def __init__(self, desk: Desk, history: History, photos_dir: Path):
        self._desk, self._history, self._photos_dir = desk, history, photos_dir
        self._states: dict[tuple[str, str], Past | None] = {}

    def signed_as(self, item: Manuscript, record: SignOff) -> Past | None:
        """What a sign-off was given on; None where no commit has it."""
        file = self._desk.docs_dir / item.src_uri
        for version in (*self._history.bringing(file, record), *self._history.versions(file)):
            past = self._state(version, item.src_uri)
            if past and self._is_text_of(past.material, record):
                return past
        return self._moved(record)

    def last_approved(self, item: Manuscript) -> Past | None:
        """The newest state that carried every sign-off the site asks for, on just that text."""
        for version in self._history.versions(self._desk.docs_dir / item.src_uri):
            data = self._history.read(version)
            final = self._final(records_in(data)) if data and b"review" in data else None
            past = self._state(version, item.src_uri) if final else None
            if past and self._is_text_of(past.material, final):
                return past
        return None

    def _final(self, records: Sequence[SignOff]) -> SignOff | None:
        """The last of a whole set of sign-offs on one text; None where the set is not whole."""
        desk = self._desk
        for last in records:
            judged = judge(records, lambda _, last=last: last.digest, desk.stages, desk.signers, desk.today)
            held = [each.record for each in judged if each.holds and each.record.stage in desk.stages]
            if len(held) == len(desk.stages) and held[-1] == last:
                return last
        return None

    def changed_by(self, item: Manuscript, record: SignOff, past: Past) -> tuple[str, ...]:
        """Who changed what was signed, in words, one for each file that is not as it was."""
        then, now = past.material, self._desk.material(item)
        is_same_text = then.text == now.text
        told = [] if is_same_text else [_by(self._first_other(item, record))]
        for id in _owners(dict(then.figures), dict(now.figures), is_same_text):
            source = self._desk.library.get("source", id)
            told += [f"{source.path}：{_by(self._last(self._desk.docs_dir / source.src_uri))}"] if source else []
        captions = ({id: said for id, _, said in each.photos} for each in (then, now))
        for id in _owners(*captions, is_same_text):
            told.append(f"相册 {id} 的图注：{_by(self._last(self._photos_dir / id / CAPTIONS))}")
        return tuple(told)

    def _first_other(self, item: Manuscript, record: SignOff) -> Commit | None:
        """The commit that first left the manuscript's own text other than it was signed; None where none did."""
        newer: Commit | None = None
        for version in self._history.versions(self._desk.docs_dir / item.src_uri):
            state = self._state(version, item.src_uri)
            if state and self._is_text_of(state.material, record):
                return newer
            newer = version.commit
        return None

    def _last(self, file: Path) -> Commit | None:
        """The commit that last touched a file; None where it has been changed since."""
        commit = self._history.last_change(file)
        is_as_committed = commit and file.is_file() and self._history.at(commit, file) == file.read_bytes()
        return commit if is_as_committed else None

    def _moved(self, record: SignOff) -> Past | None:
        """The same in a file of another name."""
        version = self._history.elsewhere(record.digest)
        if version is None:
            return None
        docs = self._history.path_of(self._desk.docs_dir)
        prefix = "" if docs in (None, ".") else f"{docs}/"
        return self._state(version, version.path.removeprefix(prefix))

    @staticmethod
    def _is_text_of(material: Material, record: SignOff) -> bool:
        if not is_whole(record.digest):
            return False
        now = digest(material, version_of(record.digest) or "")
        return not {"text", "place"} & set(changed_parts(record.digest, now))

    def _state(self, version: Version, src_uri: str) -> Past | None:
        key = (version.commit.id, src_uri)
        if key not in self._states:
            self._states[key] = self._rebuilt(version, src_uri)
        return self._states[key]

    def _rebuilt(self, version: Version, src_uri: str) -> Past | None:
        """None where the commit took the file away, or where today's reader cannot read it."""
        data = self._history.read(version)
        item = parse(data, src_uri, src_uri)[0] if data else None
        if item is None:
            return None
        try:
            text = without(item, files.decode(src_uri, data)[0] or "")
        except CannotCut:
            return None
        commit = version.commit
        library = Library([item, *self._sources(item, commit)], self._albums(item, commit))
        files_of = (path for path in item.linked_paths | item.played_paths if not path.lower().endswith(".md"))
        linked = frozenset(path for path in files_of if self._file_sha(commit, path))
        material = gather(
            item, text, library, linked, lambda photo: self._photo_sha(commit, photo), lambda path: self._file_sha(commit, path)
        )
        return Past(commit, material)

    def _sources(self, item: Manuscript, commit: Commit) -> Iterator[Manuscript]:
        """The sources whose figures it cites, as they were."""
        for id in dict.fromkeys(target.partition("/")[0] for kind, target in item.mentions if kind == "figure"):
            known = self._desk.library.get("source", id)
            src_uri = known.src_uri if known else f"sources/{id}.md"
            data = self._history.at(commit, self._desk.docs_dir / src_uri)
            source = parse(data, src_uri, src_uri)[0] if data and src_uri != item.src_uri else None
            if source:
                yield source

    def _albums(self, item: Manuscript, commit: Commit) -> Iterator[Album]:
        """The albums whose photos it shows, as their captions were."""
        ids = [target.partition("/")[0] for kind, target in item.mentions if kind == "photo"]
        ids += [item.meta.album] if isinstance(item.meta, Exhibition) and item.meta.album else []
        for id in dict.fromkeys(ids):
            data = self._history.at(commit, self._photos_dir / id / CAPTIONS)
            text = files.decode(id, data)[0] if data else None
            if text:
                yield parse_album(id, id, text)[0]

    def _photo_sha(self, commit: Commit, photo: Photo) -> str | None:
        """As the lock of that day says; a photo that no lock holds is taken to be what it is now."""
        data = self._history.at(commit, self._photos_dir / photo.album / LOCK)
        locked = lock_in(data.decode("utf-8", "surrogateescape")) if data else {}
        now = self._desk.library.photo(photo.id)
        return locked.get(photo.caption.file) or (self._desk.photo_sha(now) if now else None)

    def _file_sha(self, commit: Commit, path: str) -> str | None:
        data = self._history.at(commit, self._desk.docs_dir / path)
        return hashlib.sha256(data).hexdigest() if data is not None else None
