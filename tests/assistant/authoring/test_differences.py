"""A comparison as JSON, as text and as one page."""

from __future__ import annotations

import json

import pytest

from assistant.authoring.differences import (
    KIND_NAMES,
    comparison_html,
    comparison_json,
    comparison_text,
    summary,
)
from ingest.parse import parse
from kb.change import Comparison, compare

OLD = """慈溪市示范办法
慈示例〔2025〕1号

第一条 为了示范，制定本办法。

第二条 补贴标准为最高8万元。

第三条 逾期不予受理。

第四条 申请人应当在30日内提出；
"""
NEW = (
    OLD.replace("2025〕1号", "2026〕2号")
    .replace("8万元", "9万元")
    .replace("第三条 逾期不予受理。\n\n第四条", "第三条")
    .replace("提出；", "提出;")
)


def compared(old: str = OLD, new: str = NEW) -> Comparison:
    return compare(parse(old.encode(), "旧.txt").document, parse(new.encode(), "新.txt").document)


def test_json_names_both_versions_and_counts_every_kind() -> None:
    told = json.loads(json.dumps(comparison_json(compared())))
    assert set(told) == {"old", "new", "summary", "changes"}
    assert (told["old"]["id"], told["new"]["id"]) == ("慈示例-2025-1", "慈示例-2026-2")
    assert told["summary"]["figures"] == 1
    first = told["changes"][0]
    assert (first["kind"], first["old"], first["old_label"]) == ("changed", "慈示例-2025-1#t2", "第二条")
    assert [(one["old"], one["new"]) for one in first["figures"]] == [("最高8万元", "最高9万元")]
    assert {one["kind"] for one in told["changes"]} <= KIND_NAMES.keys()
    gone = next(one for one in told["changes"] if one["kind"] == "deleted")
    assert (gone["new"], gone["new_label"], gone["new_text"]) == (None, "", "")


def test_the_order_is_figures_substance_form_numbers() -> None:
    changes = comparison_json(compared())["changes"]
    rank = [0 if c["figures"] else 1 if c["substance"] else 2 if c["form"] else 3 for c in changes]
    assert rank == sorted(rank)


def test_the_text_marks_what_went_and_what_came() -> None:
    text = comparison_text(compared(), 80)
    assert "《慈溪市示范办法》（慈示例〔2025〕1号） → 《慈溪市示范办法》（慈示例〔2026〕2号）" in text
    assert "数字　第二条：最高8万元 → 最高9万元" in text
    assert "补贴标准为最高[-8万-]{+9万+}元。" in text
    assert "【删除】" in text
    assert "【修改，" in text, "a change of form says which form"
    assert summary(compared()) in text.replace("\n", "")


def test_the_same_text_has_nothing_to_tell() -> None:
    found = compared(OLD, OLD)
    assert summary(found).startswith("实质改动 0 处（其中涉及数字 0 处）；仅形式不同 0 处；仅序号变化 0 处；")
    assert "<table" not in comparison_html(found)
    assert "<ul" not in comparison_html(found)
    assert comparison_json(found)["changes"] == []


def test_the_page_shows_each_side_apart_and_escapes_both() -> None:
    html = comparison_html(
        compared(OLD + "第五条 旧<script>。\n", NEW + "第四条 新<b>。\n第五条 <img x>。\n")
    )
    for tag in ("<script", "<b>", "<img"):
        assert tag not in html
    assert "&lt;b&gt;" in html
    assert html.index("<del>") < html.index("<ins>")
    for asked in ("http://", "https://", "src=", "<link"):
        assert asked not in html


@pytest.mark.parametrize(
    ("old", "shown"),
    [
        (OLD, "慈示例〔2025〕1号"),
        (OLD.replace("慈示例〔2025〕1号\n", "") + "第五条 本办法自2025年3月1日起施行。\n", "2025-03-01"),
        (OLD.replace("慈示例〔2025〕1号\n", ""), "旧.txt"),
    ],
    ids=["number", "day", "file"],
)
def test_a_version_is_told_by_number_else_day_else_file(old: str, shown: str) -> None:
    assert f"《慈溪市示范办法》（{shown}） → " in comparison_text(compared(old), 120)
