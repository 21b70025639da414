"""The plan against its hand key (plan_key.yaml): every heading, item, cell and header field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from invariants import lost, own_text, squeeze, violations

from ingest.document import Clause, Document, Table
from ingest.parse import Parsed, parse_file

KEY: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("plan_key.yaml").read_text(encoding="utf-8"))
NOT_LADDER = {"opening", "colophon", "table", "row", "note"}
LEVEL_BY_DEPTH = {1: "h1", 2: "h2", 3: "h3"}


@pytest.fixture(scope="module")
def parsed(plan_file: Path) -> Parsed:
    return parse_file(plan_file)


@pytest.fixture(scope="module")
def plan(parsed: Parsed) -> Document:
    return parsed.document


def printed_source(path: Path) -> str:
    """The source as a reader sees it, without white space: no bookmarks, no stray page number."""
    text = re.sub(r"\[bookmark:[^\]]*\]", "", path.read_text(encoding="utf-8"))
    return squeeze(re.sub(r"\(\s*\d+\s*\)\s*\Z", "", text))


def bare(text: str) -> str:
    return text.strip().rstrip("：:。.")


def test_the_key_is_a_key_of_the_printed_source(plan_file: Path) -> None:
    source = printed_source(plan_file)
    for entry in KEY["clauses"]:
        assert squeeze(entry["marker"] + entry["heading"]) in source
        assert squeeze(entry.get("first", "")) in source
        assert squeeze(entry.get("last", "")) in source
    for table in KEY["tables"]:
        for row in table["rows"].values():
            assert all(squeeze(value) in source for value in row)


def test_nothing_is_lost_and_nothing_added(plan: Document, plan_file: Path) -> None:
    source = printed_source(plan_file)
    assert lost(source, plan.text) == ""
    assert lost(plan.text, source) == ""


def test_the_invariants_hold(plan: Document) -> None:
    assert violations(plan) == []


def test_what_word_left_behind_is_gone(plan: Document) -> None:
    for leftover in KEY["gone"]:
        assert leftover not in squeeze(plan.text)


def test_a_clean_source_has_no_errors(parsed: Parsed) -> None:
    assert [p for p in parsed.problems if p.severity == "error"] == []
    assert [p.check for p in parsed.problems if p.check.startswith("numbering")] == []


def test_header(plan: Document) -> None:
    key = KEY["header"]
    assert plan.id == key["id"]
    assert plan.number == key["number"]
    assert list(plan.issuer) == key["issuer"]
    assert plan.issued == key["issued"]
    assert (plan.title, plan.carried) == (key["title"], key["carried"])
    assert bare(plan.addressees) == key["addressees"]
    assert bare(plan.copied_to) == key["copied_to"]
    assert (plan.repealed, plan.authority) == (None, "official")


def ladder(plan: Document) -> list[Clause]:
    return [c for c in plan.clauses if c.level not in NOT_LADDER and not c.id.path.startswith("0")]


def test_every_heading_and_item_in_order(plan: Document) -> None:
    assert [c.id.path for c in ladder(plan)] == [entry["path"] for entry in KEY["clauses"]]


@pytest.mark.parametrize("entry", KEY["clauses"], ids=lambda entry: entry["path"])
def test_clause(plan: Document, entry: dict[str, str]) -> None:
    clause = plan.clause(entry["path"])
    assert (clause.marker, clause.heading) == (entry["marker"], entry["heading"])
    own = squeeze(own_text(clause, plan))
    head = squeeze(entry["marker"] + entry["heading"])
    assert own.startswith(head)
    body = own[len(head) :].removeprefix("。") if head else own
    if "first" not in entry:
        assert body == ""
        return
    assert body.startswith(squeeze(entry["first"]))
    assert body.endswith(squeeze(entry["last"]))


@pytest.mark.parametrize("entry", KEY["clauses"], ids=lambda entry: entry["path"])
def test_clause_level_and_number(plan: Document, entry: dict[str, str]) -> None:
    clause = plan.clause(entry["path"])
    *_, last = entry["path"].split(".")
    if last[0] == "s":
        assert clause.level == "inline"
    elif last[0] == "p":
        assert clause.level == "passage"
    else:
        assert clause.level == LEVEL_BY_DEPTH[entry["path"].count(".") + 1]
        assert clause.number == last


def test_children_stand_under_their_parents(plan: Document) -> None:
    for clause in ladder(plan):
        parent, dot, _ = clause.id.path.rpartition(".")
        if dot:
            assert clause.id in [child.id for child in plan.clause(parent).children]


@pytest.mark.parametrize("part, path", [("opening", "0"), ("colophon", "end")])
def test_what_stands_around_the_ladder(plan: Document, part: str, path: str) -> None:
    text, at = squeeze(plan.clause(path).text), 0
    for words in KEY[part]:
        found = text.find(squeeze(words), at)
        assert found >= 0, words
        at = found + len(squeeze(words))
    assert text.endswith(squeeze(KEY[part][-1]))


def find_table(plan: Document, path: str) -> Table:
    return next(t for t in plan.tables if t.id.path == path)


def test_tables_are_these(plan: Document) -> None:
    assert [t.id.path for t in plan.tables] == [key["path"] for key in KEY["tables"]]


@pytest.mark.parametrize("key", KEY["tables"], ids=lambda key: key["path"])
class TestTable:
    def test_caption_and_columns(self, plan: Document, key: dict[str, Any]) -> None:
        table = find_table(plan, key["path"])
        assert squeeze(table.caption) == squeeze(key["caption"])
        assert list(table.columns) == key["columns"]

    def test_every_cell(self, plan: Document, key: dict[str, Any]) -> None:
        table = find_table(plan, key["path"])
        assert {row.id.path: list(row.values) for row in table.rows} == key["rows"]
        assert [row.id.path for row in table.rows] == list(key["rows"])

    def test_a_merged_cell_stands_once(self, plan: Document, key: dict[str, Any]) -> None:
        for label in {row[0] for row in key["rows"].values()}:
            rows = find_table(plan, key["path"]).rows
            times = sum(c.text == label and c.column == 0 for row in rows for c in row.cells)
            assert times == 1

    def test_notes(self, plan: Document, key: dict[str, Any]) -> None:
        table = find_table(plan, key["path"])
        assert [note.path for note in table.notes] == list(key["notes"])
        for path, words in key["notes"].items():
            assert plan.clause(path).text.removeprefix("注：").strip() == words

    def test_place(self, plan: Document, key: dict[str, Any]) -> None:
        clause, table = plan.clause(key["within"]), plan.clause(key["path"])
        assert clause.start < table.start < table.end <= clause.end
