"""A growing index: rows come and go, and settle in the order of the documents."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.document import ClauseId
from kb.index.engine import PassageTokens
from kb.index.growing import CHARACTERS, WORDS, Contents, GrowingIndex
from kb.index.lexical import LexicalIndex
from kb.passage import Passage


def clause(name: str) -> ClauseId:
    return ClauseId.parse(name)


def passages(*names: str) -> list[Passage]:
    return [Passage(clause(name), "", name) for name in names]


def tokens(*names: str) -> list[PassageTokens]:
    """The only word of a clause is its name, its only character the number of its path."""
    return [PassageTokens(words=(name,), characters=(name[-1],)) for name in names]


def vectors(*names: str) -> np.ndarray:
    """A vector that tells which clause it belongs to."""
    return np.array([[ord(name[0]), int(name[-1])] for name in names], dtype=np.float32).reshape(-1, 2)


def put(index: GrowingIndex, *names: str) -> None:
    index.add(passages(*names), tokens(*names), vectors(*names))


def names(held: Contents) -> list[str]:
    return [str(one) for one in held.places.clauses]


def check(held: Contents) -> None:
    """Every row has the clause, the word and the vector of one passage."""
    assert np.array_equal(held.kept.vectors.reshape(-1, 2), vectors(*names(held)))
    for row, name in enumerate(names(held)):
        for kind, word in ((WORDS, name), (CHARACTERS, name[-1])):
            scores = LexicalIndex.weighed(held.postings[kind]).scores({word: 1.0})
            assert scores[row] > 0, (kind, name)
        assert np.count_nonzero(LexicalIndex.weighed(held.postings[WORDS]).scores({name: 1.0})) == 1


@pytest.fixture
def index() -> GrowingIndex:
    begun = GrowingIndex(Contents.empty())
    put(begun, "b#1", "b#2")
    put(begun, "a#1")
    return begun


def test_nothing_is_held_at_first() -> None:
    index = GrowingIndex(Contents.empty())
    assert (index.size, index.clauses) == (0, ())
    settled = index.settled(["a"])
    assert len(settled.places) == 0


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["b", "a"], ["b#1", "b#2", "a#1"]),
        (["a", "b"], ["a#1", "b#1", "b#2"]),
        (["a"], ["a#1", "b#1", "b#2"]),
        ([], ["b#1", "b#2", "a#1"]),
    ],
)
def test_rows_settle_in_the_order_of_the_documents(
    index: GrowingIndex, order: list[str], expected: list[str]
) -> None:
    settled = index.settled(order)
    assert names(settled) == expected
    check(settled)


def test_what_is_added_again_takes_the_place_of_what_was(index: GrowingIndex) -> None:
    put(index, "b#2", "b#3")
    assert index.size == 4
    settled = index.settled(["b", "a"])
    assert names(settled) == ["b#1", "b#2", "b#3", "a#1"]
    check(settled)


def test_what_is_removed_or_forgotten_is_gone(index: GrowingIndex) -> None:
    index.remove([clause("b#1"), clause("c#9")])
    assert set(index.clauses) == {clause("b#2"), clause("a#1")}
    check(index.settled(["b", "a"]))
    index.forget(["b", "c"])
    settled = index.settled(["b", "a"])
    assert (index.size, names(settled)) == (1, ["a#1"])
    check(settled)
    index.forget(["a"])
    assert names(index.settled([])) == []


def test_it_goes_on_from_what_was_settled(index: GrowingIndex) -> None:
    again = GrowingIndex(index.settled(["b", "a"]))
    put(again, "c#1")
    again.remove([clause("a#1")])
    settled = again.settled(["c", "b"])
    assert names(settled) == ["c#1", "b#1", "b#2"]
    check(settled)
    assert names(index.settled(["b", "a"])) == ["b#1", "b#2", "a#1"]  # what it began with is untouched
