"""Components: what is read at a place, and that documents and questions share the levels."""

from __future__ import annotations

import pytest

from kb.address.component import LEVELS, component_at


@pytest.mark.parametrize(
    ("text", "token", "end"),
    [
        ("第十六条第一款", "t16", 4),
        ("第一百二十条之一规定", "t120-1", 8),
        ("16条", "t16", 3),
        ("第（二）项", "x2", 5),
        ("（二）", "bracket2", 3),
        ("附件", "f0", 2),
        ("附件１", "f1", 3),
        ("表2之1", "b2-1", 4),
        ("第三部分", "part3", 4),
        ("二是", "s2", 2),
    ],
)
def test_a_component(text: str, token: str, end: int) -> None:
    found = component_at(text, 0)
    assert found is not None
    assert (found[0].token, found[1]) == (token, end)


@pytest.mark.parametrize("text", ["第1十条", "条例", "第条", "", "表3万元"])
def test_what_is_none(text: str) -> None:
    assert component_at(text, 0) is None


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_is_read_by_its_letter(level: str) -> None:
    found = component_at(f"第三{level}", 0)
    assert found is not None
    assert found[0].token == f"{LEVELS[level]}3"
