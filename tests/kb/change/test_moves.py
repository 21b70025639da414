"""Moves: the fewest clauses that must be taken out for the others to keep their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from made_documents import made

from kb.change.alignment import Alignment
from kb.change.compared_clause import pieces
from kb.change.moves import moved


def text(*articles: tuple[str, str]) -> Any:
    """Articles as (name, words), numbered in order."""
    return [(f"t{at}", "article", f"第{at}条", "", words, []) for at, (_, words) in enumerate(articles, 1)]


def matched(old: Sequence[Any], new: Sequence[Any], pairs: dict[str, str]) -> Alignment:
    """Two outlines whose clauses are counterparts by path."""
    found = Alignment(pieces(made("旧", old)), pieces(made("新", new)))
    olds = {one.clause.id.path: one for one in found.old}
    news = {one.clause.id.path: one for one in found.new}
    for one, other in {"": "", **pairs}.items():
        found.pair(olds[one], news[other])
    return found


def gone(found: Alignment) -> set[str]:
    return {one.clause.id.path for one in moved(found)}


SHORT, LONG = "甲。", "一段很长很长的规定。" * 5


@pytest.mark.parametrize(
    ("sizes", "order", "expected"),
    [
        ((SHORT,) * 4, (1, 2, 3, 4), set()),
        ((SHORT,) * 4, (4, 1, 2, 3), {"t1"}),  # t1 went to the end: not the three others
        ((SHORT,) * 4, (2, 3, 4, 1), {"t4"}),
        ((SHORT, LONG, SHORT), (3, 2, 1), {"t1", "t3"}),  # the heaviest stays
        ((SHORT, SHORT, LONG), (2, 3, 1), {"t1", "t2"}),  # one long against two short
        ((), (), set()),
    ],
)
def test_the_fewest_by_size(sizes: tuple[str, ...], order: tuple[int, ...], expected: set[str]) -> None:
    outline = text(*(("", words) for words in sizes))
    new = text(*(("", sizes[order.index(at)]) for at in range(1, len(order) + 1)))
    pairs = {f"t{at}": f"t{to}" for at, to in enumerate(order, 1)}
    assert gone(matched(outline, new, pairs)) == expected


def test_what_came_and_went_moves_nothing() -> None:
    old = text(("", SHORT), ("", SHORT), ("", SHORT))
    new = text(("", SHORT), ("", SHORT), ("", SHORT), ("", SHORT))
    assert gone(matched(old, new, {"t1": "t2", "t3": "t4"})) == set()


def item(article: str, at: int) -> Any:
    return (f"{article}.k1.x{at}", "item", f"（{at}）", "", SHORT, [])


def article(at: int, *items: int) -> Any:
    words = [(f"t{at}.k1", "paragraph", "", "", "下列：", [item(f"t{at}", one) for one in items])]
    return (f"t{at}", "article", f"第{at}条", "", "", words)


def test_an_item_under_another_article_has_moved() -> None:
    old, new = [article(1, 1, 2), article(2, 1)], [article(1, 1), article(2, 1, 2)]
    pairs = {"t1": "t1", "t2": "t2", "t1.k1": "t1.k1", "t2.k1": "t2.k1", "t1.k1.x1": "t1.k1.x1"}
    assert gone(matched(old, new, {**pairs, "t1.k1.x2": "t2.k1.x2", "t2.k1.x1": "t2.k1.x1"})) == {"t1.k1.x2"}


def chapter(at: int, *articles: int) -> Any:
    below = [(f"t{one}", "article", f"第{one}条", "", SHORT, []) for one in articles]
    return (f"c{at}", "chapter", f"第{at}章", "章名", "", below)


def test_chapters_that_come_do_not_move_the_articles_in_them() -> None:
    flat = [(f"t{one}", "article", f"第{one}条", "", SHORT, []) for one in (1, 2, 3)]
    same = {f"t{one}": f"t{one}" for one in (1, 2, 3)}
    assert gone(matched(flat, [chapter(1, 1, 2), chapter(2, 3)], same)) == set()
    assert gone(matched([chapter(1, 1, 2), chapter(2, 3)], flat, same)) == set()


def test_an_article_that_went_to_another_known_chapter_has_moved() -> None:
    old, new = [chapter(1, 1, 2), chapter(2, 3)], [chapter(1, 1), chapter(2, 2, 3)]
    pairs = {"c1": "c1", "c2": "c2", "t1": "t1", "t2": "t2", "t3": "t3"}
    assert gone(matched(old, new, pairs)) == {"t2"}
