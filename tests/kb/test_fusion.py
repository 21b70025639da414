"""Several ranked lists into one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.fusion import Fused, FusionWeights, fuse

RANKED = st.lists(
    st.tuples(st.integers(0, 9), st.floats(0.01, 50)), max_size=8, unique_by=lambda pair: pair[0]
)


def test_a_row_that_leads_every_list_has_score_one() -> None:
    best = fuse({"words": [(3, 7.0), (1, 2.0)], "vectors": [(3, 0.5), (2, 0.4)]}, 5)[0]
    assert (best.row, best.via) == (3, ("words", "vectors"))
    assert best.score == pytest.approx(1.0)


def test_each_list_is_divided_by_its_best_and_weighed() -> None:
    weights = FusionWeights(words=1.0, characters=1.0, vectors=0.5)
    found = fuse({"words": [(1, 10.0), (2, 5.0)], "vectors": [(2, 0.2), (5, 0.1)]}, 5, weights)
    assert [(f.row, pytest.approx(f.score)) for f in found] == [(1, 2 / 3), (2, 2 / 3), (5, 1 / 6)]


def test_equal_scores_come_back_by_row() -> None:
    assert [f.row for f in fuse({"words": [(9, 1.0), (4, 1.0), (7, 1.0)]}, 5)] == [4, 7, 9]


def test_empty_and_hopeless_lists_are_passed_over() -> None:
    assert fuse({}, 5) == ()
    assert fuse({"words": [], "vectors": [(1, -0.3)]}, 5) == ()
    assert fuse({"words": [], "characters": [(1, 4.0)]}, 5) == (Fused(1, 1.0, ("characters",)),)


def test_a_list_of_weight_zero_changes_nothing() -> None:
    weights = FusionWeights(vectors=0.0)
    assert fuse({"words": [(1, 1.0)], "vectors": [(2, 1.0)]}, 5, weights) == (Fused(1, 1.0, ("words",)),)


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        fuse({"stars": [(1, 1.0)]}, 5)


@given(st.fixed_dictionaries({"words": RANKED, "characters": RANKED, "vectors": RANKED}), st.integers(0, 30))
def test_scores_fall_from_one_and_rows_are_unique(lists: dict[str, list[tuple[int, float]]], k: int) -> None:
    found = fuse(lists, k)
    assert len(found) <= k
    assert len({f.row for f in found}) == len(found)
    assert [(-f.score, f.row) for f in found] == sorted((-f.score, f.row) for f in found)
    assert all(0 < f.score <= 1 for f in found)
