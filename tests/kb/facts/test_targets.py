"""Targets told in sentences, in the words of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.facts.targets import aims

PLAN = """临江市人才规划

一、目标
{text}。

表1 主要指标
指标\t单位\t2020年\t2025年目标
高技能人才\t万人\t7.4\t11.6
"""


def plan(text: str, issued: date | None = date(2021, 5, 1)) -> Document:
    return replace(parse(PLAN.format(text=text).encode(), "规划.txt").document, issued=issued)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，新增博士后工作站15家以上", [("新增博士后工作站", "15家以上", "")]),
        ("到2025年，全市建成人才公寓3000套左右", [("建成人才公寓", "3000套左右", "全市")]),
        ("到2025年，力争累计引进海外工程师50名", [("引进海外工程师", "50名", "")]),
        ("到2025年，全国有影响的产业学院达到3家", [("全国有影响的产业学院", "3家", "")]),  # no scope
        (
            "到2025年，高新技术企业数、科技型中小企业数分别达到760家以上、3700家以上",
            [("高新技术企业数", "760家以上", ""), ("科技型中小企业数", "3700家以上", "")],
        ),
        ("到2025年，新增博士后工作站15家，引进海外工程师50名", [("新增博士后工作站", "15家", ""), ("引进海外工程师", "50名", "")]),
        ("到2025年，高技能人才达11.6万人", []),  # the table has it
        ("到2020年，新增博士后工作站15家", []),  # before the plan
        ("新增博士后工作站15家", []),  # no year
        ("到2025年，新增15家", []),  # no name
        ("到2025年，走在前列", []),
    ],
)  # fmt: skip
def test_the_targets_of_sentences(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = aims(plan(text))
    assert [(one.subject, one.printed, one.scope) for one in found] == expected
    for one in found:
        assert (one.year, one.stage, one.source) == (2025, "target", "text")
        assert one.place.quote.endswith(one.printed)
        assert one.subject in one.place.quote or "分别" in text


def test_the_year_goes_on_in_the_clause() -> None:
    (only,) = aims(plan("到2025年，走在前列。新增博士后工作站15家"))
    assert (only.subject, only.year) == ("新增博士后工作站", 2025)


def test_a_rule_without_indicators_or_a_day_has_no_targets() -> None:
    text = "到2025年，新增博士后工作站15家"
    assert aims(plan(text, issued=None)) == ()
    rule = parse(f"临江市办法\n\n第一条 {text}。\n".encode(), "甲.txt").document
    assert aims(replace(rule, issued=date(2021, 1, 1))) == ()
