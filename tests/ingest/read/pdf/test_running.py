"""Running heads, feet and page numbers."""

from __future__ import annotations

import pytest

from ingest.read.pdf.running import running
from ingest.read.pdf.text_rows import TextRow

HIGH = 800.0


def row(text: str, base: float, page: int = 1) -> TextRow:
    return TextRow(text, 50, 50 + 10 * len(text), base, 10, False, page)


def pages(*heads: str, foot: str = "") -> list[list[TextRow]]:
    return [
        [
            row(head, 40, at),
            row(f"正文{'甲乙丙'[at % 3]}", 400, at),
            *([row(foot.format(at), 780, at)] if foot else []),
        ]
        for at, head in enumerate(heads, 1)
    ]


def taken(made: list[list[TextRow]]) -> tuple[list[str], list[str]]:
    found, words = running(made, [HIGH] * len(made))
    return sorted(one.text for one in found), words


@pytest.mark.parametrize(
    "number",
    ["3", "- 3 -", "— 12 —", "第3页", "第 3 页 共 9 页", "共9页 第3页", "Page 3 of 9", "3/9", "iv", "１２"],
)
def test_a_page_number_at_the_edge(number: str) -> None:
    assert taken([[row("正文", 400), row(number, 780)]]) == ([number], [])
    assert taken([[row(number, 400), row("正文", 780)]])[0] == []


def test_a_number_that_is_not_outermost_is_text() -> None:
    assert taken([[row("正文", 400), row("1", 750), row("落款", 780)]])[0] == []


def test_words_that_recur_on_three_pages() -> None:
    assert taken(pages(*["甲市文件"] * 3)) == (["甲市文件"] * 3, ["甲市文件"])
    assert taken(pages(*["甲市文件"] * 2)) == ([], [])


def test_digits_may_differ() -> None:
    found, words = taken(pages(*["甲市文件"] * 4, foot="第{}期人才简报"))
    assert len(found) == 8
    assert words == ["甲市文件", "第1期人才简报"]


def test_left_and_right_pages_may_differ() -> None:
    assert len(taken(pages(*["甲", "乙"] * 3))[0]) == 6


def test_a_third_of_many_pages() -> None:
    assert (
        taken(pages(*["甲市文件"] * 3, *[f"别的{'一二三四五六七八九十子丑寅卯'[at]}" for at in range(14)]))[0]
        == []
    )


@pytest.mark.parametrize("text", ["一、总则", "（一）甲", "1.甲", "附件1", "第一条 甲"])
def test_what_opens_a_part_of_the_text_never_is(text: str) -> None:
    assert taken(pages(*[text] * 4))[0] == []


def test_the_same_words_at_other_places_are_text() -> None:
    made = [[row("甲市文件", base, at)] for at, base in enumerate((20, 60, 95), 1)]
    assert taken(made)[0] == []


def test_no_pages() -> None:
    assert running([], []) == (frozenset(), [])
