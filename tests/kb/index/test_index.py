"""A generation of the index: it finds, it forgets, it is only read once saved, and damage is noticed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from made_documents import HashEmbedder, plan, regulation

from ingest.document import ClauseId
from ingest.problems import WenceError
from kb.index.engine import Index, IndexQuery, cut
from kb.index.generation import Generation
from kb.index.lexical import weigh
from kb.index.manifest import write_manifest
from kb.index.passages import passages
from kb.language.tokens import bigrams, words
from kb.passage import Passage

EMBEDDER = HashEmbedder()


def fill(index: Index, found: Iterable[Passage]) -> None:
    batch = list(found)
    vectors = EMBEDDER.encode([p.text for p in batch])
    index.add(batch, [cut(p) for p in batch], vectors)


def query(text: str, vector: bool = True) -> IndexQuery:
    made = EMBEDDER.encode([text])[0] if vector else None
    return IndexQuery(weigh(words(text)), weigh(bigrams(text)), made)


def best(index: Index, text: str, vector: bool = True, allowed: tuple[str, ...] | None = None) -> list[str]:
    return [str(one.clause_id) for one in index.search(query(text, vector), 5, allowed)]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index") / "000001"
    index = Generation.create(folder)
    fill(index, passages(plan()))
    fill(index, passages(regulation()))
    index.save()
    return folder


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search through Chroma, as in a base with more vectors than are kept at hand."""
    monkeypatch.setattr(Generation, "_small", False)


@pytest.fixture
def damaged(saved: Path, tmp_path: Path, large: None) -> Path:
    import shutil

    return Path(shutil.copytree(saved, tmp_path / "copy"))


def test_a_saved_generation_finds_by_words_and_by_vector(saved: Path) -> None:
    index = Generation.open(saved)
    assert best(index, "青年人才落户")[0] == "慈发改-2021-25#2.0.2"
    assert best(index, "租房", vector=False) == ["居住证暂行条例-2015-11-26#t2-1"]
    own = "一是总量增长。"
    found = index.search(IndexQuery({}, {}, EMBEDDER.encode([own])[0]), 1)
    assert (found[0].clause_id.path, found[0].via) == ("1.1.s1", ("vectors",))
    assert found[0].score == pytest.approx(1)
    assert index.size == len(index.clause_ids) == len(passages(plan())) + len(passages(regulation()))


def test_chroma_and_the_vectors_at_hand_agree(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = IndexQuery({}, {}, EMBEDDER.encode(["青年人才住房"])[0])
    exact = Generation.open(saved).search(asked, 5)
    monkeypatch.setattr(Generation, "_small", False)
    approximate = Generation.open(saved).search(asked, 5)
    assert [one.clause_id for one in exact] == [one.clause_id for one in approximate]
    assert [one.score for one in exact] == pytest.approx([one.score for one in approximate], abs=1e-4)


def test_a_small_base_is_searched_without_chroma(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.index.vectors.Vectors", None)
    assert best(Generation.open(saved), "青年人才落户")[0] == "慈发改-2021-25#2.0.2"
    assert Generation.open(saved).health.sound


def test_only_the_allowed_documents(saved: Path) -> None:
    index = Generation.open(saved)
    only = best(index, "人才落户", allowed=("居住证暂行条例-2015-11-26",))
    assert only and all(one.startswith("居住证") for one in only)
    assert best(index, "人才落户", allowed=()) == []
    assert best(index, "人才落户", allowed=("没有这份文件",)) == []


def test_nothing_found_for_nothing_asked(saved: Path) -> None:
    index = Generation.open(saved)
    assert index.search(IndexQuery({}, {}, np.zeros(16, dtype=np.float32)), 5) == ()
    assert index.search(IndexQuery({"鹦鹉": 1.0}, {"鹦鹉": 1.0}), 5) == ()


def test_a_sound_generation_says_so(saved: Path) -> None:
    health = Generation.open(saved).verify()
    assert health.sound
    assert health.checked == health.found > 10


def test_add_replaces_and_remove_forgets(tmp_path: Path) -> None:
    index = Generation.create(tmp_path / "g")
    fill(index, passages(plan()))
    before = index.size
    fill(index, [Passage(ClauseId("慈发改-2021-25", "2.0.2"), "规划", "集成电路产业补助。")])
    assert index.size == before
    assert best(index, "集成电路")[0] == "慈发改-2021-25#2.0.2"
    index.remove([ClauseId("慈发改-2021-25", "2.0.2"), ClauseId("没有", "1")])
    assert index.size == before - 1
    assert "慈发改-2021-25#2.0.2" not in best(index, "集成电路产业补助")
    index.save()
    again = Generation.open(tmp_path / "g")
    assert again.size == before - 1
    assert "慈发改-2021-25#2.0.2" not in best(again, "集成电路产业补助")
    assert again.verify().sound


def test_a_saved_generation_is_only_read(saved: Path) -> None:
    index = Generation.open(saved)
    with pytest.raises(RuntimeError):
        fill(index, passages(plan()))
    with pytest.raises(RuntimeError):
        index.remove([])


def files_of_vectors(folder: Path) -> list[Path]:
    return [path for path in (folder / "vectors").rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["index_metadata.pickle", "data_level0.bin", "chroma.sqlite3"])
def test_a_lost_file_is_noticed_and_search_goes_on(damaged: Path, name: str) -> None:
    next(path for path in files_of_vectors(damaged) if path.name == name).unlink()
    index = Generation.open(damaged)
    assert best(index, "青年人才落户")[0] == "慈发改-2021-25#2.0.2"
    assert name in index.health.problem
    assert not index.verify().sound


def test_a_flipped_byte_is_noticed(damaged: Path) -> None:
    path = next(path for path in files_of_vectors(damaged) if path.name == "data_level0.bin")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    assert "已改变" in Generation.open(damaged).health.problem


def test_vectors_of_other_clauses_are_noticed(tmp_path: Path) -> None:
    index = Generation.create(tmp_path / "g")
    found = passages(plan())
    fill(index, found)
    index.save()
    kept = np.load(tmp_path / "g" / "vectors.npy")
    np.save(tmp_path / "g" / "vectors.npy", kept[::-1])
    write_manifest(tmp_path / "g")
    health = Generation.open(tmp_path / "g").verify()
    assert not health.sound
    assert health.failed
    assert "找不回自己" in health.problem


def test_counts_are_compared(damaged: Path) -> None:
    rows = damaged / "rows.json"
    import json

    told = json.loads(rows.read_text(encoding="utf-8"))
    rows.write_text(json.dumps(told | {"vectors": told["vectors"] + 1}), encoding="utf-8")
    write_manifest(damaged)
    assert "应有" in Generation.open(damaged).health.problem


def test_a_lost_lexical_part_is_one_sentence(damaged: Path) -> None:
    (damaged / "rows.json").unlink()
    with pytest.raises(WenceError, match="wence build"):
        Generation.open(damaged)


def test_a_text_without_a_vector_is_still_found_by_its_words(tmp_path: Path) -> None:
    index = Generation.create(tmp_path / "g")
    passage = Passage(ClauseId("甲", "1"), "甲", "落户")
    index.add([passage], [cut(passage)], np.zeros((1, 16), dtype=np.float32))
    index.save()
    again = Generation.open(tmp_path / "g")
    assert best(again, "落户") == ["甲#1"]
    assert again.verify().sound
