"""Several ranked lists into one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.index.fusion import Fused, FusionWeights, fuse

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


@settings(deadline=None)
@given(
    st.fixed_dictionaries({"words": RANKED, "characters": RANKED, "vectors": RANKED}),
    st.integers(0, 30),
    st.lists(st.integers(0, 3), min_size=10, max_size=10),
)
def test_scores_fall_from_one_and_rows_are_unique(
    lists: dict[str, list[tuple[int, float]]], k: int, owners: list[int]
) -> None:
    found = fuse(lists, k, owners=owners)
    assert len(found) <= k
    assert len({f.row for f in found}) == len(found)
    assert [(-f.score, f.row) for f in found] == sorted((-f.score, f.row) for f in found)
    assert all(0 < f.score <= 1 for f in found)


def test_one_document_changes_nothing() -> None:
    lists = {"words": [(1, 10.0), (2, 5.0)], "vectors": [(2, 0.2), (5, 0.1)]}
    assert fuse(lists, 9, owners=[0] * 6) == fuse(lists, 9)


def test_the_rest_of_the_document_speaks_for_a_row() -> None:
    lists = {"words": [(0, 10.0), (1, 9.9), (2, 9.0), (3, 8.0)]}
    owners = [7, 8, 8, 8]
    assert [f.row for f in fuse(lists, 2, owners=owners)] == [1, 2]
    assert [f.row for f in fuse(lists, 2, FusionWeights(document=0.0), owners)] == [0, 1]


def test_only_the_best_rows_of_a_document_count() -> None:
    lists = {"words": [(0, 10.0), *((row, 2.0) for row in range(1, 40))]}
    lifted = fuse(lists, 40, FusionWeights(document_rows=2), [0] + [1] * 39)
    assert lifted[0].row == 0
    assert lifted[0].score == pytest.approx(1.0)
    assert lifted[1].score == pytest.approx(0.2 * (1 + 0.5 * 4 / 10) / 1.5)
