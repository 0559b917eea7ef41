"""Lighthouse's word on six pages of the repository's own site, as on a phone: the median of three runs.

The site is built for the address at which it is served, so that its canonical links are judged fairly.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from ._chromium import FLAGS, find_chromium
from ._serving import serving

REPOSITORY = Path(__file__).parents[1]
TOOL = REPOSITORY / "benchmarks" / "lighthouse_tool"
RUNS = 3
PAGES = {
    "首页": "",
    "故事列表": "stories/",
    "故事": "stories/2026/hongfanchuan-caidan/",
    "基地": "bases/qianxuesen/",
    "影像展": "exhibitions/xuanchuanhua/",
    "数字": "numbers/",
}
CATEGORIES = {"performance": "性能", "accessibility": "无障碍", "best-practices": "最佳做法", "seo": "搜索优化"}


def run() -> Iterator[str]:
    chromium = find_chromium()
    if not shutil.which("npm") or not chromium:
        yield "没有 npm 或 Chromium，跳过。"
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        program = _install(home / "tool")
        (home / "site").mkdir()
        with serving(home / "site") as served:
            _build(home, served.url)
            for name, path in PAGES.items():
                reports = [_look(program, chromium, served.url + path, home) for _ in range(RUNS)]
                yield f"{name}：{_told(reports)}"
                yield from (f"  没过：{audit}" for audit in _failing(reports))


def _install(folder: Path) -> Path:
    """Lighthouse's program, installed away from the repository."""
    shutil.copytree(TOOL, folder, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder / "node_modules" / "lighthouse" / "cli" / "index.js"


def _build(home: Path, url: str) -> None:
    config = home / "mkdocs.yml"
    lines = (f"INHERIT: {REPOSITORY / 'mkdocs.yml'}", f"docs_dir: {REPOSITORY / 'docs'}", f"site_url: {url}", "watch: []")
    config.write_text("\n".join(lines), encoding="utf-8")
    # Photos lie beside mkdocs.yml, and what was made of them before beside them.
    for name in ("photos", ".cache"):
        (REPOSITORY / name).mkdir(exist_ok=True)
        (home / name).symlink_to(REPOSITORY / name)
    mkdocs = Path(sys.executable).with_name("mkdocs")
    command = [mkdocs, "build", "-q", "--config-file", str(config), "--site-dir", str(home / "site")]
    done = subprocess.run(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _look(program: Path, chromium: str, url: str, home: Path) -> dict:
    """One report. Chromium starts anew each time, with nothing kept."""
    report = home / "report.json"
    with tempfile.TemporaryDirectory(dir=home) as profile:
        flags = " ".join(("--headless", *FLAGS, f"--user-data-dir={profile}"))
        command = ["node", str(program), url, "--quiet", "--output=json", f"--output-path={report}", "--no-enable-error-reporting"]
        command.append(f"--chrome-flags={flags}")
        done = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(report.read_text(encoding="utf-8"))


def _told(reports: list[dict]) -> str:
    scores = [f"{name} {round(100 * median(r['categories'][key]['score'] or 0 for r in reports))}" for key, name in CATEGORIES.items()]
    shift = median(r["audits"]["cumulative-layout-shift"]["numericValue"] for r in reports)
    paint = median(r["audits"]["largest-contentful-paint"]["numericValue"] for r in reports) / 1000
    return "，".join([*scores, f"CLS {shift:.3f}", f"LCP {paint:.1f} 秒"])


def _failing(reports: list[dict]) -> list[str]:
    """Audits that fail in most runs, by id, with their score; those that only inform do not count."""
    found = set()
    for category in CATEGORIES:
        for reference in reports[0]["categories"][category]["auditRefs"]:
            scores = [r["audits"][reference["id"]]["score"] for r in reports if r["audits"][reference["id"]]["score"] is not None]
            if scores and median(scores) < 0.9:
                found.add(f"{reference['id']}（{CATEGORIES[category]} {median(scores):.2f}）")
    return sorted(found)
