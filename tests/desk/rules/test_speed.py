"""Two thousand stories in a few seconds."""

from __future__ import annotations

import time

from conftest import REPOSITORY
from making import TODAY
from shuangyong.desk.rules.desk import Desk
from shuangyong.desk.rules.document import read
from shuangyong.desk.rules.engine import check_documents

STORIES = 2000
MOST_S = 10.0
"""Of the processor's time: twice what is asked for, since tests share their machine."""


def test_two_thousand_stories_take_seconds() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((REPOSITORY / "docs" / "stories").rglob("*.md"))]
    begun = time.process_time()
    # Each its own words, so that nothing is worked out once for many.
    documents = [
        read(f"docs/stories/2026/s{n}.md", texts[n % len(texts)].replace("区", f"区{chr(0x4E00 + n)}"), f"stories/2026/s{n}.md")
        for n in range(STORIES)
    ]
    check_documents(documents, Desk(TODAY).knowing(documents))
    assert time.process_time() - begun < MOST_S
