"""The JSON that `parse` and `search` give out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from handmade import AS_OF, DOCUMENT_ID, FakeBase, document

from assistant.faces.payload import parsed_json, retrieval_json
from ingest.problems import Problem
from kb.passage import Hit, Retrieval


def parsed() -> dict[str, Any]:
    problems = [Problem("gap", "warning", "第三条", "编号跳号。")]
    told: dict[str, Any] = json.loads(json.dumps(parsed_json(document(), problems)))
    return told


def test_a_parsed_file_is_the_contract() -> None:
    told = parsed()
    assert list(told) == ["document", "text", "clauses", "tables", "problems"]
    assert {"id", "title", "number", "issuer", "issued", "effective"} <= set(told["document"])
    assert (told["document"]["issued"], told["document"]["effective"]) == ("2026-01-01", None)
    assert told["problems"][0]["message"] == "编号跳号。"


def test_clauses_stand_in_order_each_below_its_parent() -> None:
    clauses = parsed()["clauses"]
    assert [clause["id"].partition("#")[2] for clause in clauses] == [
        "0", "1", "1.1", "1.1.1", "1.1.2", "b1", "b1.r1",
    ]  # fmt: skip
    parents = {clause["id"]: clause["parent"] for clause in clauses}
    assert parents[f"{DOCUMENT_ID}#1"] is None
    assert parents[f"{DOCUMENT_ID}#1.1.2"] == f"{DOCUMENT_ID}#1.1"
    assert parents[f"{DOCUMENT_ID}#b1.r1"] == f"{DOCUMENT_ID}#b1"
    assert all(0 <= clause["start"] < clause["end"] <= len(document().text) for clause in clauses)


def test_a_table_gives_values_and_the_place_of_every_cell() -> None:
    (table,) = parsed()["tables"]
    assert (table["caption"], table["columns"]) == ("表1 补贴标准", ["类别", "标准"])
    (row,) = table["rows"]
    assert row["values"] == ["硕士", "30万元"]
    text = document().text
    assert [text[cell["start"] : cell["end"]] for cell in row["cells"]] == row["values"]
    assert [text[cell["start"] : cell["end"]] for cell in table["header"]] == table["columns"]


def test_a_document_without_tables_or_problems() -> None:
    told = parsed_json(replace(document(), tables=()), [])
    assert (told["tables"], told["problems"]) == ([], [])


def searched(score: float = 0.123456789, **change: Any) -> dict[str, Any]:
    held = FakeBase().search("落户", 3, AS_OF)
    hits = tuple(Hit(hit.clause_id, score, hit.rank, hit.via) for hit in held.hits)
    return retrieval_json(
        Retrieval("落户", AS_OF, hits, ("只按词检索。",)),
        FakeBase().passage,
        lambda _: replace(document(), **change),
    )


def test_a_search_is_the_contract() -> None:
    told = json.loads(json.dumps(searched()))
    assert list(told) == ["query", "as_of", "hits", "notes"]
    assert (told["as_of"], told["notes"]) == ("2026-01-31", ["只按词检索。"])
    (hit,) = told["hits"]
    assert list(hit) == [
        "clause_id", "label", "score", "rank", "via", "breadcrumb", "text", "validity", "document",
    ]  # fmt: skip
    assert (hit["score"], hit["label"], hit["validity"]) == (0.123457, "一、（一）2.", "")
    assert hit["document"] == {
        "id": DOCUMENT_ID, "title": "慈溪市人才住房示例办法", "number": "慈示例〔2026〕9号", "authority": "sample",
    }  # fmt: skip


def test_a_search_that_finds_nothing() -> None:
    found = retrieval_json(Retrieval("无", AS_OF, ()), FakeBase().passage, FakeBase().document)
    assert found["hits"] == []
