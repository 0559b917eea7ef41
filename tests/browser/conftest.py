"""What the browser tests share: readers, who notice what no reader should meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from .reading import reader


@pytest.fixture
def read(chromium, address) -> Iterator:
    """Opens the shipped site: ``page = read("calendar/", width=360, script=False)``.

    Whatever the browser complained of meanwhile fails the test at its end.
    """
    with ExitStack() as stack:

        def open_page(path: str = "", **how):
            page = stack.enter_context(reader(chromium, address, **how))
            page.goto(address + path)
            return page

        yield open_page
