"""What the tests of the photo work share."""

from __future__ import annotations

import pytest

from shuangyong.photos import recipe


@pytest.fixture
def short_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """One width and no crops, in this process: for real photos, which take long at four widths."""
    monkeypatch.setattr(recipe, "WIDTHS", (480,))
    monkeypatch.setattr(recipe, "CROPS", ())
