"""One run: the smaller site with all three searches, the larger with those that can bear it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from .._serving import Served, serving
from . import corpus, indexing, judging, measuring, queries, report
from .engines import Engine, Material, Ours, Pagefind
from .indexing import Index
from .measuring import Measured
from .plan import FIRST_KB, FIRST_KB_LARGE, INDEX_RUNS, INDEX_RUNS_LARGE, LATER_KB, LINEAR, MRR, P95_MS, RECALL, SHARE_OF_PAGEFIND, Plan


@dataclass
class Ground:
    """The stories of one size of site, what is asked of them, and what came of it."""

    stories: list[corpus.Story]
    names: list[queries.Query]
    measured: dict[str, Measured] = field(default_factory=dict)
    """By the engine's name."""

    @classmethod
    def of(cls, count: int, asked: int) -> Ground:
        stories = corpus.make_stories(count)
        return cls(stories, queries.choose(stories, asked))

    @property
    def count(self) -> int:
        return len(self.stories)

    @property
    def address(self) -> str:
        """Of the story from which readers search."""
        return self.stories[0].path.removesuffix(".md") + "/"


class Bench:
    """What the steps of a run share."""

    def __init__(self, plan: Plan, browser, pagefind: Path, folder: Path):
        self.plan, self.browser, self.program, self.folder = plan, browser, pagefind, folder
        self.judge = judging.Judge.read()
        self.ours: dict[int, Index] = {}
        """Our index from nothing, by the number of stories."""
        self.again: dict[int, Index] = {}
        """Ours after a change."""
        self.theirs: dict[int, Index] = {}
        """Pagefind's."""

    def run(self) -> Iterator[str]:
        yield from self._small(Ground.of(self.plan.stories, self.plan.queries))
        if self.plan.large:
            yield from self._large(Ground.of(self.plan.large, self.plan.queries))

    # --- The smaller site ------------------------------------------------------------------------

    def _small(self, ground: Ground) -> Iterator[str]:
        yield report.heading(ground.count, len(ground.names))
        if ground.count == judging.DIGEST_STORIES and judging.digest(self.judge, ground.stories) != self.judge.digest:
            yield "注意：评分与 judgements.yml 写定时不同。"
        stock = corpus.write_stock(self.folder / "bare", ground.stories, corpus.STOCK_BARE)
        bare_s = indexing.build(stock)
        self._index(ground, stock / "site", INDEX_RUNS)
        if "ours" in self.plan.only:
            yield from self._our_small(ground)
        if "material" in self.plan.only:
            yield from self._material(ground, bare_s)
        if "pagefind" in self.plan.only:
            yield from self._pagefind(ground, stock / "site")
        yield from self._aims(ground, FIRST_KB)
        yield from self._ranking(ground)

    def _our_small(self, ground: Ground) -> Iterator[str]:
        folder = corpus.write_ours(self.folder / "ours", ground.stories)
        indexing.build(folder)
        with serving(folder / "site") as served:
            yield from self._measure_ours(ground, served)

    def _index(self, ground: Ground, stock: Path, runs: int) -> None:
        """Ours and Pagefind's by turns, so that both meet the same moods of the machine."""
        ours, theirs = [], []
        for number in range(runs):
            folder = corpus.write_ours(self.folder / f"manuscripts-{ground.count}-{number}", ground.stories)
            if "ours" in self.plan.only:
                ours.append(indexing.index_ours(folder, self._index_folder(ground.count)))
            if "pagefind" in self.plan.only:
                theirs.append(indexing.index_pagefind(self.program, stock))
        if ours:
            self.ours[ground.count] = min(ours, key=lambda it: it.seconds)
            indexing.change_a_story(folder, ground.stories)
            self.again[ground.count] = indexing.index_ours(folder, self.folder / "index-again")
        if theirs:
            self.theirs[ground.count] = min(theirs, key=lambda it: it.seconds)

    def _index_folder(self, count: int) -> Path:
        return self.folder / f"index-{count}"

    def _measure_ours(self, ground: Ground, served: Served) -> Iterator[str]:
        it = self._measure(ground, Ours(self.browser, served, ground.address))
        apart = Ours(self.browser, served, ground.address, keys_apart=True)
        slowly = [apart.first(query.text) for query in ground.names[: (self.plan.firsts + 1) // 2]]
        found = measuring.quality(it, ground.names)
        yield from report.tell_engine(Ours.name, it, found, self.ours[ground.count])
        yield from report.tell_ours(it, slowly, self.ours[ground.count], self.again[ground.count])
        yield from report.tell_missed(found)

    def _measure(self, ground: Ground, engine: Engine) -> Measured:
        it = measuring.measure(engine, ground.names, self.judge.queries, self.plan.firsts)
        ground.measured[engine.name] = it
        return it

    def _material(self, ground: Ground, bare_s: float) -> Iterator[str]:
        stock = corpus.write_stock(self.folder / "stock", ground.stories, corpus.STOCK_SEARCH)
        index = Index(indexing.build(stock) - bare_s)
        with serving(stock / "site") as served:
            it = self._measure(ground, Material(self.browser, served, ground.address))
        remark = f"（有搜索的生成减去没有搜索的 {bare_s:.1f} 秒）"
        if not find_spec("jieba"):
            yield "注意：没有安装 jieba，Material 不会分词。"
        yield from report.tell_engine(Material.name, it, measuring.quality(it, ground.names), index, remark)

    def _pagefind(self, ground: Ground, site: Path) -> Iterator[str]:
        with serving(site) as served:
            it = self._measure(ground, Pagefind(self.browser, served, ground.address))
        yield from report.tell_engine(Pagefind.name, it, measuring.quality(it, ground.names), self.theirs[ground.count])

    def _ranking(self, ground: Ground) -> Iterator[str]:
        grades = {query: self.judge.grades(query, ground.stories) for query in self.judge.queries}
        yield from report.tell_ranking({name: measuring.ndcgs(it, grades) for name, it in ground.measured.items()}, Ours.name)

    # --- The larger ------------------------------------------------------------------------------

    def _large(self, ground: Ground) -> Iterator[str]:
        yield report.heading(ground.count, len(ground.names))
        yield "Material 不量：它要读者先取整个索引"
        stock = corpus.write_stock(self.folder / "bare-large", ground.stories, corpus.STOCK_BARE)
        if "pagefind" in self.plan.only:
            indexing.build(stock)
        self._index(ground, stock / "site", INDEX_RUNS_LARGE)
        if "ours" in self.plan.only:
            yield from self._our_large(ground)
        if "pagefind" in self.plan.only:
            yield from self._pagefind(ground, stock / "site")
        yield from self._aims(ground, FIRST_KB_LARGE)
        yield from self._growth(ground)

    def _our_large(self, ground: Ground) -> Iterator[str]:
        yield f"本系统的网页取自 {self.plan.stories} 篇的网站，索引是 {ground.count} 篇的：网页不随篇数变"
        old, new = self._index_folder(self.plan.stories), self._index_folder(ground.count)
        site = indexing.with_index(self.folder / "ours" / "site", old, new, ground.address, self.folder / "large")
        with serving(site) as served:
            yield from self._measure_ours(ground, served)

    def _growth(self, ground: Ground) -> Iterator[str]:
        if ground.count not in self.ours:
            return
        small, large = self.ours[self.plan.stories], self.ours[ground.count]
        peer = (self.theirs[self.plan.stories], self.theirs[ground.count]) if ground.count in self.theirs else None
        factor = ground.count / self.plan.stories
        yield from report.tell_growth(small, large, factor, peer)
        aims = {"索引时间倍数": large.seconds / small.seconds, "索引另加的内存倍数": large.added_mb / small.added_mb}
        yield from report.tell_aims({name: (value, "≤", factor * LINEAR) for name, value in aims.items()})

    # --- Against the aims ------------------------------------------------------------------------

    def _aims(self, ground: Ground, first_kb: float) -> Iterator[str]:
        if Ours.name not in ground.measured:
            return
        it = ground.measured[Ours.name]
        found = measuring.quality(it, ground.names)
        aims = {
            "recall@10": (found.recall, "≥", RECALL),
            "MRR": (found.reciprocal_rank, "≥", MRR),
            "首次 KB": (measuring.median(it.firsts, lambda one: one.size) / 1024, "≤", first_kb),
            "以后 KB": (measuring.median(it.later, lambda one: one.size) / 1024, "≤", LATER_KB),
            "p95 毫秒": (measuring.p95_ms(it.later), "≤", P95_MS),
        }
        if ground.count in self.theirs:
            ratio = self.ours[ground.count].seconds / self.theirs[ground.count].seconds
            aims["索引时间与 Pagefind 之比"] = (ratio, "≤", SHARE_OF_PAGEFIND)
        yield f"{Ours.name}，{ground.count} 篇："
        yield from report.tell_aims(aims)
