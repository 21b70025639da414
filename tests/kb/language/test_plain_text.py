"""Plain text: what differs only in writing is matched alike."""

from __future__ import annotations

import pytest

from kb.language.plain_text import plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第 ３ 条", "第3条"),
        ("第三條第二項", "第三条第二项"),
        ("第三條\n第二款", "第三条第二款"),
        ("ＡＢＣ", "abc"),
        ("（一）", "(一)"),
        ("国务院令第663号", "国令第663号"),
        ("中华人民共和国国务院令第663号", "国令第663号"),
        ("　临江市　办法 ", "临江市办法"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("①", "1"),  # a mark, no number of another text
        ("①", "②"),
        ("第三条", "第四条"),
        ("国务院办公厅", "国办公厅"),
        ("国务院令人瞩目", "国令人瞩目"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_circled_numbers_are_told_apart_and_nothing_is_lost() -> None:
    assert plain("①⑳") == "⟨1⟩⟨20⟩"
    assert plain("") == ""
    assert plain(plain("第 ３ 條①")) == plain("第 ３ 條①")
