"""一是…二是… inside a paragraph."""

from __future__ import annotations

import pytest

from ingest.tree.inline import inline_items


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一是引进。二是培养。", ["一是引进。", "二是培养。"]),
        ("重点做好：一是引进；二是培养；三是留住。", ["一是引进；", "二是培养；", "三是留住。"]),
        ("一要引进，二要培养。", ["一要引进，", "二要培养。"]),
        ("一是引进，其中二是一个数。二是培养。", ["一是引进，其中二是一个数。", "二是培养。"]),
        ("一是引进。三是留住。二是培养。", ["一是引进。三是留住。", "二是培养。"]),
        ("一是引进。一是重复。二是培养。", ["一是引进。一是重复。", "二是培养。"]),
        ("一是否成立。二是否有效。", []),
        ("一是引进。", []),
        ("统一是前提。统二是后果。", []),
        ("二是培养。三是留住。", []),
        ("", []),
    ],
)
def test_items(text: str, wanted: list[str]) -> None:
    found = inline_items(text)
    assert [text[start:end] for _, start, end in found] == wanted
    assert [number for number, _, _ in found] == list(range(1, len(wanted) + 1))


def test_twelve_items() -> None:
    names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert len(inline_items("".join(f"{name}是甲。" for name in names))) == 12
