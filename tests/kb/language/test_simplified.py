"""Traditional characters read as simplified ones: one for one, so that no offset moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.simplified import simplified
from kb.language.tokens import fold, words

EVERY = "".join(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]))


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [
        ("第二十條第三項，本條第一款", "第二十条第三项，本条第一款"),
        ("博士後購房補貼", "博士后购房补贴"),
        ("甚麼時候發放？於2026年辦理", "甚么时候发放？于2026年办理"),
        ("頭髮、發展、範圍、準備、著名", "头发、发展、范围、准备、著名"),
        ("R&D佔3.7%", "R&D占3.7%"),
    ],
)
def test_a_traditional_text(traditional: str, simple: str) -> None:
    assert simplified(traditional) == simple
    assert words(traditional) == words(simple)


def test_one_character_gives_one() -> None:
    assert len(simplified(EVERY)) == len(EVERY)
    assert all(simplified(char) == simple for char, simple in zip(EVERY, simplified(EVERY), strict=True))


@given(
    st.text(st.sampled_from("發後乾裏著a1，\n条年"), max_size=12),
    st.text(st.sampled_from("發後隆坤髮，条"), max_size=12),
)
def test_a_stretch_reads_the_same_inside_a_text(before: str, after: str) -> None:
    assert simplified(before + after) == simplified(before) + simplified(after)


def test_a_simplified_text_stays(plan_file: Path) -> None:
    text = plan_file.read_text(encoding="utf-8")
    assert simplified(text) == text


def test_folding_simplifies() -> None:
    assert fold("「人才」購房補貼Ａ類") == "人才购房补贴a类"
