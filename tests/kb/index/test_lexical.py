"""BM25 over token lists."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.index.lexical import LexicalIndex, best_rows, weigh

TEXTS = [["购房", "补贴"], ["租房", "补贴", "标准"], ["落户"], [], ["租房", "补贴", "标准"]]
TOKEN_LISTS = st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=6), max_size=12)


def test_a_passage_with_the_rarer_word_comes_first() -> None:
    index = LexicalIndex.build(TEXTS)
    assert [row for row, _ in index.search(weigh(["购房", "补贴"]), 10)] == [0, 1, 4]


def test_rows_without_a_common_token_are_left_out() -> None:
    assert LexicalIndex.build(TEXTS).search(weigh(["火箭"]), 10) == []
    assert [row for row, _ in LexicalIndex.build(TEXTS).search({"落户": 1.0}, 10)] == [2]


def test_equal_scores_come_back_by_row() -> None:
    found = LexicalIndex.build(TEXTS).search(weigh(["租房"]), 10)
    assert [row for row, _ in found] == [1, 4]
    assert found[0][1] == found[1][1]


@pytest.mark.parametrize(("k", "expected"), [(0, 0), (-1, 0), (1, 1), (2, 2), (10_000, 3)])
def test_k_may_be_anything(k: int, expected: int) -> None:
    assert len(LexicalIndex.build(TEXTS).search(weigh(["补贴"]), k)) == expected


def test_the_cut_at_k_keeps_the_first_of_equal_rows() -> None:
    assert [row for row, _ in LexicalIndex.build([["甲"]] * 5).search({"甲": 1.0}, 2)] == [0, 1]


def test_only_allowed_rows_come_back() -> None:
    index = LexicalIndex.build(TEXTS)
    allowed = np.array([False, True, True, True, False])
    assert [row for row, _ in index.search(weigh(["补贴"]), 10, allowed)] == [1]


def test_a_light_token_counts_less_and_a_heavy_one_more() -> None:
    index = LexicalIndex.build([["甲", "丙"], ["乙", "丙"]])
    assert [row for row, _ in index.search({"甲": 0.3, "乙": 1.0}, 2)] == [1, 0]
    half, whole = index.scores({"甲": 0.5}), index.scores({"甲": 1.0})
    assert np.allclose(half * 2, whole)


def test_weigh_counts_repeats_in_order() -> None:
    assert weigh(["乙", "甲", "乙"]) == {"乙": 2.0, "甲": 1.0}
    assert weigh(["乙", "甲", "乙"], repeated=0.0) == {"乙": 1.0, "甲": 1.0}


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_nothing_to_index(texts: list[list[str]], tmp_path: Path) -> None:
    index = LexicalIndex.build(texts)
    index.save(tmp_path / "index")
    for each in (index, LexicalIndex.load(tmp_path / "index")):
        assert each.size == len(texts)
        assert each.search({"甲": 1.0}, 5) == []
        assert each.scores({"甲": 1.0}).shape == (len(texts),)


@settings(deadline=None)
@given(texts=TOKEN_LISTS, query=st.dictionaries(st.sampled_from("甲乙丙丁戊己"), st.floats(0.1, 2.0)))
def test_a_saved_index_answers_to_the_bit(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], query: dict[str, float]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    index = LexicalIndex.build(texts)
    index.save(folder)
    loaded = LexicalIndex.load(folder)
    assert loaded.search(query, 5) == index.search(query, 5)
    assert np.array_equal(loaded.scores(query), index.scores(query))


def test_a_folder_of_another_size_is_refused(tmp_path: Path) -> None:
    LexicalIndex.build(TEXTS).save(tmp_path)
    np.save(tmp_path / "size.npy", np.int64(3))
    with pytest.raises(ValueError, match="3 recorded"):
        LexicalIndex.load(tmp_path)


def test_saving_again_over_an_index_replaces_it(tmp_path: Path) -> None:
    LexicalIndex.build(TEXTS).save(tmp_path)
    LexicalIndex.build([[]]).save(tmp_path)
    assert LexicalIndex.load(tmp_path).size == 1


@settings(deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=30), st.integers(1, 40))
def test_best_rows_is_a_sort(values: list[int], k: int) -> None:
    scores = np.array(values, dtype=np.float32)
    positive = [(row, float(value)) for row, value in enumerate(values) if value > 0]
    assert best_rows(scores, k) == sorted(positive, key=lambda pair: (-pair[1], pair[0]))[:k]
