"""Each check on a small text: what it says, where, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.parse import parse
from ingest.problems import UsageError
from kb.checks.examination import examine
from kb.checks.ignored import read_silences
from kb.checks.registry import CHECKS, NAMES, check
from kb.facts.statements import statements
from kb.finding import CheckFinding, Shelf

DAY = date(2026, 11, 26)
EMPTY = Shelf((), DAY)
RULE = """慈溪市示范办法

第一条 为了示范，制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作；
（二）连续缴纳社会保险。

第三条 {text}

第四条 本办法自2026年1月1日起施行，有效期5年。
"""
PLAN = """慈溪市人才规划

一、基础
2020年，全市（含新区）人才总量达到34.2万人，其中市本级人才总量达到27.01万人。
二、目标
到2025年，{text}。

表1 主要指标
指标\t单位\t2020年\t2025年目标
人才资源总量\t万人\t27.01（全大市34.2）\t33（全大市42）
高技能人才\t万人\t7.4\t11.6
注：表中指标为市本级统计口径。
"""


def document(text: str, name: str = "草案.txt", **fields: object) -> Document:
    return replace(parse(text.encode(), name).document, **fields)  # type: ignore[arg-type]


def found(text: str, shelf: Shelf = EMPTY) -> dict[str, CheckFinding]:
    return {one.check: one for one in check(document(RULE.format(text=text)), shelf)}


@pytest.mark.parametrize(
    ("text", "name", "severity"),
    [
        ("按照第九条办理。", "reference_broken", "error"),
        ("按照第二条第三款办理。", "reference_broken", "error"),
        ("标准见表3。", "reference_broken", "error"),
        ("材料见附件2。", "reference_broken", "error"),
        ("按照慈示[2025]3号办理。", "number_brackets", "warning"),
        ("按照慈示〔2025〕03号办理。", "number_serial", "warning"),
        ("依托宁波大学科技学院建设，支持宁波大学科学技术学院发展。", "term_variants", "warning"),
        ("《慈溪市旧办法》同时废止。", "repeal_unheld", "hint"),
        ("市人力资源和社会保障局（以下简称市人社局）负责。", "term_unused", "hint"),
        (
            "由市人社局受理。市人力资源和社会保障局（以下简称市人社局）负责。市人社局公示。",
            "term_early",
            "hint",
        ),
        ("推进PTC建设。", "term_latin", "hint"),
        ("共引进200人，其中博士50人，占30%。", "figure_share", "warning"),
    ],
)
def test_one_fault(text: str, name: str, severity: str) -> None:
    one = found(text)[name]
    assert one.severity == severity
    assert all(place.quote for place in one.places)


@pytest.mark.parametrize(
    "text",
    [
        "按照第二条第一款第（二）项和第四条办理。",
        "按照《没有收录的办法》第五条办理。",
        "高技能人才和技能人才，市人民医院和慈溪市人民医院，分别安排。",
        "按照慈示〔2025〕3号办理。",
        "共引进200人，其中博士50人，占25%。",
        "组建协调委员会（以下简称协调委），协调委负责GDP统计。",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert not [one for one in found(text).values() if one.severity != "hint"]


def test_numbers_left_out_and_used_twice() -> None:
    text = RULE.format(text="依法办理。")
    gap = check(document(text.replace("（二）", "（四）")), EMPTY)
    again = check(document(text.replace("第四条", "第三条")), EMPTY)
    assert "numbering_gap" in {one.check for one in gap}
    assert "numbering_repeat" in {one.check for one in again}


def test_titles_and_numbers_that_disagree() -> None:
    held = document(
        "慈溪市上位规定\n\n第一条 依法办理。\n", "上位.txt", number="慈示〔2025〕1号", title="慈溪市上位规定"
    )
    shelf = Shelf((held,), DAY)
    assert "title_number" in found("按照《慈溪市上位规定》（慈示〔2025〕2号）办理。", shelf)
    assert "title_number" in found("按照《慈溪市上位的规定》（慈示〔2025〕1号）办理。", shelf)
    assert "title_inexact" in found("按照《慈溪市上位的规定》办理。", shelf)
    assert not found("按照《慈溪市上位规定》（慈示〔2025〕1号）第一条办理。", shelf)


@pytest.mark.parametrize(
    ("text", "name", "severity"),
    [
        ("全市人才总量突破42万人，高技能人才达11.6万人", "figure_scope", "hint"),
        ("高技能人才达12.6万人", "figure_conflict", "error"),
        ("持证的高技能人才达3万人", "figure_definition", "hint"),
    ],
)
def test_figures_against_the_table(text: str, name: str, severity: str) -> None:
    draft = document(PLAN.format(text=text), issued=date(2021, 5, 1))
    figures = [one for one in check(draft, EMPTY) if one.check.startswith("figure")]
    if name == "figure_conflict":  # the sentence says no scope of its own, the table's is 市本级
        assert {one.check for one in figures} <= {"figure_conflict", "figure_scope"}
        assert figures
    else:
        assert (name, severity) in {(one.check, one.severity) for one in figures}


def test_the_ledger_brings_units_together() -> None:
    draft = document(PLAN.format(text="高技能人才达116000人"), issued=date(2021, 5, 1))
    said = {(s.subject, s.year, s.scope, s.value) for s in statements(draft)}
    assert ("人才资源总量", 2025, "全大市", 420000) in said
    assert not [one for one in check(draft, EMPTY) if one.check == "figure_conflict"]


def test_sums() -> None:
    rows = "事项\t时限（工作日）\n受理\t2\n审核\t{}\n合计\t10\n"
    text = "慈溪市示范办法\n\n第一条 时限见表1。\n\n表1 时限\n" + rows
    wrong = {one.check for one in check(document(text.format(5)), EMPTY)}
    right = {one.check for one in check(document(text.format(8)), EMPTY)}
    assert "figure_sum" in wrong
    assert "figure_sum" not in right


def test_every_finding_is_listed() -> None:
    assert len(NAMES) == sum(len(listed.finds) for listed in CHECKS)


def test_another_language_and_a_text_without_structure_are_told() -> None:
    english = examine(document("This is a draft of a rule.\nIt has no Chinese."), EMPTY)
    assert not english.findings.shown
    assert "没有中文" in english.notes[0]
    flat = examine(document("我们要做好人才工作。"), EMPTY)
    assert any("没有认出条款" in note for note in flat.notes)


def test_a_finding_is_let_stand_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "check-ignore.yaml"
    draft = document(RULE.format(text="按照第九条办理。"))
    path.write_text(
        f"- {{check: reference_broken, document: {draft.id}, text: 第九条, reason: 待修订}}\n"
        f"- {{check: term_variants, document: {draft.id}, reason: 原文如此}}\n",
        encoding="utf-8",
    )
    seen = examine(draft, EMPTY, read_silences(path))
    assert [one.check for one in seen.findings.silenced] == ["reference_broken"]
    assert [line.check for line in seen.findings.unmet] == ["term_variants"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {check: 没有的, document: 甲, reason: 乙}", "没有“没有的”"),
        ("- {check: term_variants}", "填得不对"),
        ("- [", "YAML"),
    ],
)
def test_a_bad_ignore_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "check-ignore.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_silences(path)
