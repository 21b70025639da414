"""The store: what goes in comes out, one clause does not need the rest, another version is left alone."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from made_documents import plan, regulation

from ingest.document import ClauseId, Document
from ingest.parse import parse_file
from ingest.problems import Problem, WenceError
from kb.store.database import DATABASE, SCHEMA_VERSION
from kb.store.document_rows import FIELDS
from kb.store.records import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data", create=True)


def put(store: Store, document: Document, findings: tuple[Problem, ...] = ()) -> None:
    sha256 = store.keep_original(document.text.encode(), document.source)
    store.add(document, f"/docs/{document.id}", sha256, findings, "parser-1")


@pytest.mark.parametrize("document", [plan(), regulation()], ids=lambda d: d.id)
def test_a_document_comes_back_equal(store: Store, document: Document) -> None:
    put(store, document)
    assert store.document(document.id) == document
    assert list(store.documents()) == [document]


def test_the_real_plan_comes_back_equal(store: Store, plan_file: Path) -> None:
    document = parse_file(plan_file).document
    put(store, document)
    assert store.document(document.id) == document
    for clause in document.clauses:
        assert store.clause(clause.id) == clause


def test_every_field_of_a_document_is_kept() -> None:
    assert {f.name for f in dataclasses.fields(Document)} == {*FIELDS, "root", "tables", "validity_label"}


def test_one_clause_with_what_is_below_it(store: Store) -> None:
    document = regulation()
    put(store, plan())
    put(store, document)
    for clause in (document.root, *document.clauses):
        assert store.clause(clause.id) == clause
    with pytest.raises(KeyError):
        store.clause(ClauseId(document.id, "t99"))
    with pytest.raises(KeyError):
        store.document("nothing")


def test_paths_and_holders(store: Store) -> None:
    put(store, plan())
    put(store, regulation())
    assert store.paths("居住证暂行条例-2015-11-26")[:3] == ("", "c1", "t1")
    assert store.holders("t2.k1.x2") == ("居住证暂行条例-2015-11-26",)
    assert len(store.holders("")) == 2
    assert store.paths("nothing") == ()
    assert store.clause_count() == len(plan().clauses) + len(regulation().clauses)


def test_entries_findings_and_originals(store: Store) -> None:
    finding = Problem("numbering_gap", "warning", "", "缺少第三条", "第四条")
    put(store, regulation(), (finding,))
    (entry,) = store.entries()
    assert (entry.title, entry.origin, entry.parser) == ("居住证暂行条例", f"/docs/{entry.id}", "parser-1")
    assert store.entry(entry.id) == entry
    assert store.findings(entry.id) == (finding,)
    assert store.original(entry.sha256).read_bytes() == regulation().text.encode()


def test_a_document_is_forgotten_whole_and_its_original_kept(store: Store) -> None:
    put(store, plan())
    sha256 = store.entries()[0].sha256
    store.forget("慈发改-2021-25")
    assert store.entries() == ()
    assert store.clause_count() == 0
    assert store.original(sha256).exists()


def test_a_tree_that_could_not_be_read_back_is_not_taken(store: Store) -> None:
    document = regulation()
    wrong = dataclasses.replace(document, text=document.text.replace("权益", "权利"))
    with pytest.raises(ValueError, match="slice"):
        put(store, wrong)
    twice = dataclasses.replace(document.root, children=document.root.children * 2)
    with pytest.raises(ValueError, match="same path"):
        put(store, dataclasses.replace(document, root=twice))
    assert store.entries() == ()


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        put(store, plan())
        raise RuntimeError
    assert store.entries() == ()


def test_a_reader_sees_the_state_before_until_the_end(store: Store) -> None:
    reader = Store(store.folder)
    with store.transaction():
        put(store, plan())
        assert reader.entries() == ()
    assert len(reader.entries()) == 1


@pytest.mark.parametrize(("version", "age"), [(SCHEMA_VERSION + 1, "较新"), (-1, "较旧")])
def test_another_version_is_refused_and_untouched(tmp_path: Path, version: int, age: str) -> None:
    Store(tmp_path, create=True).close()
    path = tmp_path / DATABASE
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(WenceError, match=age):
            Store(tmp_path, create=create)
    assert path.read_bytes() == before


def test_no_base_and_no_database_are_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="还没有知识库.*wence build"):
        Store(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / DATABASE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(WenceError, match="读不出来"):
        Store(tmp_path)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(WenceError, match="打不开"):
        Store(file, create=True)
