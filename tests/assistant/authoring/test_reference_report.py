"""References as lines and as JSON, in both directions."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.authoring.reference_report import (
    SHOWN,
    both_ways_json,
    both_ways_text,
    line_of,
    names_of,
    reference_json,
    references_text,
    told_lines,
)
from ingest.document import ClauseId
from ingest.parse import parse
from kb.address.mention import Kind, Mention
from kb.finding import Shelf
from kb.references import Graph, Reference
from kb.references.reference import Status

RULE = """慈溪市示范办法

第一条 为了示范，制定本办法。

第二条 标准按照第一条执行，逾期的按照第九条执行。
"""
OTHER = """慈溪市配套规定

第一条 按照《慈溪市示范办法》第二条发放补贴。
"""
DOCUMENTS = tuple(parse(text.encode(), "办法.txt").document for text in (RULE, OTHER))
GRAPH = Graph.of(DOCUMENTS, Shelf(DOCUMENTS, date(2026, 1, 1)))
NAMES = names_of(DOCUMENTS)
FIRST, SECOND = (document.id for document in DOCUMENTS)


def reference(
    status: Status, *targets: ClauseId, text: str = "第九条", kind: Kind = "address", note: str = ""
) -> Reference:
    return Reference(ClauseId(FIRST, "t2"), Mention(kind, text, 3, 3 + len(text)), status, targets, note)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (reference("resolved", ClauseId(FIRST, "t1"), text="第一条"), "第二条　「第一条」（条款） → 第一条"),
        (
            reference("resolved", ClauseId(SECOND, "t1"), text="《配套规定》第一条", kind="title"),
            "第二条　「《配套规定》第一条」（书名号） → 《慈溪市配套规定》第一条",
        ),
        (
            reference("resolved", ClauseId(FIRST, ""), text="本办法", kind="self"),
            "第二条　「本办法」（本文件） → 本文件",
        ),
        (
            reference("range", ClauseId(FIRST, "t3"), ClauseId(FIRST, "t5"), text="第三条至第五条"),
            "第二条　「第三条至第五条」（条款） → 第三条至第五条",
        ),
        (reference("not_found", note="没有第九条。"), "第二条　「第九条」（条款）　〔找不到〕没有第九条。"),
        (reference("resolved", ClauseId("没有的", "t1")), "第二条　「第九条」（条款） → 《没有的》第一条"),
    ],
    ids=["own", "other", "whole", "range", "not found", "unknown name"],
)
def test_a_line_tells_where_what_and_which(given: Reference, line: str) -> None:
    assert line_of(given, NAMES) == line


def test_json_of_a_reference() -> None:
    told = json.loads(json.dumps(reference_json(reference("not_found", note="没有。"))))
    assert told == {
        "source": f"{FIRST}#t2", "label": "第二条", "text": "第九条", "kind": "address", "start": 3, "end": 6,
        "status": "not_found", "targets": [], "note": "没有。",
    }  # fmt: skip


def test_references_stand_under_their_documents_with_counts() -> None:
    lines = references_text(GRAPH.references, NAMES, 80).splitlines()
    assert [line for line in lines if line.startswith("《")] == ["《慈溪市示范办法》", "《慈溪市配套规定》"]
    assert lines[-1].startswith(f"共 {len(GRAPH.references)} 处引用：已找到 ")
    assert "找不到 1" in lines[-1]
    assert references_text([], NAMES, 80) == "没有找到引用。"


def test_both_directions_of_a_clause() -> None:
    text = both_ways_text(GRAPH, ClauseId(FIRST, "t2"), 80)
    cites, cited = text.split("\n\n")
    assert cites.startswith("引用（2处）")
    assert cited.splitlines()[0] == "被引用（1处）"
    assert "《慈溪市配套规定》第一条第一款" in cited
    told = both_ways_json(GRAPH, ClauseId(FIRST, "t2"))
    assert [len(told["cites"]), len(told["cited_by"])] == [2, 1]
    assert told["cited_by"][0]["source"].startswith(SECOND)


def test_a_clause_that_nobody_names_has_nothing() -> None:
    alone = ClauseId(SECOND, "t1")
    assert both_ways_json(GRAPH, alone)["cited_by"] == []
    assert "被引用" not in both_ways_text(GRAPH, alone, 80)
    assert both_ways_text(Graph(DOCUMENTS, ()), alone, 80) == ""


def test_the_lines_of_the_page_name_other_documents_only() -> None:
    clause = ClauseId(FIRST, "t2")
    assert all(not line.startswith("《") for line in told_lines(GRAPH, clause, GRAPH.citing(clause)))
    assert [line[:9] for line in told_lines(GRAPH, clause, GRAPH.cited_by(clause))] == ["《慈溪市配套规定》"]


def test_a_long_list_is_cut_and_says_so() -> None:
    many = tuple(reference("not_found", note=f"{n}。") for n in range(SHOWN + 3))
    lines = both_ways_text(Graph(DOCUMENTS, many), ClauseId(FIRST, "t2"), 80).splitlines()
    assert lines[0] == f"引用（{SHOWN + 3}处）"
    assert len(lines) == SHOWN + 2
    assert lines[-1].strip() == "……其余 3 处见 wence refs"
