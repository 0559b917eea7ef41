"""Seeded stories of real newspaper sentences, written as our site and as a stock Material site.

The sentences lie beside the checkout (``../shared/corpus``) and are never committed. A story
depends on its number alone, so the first 2,000 of 10,000 are the 2,000. There are some 2,300
sentences: each comes up in about six of 2,000 stories, in about thirty of 10,000.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "shared" / "corpus"
SENTENCES, ENTITIES = FOLDER / "sentences.txt", FOLDER / "entities.txt"
SEED = 20260501
MIN_SENTENCES, MAX_SENTENCES = 3, 12
MIN_CLAUSE, MAX_CLAUSE = 5, 22
HEADED_SHARE = 0.25
"""Of the stories of six sentences and more."""
TAGGED_SHARE = 0.4
FIRST_DAY, DAYS = dt.date(2019, 1, 1), 7 * 365
DISTRICTS = {"xuhui": "徐汇", "jingan": "静安", "huangpu": "黄浦", "hongkou": "虹口"}
TAGS = ("甲类稿", "乙类稿", "丙类稿", "丁类稿")
"""No sentence holds one of them: tags must not decide which stories are relevant."""

HEAD = "site_name: 基准\nsite_url: https://bench.example/\n"
OURS = HEAD + "theme: {name: material, language: zh-Hans, font: false}\nplugins: [{shuangyong: {stages: [], lenient: true}}]\n"
STOCK = HEAD + "theme: {name: material, language: zh, font: false}\nnav: [index.md]\nnot_in_nav: '*'\n"
STOCK_SEARCH, STOCK_BARE = STOCK + "plugins: [search]\n", STOCK + "plugins: []\n"


@dataclass(frozen=True)
class Story:
    """One story, before it is written in anybody's format."""

    id: str
    title: str
    blocks: tuple[str, ...]
    """Paragraphs, in order; a heading starts with ``## ``."""
    published: dt.date
    district: str
    tag: str | None

    @property
    def path(self) -> str:
        """Its manuscript's, below ``docs/``."""
        return f"stories/{self.published.year}/{self.id}.md"

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(block[3:] for block in self.blocks if block.startswith("## "))

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block for block in self.blocks if not block.startswith("## "))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Everything a reader may look for; nothing is found across two of them."""
        return (self.title, *self.headings, *self.paragraphs)


def is_there() -> bool:
    return SENTENCES.exists() and ENTITIES.exists()


def read_lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def make_stories(count: int) -> list[Story]:
    sentences = read_lines(SENTENCES)
    return [_make_story(number, sentences) for number in range(count)]


def _make_story(number: int, sentences: list[str]) -> Story:
    chance = random.Random(f"{SEED}:{number}")
    chosen = chance.sample(sentences, chance.randint(MIN_SENTENCES, MAX_SENTENCES))
    title = _clause(chance.choice(chosen), chance)
    blocks = list(chosen)
    if len(chosen) >= 6 and chance.random() < HEADED_SHARE:
        for place in (len(chosen) * 2 // 3, len(chosen) // 3)[: chance.randint(1, 2)]:
            blocks.insert(place, "## " + _clause(chosen[place], chance))
    return Story(
        id=f"s{number}",
        title=title,
        blocks=tuple(blocks),
        published=FIRST_DAY + dt.timedelta(chance.randrange(DAYS)),
        district=chance.choice(tuple(DISTRICTS)),
        tag=chance.choice(TAGS) if chance.random() < TAGGED_SHARE else None,
    )


def _clause(sentence: str, chance: random.Random) -> str:
    """A part of the sentence between two stops that is fit for a title; its beginning where there is none."""
    parts = [part.strip("“”‘’『』 ") for part in re.split(r"[，。；：！？…—]+", sentence)]
    fit = [part for part in parts if MIN_CLAUSE <= len(part) <= MAX_CLAUSE]
    return chance.choice(fit) if fit else parts[0][:MAX_CLAUSE] or sentence[:MAX_CLAUSE]


# --- Written -------------------------------------------------------------------------------------

_OUT = "published: 2026-01-01\n"


def write_ours(folder: Path, stories: list[Story]) -> Path:
    """A site in our own format; gate off, no photos."""
    _write(folder / "mkdocs.yml", OURS)
    docs = folder / "docs"
    _write(docs / "index.md", f"---\ntitle: 首页\n{_OUT}---\n\n首页。\n")
    source = f"---\ntitle: 语料\n{_OUT}source_kind: 语料\nrights: 公开\n---\n\n语料。\n"
    _write(docs / "sources" / "corpus.md", source)
    for district, short in DISTRICTS.items():
        _write(docs / "districts" / f"{district}.md", f"---\ntitle: {short}区\nshort: {short}\ncity: 上海市\n---\n")
    for story in stories:
        tags = f"tags: [{story.tag}]\n" if story.tag else ""
        front = f"published: {story.published}\ndistrict: {story.district}\nsources: [corpus]\n{tags}"
        _write(docs / story.path, _manuscript(story, front))
    return folder


def write_stock(folder: Path, stories: list[Story], config: str) -> Path:
    """The same text for stock Material: the title is all it knows of our front matter."""
    _write(folder / "mkdocs.yml", config)
    _write(folder / "docs" / "index.md", "---\ntitle: 首页\n---\n\n首页。\n")
    for story in stories:
        _write(folder / "docs" / story.path, _manuscript(story, ""))
    return folder


def _manuscript(story: Story, front: str) -> str:
    # A JSON string is a YAML string, whatever stands in it.
    title = json.dumps(story.title, ensure_ascii=False)
    return f"---\ntitle: {title}\n{front}---\n\n" + "\n\n".join(story.blocks) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
