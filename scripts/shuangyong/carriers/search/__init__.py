"""The search: an index in small files, of which a reader's browser fetches the few that his query needs."""

from __future__ import annotations

from collections.abc import Iterator

from ...machine import undisturbed
from ...manuscripts.library import Publishable
from ...site import Site
from .. import CarrierOptions, Output, PageView

name = "search"

PAGE = "search/index.md"


class Options(CarrierOptions):
    """Nothing to set: what is published can be found."""


commands = ()


def outputs(publishable: Publishable, options: Options) -> Iterator[Output]:
    """The page of the search, and its index below ``search/data/``. FORMAT.md describes the files.

    While an editor looks on, the index comes `later`; to a check it is nothing.
    """
    assert options.site is not None
    yield Output(PAGE, b"", PageView("search.html", "搜索", "搜故事、品牌项目、国防教育基地和资料里的每一处文字。"))
    if not (options.site.is_preview or options.site.is_check):
        yield from _index_files(publishable, options.site)


def later(publishable: Publishable, options: Options) -> Iterator[Output]:
    """The index, for a preview that need not wait for it."""
    assert options.site is not None
    yield from _index_files(publishable, options.site)


def _index_files(publishable: Publishable, site: Site) -> Iterator[Output]:
    # They load a dictionary of readings and one of words, for which no other command should wait.
    from .entries import entries_of, names_of, places_of
    from .index import Index, files
    from .lexicon import numbers
    from .readings import read_all

    entries = entries_of(publishable, site)
    districts = {item.id: item.title for item in publishable.of("district")}
    found = read_all(entries, names_of(publishable), site.cache)
    index = Index(entries, found, districts, _simplified(site.synonyms), places_of(publishable), numbers(publishable, entries))
    with undisturbed():
        made = list(files(index))
    for path, data in made:
        yield Output(path, data)


def _simplified(groups: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """Words in the characters in which the index knows them."""
    from .variants import SIMPLIFIED

    return [["".join(SIMPLIFIED.get(char, char) for char in word) for word in group] for group in groups]
