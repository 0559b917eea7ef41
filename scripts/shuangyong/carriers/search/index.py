"""From entries to the files of the index. FORMAT.md describes them."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .entries import KIND_LABELS, Entry
from .fragments import fragments
from .lexicon import buckets, frequent_words, names, neighbours
from .postings import Postings, postings
from .readings import Reading
from .shards import FOLDER, as_script, called, count_of, sharded
from .variants import variants_of
from .vlq import vlq

VERSION = 1
"""Of the format. The reader refuses any other."""
TERMS_SIZE = 15_000
"""Bytes in a file of postings: some 8 to 10 KB when compressed."""
NAMES_SIZE = 16_000
NEAR_SIZE = 12_000
PER_FOLDER = 500
"""Fragments in one folder: file managers grow slow with many thousands."""


@dataclass(frozen=True)
class Index:
    """Everything the files are made of."""

    entries: Sequence[Entry]
    readings: Sequence[Reading]
    districts: Mapping[str, str]
    """Names by id."""
    synonyms: Sequence[Sequence[str]]
    places: Sequence[str]
    """What the names of places may begin with."""
    numbers: Mapping[str, list[list]]
    """The rows of short numbers, for the lexicon."""


def files(index: Index) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file, deterministic: the same site gives the same bytes."""
    contents = {name: as_script(content) for name, content in _contents(index)}
    edition = hashlib.sha256("\n".join(contents.values()).encode()).hexdigest()[:10]
    for name, content in contents.items():
        yield f"{FOLDER}/{name}.js", called(name, edition, content).encode()


def _contents(index: Index) -> Iterator[tuple[str, Any]]:
    """(name, content) of every file."""
    found = postings(index.readings)
    known = names(index.entries, frequent_words(index.readings), index.synonyms, index.places)
    lexicon = {**buckets(known), **index.numbers}
    near = neighbours(known)
    counts = {
        "terms": count_of((len(code) + 3 * len(term) + 6 for term, code in found.codes.items()), TERMS_SIZE),
        "names": count_of((len(str(row)) for rows in lexicon.values() for row in rows), NAMES_SIZE),
        "near": count_of((sum(map(len, words)) + len(key) + 8 for key, words in near.items()), NEAR_SIZE),
    }
    for folder, content in (("terms", found.codes), ("names", lexicon), ("near", near)):
        for number, part in enumerate(sharded(content, counts[folder])):
            yield f"{folder}/{number}", part
    legend = _Legend(index, found)
    yield "entries", legend.columns
    yield "variants", variants_of({char for char in found.codes if len(char) == 1})
    for number, (entry, starts) in enumerate(zip(index.entries, found.starts, strict=True)):
        for part, content in enumerate(fragments(entry, starts, index.districts)):
            yield f"text/{number // PER_FOLDER}/{number}" + (f"-{part}" if part else ""), content
    yield "start", {"version": VERSION, "count": len(index.entries), "files": counts, "synonyms": index.synonyms, **legend.told}


class _Legend:
    """What all entries are sorted and weighed by, one character or two for each in columns of text."""

    def __init__(self, index: Index, found: Postings):
        self._kinds = list(KIND_LABELS)
        self._districts = [id for id in index.districts if any(entry.district == id for entry in index.entries)]
        self._years = sorted({entry.year for entry in index.entries if entry.year}, reverse=True)
        mean = sum(found.lengths) / len(found.lengths) if found.lengths else 1
        self.told = {
            "kinds": [[kind, KIND_LABELS[kind]] for kind in self._kinds],
            "districts": [[id, index.districts[id]] for id in self._districts],
            "years": self._years,
            "length": round(mean, 1),
        }
        self.columns = {
            "kind": "".join(vlq(self._kinds.index(entry.kind)) for entry in index.entries),
            "district": "".join(vlq(self._districts.index(e.district) + 1 if e.district in self._districts else 0) for e in index.entries),
            "year": "".join(vlq(self._years.index(entry.year) + 1 if entry.year else 0) for entry in index.entries),
            "length": "".join(vlq(_steps(length)) for length in found.lengths),
            "title": "".join(vlq(min(length, 31)) for length in found.titles),
        }


def _steps(length: int) -> int:
    """A length as the number of times that √2 goes into it: as near as ranking needs."""
    return round(2 * math.log2(length)) if length > 1 else 0
