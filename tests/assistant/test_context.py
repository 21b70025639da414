"""A clause in its context: what is above and beside it, and how it is cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_documents import plan, regulation

from assistant.answer import DocumentRef
from assistant.context import Context, citation_line, document_json, entry_json, titled
from ingest.document import ClauseId, Stretch
from kb.entry import Entry

REF = DocumentRef("甲", "临江市甲办法", "临政发〔2025〕1号", "official")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({}, "《临江市甲办法》（临政发〔2025〕1号）第二条"),
        ({"number": ""}, "《临江市甲办法》第二条"),
        ({"title": "关于《甲》的补充规定"}, "《关于〈甲〉的补充规定》（临政发〔2025〕1号）第二条"),
        ({"authority": "sample"}, "《临江市甲办法》（临政发〔2025〕1号）第二条（示例文件，不作为办事依据）"),
        (
            {"authority": "sample", "validity": "已于2025-01-01失效"},
            "《临江市甲办法》（临政发〔2025〕1号）第二条（已于2025-01-01失效）（示例文件，不作为办事依据）",
        ),
    ],
)
def test_how_a_clause_is_cited(change: dict[str, str], line: str) -> None:
    assert citation_line(replace(REF, **change), "第二条") == line


@pytest.mark.parametrize(
    ("marker", "heading", "between", "expected"),
    [
        ("一、", "目标", "", "一、目标"),
        ("表1", "表1 主要指标", "", "表1 主要指标"),
        ("第一章", "总则", " ", "第一章 总则"),
        ("第一条", "", " ", "第一条"),
    ],
)
def test_a_marker_stands_once(marker: str, heading: str, between: str, expected: str) -> None:
    assert titled(marker, heading, between) == expected


@pytest.mark.parametrize(
    ("path", "above", "before", "after"),
    [
        ("t2.k1.x1", ["c1", "t2", "t2.k1"], None, "t2.k1.x2"),
        ("t2.k1.x2", ["c1", "t2", "t2.k1"], "t2.k1.x1", None),
        ("t2", ["c1"], "t1", "t2-1"),
        ("c1", [], None, None),
        ("", [], None, None),
    ],
)
def test_what_is_around_a_clause(path: str, above: list[str], before: str | None, after: str | None) -> None:
    document = regulation()
    found = Context.of(document, ClauseId(document.id, path))
    assert found.clause.id.path == path
    assert [one.id.path for one in found.ancestors] == above
    assert (found.before and found.before.id.path) == before
    assert (found.after and found.after.id.path) == after


def test_a_clause_that_is_not_there_is_an_error() -> None:
    document = regulation()
    with pytest.raises(KeyError):
        Context.of(document, ClauseId(document.id, "t99"))
    with pytest.raises(KeyError):
        Context.of(document, ClauseId("别的", "t1"))


def test_the_breadcrumb_names_what_people_call_the_document() -> None:
    document = plan()
    found = Context.of(document, ClauseId(document.id, "b1.r1"))
    assert found.breadcrumb == "慈溪市人才发展“十四五”规划 > 一、主要目标 > （二）指标 > 表1 主要指标"
    assert found.citation == "《慈溪市人才发展“十四五”规划》（慈发改〔2021〕25号）表1第1行"


def test_pages_and_recognised_words_are_told() -> None:
    document = regulation()
    clause = document.clause("t1")
    scanned = replace(
        document,
        stretches=(Stretch(0, clause.start - 1, 1, None), Stretch(clause.start, clause.end, 2, 0.934)),
    )
    found = Context.of(scanned, clause.id)
    assert found.citation.endswith("第一条（第2页；扫描件文字识别，平均置信度93%）")
    told = found.as_json()
    assert (told["page"], told["confidence"]) == (2, pytest.approx(0.934))
    plain = Context.of(document, clause.id).as_json()
    assert (plain["page"], plain["confidence"]) == (None, None)


def test_a_clause_as_json_is_a_slice_with_its_children() -> None:
    document = regulation()
    told = Context.of(document, ClauseId(document.id, "t2.k1")).as_json()
    assert told["text"] == document.text[told["start"] : told["end"]]
    assert told["clause_id"] == f"{document.id}#t2.k1"
    assert [one["label"] for one in told["children"]] == ["第二条第一款第（一）项", "第二条第一款第（二）项"]
    assert told["document"] == document_json(document)
    assert "text" not in told["document"]
    assert (told["document"]["issued"], told["document"]["repealed"]) == ("2015-11-26", None)


def test_a_document_in_a_list() -> None:
    entry = Entry(
        id="甲", title="关于印发《乙》的通知", number="", carried="乙", authority="sample", origin="", sha256="",
        parser="", status="", replaced_by="", meta="", state="held", succeeded_by="", standalone=False,
        issuer=(), replaces=(), issued=date(2024, 1, 2), effective=None, repealed=None, succeeded_from=None,
    )  # fmt: skip
    assert entry_json(entry) == {
        "id": "甲", "title": "关于印发《乙》的通知", "name": "乙", "number": "", "authority": "sample",
        "issued": "2024-01-02", "effective": None, "repealed": None,
    }  # fmt: skip
