"""The LlamaIndex face: nodes that carry their citation, and nothing imported before it is asked for."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ingest.document import Clause, ClauseId, Document
from kb.llama import wence_retriever
from kb.passage import Hit, Passage, Retrieval

TEXT = "慈溪市人才住房办法（示例）\n一、总则\n为安居制定。\n二、配租\n人才公寓租金按规定减免。"


def document() -> Document:
    def clause(path: str, heading: str) -> Clause:
        start = TEXT.index(heading)
        end = TEXT.index("\n二、") if path == "1" else len(TEXT)
        return Clause(
            ClauseId("示例-1", path), "h1", path, heading[:2], heading[2:], TEXT[start:end], start, end
        )

    children = (clause("1", "一、总则"), clause("2", "二、配租"))
    root = Clause(ClauseId("示例-1", ""), "document", "", "", "", TEXT, 0, len(TEXT), children)
    return Document(
        id="示例-1",
        title="慈溪市人才住房办法（示例）",
        number="慈示例〔2026〕9号",
        issuer=("慈溪市",),
        issued=None,
        effective=None,
        repealed=None,
        status="",
        authority="sample",
        source="示例.md",
        text=TEXT,
        root=root,
    )


class TinyBase:
    """A knowledge base of one document, whose search gives its clauses from the last to the first."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, date | None]] = []

    def search(self, query: str, k: int = 10, as_of: date | None = None) -> Retrieval:
        self.asked.append((query, k, as_of))
        hits = (
            Hit(ClauseId("示例-1", "2"), 0.9, 1, "words+vectors"),
            Hit(ClauseId("示例-1", "1"), 0.4, 2, "words"),
        )
        return Retrieval(query, as_of or date(2026, 1, 1), hits[:k] if query.strip() else ())

    def document(self, document_id: str) -> Document:
        return document()

    def clause(self, clause_id: ClauseId) -> Clause:
        return document().clause(clause_id.path)

    def passage(self, clause_id: ClauseId) -> Passage:
        return Passage(clause_id, "慈溪市人才住房办法（示例）", self.clause(clause_id).text)


def test_a_node_is_a_clause_with_its_citation() -> None:
    base = TinyBase()
    nodes = wence_retriever(base, k=2, as_of=date(2026, 5, 1)).retrieve("租金怎么减")
    assert base.asked == [("租金怎么减", 2, date(2026, 5, 1))]
    assert [(n.node.node_id, n.score) for n in nodes] == [("示例-1#2", 0.9), ("示例-1#1", 0.4)]
    first = nodes[0].node
    assert first.get_content() == "二、配租\n人才公寓租金按规定减免。"
    assert first.metadata == {
        "clause_id": "示例-1#2",
        "label": "二、",
        "breadcrumb": "慈溪市人才住房办法（示例）",
        "quote": "二、配租\n人才公寓租金按规定减免。",
        "start": TEXT.index("二、"),
        "end": len(TEXT),
        "document_id": "示例-1",
        "document_title": "慈溪市人才住房办法（示例）",
        "document_number": "慈示例〔2026〕9号",
        "authority": "sample",
        "via": "words+vectors",
        "as_of": "2026-05-01",
    }
    for found in nodes:
        place = found.node.metadata
        assert place["quote"] == TEXT[place["start"] : place["end"]] == found.node.get_content()
    json.dumps(first.metadata)


def test_a_model_reads_the_source_beside_the_clause() -> None:
    from llama_index.core.schema import MetadataMode

    (found, *_) = wence_retriever(TinyBase()).retrieve("租金")
    read = found.node.get_content(MetadataMode.LLM)
    assert all(part in read for part in ("慈示例〔2026〕9号", "sample", "二、", "租金"))
    assert read.count("人才公寓租金按规定减免") == 1
    assert found.node.get_content(MetadataMode.EMBED) == found.node.get_content()


def test_it_is_a_llama_index_retriever() -> None:
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import QueryBundle

    import kb.llama

    retriever = wence_retriever(TinyBase(), k=1)
    assert isinstance(retriever, BaseRetriever)
    assert isinstance(retriever, kb.llama.WenceRetriever)
    assert len(retriever.retrieve(QueryBundle("租金"))) == 1
    assert len(asyncio.run(retriever.aretrieve("租金"))) == 1
    assert retriever.retrieve("  ") == []


def test_it_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert wence_retriever(TinyBase()).retrieve("租金")


@pytest.mark.parametrize("k", [0, -1])
def test_a_count_below_one_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="正整数"):
        wence_retriever(TinyBase(), k=k)


def test_an_unknown_name_is_an_attribute_error() -> None:
    import kb.llama

    with pytest.raises(AttributeError):
        _ = kb.llama.NoSuchThing


def test_importing_the_module_does_not_import_llama_index() -> None:
    script = "import sys, kb.llama; sys.exit('llama_index' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


def test_over_the_plan(tmp_path: Path, plan_file: Path) -> None:
    from kb.build import build
    from kb.knowledge import KnowledgeBase

    build([plan_file], tmp_path / "data")
    with KnowledgeBase.open(tmp_path / "data") as base:
        nodes = wence_retriever(base, k=5).retrieve("人才配偶就业问题怎么解决")
        assert "配偶就业" in nodes[0].node.get_content()
        for found in nodes:
            place = found.node.metadata
            text = base.document(place["document_id"]).text
            assert text[place["start"] : place["end"]] == place["quote"]
            assert place["document_number"] == "慈发改〔2021〕25号"
            assert 0 <= (found.score or 0) <= 1
