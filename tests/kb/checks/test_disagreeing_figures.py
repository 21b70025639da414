"""Figures that disagree: two values of one indicator, two names of one value, sums and shares that are wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.checks.disagreeing_figures import conflicts, names, shares, sums
from kb.finding import Check, CheckFinding, Shelf
from kb.store.identity import renamed

EMPTY = Shelf((), date(2026, 11, 26))
PLAN = """临江市人才规划

一、基础
2020年，{before}。
二、目标
到2025年，{text}。

表1 主要指标
指标\t单位\t2020年\t2025年目标
人才资源总量\t万人\t27（全大市34）\t33（全大市42）
高技能人才\t万人\t7.4\t11.6
{row}注：表中指标为市本级统计口径。
"""


def plan(
    text: str = "人才工作走在前列", before: str = "基础较好", row: str = "", name: str = "规划"
) -> Document:
    read = parse(PLAN.format(text=text, before=before, row=row).encode(), f"{name}.txt").document
    return renamed(replace(read, issued=date(2021, 5, 1)), name)


def told(check: Check, document: Document, shelf: Shelf = EMPTY) -> list[CheckFinding]:
    return list(check(document, shelf))


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("市本级高技能人才达12.6万人", "基础较好", {("figure_conflict", "error")}),
        ("市本级高技能人才达11.6万人", "基础较好", set()),
        ("市本级高技能人才达116000人", "基础较好", set()),  # the same in another unit
        ("全大市高技能人才达20万人", "基础较好", {("figure_scope", "hint")}),
        ("持证的高技能人才达3万人", "基础较好", {("figure_definition", "hint")}),
        ("人才工作走在前列", "市本级高技能人才达7.5万人", {("figure_conflict", "error")}),
        # 11.6 is the target, 7.4 was reached
        ("人才工作走在前列", "市本级高技能人才达11.6万人", {("figure_conflict", "error")}),
        ("全大市人才总量达42万人", "基础较好", {("figure_scope", "hint")}),  # as the table: 33（全大市42）
        ("全大市人才总量达40万人", "基础较好", {("figure_scope", "hint"), ("figure_conflict", "error")}),
    ],
)
def test_one_indicator_with_two_values(text: str, before: str, expected: set[tuple[str, str]]) -> None:
    found = told(conflicts, plan(text, before))
    assert {(one.check, one.severity) for one in found} == expected


def test_both_places_are_told() -> None:
    (only,) = told(conflicts, plan("市本级高技能人才达12.6万人"))
    assert "2025年“高技能人才”有两个数" in only.message
    quotes = [place.quote for place in only.places]
    assert any("12.6万人" in quote for quote in quotes)
    assert any("11.6" in quote for quote in quotes)
    assert {place.clause.path for place in only.places} >= {"b1.r2"}


def test_another_document_is_compared_too() -> None:
    def against(other: Document) -> list[CheckFinding]:
        found = told(conflicts, plan(), Shelf((other,), EMPTY.as_of))
        return [one for one in found if one.severity != "hint"]

    other = renamed(plan(), "别的")
    assert against(other) == []
    read = parse(other.text.replace("11.6", "12.0").encode(), "别的.txt").document
    different = renamed(replace(read, issued=other.issued), "别的")
    (only,) = against(different)
    assert only.check == "figure_conflict"
    assert [place.clause.document for place in only.places] == ["规划", "别的"]
    shorter = parse(
        other.text.replace("人才资源总量", "人才总量").replace("27（", "28（").encode(), "别的.txt"
    ).document
    named = against(renamed(replace(shorter, issued=other.issued), "别的"))
    assert {(one.check, one.severity) for one in named} == {("figure_definition", "warning")}
    assert all("名称不同" in one.message for one in named)
    assert against(renamed(different, "规划")) == []  # itself, as it is held


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("持证高技能人才\t万人\t7.4\t11.6\n", 1),  # 持证 before it, the same figures
        ("持证高技能人才\t万人\t7.4\t11.0\n", 1),  # one year is enough
        ("持证高技能人才\t万人\t6.4\t11.0\n", 0),
        ("其他党政人才\t万人\t7.4\t11.6\n", 0),
    ],
)
def test_two_names_of_the_same_figures(row: str, expected: int) -> None:
    found = told(names, plan(row=row))
    assert [one.check for one in found] == ["term_figures"] * expected
    for one in found:
        assert "“持证高技能人才”和“高技能人才”" in one.message


SUMS = "临江市示范办法\n\n第一条 时限见表1。\n\n表1 时限\n{}\n"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("事项\t时限\n受理\t2\n审核\t8\n合计\t10", []),
        ("事项\t时限\n受理\t2\n审核\t5\n合计\t10", ["“时限”的合计是10，各行相加是7"]),
        ("事项\t时限\n受理\t1.5\n审核\t2.5\n总计\t4", []),
        ("事项\t时限\n受理\t1.5\n审核\t2.6\n总计\t4", ["合计是4，各行相加是4.1"]),
        ("事项\t甲\t乙\n受理\t2\t1\n审核\t8\t1\n合计\t11\t3", ["“甲”", "“乙”"]),
        ("事项\t时限\n受理\t2\n审核\t另定\n合计\t10", []),  # not all are figures
        ("事项\t时限\n受理\t2\n合计\t10", []),  # nothing to add
        ("事项\t时限\n受理\t2\n审核\t5\n发放\t10", []),  # no total
        ("事项\t时限\n受理\t2\n审核\t8\n合计\t10\n其中网办\t5", []),  # what is below is not added
    ],
)
def test_sums(table: str, expected: list[str]) -> None:
    document = parse(SUMS.format(table).encode(), "甲.txt").document
    found = told(sums, document)
    assert len(found) == len(expected)
    for one, words in zip(found, expected, strict=True):
        assert (one.check, one.severity) == ("figure_sum", "error")
        assert words in one.message
        assert one.places[0].quote.startswith(("合计", "总计"))


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("共引进200人，其中博士50人，占30%。", "25"),
        ("共引进200人，其中博士50人，占25%。", ""),
        ("共引进300人，其中博士100人，占比约为33%。", ""),  # rounded
        ("共引进300人，其中博士100人，占比约为35%。", "33.3"),
        ("共引进200人，其中博士50人，另有30%参加培训。", ""),  # no share of the whole
        ("共引进200人，博士50人，占30%。", ""),  # not said to be a part
        ("共投入200万元，其中引进50人，占30%。", ""),  # money and people
        ("共引进200人。其中博士50人，占30%。", ""),  # two sentences
        ("共引进200人；其中博士50人，占30%。", ""),
        ("共引进200人;其中博士50人，占30%。", ""),
    ],
)
def test_shares(sentence: str, right: str) -> None:
    document = parse(f"临江市示范办法\n\n第一条 {sentence}\n".encode(), "甲.txt").document
    found = told(shares, document)
    assert [one.check for one in found] == ["figure_share"] * bool(right)
    for one in found:
        assert f"算是{right}" in one.message
        assert one.places[0].quote.endswith("%")
