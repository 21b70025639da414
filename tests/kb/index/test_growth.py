"""A generation that begins with the one before is the same as one made from all documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from made_documents import HashEmbedder, rule_file

import kb.build
import kb.index.carry
from ingest.problems import WenceError
from kb.build import build
from kb.build_report import BuildReport
from kb.index.engine import IndexQuery
from kb.index.generation import Generation
from kb.index.lexical import weigh
from kb.index.vector_array import NOWHERE, VectorArray
from kb.language.tokens import bigrams, words
from kb.removal import remove
from kb.store.records import Store

pytestmark = pytest.mark.usefixtures("one_dictionary")
EMBEDDER = HashEmbedder()
TOPICS = ("住房", "落户", "医疗", "培训", "购车", "创业", "就业", "教育", "养老", "交通")
QUERIES = (
    *(f"人才{one}的条件和标准" for one in TOPICS),
    "本办法自何时起施行",
    "慈溪市",
    "申请",
    "社会保险",
    "第二条",
)


def run(docs: Path, data: Path) -> BuildReport:
    return build([docs], data, embedder=EMBEDDER)


def opened(data: Path) -> Generation:
    store = Store(data)
    name = store.setting("generation")
    store.close()
    return Generation.open(data / "generations" / name)


def answers(data: Path) -> list[list[tuple[str, float]]]:
    """Ids and scores of everything that many queries find, by the exact comparison of vectors."""
    index = opened(data)
    out = []
    for text in QUERIES:
        asked = IndexQuery(weigh(words(text)), weigh(bigrams(text)), EMBEDDER.encode([text])[0])
        out.append([(str(one.clause_id), one.score) for one in index.search(asked, 1000)])
    assert sum(map(len, out)) > 100
    return out


def same(one: Path, other: Path) -> None:
    left, right = answers(one), answers(other)
    assert [[name for name, _ in found] for found in left] == [[name for name, _ in found] for found in right]
    for mine, theirs in zip(left, right, strict=True):
        assert [score for _, score in mine] == pytest.approx([score for _, score in theirs], abs=1e-5)
    assert opened(one).verify().sound
    assert opened(one).verify().checked == opened(other).verify().checked


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for serial, topic in enumerate(TOPICS[:8], 1):
        rule_file(folder, f"人才{topic}", serial)
    return folder


@pytest.fixture
def cut_documents(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The documents that a build cuts, as it goes."""
    seen: list[str] = []
    real = kb.build.passages

    def noting(document: object) -> object:
        seen.append(document.id)  # type: ignore[attr-defined]
        return real(document)  # type: ignore[arg-type]

    monkeypatch.setattr("kb.build.passages", noting)
    yield seen


@pytest.mark.parametrize("changed", [0.0, 1000.0])
def test_added_removed_and_changed_equals_all_at_once(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: float
) -> None:
    monkeypatch.setattr("kb.index.carry.CHANGED", changed)  # always anew, or always carried over
    run(docs, tmp_path / "grown")
    rule_file(docs, "人才养老", 9)
    run(docs, tmp_path / "grown")
    run(docs, tmp_path / "at once")
    same(tmp_path / "grown", tmp_path / "at once")
    (docs / "人才落户.md").unlink()
    remove(tmp_path / "grown", ["慈人才-2024-2"], embedder=EMBEDDER)
    run(docs, tmp_path / "without")
    same(tmp_path / "grown", tmp_path / "without")
    rule_file(docs, "人才培训", 4, extra="持有居住证")
    run(docs, tmp_path / "grown")
    run(docs, tmp_path / "changed")
    # What a changed document rests on is the same; in the base made at once it stands at its old place.
    remove(tmp_path / "grown", ["慈人才-2024-4@v1"], embedder=EMBEDDER)
    grown, anew = answers(tmp_path / "grown"), answers(tmp_path / "changed")
    assert [sorted(dict(found)) for found in grown] == [sorted(dict(found)) for found in anew]
    for mine, theirs in zip(grown, anew, strict=True):
        assert dict(mine) == pytest.approx(dict(theirs), abs=1e-5)


def test_only_what_is_new_is_cut(docs: Path, tmp_path: Path, cut_documents: list[str]) -> None:
    run(docs, tmp_path / "data")
    assert len(cut_documents) == 8
    cut_documents.clear()
    rule_file(docs, "人才养老", 9)
    rule_file(docs, "人才培训", 4, extra="持有居住证")
    run(docs, tmp_path / "data")
    assert sorted(cut_documents) == ["慈人才-2024-4", "慈人才-2024-4@v1", "慈人才-2024-9"]
    cut_documents.clear()
    (docs / "thesaurus.yaml").write_text("topics: []\n", encoding="utf-8")
    assert run(docs, tmp_path / "data").renewed
    assert remove(tmp_path / "data", ["慈人才-2024-9"], embedder=EMBEDDER).renewed
    assert cut_documents == []


def test_other_words_or_another_engine_cut_everything(
    docs: Path, tmp_path: Path, cut_documents: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(docs, tmp_path / "data")
    cut_documents.clear()
    (docs / "lexicon.txt").write_text("住房办法\n", encoding="utf-8")
    run(docs, tmp_path / "data")
    assert len(cut_documents) == 8
    cut_documents.clear()
    monkeypatch.setattr("kb.build.INDEX_VERSION", "another")
    run(docs, tmp_path / "data")
    assert len(cut_documents) == 8
    cut_documents.clear()
    monkeypatch.setattr(HashEmbedder, "name", "another")
    run(docs, tmp_path / "data")
    assert len(cut_documents) == 8


def test_a_document_that_comes_back_stands_where_it_stood(docs: Path, tmp_path: Path) -> None:
    run(docs, tmp_path / "data")
    before = answers(tmp_path / "data")
    whole = opened(tmp_path / "data")
    order = list(whole._places.documents)
    grown = Generation.grow(whole.folder, tmp_path / "grown")
    grown.forget([order[2], "没有这份文件"])
    grown.save(order)
    back = Generation.grow(tmp_path / "grown", tmp_path / "back")
    rows = [clause for clause in whole.clause_ids if clause.document == order[2]]
    assert not {clause.document for clause in back.clause_ids} & {order[2]}
    store = Store(tmp_path / "data")
    found = kb.build.passages(store.document(order[2]))
    store.close()
    cuts = [kb.build.cut(one) for one in found]
    back.add(found, cuts, EMBEDDER.encode([f"{p.breadcrumb}\n{p.text}" for p in found]))
    back.save(order)
    assert [one for one in Generation.open(tmp_path / "back").clause_ids if one.document == order[2]] == rows
    shutil.rmtree(whole.folder)
    shutil.copytree(tmp_path / "back", whole.folder)
    assert answers(tmp_path / "data") == before


def digests(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_generation_before_is_left_as_it_is(docs: Path, tmp_path: Path) -> None:
    first = run(docs, tmp_path / "data")
    folder = tmp_path / "data" / "generations" / first.generation
    before = digests(folder)
    rule_file(docs, "人才养老", 9)
    assert run(docs, tmp_path / "data").generation != first.generation
    assert digests(folder) == before


@pytest.mark.parametrize(
    ("name", "cut_again"),
    [("data_level0.bin", 1), ("words/counts.npy", 9), ("keys.npy", 9), ("rows.json", 9)],
)
def test_damage_is_mended_with_the_next_document(
    docs: Path, tmp_path: Path, cut_documents: list[str], name: str, cut_again: int
) -> None:
    first = run(docs, tmp_path / "data")
    folder = tmp_path / "data" / "generations" / first.generation
    path = next(p for p in folder.rglob("*") if p.as_posix().endswith(name))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    cut_documents.clear()
    rule_file(docs, "人才养老", 9)
    report = run(docs, tmp_path / "data")
    assert len(cut_documents) == cut_again
    assert "已重建" in report.notes[0]
    run(docs, tmp_path / "anew")
    same(tmp_path / "data", tmp_path / "anew")


def test_vectors_carried_over_unsound_are_made_anew(
    docs: Path, tmp_path: Path, cut_documents: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.index.carry.CHANGED", 1000.0)
    run(docs, tmp_path / "data")
    cut_documents.clear()
    real = kb.index.carry.carry
    monkeypatch.setattr("kb.index.generation.carry", lambda *a: (a[2].keyed(1), real(*a)[1]))  # type: ignore[index]
    rule_file(docs, "人才养老", 9)
    run(docs, tmp_path / "data")
    assert len(cut_documents) == 1 + 9
    run(docs, tmp_path / "anew")
    same(tmp_path / "data", tmp_path / "anew")


def test_a_full_disk_while_chroma_writes_is_one_sentence(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(docs, tmp_path / "data")

    def full(*_: object) -> None:
        raise RuntimeError("database or disk is full")

    monkeypatch.setattr("kb.index.generation.fill", full)
    monkeypatch.setattr("kb.index.generation.carry", full)
    rule_file(docs, "人才养老", 9)
    with pytest.raises(WenceError, match="磁盘空间"):
        run(docs, tmp_path / "data")
    assert [p.name for p in (tmp_path / "data" / "generations").iterdir()] == [first.generation]


def test_keys_are_found_again_and_never_given_twice() -> None:
    vectors = np.eye(4, dtype=np.float32)
    vectors[1] = 0
    kept = VectorArray.of(vectors).keyed(10)
    assert kept.keys.tolist() == [10, NOWHERE, 11, 12]
    assert kept.rows_of([12, 10, 99, -1, 3]) == [3, 0, NOWHERE, NOWHERE, NOWHERE]
    more = VectorArray.joined([kept.taken(np.array([3, 0])), VectorArray.of(vectors[:1])]).keyed(13)
    assert more.keys.tolist() == [12, 10, 13]
    assert VectorArray.joined([]).rows_of([0]) == [NOWHERE]
