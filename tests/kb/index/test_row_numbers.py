"""Row numbers: rows to clauses and back, in the order that is asked for."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ingest.document import ClauseId
from kb.index.row_numbers import RowNumbers

CLAUSES = tuple(
    ClauseId(document, path)
    for document, path in (("乙", "t1"), ("乙", "t2"), ("甲", "1.1"), ("丙", "t1"), ("丙", "t2"))
)
ROWS = RowNumbers.of(CLAUSES)


def test_rows_are_clauses_in_the_order_given() -> None:
    assert len(ROWS) == 5
    assert ROWS.clauses == CLAUSES
    assert ROWS.clause(2) == ClauseId("甲", "1.1")
    assert ROWS.documents == ("乙", "甲", "丙")
    assert ROWS.numbers == {"乙": 0, "甲": 1, "丙": 2}
    assert ROWS.owner_array.tolist() == [0, 0, 1, 2, 2]


@pytest.mark.parametrize(
    ("documents", "rows"),
    [
        (["乙"], [True, True, False, False, False]),
        (["丙", "甲"], [False, False, True, True, True]),
        (["没有"], [False] * 5),
        ([], [False] * 5),
    ],
)
def test_the_rows_of_documents(documents: list[str], rows: list[bool]) -> None:
    assert ROWS.of_documents(documents).tolist() == rows


@pytest.mark.parametrize(
    ("rows", "documents", "ordered"),
    [
        ([0, 1, 2, 3, 4], ["丙", "甲", "乙"], [3, 4, 2, 0, 1]),
        ([4, 1, 0], ["丙", "乙"], [4, 1, 0]),  # inside a document as they were
        ([0, 2, 3], ["甲"], [2, 0, 3]),  # those not named come last
        ([3, 0], [], [3, 0]),
        ([], ["甲"], []),
    ],
)
def test_rows_in_the_order_of_documents(rows: list[int], documents: list[str], ordered: list[int]) -> None:
    assert ROWS.ordered(np.array(rows, dtype=np.int64), documents).tolist() == ordered


def test_only_some_rows_leave_no_document_without_one() -> None:
    few = ROWS.taken(np.array([4, 0]))
    assert few.clauses == (CLAUSES[4], CLAUSES[0])
    assert few.documents == ("丙", "乙")
    assert ROWS.taken(np.array([], dtype=np.int64)) == RowNumbers()


def test_no_rows() -> None:
    none = RowNumbers.of(())
    assert (len(none), none.clauses) == (0, ())
    assert none.of_documents(["甲"]).tolist() == []


def test_what_is_written_is_read_again() -> None:
    assert RowNumbers.from_json(json.loads(json.dumps(ROWS.as_json()))) == ROWS


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        ({"paths": None}, TypeError),
        ({"owners": [0]}, ValueError),
        ({"owners": [0, 0, 1, 2, 3]}, ValueError),  # no fourth document
        ({"owners": [0, 0, 1, 2, -1]}, ValueError),
        ({"documents": []}, ValueError),
    ],
)
def test_damage_is_noticed(damage: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        RowNumbers.from_json(ROWS.as_json() | damage)
    with pytest.raises(KeyError):
        RowNumbers.from_json({"documents": [], "owners": []})
