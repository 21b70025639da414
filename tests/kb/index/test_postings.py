"""Counted tokens: passages leave and come, and BM25 is what bm25s makes of the texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bm25s import BM25  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.index.lexical import K1, B, LexicalIndex, postings_of
from kb.index.postings import Postings

TEXTS = st.lists(st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=9), max_size=14)


def same(one: LexicalIndex, other: LexicalIndex) -> bool:
    return all(np.array_equal(one.scores({t: 1.0}), other.scores({t: 1.0})) for t in "甲乙丙丁戊己庚辛壬")


@settings(deadline=None)
@given(texts=TEXTS.filter(any), k1=st.sampled_from([K1, 0.9, 2.0]), b=st.sampled_from([B, 0.0, 0.4, 1.0]))
def test_scores_are_those_of_bm25s_to_the_bit(texts: list[list[str]], k1: float, b: float) -> None:
    oracle = BM25(k1=k1, b=b, method="lucene")
    number: dict[str, int] = {}
    ids = [[number.setdefault(token, len(number)) for token in text] for text in texts]
    oracle.index((ids, number), create_empty_token=False, show_progress=False)
    index = LexicalIndex.build(texts, k1, b)
    for token in number:
        expected = oracle.get_scores([token])
        assert np.array_equal(index.scores({token: 1.0}), expected)
        assert index.frequency(token) == int((expected > 0).sum())


@settings(deadline=None)
@given(parts=st.lists(TEXTS, max_size=4))
def test_parts_joined_are_the_whole(parts: list[list[list[str]]]) -> None:
    joined = Postings.joined([Postings.of(part) for part in parts])
    whole = [text for part in parts for text in part]
    assert same(LexicalIndex.weighed(joined), LexicalIndex.build(whole))
    assert joined.lengths.tolist() == [len(text) for text in whole]


@settings(deadline=None)
@given(texts=TEXTS, data=st.data())
def test_what_is_taken_is_as_if_only_that_had_come(texts: list[list[str]], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.sampled_from(range(len(texts))), unique=True)) if texts else []
    taken = Postings.of(texts).taken(np.array(places, dtype=np.int64))
    rest = [texts[place] for place in places]
    assert same(LexicalIndex.weighed(taken), LexicalIndex.build(rest))
    assert set(taken.vocabulary) == {token for text in rest for token in text}


@pytest.mark.parametrize("texts", [[], [[], []], [["甲", "乙", "甲"], [], ["乙"]]])
def test_saved_beside_the_index_they_are_read_again(texts: list[list[str]], tmp_path: Path) -> None:
    held = Postings.of(texts)
    LexicalIndex.weighed(held).save(tmp_path)
    held.save(tmp_path)
    again = postings_of(tmp_path)
    assert again.vocabulary == held.vocabulary
    for name in ("indptr", "rows", "counts", "lengths"):
        assert np.array_equal(getattr(again, name), getattr(held, name))


def test_counts_of_another_index_are_refused(tmp_path: Path) -> None:
    LexicalIndex.build([["甲", "乙"]]).save(tmp_path)
    Postings.of([["甲"]]).save(tmp_path)
    with pytest.raises(ValueError, match="1 counts, 2 rows"):
        postings_of(tmp_path)
