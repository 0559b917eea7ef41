"""Runs the examples of a rule as an editor's files would be run."""

from __future__ import annotations

from collections.abc import Mapping

from making import TODAY
from shuangyong.desk.rules import Finding, Rule, check_text
from shuangyong.desk.rules.desk import Desk
from shuangyong.desk.rules.document import read
from shuangyong.desk.rules.engine import adopt, check_documents, idle_allowances
from shuangyong.desk.rules.rule import Example
from shuangyong.desk.rules.tables import common_names, parse_allowed, parse_names
from shuangyong.manuscripts import captions, checks, reader
from shuangyong.manuscripts.library import Library, id_of, kind_of
from shuangyong.problems import Problem


def findings(rule: Rule, example: str | Example) -> list[Finding]:
    """What is found in an example: in a sentence as a Markdown text, or in a file among others of a small site."""
    if isinstance(example, str):
        return check_text("x.md", example, today=TODAY)
    files = {**example.beside, example.file: example.text}
    found = adopt(problems(files))[0] if rule.adopts else in_a_site(files, example.desk)
    return [finding for finding in found if finding.path == example.file]


def in_a_site(files: Mapping[str, str], tables: Mapping[str, str] | None = None) -> list[Finding]:
    """The findings in these files as a site, by their paths as shown; `tables` are those of the desk."""
    documents = [read(path, text, path.removeprefix("docs/") if path.startswith("docs/") else None) for path, text in files.items()]
    names, allowed = common_names(), ()
    for name, text in (tables or {}).items():
        if name == "names.yml":
            more, wrong = parse_names(text, name)
            names = names + more
        else:
            allowed, wrong = parse_allowed(text, name)
        assert not wrong, wrong
    desk = Desk(TODAY, names, allowed).knowing(documents)
    found = check_documents(documents, desk)
    return found + idle_allowances(desk, found)


def problems(files: Mapping[str, str]) -> list[Problem]:
    """What the models and the site's other checks say of these files."""
    items, albums, found = [], [], []
    for path, text in files.items():
        if path.startswith("docs/"):
            item, wrong = reader.parse(text.encode(), path.removeprefix("docs/"), path)
            items += [item] * (item is not None)
        else:
            folder = path.rpartition("/")[0]
            album, wrong = captions.parse_album(folder.rpartition("/")[2], folder, text)
            albums.append(album)
        found += wrong
    uris = [path.removeprefix("docs/") for path in files if path.startswith("docs/")]
    seen = frozenset((kind_of(uri), id_of(uri)) for uri in uris)
    reading = reader.Reading(Library(items, albums), tuple(found), seen, frozenset(uris), frozenset())
    return [*found, *checks.check(reading, TODAY)]
