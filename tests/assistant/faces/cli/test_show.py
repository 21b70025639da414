"""Answers, clauses, hits and trees as text for a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import click
import pytest
from handmade import AS_OF, DOCUMENT_ID, citation, document

from assistant.answer import Answer, Status
from assistant.context import Context
from assistant.faces.cli.show import answer_text, context_text, hits_text, tree_text
from assistant.typeset import width
from ingest.document import ClauseId
from ingest.problems import Problem


def answer(status: Status = "answered", text: str = "可以落户。", **more: Any) -> Answer:
    given = {"citations": (citation("1.1.2", "毕业生可以凭毕业证落户"),)} | more
    return Answer("能落户吗", status, text, AS_OF, **given)


def plain(text: str) -> str:
    return click.unstyle(text)


@pytest.mark.parametrize(
    ("status", "label"),
    [
        ("answered", "有条款依据"),
        ("partial", "部分有依据"),
        ("clarify", "需要补充一点信息"),
        ("not_found", "现有文件没有规定"),
        ("error", "出错了"),
    ],
)
def test_an_answer_begins_with_its_status_and_ends_with_its_day(status: Status, label: str) -> None:
    lines = plain(answer_text(answer(status), 80)).splitlines()
    assert (lines[0], lines[-1]) == (f"【{label}】", "以 2026-01-31 有效的文件为准")


def test_evidence_related_and_notes_stand_apart() -> None:
    text = plain(answer_text(answer(related=(citation("1.1.1"),), notes=("说明一句。",)), 80))
    evidence, related = text.split("相关条款（供参考，不是依据）")
    assert (
        "[1] 《慈溪市人才住房示例办法》（慈示例〔2026〕9号）一、（一）2.（示例文件，不作为办事依据）"
        in evidence.replace("\n    ", "")
    )
    assert f"wence show '{DOCUMENT_ID}#1.1.2'" in evidence
    assert "1.本办法适用于" in related
    assert "· 说明一句。" in related


def test_what_is_not_there_has_no_heading() -> None:
    text = plain(answer_text(answer("not_found", "没有规定。", citations=()), 80))
    assert "依据\n" not in text
    assert "相关条款" not in text
    assert "说明" not in text


def test_a_quote_that_the_text_holds_is_not_printed_twice() -> None:
    assert (
        plain(answer_text(answer(text="规定：「毕业生可以凭毕业证落户」"), 80)).count(
            "毕业生可以凭毕业证落户"
        )
        == 1
    )
    assert plain(answer_text(answer(text="可以。"), 80)).count("毕业生可以凭毕业证落户") == 1


def test_nothing_shown_can_move_the_cursor() -> None:
    evil = "甲\x1b[2J乙\u202e"
    text = answer_text(answer(text=evil, notes=(evil,)), 80)
    assert "甲[2J乙" in text
    assert "\x1b[2J" not in text
    assert "\u202e" not in text


HIT: dict[str, Any] = {
    "clause_id": f"{DOCUMENT_ID}#1.1.2", "label": "一、（一）2.", "score": 0.75, "rank": 1, "via": "words",
    "breadcrumb": "总则", "text": "毕业生可以凭毕业证落户\t一", "validity": "",
    "document": {"id": DOCUMENT_ID, "title": "示例办法", "number": "慈示例〔2026〕9号", "authority": "official"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "head"),
    [
        ({}, "1. 慈示例〔2026〕9号 一、（一）2.  0.750"),
        ({"document": HIT["document"] | {"number": ""}}, "1. 《示例办法》 一、（一）2.  0.750"),
        (
            {"validity": "已于2025-01-01失效", "document": HIT["document"] | {"authority": "sample"}},
            "1. 慈示例〔2026〕9号 一、（一）2.（已于2025-01-01失效）（示例文件，不作为办事依据）  0.750",
        ),
    ],
)
def test_a_hit_is_headed_by_number_or_title_and_what_is_to_be_said(change: dict[str, Any], head: str) -> None:
    lines = plain(hits_text({"hits": [HIT | change], "notes": ["只按词检索。"]}, 100)).splitlines()
    assert lines[0] == head
    assert lines[1].strip() == "毕业生可以凭毕业证落户  一"
    assert lines[-1] == "· 只按词检索。"


def test_no_hit_is_told() -> None:
    assert hits_text({"hits": [], "notes": []}, 80) == "没有找到相近的条款。"


def context(path: str, **more: Any) -> Context:
    return Context.of(replace(document(), **more), ClauseId(DOCUMENT_ID, path))


def test_a_clause_stands_between_its_neighbours_with_its_citation() -> None:
    text = plain(context_text(context("1.1.2"), 80))
    assert text.index("1.本办法") < text.index("▌ 2.毕业生")
    assert f"编号：{DOCUMENT_ID}#1.1.2" in text
    assert "发布 2026-01-01" in text
    assert "施行" not in text


def test_every_day_that_is_known_is_told() -> None:
    told = plain(context_text(context("1.1.1", effective=date(2026, 2, 1), repealed=date(2027, 1, 1)), 80))
    assert "发布 2026-01-01　施行 2026-02-01　废止 2027-01-01" in told
    assert "发布" not in plain(context_text(context("1.1.1", issued=None), 80))


@pytest.mark.parametrize("path", ["b1", "b1.r1"])
def test_a_table_and_its_row_stand_under_their_header(path: str) -> None:
    text = plain(context_text(context(path), 80))
    assert text.index("类别") < text.index("硕士")
    assert "30万元" in text


def test_a_tree_tells_header_levels_tables_and_problems() -> None:
    text = plain(tree_text(document(), [Problem("gap", "warning", "第三条", "编号跳号。")], 80))
    for part in ("标题：慈溪市人才住房示例办法", "文号：慈示例〔2026〕9号", "一、　总则", "  一、（一）　适用范围",
                 "    一、（一）2.　毕业生可以凭毕业证落户", "表1 补贴标准", "发现 1 个结构问题", "· 警告　第三条 编号跳号。"):  # fmt: skip
        assert part in text
    assert "废止：" not in text
    assert "没有发现结构问题。" in tree_text(document(), [], 80)


def test_no_line_is_wider_than_the_terminal() -> None:
    """But for what is copied: the citation, the command."""
    for text in (answer_text(answer(notes=("长" * 90,)), 40), context_text(context("1.1.2"), 40)):
        lines = [
            line for line in plain(text).splitlines() if not line.strip().startswith(("引用：", "wence"))
        ]
        assert max(map(width, lines)) <= 42
