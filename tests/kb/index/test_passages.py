"""Passages: what is searched of a document, and under which headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_documents import made, plan, regulation

from ingest.document import Document
from ingest.parse import parse_file
from kb.index.passages import passage_of, passages

TITLE = "慈溪市人才发展“十四五”规划"


def by_path(document: Document) -> dict[str, tuple[str, str]]:
    return {p.clause_id.path: (p.breadcrumb, p.text) for p in passages(document)}


def test_a_regulation_gives_one_passage_an_article() -> None:
    found = by_path(regulation())
    assert list(found) == ["t1", "t2", "t2-1"]
    assert found["t2"][0] == "居住证暂行条例 > 第一章 总则"
    assert found["t2"][1].startswith("第二条") and found["t2"][1].endswith("监护人代办。")


def test_a_notice_gives_leaves_and_own_words() -> None:
    found = by_path(plan())
    assert list(found) == [
        "0", "1.1.s1", "1.1.s2", "1.2", "b1.r1", "b1.r2", "b1.z1", "2.0.1", "2.0.2", "2.0.2.p2", "end",
    ]  # fmt: skip
    assert found["1.2"] == (f"{TITLE} > 一、主要目标", "（二）指标见下表。")
    assert found["1.1.s2"] == (f"{TITLE} > 一、主要目标 > （一）现实基础", "二是平台建成。")
    assert found["2.0.2"][1] == "2.落户。青年人才无门槛落户。"


def test_a_row_carries_its_caption_headers_and_merged_cells() -> None:
    breadcrumb, text = by_path(plan())["b1.r2"]
    assert text == "党政人才\t0.64万人"
    assert breadcrumb.endswith("（二）指标 > 表1 主要指标 > 类别 指标 2025年目标 > 队伍")
    assert by_path(plan())["b1.r1"][0].endswith("类别 指标 2025年目标")


def test_words_after_the_children_are_not_lost() -> None:
    document = made("甲", [("1", "h1", "一、", "目标", "", [("1.s1", "inline", "", "", "一是甲。", [])])])
    from dataclasses import replace

    text = document.text + "\n此外另有规定。"
    first = replace(document.root.children[0], end=len(text), text=text)
    whole = replace(
        document, text=text, root=replace(document.root, children=(first,), end=len(text), text=text)
    )
    assert by_path(whole)["1"][1] == text


def test_any_clause_is_a_passage_on_request() -> None:
    document = regulation()
    passage = passage_of(document, "t2.k1.x2")
    assert passage.text == "（二）有合法稳定住所。"
    assert passage.breadcrumb == "居住证暂行条例 > 第一章 总则"
    with pytest.raises(KeyError):
        passage_of(document, "t99")


def test_the_plan_is_searched_whole(plan_file: Path) -> None:
    document = parse_file(plan_file).document
    found = passages(document)
    assert len({p.clause_id for p in found}) == len(found)
    assert all(p.text and p.text in document.text for p in found)
    searched = "".join(p.text for p in found)
    missing = [c.id.path for c in document.clauses if not c.children and c.text.strip() not in searched]
    assert missing == []
