"""A document that speaks of itself, by every kind of document that one may have."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse
from ingest.script.document_kinds import kinds_with
from kb.references.find import find


def document(text: str) -> Document:
    return parse(f"# 甲市人才规则\n\n第一条 甲。\n\n第二条 {text}\n".encode(), "甲.md").document


@pytest.mark.parametrize("kind", kinds_with("own"))
def test_a_document_names_itself(kind: str) -> None:
    mentions = find(document(f"按照本{kind}第一条执行。"))
    assert [(one.kind, one.text) for one in mentions] == [("self", f"本{kind}第一条")]


@pytest.mark.parametrize("name", ["实施方案", "暂行条例", "若干措施", "管理规程"])
def test_with_what_qualifies_the_kind(name: str) -> None:
    assert [one.text for one in find(document(f"本{name}由市人才办解释。"))] == [f"本{name}"]


@pytest.mark.parametrize(
    "text",
    [
        "本法院受理。", "本规划期内完成。", "本规范性文件清理。", "本标准化工作。", "本计划生育工作。",
        "本报告期内。", "本程序性规定。", "由本令人满意的机构办理。", "根本措施在于改革。",
    ],
)  # fmt: skip
def test_what_only_begins_like_it(text: str) -> None:
    assert not [one for one in find(document(text)) if one.kind == "self"]
