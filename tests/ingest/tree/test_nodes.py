"""A node of the tree while it grows."""

from __future__ import annotations

from ingest.document import ClauseId
from ingest.tree.nodes import Node

TEXT = "第一章 总则\n第一条 甲。\n第二条 乙。"


def grown() -> tuple[Node, Node, Node, Node]:
    root = Node("document", "", end=0)
    chapter = root.add(Node("chapter", "c1", "chapter", "1", "第一章", "总则", 0, 6))
    first = chapter.add(Node("article", "t1", "article", "1", "第一条", "", 7, 13))
    second = chapter.add(Node("article", "t2", "article", "2", "第二条", "", 14, 20))
    return root, chapter, first, second


def test_what_is_added_stands_below_and_reaches_all_above() -> None:
    root, chapter, first, second = grown()
    assert (first.parent, chapter.children, root.children) == (chapter, [first, second], [chapter])
    assert (root.end, chapter.end, first.end) == (20, 20, 13)


def test_growing_never_shrinks() -> None:
    root, chapter, first, _ = grown()
    first.grow(5)
    assert (first.end, chapter.end) == (13, 20)
    first.grow(30)
    assert (first.end, chapter.end, root.end) == (30, 30, 30)


def test_the_nearest_above_of_a_level() -> None:
    root, chapter, first, _ = grown()
    assert first.up("article") is first
    assert first.up("document", "chapter") is chapter
    assert first.up("document") is root
    assert first.up("annex") is None
    assert first.up() is None


def test_reading_order() -> None:
    root, _, first, _ = grown()
    first.add(Node("paragraph", "t1.k1"))
    assert [one.path for one in root.walk()] == ["", "c1", "t1", "t1.k1", "t2"]


def test_frozen_into_clauses() -> None:
    clause = grown()[0].freeze("甲", TEXT)
    assert [one.id for one in clause.walk()] == [ClauseId("甲", path) for path in ("", "c1", "t1", "t2")]
    chapter = clause.children[0]
    assert (chapter.level, chapter.number, chapter.marker, chapter.heading) == (
        "chapter",
        "1",
        "第一章",
        "总则",
    )
    assert [one.text for one in chapter.children] == ["第一条 甲。", "第二条 乙。"]
    assert all(one.text == TEXT[one.start : one.end] for one in clause.walk())
