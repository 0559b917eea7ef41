"""The lines that a run prints: every number beside its aim."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator, Mapping, Sequence

from .engines import Search
from .indexing import Index
from .measuring import Measured, Quality, median, p95_ms

WORST = 5


def heading(stories: int, names: int) -> str:
    """The other programs of the machine are told, too: they are in every time below."""
    return (
        f"{stories} 篇故事，{names} 个名字；字节为 gzip 后，1 KB 为 1024 字节；延迟在网页里量，没有网络；此刻负载 {os.getloadavg()[0]:.1f}"
    )


def tell_engine(name: str, measured: Measured, found: Quality, index: Index | None, remark: str = "") -> Iterator[str]:
    firsts, later = measured.firsts, measured.later
    yield (
        f"{name}：recall@10 {found.recall:.3f}，MRR {found.reciprocal_rank:.3f}，precision@10 {found.precision:.3f}"
        f"（没有结果的 {found.empty} 个，出错的 {measured.failed} 次）"
    )
    yield (
        f"  首次 {_kb(firsts):.1f} KB、{median(firsts, lambda it: it.requests):.0f} 个请求、{median(firsts, lambda it: it.ms):.0f} 毫秒"
        f"（{len(firsts)} 次的中位数）；以后 {_kb(later):.1f} KB、{median(later, lambda it: it.requests):.0f} 个请求、"
        f"中位 {median(later, lambda it: it.ms):.0f} 毫秒、p95 {p95_ms(later):.0f} 毫秒"
    )
    if ready := [it.ready_ms for it in firsts if it.ready_ms is not None]:
        yield f"  每打开一页都取整个索引，{statistics.median(ready):.0f} 毫秒后才能搜；首次的毫秒数从那以后算，字节算在内"
    if index:
        yield f"  建索引 {_told(index)}{remark}"


def _told(index: Index) -> str:
    memory = f"，内存峰值 {index.mb:.0f} MB" if index.mb else ""
    files = f"，{index.files} 个文件共 {index.size / 1024:.0f} KB" if index.files else ""
    busy = f"（处理器 {index.busy_s:.2f} 秒）" if index.busy_s else ""
    return f"{index.seconds:.2f} 秒{busy}{memory}{files}"


def _kb(searches: Sequence[Search]) -> float:
    return median(searches, lambda it: it.size) / 1024


def tell_ours(measured: Measured, slowly: Sequence[Search], cold: Index, again: Index) -> Iterator[str]:
    """What only our search is asked."""
    before = median(measured.firsts, lambda it: it.before) / 1024
    yield f"  逐字键入的首次 {_kb(slowly):.1f} KB；首次的字节里按 / 之前已取 {before:.1f} KB"
    yield (
        f"  读稿和渲染 {cold.rendering_s:.1f} 秒、内存峰值 {cold.rendered_mb:.0f} MB，各载体共用，不算在内；"
        f"改一篇再建索引 {again.seconds:.2f} 秒"
    )


def tell_aims(aims: Mapping[str, tuple[float, str, float]]) -> Iterator[str]:
    """One line for each aim: its name, then value, ``≥`` or ``≤``, and the bound."""
    for name, (value, sign, bound) in aims.items():
        is_met = value >= bound if sign == "≥" else value <= bound
        yield f"  目标 {name} {sign} {bound:g}：{value:.3f}，{'达到' if is_met else '没有达到'}"


def tell_missed(found: Quality) -> Iterator[str]:
    if found.missed:
        yield f"  没有找全的 {len(found.missed)} 个，最差的：{'、'.join(found.missed[:WORST])}"


def tell_ranking(ndcgs: Mapping[str, Mapping[str, float]], ours: str) -> Iterator[str]:
    """`ndcgs`: of each engine, of each query."""
    means = "，".join(f"{name} {statistics.mean(of.values()):.3f}" for name, of in ndcgs.items())
    yield f"常用词 {len(next(iter(ndcgs.values())))} 个，nDCG@10 平均：{means}"
    mine = ndcgs.get(ours, {})
    for query in sorted(mine, key=mine.__getitem__)[:WORST]:
        others = "，".join(f"{name} {of[query]:.3f}" for name, of in ndcgs.items() if name != ours)
        yield f"  最差的：{query} {mine[query]:.3f}" + (f"（{others}）" if others else "")


def tell_growth(small: Index, large: Index, factor: float, peer: tuple[Index, Index] | None) -> Iterator[str]:
    """How index time and memory grew when there were `factor` times as many stories."""
    yield (
        f"故事多到 {factor:g} 倍：索引时间 {large.seconds / small.seconds:.2f} 倍（处理器时间 {large.busy_s / small.busy_s:.2f} 倍），"
        f"内存峰值 {large.mb / small.mb:.2f} 倍"
    )
    if peer:
        yield f"  Pagefind：索引时间 {peer[1].seconds / peer[0].seconds:.2f} 倍，内存峰值 {peer[1].mb / peer[0].mb:.2f} 倍"
    if small.rendered_mb and large.rendered_mb:
        rendered, added = (
            f"{old:.0f} 和 {new:.0f} MB" for old, new in ((small.rendered_mb, large.rendered_mb), (small.added_mb, large.added_mb))
        )
        yield f"  其中读稿和渲染已占 {rendered}，索引另加 {added}"
