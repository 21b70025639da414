"""The ledger of a document: subject, year, stage, scope and value, from tables and from sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.facts.statements import Statement, sentences, shorter, statements

PLAN = """临江市人才规划

一、基础
{before}。
二、目标
{text}。

{caption}
{table}
注：表中指标为市本级统计口径。
"""
TABLE = "指标\t单位\t2020年\t2025年目标\n人才资源总量\t万人\t27（全大市34）\t33（全大市42）\n高技能人才\t万人\t7.4\t>11.6"


def plan(
    text: str = "目标", before: str = "基础", caption: str = "表1 主要指标", table: str = TABLE
) -> Document:
    said = PLAN.format(text=text, before=before, caption=caption, table=table)
    return replace(parse(said.encode(), "规划.txt").document, issued=date(2021, 5, 1))


def told(document: Document, source: str) -> list[Statement]:
    return [one for one in statements(document) if one.source == source]


def test_every_figure_of_a_table_is_a_statement() -> None:
    found = told(plan(), "table")
    assert [(s.subject, s.year, s.stage, s.scope, s.value, s.unit, s.printed) for s in found] == [
        ("人才资源总量", 2020, "actual", "市本级", 270000, "人", "27万人"),
        ("人才资源总量", 2020, "actual", "全大市", 340000, "人", "34万人"),
        ("人才资源总量", 2025, "target", "市本级", 330000, "人", "33万人"),
        ("人才资源总量", 2025, "target", "全大市", 420000, "人", "42万人"),
        ("高技能人才", 2020, "actual", "市本级", 74000, "人", "7.4万人"),
        ("高技能人才", 2025, "target", "市本级", 116000, "人", ">11.6万人"),
    ]
    assert {s.place.clause.path for s in found} == {"b1.r1", "b1.r2"}


@pytest.mark.parametrize(
    ("table", "caption", "expected"),
    [
        # the unit of the caption, a serial number, and the last column of words
        (
            "序号\t类别\t指标\t2025年目标\n1\t队伍\t党政人才\t0.64",
            "表1 主要指标（单位：万人）",
            [("党政人才", 2025, "target", Decimal(6400))],
        ),
        # a year after the issue is a target without the word, one before it is not
        ("指标\t2019年\t2023年\n工作站\t3家\t5家", "表1 指标", []),  # a unit in the cell is not read
        ("指标\t单位\t2019年\t2023年\n工作站\t家\t3\t5", "表1 指标", [("工作站", 2019, "actual", 3), ("工作站", 2023, "target", 5)]),
        # the period of the caption
        (
            "指标\t单位\t规划目标\t完成情况\n工作站\t家\t3\t5",
            "表1 “十三五”指标",
            [("工作站", 2020, "target", 3), ("工作站", 2020, "actual", 5)],
        ),
        ("指标\t单位\t目标\n工作站\t家\t3", "表1 指标", []),  # no year at all
        ("指标\t单位\t2025年\n工作站\t家\t若干", "表1 指标", []),  # no figure
        ("指标\t2025年目标\n占比\t70%", "表1 指标", [("占比", 2025, "target", 70)]),
    ],
)  # fmt: skip
def test_columns_and_units(
    table: str, caption: str, expected: list[tuple[str, int, str, Decimal | int]]
) -> None:
    found = told(plan(table=table, caption=caption), "table")
    assert [(s.subject, s.year, s.stage, s.value) for s in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，高技能人才达11.6万人", [("高技能人才", 2025, "target", "", 116000, "")]),
        ("到2025年，全市高技能人才总量达到11.6万人", [("高技能人才", 2025, "target", "全市", 116000, "")]),
        ("到2025年，人才总量达42万人", [("人才资源总量", 2025, "target", "", 420000, "")]),
        ("2020年，高技能人才为7万人", [("高技能人才", 2020, "actual", "", 70000, "")]),
        ("到2025年，持证的高技能人才达3万人", [("高技能人才", 2025, "target", "", 30000, "持证的")]),
        ("到2025年，新增高技能人才3万人", []),  # only the tail of a longer name
        ("高技能人才达3万人", []),  # no year
        ("科技创新2025，高技能人才达3万人", []),  # a year is said with 年
        ("到2025年，工作站达3家", []),  # no subject of a table
    ],
)
def test_sentences_about_the_subjects_of_tables(
    sentence: str, expected: list[tuple[str, int, str, str, int, str]]
) -> None:
    found = told(plan(sentence), "text")
    assert [(s.subject, s.year, s.stage, s.scope, s.value, s.narrowed) for s in found] == expected
    for one in found:
        assert one.printed in one.place.quote


def test_the_year_goes_on_through_a_clause_and_not_into_the_next() -> None:
    found = told(plan("到2025年，建成3个园区。高技能人才达11.6万人"), "text")
    assert [(s.year, s.value) for s in found] == [(2025, 116000)]
    assert told(plan(before="2020年基础较好", text="高技能人才达11.6万人"), "text") == []


def test_the_year_of_a_sentence_without_a_figure_goes_on_too() -> None:
    found = told(plan("到2025年，走在前列。高技能人才达11.6万人"), "text")
    assert [(s.year, s.value) for s in found] == [(2025, 116000)]


def test_sentences_of_a_clause_are_its_own() -> None:
    document = plan("到2025年，走在前列。要落实；要见效;要长效")
    clause = next(c for c in document.root.children if c.heading.startswith("目标") or "目标" in c.text[:6])
    found = [one for child in (clause, *clause.children) for one in sentences(document, child)]
    assert [one for _, one in found if one.startswith("要")] == ["要落实；", "要见效;", "要长效。"]
    for start, sentence in found:
        assert document.text[start : start + len(sentence)] == sentence
    assert "".join(one for _, one in sentences(document, document.root)) == ""


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("人才资源总量", ("人才总量",)),
        ("社会工作人才总量", ("社会人才总量", "社会工才总量", "社会工作总量")),
        ("高技能人才", ()),  # too short for a word to be left out
        ("", ()),
    ],
)
def test_a_name_with_one_word_left_out(subject: str, expected: tuple[str, ...]) -> None:
    assert shorter(subject) == expected


def test_a_document_without_tables_states_nothing() -> None:
    document = parse("临江市办法\n\n第一条 2020年高技能人才达3万人。\n".encode(), "甲.txt").document
    assert statements(document) == ()
