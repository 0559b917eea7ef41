"""Two thousand stories in a few seconds: ``benchmarks.checking`` has the seconds, this the proportion."""

from __future__ import annotations

import time
from collections.abc import Callable

from markdown import Markdown

from conftest import REPOSITORY
from making import TODAY
from shuangyong.desk.rules.desk import Desk
from shuangyong.desk.rules.document import read
from shuangyong.desk.rules.engine import check_documents

STORIES = 1000
MOST = 6
"""Times what Markdown needs to render the same texts. It was two and a half to four times when two thousand stories took five seconds in all."""


def test_checking_takes_a_few_times_as_long_as_rendering() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((REPOSITORY / "docs" / "stories").rglob("*.md"))]
    # Each its own words, so that nothing is worked out once for many.
    texts = [texts[n % len(texts)].replace("区", f"区{chr(0x4E00 + n)}") for n in range(STORIES)]
    markdown = Markdown(extensions=["attr_list", "footnotes", "admonition", "def_list"])

    def render() -> None:
        for text in texts:
            markdown.reset().convert(text)

    def check() -> None:
        documents = [read(f"docs/stories/2026/s{n}.md", text, f"stories/2026/s{n}.md") for n, text in enumerate(texts)]
        check_documents(documents, Desk(TODAY).knowing(documents))

    rendered, checked = seconds_of(render), seconds_of(check)
    assert checked < MOST * rendered, (checked, rendered)


def seconds_of(work: Callable[[], None]) -> float:
    """Of the processor's time: what else runs on the machine counts less."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
