"""Vectors in Chroma: found by nearness, kept on disk, put in place of another, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kb.index import vectors as module
from kb.index.vectors import Vectors, faults

EYE = np.eye(4, dtype=np.float32)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Vectors]:
    made = Vectors(tmp_path / "deep" / "vectors", create=True)
    yield made
    made.close()


def rows(found: list[tuple[int, float]]) -> list[int]:
    return [row for row, _ in found]


def test_the_nearest_come_first_with_their_similarity(held: Vectors) -> None:
    between = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    held.add([10, 20, 30], np.stack([EYE[0], EYE[1], between]))
    found = held.search(EYE[0], 2)
    assert rows(found) == [10, 30]
    assert [score for _, score in found] == pytest.approx([1.0, 0.8], abs=1e-5)
    assert rows(held.search(-EYE[0], 3))[0] == 20  # the one at a right angle is nearest


@pytest.mark.parametrize(("k", "found"), [(0, 0), (-1, 0), (1, 1), (99, 2)])
def test_at_most_k(held: Vectors, k: int, found: int) -> None:
    held.add([1, 2], EYE[:2])
    assert len(held.search(EYE[0], k)) == found


def test_a_zero_vector_is_neither_kept_nor_found_nor_asked(held: Vectors) -> None:
    assert held.search(EYE[0], 3) == []  # nothing is held
    held.add([1, 2], np.stack([np.zeros(4, dtype=np.float32), EYE[1]]))
    assert held.count == 1
    assert rows(held.search(EYE[1], 5)) == [2]
    assert held.search(np.zeros(4, dtype=np.float32), 5) == []


def test_a_row_is_replaced_and_forgotten(held: Vectors) -> None:
    held.add([1, 2], EYE[:2])
    held.add([1], EYE[2:3])
    assert held.count == 2
    assert held.search(EYE[2], 1) == [(1, pytest.approx(1.0, abs=1e-5))]
    held.remove([1, 77])
    assert held.count == 1
    assert rows(held.search(EYE[2], 5)) == [2]
    held.remove([])
    assert held.count == 1


def test_more_than_one_batch(held: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BATCH", 2)
    many = np.random.default_rng(0).normal(size=(5, 4)).astype(np.float32)
    held.add(range(5), many)
    assert held.count == 5
    assert [rows(held.search(one, 1))[0] for one in many] == [0, 1, 2, 3, 4]
    held.remove([0, 1, 2])
    assert sorted(rows(held.search(EYE[0], 9))) == [3, 4]


def test_what_was_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    first = Vectors(tmp_path, create=True)
    first.add([7, 8], EYE[:2])
    first.close()
    again = Vectors(tmp_path)
    assert again.count == 2
    assert rows(again.search(EYE[1], 1)) == [8]
    again.close()


def test_where_there_is_none_it_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(faults()):
        Vectors(tmp_path / "none")
