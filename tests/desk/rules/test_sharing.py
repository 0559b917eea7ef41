"""Several processes find what one would, in the same order; where none can help, nothing is lost."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from shuangyong.desk.rules import Desk, sharing
from shuangyong.desk.rules.document import Document, read
from shuangyong.desk.rules.engine import check_document
from shuangyong.desk.rules.findings import Finding
from shuangyong.desk.rules.sharing import Helpers, Sharing

DESK = Desk(dt.date(2026, 11, 22))
SLIPS = ("慰问团来到61234部队，同官兵座谈。", "他己经参军了。", "正文没有错。", "联系电话13800138000。")


def documents(number: int) -> list[Document]:
    return [read(f"docs/stories/2026/s{n}.md", f"{SLIPS[n % len(SLIPS)]}\n") for n in range(number)]


def alone(docs: list[Document]) -> list[list[Finding]]:
    return [check_document(doc, DESK) for doc in docs]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Helpers are called for little, wherever the tests run."""
    monkeypatch.setattr(sharing, "MANY", 10)
    monkeypatch.setattr(sharing, "SHARE", 4)
    monkeypatch.setattr(sharing, "processors", lambda: 3)


def test_helpers_find_what_one_process_finds(eager: None) -> None:
    docs = documents(90)
    helpers = Helpers(len(docs))
    assert helpers.pool is not None
    shared = Sharing(docs, DESK, helpers)
    assert shared._running, "work was handed over before anybody asked"
    assert shared.result() == alone(docs)
    assert any(alone(docs))


def test_helpers_that_died_are_not_waited_for(eager: None) -> None:
    docs = documents(90)
    helpers = Helpers(len(docs))
    assert helpers.pool is not None
    helpers.pool.submit(os._exit, 1)
    assert Sharing(docs, DESK, helpers).result() == alone(docs)


def test_few_documents_call_no_helpers() -> None:
    helpers = Helpers(100)
    assert helpers.pool is None
    assert Sharing(documents(5), DESK, helpers).result() == alone(documents(5))
    assert Sharing([], DESK, helpers).result() == []


def test_one_processor_calls_no_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processors", lambda: 1)
    assert Helpers(5000).pool is None


@pytest.mark.parametrize("error", [BlockingIOError(11, "no room"), OSError(38, "no semaphores"), NotImplementedError()])
def test_a_machine_with_no_room_for_helpers_does_without(eager: None, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(number: int) -> None:
        raise error

    monkeypatch.setattr(sharing, "worker_processes", refuse)
    docs = documents(90)
    helpers = Helpers(len(docs))
    assert helpers.pool is None and Sharing(docs, DESK, helpers).result() == alone(docs)


def test_the_desk_may_go_on_working_while_it_is_handed_over(eager: None) -> None:
    docs = documents(90)
    desk = Desk(dt.date(2026, 11, 22))
    shared = Sharing(docs, desk, Helpers(len(docs)))
    desk.once("x", docs[0], lambda: (each for each in ()))  # Nothing that could be packed.
    assert shared.result() == alone(docs)
