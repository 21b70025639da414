"""Glyphs → rows, column by column."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pdf_files import printed

from ingest.read.pdf.glyph import Glyph
from ingest.read.pdf.text_rows import columned, is_wide, rows_of


def texts(*glyphs: list[Glyph]) -> list[str]:
    return [row.text for row in rows_of([one for line in glyphs for one in line], 1)]


def test_rows_stand_from_top_to_bottom_whatever_the_order() -> None:
    assert texts(printed("丙丁", base=140), printed("甲乙", base=100)) == ["甲乙", "丙丁"]
    assert texts(list(reversed(printed("甲乙丙")))) == ["甲乙丙"]
    assert texts() == []
    assert texts(printed("  \u3000")) == []


def test_what_a_row_knows() -> None:
    line = [
        *printed("甲乙", sure=0.5, bold=True),
        *printed(" ", x=70),
        *printed("丙", x=75, bold=True, sure=1.0),
    ]
    (row,) = rows_of(line, 7)
    assert (row.x0, row.x1, row.base, row.size, row.bold, row.page, row.column) == (
        50,
        85,
        100,
        10,
        True,
        7,
        0,
    )
    assert row.sure == pytest.approx(2 / 3)
    assert rows_of(printed("甲"), 1)[0].sure is None


def test_a_small_note_stands_on_the_line_of_its_word() -> None:
    assert texts(printed("万元"), printed("1", x=70, base=96, size=5)) == ["万元1"]


@pytest.mark.parametrize(
    ("gap", "left", "right", "wanted"),
    [(1, "甲", "乙", "甲乙"), (9, "甲", "乙", "甲　乙"), (20, "甲", "乙", "甲　　乙"), (90, "甲", "乙", "甲　　　　乙"),
     (1, "ab", "cd", "abcd"), (3, "ab", "cd", "ab cd"), (3, "甲", "cd", "甲cd")],
)  # fmt: skip
def test_gaps_that_are_spaces(gap: float, left: str, right: str, wanted: str) -> None:
    first = printed(left)
    assert texts(first, printed(right, x=first[-1].x1 + gap)) == [wanted]


def test_a_character_printed_twice_is_one_that_is_bold() -> None:
    twice = [*printed("甲乙"), *printed("甲乙", x=50.5)]
    (row,) = rows_of(twice, 1)
    assert (row.text, row.bold) == ("甲乙", True)
    assert texts(printed("人人")) == ["人人"]
    assert texts([replace(one, sure=0.9) for one in twice]) == ["甲甲乙乙"], (
        "a recogniser prints nothing twice"
    )


LEFT, RIGHT = "左边一栏的文字写满一行", "右边一栏的文字写满一行"


def test_two_columns_are_read_one_after_the_other() -> None:
    page = printed("横跨两栏的标题写在页面的正中央位置上面", x=75, base=40)
    for at in range(8):
        page += [*printed(LEFT, x=50, base=100 + 20 * at), *printed(RIGHT, x=190, base=100 + 20 * at)]
    found = columned(page, 1)
    assert [row.column for row in found] == [0, *[1] * 8, *[2] * 8]
    assert [row.text for row in found[1:]] == [LEFT] * 8 + [RIGHT] * 8


def test_few_rows_or_one_column_have_no_gutter() -> None:
    few = [*printed(LEFT), *printed(RIGHT, x=190)]
    assert [row.column for row in columned(few, 1)] == [0]
    one = [glyph for at in range(9) for glyph in printed(LEFT * 2, base=100 + 20 * at)]
    assert {row.column for row in columned(one, 1)} == {0}
    assert columned([], 1) == []


@pytest.mark.parametrize(
    ("char", "wide"), [("甲", True), ("（", True), ("“", True), ("a", False), ("1", False), (".", False)]
)
def test_width(char: str, wide: bool) -> None:
    assert is_wide(char) is wide


def test_a_hyphen_is_not_as_wide_as_a_chinese_character() -> None:
    assert not is_wide("-")
