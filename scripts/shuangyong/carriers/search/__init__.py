"""The search: an index in small files, of which a reader's browser fetches the few that his query needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from ...manuscripts.library import Publishable
from ...site import Site
from .. import CarrierOptions, Output, PageView
from .entries import entries_of, names_of, places_of
from .index import Index, files
from .lexicon import numbers
from .readings import read_all
from .variants import SIMPLIFIED

name = "search"

PAGE = "search/index.md"


class Options(CarrierOptions):
    """Nothing to set: what is published can be found."""


commands = ()


def outputs(publishable: Publishable, options: Options) -> Iterator[Output]:
    """The page of the search, and its index below ``search/data/``. FORMAT.md describes the files.

    While an editor looks on, the index comes `later`.
    """
    assert options.site is not None
    yield Output(PAGE, b"", PageView("search.html", "搜索", "搜故事、品牌项目、国防教育基地和资料里的每一处文字。"))
    if not options.site.is_preview:
        yield from _index_files(publishable, options.site)


def later(publishable: Publishable, options: Options) -> Iterator[Output]:
    """The index, for a preview that need not wait for it."""
    assert options.site is not None
    yield from _index_files(publishable, options.site)


def _index_files(publishable: Publishable, site: Site) -> Iterator[Output]:
    entries = entries_of(publishable, site)
    districts = {item.id: item.title for item in publishable.of("district")}
    found = read_all(entries, names_of(publishable), site.cache)
    index = Index(entries, found, districts, _simplified(site.synonyms), places_of(publishable), numbers(publishable, entries))
    with _undisturbed():
        made = list(files(index))
    for path, data in made:
        yield Output(path, data)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of cycles: there are none here, and it would look through the whole library again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _simplified(groups: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """Words in the characters in which the index knows them."""
    return [["".join(SIMPLIFIED.get(char, char) for char in word) for word in group] for group in groups]
