"""The open base: exact addresses first, dates and names respected, a new generation picked up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from made_documents import HashEmbedder, rule_file

from ingest.document import ClauseId
from ingest.problems import WenceError
from kb.build import build
from kb.knowledge import KnowledgeBase
from kb.store.records import Store

pytestmark = pytest.mark.usefixtures("one_dictionary")
EMBEDDER = HashEmbedder()
NOTICE = """关于印发《慈溪市人才发展规划》的通知

慈发改〔2021〕25号

各单位：

现将《慈溪市人才发展规划》印发给你们。

2021年8月25日

慈溪市人才发展规划

一、主要目标

（一）总量。到2025年人才总量达到42万人。

（二）结构。高技能人才达到11.6万人。

二、保障措施

（一）加强领导。各部门落实责任。

（二）优化配偶就业服务。

1.青年人才无门槛落户。

2.帮助解决人才配偶就业。
"""
THESAURUS = """
topics:
  - topic: 家庭
    entries:
      - {say: [老婆], mean: [配偶], weight: 0.6}
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    rule_file(folder, "人才住房", 1)
    rule_file(folder, "人才落户", 2)
    (folder / "规划.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "thesaurus.yaml").write_text(THESAURUS, encoding="utf-8")
    return folder


@pytest.fixture
def base(docs: Path, tmp_path: Path) -> Iterator[KnowledgeBase]:
    build([docs], tmp_path / "data", embedder=EMBEDDER)
    with KnowledgeBase.open(tmp_path / "data", EMBEDDER) as opened:
        yield opened


def found(base: KnowledgeBase, query: str, k: int = 5, as_of: date | None = None) -> list[str]:
    return [str(hit.clause_id) for hit in base.search(query, k, as_of).hits]


def test_ranks_and_scores_descend(base: KnowledgeBase) -> None:
    hits = base.search("人才落户的条件", 6).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.clause_id for hit in hits}) == len(hits)


def test_an_address_goes_first(base: KnowledgeBase) -> None:
    hits = base.search("慈发改〔2021〕25号 二（二）2", 3).hits
    assert (str(hits[0].clause_id), hits[0].via, hits[0].score) == ("慈发改-2021-25#2.2.2", "exact", 1.0)
    assert found(base, "二（二）2是怎么规定的")[0] == "慈发改-2021-25#2.2.2"


def test_a_named_document_goes_before_others(base: KnowledgeBase) -> None:
    hits = found(base, "《慈溪市人才住房办法》要求什么条件", 3)
    assert hits[0] == "慈人才-2024-1#t2"
    assert found(base, "慈溪市人才落户办法要求什么条件", 3)[0] == "慈人才-2024-2#t2"


def test_the_thesaurus_widens_the_query(base: KnowledgeBase) -> None:
    assert found(base, "老婆怎么办")[0] == "慈发改-2021-25#2.2.2"


def test_only_what_is_in_force(base: KnowledgeBase) -> None:
    before = date(2022, 1, 1)
    assert all(hit.startswith("慈发改") for hit in found(base, "人才住房和落户", as_of=before))
    assert found(base, "《慈溪市人才住房办法》的条件", as_of=before)[0].startswith("慈人才-2024-1#")
    assert base.search("人才", as_of=before).as_of == before


def test_nothing_for_nothing(base: KnowledgeBase) -> None:
    assert base.search("  ").hits == ()
    assert base.search("鹦鹉", k=0).hits == ()


def test_documents_clauses_and_passages(base: KnowledgeBase) -> None:
    assert [entry.id for entry in base.entries()] == [document.id for document in base.documents()]
    clause_id = ClauseId("慈人才-2024-1", "t2")
    assert base.clause(clause_id) == base.document("慈人才-2024-1").clause("t2")
    assert base.passage(clause_id).breadcrumb.startswith("慈溪市人才住房办法")
    for ask in (base.clause, base.passage):
        with pytest.raises(KeyError):
            ask(ClauseId("慈人才-2024-1", "t99"))
    with pytest.raises(KeyError):
        base.document("没有")


def test_a_new_generation_is_picked_up(base: KnowledgeBase, docs: Path) -> None:
    assert not any(hit.startswith("慈人才-2024-3") for hit in found(base, "人才医疗"))
    rule_file(docs, "人才医疗", 3)
    build([docs], base.data_dir, embedder=EMBEDDER)
    assert found(base, "人才医疗")[0].startswith("慈人才-2024-3")
    assert base.lookup("《慈溪市人才医疗办法》第一条") == (ClauseId("慈人才-2024-3", "t1"),)


def test_threads_share_it(base: KnowledgeBase) -> None:
    expected, seen = found(base, "人才落户的条件"), []

    def work() -> None:
        for _ in range(5):
            seen.append(found(base, "人才落户的条件"))
            base.document("慈人才-2024-1")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 20
    assert all(one == expected for one in seen)


def test_vectors_of_another_embedder_are_not_used(base: KnowledgeBase) -> None:
    class Other(HashEmbedder):
        name = "other"

    with KnowledgeBase.open(base.data_dir, Other()) as other:
        retrieval = other.search("人才落户")
        assert retrieval.hits and "另一版本的词向量" in retrieval.notes[0]
        assert all("vectors" not in hit.via for hit in retrieval.hits)


def test_an_empty_base_says_so(tmp_path: Path) -> None:
    Store(tmp_path, create=True).close()
    with KnowledgeBase.open(tmp_path, EMBEDDER) as base:
        assert base.search("落户").hits == ()
        assert "wence build" in base.notes[0]
    with pytest.raises(WenceError, match="wence build"):
        KnowledgeBase.open(tmp_path / "nowhere", EMBEDDER)
