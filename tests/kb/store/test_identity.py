"""Ids: made free, versioned, and carried into every clause, row and note."""

from __future__ import annotations

import pytest
from made_documents import plan, regulation

from ingest.problems import Problem
from kb.store.document_rows import clause_rows
from kb.store.identity import free_id, place_findings, renamed, version_id


@pytest.mark.parametrize(
    ("taken", "free", "version"),
    [
        (set(), "甲", "甲@v1"),
        ({"乙"}, "甲", "甲@v1"),
        ({"甲"}, "甲-2", "甲@v1"),
        ({"甲", "甲-2", "甲@v1"}, "甲-3", "甲@v2"),
        ({"甲", "甲-3", "甲@v2"}, "甲-2", "甲@v1"),  # the first gap, not one more than the last
    ],
)
def test_the_first_id_that_is_not_taken(taken: set[str], free: str, version: str) -> None:
    assert free_id("甲", taken) == free
    assert version_id("甲", taken) == version


@pytest.mark.parametrize("document", [plan(), regulation()], ids=lambda one: one.id)
def test_a_renamed_document_has_its_new_id_everywhere(document) -> None:  # type: ignore[no-untyped-def]
    new = renamed(document, "新编号")
    assert new.id == "新编号"
    assert {clause.id.document for clause in new.root.walk()} == {"新编号"}
    for table in new.tables:
        ids = (table.id, *(row.id for row in table.rows), *table.notes)
        assert {one.document for one in ids} == {"新编号"}
    assert clause_rows(new) == clause_rows(document)  # same paths, same places
    assert renamed(new, document.id) == document


def test_findings_go_with_their_document_only() -> None:
    def finding(where: str) -> Problem:
        return Problem("numbering_gap", "warning", where, "缺少第三条")

    before = [finding(where) for where in ("旧#t4", "旧#", "", "旧", "别的#t4", "旧-2#t1")]
    after = [one.where for one in place_findings(before, "旧", "新")]
    assert after == ["新#t4", "新#", "", "旧", "别的#t4", "旧-2#t1"]
    assert place_findings((), "旧", "新") == ()
