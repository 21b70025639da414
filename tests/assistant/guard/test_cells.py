"""Statements about one table row: every value under its own header, with its unit, named for this row alone."""

from __future__ import annotations

import pytest

from assistant.guard.cells import LONGEST, case_of, plain, says_row
from ingest.parse import parse

TEXT = """临江市规划

一、目标
见表1。

表1 主要指标
类别\t指标\t单位\t2020年\t2025年目标
队伍\t高技能人才\t万人\t7.4\t11.6
队伍\t党政人才\t万人\t0.6\t0.64
队伍\t人才总量\t万人\t27（全大市34）\t33（全大市42）

表2 补贴标准
类别\t标准（万元）\t方式
博士\t30\t一次性发放
硕士\t10\t分期发放
"""
DOCUMENT = parse(TEXT.encode(), "规划.txt").document


def given(statement: str, table: int = 0, row: int = 0) -> list[str] | None:
    """The columns that a statement gives of a row; None when it says something else."""
    held = DOCUMENT.tables[table]
    found = says_row(statement, case_of(held, held.rows[row]), lambda text, at: [])
    return None if found is None else [held.columns[at] for at in sorted(found)]


@pytest.mark.parametrize(
    ("statement", "columns"),
    [
        ("高技能人才2025年目标：11.6万人", ["2025年目标"]),
        ("高技能人才 2025年目标：11.6万人（2020年：7.4万人）", ["2020年", "2025年目标"]),
        ("2025年目标高技能人才为11.6万人", ["2025年目标"]),
        ("高技能人才11.6万人（2025年目标）", ["2025年目标"]),
        ("队伍的高技能人才，2020年为7.4万人", ["2020年"]),
        ("高技能人才2025年目标：１１.６万人", ["2025年目标"]),
    ],
)
def test_true_statements(statement: str, columns: list[str]) -> None:
    assert given(statement) == columns


@pytest.mark.parametrize(
    "statement",
    [
        "高技能人才2025年目标：11.7万人",
        "高技能人才2025年目标：1.6万人",
        "高技能人才2025年目标：11.66万人",
        "高技能人才2020年：11.6万人",  # under another header
        "高技能人才2025年目标：11.6人",  # another unit
        "高技能人才2025年目标：11.6",  # none
        "高技能人才：11.6万人",  # no header
        "2025年目标：11.6万人",  # no name
        "队伍2025年目标：11.6万人",  # a name of all rows
        "党政人才2025年目标：11.6万人",  # another row's
        "高技能人才大约2025年目标：11.6万人",  # a word of its own
        "高技能人才2025年目标：11.6万人，2025年目标：11.6万人",  # told twice
        "高技能人才2025年目标",  # no value
        "高技能人才",
        "",
    ],
)
def test_what_is_not_said_of_the_row(statement: str) -> None:
    assert given(statement) is None


@pytest.mark.parametrize(
    ("statement", "fits"),
    [
        ("人才总量2025年目标：33万人（全大市42万人）", True),
        ("人才总量2025年目标：33（全大市42）万人", True),
        ("人才总量2025年目标：33万人", True),
        ("人才总量2025年目标：全大市42万人", True),
        ("人才总量2025年目标：42万人", False),  # whose scope is not said
        ("人才总量2025年目标：42万人（全大市33万人）", False),
    ],
)
def test_a_cell_of_two_values(statement: str, fits: bool) -> None:
    assert (given(statement, row=2) is not None) is fits


@pytest.mark.parametrize(
    ("statement", "columns"),
    [
        ("博士标准：30万元", ["标准（万元）"]),  # the unit of the header
        ("博士标准：30万元，方式：一次性发放", ["标准（万元）", "方式"]),
        ("博士标准：30元", None),
        ("博士标准：30", None),
        ("博士方式：分期发放", None),
        ("硕士标准：30万元", None),
    ],
)
def test_units_in_headers_and_words_in_cells(statement: str, columns: list[str] | None) -> None:
    assert given(statement, table=1) == columns


def test_frames_may_lead_and_stand_after_a_break() -> None:
    held = DOCUMENT.tables[0]
    case = case_of(held, held.rows[0])

    def frames(text: str, at: int) -> list[int]:
        return [at + len("另外，")] if text.startswith("另外，", at) else []

    assert says_row("另外，高技能人才2025年目标：11.6万人", case, frames) is not None
    assert says_row("高技能人才，另外，2025年目标：11.6万人", case, frames) is not None
    assert says_row("高技能人才另外，2025年目标：11.6万人", case, frames) is None


def test_a_statement_that_is_too_long_is_not_read() -> None:
    padding = "高技能人才" * (LONGEST // 5)
    assert given(f"{padding}2025年目标：11.6万人") is None


def test_the_span_of_a_row_and_plain_cells() -> None:
    held = DOCUMENT.tables[0]
    start, end = case_of(held, held.rows[0]).span
    assert DOCUMENT.text[start:end].split("\t")[1] == "高技能人才"
    assert plain("１１．６ 万人（Ａ，乙）") == "11.6万人（A，乙）"
