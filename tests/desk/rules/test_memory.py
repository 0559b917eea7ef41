"""What one run keeps for the next is never another's."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from making import TODAY
from shuangyong.desk.rules import sharing
from shuangyong.desk.rules.desk import Desk
from shuangyong.desk.rules.engine import check_documents
from shuangyong.desk.rules.memory import Memory
from shuangyong.desk.rules.tables import parse_allowed, parse_names

TEXTS = {"docs/about/a.md": "---\ntitle: 甲\n---\n\n锦旗送到73154部队。\n", "docs/about/b.md": "---\ntitle: 乙\n---\n\n望江展览室。\n"}
DESK = Desk(TODAY)


def run(memory: Memory, texts: dict[str, str], desk: Desk = DESK) -> list:
    documents = [memory.read(path, text, path.removeprefix("docs/")) for path, text in texts.items()]
    found = memory.begin(documents, desk, memory.helpers(texts))()
    assert found == check_documents(documents, desk)
    return found


def test_what_was_not_changed_is_not_checked_again() -> None:
    kept = Memory()
    first = run(kept, TEXTS)
    with patch.object(sharing, "check_document", wraps=sharing.check_document) as checked:
        assert run(kept, TEXTS) == first
        assert checked.call_count == 0
        run(kept, TEXTS | {"docs/about/b.md": TEXTS["docs/about/b.md"] + "土兵来了。\n"})
        assert [call.args[0].path for call in checked.call_args_list] == ["docs/about/b.md"]


def test_whatever_the_desk_learns_counts_for_every_document() -> None:
    kept = Memory()
    run(kept, TEXTS)
    names, _ = parse_names("- {name: 望江教育基地, not: [望江展览室]}\n", "names.yml")
    assert {each.rule for each in run(kept, TEXTS, replace(DESK, names=DESK.names + names))} == {"secrecy.unit-code", "wording.name"}
    allowed, _ = parse_allowed("- {path: docs/about/a.md, rule: secrecy.unit-code, text: 73154部队, reason: 试验}\n", "allowed.yml")
    (finding,) = run(kept, TEXTS, replace(DESK, allowed=allowed))
    assert finding.allowed == "试验"
    assert [each.allowed for each in run(kept, TEXTS)] == [None]


def test_what_is_gone_is_forgotten() -> None:
    kept = Memory()
    run(kept, TEXTS)
    assert run(kept, {"docs/about/b.md": TEXTS["docs/about/b.md"]}) == []
