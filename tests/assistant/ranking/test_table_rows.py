"""Which rows of a table answer: named by the question, of the years asked, and of nothing else."""

from __future__ import annotations

import pytest
from one_document import DAY, base_of

from assistant.question.parts import parts_of
from assistant.ranking.choose import gather
from assistant.ranking.table_rows import MOST_ROWS, row_picks, wants_row
from kb.knowledge import KnowledgeBase

TEXT = """临江市产业发展规划

一、目标
（一）主要目标。见表1。

表1 产业发展主要指标
指标\t单位\t2020年\t2025年目标
工业增加值\t亿元\t320\t480
海洋工业增加值\t亿元\t40\t90
研发投入\t亿元\t12\t30
专利授权量\t件\t1500\t2400

（二）上期情况。见表2。

表2 “十三五”完成情况
指标\t单位\t规划目标\t完成情况
研发投入\t亿元\t10\t11
"""
BASE: KnowledgeBase = base_of(TEXT)


def picked(question: str) -> list[str]:
    part, *_ = parts_of(question)
    _, lens, _, rows = gather(BASE, part, DAY)
    return [pick.clause_id.path for pick in row_picks(part, lens, rows)]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("工业增加值2025年目标是多少", ["b1.r1"]),
        ("专利授权量2025年目标是多少", ["b1.r4"]),
        ("工业增加值和专利授权量2025年目标分别是多少", ["b1.r1", "b1.r4"]),
        ("渔业产值2025年目标是多少", []),
        ("专利授权量2030年目标是多少", []),  # a year that no table has
        ("研发投入十三五完成情况", ["b2.r1"]),
    ],
)
def test_the_rows_that_answer(question: str, rows: list[str]) -> None:
    assert picked(question) == rows


@pytest.mark.xfail(
    strict=True, reason="a row is named pair by pair by the longer name of another row that ends with its own"
)
def test_a_row_whose_name_ends_another_s_is_not_told_with_it() -> None:
    assert picked("海洋工业增加值2025年目标是多少") == ["b1.r2"]


def test_a_row_is_picked_whole_with_its_figures() -> None:
    part, *_ = parts_of("专利授权量2025年目标是多少")
    _, lens, _, rows = gather(BASE, part, DAY)
    (pick,) = row_picks(part, lens, rows)
    assert pick.row is not None
    assert pick.spans == ((pick.row.row.start, pick.row.row.end),)
    assert any(str(figure.value) == "2400" for figure in pick.figures)
    assert row_picks(part, lens, []) == ()
    assert len(row_picks(part, lens, rows * 9)) <= MOST_ROWS


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("专利授权量的目标完成了吗", True),
        ("研发投入情况怎么样", True),
        ("A类人才怎么安排", True),
        ("2025年研发投入怎么安排", True),
        ("研发投入怎么安排", False),
        ("由谁负责研发投入", False),
    ],
)
def test_whether_a_question_is_about_a_row(question: str, wants: bool) -> None:
    assert wants_row(parts_of(question)[0]) is wants
