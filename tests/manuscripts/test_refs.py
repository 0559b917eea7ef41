from __future__ import annotations

import pytest

from making import manuscript
from shuangyong.manuscripts.models import KINDS
from shuangyong.manuscripts.refs import Ref, references


@pytest.mark.parametrize(
    ("src_uri", "keys", "found"),
    [
        (
            "stories/2026/x.md",
            {"brands": ["hongfanchuan", "jinhaojiao"], "bases": ["longhua"]},
            [
                ("source", "paper", ("sources", 0)),
                ("district", "xuhui", ("district",)),
                ("brand", "hongfanchuan", ("brands", 0)),
                ("brand", "jinhaojiao", ("brands", 1)),
                ("base", "longhua", ("bases", 0)),
            ],
        ),
        ("brands/x.md", {"inspired_by": "y"}, [("district", "xuhui", ("district",)), ("brand", "y", ("inspired_by",))]),
        ("districts/x.md", {"merged_into": "jingan"}, [("district", "jingan", ("merged_into",))]),
        (
            "calendar/x.md",
            {"rule": "03-05", "free_entry": {"bases": ["longhua"], "basis": "法"}},
            [("base", "longhua", ("free_entry", "bases", 0))],
        ),
        (
            "exhibitions/x.md",
            {"collected": "paper/f01", "selected": "paper/f02"},
            [("figure", "paper/f01", ("collected",)), ("figure", "paper/f02", ("selected",))],
        ),
        (
            "screens/x.md",
            {
                "base": "longhua",
                "programme": [{"story": "a"}, {"figures": ["p/f1", "p/f2"]}, {"day": "leifeng"}, {"day": "next"}, {"notice": "闭馆"}],
            },
            [
                ("base", "longhua", ("base",)),
                ("story", "a", ("programme", 0, "story")),
                ("figure", "p/f1", ("programme", 1, "figures", 0)),
                ("figure", "p/f2", ("programme", 1, "figures", 1)),
                ("day", "leifeng", ("programme", 2, "day")),
            ],
        ),
        ("index.md", {"cover": "album/01", "figures": ["p/f1"]}, [("photo", "album/01", ("cover",)), ("figure", "p/f1", ("figures", 0))]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_everything_named_is_found_with_its_place(src_uri: str, keys: dict, found: list) -> None:
    assert sorted(references(manuscript(src_uri, **keys).meta)) == sorted(found)


def test_every_reference_points_to_a_kind_there_is() -> None:
    kinds = {*KINDS, "figure", "photo"}
    fields = [field for model in KINDS.values() for field in model.model_fields.values()]
    marked = {mark.kind for field in fields for mark in field.metadata if isinstance(mark, Ref)}
    assert marked
    assert marked <= kinds
