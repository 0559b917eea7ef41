"""Makes the pictures of the editors' handbook anew: photos/handbook/*.png.

A Word file goes all the way in a copy of the site, by the very commands that the handbook names,
and what an editor sees on the way is photographed. Needs Playwright and a Chromium; run it when
the look of a page has changed, look at the pictures, and sign the handbook again.

.venv/bin/python scripts/handbook_pictures.py
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).parent.parent
PICTURES = HOME / "photos" / "handbook"
BIN = Path(sys.executable).parent
WIDTH, HEIGHT, SCALE = 860, 760, 1.5
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600"}
"""2026-11-22 in Shanghai."""

LETTER = (
    "兵妈妈做家宴",
    "原闸北区大宁路街道有24位兵妈妈联手拥军,她们定期做家宴,请土兵来小聚。",
    "共和新路街道也有一个 以兵妈妈为名的品牌，叫兵妈妈驿站。",
)
"""What came in: the site's own story of the same matter, with the slips that come with typing and scanning."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ID = "bing-mama-zuo-jiayan"


def write_letter(file: Path) -> None:
    """The least that is a Word file."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in LETTER)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="d" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
    }
    with zipfile.ZipFile(file, "w") as word:
        for name, text in parts.items():
            word.writestr(name, text)


def copy_site(folder: Path) -> None:
    for name in ("docs", "overrides"):
        shutil.copytree(HOME / name, folder / name)
    shutil.copytree(HOME / "photos", folder / "photos", ignore=shutil.ignore_patterns("handbook"))
    shutil.copy(HOME / "mkdocs.yml", folder)
    (folder / "scripts").mkdir()  # mkdocs.yml watches it.
    # The handbook shows the pictures that are only being made.
    (folder / "docs/about/handbook.md").unlink()
    for file in (folder / "docs").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("](handbook.md", "](index.md").replace("../about/handbook.md", "../about/index.md"), encoding="utf-8")


def run(folder: Path, *words: str) -> None:
    print("$", *words)
    subprocess.run([BIN / words[0], *words[1:]], cwd=folder, env=ENVIRONMENT, check=True)


def edited(draft: str) -> str:
    """What the handbook tells to do with a draft."""
    kept = "".join(line for line in draft.splitlines(True) if not line.startswith(("draft:", "#")))
    return kept.replace("原闸北区大宁", "原闸北区（今静安区）大宁").replace("sources:", "cover: xuanchuanhua/bingmama-yizhan\nsources:", 1)


@contextmanager
def previewing(folder: Path) -> Iterator[str]:
    """``mkdocs serve``, ready to answer."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([BIN / "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"], cwd=folder, env=ENVIRONMENT)
    try:
        for _ in range(600):
            time.sleep(0.2)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/").read()
                break
            except OSError:
                continue
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def photograph(browser, address: str, name: str, height: int = HEIGHT, width: int = WIDTH) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=SCALE)
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / name)
    page.close()


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        copy_site(folder)
        write_letter(folder / "来稿.docx")
        run(folder, "shuangyong", "intake", "来稿.docx", "--source", "zhabei-2015")
        photograph(browser, (folder / f"docs/_desk/intake/story-{ID}.html").as_uri(), "01-shougao-baogao.png", 1000)

        draft = folder / f"docs/stories/2026/{ID}.md"
        run(folder, "shuangyong", "check", f"docs/stories/2026/{ID}.md")
        draft.write_text(edited(draft.read_text(encoding="utf-8")), encoding="utf-8")
        with previewing(folder) as address:
            photograph(browser, f"{address}stories/2026/{ID}/", "02-yulan.png")

        run(folder, "shuangyong", "review", "sign", f"docs/stories/2026/{ID}.md", "--stage", "初审", "--by", "初审岗")
        run(folder, "shuangyong", "review", "sheet", f"docs/stories/2026/{ID}.md", "--to", "sheet.html")
        photograph(browser, (folder / "sheet.html").as_uri(), "03-shenqiandan.png", 1560)
        run(folder, "shuangyong", "review", "status", f"docs/stories/2026/{ID}.md", "--html", "board.html")
        photograph(browser, (folder / "board.html").as_uri(), "04-shenqianban.png")

        with previewing(folder) as address:
            for stage in ("复审", "终审"):
                run(folder, "shuangyong", "review", "sign", f"docs/stories/2026/{ID}.md", "--stage", stage, "--by", f"{stage}岗")
            time.sleep(15)
            photograph(browser, f"{address}stories/2026/{ID}/", "05-wangye.png", 1320)
        browser.close()
    (PICTURES / "originals.lock").unlink(missing_ok=True)  # Written anew when they are prepared.


if __name__ == "__main__":
    main()
