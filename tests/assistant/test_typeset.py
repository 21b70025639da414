"""Chinese in a terminal: width, line breaks that keep to 避头尾, columns, and nothing that moves the cursor."""

from __future__ import annotations

import os
import shutil

import pytest

from assistant.typeset import clean, grid, pad, terminal_width, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("补贴", 4),
        ("补贴80万元", 10),
        ("，", 2),
        ("e\u0301", 1),
        ("Ａ", 2),
        ("“甲”", 4),
        ("─", 1),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("columns", "limit", "expected"), [(20, 100, 40), (80, 100, 80), (200, 100, 100), (200, 60, 60)]
)
def test_the_width_of_a_terminal_has_bounds(
    monkeypatch: pytest.MonkeyPatch, columns: int, limit: int, expected: int
) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    assert terminal_width(limit) == expected


@pytest.mark.parametrize(
    "bad", ["\x1b", "\x00", "\x07", "\x0d", "\x7f", "\x9b", "\u200b", "\u202e", "\u2066", "\ufeff"]
)
def test_what_moves_the_cursor_or_reorders_is_taken_out(bad: str) -> None:
    assert clean(f"甲{bad}乙\n丙\t丁") == "甲乙\n丙\t丁"
    assert bad not in wrap(f"甲{bad}乙", 40)
    assert bad not in grid([["甲"], [f"乙{bad}"]], 40)


def test_pad() -> None:
    assert pad("补贴", 6) == "补贴  "
    assert pad("补贴", 3) == "补贴"


TEXT = (
    "申请人应当自收到通知之日起15个工作日内，向市人力资源和社会保障局（以下简称“市人社局”）提出申请；逾期的，视为放弃。"
    * 2
)


@pytest.mark.parametrize("columns", range(12, 64, 3))
def test_lines_fit_keep_their_words_and_break_where_they_may(columns: int) -> None:
    lines = wrap(TEXT, columns).split("\n")
    assert "".join(lines) == TEXT
    assert all(width(line) <= columns + 2 for line in lines)  # one closing mark may hang
    assert all(width(line) <= columns or line[-1] in "，。；：、）”" for line in lines)
    assert not [line for line in lines if line[0] in "，。；：、）”"]
    assert not [line for line in lines if line[-1] in "（“"]
    assert any("15" in line for line in lines)  # a number is not parted


@pytest.mark.parametrize(
    "text",
    [
        "提出书面申请（见附件）。逾期不再受理。",
        "提出“书面申请（见附件1）”。逾期不再受理。",
        "甲（乙（丙））。丁" * 4,
    ],
)
def test_no_line_begins_with_one_of_several_closing_marks(text: str) -> None:
    for columns in range(12, 40):
        lines = wrap(text, columns).split("\n")
        assert "".join(lines) == text
        assert not {line[0] for line in lines} & set("，。；：、）”")
        assert not {line[-1] for line in lines} & set("（“")
        assert all(width(line) <= columns + 2 for line in lines)


def test_marks_alone_are_broken_at_the_margin() -> None:
    assert all(width(line) <= 22 for line in wrap("）" * 40, 20).split("\n"))


def test_the_first_line_has_its_lead_and_the_others_hang() -> None:
    lines = wrap("甲" * 20, 20, first="· ").split("\n")
    assert lines[0].startswith("· 甲")
    assert all(line.startswith("  甲") for line in lines[1:])
    assert all(width(line) <= 20 for line in lines)
    assert wrap("甲\n乙", 20, first="一、", rest="> ") == "一、甲\n> 乙"
    assert wrap("", 20) == ""


def test_a_word_longer_than_the_line_is_cut_at_last() -> None:
    lines = wrap("x" * 50, 20).split("\n")
    assert [len(line) for line in lines] == [20, 20, 10]


def test_a_table_is_narrowed_at_its_widest_column() -> None:
    rows = [["类别", "标准"], ["博士", "在本市首次购买住房的，一次性发给补贴三十万元"]]
    wide = grid(rows, 100).split("\n")
    assert wide[0] == "类别  标准"
    assert set(wide[1]) == {"─", " "}
    assert wide[2].startswith("博士  在本市")
    assert len(wide) == 3
    narrow = grid(rows, 30, indent="  ").split("\n")
    assert len(narrow) > 3
    assert all(line.startswith("  ") and width(line) <= 32 for line in narrow)
    assert "".join(line.split("  ")[-1].strip() for line in narrow[2:]) == rows[1][1]


def test_a_line_break_in_a_cell_is_a_space() -> None:
    assert grid([["甲"], ["乙\n丙"]], 40).split("\n")[2] == "乙 丙"
