"""The indicators of a plan, what is entered for them, and whether they are on course."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.parse import parse
from ingest.problems import UsageError
from kb.facts.indicators import EnteredValue, indicators_of, read_entries

PLAN = """慈溪市人才规划

一、目标
主要指标见表1。

表1 主要指标
指标\t单位\t2020年\t2025年目标
人才资源总量\t万人\t27（全大市34）\t33（全大市42）
高技能人才\t万人\t7.4\t11.6
增加值比重\t%\t68.5\t>70
注：表中指标为市本级统计口径。
"""


@pytest.fixture(scope="module")
def plan() -> Document:
    return replace(parse(PLAN.encode(), "规划.txt").document, issued=date(2021, 5, 1))


def entry(value: str, year: int = 2023, name: str = "高技能人才", scope: str = "") -> EnteredValue:
    return EnteredValue(
        document="慈溪市人才规划", name=name, scope=scope, year=year, value=value, source="公报"
    )


def test_the_tables_become_indicators(plan: Document) -> None:
    found = {(one.name, one.scope): one for one in indicators_of(plan)}
    assert list(found) == [
        ("人才资源总量", "市本级"), ("人才资源总量", "全大市"), ("高技能人才", "市本级"), ("增加值比重", "市本级"),
    ]  # fmt: skip
    whole = found["人才资源总量", "全大市"]
    assert [(p.year, p.printed, p.target) for p in whole.points] == [
        (2020, "34万人", False),
        (2025, "42万人", True),
    ]
    assert found["增加值比重", "市本级"].points[-1].printed == ">70%"
    assert all(
        p.place and p.place.clause.path.startswith("b1.r") for one in found.values() for p in one.points
    )


@pytest.mark.parametrize(
    ("value", "year", "course"),
    [("9.92", 2023, "按进度"), ("9.91", 2023, "落后"), ("11.6万人", 2023, "已达到"), ("11.5", 2025, "落后")],
)
def test_the_course_is_a_straight_line_to_the_target(
    plan: Document, value: str, year: int, course: str
) -> None:
    found = {one.name: one for one in indicators_of(plan, [entry(value, year)])}
    assert found["高技能人才"].course == course
    assert found["增加值比重"].course == "无数据"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (entry("9", name="高技术人才"), "没有“高技术人才”"),
        (entry("30", name="人才资源总量"), "请写明 scope"),
        (entry("很多"), "不是数"),
    ],
)
def test_a_bad_entry_is_told(plan: Document, wrong: EnteredValue, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        indicators_of(plan, [wrong])


def test_the_file_of_entries(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    assert read_entries(path) == ()
    path.write_text("- {document: 甲, name: 乙, year: 2023, value: 9.5, source: 公报}", encoding="utf-8")
    assert read_entries(path)[0].value == "9.5"
    path.write_text("- {document: 甲, name: 乙, year: 2023, value: 9.5}", encoding="utf-8")
    with pytest.raises(UsageError, match="第1条"):
        read_entries(path)


def test_targets_in_sentences_are_told_in_the_words_of_the_plan() -> None:
    text = PLAN.replace(
        "主要指标见表1。",
        "到2025年，累计新增博士后工作站15家以上，高新技术企业数、科技型中小企业数分别达到760家以上、3700家以上。"
        "实施“科技创新2025”专项26个。到2025年，高技能人才达11.6万人。",
    )
    plan = replace(parse(text.encode(), "规划.txt").document, issued=date(2021, 5, 1))
    told = {one.name: one.points[-1].printed for one in indicators_of(plan) if len(one.points) == 1}
    assert told == {
        "新增博士后工作站": "15家以上",
        "高新技术企业数": "760家以上",
        "科技型中小企业数": "3700家以上",
    }
    assert indicators_of(replace(plan, issued=None))  # the tables alone
